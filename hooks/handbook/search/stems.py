"""Classes of words that are forms of one word, found with the Snowball stemmers while building.

No stemmer goes to the browser: the index says which of its words belong together.
lunr's language pipelines call the same stemmers through NLTK, which fetches its data from a network when it is used;
PyStemmer is the same stemmers compiled, and snowballstemmer takes it where it is installed.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable
from functools import lru_cache

import snowballstemmer

from handbook.search.folding import tokens

SIGNS = ".,;:!?()[]«»“”\"،؛؟…"
NAMES = {"en": "english", "fr": "french", "es": "spanish", "ar": "arabic"}


class Stems:
    """Collects words as they are written, and groups their folded forms."""

    def __init__(self) -> None:
        self._written: dict[str, Counter] = defaultdict(Counter)

    def add(self, locale: str, texts: Iterable[str]) -> None:
        """Take in the words of some texts of a language."""
        parts: Counter = Counter()
        for piece, count in Counter(" ".join(texts).lower().split()).items():
            for part in piece.replace("’", " ").replace("'", " ").split():
                parts[part] += count
        for part, count in parts.items():
            found = tokens(part)
            if len(found) == 1:
                self._written[found[0]][locale, part.strip(SIGNS)] += count

    def classes(self, words: list[str]) -> list[list[int]]:
        """Groups of two or more positions in `words` whose words share a stem; each position in one group at most."""
        groups = defaultdict(list)
        for position, word in enumerate(words):
            if word in self._written:
                # The commonest way in which the word is written; equal counts are settled by the alphabet
                (locale, written), _ = min(self._written[word].items(), key=lambda item: (-item[1], item[0]))
                groups[locale, _stem(locale, written)].append(position)
        return [group for group in groups.values() if len(group) > 1]


_STEMMERS: dict = {}


@lru_cache(maxsize=None)  # each build of a language asks for the terms of all again
def _stem(locale: str, word: str) -> str:
    if locale not in NAMES:
        return word
    stemmer = _STEMMERS.setdefault(locale, snowballstemmer.stemmer(NAMES[locale]))
    return "".join(tokens(stemmer.stemWord(word))) or word
