"""Training modules: the pages below training/ from which a session is run, read for rules, slides, plans and exports."""

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from handbook.blocks import cells
from handbook.inline import INLINE, links, plain
from handbook.library import Library
from handbook.page import Page, Section

FOLDER = "training/"
OTHER_PAGES = ("training/index", "training/plan")
ACTIVITY, SCENARIO = "activity-", "scenario-"
# The paragraphs of an activity and of a scenario, in order; their words in each language: data/labels, module_parts
ACTIVITY_PARTS = ("minutes", "aim", "need", "do", "notes", "debrief")
SCENARIO_PARTS = ("ask", "look_for")
# Opening, break and closing need no debriefing
OPTIONAL = ("debrief",)
# **Aim:** or **But :**, with a no-break space
LEAD = re.compile(r"^\*\*([^*]+?)[\s\u00a0]*(?::\*\*|\*\*[\s\u00a0]*:)[ \t]*(.*)$")


@dataclass(frozen=True)
class Part:
    """Paragraphs led by a bold word; key: what the word stands for, empty when the labels do not know it."""

    key: str
    word: str
    line: int
    text: str


@dataclass(frozen=True)
class Activity:
    """A part of the session, or a scenario: its id, title, and paragraphs; text: what stands before the first bold word."""

    name: str
    title: str
    line: int
    text: str
    parts: tuple[Part, ...]

    def get(self, key: str) -> str:
        """The Markdown of a part; empty when it is not there."""
        return next((part.text for part in self.parts if part.key == key), "")

    @property
    def minutes(self) -> int:
        return whole(self.get("minutes"))


@dataclass(frozen=True)
class Row:
    """A row of the agenda: its minutes as written, the activity that it links, its text without markup."""

    line: int
    minutes: str
    activity: str
    title: str
    text: str


@dataclass(frozen=True)
class Message:
    """A key message without its link; place: the `page#section` that it comes from, empty when it ends without a link."""

    line: int
    text: str
    place: str


@dataclass(frozen=True)
class Module:
    """A module in one language, as its page has it; minutes as the English front matter says."""

    page: Page
    name: str
    minutes: int
    objectives: tuple[str, ...]
    ground_rules: tuple[str, ...]
    agenda: tuple[Row, ...]
    activities: tuple[Activity, ...]
    scenarios: tuple[Activity, ...]
    messages: tuple[Message, ...]


def is_module(page: Page) -> bool:
    return page.path.startswith(FOLDER) and page.path not in OTHER_PAGES


def modules(library: Library, locale: str) -> list[Module]:
    """The modules that exist in a language, in the order of their names."""
    return [read_module(library, page) for page in library.of(locale) if is_module(page)]


@lru_cache(maxsize=64)
def read_module(library: Library, page: Page) -> Module:
    """A module as it stands, whole or not: the rules tell what is missing."""
    source = library.page(library.source, page.path) or page
    words = (library.labels.get(page.locale) or {}).get("module_parts") or {}
    keys = {_spaced(word): key for key, word in words.items()}
    found = {section.name: section for section in page.sections}
    return Module(
        page, page.path.removeprefix(FOLDER), whole(source.front_matter.get("minutes")),
        tuple(_items(found.get("objectives"))), tuple(_items(found.get("safety"))), tuple(_rows(found.get("agenda"))),
        tuple(_activity(section, keys) for section in page.sections if section.name.startswith(ACTIVITY)),
        tuple(_activity(section, keys) for section in page.sections if section.name.startswith(SCENARIO)),
        tuple(_messages(page, found.get("key-messages"))),
    )


def whole(value) -> int:
    """A whole number as it stands in front matter or in a cell; 0 for anything else."""
    text = str(value).strip()
    return int(text) if re.fullmatch(r"[0-9]{1,4}", text) else 0


def place_of(page: Page, target: str) -> str:
    """The `page#section` to which a relative link of a page leads; empty for a link to the web."""
    path, _, section = target.partition("#")
    if ":" in path or (path and not path.endswith(".md")):
        return ""
    where = posixpath.normpath(posixpath.join(posixpath.dirname(page.path), path)).removesuffix(".md") if path else page.path
    return f"{where}#{section}" if section else where


def _items(section: Section | None) -> Iterator[str]:
    return (block.text for block in section.blocks if block.kind == "item" and not block.level) if section else iter(())


def _rows(section: Section | None) -> Iterator[Row]:
    for block in section.blocks if section else ():
        if block.kind == "row" and block.name != "head":
            minutes, title, text = [*cells(block.text), "", ""][:3]
            target = next((link.target for link in links(title)), "")
            yield Row(block.line, minutes, target.removeprefix("#"), plain(title), text)


def _messages(page: Page, section: Section | None) -> Iterator[Message]:
    for block in section.blocks if section else ():
        if block.kind == "item":
            found = list(INLINE.finditer(block.text))
            ends = found and not block.text[found[-1].end() :].strip(" ).،؛.")
            text = block.text[: found[-1].start()].rstrip(" (") if ends else block.text
            place = place_of(page, found[-1][3]) if ends else ""
            yield Message(block.line, text + ("" if text.endswith((".", "!", "?", "؟")) else "."), place if "#" in place else "")


def _activity(section: Section, keys: dict[str, str]) -> Activity:
    starts, lines = [], section.text.split("\n")[1:]
    for at, line in enumerate(lines):
        if found := LEAD.match(line):
            starts.append((at, found))
    parts = []
    for (at, found), end in zip(starts, [*(at for at, _ in starts[1:]), len(lines)]):
        text = "\n".join([found[2], *lines[at + 1 : end]]).strip()
        parts.append(Part(keys.get(_spaced(found[1]), ""), found[1], section.line + 1 + at, text))
    first = starts[0][0] if starts else len(lines)
    return Activity(section.name, section.title, section.line, "\n".join(lines[:first]).strip(), tuple(parts))


def _spaced(word: str) -> str:
    return word.replace("\u00a0", " ").strip()
