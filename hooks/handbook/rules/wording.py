"""Wording: the words of the termbase, and none of the forms that it says to avoid."""

import re
from collections.abc import Iterator
from functools import lru_cache

from handbook.inline import REMEMBERED, plain
from handbook.own import own
from handbook.problem import WARNING
from handbook.rules import rule

# What stands between quotation marks is said of a word, or by somebody else
QUOTED = re.compile(r"«[^»]*»|“[^”]*”|\"[^\"\n]*\"")
# No part of a word; what is written together with an Arabic one
SIGN = re.compile(r"[^\w\s]")
PREFIX = re.compile(r"^[وفبلك]?(?:ال|لل)")


@rule("page", docs_only=False)
def forms_avoided(library, page):
    """Text never uses a form that the termbase says to avoid; confusing trafficking with smuggling is the worst.

    Forms that are wrong only in some uses (`when`) are for people to judge: no program knows the use.

    Bad:   le trafic d’êtres humains
    Good:  la traite des êtres humains
    """
    text_of = {block.line: _judged(block.text) for block in page.blocks if block.kind not in ("fence", "comment")}
    head = " ".join(str(page.front_matter.get(key, "")) for key in ("title", "description"))
    texts = [(page.front_matter.line("title"), head), *text_of.items()]
    for line, form, term in avoided_forms(texts, library.terms, page.locale):
        yield page, line, f"write {term} instead of {form}"


@rule("translation", docs_only=False)
def terms_used(library, source, page):
    """Where English uses a term of the termbase often, the translation uses its term, or an accepted variant.

    Bad:   référencement, throughout a page on referral
    Good:  orientation
    """
    ours = set(_folded(" ".join([page.title, *(plain(block.text) for block in page.blocks)])).split())
    stems = {_stem(word) for word in ours}
    for term in _often_used(library.terms, source):
        if wording := term.wording.get(page.locale):
            found = any(_stems(form) <= stems for form in [wording.term, *wording.accepted])
            if not found and wording.acronym.casefold() not in ours:
                yield page, 1, f"use {wording.term} for “{term.wording['en'].term}”, or an accepted variant of data/terms.yml", WARNING


def avoided_forms(texts: list[tuple[int, str]], terms, locale: str) -> Iterator[tuple[int, str, str]]:
    """The forms to avoid that stand in texts, each text with its line: line, form, what to write instead."""
    folded = [text.casefold() for _, text in texts]
    whole = "\n".join(folded)
    for words, form, term in _avoided(terms, locale):
        if all(word in whole for word in words):  # nearly every form is on no page, and this is told much faster
            pattern, word = _form(form, locale), max(words, key=len, default="")
            yield from ((line, form, term) for (line, text), low in zip(texts, folded) if word in low and pattern.search(text))


@lru_cache(maxsize=64)  # asked again for each translation of a page
def _often_used(terms, source) -> tuple:
    """The terms of several words that stand three times on an English page; single words have many right translations."""
    english = " ".join(_judged(block.text) for block in source.blocks).casefold()
    theirs = [(term, term.wording["en"].term) for term in terms.by_name.values() if "en" in term.wording]
    return tuple(term for term, words in theirs if len(words.split()) > 1 and english.count(words.casefold()) >= 3)


@lru_cache(maxsize=REMEMBERED)
def _judged(text: str) -> str:
    return QUOTED.sub(" ", own(text))


@lru_cache(maxsize=16)
def _avoided(terms, locale: str):
    """Each form that is always wrong in a language: its words, itself, what to write instead."""
    return [
        (_parts_of(avoid.form.casefold(), locale), avoid.form, term.wording[locale].term)
        for term in terms.by_name.values()
        if locale in term.wording
        for avoid in term.wording[locale].avoid
        if not avoid.when
    ]


def _parts_of(form: str, locale: str) -> list[str]:
    """The words of a form as they stand in every inflection of it."""
    return [word.removeprefix("ال") for word in form.split()] if locale == "ar" else re.split(r"[\s'’]+", form)


@lru_cache(maxsize=1024)
def _form(form: str, locale: str) -> re.Pattern:
    """A form with the endings and prefixes it takes in running text; apostrophes of both kinds."""
    if locale == "ar":
        words = [re.escape(word.removeprefix("ال")) for word in form.split()]
        return re.compile(r"(?<!\w)" + r"\s+".join(rf"[وفبلك]{{0,2}}(?:ال|لل)?{word}" for word in words) + r"(?!\w)")
    words = [re.escape(word).replace("'", "['’]") + r"(?:e?s)?" for word in form.split()]
    return re.compile(r"(?<![\w-])" + r"\s+".join(words) + r"(?![\w-])", re.I)


def _folded(text: str) -> str:
    return SIGN.sub(" ", text.casefold())


@lru_cache(maxsize=REMEMBERED)
def _stems(form: str) -> set[str]:
    return {_stem(word) for word in _folded(form).split() if len(word) > 3}


def _stem(word: str) -> str:
    """A word without what inflection adds: enough to see that it is there."""
    word = word if word.isascii() else PREFIX.sub("", word)
    return word[:4] if len(word) > 4 else word
