"""What readers type (tests/search/queries.yml) leads where it must: in a real browser, from a folder, in each language."""

from collections import defaultdict
from pathlib import Path

import pytest
import yaml

from box import open_page
from conftest import LOCALES

QUERIES = yaml.safe_load(Path(__file__).with_name("search").joinpath("queries.yml").read_text("utf-8"))
KINDS = ("exact", "spelling", "inflection", "typo", "acronym", "foreign", "everyday", "question")
# Shares that must be right at the first place, and among the first five
FIRST, FIVE = 0.95, 1.0


@pytest.fixture(scope="module")
def ranks(browser, site):
    """(locale, kind, held, query) → the place of the first right answer, 0 when there is none; None when nothing is found."""
    found = {}
    for locale in LOCALES:
        entries = [(kind, entry) for kind in KINDS for entry in QUERIES[locale][kind]]
        with browser.new_context() as context:
            answers = open_page(context, site.as_uri(), locale).ask(*(entry["ask"] for _, entry in entries))
        for (kind, entry), answer in zip(entries, answers):
            found[locale, kind, entry.get("held", False), entry["ask"]] = rank(answer, entry["find"]) if answer else None
    return found


def rank(answer: list[list[str]], wanted: str | list[str]) -> int:
    """The place of the first page that is wanted, or that shows a wanted section."""
    right = {wanted} if isinstance(wanted, str) else set(wanted)
    return next((place for place, shown in enumerate(answer, 1) if right & set(shown)), 0)


def test_queries_reach_their_pages(ranks, capsys):
    """Per language and kind, both halves: 95 in a hundred first, all among the first five, never nothing."""
    groups = defaultdict(list)
    for (locale, kind, held, _), place in ranks.items():
        for group in (locale, kind, "held aside" if held else "open to tuning", "all"):
            groups[group].append(place)
    with capsys.disabled():
        print(f"\n{'Search':18}{'queries':>8}{'first':>9}{'in five':>9}{'nothing':>9}")
        for name, places in groups.items():
            print(f"{name:18}{len(places):8}{share(places, 1):9.1%}{share(places, 5):9.1%}{places.count(None):9}")
    misses = [f"{key[0]}: {key[3]} → {place}" for key, place in ranks.items() if place != 1]
    for name, places in groups.items():
        assert share(places, 5) >= FIVE and None not in places, (name, misses)
        assert share(places, 1) >= FIRST, (name, misses)


def share(places: list, within: int) -> float:
    return sum(1 for place in places if place and place <= within) / len(places)


@pytest.mark.parametrize("locale", LOCALES)
def test_queries_are_many_and_half_are_held(locale):
    """Each kind has some, each language at least 60, and about half are kept aside."""
    entries = [entry for kind in KINDS for entry in QUERIES[locale][kind]]
    assert len(entries) >= 60 and all(len(QUERIES[locale][kind]) >= 7 for kind in KINDS)
    assert 0.4 <= sum(entry.get("held", False) for entry in entries) / len(entries) <= 0.6
    assert len({entry["ask"] for entry in entries}) == len(entries)


def test_queries_want_what_exists(library):
    """Every query has an answer that is a page or section of today; others may be written for pages to come."""
    places = {f"{page.path}{suffix}" for page in library.of("en") for suffix in ("", *(f"#{a}" for a in library.anchors(page)))}
    for locale in LOCALES:
        for kind in KINDS:
            for entry in QUERIES[locale][kind]:
                wanted = entry["find"] if isinstance(entry["find"], list) else [entry["find"]]
                assert places & set(wanted), entry
