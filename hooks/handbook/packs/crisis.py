"""The crisis pack: chosen sections, pages and modules in chosen languages as one zip that opens from a disk."""

import hashlib
import posixpath
import shutil
import tempfile
from dataclasses import dataclass, replace
from html import escape
from pathlib import Path

from lxml import etree, html

from handbook.build import CACHE, say
from handbook.library import LOCALES, SOURCE
from handbook.packs.archive import write_zip
from handbook.packs.article import ASSET, OTHER, Article, relink, text
from handbook.packs.command import build_sites
from handbook.packs.edition import Edition, load
from handbook.packs.html import LANGUAGES, about, document, in_html, published
from handbook.packs.pdf import MissingTool, write_pdf

# Pages lie below this folder as in the site, so that slides and files find each other; the start page lies beside it
FOLDER = "pages"
SLIDES = "training/slides"
STYLES = ("common", "screen")
LICENCES = ("LICENSE", "LICENSE-CONTENT")


@dataclass(frozen=True)
class Choice:
    """What is chosen: for each page the sections that are wanted, none for the whole page; and the modules' names."""

    pages: dict[str, tuple[str, ...]]
    modules: tuple[str, ...]


def crisis_pack(options) -> int:
    """Build the site, choose, write the zip. Returns the exit code: 2 when what is named exists in no language."""
    locales = tuple(filter(None, options.locales.split(",")))
    choice = choose(options.sections, options.modules)
    if not choice.pages or not set(locales) <= set(LOCALES):
        say(f"handbook: name pages, sections or modules, and languages among {', '.join(LOCALES)}")
        return 2
    CACHE.mkdir(exist_ok=True)
    work = Path(tempfile.mkdtemp(prefix="crisis-", dir=CACHE)).resolve()
    try:
        sites = build_sites(work, LOCALES, False, [] if options.draft else ["--strict"])
        if not sites:
            say("No pack was made: mend what is named above, or see how far it is with --draft.")
            return 1
        editions = [cut(edition, choice) for edition in load(work / "articles", locales)]
        missing = {place for edition in editions for place in absent(edition, choice)}
        for place in sorted(missing):
            have = [edition.locale for edition in editions if place not in absent(edition, choice)]
            say(f"{place}: {'only in ' + ', '.join(have) if have else 'exists in no language that was asked for'}")
            if not have:
                return 2
        entries = make(editions, choice, sites[""], Path.cwd(), work)
        options.out.parent.mkdir(parents=True, exist_ok=True)
        write_zip(options.out, entries, editions[0].stamp.day)
    finally:
        shutil.rmtree(work, ignore_errors=True)
    say(f"{options.out}: {len(entries)} files, {options.out.stat().st_size / 1e6:.1f} MB. Unpack it and open index.html.")
    return 0


def choose(sections: str, modules: str) -> Choice:
    """What two lists with commas name; a page that is named whole and by section is taken whole."""
    pages: dict[str, tuple[str, ...] | None] = {}
    for place in filter(None, (one.strip() for one in sections.split(","))):
        path, _, section = place.partition("#")
        before = pages.get(path, ())
        pages[path] = None if before is None or not section else (*before, section)
    names = tuple(filter(None, (one.strip() for one in modules.split(","))))
    pages |= {f"training/{name}": None for name in names}
    return Choice({path: found or () for path, found in pages.items()}, names)


def cut(edition: Edition, choice: Choice) -> Edition:
    """The edition with the chosen pages only, in the order of the choice, each with the chosen sections only."""
    own = edition.only(set(choice.pages))
    articles = [_sections(own.by_path[path], names) for path, names in choice.pages.items() if path in own.by_path]
    return replace(own, articles=tuple(one for one in articles if one))


def absent(edition: Edition, choice: Choice) -> list[str]:
    """The chosen places that an edition, already cut, does not have."""
    places = [f"{path}#{name}" if name else path for path, names in choice.pages.items() for name in names or ("",)]
    return [
        place for place in places
        if not (article := edition.by_path.get(place.partition("#")[0])) or ("#" in place and place.partition("#")[2] not in article.ids)
    ]


def _sections(article: Article, names: tuple[str, ...]) -> Article | None:
    """The title and the named sections with what is below them; the whole without names, nothing when none is there."""
    if not names:
        return article
    tree, level = article.tree(paper=True, files=True), 0
    for element in list(tree):
        if element.tag in ("h1", "h2", "h3", "h4"):
            depth = int(element.tag[1])
            level = depth if element.get("id") in names else 0 if depth <= level else level
        if not level and element.tag != "h1":
            tree.remove(element)
    return replace(article, html=etree.tostring(tree, encoding="unicode")) if len(tree) > 1 else None


def make(editions: list[Edition], choice: Choice, site: Path, root: Path, work: Path) -> dict[str, bytes]:
    """The files of the zip by name. Args: the cut editions, the choice, the built site, the checkout, a folder for work."""
    pack = _Pack(editions, choice, site)
    for edition in editions:
        for article in edition.articles:
            pack.put(edition, article)
        for name in choice.modules:
            pack.put_slides(edition, name)
        _put_pdf(pack, edition, work)
    pack.entries["index.html"] = pack.start().encode()
    pack.entries |= {name: (root / name).read_bytes() for name in LICENCES if (root / name).exists()}
    entries = dict(sorted(pack.entries.items()))
    sums = "".join(f"{hashlib.sha256(content).hexdigest()}  {name}\n" for name, content in entries.items())
    return entries | {"SHA256SUMS": sums.encode()}


