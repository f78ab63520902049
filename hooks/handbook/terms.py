"""The termbase: one entry a concept, its word in each language, synonyms, and forms to avoid."""

from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from handbook.data import key_lines, read_yaml
from handbook.problem import Problem

NAME = "data/terms.yml"


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
    """All concepts by name, in the order of the file."""

    by_name: MappingProxyType
    problems: tuple[Problem, ...] = ()

    def acronyms(self, locale: str) -> dict[str, str]:
        """Acronym → full term of a language, for tooltips; those with two meanings or under three letters left out."""
        wordings = [term.wording[locale] for term in self.by_name.values() if locale in term.wording]
        uses = Counter(wording.acronym for wording in wordings if wording.acronym)
        return {w.acronym: w.term for w in wordings if uses[w.acronym] == 1 and len(w.acronym) > 2}


def read_terms(root: Path) -> Terms:
    """The termbase of a checkout; without the file it is empty and says so."""
    file = root / NAME
    entries, problems = read_yaml(file, NAME, "terms")
    places = key_lines(file)
    terms = {}
    for name, entry in entries.items():
        line = places.get(name, 1)
        try:
            terms[name] = _term(name, entry, line)
        except (AttributeError, KeyError, TypeError):
            problems.append(Problem(NAME, line, f"give {name} a term in each language and a definition, as its neighbours have", "terms"))
    return Terms(MappingProxyType(terms), tuple(problems))


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

