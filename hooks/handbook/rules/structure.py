"""Structure: each section of a translation is built like the English one, block by block."""

import re
from collections import Counter
from functools import lru_cache
from itertools import repeat

from handbook.anchors import ids
from handbook.blocks import COMPONENT, cells
from handbook.inline import links
from handbook.own import own
from handbook.rules import rule
from handbook.translations import CURRENT, EDITED, UNSTAMPED
from handbook.written import definitions_of, label_of

# What is counted in a section, and how an editor calls one and many of it
COUNTED = {
    "paragraph": ("paragraph", "paragraphs"),
    "item": ("list item", "list items"),
    "row": ("table row", "table rows"),
    "fence": ("code block", "code blocks"),
    "admonition": ("admonition", "admonitions"),
    "footnote": ("footnote", "footnotes"),
    "image": ("image", "images"),
    "html": ("line of HTML", "lines of HTML"),
    "comment": ("marker", "markers"),
}


# Code blocks that hold text, or draw a picture of words
TEXTS = frozenset("indented text txt plain plaintext md mdx markdown mermaid plantuml dot graphviz diff output".split())
# In code: comments, texts in quotation marks, and what stands between two tags
TRANSLATABLE = re.compile(
    r"/\*.*?\*/|<!--.*?-->|\"\"\".*?\"\"\"|(?<![:\w/])//[^\n]*|(?<![^\s;])#[^\n]*|(?<![^\s])--\s[^\n]*"
    r"|\"[^\"\n]*\"|(?<!\w)'[^'\n]*'|`[^`]*`|(?<=>)[^<>{}\n]+(?=[<{])", re.S
)
# ![An image, named by the label of its address]
SHORTCUT = re.compile(r"!\[([^\[\]\n]+)\](?![\[(:])")
# Elements of HTML that show something by themselves
SHOWN = re.compile(r"<(?:img|video|audio|iframe|table|details|object|embed)\b", re.I)
# A component around one line of text, as <ReadMore>…</ReadMore>
SAYING = re.compile(r"[ \t]*<([A-Z]\w*)\b[^<>\n]*>[^\n]*\w[^\n]*</\1>[ \t]*$")
SPACES = re.compile(r"\s+")


@lru_cache(maxsize=64)
def pairs(library, source, page):
    """Sections of a translation with their English ones, where the two pages say the same thing today.

    Sections whose English text has changed since the stamp are left to the freshness rules: there a difference
    is no mistake of the translator. Where English states no ids, those of the translation may be made of its words;
    without ids sections are paired by their order, if there are as many.
    """
    return tuple(_pairs(library, source, page))


def _pairs(library, source, page):
    states = library.states(page)
    if any(all(section.name for section in one.sections) for one in (source, page)):
        named = {name: section for section in source.sections for name in ids([section.title], section.name)}
        for section in page.sections:
            if section.name in named and states.get(section.name, UNSTAMPED) in (CURRENT, EDITED, UNSTAMPED):
                yield named[section.name], section
    elif [s.level for s in source.sections] == [s.level for s in page.sections]:
        yield from zip(source.sections, page.sections)


@rule("translation")
def blocks_translated(library, source, page):
    """A section has as many paragraphs, list items, table rows, code blocks and admonitions as the English one.

    Bad:   four steps in English, three in Arabic
    Good:  four steps in both
    """
    for english, section in pairs(library, source, page):
        wanted = Counter(block.kind for block in english.blocks)
        found = Counter(block.kind for block in section.blocks)
        for counts, blocks, where in ((wanted, english.blocks, source), (found, section.blocks, page)):
            counts["image"] = sum(link.image for block in blocks if block.kind != "comment" for link in links(block.text))
            counts["image"] += sum(_shortcuts(where, block.text) for block in blocks if "![" in block.text and block.kind != "comment")
            counts["comment"] = sum(block.text.startswith("<!-- hooks/") for block in blocks)
            # a component ends with its line or goes on, as its author likes
            counts["html"] = sum(block.kind == "html" and not COMPONENT.match(block.text) for block in blocks)
            if not library.own:  # elsewhere HTML frames a page, or breaks its lines: what it shows is counted
                counts["html"] = sum(len(SHOWN.findall(block.text)) for block in blocks if block.kind in ("html", "paragraph"))
                counts["paragraph"] += sum(bool(SAYING.match(block.text)) for block in blocks if block.kind == "html")
        for kind, (one, many) in COUNTED.items():
            if wanted[kind] != found[kind]:
                line = _first_difference(english, section, kind)
                number = f"{wanted[kind]} {one if wanted[kind] == 1 else many}"
                place = f"{{ #{section.name} }}" if section.name else f"“{section.title}”"
                yield page, line, f"make it {number} in {place}, as in English (line {english.line}); here are {found[kind]}"


