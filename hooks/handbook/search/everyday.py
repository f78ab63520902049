"""Everyday words: what people type who do not know our word, for places that no term explains."""

from handbook.data import read_yaml
from handbook.library import Library
from handbook.search.ring import Concept

NAME = "data/everyday.yml"


def read_everyday(library: Library) -> list[Concept]:
    """A concept for each place, the same for the readers of all languages; it has no words of its own."""
    places, problems = read_yaml(library.root / NAME, NAME, "search")
    if problems:
        raise ValueError(str(problems[0]))
    return [
        Concept(place, tuple((locale, word) for locale, words in forms.items() for word in words), (), (place,))
        for place, forms in places.items()
    ]
