"""A clean article: what a page says, as XHTML without theme, scripts or controls, its links classified.

A link to a page of the same language is `page:themes/health#id`, to another language `other:fr/themes/health#id`,
to a file of the site `asset:assets/x.csv`; addresses outside stay what they are; one that leads nowhere has no href.
Images are inside, as data: addresses.
"""

import base64
import mimetypes
import posixpath
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import unquote

from lxml import etree
from lxml import html as lxml_html

from handbook.library import Library
from handbook.page import Page

PAGE, OTHER, ASSET = "page:", "other:", "asset:"
ARTICLE = re.compile(r"<article\b[^>]*>(.*)</article>", re.S)
# Controls that only work with JavaScript, and what the theme adds
DROPPED = ".//script|.//style|.//button|.//input|.//select|.//svg|.//comment()|.//*[@hidden]"
DROPPED_CLASSES = ("headerlink", "hb-address", "hb-tools", "hb-keep", "hb-trainer", "hb-unseen")
# What a pack may want or not: the head and foot of a printed form; links to a list's spreadsheets
PAPER, FILES = "hb-paper", "hb-files"
KEPT = {"href", "src", "alt", "id", "class", "lang", "dir", "title", "hreflang", "scope", "colspan", "rowspan", "start", "role", "aria-label", "open"}
ALIGNED = {"center": "hb-center", "right": "hb-end"}


@dataclass(frozen=True)
class Article:
    """One page in one language; `html` is an <article> element as XHTML, `address` where the whole page stands in the site."""

    locale: str
    path: str
    title: str
    address: str
    html: str

    def tree(self, paper: bool = False, files: bool = False):
        """A tree of its own to change, with or without what belongs to paper, and links to files."""
        tree = etree.fromstring(self.html)
        for name, wanted in ((PAPER, paper), (FILES, files)):
            if not wanted:
                for element in by_class(tree, name):
                    drop(element)
        return tree

    @property
    def sections(self) -> list[tuple[str, str]]:
        """The id and title of each section of the second level."""
        return [(heading.get("id"), text(heading)) for heading in self.tree().iter("h2") if heading.get("id")]

    @cached_property
    def ids(self) -> frozenset[str]:
        return frozenset(map(str, self.tree().xpath(".//@id")))


def read_article(library: Library, page: Page, output: str, address: str, root: str) -> Article | None:
    """The article in a page as it is built; nothing when it has none.

    Args: the page and its HTML, its address below the site, `fr/themes/health.html`, and the language of the root.
    """
    found = ARTICLE.search(output)
    if not found:
        return None
    tree = lxml_html.fragment_fromstring(found[1], create_parent="article")
    for element in [*tree.xpath(DROPPED), *(e for name in DROPPED_CLASSES for e in by_class(tree, name))]:
        drop(element)
    for field in (one for card in by_class(tree, "hb-card") for one in card.iter()):
        field.attrib.pop("id", None)  # a field's label needs it, a line on paper does not
    for element in tree.iter():
        _plain(element)
        if element.tag == "a" and "href" in element.attrib:
            _classify(library, element, page.locale, address, root)
        elif element.tag == "img":
            _put_inside(library, element, address, root)
    tree.text = (tree.text or "").lstrip()
    html = etree.tostring(tree, encoding="unicode", method="xml")
    return Article(page.locale, page.path, page.title, address, re.sub(r"\n\s*\n", "\n", html))


def relink(tree, resolve: Callable[[str, str], str | None]) -> None:
    """Give each classified link the address that it has in a pack; one that leads nowhere there becomes its text.

    Args: the tree; a function of the kind (PAGE, OTHER, ASSET) and the rest of the link.
    """
    for link in list(tree.iter("a")):
        address = link.get("href", "")
        kind = next((kind for kind in (PAGE, OTHER, ASSET) if address.startswith(kind)), None)
        if kind:
            address = resolve(kind, address.removeprefix(kind)) or ""
        if address:
            link.set("href", address)
        elif link.get("id"):
            link.attrib.pop("href", None)
        else:
            unwrap(link)


def by_class(tree, name: str) -> list:
    return tree.xpath(f".//*[contains(concat(' ', normalize-space(@class), ' '), ' {name} ')]")


def text(element) -> str:
    return " ".join("".join(element.itertext()).split())


def drop(element) -> None:
    """Take an element out, and leave the text behind it."""
    parent = element.getparent()
    if parent is not None:
        _join(parent, element, element.tail)
        parent.remove(element)


def unwrap(element) -> None:
    """Leave an element's content in its place."""
    parent, at = element.getparent(), element.getparent().index(element)
    children = list(element)
    _join(parent, element, element.text)
    for child in reversed(children):
        parent.insert(at, child)
    if element.tail:
        if children:
            children[-1].tail = (children[-1].tail or "") + element.tail
        else:
            _join(parent, element, element.tail)
    element.tail = None
    parent.remove(element)


def _join(parent, element, words: str | None) -> None:
    before = element.getprevious()
    if not words:
        return
    if before is not None:
        before.tail = (before.tail or "") + words
    else:
        parent.text = (parent.text or "") + words


def _plain(element) -> None:
    """Elements and attributes that any reader knows: groups of a list are divisions, alignment is a class."""
    classes = [name for name in element.get("class", "").split() if not name.startswith("md-")]
    if element.tag == "legend":
        classes.append("hb-legend")
    element.tag = {"fieldset": "div", "legend": "p"}.get(element.tag, element.tag)
    if align := ALIGNED.get(element.get("align", "")):
        classes.append(align)
    for name in list(element.attrib):
        if name not in KEPT:
            del element.attrib[name]
    element.attrib.pop("class", None)
    if classes:
        element.set("class", " ".join(classes))


def _put_inside(library: Library, image, address: str, root: str) -> None:
    """Make an image part of the page: no pack has to carry a file for it."""
    target = posixpath.normpath(posixpath.join(posixpath.dirname(address), unquote(image.get("src", ""))))
    file = next((file for file in (library.docs / target, library.docs / root / target) if file.is_file()), None)
    if file:
        kind = mimetypes.guess_type(file.name)[0] or "image/png"
        image.set("src", f"data:{kind};base64,{base64.b64encode(file.read_bytes()).decode()}")


def _classify(library: Library, link, locale: str, address: str, root: str) -> None:
    href = link.get("href")
    if re.match(r"[a-z][a-z0-9+.-]*:|//", href):
        return
    where, _, fragment = href.partition("#")
    target = posixpath.normpath(posixpath.join(posixpath.dirname(address), unquote(where))) if where else address
    first, _, rest = target.partition("/")
    other, name = (first, rest) if first in library.locales else (root, target)
    mark = f"#{fragment}" if fragment else ""
    if library.page(other, name.removesuffix(".html")) and name.endswith(".html"):
        path = name.removesuffix(".html")
        link.set("href", f"{PAGE}{path}{mark}" if other == locale else f"{OTHER}{other}/{path}{mark}")
    elif target.endswith((".html", ".md")) or target.startswith(".."):
        del link.attrib["href"]
    else:
        link.set("href", f"{ASSET}{target}")
