"""Addresses of the web in pages and in the bibliography: well formed, encrypted, public, and without a detour."""

import re
from collections.abc import Iterator
from urllib.parse import parse_qsl

from handbook.rules import rule
from handbook.sources import NAME as SOURCES
from handbook.targets import UNKNOWN
from handbook.web import fault, host, is_private, scheme, split
from handbook.written import addresses_of, bare_addresses_of

IN_YAML = re.compile(r"[a-z][a-z+.-]*://[^\s\"'{}]+[^\s\"'{},]", re.I)
# What opens on one's own machine or in one's own network only, or in no browser
LOCAL_SCHEMES = frozenset("file ftp sftp smb afp nfs ssh about blob chrome edge view-source ws wss".split())
# Parameters that tell the site where a reader came from, and the person
TRACKING = re.compile(
    r"utm_\w+|fbclid|gclid|gclsrc|dclid|gbraid|wbraid|msclkid|yclid|twclid|ttclid|li_fat_id|igshid?|mc_[ce]id|_hs\w+"
    r"|mkt_tok|vero_\w+|oly_\w+|s_cid|ref_src|ref_url|_openstat|wickedid|rb_clickid|epik|si|__s", re.I
)
# Services that hide where a link leads, and may lead elsewhere tomorrow
SHORTENERS = frozenset(
    "bit.ly j.mp tinyurl.com t.co goo.gl ow.ly is.gd v.gd buff.ly rebrand.ly cutt.ly rb.gy shorturl.at tiny.cc lnkd.in"
    " t.ly bl.ink soo.gd dlvr.it s.id shorturl.com short.io tr.im u.to x.gd qr.ae trib.al".split()
)
REDIRECTORS = re.compile(
    r"(?:www\.)?google\.[a-z.]+/url\?|l\.(?:facebook|instagram)\.com/|\w+\.safelinks\.protection\.outlook\.com/"
    r"|urldefense\.(?:com|proofpoint\.com)/|(?:www\.)?linkedin\.com/redir/|out\.reddit\.com/|(?:www\.)?youtube\.com/redirect\?"
    r"|\S+\.list-manage\.com/track/", re.I
)


@rule("page")
def addresses_well_formed(library, page):
    """An address can be read in one way only: its scheme, host and signs are whole.

    Bad:   [Sphere](https:/spherestandards.org), [plan](our plan.pdf), [form](form%2.pdf), <mailto:office@>
    Good:  [Sphere](https://spherestandards.org), [plan](our-plan.pdf), [form](form%20a.pdf)
    """
    for written in addresses_of(page):
        mail = written.form == "auto" and not scheme(written.address)
        if not mail and not UNKNOWN.search(written.address) and (message := fault(written.address)):
            yield page, written.line, message


@rule("library", docs_only=False)
def addresses_secure(library):
    """An address of the web begins with https://: what is read over http:// can be seen and changed on the way.

    Onion services are encrypted by themselves.

    Bad:   [the law](http://example.org/law)
    Good:  [the law](https://example.org/law)
    """
    for place, line, address in _everywhere(library):
        name = host(address)
        if scheme(address) == "http" and not name.endswith(".onion") and not is_private(name):
            yield place, line, f"write https:// in {address}; if the site has no https, cite another"


@rule("library", docs_only=False)
def addresses_public(library):
    """An address leads to what every reader can open: not to one's own machine, network, account or disk.

    Bad:   [draft](http://localhost:8000/draft), [plan](file:///home/me/plan.pdf)
    Good:  [plan](../assets/plan.pdf)
    """
    for place, line, address in _everywhere(library):
        kind = scheme(address)
        if kind in ("http", "https", "") and is_private(host(address)):
            yield place, line, f"link to an address that every reader can open, not {address}"
        elif kind in LOCAL_SCHEMES:
            yield place, line, f"link to an address that begins with https://, not {address}"
        elif "@" in split(address).netloc:
            yield place, line, f"take the account out of {address}"


@rule("library", docs_only=False)
def addresses_direct(library):
    """An address leads straight to the page that it names, and tells nobody where the reader came from.

    Bad:   https://example.org/law?utm_source=mail, https://bit.ly/3abc
    Good:  https://example.org/law
    """
    for place, line, address in _everywhere(library):
        parts = split(address)
        name = host(address).removeprefix("www.")
        marks = [key for key, _ in parse_qsl(parts.query, keep_blank_values=True) if TRACKING.fullmatch(key)]
        if marks:
            yield place, line, f"take {', '.join(dict.fromkeys(marks))} out of {address}: it follows the reader"
        if name in SHORTENERS and parts.path.strip("/"):
            yield place, line, f"write the address that {address} leads to"
        elif REDIRECTORS.match(address.split("://", 1)[-1]):
            yield place, line, f"write the address that {address} leads to, without the detour"


def _everywhere(library) -> Iterator[tuple]:
    """Every address with a scheme or a host, in pages and in the bibliography: place, line, address."""
    for page in library.pages.values():
        for written in (*addresses_of(page), *bare_addresses_of(page)):
            if scheme(written.address) or written.address.startswith("//"):
                yield page, written.line, written.address
    try:
        lines = (library.root / SOURCES).read_text("utf-8").split("\n")
    except (OSError, UnicodeDecodeError):
        return  # told when the library was read
    for number, line in enumerate(lines, 1):
        if "://" in line and not line.lstrip().startswith("#"):
            yield from ((SOURCES, number, found[0]) for found in IN_YAML.finditer(line))
