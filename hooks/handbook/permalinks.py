"""Permalinks: every page and section ever released, its short code, and where what has moved is now.

`data/permalinks.txt` is the promise to those who print addresses: `handbook release` appends to it, and nothing ever
removes a line. `data/redirects.txt` says where a released place has gone: `old-page#section -> new-page#section`.
"""

import hashlib
import re
from dataclasses import dataclass
from pathlib import Path

from handbook.library import Library
from handbook.problem import Problem

LEDGER = "data/permalinks.txt"
REDIRECTS = "data/redirects.txt"
HEADER = """\
# Every page and section ever released, with its short code: the promise to those who print addresses.
# Written by `handbook release`; no line is ever removed or changed. What moves gets a line in data/redirects.txt.
"""
# Letters and digits that cannot be taken for each other, on paper or over a radio
ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"
LINE = re.compile(r"^([a-z0-9]{4,}) (\S+)$")
ARROW = re.compile(r"^(\S+) -> (\S+)$")


@dataclass(frozen=True)
class Permalinks:
    """codes: place → short code; redirects: old place → new place as written; lines: place → line of its file."""

    codes: dict[str, str]
    redirects: dict[str, str]
    ledger_lines: dict[str, int]
    redirect_lines: dict[str, int]
    problems: tuple[Problem, ...] = ()

    def now(self, place: str) -> str | None:
        """Where a place is today: chains followed to their end; None for a loop. A page's sections move with it."""
        seen = set()
        while place not in seen:
            seen.add(place)
            page, _, section = place.partition("#")
            if place in self.redirects:
                place = self.redirects[place]
            elif section and page in self.redirects:
                place = f"{self.redirects[page].partition('#')[0]}#{section}"
            else:
                return place
        return None


def places(library: Library) -> list[str]:
    """Every page and section of the source language, as `page` and `page#section`, in the order of the pages."""
    found = []
    for page in library.of(library.source):
        found.append(page.path)
        found += [f"{page.path}#{name}" for name in sorted(library.anchors(page))]
    return found


def exists(library: Library, place: str) -> bool:
    path, _, section = place.partition("#")
    page = library.page(library.source, path)
    return bool(page) and (not section or section in library.anchors(page))


def read_permalinks(root: Path) -> Permalinks:
    """The ledger and the redirects of a checkout; lines that are neither are told with their place."""
    codes, ledger_lines, problems = _read(root / LEDGER, LEDGER, LINE, "a line of the form: code page#section", turned=True)
    redirects, redirect_lines, wrong = _read(root / REDIRECTS, REDIRECTS, ARROW, "a line of the form: old#section -> new#section")
    return Permalinks(codes, redirects, ledger_lines, redirect_lines, (*problems, *wrong))


def release(library: Library) -> list[str]:
    """Append every place that the ledger does not hold yet, each with a new code. Returns the places added."""
    permalinks = read_permalinks(library.root)
    added = [place for place in places(library) if place not in permalinks.codes]
    used = set(permalinks.codes.values())
    lines = []
    for place in added:
        code = _code(place, used)
        used.add(code)
        lines.append(f"{code} {place}\n")
    file = library.root / LEDGER
    before = file.read_text("utf-8") if file.exists() else HEADER
    whole = file.with_suffix(".new")
    whole.write_text(before + "".join(lines), "utf-8")
    whole.replace(file)  # never half a promise
    return added


def _code(place: str, used: set[str]) -> str:
    """A short code from the place itself: four signs, more only where four are taken."""
    number = int.from_bytes(hashlib.sha256(place.encode()).digest(), "big")
    signs = ""
    while len(signs) < 4 or signs in used:
        number, at = divmod(number, len(ALPHABET))
        signs += ALPHABET[at]
    return signs


def _read(file: Path, name: str, pattern: re.Pattern, form: str, turned: bool = False):
    found, lines, problems = {}, {}, []
    content = file.read_bytes() if file.exists() else b""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        problems.append(Problem(name, line, "save the file as UTF-8; here begins something that is not", "permalinks"))
        text = content.decode("utf-8-sig", "ignore")
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip() or line.startswith("#"):
            continue
        match = pattern.match(line.strip())
        if not match:
            problems.append(Problem(name, number, f"write {form}", "permalinks"))
            continue
        key, value = (match[2], match[1]) if turned else (match[1], match[2])
        if key in found:
            problems.append(Problem(name, number, f"keep one line for {key}", "permalinks"))
        found.setdefault(key, value)
        lines.setdefault(key, number)
    return found, lines, problems
