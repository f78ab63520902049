"""Everyday words: what people type who do not know our word, for places that no term explains."""

from handbook.data import read_yaml
from handbook.library import Library
from handbook.search.ring import Concept

NAME = "data/everyday.yml"


def read_everyday(library: Library, locale: str) -> list[Concept]:
    """A concept for each place, with what readers of a language type for it; it has no words of its own."""
    places, problems = read_yaml(library.root / NAME, NAME, "search")
    if problems:
        raise ValueError(str(problems[0]))
    return [
        Concept(place, tuple((locale, word) for word in forms.get(locale, ())), (), (place,))
        for place, forms in places.items()
    ]
