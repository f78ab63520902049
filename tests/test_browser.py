"""A real browser reads the built site, over HTTP and by double-click, in each language."""

import pytest

from conftest import LOCALES

MEDIA = ("http", "file")


@pytest.fixture(params=MEDIA)
def start(request, addresses):
    return addresses[request.param]


@pytest.fixture
def page(browser, start):
    """A page that fails the test when anything is asked of another place, or the console complains."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, reduced_motion="reduce")
    page = context.new_page()
    page.strange, page.complaints = [], []
    page.on("request", lambda request: request.url.startswith((start, "data:", "blob:")) or page.strange.append(request.url))
    page.on("console", lambda message: message.type == "error" and page.complaints.append(message.text))
    page.on("pageerror", lambda error: page.complaints.append(str(error)))
    yield page
    context.close()
    assert [] == page.strange
    assert [] == page.complaints


def home(locale: str) -> str:
    return "/index.html" if locale == "en" else f"/{locale}/index.html"


@pytest.mark.parametrize("locale", LOCALES)
def test_a_reader_finds_the_way(page, start, library, locale):
    """From the first page by the menu to a theme; language and direction are right; the next page follows."""
    page.goto(start + home(locale))
    page.click(".md-sidebar--primary a[href$='themes/index.html']")
    page.click("article a[href$='child-protection.html']")
    assert library.page(locale, "themes/child-protection").headings[0].text == page.locator("article h1").inner_text()
    assert locale == page.evaluate("document.documentElement.lang")
    assert ("rtl" if locale == "ar" else "ltr") == page.evaluate("getComputedStyle(document.querySelector('article')).direction")
    assert page.locator(".md-footer [rel=next]").count() == 1


@pytest.mark.parametrize("locale", LOCALES)
def test_the_language_switch_keeps_the_section(page, start, library, locale):
    """While a section is read, each language leads to that section of that page."""
    other = LOCALES[(LOCALES.index(locale) + 1) % 4]
    page.goto(start + home(locale).replace("index", "themes/gender-based-violence") + "#time-limits")
    page.hover(".hb-languages button")
    page.click(f".hb-languages a[hreflang={other}]")
    page.wait_for_url("**/themes/gender-based-violence.html#time-limits")
    assert other == page.evaluate("document.documentElement.lang")
    top = page.evaluate("document.getElementById('time-limits').getBoundingClientRect().top")
    assert -5 <= top <= 450, "the section is in view"


@pytest.mark.parametrize("locale", LOCALES)
def test_search_finds_a_page_of_this_language(page, start, library, locale):
    """The title of a theme, typed into the search box, leads to it."""
    title = library.page(locale, "themes/child-protection").title
    page.goto(start + home(locale))
    page.click(".md-search__input")
    page.keyboard.insert_text(title)
    page.dispatch_event(".md-search__input", "keyup")
    prefix = "" if locale == "en" else f"{locale}/"
    page.wait_for_selector(f".md-search-result__link[href*='{prefix}themes/child-protection.html']", timeout=20_000)


@pytest.mark.parametrize("locale", LOCALES)
def test_phones_need_no_sideways_scrolling(browser, addresses, locale):
    """At 320 pixels nothing is wider than the screen; wide tables scroll by themselves."""
    context = browser.new_context(viewport={"width": 320, "height": 640})
    page = context.new_page()
    for path in ("index", "dimensions/index", "themes/gender-based-violence", "references", "glossary", "about/translations"):
        page.goto(addresses["file"] + home(locale).replace("index", path))
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, path
    context.close()


def test_dark_follows_the_device_and_nothing_is_stored(browser, addresses):
    """Dark needs no script; after reading, the browser keeps no cookie and no entry of ours."""
    context = browser.new_context(color_scheme="dark")
    page = context.new_page()
    page.goto(addresses["http"] + "/index.html")
    shade = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert max(int(part) for part in shade[4:-1].split(",")) < 60
    page.click("article a[href$='mainstreaming.html']")
    assert [] == context.cookies()
    assert 0 == page.evaluate("localStorage.length + sessionStorage.length")
    context.close()


@pytest.mark.parametrize("path, section", [("tools/sector-standards", "agree"), ("references", "iom-mcof-standards"), ("about/accessibility", "report")])
def test_the_language_switch_keeps_where_an_address_led(page, start, path, section):
    """A section of two lines, an entry of a list, the last of a page: not what stands below or above it."""
    page.goto(start + f"/{path}.html#{section}")
    page.hover(".hb-languages button")
    page.click(".hb-languages a[hreflang=ar]")
    page.wait_for_url(f"**/ar/{path}.html#{section}")


@pytest.mark.parametrize("locale", LOCALES)
def test_phones_without_script_need_no_sideways_scrolling(unscripted, addresses, locale):
    """The menu of languages, shut, makes no page wider than the screen: Arabic would begin beside it."""
    unscripted.set_viewport_size({"width": 320, "height": 640})
    unscripted.goto(addresses["file"] + home(locale))
    assert unscripted.evaluate("document.documentElement.scrollWidth") <= 320


def test_pages_are_read_without_script(browser, addresses):
    """Without JavaScript the text, the menu and the language switch are there."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(addresses["file"] + "/fr/themes/index.html")
    assert page.locator("article h1").is_visible()
    page.hover(".hb-languages button")
    page.click(".hb-languages a[hreflang=ar]")
    assert page.url.endswith("/ar/themes/index.html")
    context.close()
