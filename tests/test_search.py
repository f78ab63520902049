"""The files of the search: what the build writes, how heavy it is, and where it stops."""

import filecmp
import gzip
import re

import pytest

from conftest import LOCALES, ROOT
from handbook.search.index import build_index
from handbook.search.packing import FIRST
from handbook.search.sections import Entry
from handbook.search.write import write_search

# Bytes, packed as a web host sends them: the index of a language, one of its shards and all of them, the text of one page and
# of its ten largest, the terms of all languages, worker and box. The first and the third are for some 90 pages of 17 sections
# in a language; they grow as the text does
INDEX, SHARD, SHARDS, PAGE, TEN, RING, WORKER, BOX = 76_000, 15_000, 112_000, 25_000, 125_000, 22_000, 12_000, 3_000


@pytest.mark.parametrize("locale", LOCALES)
def test_an_index_holds_one_language(site, locale):
    """No address of another language stands in the index of this one."""
    text = (site / f"assets/search/index.{locale}.js").read_text("utf-8")
    others = [other for other in LOCALES if other not in ("en", locale)]
    assert not any(f"\\n{other}/" in text or f'"{other}/' in text for other in others)
    assert "child-protection.html" in text


@pytest.mark.parametrize("locale", LOCALES)
def test_search_is_light(site, locale):
    """What a first search downloads, four files, some shards, the texts of ten pages, stays under its budget; nothing else is there."""
    folder = site / "assets/search"
    size = {file.relative_to(folder).as_posix(): len(gzip.compress(file.read_bytes(), mtime=0)) for file in folder.rglob("*.js")}
    shards = [size.pop(name) for name in list(size) if name.startswith(f"shards/{locale}/")]
    assert len(shards) > 3 and max(shards) < SHARD and sum(shards) < SHARDS
    texts = sorted((size.pop(name) for name in list(size) if name.startswith(f"text/{locale}/")), reverse=True)
    assert texts[0] < PAGE and sum(texts[:10]) < TEN
    assert size[f"box.{locale}.js"] < BOX and size["ring.js"] < RING
    assert size[f"index.{locale}.js"] < INDEX and size[f"worker.{locale}.js"] < WORKER
    others = {name for name in size if not name.startswith(("text/", "shards/"))}
    assert {"ring.js", *(f"{kind}.{locale}.js" for kind in ("box", "index", "worker") for locale in LOCALES)} == others


def test_a_change_of_a_page_changes_its_text_alone(library, tmp_path):
    """Who keeps the handbook fetches the text of one page again, the index, and shards; a new section moves no other page's text."""
    entries = [{"location": f"fr/{page}.html{anchor}", "title": page, "text": page} for page in ("one", "two") for anchor in ("", "#a")]
    added = [*entries[:2], {"location": "fr/one.html#b", "title": "new", "text": "new words"}, *entries[2:]]
    for name, version in (("before", entries), ("after", added)):
        write_search(library, "fr", version, ["fr"], tmp_path / name)
    files = [file.relative_to(tmp_path / "before") for file in (tmp_path / "before").rglob("*.js")]
    changed = {file.relative_to("assets/search").as_posix() for file in files if not filecmp.cmp(tmp_path / "before" / file, tmp_path / "after" / file, False)}
    assert {"index.fr.js", "shards/fr/0.js", "text/fr/one.js"} == changed


def test_shards_hold_each_word_once():
    """Every posting is in the shard of its word, and words that begin alike are in one."""
    texts = [" ".join(f"{first}{second}{third}" for third in "abcdefgh" for second in "abcde" for first in "abcdefgh")] * 30
    entries = [Entry(f"fr/p{number}.html", "p", text, number, 1) for number, text in enumerate(texts)]
    index, shards = build_index(entries, [], "fr")
    assert len(index["shards"]) == len(shards) > 1 and index["shards"][0] == 0
    assert sum(ord(sign) - FIRST for sign in index["counts"]) == sum(len(shard["codes"]) for shard in shards)
    words, shared = [], ""
    for start, tail in zip(index["starts"], index["tails"].split(" ")):
        words.append(shared := shared[: ord(start) - FIRST] + tail)
    assert all(words[place][:2] != words[place - 1][:2] for place in index["shards"][1:])


def test_the_themes_own_search_is_gone(site):
    """Neither the theme's merged index of all languages nor its scripts are laid out."""
    assert [] == [file for name in ("search", "assets/javascripts") for file in site.glob(f"{name}/*")]


def test_pages_left_out_of_the_search_are_left_out(site):
    """`search: exclude` in the front matter holds for our index too: the A–Z is not found by the words of all others."""
    assert "\\na-z.html" not in (site / "assets/search/index.en.js").read_text("utf-8")


def test_words_never_displayed_are_in_no_page(site, library):
    """Forms for search only, which may be wrong or hurtful, stand in the index as folded words and in no page as themselves."""
    form = next(form for form in library.terms.by_name["persons-with-disabilities"].wording["en"].search_only if "(" in form)
    assert all(form not in file.read_text("utf-8") for file in site.rglob("*.html"))


def test_everyday_words_lead_to_places_that_exist(library):
    """Each place of data/everyday.yml is a page or section, and has words in every language."""
    from handbook.search.everyday import read_everyday

    for concept in (one for locale in LOCALES for one in read_everyday(library, locale)):
        path, _, anchor = concept.name.partition("#")
        page = library.page("en", path)
        assert page and (not anchor or anchor in library.anchors(page)), concept.name
        assert concept.forms, concept.name


def test_the_engine_needs_no_licence_to_write_code():
    """No script makes code or markup out of strings; the session on paper alone lays out text of ours that the build wrote."""
    for file in [*(ROOT / "theme/assets").rglob("*.js"), ROOT / "hooks/handbook/search/worker.js"]:
        text = file.read_text("utf-8")
        assert not re.search(r"\beval\b|\bFunction\(|document\.write|srcdoc", text), file.name
        assert file.name == "plan_paper.js" or "innerHTML" not in text, file.name
