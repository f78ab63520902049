"""The real pages keep the rules: one test a page, so that `-k ar/themes` checks what one person has written."""

import pytest

from conftest import ROOT
from handbook.library import read_library
from handbook.problem import ERROR
from handbook.rules import check

LIBRARY = read_library(ROOT)
PROBLEMS = [problem for problem in check(LIBRARY) if problem.severity == ERROR]


@pytest.mark.parametrize("page", LIBRARY.pages.values(), ids=str)
def test_page_keeps_the_rules(page):
    """No page has a problem."""
    assert [] == [str(problem) for problem in PROBLEMS if problem.path == page.file]


def test_data_keeps_the_rules():
    """No data file has a problem."""
    assert [] == [str(problem) for problem in PROBLEMS if problem.path.startswith("data/")]


def test_the_handbook_is_whole():
    """Four languages, all the pages that were promised."""
    promised = {
        "index", "find", "glossary", "references",
        *(f"overview/{name}" for name in ("index", "legal-framework", "principles", "coordination", "iom-role")),
        *(f"dimensions/{name}" for name in ("index", "mainstreaming", "integration", "specialised")),
        *(f"roadmap/{name}" for name in ("index", "pillars", "commitments")),
        *(f"themes/{name}" for name in (
            "index", "disability-inclusion", "gender-based-violence", "child-protection", "counter-trafficking",
        )),
        *(f"about/{name}" for name in ("index", "offline", "leave", "accessibility", "contribute", "translations")),
    }
    for locale in LIBRARY.locales:
        assert promised <= {page.path for page in LIBRARY.of(locale)}


GUIDANCE = ("overview/", "dimensions/", "roadmap/", "themes/")
THEMES = ["disability-inclusion", "gender-based-violence", "child-protection", "counter-trafficking"]
SECTIONS = [
    "key-points", "do-first", "never", "everyone", "with-protection", "specialists", "risk-indicators", "coordination",
    "standards", "checklist",
]


@pytest.mark.parametrize("theme", THEMES)
def test_theme_pages_have_one_shape(theme):
    """Every theme opens with key points, then what to do first and what never to do, and ends with a checklist."""
    names = [heading.name for heading in LIBRARY.page("en", f"themes/{theme}").headings if heading.level == 2]
    assert SECTIONS == [name for name in names if name in SECTIONS]
    assert names[0] == "key-points" and names[-1] == "checklist"


@pytest.mark.parametrize("page", [page for page in LIBRARY.of("en") if page.path.startswith(GUIDANCE)], ids=str)
def test_pages_cite_their_sources(page):
    """A page of guidance cites works of the reference library."""
    assert sum("references.md#" in line for line in page.lines) >= 3


@pytest.mark.parametrize("file", sorted((ROOT / "data/words").glob("*.txt")), ids=lambda file: file.stem)
def test_lists_of_words_are_sorted(file):
    """One word a line, each once, in the order of the alphabet without case, so that two editors rarely collide."""
    words = file.read_text("utf-8").splitlines()
    assert words == sorted(set(words), key=lambda word: (word.casefold(), word))
