"""The index of one language: its words, and for each the sections that have it: how often, in the title, as an alias.

Those stand in shards, each of words that follow each other in the alphabet: a query loads those of its words.

What that says about a section is reckoned in the browser (`theme/assets/search/postings.js`), so that ranking is in one
place, and the index holds small whole numbers only: a third of the weight of an index that holds the results.
"""

from bisect import bisect
from collections import Counter, defaultdict

from handbook.search.folding import phrase, tokens
from handbook.search.packing import MOST, NONE, pack_groups, pack_numbers, pack_steps, pack_words
from handbook.search.ring import Concept
from handbook.search.sections import Entry
from handbook.search.stems import Stems
from handbook.search.words import COMMON

# Lists and exercises on what other pages explain stand behind those: pages, and whole folders
BEHIND = {"glossary": 0.6, "references": 0.35, "about/translations": 0.3, "find": 0.5, "training": 0.7}
# A word is so often in a text, or the next step; more says nothing more
OFTEN = (0, 1, 2, 3, 4, 6, 10, 20)
IN_TITLE, ALIAS = 8, 16
STEPS = [bisect(OFTEN, times) - 1 for times in range(OFTEN[-1] + 1)]
# A word is looked for in so many texts, those that say most of it; a common one (words.py) in fewer. In titles it always is.
# Readers see twenty pages: the larger the handbook, the fewer of its texts they would read on to
MOST_TEXTS, MOST_OF_COMMON, FEWEST = 100, 20, 20
AS_MANY_UP_TO = 1500  # sections
# How soon repeating a word says nothing more, how much the length of a text counts: as in postings.js
REPEAT, TEXT_LENGTH = 1.2, 0.6
# A shard has so many postings, and then those of all words with the same first two letters: who types goes on in one, and an
# edit moves few words from one to another
SHARD = 5000


# A section, how often it has a word in its text, and the code of that
Posting = tuple[int, int, int]


def build_index(entries: list[Entry], concepts: list[Concept], locale: str) -> tuple[dict, list[dict]]:
    """The index and its shards as lists and strings, ready for JSON.

    starts, tails: the words, sorted: how many letters each shares with the one before, and the others, between spaces
    forms: for each word, how far away the next form of it is, in a ring
    counts: for each word, in how many sections it is found
    shards: the place of the first word of each
    pages: numbers of the sections that are pages; the sections of a page follow it
    initials: for each of these, with what letters and digits the words of its title begin, between line ends
    places, titles: of all sections: address of a page or anchor of a section, and title, between line ends
    titleLengths, textLengths: their words; weights: page → what it counts, where that is not 1
    targets, wordings: for each concept of the ring

    And each shard, its words with the most frequent first:
    spread: for each word, in how many more sections it stands; of the last ones, in none
    steps, rests, marks: for each word, each of its sections: how far it is from the one before
    codes: for each of these: how often in the text (a place in OFTEN), whether in title or id, whether an alias
    """
    if len(entries) > MOST:
        raise ValueError(f"{len(entries)} sections in {locale}: the steps of the search index reach {MOST}")
    numbers = {path_of(entry.location, locale): number for number, entry in enumerate(entries)}
    targets = [_targets(concept, numbers) for concept in concepts]
    weights = {number: weight for number, entry in enumerate(entries) if entry.page == number and (weight := _weight(entry, locale)) != 1}
    found = _postings(entries, _aliases(entries, concepts, targets))
    words = sorted(found)
    kept = _kept(found, entries, weights, locale)
    firsts = _firsts(words, kept)
    index = {
        **pack_words(words),
        "forms": pack_groups(_classes(words, entries, concepts, locale), len(words)),
        "counts": pack_numbers(len(kept[word]) for word in words),
        "shards": firsts,
        "pages": [number for number, entry in enumerate(entries) if entry.page == number],
        "initials": "\n".join("".join(sorted({word[0] for word in entry.title_words})) for number, entry in enumerate(entries) if entry.page == number),
        "places": "\n".join(entry.location.rpartition("#")[2] for entry in entries),
        "titles": "\n".join(entry.title for entry in entries),
        "titleLengths": pack_numbers(len(entry.title_words) for entry in entries),
        "textLengths": pack_numbers(len(entry.words) for entry in entries),
        "weights": weights,
        "targets": targets,
        "wordings": [[phrase(form) for form in concept.wordings] for concept in concepts],
    }
    return index, [_shard(words[first:end], found, kept) for first, end in zip(firsts, [*firsts[1:], len(words)])]


