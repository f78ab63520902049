"""The A–Z: titles, sections and terms in one alphabet, for readers without JavaScript and for those who found nothing."""

import re
from collections import Counter
from dataclasses import dataclass

from handbook.glossary import initial, sort_key
from handbook.library import Library
from handbook.page import Page

GLOSSARY = "glossary"
# A heading that so many pages have says nothing by itself: the page stands here, and the section on it
COMMON = 3
# Alphabets pass over the article at the beginning; the Arabic one is part of the sort key already
ARTICLES = {
    "en": re.compile(r"(?:the|an?) "),
    "fr": re.compile(r"(?:les?|la|une?|des) |l(?=\w)"),
    "es": re.compile(r"(?:el|l[ao]s?|un[ao]?s?) "),
}
NO_LETTER = re.compile(r"[^\w\s\uffff]+|_+")
OWN_SCRIPT = {"ar": re.compile(r"[\u0621-\u064a]")}


@dataclass(frozen=True)
class Place:
    """Where an entry leads: an address, and the page or list that it is in; a page is in none, unless another is called the same."""

    address: str
    inside: str = ""


def write_index(library: Library, locale: str) -> str:
    """The A–Z of a language as Markdown: a strip of letters, then a heading and a list for each."""
    groups: dict[str, list[str]] = {}
    for key, (text, places) in sorted(_entries(library, locale).items(), key=lambda item: _order(item[0], locale)):
        letter = initial(key)
        groups.setdefault("0–9" if letter.isdigit() else letter, []).append(_line(text, places))
    strip = " ".join(f"[{letter}](#{_anchor(letter)})" for letter in groups)
    lists = [f"## {letter} {{ #{_anchor(letter)} }}\n\n" + "\n".join(lines) for letter, lines in groups.items()]
    return "\n\n".join([strip + "\n{ .hb-letters }", *lists])


def index_key(text: str, locale: str) -> str:
    """What an entry is sorted by: the letters and digits of its text, without an article in front."""
    key = NO_LETTER.sub("", sort_key(text.replace("-", " "), locale)).strip()
    return ARTICLES[locale].sub("", key, count=1) if locale in ARTICLES and ARTICLES[locale].match(key) else key


def _entries(library: Library, locale: str) -> dict[str, tuple[str, list[Place]]]:
    """Sort key → the text as it is shown, and its places: pages first, then sections, then terms."""
    found: dict[str, tuple[str, list[Place]]] = {}
    pages = [page for page in library.of(locale) if not _left_out(page)]
    glossary = library.page(locale, GLOSSARY)
    titles = Counter(index_key(page.title, locale) for page in pages)
    for page in pages:
        above = library.page(locale, f"{page.path.rpartition('/')[0]}/index") if titles[index_key(page.title, locale)] > 1 else None
        _add(found, locale, page.title, Place(f"{page.path}.md", above.title if above else ""))
    for page, section in _sections(pages, locale):
        _add(found, locale, section.title, Place(f"{page.path}.md#{section.name}", page.title))
    for term in library.terms.by_name.values():
        place = Place(f"{GLOSSARY}.md#{term.name}", glossary.title if glossary else "")
        own = term.wording[locale]
        _add(found, locale, own.term, place)
        if own.acronym:
            _add(found, locale, f"{own.acronym}: {own.term}", place)
    return found


def _left_out(page: Page) -> bool:
    search = page.front_matter.get("search")
    return isinstance(search, dict) and bool(search.get("exclude"))


def _sections(pages: list[Page], locale: str) -> list:
    sections = [(page, section) for page in pages for section in page.sections if section.name and section.level > 1]
    uses = Counter(index_key(section.title, locale) for _, section in sections)
    return [(page, section) for page, section in sections if uses[index_key(section.title, locale)] < COMMON]


def _add(found: dict, locale: str, text: str, place: Place) -> None:
    _, places = found.setdefault(index_key(text, locale), (text, []))
    places.append(place)


def _line(text: str, places: list[Place]) -> str:
    first, *others = places
    parts = [f"[{_escaped(text)}]({first.address})"]
    if first.inside and (others or "#" in first.address and not first.address.startswith(f"{GLOSSARY}.md")):
        parts.append(_escaped(first.inside))
    return "- " + " · ".join([*parts, *(f"[{_escaped(other.inside)}]({other.address})" for other in others)])


def _escaped(text: str) -> str:
    return re.sub(r"([\[\]*_`<])", r"\\\1", text)


def _order(key: str, locale: str) -> tuple[bool, str]:
    """The alphabet of the language first, then letters of others."""
    return locale in OWN_SCRIPT and not OWN_SCRIPT[locale].match(key), key


def _anchor(letter: str) -> str:
    """`letter-a`; letters that an address would have to escape get their number: `letter-0627`."""
    first = letter[0].lower()
    return f"letter-{first}" if first.isascii() else f"letter-{ord(first):04x}"
