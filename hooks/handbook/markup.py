"""Pieces of a page as HTML: what slides, plans and learning platforms show of a module, links led from another place."""

import re

from markdown import markdown

from handbook.inline import INLINE
from handbook.library import Library
from handbook.modules import place_of
from handbook.page import Page
from handbook.places import relative


class Markup:
    """The Markdown of one page as HTML. Args: library, page, and the address of what shows it, `training/slides/x.html`."""

    def __init__(self, library: Library, page: Page, start: str):
        self.library, self.page, self.start = library, page, start

    def linked(self, text: str) -> str:
        """Text whose links lead to the pages of the handbook; one to a page missing in the language is its words."""
        return _html(INLINE.sub(self._lead, text))

    def words(self, text: str) -> str:
        """Text with links as their words."""
        return _html(INLINE.sub(r"\2", text))

    def line(self, text: str) -> str:
        """One paragraph with links as their words, without the element around it."""
        return re.sub(r"^<p>(.*)</p>$", r"\1", self.words(text), flags=re.S)

    def _lead(self, link: re.Match) -> str:
        place = place_of(self.page, link[3])
        if place and self.library.page(self.page.locale, place.partition("#")[0]):
            return f"[{link[2]}]({relative(place, self.start)})"
        return link[0] if "://" in link[3] else link[2]


def _html(text: str) -> str:
    return markdown(text, extensions=["attr_list", "tables"])
