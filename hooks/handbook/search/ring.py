"""The ring: every form of a term in every language leads to the words and the section of the reader's language."""

from dataclasses import dataclass

from handbook.library import Library
from handbook.search.folding import phrase

# Where a term without a section of its own is explained
GLOSSARY = "glossary"


@dataclass(frozen=True)
class Concept:
    """A term for the search of one language.

    forms: (locale, form) in all languages, those for search only included; wordings: what the reader's language says
    targets: places that explain it, `path#anchor`, the best first
    """

    name: str
    forms: tuple[tuple[str, str], ...]
    wordings: tuple[str, ...]
    targets: tuple[str, ...]


def read_ring(library: Library, locale: str) -> list[Concept]:
    """Every concept of the termbase, for readers of a language, in the order of the file."""
    return [
        Concept(
            name,
            tuple((other, form) for other, wording in term.wording.items() for form in _forms(wording)),
            _wordings(term.wording.get(locale)),
            tuple(filter(None, (term.see, f"{GLOSSARY}#{name}"))),
        )
        for name, term in library.terms.by_name.items()
    ]


def ring_keys(concepts: list[Concept], first_number: int = 0) -> dict[str, dict[str, list[int]]]:
    """First word of a folded form → its other words → numbers of the concepts that have it; of terms, the same in all languages."""
    keys: dict[str, dict[str, list[int]]] = {}
    numbered = enumerate(concepts, first_number)
    for key, number in sorted({(phrase(form), number) for number, concept in numbered for _, form in concept.forms}):
        first, _, others = key.partition(" ")
        if first:
            keys.setdefault(first, {}).setdefault(others, []).append(number)
    return keys


def _forms(wording) -> tuple[str, ...]:
    return tuple(filter(None, (wording.term, wording.acronym, *wording.accepted, *wording.search_only)))


def _wordings(wording) -> tuple[str, ...]:
    return tuple(filter(None, (wording.term, wording.acronym, *wording.accepted))) if wording else ()
