"""The A–Z: in each language's own order, light, whole, and without JavaScript."""

import re

import pytest

from conftest import LOCALES
from handbook.search.az import index_key, write_index


@pytest.mark.parametrize(("locale", "words"), [
    ("en", ["aid", "child", "Children", "The cluster", "zeal"]),
    ("fr", ["abri", "L’accès", "École", "enfant", "Les étapes", "zone"]),
    ("es", ["Área de juego", "nada", "La niñez", "Nuevo", "ñandú", "oficina"]),
    ("ar", ["إحالة", "الأطفال", "البلد", "تنسيق", "الحماية", "يوم"]),
])
def test_each_alphabet_has_its_own_order(locale, words):
    """Accents and articles aside; ñ after n; Arabic without ال, its alifs alike."""
    assert words == sorted(words, key=lambda word: index_key(word, locale))


@pytest.mark.parametrize("locale", LOCALES)
def test_pages_terms_and_sections_are_listed(library, locale):
    """Every page of the language, every term, and sections unless many pages have them."""
    text = write_index(library, locale)
    for page in library.of(locale):
        assert page.path == "a-z" or f"]({page.path}.md)" in text, page
    assert all(f"(glossary.md#{name})" in text for name in library.terms.by_name)
    assert "(overview/principles.md#informed-consent)" in text
    assert "#key-points" not in text


@pytest.mark.parametrize("locale", LOCALES)
def test_the_index_is_a_page_for_everyone(browser, site, library, locale):
    """Without JavaScript: from the menu, by a letter, to a section; and it stays light."""
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(f"{site.as_uri()}/{'' if locale == 'en' else locale + '/'}index.html")
        page.click(".md-sidebar--primary a[href$='a-z.html']")
        page.click(".hb-letters a >> nth=3")
        assert "#letter-" in page.url
        page.click("article li a[href$='#case-management'] >> nth=0")
        assert page.url.endswith("#case-management")
    size = (site / ("a-z.html" if locale == "en" else f"{locale}/a-z.html")).stat().st_size
    entries = write_index(library, locale).count("\n- ")
    assert size < 40_000 + 200 * entries, "an entry costs 200 bytes at most"


def test_who_is_lost_is_led_to_the_index(site):
    """The page for an address that does not exist names the A–Z in each language."""
    text = (site / "404.html").read_text("utf-8")
    assert all(re.search(rf'href={"" if locale == "en" else locale + "/"}a-z.html\b', text) for locale in LOCALES)
