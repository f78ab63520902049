"""Mutations: our own pages, spoilt in one place at a time; each family must be found every time.

Two shares are printed (`pytest -s`): what the rules find by comparing texts alone, and what is found in all, since every
edit of a stamped translation is told as an edit too.
"""

import re
from collections.abc import Callable
from dataclasses import replace
from types import MappingProxyType

import pytest

from conftest import ROOT
from handbook.inline import prose
from handbook.library import read_library
from handbook.page import Page
from handbook.rules import RULES, check, freshness
from handbook.rules.structure import pairs
from handbook.rules.tokens import NEGATION
from handbook.translations import Pin, Pins, fingerprint, parts

LIBRARY = read_library(ROOT)
TEXTUAL = {name for name, rule in RULES.items() if rule.find.__module__ != freshness.__name__}
ALL = [name for name, rule in RULES.items() if rule.of != "library"]
TRANSLATIONS = [page for locale in LIBRARY.translations for page in LIBRARY.of(locale)]


def first(pattern: str, change: Callable[[re.Match], str], flags: int = re.M):
    """A mutation of the first place that a pattern finds in the text of a page; None where it finds none."""

    def mutate(text: str, page) -> str | None:
        body = text.index("\n# ")
        found = re.compile(pattern, flags).search(text, body)
        return found and text[: found.start()] + change(found) + text[found.end() :]

    return mutate


def drop_negation(text: str, page) -> str | None:
    """Take every "not" out of one sentence of a critical section whose English says not: another one on each page."""
    source = LIBRARY.page("en", page.path)
    critical = source.front_matter.get("critical") or ()
    lines = [
        number + at
        for english, section in pairs(LIBRARY, source, page) if section.name in critical
        for one, other in zip(english.blocks, section.blocks)
        for number, at, theirs in ((other.line, at, line) for at, line in enumerate(one.text.split("\n")))
        if NEGATION["en"].search(prose(theirs)) and one.text.count("\n") == other.text.count("\n") and other.kind != "row"
    ]
    if not lines:
        return None
    every, chosen = text.split("\n"), lines[len(page.path) % len(lines)] - 1
    every[chosen] = NEGATION[page.locale].sub("", every[chosen])
    return "\n".join(every)


def leave_in_english(text: str, page) -> str | None:
    found = re.compile(r"^[^\W\d_#\-|!<].{60,}$", re.M).search(text, text.index("\n# "))
    return found and text[: found.start()] + "Say what you can do, and that you will not tell anyone who has no need to know." + text[found.end() :]


def punctuate(text: str, page) -> str | None:
    """Take the marks of the language out of one place of the text."""
    own, theirs = {"fr": ("\u00a0:", ":"), "es": ("\n## ¿", "\n## "), "ar": ("، ", ", ")}[page.locale]
    body = text.index("\n# ")
    return text[:body] + text[body:].replace(own, theirs, 1) if own in text[body:] else None


FAMILIES: dict[str, Callable[[str, Page], str | None]] = {
    "delete a section": first(r"^## .*?(?=^## )", lambda m: "", re.M | re.S),
    "delete a list item": first(r"^- .*\n", lambda m: ""),
    "delete a step": first(r"^2\. .*\n", lambda m: ""),
    "delete a paragraph": first(r"\n\n[^\W\d_][^\n]*(?:\n[^\n#\-|!<][^\n]*)*(?=\n\n)", lambda m: ""),
    "delete a table row": first(r"^\|(?! ---)[^\n]*\n(?=\|(?! ---)|\n)", lambda m: ""),
    "delete a table cell": first(r"(?<=\|)[^|\n]+\|(?=\n)", lambda m: ""),
    "change a number": first(r"(?<![\w/#.\-])(?:20[012]\d|1[0-9]|72|120)(?![\w\-./])", lambda m: str(int(m[0]) + 7)),
    "drop a not": drop_negation,
    "translate a path": first(r"\]\(((?:\.\./)*[\w/-]+)\.md", lambda m: f"]({m[1]}-traduit.md"),
    "cite another work": first(r"references\.md#[\w-]+", lambda m: "references.md#sphere-2018" if "sphere" not in m[0] else "references.md#iasc-policy-2016"),
    "translate an id": first(r"^## (.*)\{ #([\w-]+) \}", lambda m: f"## {m[1]}{{ #{m[2]}-x }}"),
    "change a level": first(r"^## ", lambda m: "### "),
    "leave a line in English": leave_in_english,
    "weaken a danger": first(r"^!!! danger", lambda m: "!!! note"),
    "spoil bold text": first(r"\*\*(\w[^*\n]*)\*\*", lambda m: f"** {m[1]} **"),
    "spoil a link": first(r"\]\((?=[\w.])", lambda m: "] ("),
    "override the direction": first(r"\n\n(?=[^\W\d_])", lambda m: "\n\n\u202e"),
    "confuse trafficking": lambda text, page: text.rstrip("\n") + {
        "fr": " Le trafic d’êtres humains.\n", "es": " El tráfico de personas.\n", "ar": " تهريب البشر.\n",
    }[page.locale],
    "punctuate as in English": punctuate,
}

