"""The front matter of a page: the block of `key: value` lines between two `---` at its top."""

import re
from dataclasses import dataclass, field
from types import MappingProxyType

import yaml

from handbook.data import CONFLICT, SETTLE, load, place_and_advice
from handbook.problem import Problem

# The contract: keys in this order. A translation states title and description; the rest it has from the English page.
SOURCE_KEYS = (
    "title", "description", "reviewed", "review_by", "critical", "stages", "sectors", "themes", "see_also", "minutes",
    "search", "excused",
)
TRANSLATION_KEYS = ("title", "description", "search", "excused")

# A line of hyphens, or what a word processor makes of it
DASHES = re.compile(r"^[-–—]{1,}[ \t]*$")
KEY = re.compile(r"^([^\s#:][^:]*?)\s*:(?:\s|$)")


@dataclass(frozen=True)
class FrontMatter:
    """What the front matter says, on which line each key stands, and where the page's text begins (line from 1)."""

    values: MappingProxyType = field(default_factory=lambda: MappingProxyType({}))
    lines: MappingProxyType = field(default_factory=lambda: MappingProxyType({}))
    body: int = 1

    def get(self, key: str, otherwise=None):
        return self.values.get(key, otherwise)

    def line(self, key: str) -> int:
        return self.lines.get(key, 1)


def read_front_matter(path: str, lines: list[str]) -> tuple[FrontMatter, list[Problem]]:
    """The front matter of a page's lines, and what is wrong with its form; a page without one has an empty one."""
    start, problems = _beginning(path, lines)
    if start is None:
        return FrontMatter(), []
    end, last = _end(lines, start)
    if end is None:
        problems.append(_problem(path, start, "close the front matter with a line that holds only ---"))
        end = last

    places: dict[str, int] = {}
    for number, line in enumerate(lines[start:end], start + 1):
        if key := KEY.match(line):
            if key[1] in places:
                problems.append(_problem(path, number, f"keep one of the two lines that begin with {key[1]}:"))
            places.setdefault(key[1], number)
    try:
        values = load("\n".join(lines[start:end])) or {}
    except (yaml.YAMLError, ValueError, RecursionError):
        values, wrong = _line_by_line(path, lines, start, end)
        problems += wrong
    if not isinstance(values, dict):
        problems.append(_problem(path, start + 1, "write the front matter as lines of the form key: value"))
        values = {}
    values = {str(key): value for key, value in values.items()}
    return FrontMatter(MappingProxyType(values), MappingProxyType(places), end + 1 + (end < len(lines) and bool(DASHES.match(lines[end])))), problems


def _beginning(path: str, lines: list[str]) -> tuple[int | None, list[Problem]]:
    """The index of the first line of the front matter, and what is wrong with the line above it; None for a page without any."""
    if lines and lines[0].rstrip() == "---":
        return 1, []
    first = next((at for at, line in enumerate(lines[:5]) if line.strip()), 0)
    start = first + 1 if lines and DASHES.match(lines[first]) else first
    if start < len(lines) and (key := KEY.match(lines[start])) and key[1].casefold() in SOURCE_KEYS:
        return start, [_problem(path, 1, f"begin the file with a line that holds only ---, three hyphens, directly above {key[1]}:")]
    return None, []


def _end(lines: list[str], start: int) -> tuple[int | None, int]:
    """The index of the line that closes the front matter, None where there is none, and of the line before which its keys end."""
    end = next((at for at in range(start, len(lines)) if lines[at].rstrip() in ("---", "...")), None)
    last = next((at for at in range(start, len(lines)) if not lines[at].strip() or lines[at].startswith("# ") or DASHES.match(lines[at])), len(lines))
    return end, last


def _line_by_line(path: str, lines: list[str], start: int, end: int) -> tuple[dict, list[Problem]]:
    """What each key says, by itself, where the whole cannot be read: so that only the lines that are wrong are told."""
    values, problems = {}, []
    starts = [at for at in range(start, end) if lines[at].strip() and not lines[at].startswith((" ", "\t", "#", "- ", "]", "}"))]
    if starts[:1] != [start]:
        starts = [start, *starts]
    for at, after in zip(starts, [*starts[1:], end]):
        key = KEY.match(lines[at])
        if CONFLICT.match(lines[at]):
            if lines[at].startswith("<"):
                problems.append(_problem(path, at + 1, SETTLE))
            continue
        try:
            value = load("\n".join(lines[at:after])) or {}
            if not isinstance(value, dict):
                problems.append(_problem(path, at + 1, "write this as key: value, with a space after the colon"))
                continue
            values = value | values
        except yaml.YAMLError as error:
            line, advice = place_and_advice(error, lines[at:after])
            problems.append(_problem(path, at + line, f"mend the front matter, it cannot be read here; {advice}"))
        except (ValueError, RecursionError):  # a date such as 2026-02-31
            problems.append(_problem(path, at + 1, f"write {key[1] if key else 'this'} as a day that exists, year-month-day, for example 2026-11-23"))
    return values, problems


def _problem(path: str, line: int, message: str) -> Problem:
    return Problem(path, line, message, "front-matter")
