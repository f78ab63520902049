"""What is searched: the sections of one language, from the entries that the theme makes of its pages."""

import html
import re
from dataclasses import dataclass
from functools import cached_property

from handbook.search.folding import tokens

TAG = re.compile(r"<[^>]*>")
BLOCK = re.compile(r"</(?:p|li|td|th|tr|h[1-6]|dd|dt|blockquote|pre|div)>|<br ?/?>")


@dataclass(frozen=True, eq=False)
class Entry:
    """A page (no anchor) or a section of one, as plain text.

    location: its address from the top of the site; page: the number of its page's entry
    weight: what the page's front matter says with `search: boost`, 1 without
    """

    location: str
    title: str
    text: str
    page: int
    weight: float = 1

    @property
    def is_page(self) -> bool:
        return "#" not in self.location

    @property
    def name(self) -> str:
        """What its author calls it, the same in all languages: the id of the heading, or the name of the file or folder."""
        address, _, anchor = self.location.partition("#")
        return anchor or address.removesuffix(".html").removesuffix("/index").rpartition("/")[2]

    @cached_property
    def title_words(self) -> list[str]:
        return tokens(self.title)

    @cached_property
    def words(self) -> list[str]:
        return tokens(self.text)


def read_entries(entries: list[dict]) -> list[Entry]:
    """The theme's entries in their order; a page stands before its sections, or it is left out with them."""
    found, pages = [], {}
    for entry in entries:
        address, _, anchor = entry["location"].partition("#")
        if not anchor:
            pages[address] = len(found)
        if address in pages:
            found.append(
                Entry(entry["location"], _plain(entry["title"]), _plain(entry["text"]), pages[address], entry.get("boost", 1))
            )
    return found


def _plain(text: str) -> str:
    """Text without tags; the end of a paragraph or cell is a space."""
    return " ".join(html.unescape(TAG.sub("", BLOCK.sub(" ", text))).split())
