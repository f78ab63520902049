"""Packing: numbers and sorted words as strings that compress well and that a browser need not parse; `theme/assets/search/packing.js` unpacks.

A number is one sign. What is alike stands together, each kind in a string of its own: that is what a compressor likes.
"""

from collections.abc import Iterable
from os.path import commonprefix

# The sign of nought; below it are quotes and the space, and steps stay below the backslash, which would be written twice
FIRST = 42
# A step of fifty or more is two signs: the fifties, in a range of their own, and the rest, in a string of its own
FIFTY, FIRST_FIFTIES = 50, 92
# Above this number signs are halves of others
MOST = 50_000


def pack_numbers(numbers: Iterable[int]) -> str:
    """A sign for each number; one above MOST counts as that."""
    return "".join(chr(FIRST + min(number, MOST)) for number in numbers)


def pack_words(words: list[str]) -> dict[str, str]:
    """Sorted words as starts, how many letters each shares with the one before, and tails, its others, between spaces."""
    shared = [len(commonprefix(pair)) for pair in zip(["", *words], words)]
    return {"starts": pack_numbers(shared), "tails": " ".join(word[length:] for word, length in zip(words, shared))}


def pack_steps(rows: Iterable[list[int]]) -> dict[str, str]:
    """Rows of ascending numbers as steps, each from the number before in its row, and rests, for those of fifty or more."""
    steps = [number - before for row in rows for number, before in zip(row, [0, *row])]
    return {
        "steps": "".join(chr(FIRST + step if step < FIFTY else FIRST_FIFTIES + step // FIFTY) for step in steps),
        "rests": pack_numbers(step % FIFTY for step in steps if step >= FIFTY),
    }


def pack_groups(groups: list[list[int]], size: int) -> str:
    """Groups of ascending places below `size` as a sign for each place: how far on the next of its group is, 0 for none."""
    steps = [0] * size
    for group in groups:
        for place, following in zip(group, group[1:]):
            steps[place] = following - place if following - place < MOST else 0
    return pack_numbers(steps)
