"""Small pages that lead elsewhere: where an old page was, and `go/<code>.html` for every section in every language."""

import posixpath
from html import escape
from pathlib import Path

from handbook.library import RIGHT_TO_LEFT, Library
from handbook.permalinks import Permalinks

PAGE = """\
<!doctype html>
<html lang="{locale}" dir="{direction}">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width,initial-scale=1">
    <meta name="referrer" content="no-referrer">
    <meta name="robots" content="noindex">
    <meta name="color-scheme" content="light dark">
    {refresh}
    <title>{title}</title>
    {script}
  </head>
  <body>
    <main>
{links}
    </main>
  </body>
</html>
"""
LINK = '      <p lang="{locale}" dir="{direction}"><a href="{address}" hreflang="{locale}">{text}</a></p>'


def write_redirects(library: Library, permalinks: Permalinks, site: Path) -> None:
    """A page in the place of every page that has moved, in each language: it leads on at once, with a link besides."""
    for old in permalinks.redirects:
        now = permalinks.now(old)
        if "#" in old or not now:
            continue
        for locale in library.locales:
            file = site / _folder(library, locale) / f"{old}.html"
            address = _relative(now, f"{old}.html")
            labels = library.labels[locale]
            _write(file, locale, labels["moved"], [(locale, address, labels["moved"])], refresh=address)


def write_short_addresses(library: Library, permalinks: Permalinks, site: Path) -> None:
    """`go/<code>.html` for every place ever released: a link in each language; go.js picks the reader's."""
    for place, code in permalinks.codes.items():
        now = permalinks.now(place)
        if not now:
            continue
        links = []
        for locale in library.locales:
            page = library.page(locale, now.partition("#")[0])
            if page:
                address = posixpath.join("..", _folder(library, locale), _address(now))
                links.append((locale, address, _title(library, page, now)))
        _write(site / "go" / f"{code}.html", library.source, code, links, script="../assets/go.js")


def moved_sections(library: Library, permalinks: Permalinks, path: str, locale: str) -> list[tuple[str, str, str]]:
    """Sections that have left a page which still exists: (old id, address now, its title), relative to that page."""
    found = []
    for old in permalinks.redirects:
        page, _, section = old.partition("#")
        now = permalinks.now(old)
        if page == path and section and now and (target := library.page(locale, now.partition("#")[0])):
            found.append((section, _relative(now, f"{path}.html"), _title(library, target, now)))
    return found


def _write(file: Path, locale: str, title: str, links, refresh: str = "", script: str = "") -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(PAGE.format(
        locale=locale, direction=_direction(locale), title=escape(title),
        refresh=f'<meta http-equiv="refresh" content="0; url={escape(refresh)}">' if refresh else "",
        script=f'<script src="{script}"></script>' if script else "",
        links="\n".join(
            LINK.format(locale=one, direction=_direction(one), address=escape(address), text=escape(text))
            for one, address, text in links
        ),
    ), "utf-8")


def _title(library: Library, page, place: str) -> str:
    section = place.partition("#")[2]
    heading = next((heading.text for heading in page.headings if heading.name == section), "")
    term = library.terms.by_name.get(section) if page.path == "glossary" else None
    return " · ".join(filter(None, [page.title, heading or (term.wording[page.locale].term if term else "")]))


def _direction(locale: str) -> str:
    return "rtl" if locale in RIGHT_TO_LEFT else "ltr"


def _folder(library: Library, locale: str) -> str:
    return "" if locale == library.source else locale


def _address(place: str) -> str:
    path, _, section = place.partition("#")
    return f"{path}.html" + (f"#{section}" if section else "")


def _relative(place: str, start: str) -> str:
    path, _, section = _address(place).partition("#")
    return posixpath.relpath(path, posixpath.dirname(start) or ".") + (f"#{section}" if section else "")
