"""A built page, read from outside: its ids, every address that can load or lead somewhere, its language, its faults.

A page is cut at its tags, and each tag is understood once for the whole site: most stand on every page. That reads
several times as fast as html.parser, and still knows the line of everything, counted only where something is wrong.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import accumulate

from handbook.site_marks import IDS, SCRIPTS, TEXT, Mark, read_mark
from handbook.site_text import residue

# Comments, elements whose content is no HTML, and tags; the texts between them stand between the cuts
CUT = re.compile(
    r"(<!--.*?-->|<(script|style|title|textarea)\b[^>]*>.*?</\2\s*>"
    r"|<[a-zA-Z/!?][^<>\"']*+(?:\"[^\"]*+\"[^<>\"']*+|'[^']*+'[^<>\"']*+)*+>)", re.S | re.I
)


@dataclass(slots=True)
class Built:
    """A built page: its path below the site, ids and names, marks with their place, and what its head declares."""

    path: str
    parts: list[str]
    ids: frozenset[str] = frozenset()
    marks: list[tuple[int, Mark]] = field(default_factory=list)
    faults: list[tuple[int, str, str]] = field(default_factory=list)  # line, message, rule
    lang: str = ""
    direction: str = ""
    canonical: str = ""
    alternates: dict[str, str] = field(default_factory=dict)
    redirects: bool = False
    policy: str = ""
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
            page.faults.append((page.line(at), message, rule))
        if mark.script and mark.script not in page.policy:  # a policy governs what comes after it
            page.faults.append((page.line(at), f"move this script into a file: {mark.beginning}", SCRIPTS))
        if mark.name == "a":
            names.append(mark.values.get("name", ""))
            if mark.uses and not _is_named(page, at, mark):
                page.faults.append((page.line(at), f"give the link to {mark.uses[0].address} a text, or a name in aria-label", TEXT))
        elif mark.name in HEAD:
            HEAD[mark.name](page, mark)
    page.ids = frozenset(ids).union(names)
    if len(set(ids)) < len(ids):
        page.faults += _repeated(page)
    page.faults += ((page.line(at) + lines, message, TEXT) for at, lines, message in residue(parts))
    return page


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
                yield page.line(at), f"give this element another id: {mark.id} stands on line {page.line(first[mark.id])} already", IDS
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
    kind = mark.values.get("http-equiv", "").lower()
    page.redirects |= kind == "refresh"
    if kind == "content-security-policy":
        page.policy += mark.values.get("content", "")


# What the head of a page declares about the page
HEAD = {"html": _html, "body": _body, "link": _link, "meta": _meta}
