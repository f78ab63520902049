"""The files of the search: what the build writes, how heavy it is, and where it stops."""

import gzip
import re
import subprocess
import sys

import pytest

from conftest import LOCALES, ROOT

# Bytes, packed as a web host sends them: the index of a language, its text, the terms of all languages, the worker.
# The first two are for some 75 pages of ten sections in a language; they grow as the text does
INDEX, TEXT, RING, WORKER = 220_000, 280_000, 30_000, 12_000


@pytest.mark.parametrize("locale", LOCALES)
def test_an_index_holds_one_language(site, locale):
    """No address of another language stands in the index of this one."""
    text = (site / f"assets/search/index.{locale}.js").read_text("utf-8")
    others = [other for other in LOCALES if other not in ("en", locale)]
    assert not any(f'"{other}/' in text for other in others)
    assert "child-protection.html" in text


@pytest.mark.parametrize("locale", LOCALES)
def test_search_is_light(site, locale):
    """What a first search downloads, four files, stays under its budget; nothing else lies beside them."""
    size = {file.name: len(gzip.compress(file.read_bytes(), mtime=0)) for file in (site / "assets/search").glob("*.js")}
    assert size[f"index.{locale}.js"] < INDEX and size[f"text.{locale}.js"] < TEXT
    assert size["ring.js"] < RING and size[f"worker.{locale}.js"] < WORKER
    assert {"ring.js", *(f"{kind}.{locale}.js" for kind in ("index", "text", "worker") for locale in LOCALES)} == set(size)


def test_the_themes_own_index_is_gone(site):
    """The theme's merged index of all languages is an empty stub."""
    assert (site / "search/search_index.json").stat().st_size < 500


def test_pages_left_out_of_the_search_are_left_out(site):
    """`search: exclude` in the front matter holds for our index too: the A–Z is not found by the words of all others."""
    assert '"a-z.html"' not in (site / "assets/search/index.en.js").read_text("utf-8")


def test_words_never_displayed_are_in_no_page(site, library):
    """Forms for search only, which may be wrong or hurtful, stand in the index as folded words and in no page as themselves."""
    form = next(form for form in library.terms.by_name["persons-with-disabilities"].wording["en"].search_only if "(" in form)
    assert all(form not in file.read_text("utf-8") for file in site.rglob("*.html"))


def test_the_build_stops_when_the_theme_names_no_worker(checkout):
    """A theme without the place for the worker's address would bring its own search back in silence: one message instead."""
    main = checkout / "theme/main.html"
    main.write_text(main.read_text("utf-8") + '{% block config %}<script id="__config" type="application/json">{}</script>{% endblock %}')
    done = subprocess.run([sys.executable, "-m", "mkdocs", "build", "-d", checkout / "out"], cwd=checkout, env={
        "LOCALE": "en", "NO_MKDOCS_2_WARNING": "1", "PATH": "",
    }, capture_output=True, text=True)
    said = [line for line in done.stderr.split("\n") if "names its search worker" in line]
    assert done.returncode != 0 and len(said) == 1 and "Traceback" not in done.stderr
    assert "pin the theme" in said[0] and "hooks/handbook/search/write.py" in said[0]


def test_everyday_words_lead_to_places_that_exist(library):
    """Each place of data/everyday.yml is a page or section, and has words in every language."""
    from handbook.search.everyday import read_everyday

    for concept in read_everyday(library):
        path, _, anchor = concept.name.partition("#")
        page = library.page("en", path)
        assert page and (not anchor or anchor in library.anchors(page)), concept.name
        assert set(LOCALES) == {locale for locale, _ in concept.forms}, concept.name


def test_the_engine_needs_no_licence_to_write_code():
    """No script of the search makes code or markup out of strings, so that a strict policy holds."""
    for file in [*(ROOT / "theme/assets/search").glob("*.js"), ROOT / "theme/assets/iframe-worker.js", ROOT / "hooks/handbook/search/worker.js"]:
        assert not re.search(r"\beval\b|\bFunction\(|innerHTML|document\.write|srcdoc", file.read_text("utf-8")), file.name
