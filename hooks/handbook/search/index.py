"""The index of one language: words, the sections they stand in and how much they say about each."""

import math
from collections import Counter, defaultdict

from handbook.search.folding import tokens
from handbook.search.ring import Concept
from handbook.search.sections import Entry
from handbook.search.stems import Stems

# How much a word says in the title of a page, in a heading, among the forms of a term that is explained there, in the text
BOOST = {"title": 8.0, "heading": 4.0, "alias": 3.0, "text": 1.0}
# How much the length of a field counts, 0 to 1; and how soon repeating a word says nothing more (BM25)
LENGTH = {"title": 0.4, "heading": 0.4, "alias": 0.1, "text": 0.6}
REPEAT = 1.2
# Lists of things that other pages explain: their sections stand behind those
LISTS = {"glossary": 0.6, "references": 0.35, "about/translations": 0.3}
# Weights are whole numbers up to this
HIGHEST = 255


def build_index(entries: list[Entry], concepts: list[Concept], locale: str) -> dict:
    """The index as plain lists, ready for JSON.

    words: sorted, joined by spaces; classes: groups of words that are forms of one word
    postings: for each word, numbers (steps to the next section × 512 + weight × 2 + whether the title has it)
    sections: [address of a page or anchor of a section, title, number of its page, words in its title]; targets, wordings: for each concept of the ring
    """
    places = {path_of(entry.location, locale): number for number, entry in enumerate(entries)}
    targets = [[places[place] for place in concept.targets if place in places] for concept in concepts]
    fields = [_fields(entry) for entry in entries]
    for concept, numbers in zip(concepts, targets):
        for number in numbers:
            for _, form in concept.forms:
                fields[number]["alias"].update(set(tokens(form)))
    weights = _weights(fields, [entry.weight * _list_weight(entry, locale) for entry in entries])
    words = sorted(weights)
    stems = Stems()
    stems.add(locale, (text for entry in entries for text in (entry.title, entry.text)))
    for concept in concepts:
        for other, form in concept.forms:
            stems.add(other, [form])
    return {
        "words": " ".join(words),
        "classes": stems.classes(words),
        "postings": [_posting(word, weights[word], entries) for word in words],
        "sections": [_section(entry) for entry in entries],
        "targets": targets,
        "wordings": [[" ".join(tokens(form)) for form in concept.wordings] for concept in concepts],
    }


def _section(entry: Entry) -> list:
    return [entry.location.rpartition("#")[2], entry.title, entry.page, len(entry.title_words)]


def path_of(location: str, locale: str) -> str:
    """`fr/themes/index.html#a` → `themes/index#a`: the identity that all languages share."""
    address, hash_, anchor = location.partition("#")
    return address.removeprefix(f"{locale}/").removesuffix(".html") + hash_ + anchor


def _fields(entry: Entry) -> dict[str, Counter]:
    return {
        "title": Counter(entry.title_words if entry.is_page else ()),
        "heading": Counter(() if entry.is_page else entry.title_words),
        "alias": Counter(),
        "text": Counter(entry.words),
    }


def _list_weight(entry: Entry, locale: str) -> float:
    return LISTS.get(path_of(entry.location, locale).partition("#")[0], 1.0)


def _weights(fields: list[dict[str, Counter]], factors: list[float]) -> dict[str, dict[int, int]]:
    """Word → section → weight: BM25 in each field, added up, as a whole number."""
    sizes = {name: [sum(field[name].values()) for field in fields] for name in BOOST}
    means = {name: sum(size) / max(1, sum(1 for s in size if s)) for name, size in sizes.items()}
    found: dict[str, dict[int, float]] = defaultdict(lambda: defaultdict(float))
    for number, field in enumerate(fields):
        for name, counts in field.items():
            length = 1 - LENGTH[name] + LENGTH[name] * sizes[name][number] / (means[name] or 1)
            for word, count in counts.items():
                found[word][number] += BOOST[name] * count * (REPEAT + 1) / (count + REPEAT * length)
    for word, sections in found.items():
        rarity = math.log(1 + (len(fields) - len(sections) + 0.5) / (len(sections) + 0.5))
        for number in sections:
            sections[number] *= rarity * factors[number]
    top = max((weight for sections in found.values() for weight in sections.values()), default=1)
    return {
        word: {number: max(1, round(HIGHEST * weight / top)) for number, weight in sections.items()}
        for word, sections in found.items()
    }


def _posting(word: str, weights: dict[int, int], entries: list[Entry]) -> list[int]:
    """The sections of a word in ascending order, each as one number."""
    posting, before = [], 0
    for number in sorted(weights):
        posting.append((number - before) * 512 + weights[number] * 2 + (word in entries[number].title_words))
        before = number
    return posting
