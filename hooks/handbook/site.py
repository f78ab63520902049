"""The built site, checked from outside: every address leads to a file and an id, and nothing leads to anybody else."""

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

from handbook.library import LOCALES, RIGHT_TO_LEFT, SOURCE
from handbook.problem import Problem
from handbook.site_files import Files
from handbook.site_marks import IDS, LANGUAGE, LINKS, SCRIPTS, THIRD_PARTY, Use, addresses_in_style
from handbook.site_page import Built, read_built
from handbook.web import host

# The page for wrong addresses is served at any depth and in every language
NOT_FOUND = "404.html"
# The language of a page without words, by BCP 47: it serves the readers of all of them
WORDLESS = "zxx"
LIGHT = "light"
IN_XML = re.compile(
    r"<loc>\s*([^<\s]+)\s*</loc>|<link>\s*([^<\s]+)\s*</link>|\s(?:xlink:)?(?:href|src)\s*=\s*[\"']([^\"']*)[\"']"
)
ENTRY = re.compile(r"<url>\s*<loc>\s*([^<\s]+)\s*</loc>(.*?)</url>", re.S)
ALTERNATE = re.compile(r"hreflang=\"([^\"]*)\"\s+href=\"([^\"]*)\"")
ACTIVE_IN_SVG = re.compile(r"<script\b|\son[a-z]+\s*=|<foreignObject\b", re.I)


def check_site(folder: Path, locales: tuple[str, ...] = LOCALES, source: str = SOURCE) -> list[Problem]:
    """Every problem of a built site, sorted by place.

    Args: the folder with the site; its locales, each in a folder of its name; the one that may stand at the root.
    """
    return sorted(set(_Site(folder, tuple(locales), source).problems()))


