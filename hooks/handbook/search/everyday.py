"""Everyday words for the search: each place of data/everyday.yml is a concept without a word of its own."""

from handbook.library import Library
from handbook.search.ring import Concept


def read_everyday(library: Library, locale: str) -> list[Concept]:
    """A concept for each place, with what readers of a language type for it; it has no words of its own."""
    return [
        Concept(place, tuple((locale, word) for word in one.words.get(locale, ())), (), (place,))
        for place, one in library.everyday.items()
    ]
