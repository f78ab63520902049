"""Leftovers: nothing stays in the source language, and no Markdown stays in what a reader sees."""

import re
from collections.abc import Iterator

from handbook.inline import ATTRIBUTE_LIST, CODE, INLINE, plain
from handbook.own import ADDRESS, TEMPLATE, own_lines, stand_in
from handbook.rules import rule
from handbook.traits import trait

# Bold that every renderer takes for bold
STRONG = re.compile(r"\*\*(?=\S)(?:[^*]|\*(?!\*))+?(?<=\S)\*\*(?!\*)|(?<=\*)\*\*|\*\*(?=\*)", re.S)

# *Emphasis* at the beginning or the end of bold text, or with bold at its own end
EMPHASIZED = re.compile(r"(?<![*\\\w])\*(?=[^\s*])[^*\n]{1,300}\*\*[^*\n]{1,300}\*\*\*(?!\*)|(?<![*\\])\*(?=[^\s*])[^*\n]{1,300}(?<=\S)\*(?=\*\*)|(?<=\*\*)\*(?=[^\s*])[^*\n]{1,300}(?<=\S)\*(?!\*)")

# What is left of bold, links and attribute lists that no renderer understands; [so] (#12) names an issue
BOLD_LEFT = re.compile(r"\*\*(?=[^\s*])|(?<=[^\s*])\*\*|\*\* .* \*\*")
LINK_LEFT = re.compile(r"\)\[[^\]\s]{1,300}\.(?:md|html)\b[^\]\s]*\](?![(\[:])|\]\s?\((?!#\d+\))(?=[^)\s]{0,300}[./#])|\{:?\s*[#.][\w-]+\s*\}")

WORD, ASCII_WORD = re.compile(r"[^\W\d_]+"), re.compile(r"[a-z]+")
# More lines than these, if they are most of a page, are told as one: the page is not translated
MANY = 10
# Names of files, sections and classes, made of words: read-me-first.md; what is cited in a sentence or glosses a word of it
PIECE, NAME = re.compile(r"\S+"), re.compile(r"[-_#/\\](?<=\w.)\w+[-_#/\\.]\w")
CITED = re.compile(
    r"[«“\"(](?:(?<=\w «)[^»\n]{1,300}»|(?<=\w [“\"])[^”\"\n]{1,300}[”\"]|(?<=[\u0600-\u06ff] \()[^()\n]{1,300}\))"
)
# An item of a list of changes: its title is that of the change, in the language of those who made it
CHANGE = re.compile(r"/(?:pull|issues?|commits?|merge_requests)/\w+|\(#\d+\)")
# A paragraph all of which somebody has said
SAID = re.compile(r"[\"“«][^\"“”«»]+[\"”»]$")
SENTENCE_END = re.compile(r"(?<=[.!?:])\s+|\n")
LATIN_RUN = re.compile(r"(?:[A-Za-zÀ-ÿ][\w’'-]*[\s,]+){3,}[A-Za-zÀ-ÿ][\w’'-]*")
# Words that English text cannot do without and French and Spanish do not have
ENGLISH = "the|and|of|to|is|are|with|that|for|you|not|who|what|which|from|this|they|be|or|have|when"
# A sentence holds one of these or of those; a name, a title or a list of names may do without
MORE_ENGLISH = (
    "your|it|its|in|on|at|by|an|we|our|their|can|cannot|will|if|how|why|where|do|does|don|should|must|may|as|was|has|had"
    "|use|make|more|all|any|no|never|only"
)
ENGLISH_WORD = re.compile(rf"\b(?:{ENGLISH})\b", re.I)
PROSE = re.compile(rf"\b(?:{ENGLISH}|{MORE_ENGLISH})\b", re.I)
PROSE_WORDS = frozenset(f"{ENGLISH}|{MORE_ENGLISH}".split("|"))


@rule("translation")
def translated_throughout(library, source, page):
    """No sentence is left in the source language, unless it is marked as such.

    Bad:   Do not ask for details.  in a French page
    Good:  Ne demandez pas de détails.  or  *Charter for Change*{ lang=en }
    """
    lines, number = [], 0
    for line, left in _judged(library, source, page):
        number += 1
        lines += [line] * left
    if len(lines) > MANY and len(lines) > number / 2:
        yield page, lines[0], f"translate this page: {len(lines)} of its {number} lines are in the language of the source"
        return
    for line in lines:
        yield page, line, "translate this, or mark it as English, *…*{ lang=en dir=ltr }"


