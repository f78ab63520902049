"""Findings kept between checks: whatever has changed, a check says what one says that keeps nothing."""

import shutil

import pytest

from conftest import ROOT
from handbook.library import read_library
from handbook.rules import RULES, chosen_rules
from handbook.rules.kept import FILE, judge
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
    "the termbase": (spoil("data/terms.yml", lambda text: b"gbv: [\n" + text), "YAML cannot be read here (terms)"),
    "a translation's pins": (spoil("data/translations/fr.yml", lambda text: b""), "(translation-stamped)"),
    "the code of a rule": (
        spoil("hooks/handbook/rules/headings.py", lambda text: text.replace(b"if not heading.name:", b"if heading.level == 2:")),
        "add an id to the heading",
    ),
    "a form": (spoil("data/cards/disclosure-card.yml", lambda text: text.replace(b"fr: ", b"fr: 77 ", 1)), "keep the numbers"),
}


@pytest.mark.parametrize("change, words", CHANGES.values(), ids=CHANGES)
def test_what_was_kept_hides_nothing(small, change, words):
    """A check, a change, a check: the second tells what the change did, as one that keeps nothing does."""
    _, before = run(small, "check")
    change(small)
    after = same(small)
    assert words in after and before.count(words) < after.count(words)


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
