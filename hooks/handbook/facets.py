"""Facets: which stages of work, which sectors and which themes a page serves; what the finder asks for."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from handbook.library import Library
from handbook.page import Page

STAGES = ("prepare", "assess", "plan", "deliver", "monitor", "close")
ALL = "all"
# Folders whose pages say what they serve and which pages stand beside them; their first pages are lists of the others
GUIDANCE = ("themes", "practice", "sectors", "tools")


@dataclass(frozen=True)
class Facets:
    """The names under each heading, in the order of the choices; (`all`,) for whatever sector or theme there is."""

    stages: tuple[str, ...]
    sectors: tuple[str, ...]
    themes: tuple[str, ...]


def facets(library: Library, page: Page) -> Facets | None:
    """What a page serves, as its English page says; None for a page that says nothing of it."""
    source = library.page(library.source, page.path)
    if not source or not source.front_matter.get("stages"):
        return None
    return Facets(*(tuple(_sorted(library, source, key)) for key in ("stages", "sectors", "themes")))


@lru_cache(maxsize=8)
def choices(library: Library) -> dict[str, tuple[str, ...]]:
    """What may stand under each heading: the stages; the pages of sectors/ and themes/ by name, without the first one."""
    return {"stages": STAGES, "sectors": _names(library, "sectors"), "themes": _names(library, "themes")}


def names(page: Page, key: str) -> list[str]:
    """The names that a page gives under a key of its front matter; a single word is a list of one."""
    value = page.front_matter.get(key)
    return [str(one) for one in (value if isinstance(value, list) else [value]) if one is not None]


def is_guidance(page: Page) -> bool:
    """Whether a page has to say what it serves."""
    folder, _, name = page.path.partition("/")
    return folder in GUIDANCE and name != "index"


def _sorted(library: Library, page: Page, key: str) -> Iterator[str]:
    given = names(page, key)
    if ALL in given:
        yield ALL
    yield from (name for name in choices(library)[key] if name in given and ALL not in given)


def _names(library: Library, folder: str) -> tuple[str, ...]:
    found = (page.path.partition("/") for page in library.of(library.source))
    return tuple(name for where, _, name in found if where == folder and name != "index")
