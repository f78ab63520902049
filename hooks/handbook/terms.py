"""The termbase: one entry a concept, its word in each language, synonyms, and forms to avoid."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from types import MappingProxyType

from handbook.data import key_lines, lines_of, read_yaml
from handbook.problem import Problem

NAME = "data/terms.yml"
LANGUAGE = re.compile(r"[a-z]{2}")
# What is said of a concept in a language; of these, some are lists of forms
KEYS = ("term", "acronym", "grammar", "accepted", "search_only", "avoid", "certainty")
LISTS = ("accepted", "search_only", "avoid")


@dataclass(frozen=True)
class Avoid:
    """A form that our text does not use; `when` names the only use in which it is wrong, else it is always wrong."""

    form: str
    when: str = ""


@dataclass(frozen=True)
class Wording:
    """A concept in one language. `search_only` forms may be wrong or hurtful: they are matched, never displayed."""

    term: str
    acronym: str = ""
    grammar: str = ""
    accepted: tuple[str, ...] = ()
    search_only: tuple[str, ...] = ()
    avoid: tuple[Avoid, ...] = ()
    certainty: str = ""


@dataclass(frozen=True, eq=False)  # one is only itself: functions may keep what they found out about it
class Term:
    """A concept: its wording and definition by locale, the source of the definition, the section that explains it."""

    name: str
    wording: MappingProxyType
    definition: MappingProxyType
    source: str = ""
    see: str = ""
    line: int = 1


@dataclass(frozen=True, eq=False)
class Terms:
    """All concepts by name, in the order of the file; names: of all that stand in it, also those with something to mend."""

    by_name: MappingProxyType
    problems: tuple[Problem, ...] = ()
    names: frozenset[str] = frozenset()

    def acronyms(self, locale: str) -> dict[str, str]:
        """Acronym → full term of a language, for tooltips; those with two meanings or under three letters left out."""
        wordings = [term.wording[locale] for term in self.by_name.values() if locale in term.wording]
        uses = Counter(wording.acronym for wording in wordings if wording.acronym)
        return {w.acronym: w.term for w in wordings if uses[w.acronym] == 1 and len(w.acronym) > 2}


def read_terms(root: Path) -> Terms:
    """The termbase of a checkout; without the file it is empty and says so."""
    file = root / NAME
    entries, problems = read_yaml(file, NAME, "terms")
    places, lines = key_lines(file), lines_of(file) if entries else {}
    terms = {}
    for name, entry in entries.items():
        line = places.get(name, 1)
        wrong = [Problem(NAME, lines.get((str(name), *path), line), message, "terms") for path, message in _mistakes(name, entry)]
        problems += wrong
        if not wrong:
            terms[name] = _term(name, entry, line)
    names = frozenset(map(str, entries)) or frozenset(places)  # of a file that cannot be read, what looks like a name
    return Terms(MappingProxyType(terms), tuple(problems), names)


def _mistakes(name: str, entry) -> Iterator[tuple[tuple, str]]:
    """What is wrong with an entry: the path to it, and an imperative sentence."""
    if not isinstance(entry, dict) or not isinstance(entry.get("definition"), dict):
        yield (), f"give {name} a term in each language and a definition, as its neighbours have"
        return
    for key, value in entry.items():
        if key in ("source", "see") and not isinstance(value, str):
            yield (key,), f"write {key} of {name} as text"
        elif LANGUAGE.fullmatch(str(key)):
            yield from (((str(key), *path), message) for path, message in _slips(f"{key} of {name}", value))
        elif key not in ("definition", "source", "see"):
            near = get_close_matches(str(key), ("definition", "source", "see"), 1)
            yield (str(key),), f"remove the key {key} of {name}" + (f": did you mean {near[0]}?" if near else "")


def _slips(where: str, value) -> Iterator[tuple[tuple, str]]:
    """What is wrong with a concept in one language."""
    if not isinstance(value, dict) or not isinstance(value.get("term"), str) or not value["term"].strip():
        yield (), f"write the word of {where} as term: …, as its neighbours are"
        return
    for key, one in value.items():
        if key not in KEYS:
            near = get_close_matches(str(key), KEYS, 1)
            yield (key,), f"remove the key {key} from {where}: " + (f"did you mean {near[0]}?" if near else f"the keys here are {', '.join(KEYS)}")
        elif key in LISTS and not isinstance(one, list):
            yield (key,), f"write {key} in {where} as a list, {key}: [one, two]"
        elif key in LISTS:
            for form in one:
                if not (isinstance(form, str) and form.strip() or key == "avoid" and isinstance(form, dict) and isinstance(form.get("form"), str)):
                    yield (key,), f"write each form in {key} of {where} as text, in quotation marks if it looks like a number, yes or no"
        elif not isinstance(one, str):
            yield (key,), f"write {key} in {where} as text, in quotation marks if it looks like a number, yes or no"


def _term(name: str, entry: dict, line: int) -> Term:
    wording = {locale: _wording(value) for locale, value in entry.items() if locale not in ("definition", "source", "see")}
    return Term(
        name, MappingProxyType(wording), MappingProxyType(dict(entry["definition"])),
        entry.get("source", ""), entry.get("see", ""), line,
    )


def _wording(value: dict) -> Wording:
    avoid = tuple(Avoid(a) if isinstance(a, str) else Avoid(a["form"], a.get("when", "")) for a in value.get("avoid", ()))
    return Wording(
        value["term"], value.get("acronym", ""), value.get("grammar", ""), tuple(value.get("accepted", ())),
        tuple(value.get("search_only", ())), avoid, value.get("certainty", ""),
    )

