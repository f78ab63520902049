"""Markdown as a flat list of blocks with line numbers, for everything that looks at pages.

The dialect is Python-Markdown's with the extensions of this project (attribute lists, admonitions, tables, footnotes);
what other generators write (`.mdx`, `:::` containers, headings without ids) is read too, as far as it is unambiguous.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

# `## Title { #id }`, the id optional, closing hashes allowed
HEADING = re.compile(r"^ {0,3}(#{1,6})[ \t]+(.*?)(?:[ \t]+#+)?[ \t]*$")
ATTRIBUTES = re.compile(r"[ \t]*\{:?[ \t]*([^{}]*?)[ \t]*\}[ \t]*$")
ID = re.compile(r"(?:^|\s)#([^\s{}#]+)")
# ``` or ~~~ with an optional language
FENCE = re.compile(r"^([ \t]*(?:>[ \t]?)*)(`{3,}|~{3,})[ \t]*([^\s`{]*)")
# - item, * item, 1. item
ITEM = re.compile(r"^([ \t]*)([-*+]|\d{1,9}[.)])[ \t]+(.*)$")
# !!! note "Title", ??? note, ::: note
ADMONITION = re.compile(r"^([ \t]*)(!!!|\?\?\?\+?|:::)[ \t]*([\w-]+)(?:[^\"\n]*?\"(.*)\")?")
TABLE_RULE = re.compile(r"^[ \t]*\|?[ \t]*:?-{1,}:?[ \t]*(?:\|[ \t]*:?-{1,}:?[ \t]*)*\|?[ \t]*$")
FOOTNOTE = re.compile(r"^ {0,3}\[\^([^\]]+)\]:[ \t]*(.*)$")
# [label]: address, the address perhaps on the next line
DEFINITION = re.compile(r"^ {0,3}\[([^\]^][^\]\n]*)\]:[ \t]*(?:\n[ \t]+)?(\S+)")
ABBREVIATION = re.compile(r"^\*\[[^\]]+\]:")
RULE = re.compile(r"^ {0,3}([-*_])(?:[ \t]*\1){2,}[ \t]*$")
# What stands in more admonitions than this is text
DEEPEST = 20
# HTML and MDX
COMMENTS = {"<!--": "-->", "{/*": "*/}"}
# import Button from "../Button.astro", a line of MDX
IMPORT = re.compile(r"^import\s(?:.+\sfrom\s+)?[\"'][^\"']+[\"'];?[ \t]*$")
# A tag that does not stand inside a line of text, nor is an address in angle brackets
HTML = re.compile(
    r"^ {0,3}</?(?!(?:a|abbr|b|bdi|bdo|br|cite|code|del|dfn|em|i|ins|kbd|mark|q|s|samp|small|span|strong|sub|sup|u|var)\b[^>]*>.*\w)"
    r"(?!https?:|[^ >]+@)[A-Za-z]"
)
# <Steps>: of MDX, holds Markdown
COMPONENT = re.compile(r"^[ \t]*</?[A-Z]")
# A line of nothing else parts two paragraphs of a quotation
QUOTED = "> \t"
# The marks of a quotation, with the one space that belongs to them
QUOTE = re.compile(r"^>(?: ?>)* ?")
CELL = re.compile(r"(?<!\\)\|")


@dataclass(frozen=True)
class Block:
    """One block of a page.

    kind: heading, paragraph, item, row, fence, admonition, html, footnote, definition, abbreviation, rule, or
          comment: what no reader sees
    line: its first line in the file, from 1; text: its raw text without the marker, lines joined by a newline
    level: of a heading 1-6, of an item its depth from 0, of a row the number of its cells
    name: id of a heading, language of a fence, type of an admonition, label of a footnote or definition,
          `ordered` or `bullet` for an item
    """

    kind: str
    line: int
    text: str
    level: int = 0
    name: str = ""


def cells(row: str) -> list[str]:
    """The cells of a table row, without the outer pipes."""
    return [cell.strip() for cell in CELL.split(row.strip().strip("|"))]


def blocks(lines: list[str], first: int = 1, depth: int = 0, mdx: bool = False) -> Iterator[Block]:
    """The blocks of these lines, of which the first has the number `first`; depth: admonitions that they stand in.

    mdx: it is MDX, in which nothing becomes code by being indented
    """
    at, in_list = 0, False
    while at < len(lines):
        line = lines[at]
        number = first + at
        if not line.strip(QUOTED).strip():
            at += 1
            continue
        inner = _unquoted(line) if line[0] == ">" else line
        # what is indented below an item belongs to it; elsewhere it is code
        in_list = bool(ITEM.match(inner)) or (in_list and len(_spaces(inner)) >= 2)
        if fence := FENCE.match(line):
            end = _end_of_fence(lines, at, fence)
            code = lines[at + 1 : end - 1]
            yield Block("fence", number, "\n".join(map(_unquoted, code) if ">" in fence[1] else code), name=fence[3])
            at = end
        elif len(_spaces(line)) >= 4 and not in_list and not mdx:
            end = _end_of_indent(lines, at, 4)
            yield Block("fence", number, "\n".join(lines[at:end]), name="indented")
            at = end
        elif line is not inner and len(_spaces(inner)) >= 4 and not in_list:
            end = _end_of_quoted_code(lines, at)
            yield Block("fence", number, "\n".join(map(_unquoted, lines[at:end])), name="indented")
            at = end
        elif line.lstrip().startswith(tuple(COMMENTS)):
            end = _end_of_comment(lines, at)
            yield Block("comment", number, "\n".join(lines[at:end]))
            at = end
        elif heading := HEADING.match(line):
            yield _heading(heading, number)
            at += 1
        elif depth < DEEPEST and (admonition := ADMONITION.match(line)):
            yield Block("admonition", number, admonition[4] or "", name=admonition[3])
            at += 1
            if admonition[2] != ":::":  # the body of a container is not indented: the loop goes on with it
                end = _end_of_indent(lines, at, len(admonition[1].expandtabs(4)) + 4)
                yield from blocks([_outdent(body, 4) for body in lines[at:end]], first + at, depth + 1, mdx)
                at = end
        elif line.lstrip().startswith(":::") or RULE.match(line.lstrip()):
            yield Block("rule", number, line.strip())
            at += 1
        elif "|" in line and _begins_table(lines, at):
            yield Block("row", number, line.strip(), len(cells(line)), "head")
            at += 2
            while at < len(lines) and "|" in lines[at] and lines[at].strip():
                yield Block("row", first + at, lines[at].strip(), len(cells(lines[at])))
                at += 1
        elif footnote := FOOTNOTE.match(line):
            end = _end_of_indent(lines, _end_of_text(lines, at + 1), 4)
            yield Block("footnote", number, "\n".join([footnote[2], *lines[at + 1 : end]]).rstrip(), name=footnote[1])
            at = end
        elif definition := DEFINITION.match("\n".join(lines[at : at + 2])):
            yield Block("definition", number, definition[2], name=definition[1])
            at += 1 + ("\n" in definition[0])
        elif ABBREVIATION.match(line):
            yield Block("abbreviation", number, line.strip())
            at += 1
        elif item := ITEM.match(line):
            end = _end_of_text(lines, at + 1)
            depth = len(item[1].expandtabs(4)) // 2 if item[1] else 0
            order = "bullet" if item[2] in "-*+" else "ordered"
            yield Block("item", number, "\n".join([item[3], *map(str.strip, lines[at + 1 : end])]), depth, order)
            at = end
        elif IMPORT.match(line):
            yield Block("comment", number, line)
            at += 1
        elif HTML.match(line.lstrip() if in_list or mdx else line):
            end = _end_of_text(lines, at + 1, html=not COMPONENT.match(line))
            yield Block("html", number, "\n".join(lines[at:end]))
            at = end
        else:
            end = _end_of_text(lines, at + 1)
            yield Block("paragraph", number, "\n".join(map(str.strip, lines[at:end])))
            at = end


def _begins_table(lines: list[str], at: int) -> bool:
    """Whether a line is a table's head, above a rule of as many cells: else every renderer takes the table for text."""
    rule = lines[at + 1] if at + 1 < len(lines) else ""
    return "-" in rule and bool(TABLE_RULE.match(rule)) and len(cells(rule)) == len(cells(lines[at]))


