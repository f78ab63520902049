"""The text of a page in the page's own language: what rules of language judge, and a dictionary knows."""

import re
from functools import lru_cache

from handbook.inline import CODE, INLINE, REMEMBERED, plain

# Text marked as another language is left to that language: *Title*{ lang=en } and <span lang="en">…</span>
ISLAND = re.compile(r"(\*\*|\*|_)(?=\S)(?:.{1,1000}?)\1\{:?[^{}]*\blang=[^{}]*\}|<(\w+)[^>]*\blang=[^>]*>.{0,1000}?</\2>", re.S)
# What is no text of the page's language: code, what a generator fills in, addresses; and signs that one of them is there
CODE_TAG = re.compile(r"<(code|pre|kbd|samp)\b[^>]*>.{0,1000}?</\1>", re.S)
TEMPLATE = re.compile(r"\{\{.{0,1000}?\}\}|\{%.{0,1000}?%\}|\{\*.{0,1000}?\*\}|\{#.{0,1000}?#\}|<\?.{0,1000}?\?>", re.S)
ADDRESS = re.compile(r"(?:https?|ftp)://[^\s<>\"')\]}]+?(?=\*\*[.,;:!?]?(?:\s|$)|[\s<>\"')\]}]|$)")
# Formulas of TeX: between dollar signs, where no figure follows as it does a price, or known by their commands
FORMULA = re.compile(
    r"\$\$.{1,1000}?\$\$|(?<![\w\\$])\$(?=[^\s$])[^$\n]{0,300}(?<=[^\s\\])\$(?![\w$])|^[^\n]*\\[A-Za-z]+[ \t]*[{_^][^\n]*$", re.S | re.M
)
ELSEWHERE = re.compile(r"https?:|//", re.I)
FOREIGN_SIGN = re.compile(r"`|\$|\\[A-Za-z]|lang=|\]\(|://|\{[{%*#]|<(?:code|pre|kbd|samp|\?)")
# Stands for what was taken out, so that the signs around it still touch something
OBJECT = "\ufffc"


@lru_cache(maxsize=REMEMBERED)
def own(text: str) -> str:
    """The text of a line that is in the page's own language, as a reader sees it: no islands, code or link addresses."""
    if not FOREIGN_SIGN.search(text):
        return plain(text)
    # each pattern is tried only where a sign of it stands: most lines hold the one of a link alone
    text = CODE.sub(stand_in, text) if "`" in text else text
    text = CODE_TAG.sub(stand_in, text) if "<" in text else text
    text = TEMPLATE.sub(stand_in, text) if "{" in text or "<?" in text else text
    if "$" in text or "\\" in text:  # few handbooks have formulas
        text = FORMULA.sub(stand_in, text)
    text = ISLAND.sub(stand_in, text) if "lang=" in text else text
    text = INLINE.sub(_named, text) if "](" in text else text
    return plain(ADDRESS.sub(stand_in, text) if "://" in text else text)


def own_lines(text: str) -> list[str]:
    """The same line by line; each by itself where something stretches over a line's end."""
    lines = own(text).split("\n")
    return lines if len(lines) == text.count("\n") + 1 else [own(line) for line in text.split("\n")]


def stand_in(found: re.Match) -> str:
    """What stands for something taken out; the lines below keep their numbers."""
    return OBJECT + "\n" * found[0].count("\n")


def _named(link: re.Match) -> str:
    """The text of a link; of one that leaves the handbook it is the name of a work, in the language of that."""
    return stand_in(link) if ELSEWHERE.match(link[3].strip("<")) else link[2]
