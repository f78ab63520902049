"""Tooltips of acronyms: one at the first mention in each section is help, one at each of thirty is weight and noise."""

import re

STOPS = re.compile(r'<h[1-6]\b|<abbr title="[^"]*">([^<]*)</abbr>')


def once_a_section(html: str) -> str:
    """The content of a page in which each acronym is explained where a section first names it; later mentions are its letters."""
    explained = set()

    def write(stop: re.Match) -> str:
        acronym = stop[1]
        if acronym is None:  # a heading: the next section begins
            explained.clear()
        elif acronym in explained:
            return acronym
        else:
            explained.add(acronym)
        return stop[0]

    return STOPS.sub(write, html)


def once_a_page(html: str) -> str:
    """A page in which an acronym says its words where it first stands: handbook.js tells the other sections."""
    known = set()

    def write(stop: re.Match) -> str:
        acronym = stop[1]
        if acronym is None or acronym not in known:
            known.add(acronym)
            return stop[0]
        return f"<abbr>{acronym}</abbr>"

    return STOPS.sub(write, html)
