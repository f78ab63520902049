"""What a form shows on paper only: its title, room for place, day and role, and where its text comes from."""

from datetime import date
from html import escape

from handbook.labels import write_date
from handbook.library import Library
from handbook.page import Page


def write_head(library: Library, page: Page, title: str, blanks: tuple[str, ...] = ()) -> str:
    """The head of a printed form: its title, then blanks with the labels of these names."""
    labels = library.labels[page.locale]
    lines = "".join(f"<span>{escape(labels[name])}</span>" for name in blanks)
    return f'<div class="hb-paper" data-search-exclude><p>{escape(title)}</p>' + (f"<p>{lines}</p>" if lines else "") + "</div>"


def write_foot(library: Library, page: Page, address: str) -> str:
    """The foot of a printed form: of which day its text is, and at which address it stands."""
    labels = library.labels[page.locale]
    source = library.page(library.source, page.path) or page
    day = source.front_matter.get("reviewed")
    written = write_date(day, labels) if type(day) is date else labels["no_date"]
    text = escape(labels["print_source"]).format(date=written, address=f'<bdi dir="ltr">{escape(address)}</bdi>')
    return f'<p class="hb-paper hb-paper__source" data-search-exclude>{text}</p>'