def _firsts(words: list[str], kept: dict[str, list[Posting]]) -> list[int]:
    """Where the shards begin."""
    firsts, many = [0] if words else [], 0
    for place, word in enumerate(words):
        if many >= SHARD and word[:2] != words[place - 1][:2]:
            firsts.append(place)
            many = 0
        many += len(kept[word])
    return firsts


def _shard(words: list[str], found: dict[str, list[Posting]], kept: dict[str, list[Posting]]) -> dict[str, str]:
    words = sorted(words, key=lambda word: -len(kept[word]))
    return {
        "spread": pack_numbers(len(found[word]) - len(kept[word]) for word in words).rstrip(NONE),
        **pack_steps([[section for section, _, _ in kept[word]] for word in words]),
        "codes": pack_numbers([code for word in words for _, _, code in kept[word]]),
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


def _postings(entries: list[Entry], aliases: list[set[str]]) -> dict[str, list[Posting]]:
    """Word → what it is in each section that has it, in ascending order."""
    found: dict[str, list[Posting]] = defaultdict(list)
    for number, (entry, others) in enumerate(zip(entries, aliases)):
        counts, title = Counter(entry.words), {*entry.title_words, *tokens(entry.name)}
        for word in counts.keys() | title | others:
            times = counts[word]
            code = STEPS[times] if times < len(STEPS) else STEPS[-1]
            if word in title:
                code += IN_TITLE
            if word in others:
                code += ALIAS
            found[word].append((number, times, code))
    return found


def _kept(found: dict[str, list[Posting]], entries: list[Entry], weights: dict[int, float], locale: str) -> dict[str, list[Posting]]:
    """Without the texts that say least of a word that stands in very many: nobody reads on to those."""
    mean = sum(len(entry.words) for entry in entries) / max(1, len(entries))
    common = set(tokens(COMMON.get(locale, "")))
    length = [REPEAT * (1 - TEXT_LENGTH + TEXT_LENGTH * len(entry.words) / max(1, mean)) for entry in entries]

    def said(posting: Posting) -> float:
        section, times, _ = posting
        return weights.get(entries[section].page, 1) * times / (times + length[section])

    kept, texts_of_any = {}, max(FEWEST, min(MOST_TEXTS, MOST_TEXTS * AS_MANY_UP_TO // max(1, len(entries))))
    for word, postings in found.items():
        most = min(MOST_OF_COMMON, texts_of_any) if word in common else texts_of_any
        if len(postings) > most:
            texts = sorted((one for one in postings if one[2] < IN_TITLE), key=said, reverse=True)
            left_out = {section for section, _, _ in texts[most:]}
            postings = [one for one in postings if one[0] not in left_out]
        kept[word] = postings
    return kept


def _weight(entry: Entry, locale: str) -> float:
    return entry.weight * behind(entry.location, locale)


def behind(location: str, locale: str) -> float:
    """How far a page stands behind others, below 1, whatever its front matter says."""
    path = path_of(location, locale).partition("#")[0]
    return BEHIND.get(path, BEHIND.get(path.partition("/")[0], 1))


def _classes(words: list[str], entries: list[Entry], concepts: list[Concept], locale: str) -> list[list[int]]:
    stems = Stems()
    stems.add(locale, (text for entry in entries for text in (entry.title, entry.text)))
    for other in sorted({other for concept in concepts for other, _ in concept.forms}):
        stems.add(other, (form for concept in concepts for where, form in concept.forms if where == other))
    return stems.classes(words)
