"""Checklists: statements that are true or not, in groups; one list a file, the same items in every language."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from handbook.forms import NAME, WORDS, Source, Words, in_languages, read_forms, repeated
from handbook.problem import Problem

FOLDER = "data/checklists"


@dataclass(frozen=True, eq=False)
class Item:
    """A statement to tick; its name is the same in all languages, for good."""

    name: str
    words: Words


@dataclass(frozen=True, eq=False)
class Group:
    """Items that belong together, perhaps under a title."""

    name: str
    title: Words | None
    items: tuple[Item, ...]


@dataclass(frozen=True, eq=False)
class Checklist:
    """A list: its name, which is that of its file, the file as messages name it, its title and its groups."""

    name: str
    file: str
    title: Words
    groups: tuple[Group, ...]

    def words(self) -> Iterator[Words]:
        """Every text of the list."""
        yield self.title
        for group in self.groups:
            yield from [group.title] if group.title else []
            yield from (item.words for item in group.items)


def read_checklists(root: Path, locales: tuple[str, ...]) -> tuple[dict[str, Checklist], list[Problem]]:
    """The checklists of a checkout by name, and what is wrong with their files; the first locale is required."""
    item = {"id": NAME} | in_languages(locales)
    shape = {"title": WORDS, "groups": [{"id": NAME, "title?": WORDS, "items": [item]}]}
    sources, problems = read_forms(root, FOLDER, shape, locales)
    found = {}
    for source in sources:
        groups = source.data["groups"]
        every = [(("groups", g, "items", i), one) for g, group in enumerate(groups) for i, one in enumerate(group["items"])]
        wrong = [Problem(source.file, source.lines[path], message, "checklists") for path, message in repeated(every)]
        problems += wrong
        if not wrong:
            found[source.name] = Checklist(source.name, source.file, source.words("title"), tuple(_groups(source)))
    return found, problems


def _groups(source: Source) -> Iterator[Group]:
    for at, group in enumerate(source.data["groups"]):
        items = (
            Item(item["id"], source.words("groups", at, "items", number)) for number, item in enumerate(group["items"])
        )
        yield Group(group["id"], source.words("groups", at, "title"), tuple(items))