class _Site:
    """A built site: its files, and its pages as read from them."""

    def __init__(self, folder: Path, locales: tuple[str, ...], source: str):
        self.folder, self.locales, self.source = folder, locales, source
        self.texts = {}
        files = Files(folder)
        for path in files.paths:
            if path.endswith((".html", ".htm", ".css", ".xml", ".svg")):
                self.texts[path] = (folder / path).read_text("utf-8", "replace")
        self.pages = {
            path: read_built(path, text) for path, text in self.texts.items() if path.endswith((".html", ".htm"))
        }
        sitemap = [found[1] for found in ENTRY.finditer(self.texts.get("sitemap.xml", ""))]
        files.know_base([(page.path, page.canonical) for page in self.pages.values() if page.canonical], sitemap)
        self.files = files

    def problems(self) -> Iterator[Problem]:
        for page in self.pages.values():
            for line, message, rule in (*page.faults, *self._uses(page), *self._references(page), *self._language(page)):
                yield Problem(self._name(page.path), line, message, rule)
        for path, text in self.texts.items():
            for position, message, rule in self._file(path, text):
                yield Problem(self._name(path), 1 + text.count("\n", 0, position), message, rule)

    def _name(self, path: str) -> str:
        return (self.folder / path).as_posix()

    def _uses(self, page: Built) -> Iterator[tuple[int, str, str]]:
        """What is wrong with where the tags of a page lead."""
        for at, mark in page.marks:
            for use in mark.uses:
                target, message, rule = self._follow(page.path, use, page.ids)
                if message:
                    yield page.line(at), message, rule
                elif mark.name == "a" and target != page.path and target in self.pages:
                    yield from ((page.line(at), one, LANGUAGE) for one in self._other_language(page, self.pages[target], use))

    def _follow(self, path: str, use: Use, ids: frozenset[str]) -> tuple[str, str, str]:
        """Where a use in a file leads: the file, and what is wrong with that and by which rule."""
        address = use.address
        if not address or address == "#":
            return "", "", ""  # told with the tag
        if address[0] in "#?":
            target, fragment, message = path, unquote(address.partition("#")[2]), ""
        else:
            elsewhere = self.files.elsewhere(address)
            if elsewhere:
                asked = use.kind in ("loads", "sends") and elsewhere != "data"
                verb = "send nothing to" if use.kind == "sends" else "load nothing from"
                return "", f"{verb} {host(address) or elsewhere}, which learns who reads what: {address}" if asked else "", THIRD_PARTY
            target, fragment, message = self.files.find(path, address)
            if not message and address[0] == "/" and path != NOT_FOUND:
                message = f"write {address} as a path from this page: from the root it leads elsewhere on a disk"
            ids = self.pages[target].ids if target in self.pages else None
        if not message and fragment and ids is not None and use.kind == "leads":
            message = self.files.missing(fragment, ids, target)
        return target, message, LINKS

    def _references(self, page: Built) -> Iterator[tuple[int, str, str]]:
        for at, mark in page.marks:
            for name in mark.references:
                if name not in page.ids and not name.startswith("__"):  # Material points at a list that short pages lack
                    yield page.line(at), f"name an id of this page in <{mark.name}>, not {name}", IDS

    def _locale(self, page: Built) -> str:
        """The language of a page by its folder; empty for what speaks all of them."""
        first, *rest = page.path.split("/")
        if first == LIGHT:  # the light edition has a folder a language, the source's included; its first page has all
            return rest[0] if rest[0] in self.locales else ""
        if first in self.locales:
            return first
        return "" if page.redirects or page.path == NOT_FOUND or page.lang == WORDLESS else self.source

    def _language(self, page: Built) -> Iterator[tuple[int, str, str]]:
        """What is wrong with the language that a page declares."""
        locale = self._locale(page)
        if not page.lang:
            yield 1, "say the language of the page: <html lang>", LANGUAGE
        elif locale and page.lang.split("-")[0] != locale.split("-")[0]:
            yield 1, f"write lang={locale} into <html>, not {page.lang}", LANGUAGE
        wanted = "rtl" if locale in RIGHT_TO_LEFT else "ltr"
        if locale and (page.direction or "ltr") != wanted and not page.redirects:
            yield 1, f"write dir={wanted} into <html> or <body>, not {page.direction or 'nothing'}", LANGUAGE
        for language, address in page.alternates.items() if locale else ():
            other = self.pages.get(self.files.find(page.path, address)[0])
            if other and not self._names_back(page, other):
                yield 1, f"name {page.path} among the alternates of {other.path}: this page names that one", LANGUAGE
            if other and language != "x-default" and self._locale(other) not in ("", language.split("-")[0], language):
                yield 1, f"write hreflang={self._locale(other)} for {address}, not {language}", LANGUAGE

    def _names_back(self, page: Built, other: Built) -> bool:
        return any(self.files.find(other.path, address)[0] == page.path for address in other.alternates.values())

    def _other_language(self, page: Built, target: Built, use: Use) -> Iterator[str]:
        """What to say of a link from a page of one language to a page of another."""
        own, theirs = self._locale(page), self._locale(target)
        if use.language not in ("", "*") and theirs and use.language.split("-")[0] != theirs.split("-")[0]:
            yield f"write hreflang={theirs} for {use.address}, not {use.language}"
        elif own and theirs and own != theirs and not use.language:
            yield f"link to the {own} page, or say hreflang={theirs}: {use.address} is in another language"

    def _file(self, path: str, text: str) -> Iterator[tuple[int, str, str]]:
        """What is wrong with a style sheet, a sitemap, a feed or a drawing."""
        if path.endswith(".css"):
            found = ((position, Use(address, "loads")) for position, address in addresses_in_style(text))
        elif path.endswith((".xml", ".svg")):
            kind = "loads" if path.endswith(".svg") else "names"
            found = ((f.start(), Use(f[1] or f[2] or f[3] or "", kind)) for f in IN_XML.finditer(text))
        else:
            return
        for position, use in found:
            if use.address[:1] not in ("", "#"):
                _, message, rule = self._follow(path, use, frozenset())
                if message:
                    yield position, message, rule
        if path.endswith(".svg"):
            yield from ((f.start(), "take scripts and pages out of this drawing", SCRIPTS) for f in ACTIVE_IN_SVG.finditer(text))
        elif path == "sitemap.xml":
            yield from self._sitemap(text)

    def _sitemap(self, text: str) -> Iterator[tuple[int, str, str]]:
        """Entries of the sitemap that name another which does not name them."""
        named = {f[1]: dict((address, language) for language, address in ALTERNATE.findall(f[2])) for f in ENTRY.finditer(text)}
        for found in ENTRY.finditer(text):
            for address in named[found[1]]:
                if address not in named:
                    yield found.start(), f"list {address} in the sitemap: {found[1]} names it as its other language", LANGUAGE
                elif found[1] not in named[address]:
                    yield found.start(), f"name {found[1]} among the other languages of {address}", LANGUAGE
