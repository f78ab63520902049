"""Findings kept between checks: whatever has changed, a check says what one says that keeps nothing."""

import json
import random
import shutil

import pytest

from conftest import ROOT
from handbook import data
from handbook.library import read_library
from handbook.readings import Readings
from handbook.rules import RULES, check, chosen_rules
from handbook.rules.findings import judge
from handbook.rules.kept import FILE, Kept
from handbook.traits import restored, traits_of
from test_bad_input import run, spoil

FOLDERS = ("overview", "training")
PAGE = "docs/fr/overview/principles.md"


@pytest.fixture
def small(checkout):
    """A checkout with few pages, so that it is checked soon; the links to all others are problems to find again."""
    for page in (checkout / "docs").rglob("*.md"):
        if page.parent.name not in FOLDERS:
            page.unlink()
    return checkout


def same(checkout) -> str:
    """What a check says, after making sure that it says the same with and without what was kept."""
    kept, anew = run(checkout, "check"), run(checkout, "check", "--no-cache")
    assert anew == kept
    return anew[1]


CHANGES = {
    "a page": (spoil(PAGE, lambda text: text + "\nQue faire?\n".encode()), "no-break space"),
    "its English source": (spoil("docs/en/overview/principles.md", lambda text: text + b"\n## More { #more }\n"), "#more"),
    "the termbase": (spoil("data/terms.yml", lambda text: b"gbv: [\n" + text), "the file cannot be read from here on (terms)"),
    "a translation's pins": (spoil("data/translations/fr.yml", lambda text: b"{}\n"), "(translation-stamped)"),
    "the code of a rule": (
        spoil("hooks/handbook/rules/headings.py", lambda text: text.replace(b"if not heading.name:", b"if heading.level == 2:")),
        "add an id to the heading",
    ),
    "a heading's id": (spoil("docs/fr/overview/principles.md", lambda text: text.replace(b"{ #", b"{ #x-", 2)), "(headings-translated)"),
    "a page that others link to": (lambda checkout: (checkout / "docs/es/overview/principles.md").unlink(), "(pages-translated)"),
    "the bibliography": (spoil("data/sources.yml", lambda text: text.replace(b"    access: ", b"    acces: ", 1)), "say who may open"),
    "what is left out of the site": (spoil("mkdocs.yml", lambda text: text + b"\nexclude_docs: |\n  principles.md\n"), "(links-built)"),
    "the permalinks": (spoil("data/permalinks.txt", lambda text: text + b"zzzz9 overview/never\n"), "bring overview/never back"),
    "a form": (spoil("data/cards/disclosure-card.yml", lambda text: text.replace(b"fr: ", b"fr: 77 ", 1)), "keep the numbers"),
}


@pytest.mark.parametrize("change, words", CHANGES.values(), ids=CHANGES)
def test_what_was_kept_hides_nothing(small, change, words):
    """A check, a change, a check: the second tells what the change did, as one that keeps nothing does."""
    _, before = run(small, "check")
    change(small)
    after = same(small)
    assert words in after and before.count(words) < after.count(words)


def found(checkout, kept: bool) -> tuple[list, set]:
    """The problems that a check finds in this process, and the pages that it parses."""
    keeping = Kept(checkout, chosen_rules()) if kept else None
    library = read_library(checkout)
    problems = check(library, kept=keeping)
    if keeping:
        keeping.write()
    return problems, {page.file for page in library.pages.values() if "blocks" in vars(page)}


def rename(text: bytes, chance: random.Random) -> bytes:
    """Another id for one of the headings."""
    at = chance.choice([at for at in range(len(text)) if text.startswith(b"{ #", at)] or [0])
    return text[: at + 3] + b"x" + text[at + 3 :] if at else text


def shorten(text: bytes, chance: random.Random) -> bytes:
    """Without one of the lines."""
    lines = text.split(b"\n")
    del lines[chance.randrange(len(lines))]
    return b"\n".join(lines)


EDITS = (
    rename, shorten,
    lambda text, chance: text + b"\nSee [this](../training/index.md#none) and [that](principles.md), http://example.org/a?utm_source=b\n",
    lambda text, chance: text + b"\n<!-- hooks/fill_cards.py: none -->\n\n[a][b] <img src=x> password: correct-horse-42-battery\n",
    lambda text, chance: text.replace(b"\n\n", "\n\nQue faire? Survivantes. ".encode(), 3),
    lambda text, chance: None,  # deleted
)
DATA = ("terms.yml", "sources.yml", "labels/fr.yml", "translations/es.yml", "permalinks.txt", "cards/disclosure-card.yml")


