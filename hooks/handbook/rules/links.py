"""Links in the sources: each leads to a page, section, work, term or file that exists, in the reader's language."""

import posixpath
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from difflib import get_close_matches
from fnmatch import fnmatch

from handbook.anchors import GUESSES, Sections
from handbook.page import Page
from handbook.rules import rule
from handbook.targets import Target, resolved
from handbook.written import links_of  # noqa: F401 (other rules find it here)

# `[x](#)` goes to the top of the page; where the text says so, that is meant
TO_THE_TOP = re.compile(r"\btop\b|haut|arriba|inicio|أعلى|[↑⬆🔝▲]", re.I)
# Parts that other pages include; their links count from there
PARTIAL = re.compile(r"(?:^|/)_(?!index$)")
EXCLUDED = re.compile(r"^exclude_docs:[ \t]*\|?[ \t]*(.*\n(?:[ \t]+.*(?:\n|$)|\n)*)", re.M)


@rule("library")
def links_resolve(library):
    """A link inside the handbook leads to a page, section or file that exists, spelled exactly so.

    An address of a form that most links of the tree prove wrong about is not judged: the generator knows better.

    Bad:   [the definition](../overview/indx.md#definiton)
    Good:  [the definition](../overview/index.md#definition)
    """
    found = resolved(library)
    sure = _sure_forms((_habit(written.address, target), target.found) for _, written, target in found)
    sections, paths = Sections(library, ((page, target) for page, _, target in found)), _Paths(library)
    for page, written, target in found:
        at = page, written.line
        if PARTIAL.search(page.path):
            continue
        if not written.address.strip():
            if written.form == "inline" and written.text:
                yield *at, f"write the address of the link {written.text}: it has none"
        elif written.address == "#":
            if written.form != "definition" and not TO_THE_TOP.search(written.text):
                yield *at, "write an address after #: alone it leads nowhere"
        elif _habit(written.address, target) not in sure:
            continue
        elif target.spelled:
            yield *at, f"write {written.address} as the file is named: {_from(page, target.spelled)}"
        elif not target.found:
            thing = "page" if target.form == "page" else "file"
            yield *at, f"link to a {thing} that exists, not {written.address}" + paths.near(page, target.where)
        elif target.page and target.anchor:
            yield from ((*at, message) for message in sections.missing(target))


@rule("library", docs_only=False)
def links_relative(library):
    """A link is a relative path to a source file, written in Markdown: so it works in every language, and from a disk.

    Bad:   [principles](/overview/principles.md), [principles](principles/), <a href="principles.html">principles</a>
    Good:  [principles](../overview/principles.md)
    """
    for page, written, target in resolved(library):
        if target.form not in ("absolute", "outside", "route") and written.form != "html":
            continue  # nearly every link
        at, address = (page, written.line), written.address
        right = f"; write {_from(page, f'{target.page.locale}/{target.page.path}.md')}" if target.page else ""
        if target.form == "absolute":
            yield *at, f"write {address} as a path from this page, not from the root{right}"
        elif target.form == "outside":
            yield *at, f"link to a file inside the docs folder, not to {address}"
        elif target.form == "route":
            yield *at, f"link to the source file, not to its built address {address}{right}"
        elif written.form == "html" and target.form in ("page", "file"):
            yield *at, f"write {address} as a link or image of Markdown: in HTML it is not adapted to the place of the page"


@rule("library")
def links_language(library):
    """A page links to pages of its own language; only to itself may it link in another.

    Bad:   in docs/fr/themes/index.md: [principes](../../en/overview/principles.md)
    Good:  in docs/fr/themes/index.md: [principes](../overview/principles.md)
    """
    for page, written, target in resolved(library):
        other = target.page
        if not other or other.locale == page.locale or not target.where.startswith(other.locale + "/"):
            continue  # of the same language, or the source page standing in for one that is not translated
        own = library.page(page.locale, other.path)
        if own and not (own is page and not target.anchor):
            right = _from(page, f"{own.locale}/{own.path}.md")
            yield page, written.line, f"link to the page of this language, {right}, not to {written.address}"


@rule("library")
def links_built(library):
    """A link leads to something that is built: files that begin with a dot, or are excluded in mkdocs.yml, are not.

    Bad:   [draft](.draft.md)
    Good:  [principles](principles.md)
    """
    excluded = _excluded(library)
    for page, written, target in resolved(library):
        if target.found and target.form in ("page", "file") and excluded(target.where):
            yield page, written.line, f"link to something that is built: {written.address} is left out of the site"


class _Paths:
    """The paths of all pages and files, to find the one that was meant."""

    def __init__(self, library):
        self.guesses = GUESSES
        self.by_stem = defaultdict(list)
        for path in [*(f"{locale}/{path}.md" for locale, path in library.pages), *library.assets]:
            self.by_stem[_stem(path)].append(path)

    def near(self, page: Page, where: str) -> str:
        """`; did you mean …?` with a path as the page would write it."""
        stem = _stem(where)
        stems = [stem] if stem in self.by_stem else []
        if not stems and self.guesses:
            self.guesses -= 1
            stems = get_close_matches(stem, list(self.by_stem), 3)
        paths = [path for one in stems for path in self.by_stem[one] if path.split("/")[0] in (page.locale, "assets")]
        found = get_close_matches(where, paths, 1, 0.4)
        return f"; did you mean {_from(page, found[0])}?" if found else ""


def _stem(path: str) -> str:
    return posixpath.splitext(posixpath.basename(path))[0]


def _habit(address: str, target: Target) -> str:
    """The form of an address; of an absolute one with the folders that it begins with, each known by its own."""
    return "/".join(address.split("#")[0].split("/")[:3]) if target.form == "absolute" else target.form


def _sure_forms(outcomes: Iterable[tuple[str, bool]]) -> set[str]:
    """The forms of address that this tree writes as they are read here.

    Relative paths of source files mean the same everywhere; they are left out only where most of them fail, so that
    something must move files about. Built and absolute addresses are judged only where nearly all of them succeed.
    """
    counts, right = Counter(), Counter()
    for form, found in outcomes:
        counts[form] += 1
        right[form] += found
    sure = {"here"}
    for form, count in counts.items():
        share = right[form] / count
        if form in ("page", "file"):
            if share >= 0.5 or count < 10:
                sure.add(form)
        elif form not in ("external", "unknown") and right[form] >= 10 and share >= 0.9:
            sure.add(form)
    return sure


def _from(page: Page, where: str) -> str:
    """A path below the docs folder as a page writes it."""
    return posixpath.relpath(where, posixpath.dirname(f"{page.locale}/{page.path}"))


def _excluded(library) -> Callable[[str], bool]:
    """Whether a path below the docs folder is left out of the site; lines of `exclude_docs` are read as globs."""
    try:
        found = EXCLUDED.search((library.root / "mkdocs.yml").read_text("utf-8"))
    except (OSError, UnicodeDecodeError):
        found = None
    globs = [line.strip() for line in found[1].splitlines() if line.strip()] if found else []

    def excluded(path: str) -> bool:
        if any(part.startswith(".") for part in path.split("/")):
            return True
        names = [path, *path.split("/")]
        return any(
            fnmatch(path, glob.strip("/") + "/*") or any(fnmatch(name, glob.strip("/")) for name in names)
            for glob in globs
        )

    return excluded
