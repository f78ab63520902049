"""Everyday words: what people type who do not know our word, for places that no term explains."""

from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from handbook.data import lines_of, read_yaml
from handbook.forms import TEXT, mistakes
from handbook.problem import Problem

NAME = "data/everyday.yml"


@dataclass(frozen=True, eq=False)
class Everyday:
    """The words for a place, `path` or `path#section`, by locale, and the line where the place stands."""

    place: str
    words: MappingProxyType
    line: int


def read_everyday(root: Path, locales: tuple[str, ...]) -> tuple[dict[str, Everyday], list[Problem]]:
    """The everyday words of a checkout by place, none without the file; a place whose words are no lists of text is left out."""
    file = root / NAME
    data, problems = read_yaml(file, NAME, "everyday") if file.exists() else ({}, [])
    lines = lines_of(file) if data else {}
    shape = {f"{locale}?": [TEXT] for locale in locales}
    found = {}
    for place, words in data.items():
        wrong = [
            Problem(NAME, next(lines[path[:end]] for end in range(len(path), -1, -1) if path[:end] in lines), message, "everyday")
            for path, message in mistakes(words, shape, locales, (str(place),))
        ]
        problems += wrong
        if not wrong:
            found[str(place)] = Everyday(str(place), MappingProxyType(words), lines[(str(place),)])
    return found, problems
