"""The files of the search: what the build writes, how heavy it is, and where it stops."""

import gzip
import re

import pytest

from conftest import LOCALES, ROOT

# Bytes, packed as a web host sends them: the index of a language, its text, the terms of all languages, worker and box.
# The first two are for some 75 pages of ten sections in a language; they grow as the text does
INDEX, TEXT, RING, WORKER, BOX = 240_000, 330_000, 30_000, 12_000, 3_000


@pytest.mark.parametrize("locale", LOCALES)
def test_an_index_holds_one_language(site, locale):
    """No address of another language stands in the index of this one."""
    text = (site / f"assets/search/index.{locale}.js").read_text("utf-8")
    others = [other for other in LOCALES if other not in ("en", locale)]
    assert not any(f'"{other}/' in text for other in others)
    assert "child-protection.html" in text


@pytest.mark.parametrize("locale", LOCALES)
def test_search_is_light(site, locale):
    """What a first search downloads, five files, stays under its budget; nothing else lies beside them."""
    size = {file.name: len(gzip.compress(file.read_bytes(), mtime=0)) for file in (site / "assets/search").glob("*.js")}
    assert size[f"index.{locale}.js"] < INDEX and size[f"text.{locale}.js"] < TEXT
    assert size[f"box.{locale}.js"] < BOX and size["ring.js"] < RING and size[f"worker.{locale}.js"] < WORKER
    assert {"ring.js", *(f"{kind}.{locale}.js" for kind in ("box", "index", "text", "worker") for locale in LOCALES)} == set(size)


def test_the_themes_own_search_is_gone(site):
    """Neither the theme's merged index of all languages nor its scripts are laid out."""
    assert [] == [file for name in ("search", "assets/javascripts") for file in site.glob(f"{name}/*")]


def test_pages_left_out_of_the_search_are_left_out(site):
    """`search: exclude` in the front matter holds for our index too: the A–Z is not found by the words of all others."""
    assert '"a-z.html"' not in (site / "assets/search/index.en.js").read_text("utf-8")


def test_words_never_displayed_are_in_no_page(site, library):
    """Forms for search only, which may be wrong or hurtful, stand in the index as folded words and in no page as themselves."""
    form = next(form for form in library.terms.by_name["persons-with-disabilities"].wording["en"].search_only if "(" in form)
    assert all(form not in file.read_text("utf-8") for file in site.rglob("*.html"))


def test_everyday_words_lead_to_places_that_exist(library):
    """Each place of data/everyday.yml is a page or section, and has words in every language."""
    from handbook.search.everyday import read_everyday

    for concept in read_everyday(library):
        path, _, anchor = concept.name.partition("#")
        page = library.page("en", path)
        assert page and (not anchor or anchor in library.anchors(page)), concept.name
        assert set(LOCALES) == {locale for locale, _ in concept.forms}, concept.name


def test_the_engine_needs_no_licence_to_write_code():
    """No script makes code or markup out of strings; the session on paper alone lays out text of ours that the build wrote."""
    for file in [*(ROOT / "theme/assets").rglob("*.js"), ROOT / "hooks/handbook/search/worker.js"]:
        text = file.read_text("utf-8")
        assert not re.search(r"\beval\b|\bFunction\(|document\.write|srcdoc", text), file.name
        assert file.name == "plan_paper.js" or "innerHTML" not in text, file.name
