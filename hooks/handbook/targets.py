"""What an address in a page leads to: a page, a file, or nothing; read as the generators of the world read it."""

import os
import posixpath
import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from handbook.inline import REMEMBERED
from handbook.page import ENDINGS, Page
from handbook.written import Written, addresses_of

# With a scheme or a host; also where that was forgotten, which is told by the rules for addresses of the web
EXTERNAL = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:|//|\\\\|www\.|[^/\s?#]+@[^/\s]+\.\w+$")
# Placeholders of templates, variables and import aliases: only the generator knows what they become
UNKNOWN = re.compile(r"[{}<>$|]|%7[bd]|^[@~:]|\]\(", re.I)
FILE = re.compile(r"\.(?:[A-Za-z][A-Za-z0-9]{1,9}|7z)")
INDEXES = ("index", "README", "_index")


class Target(NamedTuple):
    """What an address leads to.

    form: `here` (a section of the same page), `page` (relative, .md), `file` (relative, another ending), `route`
        (relative, written as a built address), `absolute`, `outside` (leaves the docs folder),
        `external` or `unknown` (neither is looked at)
    found: it exists, spelled exactly so; page: the page, when it is one of the library
    where: the path that was looked for; spelled: how that is written on disk, when only the case differs
    """

    form: str
    found: bool = False
    page: Page | None = None
    anchor: str = ""
    where: str = ""
    spelled: str = ""


def resolved(library) -> list[tuple[Page, Written, Target]]:
    """Every address of every page with what it leads to; worked out once, as `cached_property` would."""
    if "resolved" not in vars(library):
        tree = Tree(library)
        vars(library)["resolved"] = [
            (page, written, tree.resolve(page, written)) for page in library.pages.values() for written in addresses_of(page)
        ]
    return vars(library)["resolved"]


class Tree:
    """The files below a docs folder, looked up letter by letter even where the disk itself ignores case.

    by_url: the forms that this tree writes relative to the built address, a folder for each page, as Hugo has it,
        and not relative to the source file: whichever of the two explains more of its addresses
    """

    def __init__(self, library):
        self.library = library
        self.pages = {f"{locale}/{path}.md": page for (locale, path), page in library.pages.items()}
        self.listings: dict[str, dict[str, str]] = {}
        self.found: dict[tuple, Target] = {}
        self.by_url = frozenset(self._forms_by_url())

    def resolve(self, page: Page, written: Written) -> Target:
        """What an address on a page leads to."""
        form, path, anchor = ("external", "", "") if written.form == "auto" else _parts(written.address)
        if form:
            return Target(form)
        if not path:
            return Target("here", True, page, anchor, f"{page.locale}/{page.path}.md")
        key = page.locale, page.path, path, written.form == "html"
        if key not in self.found:  # a page links to many sections of another
            self.found[key] = self._find(page, path, written.form == "html")
        return self.found[key]._replace(anchor=anchor) if anchor else self.found[key]

    def _find(self, page: Page, path: str, html: bool) -> Target:
        form = _form(path)
        places = list(self._places(page, path, form, html))
        if places[0].startswith("../"):
            form = "outside"
        tried = [self._look_up(place, form) for place in dict.fromkeys(places)]
        return next((t for t in tried if t.found), None) or next((t for t in tried if t.spelled), tried[0])

    def _places(self, page: Page, path: str, form: str, html: bool) -> Iterator[str]:
        """The paths below the docs folder that an address may mean, the likeliest first."""
        if form == "absolute":
            for root in (page.locale, "", self.library.source):
                yield posixpath.normpath(posixpath.join(root, path.lstrip("/")))
            return
        source, url = _by_source(page, path), _by_url(page, path)
        yield url if form in self.by_url else source
        if html:  # a tag may hold the address of the source or the built one
            yield source
            yield url
        if form == "file":  # static-i18n also finds what all languages share from the root
            yield posixpath.normpath(posixpath.join(posixpath.dirname(page.path), path))

    def _forms_by_url(self) -> Iterator[str]:
        counts: Counter = Counter()
        for page in self.library.pages.values():
            for written in addresses_of(page):
                path, form = ("", "") if written.form == "html" else _relative(written.address)
                if form in ("route", "file"):
                    source, url = (
                        self._look_up(place, form).found for place in (_by_source(page, path), _by_url(page, path))
                    )
                    counts[form] += url - source
        return (form for form, more in counts.items() if more > 0)

    def _look_up(self, where: str, form: str) -> Target:
        """What stands at a path below the docs folder, in its language or, as a fallback, in the source language."""
        names = list(_names(where, form))
        locale, _, rest = where.partition("/")
        if locale in self.library.translations:
            names += _names(f"{self.library.source}/{rest}", form)
        for name in names:
            page = self.pages.get(name)
            if page or name in self.library.assets or self._spelled(name) == name:
                return Target(form, True, page, where=where)
        for name in names:
            if spelled := self._spelled(name):
                return Target(form, False, self.pages.get(spelled), where=where, spelled=spelled)
        return Target(form, where=where)

    def _spelled(self, where: str) -> str:
        """The path of a file as it is written on disk, compared without case; empty when there is none."""
        found = ""
        for part in where.split("/"):
            listing = self._listing(found)
            name = part if part == ".." else listing.get(part) or listing.get(part.casefold())
            if not name:
                return ""
            found = posixpath.join(found, name)
        return found if os.path.isfile(self.library.docs / found) else ""

    def _listing(self, folder: str) -> dict[str, str]:
        if folder not in self.listings:
            try:
                names = os.listdir(self.library.docs / folder)
            except (OSError, ValueError):  # a null byte in an address
                names = []
            self.listings[folder] = {name.casefold(): name for name in names} | {name: name for name in names}
        return self.listings[folder]


@lru_cache(maxsize=REMEMBERED)  # the same addresses stand on many pages
def _parts(address: str) -> tuple[str, str, str]:
    """The form of an address that is not looked at; else its path and its anchor."""
    if EXTERNAL.match(address):
        return "external", "", ""
    try:
        parts = urlsplit(address)
    except ValueError:
        return "unknown", "", ""
    return ("unknown", "", "") if UNKNOWN.search(address) else ("", unquote(parts.path), unquote(parts.fragment))


@lru_cache(maxsize=REMEMBERED)
def _relative(address: str) -> tuple[str, str]:
    """The path of an address inside the tree, and its form; no form outside."""
    path = unquote(re.split(r"[?#]", address)[0])
    return path, _form(path) if path and not EXTERNAL.match(path) else ""


def _by_source(page: Page, path: str) -> str:
    return posixpath.normpath(posixpath.join(page.locale, posixpath.dirname(page.path), path))


def _by_url(page: Page, path: str) -> str:
    folder = posixpath.dirname(page.path) if posixpath.basename(page.path) in INDEXES else page.path
    return posixpath.normpath(posixpath.join(page.locale, folder, path))


def _form(path: str) -> str:
    if path.startswith("/"):
        return "absolute"
    if path.endswith(ENDINGS):
        return "page"
    ending = posixpath.splitext(path)[1]
    return "file" if FILE.fullmatch(ending) and ending not in (".html", ".htm") else "route"


def _names(where: str, form: str) -> Iterator[str]:
    """The files that a path may stand for: itself, or as a built address the page it is built from."""
    if where.endswith(".mdx"):
        yield where[:-1]  # pages are known without the difference
        return
    yield where
    if form != "file" and not where.endswith(".md"):
        stem = re.sub(r"\.html?$", "", where)
        yield stem + ".md"
        yield from (posixpath.normpath(f"{stem}/{index}.md") for index in INDEXES)
