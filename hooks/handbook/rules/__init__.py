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
MODULES = (
    "front_matter", "headings", "links", "notation", "addresses", "safety", "parity", "structure", "lengths", "destinations",
    "tokens", "freshness", "wording", "typography", "leftovers", "slips", "places", "spelling", "permalinks", "data",
    "finding", "forms", "training",
)

# What reading reports before any rule runs; `handbook explain` knows them too
READING = {
    "encoding": "Every file is UTF-8 text and holds something.",
    "places": "Every page stands in the folder of its language.",
    "front-matter": "The front matter is `key: value` lines between two lines of three dashes.",
    "terms": "data/terms.yml can be read, and each concept has a word in each language.",
    "sources": "data/sources.yml can be read, and each work has its record.",
    "labels": "data/labels/<locale>.yml can be read.",
    "checklists": "A file of data/checklists holds a title and groups of items, each item with its id and its text.",
    "cards": "A file of data/cards holds a title and blocks of fields, rows and columns, or sentences, each with its id.",
    "questions": "A file of data/questions holds a title, the per cent to pass, and questions with answers, of which correct names one.",
    "everyday": "data/everyday.yml can be read: places, and below each a list of words for each language.",
    "external-links": "Addresses outside the handbook answer; `handbook links` asks them, politely, never in the build.",
    "translations": "data/translations/<locale>.yml can be read; `python3 run.py stamp` writes it.",
}


@dataclass(frozen=True)
class Rule:
    """A rule: its name (dashes), the generator, whether it looks at one page or at the whole, how grave it is.

    docs_only: it needs no data files, so it judges any tree of locales
    asked: it runs only when it is named
    """

    name: str
    find: Callable
    of: str
    severity: str
    docs_only: bool
    asked: bool = False


RULES: dict[str, Rule] = {}
# So many paths are one piece of work: small enough that all processes end at about the same time
PATHS = 16


def rule(of: str, severity: str = ERROR, docs_only: bool = True, asked: bool = False) -> Callable:
    """Register a generator as a rule.

    of: `page` (called with library and page), `translation` (with library, source page and translated page),
        `source` (with library, source page and all its translations) or `library` (with the library)
    """

    def register(find: Callable) -> Callable:
        name = find.__name__.replace("_", "-")
        RULES[name] = Rule(name, find, of, severity, docs_only, asked)
        return find

    return register


def check(library: Library, names: Iterable[str] | None = None, processes: int = 1, kept=None) -> list[Problem]:
    """Every problem of a library, sorted by place; the same however many processes look for them, and with findings kept or not.

    names: the rules to run; by default all but those that run only when named. What could not be read is always reported.
    kept: the findings of the last check (`handbook.rules.kept`), made for the same rules
    """
    from handbook.rules.findings import Found  # which knows the rules

    found = {*library.problems}
    for page in library.pages.values():
        found.update(page.problems)
    at_paths = kept or Found(chosen_rules(names))
    work = at_paths.work(library)
    if processes > 1 and len(work) > 1:
        from handbook.rules.shares import share  # takes time to import, seldom needed

        results = share(library, work, processes)
    else:
        results = (function(library, *arguments) for function, *arguments in work)
    for result in results:
        at_paths.add(library, result)
    found.update(at_paths.problems(library))
    return sorted(problem for problem in found if not _excused(library, problem))


def chosen_rules(names: Iterable[str] | None = None) -> list[str]:
    """The rules of these names, in the order of all; by default all but those that run only when named."""
    wanted = None if names is None else set(names)
    return [name for name, one in RULES.items() if (not one.asked if wanted is None else name in wanted)]


def paths(library: Library) -> list[str]:
    """What the pages of all languages are known by, in order; pages of one path are looked at together."""
    return sorted({path for _, path in library.pages})


def problems_of_path(library: Library, names: Iterable[str], path: str) -> Iterator[Problem]:
    """What these rules find that look at one page, or at a page and its translations; without a path, that look at the whole."""
    asked = asked_at(library, path)
    for name in names:
        yield from problems_of_rule(library, name, asked)


def problems_of_rule(library: Library, name: str, asked: dict[str, list[tuple]]) -> Iterator[Problem]:
    """What one rule finds, given what each kind of rule is asked about."""
    for arguments in asked.get(RULES[name].of, ()):
        yield from _graded(RULES[name], RULES[name].find(library, *arguments))


def asked_at(library: Library, path: str) -> dict[str, list[tuple]]:
    """What each kind of rule is asked about at a path: once for each tuple of pages; without a path, once about the whole."""
    if not path:
        return {"library": [()]}
    # an unreadable page would only repeat itself under every rule
    pages = [page for locale in library.locales if (page := library.page(locale, path)) and not _unreadable(page)]
    source = library.page(library.source, path)
    translations = [page for page in pages if page is not source] if source and not source.problems else []
    return {
        "page": [(page,) for page in pages],
        "translation": [(source, page) for page in translations],
        "source": [(source, translations)] if translations else [],
    }


def pieces(every: list[str]) -> list[list[str]]:
    """The paths in pieces of work, none of them long."""
    return [every[at : at + PATHS] for at in range(0, len(every), PATHS)]


def _unreadable(page: Page) -> bool:
    return any(problem.rule == "encoding" for problem in page.problems)


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
        message = message.replace("\n", " ")  # what it names may stretch over lines
        yield Problem(file, line, message, one.name, severity[0] if severity else one.severity)


for module in MODULES:
    importlib.import_module(f"{__name__}.{module}")
