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
WORD = re.compile(r"[^\W\d_]{3,}(?:['’][^\W\d_]+)*|[^\W\d_]{1,2}['’][^\W\d_]{2,}")
# Prefixes and endings that dictionaries know of their own words only: l’IASC, IOM’s
ATTACHED = re.compile(r"^(?:[cdjlmnst]|qu)['’]|['’]s$", re.I)
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
            asked = {word for word in places if word.casefold() not in known and _bare(word).casefold() not in known}
            try:
                strange = asked & unknown(asked, dictionaries[locale])
            except OSError as error:
                yield f"{FOLDER}/{locale}.txt", 1, f"mend the dictionary {dictionaries[locale]}, hunspell cannot use it: {error}"
                continue
            for word in strange:
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
        if sum(letter.isupper() for letter in bare) > 1 or (locale == "ar") != ("\u0600" <= bare[0] <= "\u06ff"):
            continue
        if bare[0].isupper() and not BEFORE_CAPITAL.search(line[: found.start()]):
            continue
        yield word


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
