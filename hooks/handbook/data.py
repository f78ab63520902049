"""Data files: YAML in UTF-8, read so that a mistake becomes a message with its line."""

from collections.abc import Callable
from pathlib import Path

import yaml

from handbook.problem import Problem
from handbook.readings import Readings

# The loader in C, ten times as fast, where PyYAML was built with it; it reads a little more than the slow one:
# whatever is asked of a file, the same one answers
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
# Deeper than any of our files
DEEPEST = 12
# While a check runs that keeps what it reads for the next one (`handbook.rules.kept`)
readings: Readings | None = None


class Twice(yaml.MarkedYAMLError):
    """A key stands twice in one mapping: the later would take the place of the earlier, and nobody would be told."""


class Distinct(LOADER):
    """The loader of data files, where no key may stand twice."""

    def construct_mapping(self, node, deep=False):
        lines: dict[str, int] = {}
        for key, _ in node.value:
            if isinstance(key, yaml.ScalarNode) and lines.setdefault(key.value, key.start_mark.line + 1) <= key.start_mark.line:
                raise Twice(problem=f"write {key.value} once: it stands in line {lines[key.value]} as well", problem_mark=key.start_mark)
        return super().construct_mapping(node, deep)


def read_yaml(file: Path, name: str, rule: str) -> tuple[dict, list[Problem]]:
    """A mapping from a YAML file, and what is wrong with the file; in that case the mapping is empty.

    Args: the file, the name that messages give it, the rule that speaks for it.
    """
    try:
        value = load(file.read_bytes().decode("utf-8"), _distinct)
    except FileNotFoundError:
        return {}, [Problem(name, 1, "bring the file back: the build needs it", rule)]
    except UnicodeDecodeError as error:
        line = file.read_bytes()[: error.start].count(b"\n") + 1
        return {}, [Problem(name, line, "save the file as UTF-8; here begins something that is not", rule)]
    except Twice as error:
        return {}, [Problem(name, error.problem_mark.line + 1, error.problem, rule)]
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark else 1
        return {}, [Problem(name, line, "mend the indentation or the quotation marks: YAML cannot be read here", rule)]
    except OSError as error:
        return {}, [Problem(name, 1, f"make the file readable: {error.strerror}", rule)]
    if not isinstance(value, dict):
        return {}, [Problem(name, 1, "write the file as lines of the form key: value", rule)]
    return value, []


def load(text: str, how: Callable | None = None):
    """The value of a text in YAML; raises what the loader raises."""
    how = how or _value
    return readings.read(text, how) if readings else how(text)


def lines_of(file: Path) -> dict[tuple, int]:
    """The line of every value of a YAML file that can be read, by its path: ("groups", 0, "items", 2, "fr")."""
    text = file.read_text("utf-8")
    return {tuple(path): line for path, line in (readings.read(text, _lines) if readings else _lines(text))}


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
