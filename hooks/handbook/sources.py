"""The bibliography: one record a work, its language editions, and how sure we are that they exist."""

import re
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path
from types import MappingProxyType

from handbook.data import key_lines, read_yaml
from handbook.problem import Problem

NAME = "data/sources.yml"

# The groups of the reference library, in its order; each is a section of docs/*/references.md
GROUPS = (
    "foundations", "law", "coordination", "mainstreaming", "community", "iom", "disability", "older-persons", "sogiesc",
    "gbv", "child-protection", "trafficking", "hlp", "detention", "mhpss", "accountability", "mine-action",
    "data", "solutions", "cash", "practice", "sectors", "tools", "media",
)
# Pages link to it
GOOD_NAME = re.compile(r"[a-z][a-z0-9-]*")
ACCESS = ("public", "staff", "unknown")
CERTAINTY = ("seen", "seed", "believed")
KEYS = frozenset({
    "group", "title", "publishers", "year", "symbol", "url", "url_checked", "access", "editions", "superseded_by", "note",
})


@dataclass(frozen=True)
class Edition:
    """A work in one language; title and address only where they are known."""

    locale: str
    title: str = ""
    url: str = ""
    certainty: str = "believed"


@dataclass(frozen=True, eq=False)
class Work:
    """One work with its language editions. `year` is a number, or `n.d.` when the work carries no date."""

    name: str
    group: str
    title: str
    publishers: tuple[str, ...]
    year: int | str
    access: str
    editions: tuple[Edition, ...]
    url: str = ""
    url_checked: str = ""
    symbol: str = ""
    superseded_by: str = ""
    note: MappingProxyType = field(default_factory=lambda: MappingProxyType({}))
    line: int = 1

    def edition(self, locale: str) -> Edition | None:
        return next((edition for edition in self.editions if edition.locale == locale), None)


@dataclass(frozen=True, eq=False)  # one is only itself: functions may keep what they found out about it
class Sources:
    """All works by name, and the name of each publisher by locale.

    names: of all works that stand in the file, also those with something to mend
    """

    works: MappingProxyType
    publishers: MappingProxyType
    problems: tuple[Problem, ...] = ()
    names: frozenset[str] = frozenset()


def read_sources(root: Path) -> Sources:
    """The bibliography of a checkout; a record that is wrong is left out and told with its line."""
    file = root / NAME
    data, problems = read_yaml(file, NAME, "sources")
    places, tops = key_lines(file, indent=2), key_lines(file)
    for key in data.keys() - {"publishers", "works"}:
        problems.append(Problem(NAME, tops.get(str(key), 1), f"indent {key} and what is below it by two spaces more, as its neighbours are", "sources"))
    for key in ("publishers", "works"):
        if key in data and not isinstance(data[key], dict):
            problems.append(Problem(NAME, tops.get(key, 1), f"write {key} as records below each other, each with its id", "sources"))
    publishers, entries = (data.get(key) if isinstance(data.get(key), dict) else {} for key in ("publishers", "works"))
    works = {}
    for name, entry in entries.items():
        line = places.get(str(name), 1)
        wrong = [Problem(NAME, line, message, "sources") for message in _mistakes(name, entry, publishers, entries)]
        problems += wrong
        if not wrong:
            works[name] = _work(name, entry, line)
    names = frozenset(map(str, entries)) or frozenset(places)  # of a file that cannot be read, what looks like a name
    return Sources(MappingProxyType(works), MappingProxyType(publishers), tuple(problems), names)


def _mistakes(name: str, entry, publishers: dict, works: dict):
    """What is wrong with a record, as imperative sentences."""
    if not isinstance(entry, dict):
        yield f"write {name} as a record of keys and values, as its neighbours are"
        return
    if not isinstance(name, str) or not GOOD_NAME.fullmatch(name):
        yield f"write the id {name} in lower-case letters a-z, digits and dashes only, beginning with a letter"
    for key in sorted(set(map(str, entry)) - KEYS):
        yield f"remove the key {key} of {name}, or write it as one of {', '.join(sorted(KEYS))}"
    if not isinstance(entry.get("title"), dict) or not entry["title"].get("en"):
        yield f"give {name} a title with at least its English form, title: {{en: ...}}"
    if entry.get("group") not in GROUPS:
        yield f"give {name} one of the groups {', '.join(GROUPS)}"
    if not (isinstance(entry.get("year"), int) or entry.get("year") == "n.d."):
        yield f"give {name} a year as a number, or n.d. when the work has none"
    if entry.get("access") not in ACCESS:
        yield f"say who may open {name}: access: {' | '.join(ACCESS)}"
    if not isinstance(entry.get("publishers"), list) or not entry["publishers"]:
        yield f"list the publishers of {name} in square brackets, publishers: [who]"
    else:
        for publisher in entry["publishers"]:
            if str(publisher) not in publishers:
                near = get_close_matches(str(publisher), publishers, 1)
                hint = f"; did you mean {near[0]}?" if near else ""
                yield f"name a publisher of {name} that is listed under publishers, not {publisher}{hint}"
    editions = entry.get("editions")
    records = list(editions.values()) if isinstance(editions, dict) else []
    if not records or not all(isinstance(one, dict) and one.get("certainty") in CERTAINTY for one in records):
        yield f"list the language editions of {name}, each with its certainty, editions: {{en: {{certainty: {' | '.join(CERTAINTY)}}}}}"
    for key in ("url", "superseded_by"):
        if not isinstance(entry.get(key, ""), str):
            yield f"write {key} of {name} as text"
    if not isinstance(entry.get("note") or {}, dict):
        yield f"write the note of {name} in each language, note: {{en: …, fr: …, es: …, ar: …}}"
    if isinstance(entry.get("superseded_by", ""), str) and entry.get("superseded_by") and entry["superseded_by"] not in works:
        yield f"name a work of this file in superseded_by of {name}"


def _work(name: str, entry: dict, line: int) -> Work:
    editions = tuple(
        Edition(locale, value.get("title", "") or entry["title"].get(locale, ""), value.get("url", ""), value["certainty"])
        for locale, value in entry["editions"].items()
    )
    return Work(
        name, entry["group"], entry["title"]["en"], tuple(entry["publishers"]), entry["year"], entry["access"], editions,
        entry.get("url", ""), entry.get("url_checked", ""), str(entry.get("symbol", "")), entry.get("superseded_by", ""),
        MappingProxyType(entry.get("note") or {}), line,
    )