def _heading(heading: re.Match, number: int) -> Block:
    text, name = heading[2], ""
    if attributes := ATTRIBUTES.search(text):
        if found := ID.search(attributes[1]):
            name, text = found[1], text[: attributes.start()]
    return Block("heading", number, text.strip(), len(heading[1]), name)


def _end_of_fence(lines: list[str], at: int, fence: re.Match) -> int:
    """The index after the closing fence; a fence never closed runs to the end, as in every renderer."""
    closing = re.compile(rf"^[ \t]*(?:>[ \t]?)*{re.escape(fence[2][0])}{{{len(fence[2])},}}[ \t]*$")
    for end in range(at + 1, len(lines)):
        if closing.match(lines[end]):
            return end + 1
    return len(lines) + 1


def _end_of_comment(lines: list[str], at: int) -> int:
    closing = next(closing for opening, closing in COMMENTS.items() if lines[at].lstrip().startswith(opening))
    for end in range(at, len(lines)):
        if closing in lines[end]:
            return end + 1
    return len(lines)


def _end_of_indent(lines: list[str], at: int, indent: int) -> int:
    end = at
    while end < len(lines) and (not lines[end].strip() or len(_spaces(lines[end])) >= indent):
        end += 1
    return end


def _end_of_quoted_code(lines: list[str], at: int) -> int:
    end = at + 1
    while end < len(lines) and lines[end].startswith(">") and (
        not lines[end].strip(QUOTED).strip() or len(_spaces(_unquoted(lines[end]))) >= 4
    ):
        end += 1
    return end


def _end_of_text(lines: list[str], at: int, html: bool = False) -> int:
    """The index of the first line that begins something else than the text before it."""
    while at < len(lines):
        line = lines[at]
        if not (line if html else line.strip(QUOTED)).strip() or HEADING.match(line) or FENCE.match(line) or FOOTNOTE.match(line):
            break
        if not html and (ITEM.match(line) or ADMONITION.match(line) or line.lstrip().startswith(tuple(COMMENTS))):
            break
        if not html and "|" in line and _begins_table(lines, at):
            break  # for Python-Markdown it does not begin here: parts-apart tells of it
        at += 1
    return at


def _unquoted(line: str) -> str:
    return QUOTE.sub("", line)


def _spaces(line: str) -> str:
    expanded = line.expandtabs(4)
    return expanded[: len(expanded) - len(expanded.lstrip(" "))]


def _outdent(line: str, width: int) -> str:
    expanded = line.expandtabs(4)
    return expanded[width:] if not expanded[:width].strip() else expanded.lstrip()
