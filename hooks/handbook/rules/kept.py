"""Findings kept from one check to the next: a path is judged anew when anything that its findings rest on has changed.

What they rest on is not left to care: a rule is first given a `Narrow` library, which shows only what went into the key.
A rule that asks for more is stopped, judges with the whole library, and does so in every check.
"""

import hashlib
import json
import os
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import astuple, dataclass, replace
from pathlib import Path
from types import MappingProxyType

import yaml

from handbook import STARTED
from handbook.library import Library
from handbook.page import Page
from handbook.problem import Problem, today
from handbook.rules import of_whole, paths, pieces, problems_of_library, problems_of_path
from handbook.translations import FOLDER

FILE = Path(".cache/check.json")
CODE = Path(__file__).resolve().parent.parent


class Wider(Exception):
    """A rule asked for more than the pages of one path and the data."""


class Narrow:
    """A library as far as a key covers it: the data of the whole handbook, and the pages of one path with their pins.

    Without a path it shows the data alone.
    """

    SHOWN = frozenset("source locales translations own terms sources labels filled checklists cards questions".split())

    def __init__(self, library: Library, path: str = ""):
        self._whole, self._path = library, path
        if path:
            self.pins = MappingProxyType({locale: _pins_of(pins, path) for locale, pins in library.pins.items()})

    def __getattr__(self, name: str):
        if name not in self.SHOWN:
            raise Wider(name)
        return getattr(self._whole, name)

    def page(self, locale: str, path: str) -> Page | None:
        if path != self._path:
            raise Wider(path)
        return self._whole.page(locale, path)

    def states(self, page: Page) -> dict[str, str]:
        self.page(page.locale, page.path)
        return self._whole.states(page)


@dataclass(frozen=True)
class Findings:
    """What the rules found at one path that rests on its key alone, and the names of the rules that asked for more."""

    problems: frozenset[Problem]
    wider: tuple[str, ...]


def judge(library: Library, names: list[str], path: str) -> Findings:
    """The findings of these rules at a path, as far as they may be kept; without a path, of those that look at the whole."""
    narrow, problems, wider = Narrow(library, path), set(), []
    for name in names:
        try:
            problems |= set(problems_of_path(narrow, [name], path) if path else problems_of_library(narrow, [name]))
        except Wider:
            wider.append(name)
    return Findings(frozenset(problems), tuple(wider))


class Kept:
    """The findings of the last check of a handbook, by key. What cannot be read or written counts as absent.

    Args: the checkout, the names of the rules that the check runs. Make it before the library is read: the data is looked at then,
    and once more before anything is written, so that no finding is kept under the key of data saved in between.
    """

    def __init__(self, root: Path, names: list[str]):
        self.root = root
        self.base = _digest(sys.version, yaml.__version__, str(today()), json.dumps(names), *_contents(CODE, "*.py"))
        self.data = self._data()
        self.before = _read(root / FILE)
        self.now: dict[str, Findings] = {}
        self.keys: dict[str, str] = {}

    def work(self, library: Library, names: list[str]) -> list[tuple]:
        """What is left to do, in pieces for `handbook.rules.check`, the longest first so that all processes end together."""
        known = self._known(library)
        whole = known.get("") or judge(library, names, "")
        self.add({"": whole})
        looks = [(_look, names, {path: known.get(path) for path in piece}) for piece in pieces(library)]
        return [*of_whole(whole.wider), (_told, whole), *looks]

    def _known(self, library: Library) -> dict[str, Findings]:
        """The findings of the last check at each path where all that they rest on is as it was."""
        about = repr((library.source, library.locales, library.own))
        self.keys = {path: _digest(self.base, self.data, about, path, *_parts_of(library, path)) for path in ("", *paths(library))}
        known = {path: self.before[key] for path, key in self.keys.items() if key in self.before}
        self.add(known)
        return known

    def add(self, findings: dict[str, Findings]) -> None:
        """Take findings, by path, to keep them for the next check."""
        self.now |= {self.keys[path]: one for path, one in findings.items()}

    def write(self) -> None:
        """Keep the findings of this check, and only them; the file is whole at every moment."""
        if self.now == self.before or self._data() != self.data or _youngest(CODE) >= STARTED:
            return
        values = {key: [[astuple(problem) for problem in sorted(f.problems)], f.wider] for key, f in self.now.items()}
        body = json.dumps(values, ensure_ascii=False)
        file = self.root / FILE
        try:
            file.parent.mkdir(exist_ok=True)
            handle, name = tempfile.mkstemp(prefix="check-", dir=file.parent)
            try:
                with open(handle, "w", encoding="utf-8", errors="surrogatepass") as part:
                    part.write(f"{_digest(body)}\n{body}")
                os.replace(name, file)
            except OSError:
                os.unlink(name)
        except OSError:
            return  # a checkout that cannot be written is checked all the same

    def _data(self) -> str:
        """A digest of every data file; pins belong to their paths, and are in the keys of those."""
        return _digest(*_contents(self.root / "data", "*.*", self.root / FOLDER))


def _look(library: Library, names: list[str], known: dict[str, Findings | None]) -> tuple[set[Problem], dict[str, Findings]]:
    """The problems at some paths, of which the findings are known or not, and those findings that were not known."""
    problems, found = set(), {}
    for path, findings in known.items():
        if not findings:
            findings = found[path] = judge(library, names, path)
        problems |= findings.problems
        problems.update(problems_of_path(library, findings.wider, path))
    return problems, found


def _told(library: Library, findings: Findings) -> tuple[frozenset[Problem], dict]:
    return findings.problems, {}


def _parts_of(library: Library, path: str) -> Iterator[str]:
    for locale in library.locales if path else ():
        if page := library.page(locale, path):
            yield repr((locale, page.file, page.problems))
            yield "\n".join(page.lines)
        if locale in library.pins:
            yield repr(_pins_of(library.pins[locale], path))


def _pins_of(pins, path: str):
    def only(values) -> MappingProxyType:
        return MappingProxyType({path: values[path]} if path in values else {})

    return replace(pins, sections=only(pins.sections), reviews=only(pins.reviews), lines=only(pins.lines))


def _read(file: Path) -> dict[str, Findings]:
    """The findings of a file; none when it is absent, or is not to the letter what was written."""
    try:
        seal, _, body = file.read_bytes().decode("utf-8", "surrogatepass").partition("\n")
        values = json.loads(body) if seal == _digest(body) else {}
    except (OSError, ValueError):
        return {}
    return {key: Findings(frozenset(Problem(*one) for one in found), tuple(wider)) for key, (found, wider) in values.items()}


def _contents(folder: Path, pattern: str, without: Path | None = None) -> Iterator[str | bytes]:
    """The name and the content of each file below a folder."""
    for file in sorted(folder.rglob(pattern)):
        if file.parent != without and file.is_file():
            yield file.relative_to(folder).as_posix()
            try:
                yield file.read_bytes()
            except OSError as error:
                yield repr(error)


def _youngest(folder: Path) -> float:
    return max(file.stat().st_mtime for file in folder.rglob("*.py"))


def _digest(*parts: str | bytes) -> str:
    """A digest of texts, each with its length, so that none runs into the next."""
    whole = hashlib.blake2b(digest_size=20)
    for part in parts:
        part = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        whole.update(b"%d:" % len(part))
        whole.update(part)
    return whole.hexdigest()
