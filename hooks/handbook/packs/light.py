"""The light edition: every page as small files without script, for a slow line or an old phone; part of the site."""

import posixpath
from html import escape
from pathlib import Path

from lxml import etree

from handbook.packs.article import ASSET, OTHER, PAGE, Article, relink
from handbook.packs.book import contents
from handbook.packs.edition import Edition
from handbook.packs.html import LANGUAGES, about, direction, document, in_html
from handbook.packs.sheets import cut

FOLDER = "light"
STYLES = ("common", "screen", "light")
# Where "Leave this page" leads when nobody has chosen another page: seen from the top of the site, as in theme/partials/leave.html
LEAVE_TO = "units.html"
# Search engines list the full page, not this one
UNLISTED = '<meta name="robots" content="noindex">'


def write_light(editions: list[Edition], site: Path, leave_to: str = "") -> None:
    """Write the pages and contents of each language, and the page on which a reader chooses the language.

    Args: the editions, the folder of the site, the address to which "Leave this page" leads if it is not that of the site.
    """
    editions = [edition for edition in editions if edition.articles]
    if not editions:
        return
    light = _Light(editions, leave_to)
    for edition in editions:
        sheets = light.sheets[edition.locale]
        for at, sheet in enumerate(sheets):
            around = sheets[max(at - 1, 0) : at], sheets[at + 1 : at + 2]
            _write(site, f"{edition.locale}/{sheet.path}.html", light.page(edition, sheet, *around))
        _write(site, f"{edition.locale}/contents.html", light.contents(edition))
    _write(site, "index.html", _choice(editions, leave_to))


