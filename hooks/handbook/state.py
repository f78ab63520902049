"""The state of a page: when it was reviewed, when the next review is due, and how far the translation is."""

from dataclasses import dataclass
from datetime import date

from handbook.labels import write_date
from handbook.library import Library
from handbook.page import Page
from handbook.translations import HEAD, LAYOUT, LINKS, NUMBERS, TEXT

BEHIND = (TEXT, NUMBERS, LINKS, LAYOUT)
# A reader is warned when words or figures moved; links and layout concern editors only
WARNED = (TEXT, NUMBERS)


@dataclass(frozen=True)
class Changed:
    """A section whose English text has changed since it was translated."""

    name: str
    title: str


@dataclass(frozen=True)
class PageState:
    """What the page prints: lines at its end; a notice at its top, the sections it is about, the English address."""

    lines: tuple[str, ...]
    notice: str = ""
    changed: tuple[Changed, ...] = ()
    english: str = ""


def page_state(library: Library, page: Page, english: str) -> PageState:
    """The state of a page, in its own language."""
    labels = library.labels[page.locale]
    source = library.page(library.source, page.path) or page
    lines = []
    for key, label in (("reviewed", "last_review"), ("review_by", "next_review")):
        day = source.front_matter.get(key)
        if type(day) is date:
            lines.append(f"{labels[label]} {write_date(day, labels)}")
    if page.locale == library.source:
        return PageState((*lines, labels["source_text"]))
    changed = behind(library, page)
    review = library.pins[page.locale].reviews.get(page.path)
    lines.append(labels["reviewed_translation"] if review else labels["unreviewed_translation"])
    if not changed:
        return PageState(tuple(lines))
    return PageState(tuple(lines), labels["behind_notice"], tuple(changed), english)


def behind(library: Library, page: Page) -> list[Changed]:
    """The sections of a translation whose English words or figures have changed since."""
    titles = {section.name: section.title for section in page.sections}
    top = page.headings[0].name if page.headings else ""
    return [
        Changed(top if name == HEAD else name, page.title if name == HEAD else titles.get(name, name))
        for name, state in library.states(page).items()
        if state in WARNED
    ]


def write_states(library: Library, locale: str) -> str:
    """A table with every page, its next review, and the state of each translation."""
    labels = library.labels[locale]
    names = [labels["languages"][other] for other in library.translations]
    rows = [[labels["page"], labels["due"], *names], ["---"] * (2 + len(names))]
    for source in library.of(library.source):
        own = library.page(locale, source.path)
        day = source.front_matter.get("review_by")
        cells = [f"[{(own or source).title}](../{source.path}.md)" if own else source.title]
        cells.append(write_date(day, labels) if type(day) is date else "")
        rows.append(cells + [_cell(library, source.path, other, labels) for other in library.translations])
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def _cell(library: Library, path: str, locale: str, labels) -> str:
    page = library.page(locale, path)
    if not page:
        return labels["missing"]
    states = library.states(page).values()
    count = sum(state in BEHIND for state in states)
    review = library.pins[locale].reviews.get(path)
    text = labels["state_reviewed"] if review else labels["state_translated"]
    return f"{text}{labels['comma']}{labels['state_behind']} {count}" if count else text
