"""Small pages that lead elsewhere: where an old page was, and `go/<code>.html` for every section in every language."""

import posixpath
from html import escape
from pathlib import Path

from handbook.library import Library
from handbook.permalinks import Permalinks
from handbook.places import address as address_of
from handbook.places import direction, folder, relative, title

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
            file = site / folder(library, locale) / f"{old}.html"
            address = relative(now, f"{old}.html")
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
            if library.page(locale, now.partition("#")[0]):
                address = posixpath.join("..", folder(library, locale), address_of(now))
                links.append((locale, address, title(library, locale, now)))
        _write(site / "go" / f"{code}.html", library.source, code, links, script="../assets/go.js")


def moved_sections(library: Library, permalinks: Permalinks, path: str, locale: str) -> list[tuple[str, str, str]]:
    """Sections that have left a page which still exists: (old id, address now, its title), relative to that page."""
    found = []
    for old in permalinks.redirects:
        page, _, section = old.partition("#")
        now = permalinks.now(old)
        if page == path and section and now and library.page(locale, now.partition("#")[0]):
            found.append((section, relative(now, f"{path}.html"), title(library, locale, now)))
    return found


def _write(file: Path, locale: str, name: str, links, refresh: str = "", script: str = "") -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(PAGE.format(
        locale=locale, direction=direction(locale), title=escape(name),
        refresh=f'<meta http-equiv="refresh" content="0; url={escape(refresh)}">' if refresh else "",
        script=f'<script src="{script}"></script>' if script else "",
        links="\n".join(
            LINK.format(locale=one, direction=direction(one), address=escape(address), text=escape(text))
            for one, address, text in links
        ),
    ), "utf-8")
