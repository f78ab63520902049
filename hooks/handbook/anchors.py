"""The ids that links can point at on a page, as the generators of the world give them.

Our own headings state their ids. Elsewhere the generator makes an id from the words of the heading, each by its own
rule; an id is taken to exist when any of the common rules would make it, since a false alarm costs more than a miss.
"""

import html
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from difflib import get_close_matches

from handbook.inline import plain
from handbook.traits import lasting
from handbook.written import without_fences

HEADING = re.compile(r"^(?:[ \t>]|[-*+][ \t]|\d+[.)][ \t])*#{1,6}[ \t]+(.*?)[ \t]*#*[ \t]*$")
UNDERLINE = re.compile(r"^[ \t>]*(?:=+|-{2,})[ \t]*$")
# Tabs have ids too, made from their labels
TAB = re.compile(r"^[ \t]*===[!+]*[ \t]+\"(.+)\"[ \t]*$")
# { #id }, {: #id .class }, {#id}, {/* #id */}, the (id)= of MyST, id="" and name="" of HTML
STATED = re.compile(
    r"\{(?:/\*|:)?[^{}\n]*?#([^\s{}#*]+)[^{}\n]*\}|^[ \t]*\(([\w:.-]+)\)=[ \t]*$"
    r"|<[a-z][^<>]*?\s(?:id|name)\s*=\s*[\"'{]*([^\s\"'<>{}]+)",
    re.M | re.I,
)
SPACES, SIGNS = re.compile(r"[-\s]+"), re.compile(r"[^\w\s-]")
DASHES, NO_LETTERS = re.compile(r"-{2,}"), re.compile(r"[\s~`!@#$%^&*()\-_+=[\]{}|\\;:\"'“”‘’<>,.?/]+")
HEADING_ID = re.compile(r"[ \t]*\{(?:/\*|:)?[^{}]*?#[^{}]+\}[ \t]*$")
# What a generator fills in when it builds: the ids of such a page are not on the page
# Each form begins with a sign, that of a line's beginning with the end of the one before: so the search jumps from sign to sign
FILLED_IN = re.compile(
    r"\n(?:(?:import|export)\s|:::\s*[\w-]+\.[\w.]+|(?:`{3,}|:{3,})\{|\.\. |<!-- hooks/)"
    r"|<[A-Z][\w.]*[\s/>]|\{\{|\{%|\{!|<%|--8<--|\[!include|@include"
)
# Ids that generators make by themselves: footnotes, code lines, tabs, GitHub's prefix, the top, text fragments;
# and #/page, the address of a page that a script shows
MADE = re.compile(r"fn(?:ref)?[:\d-]|user-content-|__|:~:|footnote-|top$|!?/")
# How often a name is guessed among all names: enough for a person, and no more, since it takes time
GUESSES = 100
SHORTCODE = re.compile(r":[a-z0-9_+-]+:")


class Sections:
    """The sections of the pages that links lead to, and how far the ids of this tree can be known.

    Args: the library, and each page with each of the targets of its links (`handbook.targets`).
    """

    def __init__(self, library, found):
        self.library = library
        self.known: dict[tuple[str, str], frozenset[str]] = {}
        self.guessed: dict[tuple[str, str, str], str] = {}
        right: dict[str, list[bool]] = {"source": [], "filled": []}
        for page, target in found:
            if target.page and target.anchor:
                exists = target.anchor in self.of(target.page)
                if fills_in(target.page):
                    right["filled"].append(exists)
                elif page.locale == target.page.locale == library.source:
                    right["source"].append(exists)
        # Where even the source's own links to sections mostly fail, its generator makes ids by a rule unknown here
        self.unsure = _share(right["source"]) < 0.25 and len(right["source"]) >= 10
        # Where all but a few links into pages with components succeed, the components add no ids
        self.filled_known = _share(right["filled"]) >= 0.99 and len(right["filled"]) >= 100

    def of(self, page) -> frozenset[str]:
        key = page.locale, page.path
        if key not in self.known:
            self.known[key] = anchors(page) | self.library.anchors(page)
        return self.known[key]

    def missing(self, target) -> Iterator[str]:
        """What to say of a target whose section does not exist."""
        page, anchor = target.page, target.anchor
        names = self.of(page)
        if anchor in names or self.unsure or is_made(anchor) or self._hidden(page):
            return
        if same := next((name for name in names if name.casefold() == anchor.casefold()), ""):
            yield f"write #{anchor} as the section has it: #{same}"
            return
        key = page.locale, page.path, anchor
        if key not in self.guessed and len(self.guessed) < GUESSES:
            self.guessed[key] = next(iter(get_close_matches(anchor, names, 1)), "")
        hint = f"; did you mean {self.guessed[key]}?" if self.guessed.get(key) else ""
        yield f"link to a section that exists, not #{anchor} of {page.path}.md{hint}"

    def _hidden(self, page) -> bool:
        """Whether the page's ids are not all to be seen: it, or what fills it, is not known or could not be read."""
        if any(problem.rule == "encoding" for problem in page.problems):
            return True
        if page.path in self.library.filled and self.library.labels:
            return not self.library.filled[page.path]  # the file that fills it could not be read: that is told
        return fills_in(page) and not self.filled_known


