"""What one tag of a built page says: its id, where it leads, what it loads, and what is wrong with it wherever it stands."""

import base64
import hashlib
import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from handbook.site_text import residue
from handbook.tags import attributes, candidates
from handbook.web import fault, host, is_private, is_program, scheme

LINKS, IDS, LANGUAGE, THIRD_PARTY, SCRIPTS, TEXT = (
    "site-links", "site-ids", "site-language", "site-third-party", "site-scripts", "site-text"
)
OPENING = re.compile(r"<([a-zA-Z][\w:-]*)(.*?)/?>", re.S)
BLOCK = re.compile(r"<(script|style|title|textarea)\b((?:[^<>\"']++|\"[^\"]*+\"|'[^']*+')*+)>(.*)</", re.S | re.I)
REFRESH = re.compile(r"\s*[\d.]+\s*[;,]\s*(?:url\s*=\s*)?[\"']?([^\"']+)", re.I)
STYLE_ADDRESS = re.compile(r"url\(\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"')]*))\s*\)|@import\s+(?:\"([^\"]*)\"|'([^']*)')", re.I)
STYLE_COMMENT = re.compile(r"/\*.*?\*/", re.S)
MARKER = re.compile(r"<!-- hooks/\w+\.py")

# The attributes that make a browser fetch something by itself, and those that send something
LOADING = ("src", "poster", "data", "background", "manifest", "longdesc")
SENDING = ("action", "formaction", "ping")
LOADING_RELS = frozenset(
    "stylesheet icon shortcut preload prefetch preconnect dns-prefetch modulepreload prerender manifest mask-icon"
    " apple-touch-icon apple-touch-icon-precomposed pingback".split()
)
REFERENCES = ("for", "list", "headers", "aria-labelledby", "aria-describedby", "aria-controls", "aria-owns", "aria-details")
# Tags that say something about the page, or that a link may lead to by name=
DECLARING = ("html", "body", "link", "meta", "a")
DATA_SCRIPTS = ("application/json", "application/ld+json", "text/plain")
# The inline scripts of Material for MkDocs, by how they begin
OWN_SCRIPTS = (
    "__md_scope=new URL(", 'var palette=__md_get("__palette")', 'var tabs=__md_get("__tabs")',
    "var target=document.getElementById(location.hash.slice(1))", 'var el=document.querySelector("[data-md-component=announce]")',
)


@dataclass(frozen=True, slots=True)
class Use:
    """An address in a tag; kind: `loads` (fetched by itself), `sends`, `leads` (a link), `names` (of the page itself)."""

    address: str
    kind: str
    language: str = ""


@dataclass(frozen=True, slots=True)
class Mark:
    """What one tag says: its name, id, addresses, the ids it refers to, and what is wrong with it wherever it stands."""

    name: str
    values: dict
    id: str = ""
    uses: tuple[Use, ...] = ()
    references: tuple[str, ...] = ()
    faults: tuple[tuple[str, str], ...] = ()
    script: str = ""  # an inline script: the hash by which a policy may allow it, and how it begins
    beginning: str = ""


@cache
def read_mark(part: str) -> Mark | None:
    """What a tag says, or nothing when it says nothing that is looked at here."""
    if part.startswith("<!"):
        return Mark("comment", {}, faults=((TEXT, "fill this marker: its hook is not run"),)) if MARKER.match(part) else None
    if block := BLOCK.match(part):
        name, values, content = block[1].lower(), attributes(block[2]), block[3]
    elif opening := OPENING.fullmatch(part):
        name, values, content = opening[1].lower(), attributes(opening[2]), ""
    else:
        return None
    uses = tuple(_uses(name, values, content))
    references = tuple(one for key in REFERENCES if key in values for one in values[key].split())
    faults = tuple(_faults(name, values, content, uses))
    script, beginning = _inline_script(name, values, content)
    if uses or references or faults or script or values.get("id") or name in DECLARING:
        return Mark(name, values, values.get("id", ""), uses, references, faults, script, beginning)
    return None


def addresses_in_style(text: str) -> Iterator[tuple[int, str]]:
    """The addresses in a style sheet or a style attribute, with their places."""
    text = STYLE_COMMENT.sub(lambda comment: re.sub(r"[^\n]", " ", comment[0]), text)
    for found in STYLE_ADDRESS.finditer(text):
        yield found.start(), next((group for group in found.groups() if group is not None), "").strip()


def _uses(name: str, values: dict, content: str) -> Iterator[Use]:
    """The addresses of a tag."""
    for key in LOADING:
        if key in values and not (key == "data" and name != "object"):
            yield Use(values[key].strip(), "loads")
    for key in SENDING:
        if key in values:
            yield from (Use(one, "sends") for one in values[key].split())
    for key in ("srcset", "imagesrcset"):
        yield from (Use(one, "loads") for one in candidates(values.get(key, "")))
    for key in ("href", "xlink:href"):
        if key in values:
            yield Use(values[key].strip(), _kind(name, values), values.get("hreflang", "") if name == "a" else "")
    if name == "meta" and values.get("http-equiv", "").lower() == "refresh":
        if found := REFRESH.match(values.get("content", "")):
            yield Use(found[1].strip(), "leads", "*")
    if name == "script" and values.get("id") == "__config":  # Material loads its search worker from there
        yield from (Use(html.unescape(one), "loads") for one in re.findall(r"\"search\": *\"([^\"]+)\"", content))
    for style in (values.get("style", ""), content if name == "style" else ""):
        yield from (Use(one, "loads") for _, one in addresses_in_style(style) if not one.startswith("#"))


def _inline_script(name: str, values: dict, content: str) -> tuple[str, str]:
    """The hash of a script that stands in the page, and its first words; empty for what runs nothing or is the theme's."""
    if name != "script" or "src" in values or values.get("type", "").lower() in DATA_SCRIPTS or content.strip().startswith(OWN_SCRIPTS):
        return "", ""
    digest = base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()
    return f"'sha256-{digest}'", " ".join(content.split())[:40]


def _kind(name: str, values: dict) -> str:
    if name in ("a", "area"):
        return "leads"
    if name != "link":
        return "loads"  # use and image of SVG
    return "loads" if LOADING_RELS & set(values.get("rel", "").lower().split()) else "names"


def _faults(name: str, values: dict, content: str, uses: tuple[Use, ...]) -> Iterator[tuple[str, str]]:
    """What is wrong with a tag wherever it stands: rule, message."""
    for key in values:
        if key.startswith("on") and key.isalpha():
            yield SCRIPTS, f"take out {key}=: a page runs no script of its own"
    if "style" in values:
        yield SCRIPTS, "move style= into a style sheet: the page allows none of its own"
    if "srcdoc" in values:
        yield SCRIPTS, "take out srcdoc=: a page holds no other page"
    if name == "base":
        yield LINKS, "take out <base>: it changes where every link leads"
    if name == "img" and values.keys().isdisjoint({"alt", "aria-label", "aria-hidden", "role"}):
        yield TEXT, f"describe the image {values.get('src', '')} in alt="
    said = [values[key] for key in ("alt", "title", "aria-label") if values.get(key)]
    if name == "title" or (name == "meta" and values.get("name") == "description"):
        said.append(content or values.get("content", ""))
    yield from ((TEXT, message) for text in said for _, _, message in residue([text]))
    for use in uses:
        yield from _address_faults(name, values, use)


def _address_faults(name: str, values: dict, use: Use) -> Iterator[tuple[str, str]]:
    address, kind = use.address, scheme(use.address)
    if not address:
        if use.kind != "sends":
            yield LINKS, f"write an address into this <{name}>: it has none"
    elif address == "#" and name == "a":
        yield LINKS, "write an address after #: alone it leads nowhere"
    elif is_program(address):
        yield SCRIPTS, f"lead to a page or file, not to a program: {address[:40]}"
    elif use.kind == "names" and kind:
        return  # a canonical address may be anything
    elif message := fault(address):
        yield LINKS, message
    elif kind == "http" and not host(address).endswith(".onion") and not is_private(host(address)):
        yield LINKS, f"write https:// in {address}"
    elif kind in ("http", "https", "") and is_private(host(address)) or kind == "file":
        yield LINKS, f"lead to an address that every reader can open, not {address}"
