"""Headings: one title, levels without gaps, and ids that stay the same for years and in every language."""

import re
from collections import Counter

from handbook.rules import rule

ID = re.compile(r"^[a-z0-9][a-z0-9-]*$")


@rule("page", docs_only=False)
def heading_ids(library, page):
    """Every heading has an id of its own, in plain lower-case letters, digits and dashes.

    Without it the address of a section changes when a heading is reworded, and Arabic headings get only numbers.

    Bad:   ## If someone tells you
    Good:  ## If someone tells you { #if-someone-tells-you }
    """
    for heading in page.headings:
        if not heading.name:
            yield page, heading.line, "add an id to the heading, { #like-this }; a translation has the id of the English heading"
        elif not ID.match(heading.name):
            yield page, heading.line, f"write the id {heading.name} in lower-case letters a-z, digits and dashes only"


@rule("page")
def heading_ids_unique(library, page):
    """An id stands once on a page: two headings with one address cannot both be reached.

    Bad:   ## Before { #steps } … ## After { #steps }
    Good:  ## Before { #before } … ## After { #after }
    """
    counts = Counter(heading.name for heading in page.headings if heading.name)
    for heading in page.headings:
        if counts[heading.name] > 1:
            yield page, heading.line, f"give one of the headings with the id {heading.name} another id"


@rule("page", docs_only=False)
def heading_levels(library, page):
    """A page begins with its one title, and no level is skipped.

    Bad:   # Title, then ### Detail
    Good:  # Title, then ## Part, then ### Detail
    """
    if not page.headings or page.headings[0].level != 1:
        line = page.headings[0].line if page.headings else page.front_matter.body
        yield page, line, "begin the page with its title, # Title { #id }"
        return
    before = 1
    for heading in page.headings[1:]:
        if heading.level == 1:
            yield page, heading.line, "make this heading ## or lower: a page has one # title"
        elif heading.level > before + 1:
            yield page, heading.line, f"use {'#' * (before + 1)} here: a heading goes at most one level deeper"
        before = heading.level
