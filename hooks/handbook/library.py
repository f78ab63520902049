"""The library: everything the handbook holds, read once."""

import os
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from pathlib import Path
from types import MappingProxyType

from handbook.cards import read_cards
from handbook.checklists import read_checklists
from handbook.everyday import read_everyday
from handbook.labels import read_labels
from handbook.page import ENDINGS, Page, read_page
from handbook.problem import Problem
from handbook.questions import read_questions
from handbook.sources import Sources, read_sources
from handbook.terms import Terms, read_terms
from handbook.translations import read_pins, states

SOURCE = "en"
LOCALES = ("en", "fr", "es", "ar")
RIGHT_TO_LEFT = frozenset({"ar", "fa", "he", "ur", "ps", "ckb", "dv", "yi"})


@dataclass(frozen=True, eq=False)  # one is only itself: functions may keep what they found out about it
class Library:
    """All pages of all locales, with terms, sources, labels, pins, checklists, cards, questions and everyday words.

    pages: (locale, path) → page; problems: what could not be read
    assets: every other file below the docs folder, relative to it
    """

    root: Path
    docs: Path
    source: str
    locales: tuple[str, ...]
    pages: MappingProxyType
    assets: frozenset[str]
    terms: Terms
    sources: Sources
    labels: MappingProxyType
    pins: MappingProxyType
    problems: tuple[Problem, ...] = field(default=())
    checklists: MappingProxyType = field(default_factory=lambda: MappingProxyType({}))
    cards: MappingProxyType = field(default_factory=lambda: MappingProxyType({}))
    questions: MappingProxyType = field(default_factory=lambda: MappingProxyType({}))
    everyday: MappingProxyType = field(default_factory=lambda: MappingProxyType({}))

    def __reduce__(self):
        """A library sent to another process is read there: that takes less time than to send it."""
        return read_library, (self.root, self.docs.relative_to(self.root).as_posix(), self.source, self.locales)

    @cached_property
    def own(self) -> bool:
        """Whether this is a handbook with its data beside docs/, not the pages of another project."""
        return self.docs != self.root

    def page(self, locale: str, path: str) -> Page | None:
        return self.pages.get((locale, path))

    def at(self, uri: str) -> Page | None:
        """The page of a file below docs/, `fr/themes/index.md`."""
        locale, _, path = uri.partition("/")
        return self.page(locale, path.rsplit(".", 1)[0])

    def of(self, locale: str) -> list[Page]:
        """The pages of a locale, in the order of their paths."""
        return [page for (where, _), page in self.pages.items() if where == locale]

    @property
    def translations(self) -> tuple[str, ...]:
        return tuple(locale for locale in self.locales if locale != self.source)

    def anchors(self, page: Page) -> frozenset[str]:
        """The ids that exist on a page, those that the build fills in included."""
        return page.anchors | self.filled.get(page.path, frozenset())

    @cached_property
    def filled(self) -> dict[str, frozenset[str]]:
        return {"glossary": self.terms.names, "references": self.sources.names}

    @cached_property
    def by_file(self) -> dict[str, Page]:
        """Each page by the name that messages give its file."""
        return {page.file: page for page in self.pages.values()}

    def states(self, page: Page) -> dict[str, str]:
        """The state of each section of a translated page; empty when there is no source page, or when its pins cannot be read."""
        return _states(self, page)


def read_library(
    root: Path, docs: str = "docs", source: str = SOURCE, locales: tuple[str, ...] = LOCALES
) -> Library:
    """Read a checkout.

    Args: the checkout, the folder of the pages below it, the source locale, and all locales, the source first.
    Nothing is raised for what a person wrote: what cannot be read is in `problems` of the library and of its pages.
    """
    folder = root / docs
    pages, assets, problems = {}, set(), []
    if folder != root:  # a page beside the folders of the languages belongs to none, and the generator stumbles over it
        problems += [
            Problem(_name(file, root), 1, f"move this page into the folder of its language, {docs}/{source} for example", "places")
            for file in sorted(folder.glob("*.md"))
        ]
    for locale in locales:
        for file in sorted(_files(folder / locale, root, problems)):
            relative = file.relative_to(folder / locale).as_posix()
            if file.suffix in ENDINGS:
                path, name = relative[: -len(file.suffix)], _name(file, root)
                if (locale, path) in pages:
                    problems.append(Problem(name, 1, "keep one of the two files of this page, .md or .mdx", "encoding"))
                pages[locale, path] = read_page(file, locale, path, name)
            else:
                assets.add(f"{locale}/{relative}")
    assets |= {f"assets/{file.relative_to(folder / 'assets').as_posix()}" for file in _files(folder / "assets", root, problems)}
    labels, wrong = read_labels(root, locales) if (root / "data").is_dir() else ({}, [])
    problems += wrong
    pins = {}
    for locale in locales:
        if locale != source:
            pins[locale], wrong = read_pins(root, locale)
            problems += wrong
    terms = read_terms(root) if (root / "data").is_dir() else Terms(MappingProxyType({}))
    sources = read_sources(root) if (root / "data").is_dir() else Sources(MappingProxyType({}), MappingProxyType({}))
    checklists, wrong_lists = read_checklists(root, locales)
    cards, wrong_cards = read_cards(root, locales)
    questions, wrong_questions = read_questions(root, locales)
    everyday, wrong_words = read_everyday(root, locales)
    problems += [*terms.problems, *sources.problems, *wrong_lists, *wrong_cards, *wrong_questions, *wrong_words]
    return Library(
        root, folder, source, locales, MappingProxyType(pages), frozenset(assets), terms, sources,
        MappingProxyType(labels), MappingProxyType(pins), tuple(problems), MappingProxyType(checklists), MappingProxyType(cards),
        MappingProxyType(questions), MappingProxyType(everyday),
    )


@lru_cache(maxsize=64)
def _states(library: Library, page: Page) -> dict[str, str]:
    source = library.page(library.source, page.path)
    pins = library.pins.get(page.locale)
    return states(source, page, pins) if source and pins and pins.whole else {}


def _files(folder: Path, root: Path, problems: list[Problem]):
    """Every file below a folder; hidden ones left out. A folder that cannot be read becomes a problem."""

    def note(error: OSError) -> None:
        if os.path.exists(error.filename):
            name = _name(Path(error.filename), root)
            problems.append(Problem(name, 1, f"make the folder readable: {error.strerror}", "encoding"))

    for where, folders, names in os.walk(folder, onerror=note):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield from (Path(where, name) for name in sorted(names) if not name.startswith("."))


def _name(file: Path, root: Path) -> str:
    try:
        return file.relative_to(root).as_posix()
    except ValueError:
        return file.as_posix()
