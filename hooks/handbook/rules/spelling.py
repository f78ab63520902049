"""Spelling: words that the dictionary of their language does not know, nor this handbook."""

import re
from collections.abc import Iterator
from functools import lru_cache

from handbook.dictionaries import installed, unknown
from handbook.own import own_lines
from handbook.page import Page
from handbook.problem import WARNING
from handbook.rules import rule

FOLDER = "data/words"
LATIN = re.compile(r"[A-Za-zÀ-ɏ]")
WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
# Prefixes and endings that dictionaries know of their own words only: l’IASC, IOM’s
ATTACHED = re.compile(r"^(?:[cdjlmnst]|qu)['’]|['’]s$", re.I)
# Pronouns that Spanish writes at the end of a verb, which then gets an accent: explíquelo, of explique
ENCLITICS = re.compile(r"l[aeo]s?$"), re.compile(r"(?:[mts]e|nos)(?:l[aeo]s?)?$")
ACCENTS = str.maketrans("áéíóú", "aeiou")
# What begins a sentence or a line may have a capital letter; elsewhere a capital begins a name
BEFORE_CAPITAL = re.compile(r"(?:^|[.!?:…»”\n|*(])[\s*_«“\"(¿¡]*$")


@rule("library", WARNING, docs_only=False, asked=True)
def spelling(library):
    """Every word is spelt as its dictionary has it; `handbook check --spelling` asks hunspell, where it is installed.

    Known besides: the termbase, the bibliography, the labels, names, acronyms, and the list data/words/<language>.txt.
    Words in code, in addresses and in other languages are not looked at.

    Bad:   Ask for cosnent first.
    Good:  Ask for consent first.
    """
    dictionaries = installed()
    for locale in library.locales:
        if locale in dictionaries:
            places = _places(library, locale)
            known = _known(library, locale)
            asked = {word: _forms(word, locale) for word in places if known.isdisjoint(map(str.casefold, _forms(word, locale)))}
            try:
                missing = unknown({form for forms in asked.values() for form in forms}, dictionaries[locale])
            except OSError as error:
                yield f"{FOLDER}/{locale}.txt", 1, f"mend the dictionary {dictionaries[locale]}, hunspell cannot use it: {error}"
                continue
            for word in (word for word, forms in asked.items() if forms <= missing):
                for page, line in places[word].items():
                    yield page, line, f"mend the spelling of {word}, or add it to {FOLDER}/{locale}.txt"


def _places(library, locale: str) -> dict[str, dict[Page, int]]:
    """Each word of a language, with the pages that it stands on and its first line there."""
    places: dict[str, dict[Page, int]] = {}
    for page in library.of(locale):
        for number, line in _lines(page):
            for word in _words(line, locale):
                places.setdefault(word, {}).setdefault(page, number)
    return places


def _lines(page: Page) -> Iterator[tuple[int, str]]:
    for key in ("title", "description"):
        yield page.front_matter.line(key), str(page.front_matter.get(key, ""))
    for block in page.blocks:
        if block.kind not in ("fence", "comment", "html", "definition"):
            yield from enumerate(own_lines(block.text), block.line)


def _words(line: str, locale: str) -> Iterator[str]:
    """The words of a line that a dictionary may judge: no acronyms, no names, none in another script."""
    for found in WORD.finditer(line):
        word = found[0]
        bare = _bare(word)
        if len(bare) < 3 or sum(letter.isupper() for letter in bare) > 1 or (locale == "ar") == bool(LATIN.search(bare)):
            continue
        if bare[0].isupper() and not BEFORE_CAPITAL.search(line[: found.start()]):
            continue
        yield word


def _forms(word: str, locale: str) -> set[str]:
    """A word without what is attached to it, and the verb in it; any of them may be the one that a dictionary has."""
    verbs = {pattern.sub("", word).translate(ACCENTS) for pattern in ENCLITICS if locale == "es" and pattern.search(word)}
    return {_bare(word), *(verb for verb in verbs if len(verb) > 3)}


def _bare(word: str) -> str:
    return ATTACHED.sub("", word) or word


@lru_cache(maxsize=8)
def _known(library, locale: str) -> frozenset[str]:
    """The words that this handbook itself vouches for, in small letters."""
    texts = [str(value) for value in library.labels.get(locale, {}).values()]
    for term in library.terms.by_name.values():
        for wording in term.wording.values():
            texts += [wording.term, wording.acronym, *wording.accepted]
    for work in library.sources.works.values():
        texts += [work.title, *work.publishers, *(edition.title for edition in work.editions)]
    try:
        texts.append((library.root / FOLDER / f"{locale}.txt").read_text("utf-8"))
    except (OSError, UnicodeDecodeError):  # a language without a list of its own
        pass
    return frozenset(word.casefold() for text in texts for word in re.findall(r"[^\W\d_]+(?:['’][^\W\d_]+)*", text))
