"""Lengths: a section is about as long as its language usually is beside English."""

from functools import lru_cache

from handbook.problem import WARNING
from handbook.rules import rule
from handbook.rules.structure import pairs
from handbook.traits import lasting, rows


@rule("translation")
def length_likely(library, source, page):
    """A section is not far shorter or longer than its language's other sections are, beside their English ones.

    Bad:   a paragraph of two lines for a section of twenty
    Good:  the whole of it
    """
    median = _median_ratio(library, page.locale)
    for line, one, other in lengths_of(page, library, source):
        if one > 240 and median and not 0.55 < other / one / median < 1.8:
            than = "shorter" if other / one < median else "longer"
            yield page, line, f"compare { {'shorter': 'what is missing', 'longer': 'what was added'}[than]}: this section is far {than} than the English one", WARNING


@lasting(rows(), of="translation")
def lengths_of(page, library, source) -> tuple[tuple[int, int, int], ...]:
    """The line of each section that says what the English one says today, the length of that one, and its own."""
    return tuple((section.line, _length(english), _length(section)) for english, section in pairs(library, source, page))


def _length(section) -> int:
    """How many signs a section has, markup included: that is the same in both languages, and counted at once."""
    return sum(len(block.text) for block in section.blocks if block.kind not in ("fence", "comment"))


@lru_cache(maxsize=16)
def _median_ratio(library, locale: str) -> float:
    """How long a section of this language usually is, beside its English one; 0 when there are too few to say.

    About a hundred pages, spread over all, know it as well as ten thousand do.
    """
    pages = library.of(locale)
    ratios = sorted(
        other / one
        for page in pages[:: 1 + len(pages) // 100]
        if (source := library.page(library.source, page.path))
        for _, one, other in lengths_of(page, library, source)
        if one > 240
    )
    return ratios[len(ratios) // 2] if len(ratios) > 8 else 0.0
