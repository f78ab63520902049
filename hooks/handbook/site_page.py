"""A built page, read from outside: its ids, every address that can load or lead somewhere, its language, its faults.

A page is cut at its tags, and each tag is understood once for the whole site: most stand on every page. That reads
several times as fast as html.parser, and still knows the line of everything, counted only where something is wrong.
"""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from itertools import accumulate

from handbook.site_text import residue
from handbook.tags import attributes, candidates
from handbook.web import fault, host, is_private, is_program, scheme

LINKS, IDS, LANGUAGE, THIRD_PARTY, SCRIPTS, TEXT = (
    "site-links", "site-ids", "site-language", "site-third-party", "site-scripts", "site-text"
)
# Comments, elements whose content is no HTML, and tags; the texts between them stand between the cuts
CUT = re.compile(
    r"(<!--.*?-->|<(script|style|title|textarea)\b[^>]*>.*?</\2\s*>"
    r"|<[a-zA-Z/!?][^<>\"']*(?:\"[^\"]*\"[^<>\"']*|'[^']*'[^<>\"']*)*>)", re.S | re.I
)
OPENING = re.compile(r"<([a-zA-Z][\w:-]*)(.*?)/?>", re.S)
BLOCK = re.compile(r"<(script|style|title|textarea)\b((?:[^<>\"']|\"[^\"]*\"|'[^']*')*)>(.*)</", re.S | re.I)
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


@dataclass(slots=True)
class Built:
    """A built page: its path below the site, ids and names, marks with their place, and what its head declares."""

    path: str
    parts: list[str]
    ids: frozenset[str] = frozenset()
    marks: list[tuple[int, Mark]] = field(default_factory=list)
    faults: list[tuple[int, str, str]] = field(default_factory=list)
    lang: str = ""
    direction: str = ""
    canonical: str = ""
    alternates: dict[str, str] = field(default_factory=dict)
    redirects: bool = False
    lines: list[int] = field(default_factory=list)

    def line(self, at: int) -> int:
        """The line on which a part begins; counted only when something is to be told."""
        if not self.lines:
            self.lines = list(accumulate((part.count("\n") for part in self.parts), initial=1))
        return self.lines[at]


def read_built(path: str, text: str) -> Built:
    """Read a page. Args: its path below the site, its text."""
    parts = CUT.split(text)
    del parts[2::3]  # the name of an element without HTML, which the pattern itself needs
    page = Built(path, parts)
    ids: list[str] = []
    names: list[str] = []
    for at in range(1, len(parts), 2):
        mark = read_mark(parts[at])
        if mark is None:
            continue
        if mark.id:
            ids.append(mark.id)
        if mark.uses or mark.references:
            page.marks.append((at, mark))
        for rule, message in mark.faults:
            page.faults.append((at, message, rule))
        if mark.name == "a":
            names.append(mark.values.get("name", ""))
            if mark.uses and not _is_named(page, at, mark):
                page.faults.append((at, f"give the link to {mark.uses[0].address} a text, or a name in aria-label", TEXT))
        elif mark.name in HEAD:
            HEAD[mark.name](page, mark)
    page.ids = frozenset(ids).union(names)
    if len(set(ids)) < len(ids):
        page.faults += _repeated(page)
    page.faults += ((at, message, TEXT) for at, message in residue(parts))
    return page


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
    if uses or references or faults or values.get("id") or name in HEAD or name == "a":
        return Mark(name, values, values.get("id", ""), uses, references, faults)
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
    if name == "script" and "src" not in values and values.get("type", "").lower() not in DATA_SCRIPTS:
        if not content.strip().startswith(OWN_SCRIPTS):
            yield SCRIPTS, f"move this script into a file: {' '.join(content.split())[:40]}"
    if name == "base":
        yield LINKS, "take out <base>: it changes where every link leads"
    if name == "img" and values.keys().isdisjoint({"alt", "aria-label", "aria-hidden", "role"}):
        yield TEXT, f"describe the image {values.get('src', '')} in alt="
    for key in ("alt", "title", "aria-label"):
        yield from ((TEXT, message) for _, message in residue([values.get(key, "")]))
    if name == "title" or (name == "meta" and values.get("name") == "description"):
        yield from ((TEXT, message) for _, message in residue([content or values.get("content", "")]))
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


def _is_named(page: Built, at: int, mark: Mark) -> bool:
    """Whether a link has a text or a name."""
    values, parts = mark.values, page.parts
    if values.get("aria-label") or values.get("aria-labelledby") or values.get("title") or parts[at + 1].strip():
        return True
    if values.get("href", "").removeprefix("#") == values.get("id", "-"):
        return True  # the number of a line of code
    for inner in range(at + 2, len(parts)):
        part = parts[inner]
        if inner % 2 == 0:
            if part.strip() and not part.strip(" \n\t\u00a0").startswith("&nbsp;"):
                return True
        elif part.startswith("</a"):
            return False
        elif re.search(r"\b(?:alt|aria-label|title)\s*=\s*[\"']?[^\"'\s>]", part) or part.startswith("<title"):
            return True
    return False


def _repeated(page: Built) -> Iterator[tuple[int, str, str]]:
    first: dict[str, int] = {}
    for at in range(1, len(page.parts), 2):
        mark = read_mark(page.parts[at])
        if mark and mark.id:
            if mark.id in first:
                yield at, f"give this element another id: {mark.id} stands on line {page.line(first[mark.id])} already", IDS
            first.setdefault(mark.id, at)


def _html(page: Built, mark: Mark) -> None:
    page.lang = mark.values.get("lang", "")
    page.direction = mark.values.get("dir", page.direction)


def _body(page: Built, mark: Mark) -> None:
    page.direction = mark.values.get("dir", page.direction)


def _link(page: Built, mark: Mark) -> None:
    rels = mark.values.get("rel", "").lower().split()
    if "canonical" in rels:
        page.canonical = mark.values.get("href", "")
    if "alternate" in rels and "hreflang" in mark.values:
        page.alternates[mark.values["hreflang"]] = mark.values.get("href", "")


def _meta(page: Built, mark: Mark) -> None:
    page.redirects |= mark.values.get("http-equiv", "").lower() == "refresh"


# What the head of a page declares about the page
HEAD = {"html": _html, "body": _body, "link": _link, "meta": _meta}
