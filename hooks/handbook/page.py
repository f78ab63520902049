"""A page: one Markdown file, known in every language by its path below `docs/<locale>/` without the ending."""

import os
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from handbook.blocks import Block, blocks
from handbook.front_matter import FrontMatter, read_front_matter
from handbook.inline import FOOTNOTE_USE
from handbook.problem import Problem
from handbook.traits import lasting

ENDINGS = (".md", ".mdx")


@dataclass(frozen=True)
class Section:
    """A heading and the blocks below it up to the next heading of any level; `name` is the heading's id.

    A footnote is a block of the section that points at it first, wherever it is written.
    """

    name: str
    title: str
    level: int
    line: int
    blocks: tuple[Block, ...]
    text: str


@dataclass(frozen=True, eq=False)  # one is only itself: functions may keep what they found out about it
class Page:
    """One page in one language.

    path: its identity, the same in all languages, `themes/child-protection`
    file: where it stands, relative to the checkout, as messages name it
    lines: the file's lines, without their ends
    """

    locale: str
    path: str
    file: str
    lines: tuple[str, ...]
    front_matter: FrontMatter
    problems: tuple[Problem, ...] = ()

    def __str__(self) -> str:
        return f"{self.locale}/{self.path}"

    @property
    def title(self) -> str:
        return str(self.front_matter.get("title") or (self.sections[0].title if self.sections else self.path))

    @cached_property
    def blocks(self) -> tuple[Block, ...]:
        first = self.front_matter.body
        return tuple(blocks(list(self.lines[first - 1 :]), first, mdx=self.file.endswith(".mdx")))

    @cached_property
    def headings(self) -> tuple[Block, ...]:
        return tuple(block for block in self.blocks if block.kind == "heading")

    @cached_property
    def sections(self) -> tuple[Section, ...]:
        """The sections in order; text before the first heading belongs to none."""
        starts = [at for at, block in enumerate(self.blocks) if block.kind == "heading"]
        ends = [*starts[1:], len(self.blocks)]
        bodies = [self.blocks[at + 1 : end] for at, end in zip(starts, ends)]
        if any(block.kind == "footnote" for block in self.blocks):
            bodies = _with_notes([self.blocks[at:end] for at, end in zip(starts, ends)])
        found = []
        for at, end, body in zip(starts, ends, bodies):
            heading = self.blocks[at]
            last = self.blocks[end].line - 1 if end < len(self.blocks) else len(self.lines)
            text = "\n".join(line.rstrip() for line in self.lines[heading.line - 1 : last]).strip()
            found.append(Section(heading.name, heading.text, heading.level, heading.line, body, text))
        return tuple(found)

    @property
    def anchors(self) -> frozenset[str]:
        """The ids of its headings."""
        return _anchors(self)


def _with_notes(sections: list[tuple[Block, ...]]) -> list[tuple[Block, ...]]:
    """The blocks below each heading; a footnote is moved to where it is first pointed at, and stays where it never is."""
    homes: dict[str, int] = {}
    for at, found in enumerate(sections):
        for block in found:
            for label in FOOTNOTE_USE.findall(block.text) if block.kind not in ("footnote", "fence", "comment") else ():
                homes.setdefault(label, at)
    bodies: list[list[Block]] = [[] for _ in sections]
    for at, found in enumerate(sections):
        for block in found[1:]:
            bodies[homes.get(block.name, at) if block.kind == "footnote" else at].append(block)
    return [tuple(body) for body in bodies]


@lasting(frozenset)
def _anchors(page: Page) -> frozenset[str]:
    return frozenset(heading.name for heading in page.headings if heading.name)


def read_page(file: Path, locale: str, path: str, name: str) -> Page:
    """Read one page.

    Args: the file, its language, its path (identity), and the name that messages give the file.
    A file that is no text in UTF-8 becomes an empty page with a problem: nothing is guessed, nothing raised.
    """

    def unreadable(line: int, message: str) -> Page:
        return Page(locale, path, name, (), FrontMatter(), (Problem(name, line, message, "encoding"),))

    if os.path.exists(file) and not os.path.isfile(file):  # a pipe would be read for ever
        return unreadable(1, "replace this by a file: it is none")
    try:
        content = file.read_bytes()
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        return unreadable(line, "save the file as UTF-8; here begins something that is not")
    except OSError as error:
        return unreadable(1, f"make the file readable: {error.strerror}")
    if "\0" in text:
        line = text[: text.index("\0")].count("\n") + 1
        return unreadable(line, "take out the null character here: no text holds one")
    lines = tuple(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"))
    front_matter, problems = read_front_matter(name, list(lines))
    if not text.strip():
        problems.append(Problem(name, 1, "write the page or delete the file: it is empty", "encoding"))
    if any("\ud800" <= sign <= "\udfff" for sign in name):  # how Python writes bytes of a name that mean nothing
        problems.append(Problem(name, 1, "rename the file: its name is not UTF-8", "encoding"))
    return Page(locale, path, name, lines, front_matter, tuple(problems))
