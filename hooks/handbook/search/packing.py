"""Packing: numbers and sorted words as strings that compress well and that a browser need not parse; `theme/assets/search/packing.js` unpacks.

A number is one sign. What is alike stands together, each kind in a string of its own: that is what a compressor likes.
Words and rows can be unpacked a few at a time, from every WHOLE-th word and every MARKED-th row on: a query needs no more.
"""

from collections.abc import Iterable
from os.path import commonprefix

# The sign of nought; below it are quotes and the space, and steps stay below the backslash, which would be written twice
FIRST = 42
NONE = chr(FIRST)
# A step of fifty or more is two signs: the fifties, in a range of their own, and the rest, in a string of its own
FIFTY, FIRST_FIFTIES = 50, 92
# Above this number signs are halves of others
MOST = 50_000
# So many words from one that is written whole to the next, and rows from one mark to the next
WHOLE, MARKED = 64, 32


def pack_numbers(numbers: Iterable[int]) -> str:
    """A sign for each number; one above MOST counts as that."""
    return "".join([chr(FIRST + number) if number < MOST else chr(FIRST + MOST) for number in numbers])


def pack_words(words: list[str]) -> dict[str, str]:
    """Sorted words as starts, how many letters each shares with the one before, and tails, its others, between spaces."""
    shared = [len(commonprefix(pair)) if place % WHOLE else 0 for place, pair in enumerate(zip(["", *words], words))]
    return {"starts": pack_numbers(shared), "tails": " ".join(word[length:] for word, length in zip(words, shared))}


def pack_steps(rows: list[list[int]]) -> dict[str, str]:
    """Rows of ascending numbers as steps, each from the number before in its row, and rests, for those of fifty or more.

    marks: how many rests there are in the first MARKED rows, in the next, and so on
    """
    steps, rests, marks = [], [], []
    for at in range(0, len(rows), MARKED):
        marked = [number - before for row in rows[at : at + MARKED] for number, before in zip(row, [0, *row])]
        far = [step % FIFTY for step in marked if step >= FIFTY]
        steps += marked
        rests += far
        marks.append(len(far))
    signs = {step: chr(FIRST + step if step < FIFTY else FIRST_FIFTIES + step // FIFTY) for step in set(steps)}
    return {"steps": "".join(map(signs.__getitem__, steps)), "rests": pack_numbers(rests), "marks": pack_numbers(marks)}


def pack_groups(groups: list[list[int]], size: int) -> str:
    """Groups of ascending places below `size` as a sign for each place: how far the next of its group is, the first again after the last.

    Twice that, and one more when it is back; 0 for a place by itself, as is one that is too far away for a sign.
    """
    steps = [0] * size
    for group in groups:
        near = [place for place in group if 2 * (place - group[0]) < MOST]
        for place, following in zip(near, [*near[1:], near[0]]):
            steps[place] = 2 * abs(following - place) + (following < place)
    return pack_numbers(steps)
