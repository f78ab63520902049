"""Findings kept from one check to the next: a path is judged anew when anything that its findings rest on has changed.

What they rest on is not left to care: a rule is shown only what went into the key (`handbook.rules.findings`). One that asks for
more judges in every check. Kept as well is what was read from YAML (`handbook.readings`).
"""

import hashlib
import json
import os
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import astuple
from pathlib import Path

import yaml

from handbook import STARTED, data, traits
from handbook.library import Library
from handbook.problem import Problem, today
from handbook.readings import Readings
from handbook.rules import paths
from handbook.rules.findings import Findings, Found, pins_of
from handbook.translations import FOLDER

FILE = Path(".cache/check.json")
CODE = Path(__file__).resolve().parent.parent


class Kept(Found):
    """What the last check of a handbook found out, by key. What cannot be read or written counts as absent.

    Args: the checkout, the names of the rules that the check runs. Make it before the library is read: the data is looked at then,
    and once more before anything is written, so that no finding is kept under the key of data saved in between.
    """

    def __init__(self, root: Path, names: list[str]):
        super().__init__(names)
        self.root = root
        self.base = _digest(sys.version, yaml.__version__, str(today()), json.dumps(names), *_contents(CODE, "*.py"))
        self.data = self._data()
        self.before, readings = _read(root / FILE, self.base)
        self.keys: dict[str, str] = {}
        self.readings = data.readings = Readings(readings)

    def work(self, library: Library) -> list[tuple]:
        """The paths that are to be judged anew: those of which something has changed."""
        about = repr((library.source, library.locales, library.own))
        self.keys = {path: _digest(self.data, about, path, *_parts_of(library, path)) for path in ("", *paths(library))}
        self.add(library, {path: self.before[key] for path, key in self.keys.items() if key in self.before})
        return super().work(library)

    def write(self) -> None:
        """Keep what this check found, and only that; the file is whole at every moment."""
        data.readings = None
        now = {self.keys[path]: one for path, one in self.at.items()}
        if now == self.before and self.readings.now == self.readings.before:
            return
        if self._data() != self.data or _youngest(CODE) >= STARTED:
            return
        findings = {key: [[astuple(problem) for problem in sorted(f.problems)], f.wider, f.traits] for key, f in now.items()}
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


def _parts_of(library: Library, path: str) -> Iterator[str]:
    for locale in library.locales if path else ():
        if page := library.page(locale, path):
            yield repr((locale, page.file, page.problems))
            yield "\n".join(page.lines)
        if locale in library.pins:
            yield repr(pins_of(library.pins[locale], path))


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
