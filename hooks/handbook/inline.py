"""What stands inside a line of Markdown: links, images, code, and the text that a reader sees."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

# Many rules ask the same of one page, one after the other: so many texts are remembered, a few pages' worth
REMEMBERED = 8192

CODE = re.compile(r"(?<!`)(`+)(?!`)(.+?)(?<!`)\1(?!`)", re.S)
# The text of a link may hold one level of brackets, its address one level of parentheses
_TEXT = r"((?:[^\[\]\\]|\\.|\[(?:[^\[\]\\]|\\.)*\])*)"
_ADDRESS = r"(<[^<>\n]*>|(?:[^\s()\\]|\\.|\((?:[^\s()\\]|\\.)*\))*(?:[ ]+(?:[^\s()\"'\\]|\((?:[^()])*\))+)*)"
INLINE = re.compile(rf"(!?)\[{_TEXT}\]\([ \t\n]*{_ADDRESS}(?:[ \t\n]+(?:\"([^\"]*)\"|'([^']*)'))?[ \t\n]*\)", re.S)
REFERENCE = re.compile(rf"(!?)\[{_TEXT}\][ ]?\[([^\[\]]*)\]", re.S)
AUTOLINK = re.compile(r"<((?:https?|mailto|tel|ftp):[^<>\s]+|[^<>\s@]+@[^<>\s@]+\.[^<>\s@]+)>")
FOOTNOTE_USE = re.compile(r"\[\^([^\]\s]+)\](?!:)")
TAG = re.compile(r"</?[A-Za-z][^<>]*>|<!--.*?-->", re.S)
ATTRIBUTE_LIST = re.compile(r"\{:?[ \t]*(?:[#.][\w-]+|[\w-]+=(?:\"[^\"]*\"|'[^']*'|[^\s{}]+))(?:[ \t]+[^{}]*?)?[ \t]*\}")
# So many signs at most, as wherever a pattern looks for its end, lest a line of nothing but beginnings take minutes
EMPHASIS = re.compile(r"(?<!\\)(\*\*|__|\*|_|~~|==)(?=\S)(.{1,1000}?)(?<=[^\s\\])\1", re.S)
EMPHASIS_SIGN = re.compile(r"[*_]|~~|==")
ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+\-.!|<>~\"'])")


@dataclass(frozen=True)
class Link:
    """A link or image: its text, its address as written, whether it is an image, how it is written, where.

    form: inline, reference (then `target` is the label) or auto
    line: number of lines after the first line of the block
    """

    text: str
    target: str
    image: bool = False
    form: str = "inline"
    line: int = 0


def blank(pattern: re.Pattern, text: str) -> str:
    """The text with every match replaced by as many spaces, newlines kept, so that positions hold."""
    return pattern.sub(lambda found: "\n".join(" " * len(line) for line in found[0].split("\n")), text)


@lru_cache(maxsize=REMEMBERED)
def links(text: str) -> tuple[Link, ...]:
    """The links and images of a block, those inside link texts (a linked image) included."""
    return tuple(_links(text)) if "](" in text or "][" in text or "] [" in text or "<" in text else ()


def _links(text: str) -> Iterator[Link]:
    text = blank(CODE, text) if "`" in text else text

    def line(position: int) -> int:
        return text.count("\n", 0, position)

    for pattern, form, signs in ((INLINE, "inline", ("](",)), (REFERENCE, "reference", ("][", "] ["))):
        if not any(sign in text for sign in signs):
            continue
        for found in pattern.finditer(text):
            target = found[3].strip("<>") if form == "inline" else (found[3] or found[2])
            yield Link(found[2], target, bool(found[1]), form, line(found.start()))
            if not found[1]:
                yield from (Link(i.text, i.target, i.image, i.form, i.line + line(found.start())) for i in links(found[2]))
        if "][" in text or "] [" in text or "<" in text:
            text = blank(pattern, text)  # nothing else is looked for otherwise
    for found in AUTOLINK.finditer(text) if "<" in text else ():
        yield Link(found[1], found[1], form="auto", line=line(found.start()))


@lru_cache(maxsize=REMEMBERED)
def plain(text: str) -> str:
    """The text as a reader sees it: no markup, no addresses; code and link texts kept.

    Each pattern is tried only where the sign stands that it begins with: most texts hold none of them.
    """
    text = AUTOLINK.sub(r"\1", text) if "<" in text else text
    if "[" in text:
        text = INLINE.sub(r"\2", text) if "](" in text else text
        text = REFERENCE.sub(r"\2", text) if "][" in text or "] [" in text else text
        text = FOOTNOTE_USE.sub("", text) if "[^" in text else text
    text = ATTRIBUTE_LIST.sub("", text) if "{" in text else text
    text = CODE.sub(r"\2", text) if "`" in text else text
    text = TAG.sub("", text) if "<" in text else text
    emphasized, depth = True, 0
    while emphasized and depth < 3 and EMPHASIS_SIGN.search(text):  # nested emphasis
        text, emphasized = EMPHASIS.subn(r"\2", text)
        depth += 1
    return (ESCAPE.sub(r"\1", text) if "\\" in text else text).strip()


@lru_cache(maxsize=REMEMBERED)
def prose(text: str) -> str:
    """The text without code, addresses and attribute lists: what a language rule may judge."""
    return plain(CODE.sub(" ", text) if "`" in text else text)