@rule("translation")
def tables_translated(library, source, page):
    """A table row has as many cells as the English one.

    Bad:   | soins | délai |  for  | care | time | source |
    Good:  | soins | délai | source |
    """
    for english, section in pairs(library, source, page):
        wanted = [block for block in english.blocks if block.kind == "row"]
        found = [block for block in section.blocks if block.kind == "row"]
        if len(wanted) == len(found):
            head = None
            for one, other in zip(wanted, found):
                head = other if other.name == "head" else head
                if library.own and head and other.level != head.level:
                    continue  # it does not fit its own table either: tables-whole tells of it
                if one.level != other.level and len(_filled(one)) != len(_filled(other)):
                    yield page, other.line, f"make it {one.level} cells in this row, as in English (line {one.line}); here are {other.level}"


@rule("translation")
def blocks_alike(library, source, page):
    """Admonitions keep their type, code keeps its language and its text, lists stay numbered or not.

    Bad:   !!! note "Ne cherchez jamais"  for  !!! danger "Never look"
    Good:  !!! danger "Ne cherchez jamais"
    """
    for english, section in pairs(library, source, page):
        for kind in ("admonition", "fence", "item", "comment"):
            wanted = [block for block in english.blocks if block.kind == kind]
            found = [block for block in section.blocks if block.kind == kind]
            if len(wanted) != len(found):
                continue
            depths = zip(_depths(wanted), _depths(found)) if kind == "item" else repeat((0, 0))
            for one, other, (depth, own_depth) in zip(wanted, found, depths):
                if kind == "comment":
                    if one.text != other.text and one.text.startswith("<!-- hooks/"):
                        yield page, other.line, f"keep the marker {one.text} as it is"
                elif _name(library, one) != _name(library, other):
                    yield page, other.line, f"make this {COUNTED[kind][0]} {one.name or 'plain'}, as in English (line {one.line}), not {other.name or 'plain'}"
                elif kind == "fence" and one.name not in TEXTS and _differ(library, _code(one.text), _code(other.text)):
                    yield page, other.line, f"keep the code as in English (line {one.line}); only its comments and texts may be translated"
                elif depth != own_depth:
                    yield page, other.line, f"indent this list item as in English (line {one.line})"


@rule("translation")
def paragraphs_distinct(library, source, page):
    """Two different English paragraphs have two different translations.

    Bad:   the text of one organization pasted under another
    Good:  each with its own
    """
    for english, section in pairs(library, source, page):
        wanted = [block for block in english.blocks if block.kind in ("paragraph", "item")]
        found = [block for block in section.blocks if block.kind in ("paragraph", "item")]
        if len(wanted) != len(found) and len({block.text for block in wanted}) < len(wanted):
            continue  # English repeats itself, and which of its paragraphs is which cannot be told
        seen: dict[str, int] = {}
        for at, block in enumerate(found):
            first = seen.setdefault(block.text, at)
            same = len(wanted) == len(found) and wanted[at].text == wanted[first].text
            if first != at and len(own(block.text)) > 40 and not same and not block.text.startswith("<"):
                yield page, block.line, f"translate this paragraph: it repeats line {found[first].line}, and the English ones differ"


def _shortcuts(page, text: str) -> int:
    """How many images of a text are named only by a label that the page defines."""
    return sum(label_of(label) in definitions_of(page) for label in SHORTCUT.findall(text))


def _filled(row) -> list[str]:
    """The cells of a row up to the last that holds something: renderers fill up the others."""
    filled = cells(row.text)
    while filled and not filled[-1]:
        filled.pop()
    return filled


def _name(library, block) -> str:
    """The type of a block; elsewhere code that is indented and code between fences without a language are the same."""
    return "" if block.name == "indented" and not library.own else block.name


def _first_difference(english, section, kind: str) -> int:
    """The line where the two sequences of blocks part; the heading when one is only shorter."""
    wanted, found = ([block for block in one.blocks if block.kind != "comment" or kind == "comment"] for one in (english, section))
    for one, other in zip(wanted, found):
        if one.kind != other.kind:
            return other.line
    return found[len(wanted)].line if len(found) > len(wanted) else section.line


def _depths(items) -> list[int]:
    """How deep each item of a list stands, however many spaces its author takes for one step."""
    depths, margins = [], []
    for item in items:
        while margins and margins[-1] > item.level:
            margins.pop()
        if not margins or margins[-1] < item.level:
            margins.append(item.level)
        depths.append(len(margins))
    return depths


def _code(text: str) -> list[str]:
    """Lines of code without what may be translated in it: comments, texts in quotation marks and between tags."""
    lines = (SPACES.sub("", line) for line in TRANSLATABLE.sub("", text).split("\n"))
    return [line for line in lines if line]


def _differ(library, one: list[str], other: list[str]) -> bool:
    """Whether two codes differ; other projects translate names in their examples, so there only lines are counted."""
    return one != other if library.own else len(one) != len(other)