class _Pack:
    """The files as they come together."""

    def __init__(self, editions: list[Edition], choice: Choice, site: Path):
        self.editions, self.choice, self.site = editions, choice, site
        self.entries: dict[str, bytes] = {}
        self.pages = {_file(edition.locale, article.path) for edition in editions for article in edition.articles}

    def put(self, edition: Edition, article: Article) -> None:
        """A page: its links lead to pages of the pack, and those that lead out show where."""
        own, tree = _file(edition.locale, article.path), article.tree(files=True)
        relink(tree, lambda kind, rest: self._address(edition, own, kind, rest))
        for link in tree.iter("a"):
            _print(link)
        back = posixpath.relpath("/index.html", f"/{FOLDER}/{posixpath.dirname(own)}")
        ways = f'<a href="{back}">{escape(edition.labels["pack_contents"])}</a>'
        body = f'<nav>{ways}</nav><main>{in_html(tree)}</main><footer>{about(edition)}</footer>'
        self.entries[f"{FOLDER}/{own}"] = document(edition.locale, article.title, body, STYLES).encode()

    def put_slides(self, edition: Edition, name: str) -> None:
        """The slides of a module with all they load; a link to a page that is not here becomes its words."""
        own = _file(edition.locale, f"{SLIDES}/{name}")
        if not (self.site / own).exists():
            return
        tree = html.fromstring((self.site / own).read_bytes())
        for element, attribute, address, _ in list(tree.iterlinks()):
            target = posixpath.normpath(posixpath.join(posixpath.dirname(own), address.partition("#")[0]))
            if ":" in address or address.startswith("#") or target in self.pages:
                continue
            if element.tag == "a":
                element.drop_tag()
            else:
                self._put_file(target)
        self.entries[f"{FOLDER}/{own}"] = b"<!doctype html>\n" + html.tostring(tree, encoding="utf-8")

    def start(self) -> str:
        """The page to start from: for each language what there is, and what the pack is."""
        parts = []
        for edition in self.editions:
            items = [self._item(edition, article) for article in edition.articles]
            paper = f"{edition.locale}.pdf"
            items += [f'<li><a href="{paper}">PDF</a></li>'] if paper in self.entries else []
            parts.append(
                f'<section lang="{edition.locale}" dir="{edition.direction}"><h2>{LANGUAGES[edition.locale]}</h2>'
                f"<ul>{''.join(items)}</ul>{about(edition)}</section>"
            )
        first = self.editions[0]
        return document(first.locale, first.title, f"<main><h1>{escape(first.title)}</h1>{''.join(parts)}</main>", STYLES)

    def _item(self, edition: Edition, article: Article) -> str:
        names, own = self.choice.pages[article.path], f"{FOLDER}/{_file(edition.locale, article.path)}"
        titles = [text(heading) for heading in article.tree().iter("h2", "h3") if heading.get("id") in names]
        slides = f"{FOLDER}/{_file(edition.locale, f'{SLIDES}/{posixpath.basename(article.path)}')}"
        more = f' · <a href="{slides}">{escape(edition.labels["slides"])}</a>' if slides in self.entries else ""
        return f'<li><a href="{own}">{escape(" · ".join([article.title, *titles]))}</a>{more}</li>'

    def _address(self, edition: Edition, own: str, kind: str, rest: str) -> str | None:
        """Where a link leads, seen from a page of the pack."""
        path, mark, fragment = rest.partition("#")
        if kind == ASSET:
            return posixpath.relpath(f"/{path}", f"/{posixpath.dirname(own)}") if self._put_file(path) else None
        locale, path = path.split("/", 1) if kind == OTHER else (edition.locale, path)
        there = next((one for one in self.editions if one.locale == locale and path in one.by_path), None)
        if not there or (fragment and fragment not in there.by_path[path].ids):
            return published(edition, kind, rest) or f"out:{rest}"
        return posixpath.relpath(f"/{_file(locale, path)}", f"/{posixpath.dirname(own)}") + mark + fragment

    def _put_file(self, path: str) -> bool:
        """Take a file of the site along. Returns whether it is there."""
        file = self.site / path
        if file.is_file():
            self.entries[f"{FOLDER}/{path}"] = file.read_bytes()
        return file.is_file()


def _put_pdf(pack: _Pack, edition: Edition, work: Path) -> None:
    try:
        write_pdf(edition, work / "crisis.pdf")
        pack.entries[f"{edition.locale}.pdf"] = (work / "crisis.pdf").read_bytes()
    except MissingTool as tool:
        say(f"Without PDF: install {tool}")


def _print(link) -> None:
    """Show where a link leads that leaves the pack: behind its words, and as a link only when it is an address of the web."""
    href = link.get("href", "")
    if "://" not in href and not href.startswith("out:"):
        return
    shown = etree.Element("span", {"dir": "ltr"})
    shown.text, shown.tail, link.tail = f" ({href.removeprefix('out:')})", link.tail, None
    link.addnext(shown)
    if href.startswith("out:"):
        del link.attrib["href"]


def _file(locale: str, path: str) -> str:
    """The file of a page below the folder of pages, as in the site."""
    return f"{path}.html" if locale == SOURCE else f"{locale}/{path}.html"
