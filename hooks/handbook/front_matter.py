"""The front matter of a page: the block of `key: value` lines between two `---` at its top."""

import re
from dataclasses import dataclass, field
from types import MappingProxyType

import yaml

from handbook.data import load
from handbook.problem import Problem

# The contract: keys in this order. A translation states title and description; the rest it has from the English page.
SOURCE_KEYS = (
    "title", "description", "reviewed", "review_by", "critical", "stages", "sectors", "themes", "see_also", "minutes",
    "search", "excused",
)
TRANSLATION_KEYS = ("title", "description", "search", "excused")

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
    if not lines or lines[0].rstrip() != "---":
        return FrontMatter(), []
    end = next((i for i, line in enumerate(lines[1:], 1) if line.rstrip() in ("---", "...")), None)
    if end is None:
        return FrontMatter(body=2), [_problem(path, 1, "close the front matter with a line that holds only ---")]

    problems, places = [], {}
    for number, line in enumerate(lines[1:end], 2):
        if key := KEY.match(line):
            if key[1] in places:
                problems.append(_problem(path, number, f"keep one of the two lines that begin with {key[1]}:"))
            places.setdefault(key[1], number)
    try:
        values = load("\n".join(lines[1:end])) or {}
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 2 if mark else 1
        problems.append(_problem(path, line, f"mend the front matter, it cannot be read here; {_hint(lines, line)}"))
        values = {}
    except (ValueError, RecursionError):  # a date such as 2026-02-31
        problems.append(_problem(path, 1, "write every date in the front matter as a day that exists, 2026-11-23"))
        values = {}
    if not isinstance(values, dict):
        problems.append(_problem(path, 2, "write the front matter as lines of the form key: value"))
        values = {}
    values = {str(key): value for key, value in values.items()}
    return FrontMatter(MappingProxyType(values), MappingProxyType(places), end + 2), problems


def _problem(path: str, line: int, message: str) -> Problem:
    return Problem(path, line, message, "front-matter")


def _hint(lines: list[str], line: int) -> str:
    text = lines[line - 1] if line <= len(lines) else ""
    if text.count(": ") > 1:
        return "put quotation marks around a text that holds a colon"
    if "\t" in text:
        return "use spaces, not a tab"
    return "compare it with another page"
