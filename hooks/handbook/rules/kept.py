"""Findings kept from one check to the next: a path is judged anew when anything that its findings rest on has changed.

What they rest on is not left to care: a rule is first given a `Narrow` library, which shows only what went into the key.
A rule that asks for more is stopped, judges with the whole library, and does so in every check. So that it need not parse all
pages for it, their traits (`handbook.traits`) are kept with the findings, and what was read from YAML (`handbook.readings`).
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

from handbook import STARTED, data, traits
from handbook.library import Library
from handbook.page import Page
from handbook.problem import Problem, today
from handbook.readings import Readings
from handbook.rules import paths, pieces, problems_of_library, problems_of_path
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
    """What the rules found at one path that rests on its key alone, and the names of the rules that asked for more.

    traits: of its page in each language, by locale
    """

    problems: frozenset[Problem]
    wider: tuple[str, ...]
    traits: dict[str, dict]


def judge(library: Library, names: list[str], path: str) -> Findings:
    """The findings of these rules at a path, as far as they may be kept; without a path, of those that look at the whole."""
    narrow, problems, wider = Narrow(library, path), set(), []
    for name in names:
        try:
            problems |= set(problems_of_path(narrow, [name], path) if path else problems_of_library(narrow, [name]))
        except Wider:
            wider.append(name)
    pages = [page for locale in library.locales if path and (page := library.page(locale, path))]
    return Findings(frozenset(problems), tuple(wider), {page.locale: traits.traits_of(narrow, page) for page in pages})


class Kept:
    """What the last check of a handbook found out, by key. What cannot be read or written counts as absent.

    Args: the checkout, the names of the rules that the check runs. Make it before the library is read: the data is looked at then,
    and once more before anything is written, so that no finding is kept under the key of data saved in between.
    """

    def __init__(self, root: Path, names: list[str]):
        self.root, self.names = root, names
        self.base = _digest(sys.version, yaml.__version__, str(today()), json.dumps(names), *_contents(CODE, "*.py"))
        self.data = self._data()
        self.before, readings = _read(root / FILE, self.base)
        self.now: dict[str, Findings] = {}
        self.keys: dict[str, str] = {}
        self.readings = data.readings = Readings(readings)

    def work(self, library: Library) -> list[tuple]:
        """The paths that are to be judged anew, as pieces of work for `handbook.rules.check`."""
        about = repr((library.source, library.locales, library.own))
        self.keys = {path: _digest(self.data, about, path, *_parts_of(library, path)) for path in ("", *paths(library))}
        self.add(library, {path: self.before[key] for path, key in self.keys.items() if key in self.before})
        unknown = [path for path, key in self.keys.items() if key not in self.now]
        return [(_judged, self.names, piece) for piece in pieces(unknown)]

    def add(self, library: Library, findings: dict[str, Findings]) -> None:
        """Take findings, by path, to keep them for the next check; the pages get their traits, and need not be parsed for them."""
        for path, one in findings.items():
            self.now[self.keys[path]] = one
            for locale, values in one.traits.items():
                traits.give(library.page(locale, path), values)

    def problems(self, library: Library) -> Iterator[Problem]:
        """All problems, once every path is known: those found at each, and those of the rules that ask for more."""
        for path, key in self.keys.items():
            yield from self.now[key].problems
            wider = self.now[key].wider
            yield from problems_of_path(library, wider, path) if path else problems_of_library(library, wider)

    def write(self) -> None:
        """Keep what this check found, and only that; the file is whole at every moment."""
        data.readings = None
        if self.now == self.before and self.readings.now == self.readings.before:
            return
        if self._data() != self.data or _youngest(CODE) >= STARTED:
            return
        findings = {key: [[astuple(problem) for problem in sorted(f.problems)], f.wider, f.traits] for key, f in self.now.items()}
        body = json.dumps({"base": self.base, "findings": findings, "readings": self.readings.now}, ensure_ascii=False, default=sorted)
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


def _judged(library: Library, names: list[str], piece: list[str]) -> dict[str, Findings]:
    return {path: judge(library, names, path) for path in piece}


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


def _read(file: Path, base: str) -> tuple[dict[str, Findings], dict[str, object]]:
    """The findings and the readings of a file; none when it is absent, of other code, or not to the letter what was written."""
    try:
        seal, _, body = file.read_bytes().decode("utf-8", "surrogatepass").partition("\n")
        values = json.loads(body) if seal == _digest(body) else {}
    except (OSError, ValueError):
        return {}, {}
    if values.get("base") != base:
        return {}, {}
    return {key: _findings(*one) for key, one in values["findings"].items()}, values["readings"]


def _findings(problems: list, wider: list, by_locale: dict) -> Findings:
    return Findings(
        frozenset(Problem(*one) for one in problems), tuple(wider),
        {locale: traits.restored(values) for locale, values in by_locale.items()},
    )


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
