"""Slips: what a lost space, a paste from a word processor or a merge leaves in a page, and no renderer complains of.

These rules know how Python-Markdown, which builds this handbook, reads a page; other projects build with others.
"""

import re
from collections.abc import Iterator
from difflib import get_close_matches

from handbook.anchors import fills_in
from handbook.blocks import ITEM
from handbook.data import CONFLICT, SETTLE
from handbook.rules import rule
from handbook.written import without_fences

BULLET = re.compile(r"[•●○◦▪■‣∙·➢✓–—]\s|[•●○◦▪■‣∙➢✓]")
NUMBER = re.compile(r"\d{1,2}\)\s")
# A mark without its space: ##Title, -Item, 1.Item
TIGHT = re.compile(r"(#{1,6})(?=[^\W\d_])[^{]*\{ ?#|(-|\d{1,2}\.)(?=[^\W\d_])")
# Signs that nobody sees, and what is left of letters that were read in another encoding
UNSEEN = re.compile("[\u200b\u00ad\ufeff\u2060\u2028\u2029\x01-\x08\x0b\x0c\x0e-\x1f]")
BROKEN = re.compile("\ufffd|[ÃÂ][\u0080-\u00bf]|â€|[ØÙ][\u0080-\u00bf\u0192\u2020-\u2026]")
# The boxes that the theme knows
BOXES = ("note", "abstract", "info", "tip", "success", "question", "warning", "failure", "danger", "bug", "example", "quote")
BOX = re.compile(r"([ \t]*)(!{2,4}|\?\?\?\+?)[ \t]*([A-Za-z-]+)[ \t]*(.*)$")


@rule("page", docs_only=False)
def marks_spaced(library, page):
    """A heading begins with # and a space, an item of a list with - and a space, or with 1. and a space.

    Bad:   ##Steps { #steps }, -Listen, • Listen, 1) Listen
    Good:  ## Steps { #steps }, - Listen, 1. Listen
    """
    for number, line in _lines(page):
        text = line.strip()
        if found := BULLET.match(text):
            yield page, number, f"begin the item with - and a space, not with {found[0].strip()}: else it is no list"
        elif found := NUMBER.match(text):
            yield page, number, f"write {found[0].strip()[:-1]}. and a space, not {found[0].strip()}: else it is no list"
        elif found := TIGHT.match(text):
            mark = found[1] or found[2]
            yield page, number, f"put a space after {mark}: else it is no {'heading' if found[1] else 'list'}"
        elif ITEM.match(line) and 0 < len(line) - len(line.lstrip(" ")) < 4:
            yield page, number, "begin this item at the margin, or with four spaces where it belongs to the item above"


@rule("page", docs_only=False)
def parts_apart(library, page):
    """An empty line stands before a list and before a table: else they run on as text.

    Bad:   Bring:  and in the next line  - water
    Good:  Bring:  an empty line, then  - water
    """
    before, in_list = "", False
    for number, line in _lines(page):
        text = line.strip()
        item = bool(ITEM.match(line))
        begins = item or text.startswith("|") and "|" not in before
        if begins and before and not (item and in_list) and not before.startswith(("#", "|", "<!--", "!!!", "???", ">")):
            yield page, number, f"leave an empty line above this {'list' if item else 'table'}: else it runs on as text"
        in_list = item or bool(BULLET.match(text)) or (in_list and (bool(before and text) or line.startswith("    ") or not text))
        before = text


@rule("page", docs_only=False)
def tables_whole(library, page):
    """A table has the line of dashes below its head, and as many cells in each row as in the head: what is more is not shown.

    Bad:   | care | hours |  then  | PEP | 72 | source |
    Good:  | care | hours |  | --- | --- |  | PEP | 72 |
    """
    head = None
    for block in page.blocks:
        if block.kind == "row":
            head = block if block.name == "head" else head
            if head and block.level != head.level:
                yield page, block.line, f"make it {head.level} cells in this row, as in the head of the table (line {head.line}); here are {block.level}"
        elif block.kind == "paragraph":
            rows = [at for at, line in enumerate(block.text.split("\n")) if line.startswith("|")]
            if rows and not fills_in(page):
                yield page, block.line + rows[0], "put the line | --- | --- | below the head of this table, with a part for each cell of the head"