def told(page) -> set[str]:
    """The rules that a page breaks, looked at together with its English page."""
    both = replace(LIBRARY, pages=MappingProxyType({
        ("en", page.path): LIBRARY.page("en", page.path), (page.locale, page.path): page,
    }), problems=())
    return {problem.rule for problem in check(both, ALL) if problem.path == page.file}


@pytest.mark.parametrize("family", FAMILIES)
def test_every_mutation_is_found(family):
    """A page spoilt in one place has a problem that it did not have before."""
    by_text, found, made = 0, 0, 0
    for page in TRANSLATIONS:
        text = "\n".join(page.lines)
        spoilt = FAMILIES[family](text, page)
        if spoilt is None or spoilt == text:
            continue
        made += 1
        mutant = replace(page, lines=tuple(spoilt.split("\n")))
        rules = told(mutant)
        by_text += bool(rules & TEXTUAL)
        found += bool(rules)
    print(f"\n{family}: {made} mutations, found by text {100 * by_text / made:.0f} %, in all {100 * found / made:.0f} %")
    assert made >= 9, "the family applies to enough pages to say anything"
    assert made == found
    assert made == by_text, "the texts alone tell it, stamped or not"


@pytest.mark.parametrize("change, words", [
    (lambda text: re.sub(r"\b72\b", "24", text), "a number has changed"),
    (lambda text: text.replace("Do not ", "You may ", 1), "its words have changed"),
], ids=["number", "words"])
def test_a_change_in_english_is_told_in_every_translation(change, words):
    """When a critical section changes in English, every translation of it has an error."""
    source = LIBRARY.page("en", "themes/gender-based-violence")
    changed = replace(source, lines=tuple(change("\n".join(source.lines)).split("\n")))
    for locale in LIBRARY.translations:
        page = LIBRARY.page(locale, source.path)
        both = replace(LIBRARY, pages=MappingProxyType({("en", page.path): changed, (locale, page.path): page}), problems=())
        told = [problem for problem in check(both, ["translation-fresh"]) if problem.severity == "error"]
        assert told and words in told[0].message


def test_a_pin_moved_without_work_is_told():
    """The English changes and somebody copies the new fingerprint into the pin: the seal gives it away."""
    source, page = LIBRARY.page("en", "overview/principles"), LIBRARY.page("fr", "overview/principles")
    changed = replace(source, lines=tuple("\n".join(source.lines).replace("Do not", "Do", 1).split("\n")))
    pins = LIBRARY.pins["fr"]
    moved = {name: Pin(fingerprint(text), pins.sections[page.path][name].own, pins.sections[page.path][name].seal)
             for name, text in parts(changed).items()}
    cheat = Pins(pins.file, MappingProxyType({page.path: moved}), pins.reviews, pins.lines)
    both = replace(LIBRARY, pages=MappingProxyType({("en", page.path): changed, ("fr", page.path): page}),
                   pins=MappingProxyType({"fr": cheat}), problems=())
    assert "pins-sealed" in {problem.rule for problem in check(both)}


def test_the_untouched_handbook_is_clean():
    """No page and no data file has a problem, not even a warning; that a review is due comes with the calendar."""
    assert [] == [str(problem) for problem in check(LIBRARY) if problem.rule != "review-due"]