class _Light:
    """The sheets of all languages, and on which of them each page and section stands."""

    def __init__(self, editions: list[Edition], leave_to: str):
        self.leave_to = leave_to
        self.sheets: dict[str, list[Article]] = {}
        self.place: dict[tuple[str, str, str], str] = {}
        for edition in editions:
            self.sheets[edition.locale] = []
            for article in edition.articles:
                for sheet in cut(article):
                    self.sheets[edition.locale].append(sheet)
                    self.place.setdefault((edition.locale, article.path, ""), sheet.path)
                    self.place |= {(edition.locale, article.path, name): sheet.path for name in sheet.ids}
        self.pages = {(locale, sheet): path for (locale, path, _), sheet in self.place.items()}

    def page(self, edition: Edition, sheet: Article, before: list[Article], after: list[Article]) -> str:
        """A page: ways out, the article, the pages before and after."""
        tree = sheet.tree(files=True)
        relink(tree, lambda kind, rest: self._address(sheet, kind, rest))
        for heading in list(tree.iter("h2")):
            self._offer_languages(sheet, heading)
        if sections := "".join(f'<li><a href="#{name}">{escape(title)}</a></li>' for name, title in sheet.sections):
            toc = f'<details><summary>{escape(edition.labels["pack_sections"])}</summary><ul>{sections}</ul></details>'
            tree.insert(1, etree.fromstring(toc))
        links = [
            f'<a rel="{rel}" href="{_relative(sheet, edition.locale, one.path)}">{escape(one.title)}</a>'
            for rel, found in (("prev", before), ("next", after)) for one in found
        ]
        steps = f'<nav class="steps" aria-label="{escape(edition.labels["pack_steps"])}">{" ".join(links)}</nav>'
        body = f"{self._top(edition, sheet)}\n<main>{in_html(tree)}</main>\n{steps}"
        return document(edition.locale, sheet.title, body, STYLES, UNLISTED)

    def contents(self, edition: Edition) -> str:
        here = Article(edition.locale, "contents", edition.name, edition.articles[0].address, "<article/>")
        body = (
            f'{self._top(edition, here)}<main><h1>{escape(edition.name)}</h1><p>{escape(edition.labels["pack_light_note"])}</p>'
            f"{contents(edition, lambda path: f'{path}.html')}</main><footer>{about(edition)}</footer>"
        )
        return document(edition.locale, edition.name, body, STYLES, UNLISTED)

    def _address(self, own: Article, kind: str, rest: str) -> str | None:
        """The address of a link, seen from a sheet."""
        path, mark, fragment = rest.partition("#")
        if kind == ASSET:
            return posixpath.relpath(f"/{path}", f"/{FOLDER}/{own.locale}/{posixpath.dirname(own.path)}")
        locale, path = path.split("/", 1) if kind == OTHER else (own.locale, path)
        there = self.place.get((locale, path, fragment)) or self.place.get((locale, path, ""))
        if not there:
            return None
        if (locale, path, fragment) not in self.place:
            mark = fragment = ""
        if kind == PAGE and there == own.path and fragment:
            return f"#{fragment}"
        return _relative(own, locale, there) + mark + fragment

    def _top(self, edition: Edition, own: Article) -> str:
        """The way out, contents, this page in the other languages, and the page with everything."""
        path = self.pages.get((own.locale, own.path), "index")
        links = [f'<a href="{_relative(own, own.locale, "contents")}">{escape(edition.labels["pack_contents"])}</a>']
        for locale in self.sheets:
            there = own.path if own.path == "contents" else self.place.get((locale, path, ""))
            if locale != own.locale and there:
                links.append(_language(_relative(own, locale, there), locale, LANGUAGES[locale]))
        full = "../" * (own.path.count("/") + 2) + own.address
        links.append(f'<a href="{full}">{escape(edition.labels["pack_full"])}</a>')
        out = _way_out(self.leave_to, own.path.count("/") + 2, edition)
        return f'{out}<nav aria-label="{escape(edition.labels["pack_ways"])}">{" ".join(links)}</nav>'

    def _offer_languages(self, own: Article, heading) -> None:
        """Behind a heading: the same section in the other languages, seen once the heading is tapped or linked to."""
        name, path = heading.get("id"), self.pages[own.locale, own.path]
        others = [
            _language(f"{_relative(own, locale, self.place[locale, path, name])}#{name}", locale, locale)
            for locale in self.sheets if locale != own.locale and (locale, path, name) in self.place
        ]
        if others:
            offer = etree.fromstring(f'<p class="in">{" ".join(others)}</p>')
            offer.tail, heading.tail = heading.tail, None
            heading.addnext(offer)
            if heading.find(".//a") is None:
                link = etree.Element("a", href=f"#{name}")
                link.text, heading.text = heading.text, None
                link.extend(list(heading))
                heading.append(link)


def _way_out(leave_to: str, depth: int, edition: Edition) -> str:
    """"Leave this page" for a page that stands so many folders below the top of the site."""
    address = escape(leave_to or "../" * depth + LEAVE_TO)
    return f'<p class="leave"><a href="{address}" rel="nofollow noreferrer">{escape(edition.labels["leave"])}</a></p>'


def _relative(own: Article, locale: str, path: str) -> str:
    return posixpath.relpath(f"/{locale}/{path}.html", f"/{own.locale}/{posixpath.dirname(own.path)}")


def _language(address: str, locale: str, text: str) -> str:
    return f'<a href="{address}" hreflang="{locale}" lang="{locale}" dir="{direction(locale)}">{text}</a>'


def _choice(editions: list[Edition], leave_to: str) -> str:
    """One page for all languages, each named in itself."""
    links = "".join(
        f'<li lang="{one.locale}" dir="{one.direction}"><a href="{one.locale}/contents.html" hreflang="{one.locale}">'
        f'{LANGUAGES[one.locale]}</a> {escape(one.labels["pack_light"])}</li>'
        for one in editions
    )
    body = f'{_way_out(leave_to, 1, editions[0])}<main><ul class="choice">{links}</ul></main>'
    return document(editions[0].locale, editions[0].labels["pack_light"], body, STYLES, UNLISTED)


def _write(site: Path, name: str, text: str) -> None:
    file = site / FOLDER / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, "utf-8")
