"""Cards: forms that a reader fills in for the own area, on the device or on paper; one card a file."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from handbook.forms import NAME, WORDS, Source, Words, in_languages, read_forms
from handbook.problem import Problem

FOLDER = "data/cards"
KINDS = ("text", "long", "date")


@dataclass(frozen=True, eq=False)
class Field:
    """Something to fill in, or a row or column of such; kind: a line, several lines (`long`), or a day."""

    name: str
    label: Words
    kind: str = "text"


@dataclass(frozen=True, eq=False)
class Block:
    """A part of a card: fields, a table of rows and columns, or sentences to read; perhaps under a title."""

    name: str
    title: Words | None
    fields: tuple[Field, ...]
    columns: tuple[Field, ...]
    rows: tuple[Field, ...]
    text: tuple[Words, ...]


@dataclass(frozen=True, eq=False)
class Card:
    """A card: its name, which is that of its file, the file as messages name it, its title and its blocks."""

    name: str
    file: str
    title: Words
    blocks: tuple[Block, ...]

    def words(self) -> Iterator[Words]:
        """Every text of the card."""
        yield self.title
        for block in self.blocks:
            yield from [block.title] if block.title else []
            yield from (field.label for field in (*block.fields, *block.columns, *block.rows))
            yield from block.text


def read_cards(root: Path, locales: tuple[str, ...]) -> tuple[dict[str, Card], list[Problem]]:
    """The cards of a checkout by name, and what is wrong with their files; the first locale is required."""
    label = {"id": NAME, "label": WORDS, "kind?": KINDS}
    sentence = {"id": NAME} | in_languages(locales)
    block = {"id": NAME, "title?": WORDS, "fields?": [label], "columns?": [label], "rows?": [label], "text?": [sentence]}
    sources, problems = read_forms(root, FOLDER, {"title": WORDS, "blocks": [block]}, locales)
    found = {
        source.name: Card(source.name, source.file, source.words("title"), tuple(_blocks(source))) for source in sources
    }
    return found, problems


def _blocks(source: Source) -> Iterator[Block]:
    for at, block in enumerate(source.data["blocks"]):
        path = ("blocks", at)
        fields, columns, rows = (tuple(_fields(source, (*path, key), block)) for key in ("fields", "columns", "rows"))
        text = tuple(source.words(*path, "text", number) for number in range(len(block.get("text", ()))))
        yield Block(block["id"], source.words(*path, "title"), fields, columns, rows, text)


def _fields(source: Source, path: tuple, block: dict) -> Iterator[Field]:
    for number, field in enumerate(block.get(path[-1], ())):
        label = source.words(*path, number, "label")
        yield Field(field["id"], label, field.get("kind", "text"))
