"""Places: `page#section`, the same in every language, and what they are called and where they stand in the site."""

import posixpath

from handbook.inline import plain
from handbook.library import RIGHT_TO_LEFT, Library


def address(place: str) -> str:
    """The address of a place below the folder of its language: practice/disclosure.html#steps."""
    path, _, section = place.partition("#")
    return f"{path}.html" + (f"#{section}" if section else "")


def web_address(library: Library, locale: str, place: str, site: str) -> str:
    """The whole address of a place in a language; empty where the site has none."""
    where = folder(library, locale)
    return f"{site.rstrip('/')}/{where + '/' if where else ''}{address(place)}" if site else ""


def relative(place: str, start: str) -> str:
    """The address of a place, seen from the page at `start` of the same language, `training/x.html`."""
    path, _, section = address(place).partition("#")
    return posixpath.relpath(path, posixpath.dirname(start) or ".") + (f"#{section}" if section else "")


def folder(library: Library, locale: str) -> str:
    """The folder of a language in the site: none for the source."""
    return "" if locale == library.source else locale


def to_root(library: Library, locale: str, start: str) -> str:
    """The way from a page of a language, `training/x.html`, to the first folder of the site: ../ or ../../"""
    return "../" * (start.count("/") + bool(folder(library, locale)))


def direction(locale: str) -> str:
    return "rtl" if locale in RIGHT_TO_LEFT else "ltr"


def title(library: Library, locale: str, place: str) -> str:
    """The titles of a page and of its section; empty where the page is missing in the language."""
    path, _, section = place.partition("#")
    page = library.page(locale, path)
    if not page:
        return ""
    heading = next((heading.text for heading in page.headings if heading.name == section), "")
    term = library.terms.by_name.get(section) if path == "glossary" else None
    return " · ".join(dict.fromkeys(filter(None, [page.title, plain(heading) or (term.wording[locale].term if term else "")])))
