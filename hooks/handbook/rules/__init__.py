"""The rules of the handbook, and the engine that runs them over a library.

A rule is a generator with a Bad and a Good in its docstring; it yields problems and never prints, raises or counts.
To add one: write the function in the module of its theme, put `@rule(...)` above it, and add two specimens
(`tests/rules/bad`, `tests/rules/good`); the tests refuse a rule without both.
"""

import importlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from handbook.library import Library
from handbook.page import Page
from handbook.problem import ERROR, Problem, today

# Every module of rules; each says in its docstring what it is about
MODULES = ("front_matter", "headings", "links", "notation", "addresses", "safety", "parity", "structure", "tokens", "freshness", "language", "permalinks", "data", "finding", "forms", "training")

# What reading reports before any rule runs; `handbook explain` knows them too
READING = {
    "encoding": "Every file is UTF-8 text and holds something.",
    "front-matter": "The front matter is `key: value` lines between two lines of three dashes.",
    "terms": "data/terms.yml can be read, and each concept has a word in each language.",
    "sources": "data/sources.yml can be read, and each work has its record.",
    "labels": "data/labels/<locale>.yml can be read.",
    "checklists": "A file of data/checklists holds a title and groups of items, each item with its id and its text.",
    "cards": "A file of data/cards holds a title and blocks of fields, rows and columns, or sentences, each with its id.",
    "questions": "A file of data/questions holds a title, the per cent to pass, and questions with answers, of which correct names one.",
    "external-links": "Addresses outside the handbook answer; `handbook links` asks them, politely, never in the build.",
    "translations": "data/translations/<locale>.yml can be read; `handbook stamp` writes it.",
}


@dataclass(frozen=True)
class Rule:
    """A rule: its name (dashes), the generator, whether it looks at one page or at the whole, how grave it is.

    docs_only: it needs no data files, so it judges any tree of locales
    """

    name: str
    find: Callable
    of: str
    severity: str
    docs_only: bool


RULES: dict[str, Rule] = {}


def rule(of: str, severity: str = ERROR, docs_only: bool = True) -> Callable:
    """Register a generator as a rule.

    of: `page` (called with library and page), `translation` (with library, source page and translated page)
        or `library` (with the library)
    """

    def register(find: Callable) -> Callable:
        name = find.__name__.replace("_", "-")
        RULES[name] = Rule(name, find, of, severity, docs_only)
        return find

    return register


def check(library: Library, names: Iterable[str] | None = None) -> list[Problem]:
    """Every problem of a library, sorted by place.

    names: the rules to run, all by default; what could not be read is always reported.
    """
    chosen = [RULES[name] for name in RULES if names is None or name in set(names)]
    found = {*library.problems}
    for page in library.pages.values():
        found.update(page.problems)
        if any(problem.rule == "encoding" for problem in page.problems):
            continue  # an unreadable page would only repeat itself under every rule
        source = library.page(library.source, page.path) if page.locale != library.source else None
        for one in chosen:
            if one.of == "page":
                found.update(_graded(one, one.find(library, page)))
            elif one.of == "translation" and source and not source.problems:
                found.update(_graded(one, one.find(library, source, page)))
    for one in chosen:
        if one.of == "library":
            found.update(_graded(one, one.find(library)))
    return sorted(problem for problem in found if not _excused(library, problem))


def _excused(library: Library, problem: Problem) -> bool:
    """Whether the page is excused from this warning today; errors and staleness are never excused."""
    page = library.by_file.get(problem.path)
    excuses = page.front_matter.get("excused") if page and problem.severity != ERROR else None
    return isinstance(excuses, list) and any(
        isinstance(one, dict) and one.get("rule") == problem.rule and type(one.get("until")) is date and one["until"] >= today()
        for one in excuses
    ) and not problem.rule.startswith(("translation-", "pins-"))


def _graded(one: Rule, problems: Iterator[tuple]) -> Iterator[Problem]:
    """Problems from what a rule yields: (page or file name, line, message), perhaps with a severity of its own."""
    for place, line, message, *severity in problems:
        file = place.file if isinstance(place, Page) else place
        yield Problem(file, line, message, one.name, severity[0] if severity else one.severity)


for module in MODULES:
    importlib.import_module(f"{__name__}.{module}")