@rule("page")
def markup_rendered(library, page):
    """No Markdown is left in the text that a reader sees.

    Bad:   ** gras **, or [text] (address)
    Good:  **gras**, [text](address)
    """
    for block in page.blocks:
        if block.kind in ("fence", "comment", "html", "definition"):
            continue
        lines = {block.text.count("\n", 0, left.start()): left[0] for left in _markup_left(block.text)}
        for offset, left in lines.items():
            yield page, block.line + offset, f"mend the Markdown here: a reader would see {left[:3].strip()}"


def _judged(library, source, page) -> Iterator[tuple[int, bool]]:
    """Each line of text of a page, and whether it is left in the source language."""
    known, of_english = _known(source), library.source == "en"
    for block in page.blocks:
        if block.kind in ("fence", "comment", "html", "definition"):
            continue
        if not library.own and (block.text.startswith(">") or block.kind == "item" and CHANGE.search(block.text) or SAID.match(block.text)):
            continue  # what a program or a person says is quoted as it was said
        if of_english and not _may_be_english(block.text):
            yield from ((block.line + offset, False) for offset in range(block.text.count("\n") + 1))
            continue
        for offset, line in enumerate(own_lines(block.text)):
            if NAME.search(line):
                line = PIECE.sub(_without_name, line)
            if not library.own:
                line = CITED.sub(stand_in, line)
            if of_english and not _may_be_english(line):
                yield block.line + offset, False
                continue
            copied = any(_words(sentence) in known and (not of_english or _is_prose(sentence)) for sentence in _sentences(line))
            yield block.line + offset, copied or _is_foreign(line, page.locale, library.source)


def _without_name(piece: re.Match) -> str:
    return stand_in(piece) if NAME.search(piece[0]) else piece[0]


def _markup_left(text: str) -> Iterator[re.Match]:
    """The signs of Markdown in a text that stay signs when it is rendered."""
    if not any(sign in text for sign in ("**", "](", "] (", ")[", "{")):
        return
    text = CODE.sub(stand_in, text) if "`" in text else text  # what is taken out still touches its neighbours
    text = TEMPLATE.sub(stand_in, text) if "{" in text or "<?" in text else text
    bold = "**" in text
    text = INLINE.sub(r"\2", text) if "](" in text else text
    if "]" in text or "{" in text:
        yield from LINK_LEFT.finditer(plain(text))  # twice: an image may be a link
    if bold:
        text = ADDRESS.sub(stand_in, text) if "://" in text else text
        text = EMPHASIZED.sub(stand_in, text) if "***" in text else text
        yield from BOLD_LEFT.finditer(STRONG.sub(stand_in, text))


@trait
def _known(page) -> frozenset[str]:
    """The sentences of a page of more than three words, without signs."""
    sentences = (_words(sentence) for block in page.blocks for sentence in _sentences(plain(block.text)))
    return frozenset(sentence for sentence in sentences if sentence.count(" ") > 2)


def _may_be_english(text: str) -> bool:
    """Whether there is one of the words without which a text is no English sentence, or what looks so: few lines of a translation
    have one, and only those are looked at closely."""
    return not PROSE_WORDS.isdisjoint(ASCII_WORD.findall(text.casefold()))


def _sentences(text: str) -> list[str]:
    return [sentence for sentence in SENTENCE_END.split(text) if sentence.strip()]


def _is_prose(sentence: str) -> bool:
    """Whether an English text is a sentence, not a name, a title or a list of names: those stay as they are."""
    words = WORD.findall(sentence)
    return bool(PROSE.search(sentence)) and sum(word[0].islower() for word in words) > len(words) / 2 > sentence.count(",")


def _words(sentence: str) -> str:
    return " ".join(WORD.findall(sentence.casefold()))


def _is_foreign(text: str, locale: str, source: str) -> bool:
    if source != "en":
        return False
    if locale == "ar":
        return any(len(run.split()) > 4 and ENGLISH_WORD.search(run) and _is_prose(run) for run in LATIN_RUN.findall(ATTRIBUTE_LIST.sub("", text)))
    words = WORD.findall(text)
    return len(words) >= 6 and _is_prose(text) and len(ENGLISH_WORD.findall(text)) / len(words) > 0.22
