"""Forms: checklists to tick and cards to fill in; a data file each, every text of it in each language."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from types import MappingProxyType

from handbook.data import lines_of, read_yaml
from handbook.problem import Problem

# What stands for a value in a shape, beside a mapping of keys (`?` after those that may be missing) and a list of one
TEXT, NAME, WORDS, PERCENT = "text", "name", "words", "per cent"
# A name stays: what is kept on devices and in files goes by it
GOOD_NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
# Texts stand in spreadsheets and on buttons too, where markup would be read out
MARKUP = re.compile(r"\]\(|</?\w|\*\*|^#|\n")


@dataclass(frozen=True, eq=False)
class Words:
    """A text of a form: what messages call it, its wording by locale, and the line of each (of all under ``)."""

    name: str
    text: MappingProxyType
    lines: MappingProxyType

    def get(self, locale: str) -> str:
        """The text in a language; empty where it is not translated yet."""
        return self.text.get(locale, "")


@dataclass(frozen=True, eq=False)
class Source:
    """A form as read: its name, the name of its file, its data, and the line of each value by its path."""

    name: str
    file: str
    data: dict
    lines: dict

    def words(self, *path) -> Words | None:
        """The text at a path, whose languages stand there or beside an id; None where there is none."""
        value = self.data
        for step in path:
            value = value.get(step) if isinstance(value, dict) else value[step]
        if value is None:
            return None
        texts = {key: text.strip() for key, text in value.items() if key != "id"}
        lines = {locale: self.lines.get((*path, locale), 1) for locale in texts}
        named = value.get("id") or " ".join(str(step) for step in path if isinstance(step, str))
        return Words(named, MappingProxyType(texts), MappingProxyType({"": self.lines.get(path, 1)} | lines))


def read_forms(root: Path, folder: str, shape: dict, locales: tuple[str, ...]) -> tuple[list[Source], list[Problem]]:
    """The forms of a folder, in the order of their names, and what is wrong; one that is wrong is left out."""
    rule = folder.rpartition("/")[2]
    found, problems = [], []
    for file in sorted((root / folder).glob("*.yml")):
        name = f"{folder}/{file.name}"
        data, wrong = read_yaml(file, name, rule)
        if not wrong:
            lines = lines_of(file)
            wrong = [Problem(name, _line(lines, path), message, rule) for path, message in mistakes(data, shape, locales)]
        if not GOOD_NAME.fullmatch(file.stem):
            wrong.append(Problem(name, 1, f"name the file in lower-case letters, digits and dashes, not {file.stem}", rule))
        problems += wrong
        if not wrong:
            found.append(Source(file.stem, name, data, lines))
    return found, problems


def mistakes(value, shape, locales: tuple[str, ...], path: tuple = ()) -> Iterator[tuple[tuple, str]]:
    """What is wrong with a value: the path to it, and an imperative sentence. The first locale is the one required."""
    called = next((str(step) for step in reversed(path) if isinstance(step, str)), "the file")
    if shape == WORDS:
        shape = in_languages(locales)
    if isinstance(shape, dict):
        if not isinstance(value, dict):
            yield path, f"write {called} as lines of the form key: value"
            return
        yield from _keys(value, shape, locales, path)
    elif isinstance(shape, list):
        if not isinstance(value, list) or not value:
            yield path, f"write {called} as a list of lines that begin with a dash"
            return
        for number, one in enumerate(value):
            yield from mistakes(one, shape[0], locales, (*path, number))
        yield from repeated(((*path, number), one) for number, one in enumerate(value))
    elif shape == PERCENT:
        if type(value) is not int or not 1 <= value <= 100:
            yield path, f"write {called} as a whole number from 1 to 100"
    else:
        yield from ((path, message) for message in _text_mistakes(value, shape, called))


def _text_mistakes(value, shape, called: str) -> Iterator[str]:
    """What is wrong with a value that has to be text: one of several words, a name, or a sentence."""
    if not isinstance(value, str) or not value.strip():
        yield f"write {called} as text, in quotation marks if it looks like a number, a date, yes or no"
    elif shape == NAME and not GOOD_NAME.fullmatch(value):
        yield f"write the id {value} in lower-case letters a-z, digits and dashes only"
    elif isinstance(shape, tuple) and value not in shape:
        yield f"write {called} as one of {', '.join(shape)}, not {value}"
    elif shape == TEXT and MARKUP.search(value):
        yield f"write {called} as plain text on one line, without markup: it stands in spreadsheets too"


def in_languages(locales: tuple[str, ...]) -> dict:
    """The shape of a text: required in the first language; in the others a rule of its own asks for it."""
    return {locales[0]: TEXT} | {f"{locale}?": TEXT for locale in locales[1:]}


def repeated(records) -> Iterator[tuple[tuple, str]]:
    """Records, given as (path, record), that have the id of one before them."""
    seen = set()
    for path, record in records:
        name = record.get("id") if isinstance(record, dict) else None
        if isinstance(name, str) and name in seen:
            yield (*path, "id"), f"give this another id: {name} stands above already"
        seen.add(str(name))


def _keys(value: dict, shape: dict, locales, path) -> Iterator[tuple[tuple, str]]:
    known = {key.rstrip("?"): one for key, one in shape.items()}
    for key in value:
        if key not in known:
            near = get_close_matches(str(key), known, 1)
            advice = f"did you mean {near[0]}?" if near else f"the keys here are {', '.join(known)}"
            yield (*path, key), f"remove the key {key}: {advice}"
    for key in shape:
        if not key.endswith("?") and key not in value:
            yield path, f"add {key}: here"
    for key, one in known.items():
        if key in value:
            yield from mistakes(value[key], one, locales, (*path, key))


def _line(lines: dict, path: tuple) -> int:
    """The line of a value, or of the nearest thing around it that has one."""
    return next((lines[path[:end]] for end in range(len(path), -1, -1) if path[:end] in lines), 1)
