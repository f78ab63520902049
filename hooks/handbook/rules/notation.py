"""Notation: marks of Markdown and HTML that need a partner, a text or a name of their own."""

import re
from collections import defaultdict

from handbook.anchors import fills_in
from handbook.inline import CODE, INLINE, REFERENCE, blank
from handbook.problem import WARNING
from handbook.rules import rule
from handbook.traits import lasting, rows
from handbook.written import DEFINITION, TEXT, definitions_of, label_of, links_of, tags_of, without_fences

BRACKETS = re.compile(r"\[([^\[\]]+)\]")
FOOTNOTE = re.compile(r"^([ \t>]*)\[\^([^\]\s]+)\]:", re.M)
FOOTNOTE_USE = re.compile(r"(?<!\\)\[\^([^\]\s]+)\]")
# `[^a-z]` in a text about patterns is no footnote
LABEL = re.compile(r"[\w.:]+(?:-[^\W\d_]{2,}|-\d{2,})*|[\w.:-]{4,}")
# `[//]: # (note)` is a way to write a comment
COMMENT = ("#", "<>", "")


@rule("page")
def link_text(library, page):
    """A link has a text that says where it leads.

    Bad:   [](principles.md)
    Good:  [the principles](principles.md)
    """
    for block, link in links_of(page):
        # code in a text has become spaces, one for each character
        empty = not link.text.strip() and len(link.text) < 3
        if empty and not link.image and link.form == "inline" and link.target and not fills_in(page):
            yield page, block.line + link.line, f"write the text of the link to {link.target}: it is empty"


@rule("page")
def image_alternatives(library, page):
    """An image has a text that says the same to who cannot see it.

    Bad:   ![](../assets/pathway.svg)
    Good:  ![Four services and the number to call](../assets/pathway.svg)
    """
    for block, link in links_of(page):
        if link.image and link.form == "inline" and not link.text.strip():
            yield page, block.line + link.line, f"describe the image {link.target} between the brackets, for who cannot see it"
    for line, tag in tags_of(page):
        if tag.name == "img" and tag.attributes.keys().isdisjoint({"alt", ":alt", "aria-hidden", "role"}):
            yield page, line, 'describe the image in an attribute alt="…", for who cannot see it'


@rule("page")
def ids_unique(library, page):
    """An id written in HTML stands once on a page, and is not that of a heading.

    Bad:   ## Steps { #steps } … <a id="steps"></a>
    Good:  ## Steps { #steps } … <a id="first-steps"></a>
    """
    places = defaultdict(list)
    for heading in page.headings:
        if heading.name and heading.name not in places:  # headings among themselves have a rule of their own
            places[heading.name].append(heading.line)
    for line, tag in tags_of(page):
        name = tag.attributes.get("id") or (tag.attributes.get("name") if tag.name == "a" else "")
        if name:
            places[name].append(line)
    for name, lines in places.items():
        for line in lines[1:] if not fills_in(page) else ():
            yield page, line, f"give this element another id: {name} stands on line {lines[0]} already"


@rule("library")
def references_defined(library):
    """A reference in a link, [text][label], is defined on the page.

    Bad:   [the principles][priciples] with [principles]: principles.md
    Good:  [the principles][principles] with [principles]: principles.md
    """
    count, undefined = 0, []
    for page in library.pages.values():
        for line, label, defined, apart in references_of(page):
            if apart and not defined and not library.own:
                continue  # elsewhere [two words] [in brackets] are no more than that
            count += 1
            if not defined:
                undefined.append((page, line, f"define the reference [{label}] on this page, or mend its name"))
    if len(undefined) < 10 or len(undefined) < count / 2:  # else the tree defines them elsewhere
        yield from undefined


@rule("page", severity=WARNING)
def references_used(library, page):
    """A defined reference is used on its page.

    Bad:   [principles]: principles.md without [the principles][principles]
    Good:  both
    """
    text = without_fences(page)
    if "]:" not in text or fills_in(page):
        return
    body = text.split("\n")
    used = {label_of(found[1]) for found in BRACKETS.finditer(DEFINITION.sub("", text))}
    for found in DEFINITION.finditer(text):
        line = text.count("\n", 0, found.start(1))
        if found[2] in COMMENT or label_of(found[1]) in used or found[1].startswith(("/", "comment", "_")):
            continue
        if not body[line].startswith(("    ", "\t")):  # indented: code, or part of something else
            yield page, page.front_matter.body + line, f"use the reference [{found[1]}], or remove its definition"


@rule("page")
def footnotes_defined(library, page):
    """A footnote that the text points at is written on the page.

    Bad:   a text[^1] without [^1]: the note
    Good:  a text[^1] with [^1]: the note
    """
    known, used = _footnotes(page)
    for label, line in used.items():
        if label not in known and LABEL.fullmatch(label) and not fills_in(page):
            yield page, line, f"write the footnote [^{label}]: on this page, or remove the mark"


@rule("page")
def footnotes_used(library, page):
    """A footnote is pointed at by the text.

    Bad:   [^1]: the note without a text[^1]
    Good:  a text[^1] with [^1]: the note
    """
    known, used = _footnotes(page)
    for label, line in known.items():
        if label not in used and not fills_in(page):
            yield page, line, f"point at the footnote with [^{label}] in the text, or remove it"


@lasting(rows())
def references_of(page) -> tuple[tuple[int, str, bool, bool], ...]:
    """The references in links of a page, but not where something fills it in: line, label, whether the page defines it, and whether
    a space parts the two brackets, as old Markdown allows."""
    if fills_in(page):
        return ()
    return tuple(
        (line, label, label_of(label) in definitions_of(page), apart)
        for block in page.blocks
        if block.kind in TEXT and ("][" in block.text or "] [" in block.text)
        for line, label, apart in _references(block)
    )


def _references(block):
    """The labels of full and collapsed references in a block, with their lines, and whether a space stands in between; those of
    footnotes left out."""
    text = blank(INLINE, blank(CODE, block.text))
    for found in REFERENCE.finditer(text):
        before = text[found.start() - 1 : found.start()]
        label = block.text[found.start(3) : found.end(3)] or block.text[found.start(2) : found.end(2)]
        if before.isalnum() or before in ("]", "\\", ")") and before or label.startswith("^") or not found[2].strip():
            continue  # a[0][1] is no link, nor is a footnote behind a word in brackets
        if text[found.end() : found.end() + 1] not in ("[", "(", ":"):
            yield block.line + text.count("\n", 0, found.start()), label, text[found.start(3) - 2] == " "


def _footnotes(page) -> tuple[dict[str, int], dict[str, int]]:
    """The labels of the footnotes written and of those pointed at, each with its first line."""
    text = without_fences(page)
    if "[^" not in text:
        return {}, {}
    text = re.sub(r"`[^`\n]+`", lambda code: " " * len(code[0]), text)
    known: dict[str, int] = {}
    used: dict[str, int] = {}
    for number, line in enumerate(text.split("\n"), page.front_matter.body):
        if found := FOOTNOTE.match(line):
            known.setdefault(found[2], number)
            line = line[found.end() :]
        for found in FOOTNOTE_USE.finditer(line):
            used.setdefault(found[1], number)
    return known, used