@rule("page", docs_only=False)
def boxes_whole(library, page):
    """A box is !!! with a kind that exists and a title in straight quotation marks; all its lines are indented by four spaces.

    A line that is not falls out of the box: a danger stands there as ordinary text.

    Bad:   !!! danger Never alone
    Good:  !!! danger "Never alone"
    """
    lines = list(_lines(page))
    for at, (number, line) in enumerate(lines):
        if not (box := BOX.match(line)) or not (box[2].startswith("?") or len(box[2]) == 3 or line.lstrip().startswith("!")):
            continue
        margin, marks, kind, title = len(box[1].expandtabs(4)), box[2], box[3], box[4].strip()
        if marks in ("!!", "!!!!"):
            yield page, number, f"begin the box with !!!, three of them, not {marks}"
        if kind not in BOXES:
            near = get_close_matches(kind.lower(), BOXES, 1)
            yield page, number, f"write a kind of box that exists, {', '.join(BOXES)}, not {kind}" + (f"; did you mean {near[0]}?" if near else "")
        if title and not re.fullmatch(r'"[^"]*"', title):
            yield page, number, f'put the title of the box between straight quotation marks, !!! {kind} "{title.strip(chr(34) + "“”«» ")}"'
        body = [(other, text) for other, text in lines[at + 1 :] if text.strip()]
        if not body or _margin(body[0][1]) < margin + 4:
            yield page, body[0][0] if body else number, "indent the text of the box by four spaces: else it stands outside"
            continue
        for other, text in lines[at + 1 :]:
            if not text.strip():
                break
            if _margin(text) < margin + 4:
                yield page, other, "indent this line by four spaces, or leave an empty line above it: else it falls out of the box"
                break


@rule("page", docs_only=False)
def ends_written(library, page):
    """A comment and a block of code end where they should: else all that follows is swallowed.

    Bad:   <!-- ask the lawyer
    Good:  <!-- ask the lawyer -->
    """
    text = without_fences(page)
    if (at := text.rfind("<!--")) >= 0 and "-->" not in text[at:]:
        yield page, page.front_matter.body + text.count("\n", 0, at), "close the comment that begins here, with -->: else nothing below it is shown"
    fences = [block for block in page.blocks if block.kind == "fence" and block.name != "indented"]
    if fences and fences[-1].line + fences[-1].text.count("\n") + 1 >= len(page.lines) and not page.lines[-1].strip().startswith(("```", "~~~")):
        yield page, fences[-1].line, "close the block of code that begins here, with ```: else all below it is shown as code"


@rule("page", docs_only=False)
def merges_settled(library, page):
    """Where two versions of a page met, one of them was chosen.

    Bad:   <<<<<<< HEAD
    Good:  the line that is right, and none of the marks
    """
    told = 0
    for number, line in _lines(page):
        if CONFLICT.match(line) and number > told:
            yield page, number, SETTLE
            told = next((end for end, one in _lines(page) if end > number and one.startswith(">>>>>>>")), number) if line.startswith("<") else number


@rule("page", docs_only=False)
def signs_readable(library, page):
    """No sign stands in the text that nobody sees, and no letter that was read in another encoding: the search misses such words.

    Bad:   a zero-width space in a word, Ã© for é
    Good:  the word, typed anew
    """
    for number, line in enumerate(page.lines, 1):
        if line.isascii() and line.isprintable():
            continue
        if found := UNSEEN.search(line):
            word = UNSEEN.sub("", f"{line[: found.start()].rpartition(' ')[2]}{line[found.end() :].partition(' ')[0]}")
            yield page, number, f"take out the invisible sign U+{ord(found[0]):04X} at “{word}”: it came along with a paste"
        if found := BROKEN.search(line):
            yield page, number, f"type the letters at {found[0]} anew: the file was saved in another encoding than UTF-8"


def _lines(page) -> Iterator[tuple[int, str]]:
    """The lines of a page below its front matter, with their numbers; those of code are empty."""
    return enumerate(without_fences(page).split("\n"), page.front_matter.body)


def _margin(line: str) -> int:
    expanded = line.expandtabs(4)
    return len(expanded) - len(expanded.lstrip(" "))
