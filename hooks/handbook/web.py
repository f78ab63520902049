"""Addresses as a browser reads them: whole or broken, of the public web or not, a program or a place."""

import html
import ipaddress
import re
from difflib import get_close_matches
from urllib.parse import SplitResult, urlsplit

SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
BAD_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")
HOST = re.compile(r"(?:[^\s/@]+@)?(?:\[[0-9a-fA-F:.]+\]|(?!-)[\w-]+(?<!-)(?:\.(?!-)[\w-]+(?<!-))*\.?)(?::\d{1,5})?")
MAIL = re.compile(r"[^\s@<>,;:/]+@[\w-]+(?:\.[\w-]+)+(?:,[^\s@<>,;:/]+@[\w-]+(?:\.[\w-]+)+)*(?:\?\S*)?")
# https:/x, https:x, https:///x, https//x, https;//x, https://https://x
NOT_QUITE_WEB = re.compile(r"(https?)(?::/?(?=[^/])|:/{3,}|;?//|://(?=https?:))", re.I)
WITHOUT_SCHEME = re.compile(r"www\.[\w-]+\.\w+|[^/\s?#@]+@[\w-]+(?:\.[\w-]+)*\.\w+$")
# What looks like an address or a file although it holds a space
SPACED = re.compile(r"\S+(?:\s\S+)*\.[a-z]\w{1,4}(?:[?#]\S*)?$|[a-z]+://", re.I)
PROGRAM = re.compile(r"(?:javascript|vbscript|livescript):|data:(?!image/(?:png|jpeg|gif|webp|avif|svg\+xml)[;,])", re.I)

# Names that no public server has: RFC 2606, RFC 6761, RFC 8375 and what routers use
PRIVATE_NAMES = (
    "localhost", "local", "localdomain", "internal", "intranet", "lan", "home", "corp", "invalid", "test", "example", "home.arpa",
)


def scheme(address: str) -> str:
    """The scheme in lower case; empty for a path."""
    found = SCHEME.match(address)
    return found[1].lower() if found else ""


def fault(address: str) -> str:
    """What to say of an address that cannot be read in one way only; empty when it is whole."""
    address = address.strip()
    name = scheme(address)
    if name == "mailto":
        return "" if MAIL.fullmatch(address[7:]) else f"write a whole e-mail address after mailto:, not {address[7:] or 'nothing'}"
    if re.search(r"\s", address) and SPACED.match(address):
        return f"take the space out of {address}" if "://" in address else f"write %20 for each space in {address}, or rename the file"
    if BAD_PERCENT.search(address):
        return f"write %25 for a percent sign, or two figures or letters A-F after it, in {address}"
    if re.search(r"\\[A-Za-z0-9]", address):
        return f"write / instead of \\ in {address}"
    if WITHOUT_SCHEME.match(address):
        return f"write {'mailto:' if '@' in address else 'https://'} before {address}"
    if found := NOT_QUITE_WEB.match(address):
        return f"write {found[1].lower()}:// once, with one colon and two slashes, in {address}"
    if name in ("http", "https"):
        site = re.split(r"[/?#]", address[len(name) + 3 :])[0]
        return "" if HOST.fullmatch(site) else f"mend the name of the site in {address}"
    if len(name) > 2 and address[len(name) + 1 :].startswith("/") and get_close_matches(name, ("http", "https"), 1, 0.8):
        return f"write https:// instead of {name}:// in {address}"
    return ""


def split(address: str) -> SplitResult:
    """The parts of an address; all empty for one that has none, which `fault` tells."""
    try:
        return urlsplit(address)
    except ValueError:
        return urlsplit("")


def host(address: str) -> str:
    """The name of the server in lower case; empty for a path."""
    return (split(address).hostname or "").rstrip(".")


def is_private(name: str) -> bool:
    """Whether a host is one's own machine or network, or a name that is reserved so that it never leads anywhere."""
    try:
        return not ipaddress.ip_address(name).is_global
    except ValueError:
        return bool(name) and ("." not in name or name.endswith(tuple(f".{one}" for one in PRIVATE_NAMES)))


def is_program(address: str) -> bool:
    """Whether following the address runs or opens what stands in the address itself."""
    return bool(PROGRAM.match(re.sub(r"[\x00-\x20\u00ad\u200b-\u200f]", "", html.unescape(address))))
