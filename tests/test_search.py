"""Search, as a reader meets it: typed into the box of a page opened by double-click, in each language."""

import gzip

import pytest

from conftest import LOCALES

# What is typed, and the page that must come first. Kinds: exact, without accents or hamza, inflected, mistyped,
# an acronym of this language, an acronym of another one
QUERIES = {
    "en": {
        "child protection": "themes/child-protection",
        "genderbased violense": "themes/gender-based-violence", "GBV": "themes/gender-based-violence",
        "VBG": "themes/gender-based-violence", "traficking": "themes/counter-trafficking", "PiHA": "roadmap/index",
        "detained child": "themes/child-protection",
    },
    "fr": {
        "protection de l’enfance": "themes/child-protection", "violence basee sur le genre": "themes/gender-based-violence",
        "VBG": "themes/gender-based-violence", "GBV": "themes/gender-based-violence", "handicap": "themes/disability-inclusion",
        "traite des personnes": "themes/counter-trafficking", "coordinnation": "overview/coordination",
        "principes": "overview/principles",
    },
    "es": {
        "protección de la infancia": "themes/child-protection", "violencia de genero": "themes/gender-based-violence",
        "VBG": "themes/gender-based-violence", "GBV": "themes/gender-based-violence", "trata": "themes/counter-trafficking",
        "discapacidad": "themes/disability-inclusion", "principios": "overview/principles",
    },
    "ar": {
        "حماية الطفل": "themes/child-protection", "العنف القائم على النوع الاجتماعي": "themes/gender-based-violence",
        "GBV": "themes/gender-based-violence", "VBG": "themes/gender-based-violence", "الاعاقة": "themes/disability-inclusion",
        "الاتجار بالاشخاص": "themes/counter-trafficking", "المباديء": "overview/principles",
    },
}


@pytest.mark.parametrize("medium", ["file", "http"])
@pytest.mark.parametrize("locale", LOCALES)
def test_the_page_a_reader_wants_comes_first(browser, addresses, locale, medium):
    """Accents, hamza, endings, slips and acronyms of any language do not stand in the way."""
    context = browser.new_context()
    page = context.new_page()
    page.goto(addresses[medium] + ("/index.html" if locale == "en" else f"/{locale}/index.html"))
    missed = {}
    for query, wanted in QUERIES[locale].items():
        page.click(".md-search__input")
        page.fill(".md-search__input", "")
        page.dispatch_event(".md-search__input", "keyup")
        page.wait_for_function("!document.querySelector('.md-search-result__link')")
        page.fill(".md-search__input", query)
        page.dispatch_event(".md-search__input", "keyup")
        page.wait_for_selector(".md-search-result__link", timeout=15_000)
        found = page.eval_on_selector(".md-search-result__link", "link => link.href").split("#")[0].split("?")[0]
        prefix = "" if locale == "en" else f"{locale}/"
        if not found.endswith(f"/{prefix}{wanted}.html"):
            missed[query] = found
    context.close()
    assert {} == missed


@pytest.mark.parametrize("locale", LOCALES)
def test_an_index_holds_one_language(site, locale):
    """No address of another language stands in the index of this one."""
    text = (site / f"assets/search/index.{locale}.js").read_text("utf-8")
    others = [other for other in LOCALES if other not in ("en", locale)]
    assert not any(f'"{other}/' in text for other in others)
    assert "child-protection.html" in text


@pytest.mark.parametrize("locale", LOCALES)
def test_search_is_light(site, locale):
    """What a first search downloads stays under its budget: index and text each under 130 kB, the rest under 40."""
    folder = site / "assets/search"
    size = {file.name: len(gzip.compress(file.read_bytes(), mtime=0)) for file in folder.glob("*.js")}
    assert size[f"index.{locale}.js"] < 130_000 and size[f"text.{locale}.js"] < 130_000
    assert sum(bytes for name, bytes in size.items() if not name.startswith(("index.", "text."))) < 40_000


def test_nothing_is_loaded_before_someone_searches(browser, addresses):
    """Reading a page asks for no index."""
    context = browser.new_context()
    page = context.new_page()
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(addresses["http"] + "/fr/index.html")
    page.click("article a[href$='mainstreaming.html']")
    assert not [address for address in asked if "/search/index." in address or "/search/text." in address]
    context.close()


def test_the_themes_own_index_is_gone(site):
    """The theme's merged index of all languages is an empty stub."""
    assert (site / "search/search_index.json").stat().st_size < 500


def test_a_query_is_never_written_into_the_address(browser, addresses):
    """What was typed stands neither in the address nor in storage."""
    context = browser.new_context()
    page = context.new_page()
    page.goto(addresses["http"] + "/index.html")
    page.click(".md-search__input")
    page.fill(".md-search__input", "rape")
    page.dispatch_event(".md-search__input", "keyup")
    page.wait_for_selector(".md-search-result__link")
    page.click(".md-search-result__link")
    assert "rape" not in page.url.split("#")[0] and "?" not in page.url
    assert 0 == page.evaluate("localStorage.length + sessionStorage.length")
    context.close()
