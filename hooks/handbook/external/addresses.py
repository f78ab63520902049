"""The external addresses that pages and the bibliography name, each with the places that name it."""

import re
from collections import defaultdict
from collections.abc import Iterator
from urllib.parse import unquote, urlsplit

from handbook.inline import CODE, ESCAPE, blank, links
from handbook.library import Library
from handbook.page import Page
from handbook.sources import NAME

# Blocks whose text is shown as it stands, or not at all
SILENT = frozenset({"fence", "comment", "rule"})
COMMENT = re.compile(r"<!--.*?-->", re.S)
# href="…" or src='…' inside a tag
ATTRIBUTE = re.compile(r"""<[A-Za-z](?:[^<>]*?\s)?(?:href|src)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""", re.S)
# What stands around an address in a line of YAML
AROUND = re.compile(r"""[\s"'{}]+|,(?=\s|$)""")


def addresses(library: Library) -> dict[str, list[tuple[str, int]]]:
    """Each external address of a library → the files and lines that name it, sorted; a place names it once."""
    found = defaultdict(set)
    for page in library.pages.values():
        for address, line in _of_page(page):
            found[address].add((page.file, line))
    for address, line in _of_sources(library):
        found[address].add((NAME, line))
    return {address: sorted(found[address]) for address in sorted(found) if _wanted(address)}


def host_name(address: str) -> str:
    """The name of the host as a browser looks it up, in ASCII. Raises ValueError for what is no address."""
    return unquote(urlsplit(address).hostname or "").encode("idna").decode().rstrip(".").lower()


def askable(address: str) -> bool:
    """Whether this check may contact an address: http or https, never .onion. Raises ValueError for what is none."""
    name = host_name(address)
    return urlsplit(address).scheme in ("http", "https") and name != "" and name.split(".")[-1] != "onion"


def _wanted(address: str) -> bool:
    if not re.match(r"https?://", address, re.I):
        return False
    try:
        return askable(address)
    except ValueError:
        return True  # it is told when it is asked


def _of_page(page: Page) -> Iterator[tuple[str, int]]:
    for block in page.blocks:
        if block.kind in SILENT:
            continue
        if block.kind == "definition":
            yield _clean(block.text), block.line
        text = blank(COMMENT, block.text)
        for link in links(text):
            yield _clean(link.target), block.line + link.line
        code_free = blank(CODE, text)
        for tag in ATTRIBUTE.finditer(code_free):
            yield _clean(tag[1] or tag[2] or tag[3] or ""), block.line + code_free.count("\n", 0, tag.start())


def _clean(target: str) -> str:
    """The address that a browser gets: without angle brackets, backslashes before punctuation and written-out &."""
    return ESCAPE.sub(r"\1", target.strip().strip("<>")).replace("&amp;", "&")


def _of_sources(library: Library) -> Iterator[tuple[str, int]]:
    try:
        lines = (library.root / NAME).read_text("utf-8").split("\n")
    except (OSError, UnicodeDecodeError):  # reading the library has told it
        lines = []
    for work in library.sources.works.values():
        for address in filter(None, (work.url, *(edition.url for edition in work.editions))):
            places = (at for at, line in enumerate(lines[work.line - 1 :], work.line) if address in AROUND.split(line))
            yield address, next(places, work.line)
