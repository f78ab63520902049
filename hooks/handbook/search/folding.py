"""Folding: what different spellings of a word have in common, here and in theme/assets/search/folding.js alike."""

import re
import sys
import unicodedata
from functools import lru_cache
from itertools import chain

# Letters that people write for each other, and that Unicode does not take apart
SAME = str.maketrans({
    "œ": "oe", "æ": "ae", "ß": "ss", "ø": "o", "ł": "l", "đ": "d", "ı": "i",
    "ٱ": "ا", "ى": "ي", "ی": "ي", "ة": "ه", "ہ": "ه", "ک": "ك", "ء": "",
})
# Marks (accents, tashkeel, hamza above and below), signs of direction, joiners, tatweel: never part of a word
DROPPED = dict.fromkeys(
    [c for c in range(sys.maxunicode + 1) if unicodedata.category(chr(c)) in ("Mn", "Mc", "Me", "Cf")] + [0x640]
)
WORD = re.compile(r"[^\W_]+")
DIGIT = re.compile(r"(?![0-9])\d")
# Arabic writes these in front of the word: article, and, with, as, so, for; what is left must still be a word
ARTICLES = ("وبال", "وال", "بال", "كال", "فال", "ولل", "ال", "لل")
LETTERS = ("و", "ب", "ل", "ك", "ف")
ARABIC = re.compile(r"[ء-ي]{4}")


def tokens(text: str) -> list[str]:
    """The folded words of a text, in order; single letters are none."""
    return list(chain.from_iterable(map(_tokens, text.split())))


@lru_cache(maxsize=None)
def phrase(form: str) -> str:
    """A short text, such as a form of a term, as its folded words; each is asked for in every language."""
    return " ".join(tokens(form))


@lru_cache(maxsize=None)  # a handbook says the same words again and again: what stands between two spaces is folded once
def _tokens(piece: str) -> tuple[str, ...]:
    return tuple(word for found in WORD.findall(fold(piece)) if len(word := _bare(found)) > 1 or word.isdecimal())


def fold(text: str) -> str:
    """The text in lower case, without marks, each letter and digit in its plainest form."""
    if text.isascii():  # most of what is written here; the rest would change nothing
        return text.lower()
    text = unicodedata.normalize("NFKD", text.lower()).translate(DROPPED).translate(SAME)
    return DIGIT.sub(lambda found: str(unicodedata.digit(found[0])), text)


def _bare(word: str) -> str:
    """An Arabic word without what is written in front of it; again and again, so that all its forms end up alike."""
    while ARABIC.match(word):
        prefix = next((p for p in ARTICLES if word.startswith(p) and len(word) >= len(p) + 3), "")
        prefix = prefix or next((p for p in LETTERS if word.startswith(p) and len(word) >= 5), "")
        if not prefix:
            break
        word = word[len(prefix) :]
    return word