@pytest.mark.parametrize("seed", range(4))
def test_whatever_is_edited_kept_and_new_findings_are_the_same(small, seed):
    """One edit after another at random: in pages, their headings and links, in data; pages deleted and brought back."""
    shutil.rmtree(small / "docs/en/training")  # whose translations have no source then
    chance = random.Random(seed)
    found(small, kept=True)
    for _ in range(5):
        file = chance.choice([*sorted((small / "docs").rglob("*.md")), *(small / "data" / name for name in DATA)])
        before = file.read_bytes()
        edit = shorten if file.suffix != ".md" else chance.choice(EDITS)
        if (after := edit(before, chance)) is None:
            file.unlink()
        else:
            file.write_bytes(after)
        assert found(small, kept=False)[0] == found(small, kept=True)[0]
        if chance.random() < 0.3:
            file.write_bytes(before)


def test_only_what_has_changed_is_parsed(small):
    """With its other languages, since they are compared."""
    found(small, kept=True)
    assert found(small, kept=True)[1] == set()
    (small / PAGE).write_bytes((small / PAGE).read_bytes() + "\nQue faire?\n".encode())
    assert found(small, kept=True)[1] == {f"docs/{locale}/overview/principles.md" for locale in ("en", "fr", "es", "ar")}


def test_traits_come_back_as_they_were(library):
    for page in library.pages.values():
        traits = traits_of(library, page)
        assert restored(json.loads(json.dumps(traits, default=sorted))) == traits


def test_readings_come_back_as_they_were(monkeypatch):
    """Every data file and front matter of ours is read from what was kept as from itself."""
    first = Readings({})
    monkeypatch.setattr(data, "readings", first)
    one = read_library(ROOT)
    again = Readings(json.loads(json.dumps(first.now)))
    monkeypatch.setattr(data, "readings", again)
    other = read_library(ROOT)
    assert first.now == again.now and len(first.now) > 300
    assert [page.front_matter for page in one.pages.values()] == [page.front_matter for page in other.pages.values()]
    assert (one.labels, one.pins, one.sources.publishers) == (other.labels, other.pins, other.sources.publishers)


@pytest.mark.parametrize("text", ["day: 2026-11-23", "1: one", "a: &a [1]\nb: *a", "a: .nan", "a: !!set {b}"])
def test_what_json_would_change_is_read_anew(text):
    """A date, a number as a key, a name for something else: these stand in no reading that is kept."""
    readings = Readings({})
    value = readings.read(text, data._value)
    assert not readings.now and repr(value) == repr(data.load(text))


def test_another_day_is_another_check(small, monkeypatch):
    """What is due for review is told on the day, though no file has changed."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1767225600")  # 2026-01-01
    assert "(review-due)" not in run(small, "check")[1]
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "2082758400")  # 2036-01-01
    assert "(review-due)" in same(small)


def test_a_problem_mended_is_told_no_more(small):
    _, before = run(small, "check")
    whole = (small / PAGE).read_bytes()
    (small / PAGE).write_bytes(whole + "\nQue faire?\n".encode())
    assert before != run(small, "check")[1]
    (small / PAGE).write_bytes(whole)
    assert before == same(small)


@pytest.mark.parametrize("damage", [
    lambda kept: b"",
    lambda kept: b"\xff\x00" + kept,
    lambda kept: kept[: len(kept) // 2],
    lambda kept: kept.replace(b"link to a page", b"link to a pear"),
    lambda kept: kept.partition(b"\n")[0] + b"\n{}",
], ids=["empty", "not text", "cut off", "changed", "emptied"])
def test_a_damaged_file_counts_as_none(small, damage):
    (small / PAGE).write_bytes((small / PAGE).read_bytes() + "\nQue faire?\n".encode())
    before = run(small, "check")
    whole = (small / FILE).read_bytes()
    (small / FILE).write_bytes(damage(whole))
    assert before == run(small, "check")
    assert whole == (small / FILE).read_bytes()


def test_where_nothing_can_be_kept_the_check_is_the_same(small):
    """As in a checkout on a disk that cannot be written: here a file stands where the folder would be."""
    before = run(small, "check", "--no-cache")
    assert not (small / FILE).exists()
    shutil.rmtree(small / FILE.parent, ignore_errors=True)
    (small / FILE.parent).write_text("")
    assert before == run(small, "check")


def test_a_rule_that_asks_for_more_is_not_kept():
    """The usual length of a section is that of all pages: it stands in no key. What a page says by itself does."""
    library = read_library(ROOT)
    wider = judge(library, chosen_rules(), "overview/principles").wider
    assert {"length-likely", "see-also-known"} <= set(wider)
    assert not {"heading-ids", "numbers-kept", "translation-fresh", "terms-used"} & set(wider)
    links = [name for name, one in RULES.items() if one.find.__module__.endswith(".links")]
    assert links == list(judge(library, links, "").wider)


def test_processes_keep_the_same_findings(checkout):
    """With all pages, which are shared among processes."""
    (checkout / PAGE).write_bytes((checkout / PAGE).read_bytes() + "\nQue faire?\n".encode())
    run(checkout, "check")
    assert "no-break space" in same(checkout)
