"""Data files: YAML in UTF-8, read so that a mistake becomes a message with its line."""

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import yaml

from handbook.problem import Problem
from handbook.readings import Readings

# The loader in C, ten times as fast, where PyYAML was built with it; it reads a little more than the slow one:
# whatever is asked of a file, the same one answers
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
# Deeper than any of our files
DEEPEST = 12
# What git leaves in a file where two versions met
CONFLICT = re.compile(r"(?:<{7}|>{7}|\|{7})(?: |$)|={7}$")
SETTLE = "keep one of the two versions here, and delete the lines that begin with <<<<<<<, ======= and >>>>>>>"
DAY = re.compile(r"\b\d{4}-\d{2}-\d{2}\b")
COLON = re.compile(r":(?:\s|$)")
# While a check runs that keeps what it reads for the next one (`handbook.rules.kept`)
readings: Readings | None = None


class Twice(yaml.MarkedYAMLError):
    """A key stands twice in one mapping: the later would take the place of the earlier, and nobody would be told."""


class Distinct(LOADER):
    """The loader of data files, where no key may stand twice."""

    def construct_mapping(self, node, deep=False):
        seen = set()
        for key, _ in node.value:
            if isinstance(key, yaml.ScalarNode) and key.value in seen:
                raise Twice(problem=key.value, problem_mark=key.start_mark)
            seen.add(key.value)
        return super().construct_mapping(node, deep)


def read_yaml(file: Path, name: str, rule: str) -> tuple[dict, list[Problem]]:
    """A mapping from a YAML file, and what is wrong with the file; where nothing can be read the mapping is empty.

    Args: the file, the name that messages give it, the rule that speaks for it.
    """
    problems: list[Problem] = []
    try:
        text = file.read_bytes().decode("utf-8")
        try:
            value = load(text, _distinct)
        except Twice:  # all of them are told, and the rest of the file is read as it stands
            value = load(text)
            problems = [Problem(name, line, message, rule) for line, message in _twice(text)]
    except FileNotFoundError:
        return {}, [Problem(name, 1, "bring the file back: the build needs it", rule)]
    except UnicodeDecodeError as error:
        line = file.read_bytes()[: error.start].count(b"\n") + 1
        return {}, [Problem(name, line, "save the file as UTF-8; here begins something that is not", rule)]
    except yaml.YAMLError as error:
        return {}, [Problem(name, *place_and_advice(error, text.split("\n")), rule)]
    except (ValueError, RecursionError):
        days = (number for number, line in enumerate(text.split("\n"), 1) if any(not _exists(day) for day in DAY.findall(line)))
        return {}, [Problem(name, next(days, 1), "write every date as a day that exists, year-month-day, for example 2026-11-23", rule)]
    except OSError as error:
        return {}, [Problem(name, 1, f"make the file readable: {error.strerror}", rule)]
    if not isinstance(value, dict):
        return {}, [Problem(name, 1, "write the file as lines of the form key: value", rule)]
    return value, problems


def place_and_advice(error: yaml.YAMLError, lines: list[str]) -> tuple[int, str]:
    """The line of a mistake in YAML and what to do there, for who does not know YAML."""
    for number, line in enumerate(lines, 1):
        if CONFLICT.match(line):
            return number, SETTLE
    mark = getattr(error, "problem_mark", None)
    begun = getattr(error, "context_mark", None)
    if begun and "flow" in (getattr(error, "context", "") or ""):  # a bracket that was not closed: told where it was opened
        mark = begun
    number = min(mark.line + 1, len(lines)) if mark else 1
    text = lines[number - 1]
    if "\t" in text[: len(text) - len(text.lstrip())]:
        return number, "use spaces, not a tab"
    if len(COLON.findall(text)) > 1 and not text.lstrip(" -").startswith(("{", "[")):
        return number, 'put straight quotation marks, "…", around a text that holds a colon'
    return number, "mend the indentation, the brackets or the quotation marks, here or in the line above: the file cannot be read from here on"


def load(text: str, how: Callable | None = None):
    """The value of a text in YAML; raises what the loader raises."""
    how = how or _value
    return readings.read(text, how) if readings else how(text)


def lines_of(file: Path) -> dict[tuple, int]:
    """The line of every value of a YAML file that can be read, by its path: ("groups", 0, "items", 2, "fr")."""
    text = file.read_text("utf-8")
    return {tuple(path): line for path, line in (readings.read(text, _lines) if readings else _lines(text))}


def _exists(day: str) -> bool:
    try:
        return bool(date.fromisoformat(day))
    except ValueError:
        return False


def _twice(text: str) -> list[tuple[int, str]]:
    """Each key that stands a second time in its mapping: its line, and what to do."""
    found = []

    def walk(node, depth: int = 0) -> None:
        lines: dict[str, int] = {}
        for child in node.value if isinstance(node, (yaml.MappingNode, yaml.SequenceNode)) and depth <= DEEPEST else ():
            key, value = child if isinstance(child, tuple) else (None, child)
            if isinstance(key, yaml.ScalarNode):
                line = key.start_mark.line + 1
                if key.value in lines:
                    found.append((line, f"write {key.value} once: it stands in line {lines[key.value]} as well"))
                lines.setdefault(key.value, line)
            walk(value, depth + 1)

    walk(yaml.compose(text, Loader=LOADER))
    return found


def _value(text: str):
    return yaml.load(text, Loader=LOADER)


def _distinct(text: str):
    return yaml.load(text, Loader=Distinct)


def _lines(text: str) -> list[list]:
    """The path and the line of every value."""
    found: dict[tuple, int] = {}

    def walk(node, path: tuple) -> None:
        found.setdefault(path, node.start_mark.line + 1)
        if len(path) > DEEPEST:  # an alias may lead into itself
            return
        if isinstance(node, yaml.MappingNode):
            for key, value in node.value:
                name = str(key.value)
                found[*path, name] = key.start_mark.line + 1
                walk(value, (*path, name))
        elif isinstance(node, yaml.SequenceNode):
            for number, value in enumerate(node.value):
                walk(value, (*path, number))

    walk(yaml.compose(text, Loader=LOADER), ())
    return [[list(path), line] for path, line in found.items()]


def key_lines(file: Path, indent: int = 0) -> dict[str, int]:
    """The line of each key that stands at this indentation, empty when the file cannot be read."""
    try:
        lines = file.read_text("utf-8").split("\n")
    except (OSError, UnicodeDecodeError):
        return {}
    margin = " " * indent
    return {
        line.strip().split(":")[0].strip("\"'"): number
        for number, line in enumerate(lines, 1)
        if line.startswith(margin) and line[indent : indent + 1].strip() and ":" in line
    }
