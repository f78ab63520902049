"""Findings: what the rules find at each path by itself, and what is left to ask once every path is known.

A rule is first given a `Narrow` library, which shows only one path and the data: so each path can be judged in a process of its
own, and what is found there rests on nothing else (`handbook.rules.kept`). A rule that asks for more is stopped, and judges with
the whole library at the end. So that it need not parse all pages for it, their traits (`handbook.traits`) come with the findings.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from types import MappingProxyType

from handbook import traits
from handbook.library import Library
from handbook.page import Page
from handbook.problem import Problem
from handbook.rules import asked_at, paths, pieces, problems_of_path, problems_of_rule


class Wider(Exception):
    """A rule asked for more than the pages of one path and the data."""


class Narrow:
    """A library as far as a key covers it: the data of the whole handbook, and the pages of one path with their pins.

    Without a path it shows the data alone.
    """

    SHOWN = frozenset("source locales translations own terms sources labels filled checklists cards questions".split())

    def __init__(self, library: Library, path: str = ""):
        self._whole, self._path = library, path
        if path:
            self.pins = MappingProxyType({locale: pins_of(pins, path) for locale, pins in library.pins.items()})

    def __getattr__(self, name: str):
        if name not in self.SHOWN:
            raise Wider(name)
        return getattr(self._whole, name)

    def page(self, locale: str, path: str) -> Page | None:
        if path != self._path:
            raise Wider(path)
        return self._whole.page(locale, path)

    def states(self, page: Page) -> dict[str, str]:
        self.page(page.locale, page.path)
        return self._whole.states(page)


@dataclass(frozen=True)
class Findings:
    """What the rules found at one path that rests on its key alone, and the names of the rules that asked for more.

    traits: of its page in each language, by locale
    """

    problems: frozenset[Problem]
    wider: tuple[str, ...]
    traits: dict[str, dict]


def judge(library: Library, names: list[str], path: str) -> Findings:
    """The findings of these rules at a path, as far as they rest on it alone; without a path, of those that look at the whole."""
    narrow, problems, wider = Narrow(library, path), set(), []
    asked = asked_at(narrow, path)
    for name in names:
        try:
            problems |= set(problems_of_rule(narrow, name, asked))
        except Wider:
            wider.append(name)
    pages = [page for locale in library.locales if path and (page := library.page(locale, path))]
    return Findings(frozenset(problems), tuple(wider), {page.locale: traits.traits_of(narrow, page) for page in pages})


class Found:
    """What a check has found out so far: the findings at each path that it knows.

    Args: the names of the rules that the check runs.
    """

    def __init__(self, names: list[str]):
        self.names = names
        self.at: dict[str, Findings] = {}

    def work(self, library: Library) -> list[tuple]:
        """The paths that are not known yet, as pieces of work for `handbook.rules.check`; that without a name stands for the data."""
        return [(_judged, self.names, piece) for piece in pieces([path for path in ("", *paths(library)) if path not in self.at])]

    def add(self, library: Library, findings: dict[str, Findings]) -> None:
        """Take findings, by path; the pages get their traits, and need not be parsed for them."""
        for path, one in findings.items():
            self.at[path] = one
            for locale, values in one.traits.items():
                traits.give(library.page(locale, path), values)

    def problems(self, library: Library) -> Iterator[Problem]:
        """All problems, once every path is known: those found at each, and those of the rules that ask for more."""
        for path, one in self.at.items():
            yield from one.problems
            yield from problems_of_path(library, one.wider, path)


def pins_of(pins, path: str):
    """The pins of one path."""

    def only(values) -> MappingProxyType:
        return MappingProxyType({path: values[path]} if path in values else {})

    return replace(pins, sections=only(pins.sections), reviews=only(pins.reviews), lines=only(pins.lines))


def _judged(library: Library, names: list[str], piece: list[str]) -> dict[str, Findings]:
    return {path: judge(library, names, path) for path in piece}
