"""Traits: what a page says by itself, found once and kept with it, for the many rules that ask.

Those that rules ask of every page are plain enough for JSON: `handbook.rules.kept` keeps them from one check to the next, so
that a check of the whole handbook parses only the pages that have changed.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import wraps


@dataclass(frozen=True)
class Trait:
    """How a trait is found, and how it is made again of what JSON gives back.

    of: `page` (found on a page alone), or `translation` (found with the library and the source page)
    own: asked only of the handbook itself, by rules that need its data
    """

    find: Callable
    restored: Callable
    of: str
    own: bool


# The traits that are kept from one check to the next, by name
LASTING: dict[str, Trait] = {}


def trait(find: Callable) -> Callable:
    """Keep with each page what a function finds on it, as `cached_property` keeps what belongs to an object."""
    name = f"{find.__module__}.{find.__name__}"

    @wraps(find)
    def known(page, *others):
        if name not in vars(page):
            vars(page)[name] = find(page, *others)
        return vars(page)[name]

    return known


def lasting(restored: Callable, of: str = "page", own: bool = False) -> Callable:
    """Keep it from one check to the next, too. It may rest on nothing but its page; of a translation, also on its source page."""

    def register(find: Callable) -> Callable:
        known = trait(find)
        LASTING[f"{find.__module__}.{find.__name__}"] = Trait(known, restored, of, own)
        return known

    return register


def rows(row: Callable = tuple) -> Callable:
    """What makes a tuple of rows again: of tuples, or of what `row` makes of the values of each."""
    return lambda values: tuple(row(value) for value in values)


def traits_of(library, page) -> dict[str, object]:
    """The lasting traits of a page, by name."""
    source = library.page(library.source, page.path)
    asked = {name: one for name, one in LASTING.items() if library.own or not one.own}
    return {name: value for name, one in asked.items() for value in _found(one, library, source, page)}


def give(page, values: dict[str, object]) -> None:
    """Let a page have the traits that it had in the last check."""
    vars(page).update(values)


def restored(values: dict[str, object]) -> dict[str, object]:
    """The traits of a page as they were, from what JSON gives back."""
    return {name: LASTING[name].restored(value) for name, value in values.items()}


def _found(one: Trait, library, source, page) -> Iterator:
    if one.of == "page":
        yield one.find(page)
    elif source and page is not source:
        yield one.find(page, library, source)
