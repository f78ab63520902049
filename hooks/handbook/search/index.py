"""The index of one language: its words, and for each the sections that have it: how often, in the title, as an alias.

What that says about a section is reckoned in the browser (`theme/assets/search/postings.js`), so that ranking is in one
place, and the index holds small whole numbers only: half the weight of an index that holds the results.
"""

from bisect import bisect
from collections import Counter, defaultdict

from handbook.search.folding import phrase, tokens
from handbook.search.ring import Concept
from handbook.search.sections import Entry
from handbook.search.stems import Stems

# Lists and exercises on what other pages explain stand behind those: pages, and whole folders
BEHIND = {"glossary": 0.6, "references": 0.35, "about/translations": 0.3, "find": 0.5, "training": 0.7}
# A word is so often in a text, or the next step; more says nothing more
OFTEN = (0, 1, 2, 3, 4, 6, 10, 20)
IN_TITLE, ALIAS = 8, 16
# Signs for the step to the next section and for what a word is there; below the first range are quotes and the space
FIRST_STEP, FIRST_CODE, MOST_SECTIONS = 40, 48, 50_000


def build_index(entries: list[Entry], concepts: list[Concept], locale: str) -> dict:
    """The index as lists and strings, ready for JSON.

    words: sorted, joined by spaces; classes: groups of words that are forms of one word
    steps: for each word, between spaces, a sign for each section: how far it is from the one before
    codes: a sign for each of these: how often in the text (a place in OFTEN), whether in title or id, whether an alias
    sections: [address of a page or anchor of a section, title, number of its page, words in its title, words in its text]
    weights: section → what it counts, where that is not 1; targets, wordings: for each concept of the ring
    """
    if len(entries) > MOST_SECTIONS:
        raise ValueError(f"{len(entries)} sections in {locale}: the steps of the search index reach {MOST_SECTIONS}")
    places = {path_of(entry.location, locale): number for number, entry in enumerate(entries)}
    targets = [_targets(concept, places) for concept in concepts]
    postings = _postings(entries, _aliases(entries, concepts, targets))
    words = list(postings)
    return {
        "words": " ".join(words),
        "classes": _classes(words, entries, concepts, locale),
        "steps": " ".join(steps for steps, _ in postings.values()),
        "codes": "".join(codes for _, codes in postings.values()),
        "sections": [_section(entry) for entry in entries],
        "weights": {number: weight for number, entry in enumerate(entries) if (weight := _weight(entry, locale)) != 1},
        "targets": targets,
        "wordings": [[phrase(form) for form in concept.wordings] for concept in concepts],
    }


def path_of(location: str, locale: str) -> str:
    """`fr/themes/index.html#a` → `themes/index#a`: the identity that all languages share."""
    address, hash_, anchor = location.partition("#")
    return address.removeprefix(f"{locale}/").removesuffix(".html") + hash_ + anchor


def _targets(concept: Concept, places: dict[str, int]) -> list[int]:
    """The sections that explain a concept: of a page named without a section, the one that has the concept's name."""
    named = (f"{place}#{concept.name}" if f"{place}#{concept.name}" in places else place for place in concept.targets)
    return [places[place] for place in dict.fromkeys(named) if place in places]


def _aliases(entries: list[Entry], concepts: list[Concept], targets: list[list[int]]) -> list[set[str]]:
    """Words that lead to a section without standing in it: the forms of the terms that it explains, in all languages."""
    aliases: list[set[str]] = [set() for _ in entries]
    for concept, numbers in zip(concepts, targets):
        words = {word for _, form in concept.forms for word in phrase(form).split()}
        for number in numbers:
            aliases[number] |= words
    return aliases


def _postings(entries: list[Entry], aliases: list[set[str]]) -> dict[str, tuple[str, str]]:
    """Word → a sign for each section that has it, in ascending order: the step from the one before, and the code."""
    steps: dict[str, list[str]] = defaultdict(list)
    codes: dict[str, list[str]] = defaultdict(list)
    before: dict[str, int] = {}
    for number, (entry, others) in enumerate(zip(entries, aliases)):
        counts, title = Counter(entry.words), {*entry.title_words, *tokens(entry.name)}
        for word in counts.keys() | title | others:
            code = bisect(OFTEN, counts[word]) - 1 + IN_TITLE * (word in title) + ALIAS * (word in others)
            steps[word].append(chr(FIRST_STEP + number - before.get(word, 0)))
            codes[word].append(chr(FIRST_CODE + code))
            before[word] = number
    return {word: ("".join(steps[word]), "".join(codes[word])) for word in sorted(steps)}


def _section(entry: Entry) -> list:
    return [entry.location.rpartition("#")[2], entry.title, entry.page, len(entry.title_words), len(entry.words)]


def _weight(entry: Entry, locale: str) -> float:
    path = path_of(entry.location, locale).partition("#")[0]
    return entry.weight * BEHIND.get(path, BEHIND.get(path.partition("/")[0], 1))


def _classes(words: list[str], entries: list[Entry], concepts: list[Concept], locale: str) -> list[list[int]]:
    stems = Stems()
    stems.add(locale, (text for entry in entries for text in (entry.title, entry.text)))
    for other in sorted({other for concept in concepts for other, _ in concept.forms}):
        stems.add(other, (form for concept in concepts for where, form in concept.forms if where == other))
    return stems.classes(words)
