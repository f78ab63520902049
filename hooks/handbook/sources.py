"""The bibliography: one record a work, its language editions, and how sure we are that they exist."""

from dataclasses import dataclass, field
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
    """All works by name, and the name of each publisher by locale."""

    works: MappingProxyType
    publishers: MappingProxyType
    problems: tuple[Problem, ...] = ()


def read_sources(root: Path) -> Sources:
    """The bibliography of a checkout; a record that is wrong is left out and told with its line."""
    file = root / NAME
    data, problems = read_yaml(file, NAME, "sources")
    publishers = data.get("publishers") or {}
    places = key_lines(file, indent=2)
    works = {}
    for name, entry in (data.get("works") or {}).items():
        line = places.get(name, 1)
        wrong = [Problem(NAME, line, message, "sources") for message in _mistakes(name, entry, publishers, data["works"])]
        problems += wrong
        if not wrong:
            works[name] = _work(name, entry, line)
    return Sources(MappingProxyType(works), MappingProxyType(publishers), tuple(problems))


def _mistakes(name: str, entry, publishers: dict, works: dict):
    """What is wrong with a record, as imperative sentences."""
    if not isinstance(entry, dict):
        yield f"write {name} as a record of keys and values, as its neighbours are"
        return
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
    for publisher in entry.get("publishers") or ["…"]:
        if publisher not in publishers:
            yield f"name a publisher of {name} that is listed under publishers, not {publisher}"
    editions = entry.get("editions")
    if not isinstance(editions, dict) or any((e or {}).get("certainty") not in CERTAINTY for e in editions.values()):
        yield f"list the language editions of {name}, each with certainty: {' | '.join(CERTAINTY)}"
    if entry.get("superseded_by") and entry["superseded_by"] not in works:
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