def _share(outcomes: list[bool]) -> float:
    return sum(outcomes) / len(outcomes) if outcomes else 1.0


@lasting(frozenset)
def anchors(page) -> frozenset[str]:
    """The ids on a page: those it states, and for headings without one those that generators would make."""
    text = without_fences(page)
    stated = {html.unescape(next(filter(None, found.groups()))) for found in STATED.finditer(text)}
    return frozenset(stated | page.anchors | made(_titles(text.split("\n"))))


def is_made(anchor: str) -> bool:
    """Whether an id is one that generators add to pages by themselves."""
    return bool(MADE.match(anchor))


@lasting(bool)
def fills_in(page) -> bool:
    """Whether something else is put into the page when it is built, so that its ids cannot be known from here."""
    return bool(FILLED_IN.search("\n" + re.sub(r"`[^`\n]+`", "", without_fences(page))))


def _titles(lines: list[str]):
    """The texts of headings that state no id."""
    for at, line in enumerate(lines):
        if found := "#" in line and HEADING.match(line) or "===" in line and TAB.match(line):
            text = found[1]
        elif at and lines[at - 1].strip() and UNDERLINE.match(line):
            text = lines[at - 1]
        else:
            continue
        if not HEADING_ID.search(text):
            yield text.lstrip(" \t>").rstrip()


def ids(titles: list[str], stated: str) -> set[str]:
    """The ids that a heading may have: the one that it states, else those that would be made of its words."""
    return {stated} if stated else made(titles)


def made(titles: Iterable[str]) -> set[str]:
    """Every id that one of the common rules would make; a repeated one gets a number."""
    counts: Counter = Counter()
    for title in titles:
        shown = html.unescape(plain(title))
        forms = {shown, SHORTCODE.sub("", shown), html.unescape(title)}
        counts.update({rule(form) for form in forms for rule in (_ascii, _letters, _github, _gitlab, _folded)})
    unnamed = counts.pop("", 0)
    numbered = {f"{name}{dash}{n}" for name, count in counts.items() if count > 1 for n in range(1, count) for dash in "-_"}
    # Python-Markdown numbers what has no ASCII letter, as every heading in Arabic
    return set(counts) | numbered | {f"_{n}" for n in range(1, unnamed + 1)}


def _ascii(text: str) -> str:
    """Python-Markdown's rule."""
    return _letters(unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode())


def _letters(text: str) -> str:
    """Python-Markdown's rule that keeps the letters of all scripts."""
    return SPACES.sub("-", SIGNS.sub("", text).strip().lower())


def _github(text: str) -> str:
    """GitHub's rule, also Docusaurus', Hugo's and Astro's: each space becomes a dash, none are joined."""
    kept = (c for c in text.strip().lower() if c in "- _" or unicodedata.category(c)[0] in "LNM" or c == "\u203f")
    return "".join(kept).replace(" ", "-")


def _gitlab(text: str) -> str:
    """GitHub's rule with dashes joined, as GitLab, Sphinx and others do."""
    return DASHES.sub("-", _github(text)).strip("-")


def _folded(text: str) -> str:
    """VitePress' rule: no accents, every sign a dash, no digit at the beginning."""
    plain_text = "".join(c for c in unicodedata.normalize("NFKD", text) if not "\u0300" <= c <= "\u036f")
    name = DASHES.sub("-", NO_LETTERS.sub("-", plain_text)).strip("-").lower()
    return f"_{name}" if name[:1].isdigit() else name
