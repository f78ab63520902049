"""Typography: spaces, quotation marks, digits, punctuation and marks of direction, as each language has them."""

import re

from handbook.own import own, own_lines
from handbook.rules import rule

ARABIC = r"\u0600-\u06ff\u0750-\u077f"
# Typography by language: what is wrong, and what to write instead. Where a pattern can begin with the sign itself, what
# has to stand before is asked for after it: so the search jumps from sign to sign
TYPOGRAPHY = {
    "fr": (
        (re.compile(r"[;!?](?<=[\w)»%].)(?=[\s)*]|$)"), "put a no-break space (U+00A0) before {}"),
        (re.compile(r":(?<=[\w)»%]:)(?=[\s*]|$)"), "put a no-break space (U+00A0) before {}"),
        (re.compile(r" [:;!?%»](?<=\S..)(?=[\s.,)*]|$)"), "put a no-break space (U+00A0) here, not a plain space: {}"),
        (re.compile(r"« "), "put a no-break space (U+00A0) after « , not a plain space"),
        (re.compile(r"«(?=\w)"), "put a no-break space (U+00A0) after «"),
        (re.compile(r"'(?<=\w')(?=\w)"), "write the apostrophe as ’"),
        (re.compile(r"\b\w+·\w+"), "write both forms or a neutral word, without the middle dot: {}"),
        (re.compile(r"[“”]"), "use « » as quotation marks, not {}"),
    ),
    "es": (
        (re.compile(r"(?<![¿\w])(?:(?<=^)|(?<=[.!?] ))[^¿?.!:\n]{3,}\?"), "open the question with ¿"),
        (re.compile(r"\b\w+@s?\b(?!\.)|\b\w+[aeio]xs?\b(?<!ex)(?<!ax)"), "write both forms or a neutral word, without @ or x: {}"),
        (re.compile(r" %(?<=\d %)"), "put a no-break space (U+00A0) before %, not a plain space"),
        (re.compile(r"«|»"), "use “ ” as quotation marks, not {}"),
    ),
    "ar": (
        (re.compile(rf"[,;?](?:(?:(?<=[{ARABIC}].)|(?<=[{ARABIC}]\s.))(?=\s|$)|(?<=\S.)(?=\s+[{ARABIC}]))"), "use the Arabic mark ، ؛ ؟ here, not {}"),
        (re.compile(r"\s(?<=\S\s)\s*[،؛؟](?=\s|$)"), "put no space before {}"),
        (re.compile(r"[٠-٩۰-۹]+"), "write the digits as 0-9, not {}"),
        (re.compile(rf"\b(?!الـ)\w{{2,}}ـ(?=[{ARABIC}])\w*"), "write {} without the lengthening stroke"),  # الـ15 is right
        (re.compile(rf"(?<![{ARABIC}])[{ARABIC}]*[\u064b-\u0652][{ARABIC}]*"), "write {} without vowel signs"),
    ),
}

# Marks that change the direction of text; invisible, so never without need, and never left open
OPENING = "\u202a\u202b\u202d\u202e\u2066\u2067\u2068"
CLOSING = "\u202c\u2069"
OVERRIDES = "\u202d\u202e"
MARK = re.compile(f"[{OPENING}{CLOSING}]")


@rule("page", docs_only=False)
def typography(library, page):
    """Spaces, quotation marks, digits and punctuation are those of the language.

    Bad:   Que faire?  for  What to do?
    Good:  Que faire ?  with a no-break space before ?
    """
    if page.locale not in TYPOGRAPHY:
        return
    lines = [(page.front_matter.line(key), own(str(page.front_matter.get(key, "")))) for key in ("title", "description")]
    for block in page.blocks:
        if block.kind not in ("fence", "comment", "html", "definition"):
            lines += enumerate(own_lines(block.text), block.line)
    for number, text in lines:
        for pattern, advice in TYPOGRAPHY[page.locale]:
            if wrong := pattern.search(text):
                yield page, number, advice.format(wrong[0].strip())


@rule("page")
def directions_closed(library, page):
    """Invisible marks of direction are closed in their paragraph, and never override the letters' own direction.

    Bad:   U+202E without U+202C
    Good:  <bdi>IOM 2022</bdi>, or nothing: browsers isolate links and acronyms here
    """
    for number, line in enumerate(page.lines, 1):
        if line.isascii() or not MARK.search(line):
            continue
        opened = sum(line.count(mark) for mark in OPENING)
        if opened != sum(line.count(mark) for mark in CLOSING):
            yield page, number, "remove the invisible mark of direction here, or close it: it is open at the end of the line"
        elif any(mark in line for mark in OVERRIDES):
            yield page, number, "remove the invisible mark that overrides the direction: it can hide what a text says"
