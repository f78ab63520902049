"""EPUB 3: a reading app turns the pages in the direction of the language and reads each passage in its own."""

import re
import uuid
from html import escape
from pathlib import Path

from lxml import etree

from handbook.packs.archive import write_zip
from handbook.packs.article import Article
from handbook.packs.book import contents
from handbook.packs.edition import Edition
from handbook.packs.html import about, anchor, lead_inside, style

CONTAINER = (
    '<?xml version="1.0" encoding="utf-8"?>\n<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">'
    '<rootfiles><rootfile full-path="book/book.opf" media-type="application/oebps-package+xml"/></rootfiles></container>\n'
)
ACCESSIBILITY = {
    "accessMode": ("textual",), "accessModeSufficient": ("textual",), "accessibilityHazard": ("none",),
    "accessibilityFeature": ("structuralNavigation", "tableOfContents", "readingOrder", "displayTransformability", "alternativeText"),
}


def write_epub(edition: Edition, file: Path) -> None:
    """Write the book: what it is, contents, then a file a page."""
    pages = {f"{anchor(article.path)}.xhtml": _page(edition, article) for article in edition.articles}
    front = f"<h1>{escape(edition.name)}</h1>{about(edition)}"
    listed = contents(edition, lambda path: f"{anchor(path)}.xhtml")
    heading = f"<h1>{escape(edition.labels['pack_contents'])}</h1>"
    entries = {
        "mimetype": "application/epub+zip",
        "META-INF/container.xml": CONTAINER,
        "book/book.opf": _package(edition, list(pages)),
        "book/nav.xhtml": _document(edition, edition.labels["pack_contents"], f'<nav epub:type="toc" id="toc">{heading}{listed}</nav>'),
        "book/about.xhtml": _document(edition, edition.title, front),
        "book/style.css": style("common") + style("epub"),
        **{f"book/{name}": text for name, text in pages.items()},
    }
    write_zip(file, {name: text.encode() for name, text in entries.items()}, edition.stamp.day, stored=("mimetype",))


def xml_name(name: str) -> str:
    """An id that XML allows: it begins with a letter and has no colon."""
    name = re.sub(r"[^\w.-]", "-", name)
    return name if re.match(r"[A-Za-z_]", name) else f"n{name}"


def _page(edition: Edition, article: Article) -> str:
    tree = article.tree()
    lead_inside(edition, tree, lambda path, section: f"{anchor(path)}.xhtml" + (f"#{xml_name(section)}" if section else ""))
    for element in tree.iter():
        if element.get("id"):
            element.set("id", xml_name(element.get("id")))
        if element.get("lang"):
            element.set("{http://www.w3.org/XML/1998/namespace}lang", element.get("lang"))
    return _document(edition, article.title, etree.tostring(tree, encoding="unicode"))


def _document(edition: Edition, title: str, body: str) -> str:
    locale = edition.locale
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE html>\n'
        '<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" '
        f'lang="{locale}" xml:lang="{locale}" dir="{edition.direction}">'
        f'<head><title>{escape(title)}</title><link rel="stylesheet" href="style.css"/></head>\n<body>{body}</body></html>\n'
    )


def _package(edition: Edition, pages: list[str]) -> str:
    """What the book is, its files, and their order."""
    stamp, files = edition.stamp, ["about.xhtml", "nav.xhtml", *pages]
    facts = "".join(
        f'<meta property="schema:{name}">{value}</meta>' for name, values in ACCESSIBILITY.items() for value in values
    )
    kind = {"nav.xhtml": ' properties="nav"'}
    manifest = "".join(
        f'<item id="{xml_name(name)}" href="{name}" media-type="application/xhtml+xml"{kind.get(name, "")}/>' for name in files
    )
    spine = "".join(f'<itemref idref="{xml_name(name)}"/>' for name in files)
    source = f"<dc:source>{escape(stamp.address)}</dc:source>" if stamp.address else ""
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n'
        f'<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id" xml:lang="{edition.locale}" dir="{edition.direction}">'
        '<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f'<dc:identifier id="id">urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, edition.slug)}</dc:identifier>'
        f"<dc:title>{escape(edition.title)}</dc:title><dc:language>{edition.locale}</dc:language><dc:date>{stamp.day}</dc:date>"
        f"<dc:description>{escape(edition.said)}</dc:description><dc:rights>{escape(edition.labels['footer_licence'])}</dc:rights>{source}"
        f'<meta property="dcterms:modified">{stamp.day}T00:00:00Z</meta>{facts}'
        f'<meta property="schema:accessibilitySummary">{escape(edition.labels["pack_accessible"])}</meta></metadata>'
        f'<manifest>{manifest}<item id="style" href="style.css" media-type="text/css"/></manifest>'
        f'<spine page-progression-direction="{edition.direction}">{spine}</spine></package>\n'
    )
