"""Sheets: an article as small pages; a long one, such as the glossary, is cut before a heading so that each stays light."""

import copy
import zlib
from dataclasses import replace

from lxml import etree

from handbook.packs.article import Article

# Bytes of an article as packed for the way to a phone: the A–Z packs badly, the glossary well. With what stands around
# it, such a page stays below 15 kB
HEAVIEST = 12_000
# Characters of XHTML, from which on a sheet ends with the next heading
WANTED = 36_000


def cut(article: Article) -> list[Article]:
    """The article whole, or in sheets called path, path-2, path-3 …, each with the title and its number."""
    if len(zlib.compress(article.html.encode())) <= HEAVIEST:
        return [article]
    tree = article.tree(files=True)
    sheets, size = [[]], 0
    for element in tree:
        length = len(etree.tostring(element))
        if element.tag in ("h2", "h3") and size > WANTED:
            sheets.append([])
            size = 0
        sheets[-1].append(element)
        size += length
    return [_sheet(article, tree, elements, number) for number, elements in enumerate(sheets, 1)]


def _sheet(article: Article, tree, elements: list, number: int) -> Article:
    own = etree.Element(tree.tag, tree.attrib)
    if number == 1:
        own.text = tree.text
        name, title = article.path, article.title
    else:
        name, title = f"{article.path}-{number}", f"{article.title} ({number})"
        etree.SubElement(own, "h1").text = title
    own.extend(copy.deepcopy(element) for element in elements)
    return replace(article, path=name, title=title, html=etree.tostring(own, encoding="unicode"))
