"""What a page writes: its links, its HTML tags, and every address in them; found once, for the many rules that ask."""

import html
import re
from collections.abc import Iterator
from typing import NamedTuple

from handbook.blocks import Block
from handbook.inline import CODE, ESCAPE, INLINE, Link, blank, links, plain
from handbook.page import Page
from handbook.tags import Tag, candidates, tags
from handbook.traits import lasting, rows, trait

TEXT = ("paragraph", "item", "row", "heading", "admonition", "footnote")
# HTML that stands inside a line, so that a paragraph may begin with it; or HTML whose content is Markdown
INLINE_HTML = re.compile(
    r"\s*</?(?:a|abbr|b|bdi|bdo|br|cite|em|i|img|kbd|mark|q|s|small|span|strong|sub|sup|u)\b|[^>]*\smarkdown\b"
)
ADDRESSES = ("href", "src", "poster", "data")
BARE = re.compile(r"(?<![(<\w])(?:https?|ftp)://[^\s<>\"')\]}]+", re.I)
# [label]: address, the address perhaps on the next line; it may follow text
DEFINITION = re.compile(r"^[ \t>]*\[([^\]^\n][^\]\n]*)\]:[ \t]*(?:\n[ \t]+)?(\S*)", re.M)
ENTITY = re.compile(r"&(?:#\w+|\w+);")
FENCE = re.compile(r"[ \t>*+-]*(`{3,}|~{3,})")


class Written(NamedTuple):
    """An address as it stands in a page: on which line, with which text; form: inline, auto, definition or html."""

    line: int
    address: str
    text: str
    form: str
    image: bool = False


@trait
def links_of(page: Page) -> tuple[tuple[Block, Link], ...]:
    """Every link of a page with its block, code left out."""
    return tuple(
        (block, link)
        for block in page.blocks
        if "[" in block.text or "<" in block.text
        if block.kind in TEXT or (block.kind == "html" and INLINE_HTML.match(block.text))
        for link in links(block.text)
    )


@trait
def tags_of(page: Page) -> tuple[tuple[int, Tag], ...]:
    """Every HTML tag that a page opens, with its line, code left out."""
    return tuple(
        (block.line + tag.line, tag)
        for block in page.blocks
        if "<" in block.text and (block.kind in TEXT or block.kind == "html")
        for tag in tags(blank(CODE, block.text))
    )


@trait
def definitions_of(page: Page) -> dict[str, str]:
    """What the labels of references stand for on a page."""
    text = without_fences(page)
    return {label_of(found[1]): found[2].strip("<>") for found in DEFINITION.finditer(text)} if "]:" in text else {}


def label_of(text: str) -> str:
    """A label as Markdown compares it: without case, all white space one space."""
    return " ".join(text.casefold().split())


def address_of(page: Page, link: Link) -> str:
    """The address of a link; of a reference what its label stands for, nothing when that is not on the page."""
    return definitions_of(page).get(label_of(link.target), "") if link.form == "reference" else link.target


@lasting(rows(Written._make))
def addresses_of(page: Page) -> tuple[Written, ...]:
    """Every address that a page writes: in links and images, definitions of references, attributes of HTML."""
    return tuple(_addresses(page))


@lasting(rows(Written._make), own=True)
def bare_addresses_of(page: Page) -> tuple[Written, ...]:
    """Addresses of the web that stand in the text as they are, without being links."""
    return tuple(
        Written(block.line + block.text.count("\n", 0, found.start()), found[0].rstrip(".,;:!?"), "", "bare")
        for block in page.blocks
        if block.kind in TEXT and "://" in block.text
        for found in BARE.finditer(blank(INLINE, blank(CODE, block.text)))
    )


@lasting(rows(), own=True)
def comments_of(page: Page) -> tuple[tuple[int, str], ...]:
    """The comments that stand by themselves on a page, markers for hooks among them: line, text."""
    return tuple((block.line, block.text.strip()) for block in page.blocks if block.kind == "comment")


def _addresses(page: Page) -> Iterator[Written]:
    for block, link in links_of(page):
        if link.form != "reference":
            text = plain(link.text) or ("…" if link.text else "")  # code in it has become spaces
            yield Written(block.line + link.line, _clean(link.target), text, link.form, link.image)
    for block in page.blocks:
        if block.kind == "definition":
            yield Written(block.line, _clean(block.text.strip("<>")), block.name, "definition")
    for line, tag in tags_of(page):
        for name in ADDRESSES:
            if tag.attributes.get(name):
                yield Written(line, tag.attributes[name], "", "html", name != "href")
        for address in candidates(tag.attributes.get("srcset", "")):
            yield Written(line, address, "", "html", True)


def _clean(target: str) -> str:
    """The address that a browser gets: without backslashes before signs, with entities resolved."""
    target = ESCAPE.sub(r"\1", target) if "\\" in target else target
    return ENTITY.sub(lambda entity: html.unescape(entity[0]), target) if "&" in target else target


@trait
def without_fences(page: Page) -> str:
    """The page's text below its front matter, lines of fenced code empty. Looser than the blocks: indents stay."""
    return "\n".join(_outside(page.lines[page.front_matter.body - 1 :]))


def _outside(lines) -> Iterator[str]:
    fence = ""
    for line in lines:
        found = FENCE.match(line)
        if not fence:
            fence = found[1] if found else ""
            yield "" if found else line
        else:
            if found and found[1].startswith(fence) and not line.strip(" \t>*+-`~"):
                fence = ""
            yield ""
