"""Everybody can read it: WCAG 2.2 AA as far as programs can tell, on every type of page, and what they cannot tell by hand."""

import unicodedata

import pytest
from axe_playwright_python.sync_playwright import Axe

from conftest import LOCALES, ROOT
from outline import outline

# Every type of page, and what is open on it
VIEWS = ("index", "themes/index", "themes/gender-based-violence", "sectors/health", "tools/referral-card", "find", "glossary", "references", "a-z",
         "about/leave", "about/accessibility", "404", "units", "index+search", "index+nothing", "index+languages", "index+menu", "index+shift")
SCREENS = {"wide": (1280, 900), "phone": (360, 740)}
# Words whose contrast with what is behind them is below what WCAG 1.4.3 asks for. Axe passes over joined letters
CONTRAST = (ROOT / "tests/contrast.js").read_text("utf-8")


@pytest.fixture
def context(browser):
    with browser.new_context(viewport={"width": 1280, "height": 900}, reduced_motion="reduce") as context:
        context.set_default_timeout(10_000)
        yield context


@pytest.fixture
def page(context):
    return context.new_page()


def show(page, start: str, locale: str, view: str) -> None:
    """Open a page, and on it what the view names."""
    path, _, opened = view.partition("+")
    folder = "" if locale == "en" or path in ("404", "units") else f"{locale}/"
    page.goto(f"{start}/{folder}{path}.html")
    if opened in ("search", "nothing"):
        page.keyboard.press("Control+k")
        page.keyboard.insert_text("GBV" if opened == "search" else "qqqqzzzzwwww")
        page.wait_for_selector(".md-search-result__link" if opened == "search" else ".hb-nothing li")
    elif opened == "languages":
        page.focus(".hb-languages button")
    elif opened == "menu" and page.viewport_size["width"] < 1220:
        page.click("[data-opens=__drawer]")
    elif opened == "shift":
        page.keyboard.press("Shift")


@pytest.mark.parametrize("screen", SCREENS)
@pytest.mark.parametrize("locale", LOCALES)
def test_axe_finds_nothing(page, addresses, locale, screen):
    """No violation on any type of page, light and dark; the Arabic is looked at by our own reckoning too."""
    page.set_viewport_size(dict(zip(("width", "height"), SCREENS[screen])))
    axe, found = Axe(), []
    for view in VIEWS:
        for shade, options in (("light", None), ("dark", {"runOnly": ["color-contrast"]})):
            page.emulate_media(color_scheme=shade)
            if shade == "light":
                show(page, addresses["file"], locale, view)
            for violation in axe.run(page, options=options).response["violations"]:
                found += [(view, shade, violation["id"], node["html"][:120]) for node in violation["nodes"]]
            found += [(view, shade, "contrast", *low) for low in page.evaluate(CONTRAST)]
    assert [] == found


@pytest.mark.parametrize("shade", ["light", "dark"])
def test_pale_arabic_is_found(page, addresses, shade):
    """The trap: axe passes over joined letters, so what is planted here must be found by our reckoning, and nothing else."""
    page.emulate_media(color_scheme=shade)
    show(page, addresses["file"], "ar", "index")
    assert [] == page.evaluate(CONTRAST)
    page.evaluate("""shade => { const plant = document.createElement('p'); plant.textContent = 'نص باهت';
      plant.style.color = shade === 'light' ? '#aaa' : '#555'; document.querySelector('article').append(plant); }""", shade)
    [[ratio, text]] = page.evaluate(CONTRAST)
    assert ratio < 3 and text == "نص باهت"


@pytest.mark.parametrize("locale", LOCALES)
def test_the_keyboard_goes_through_in_order(page, addresses, library, locale):
    """Skip link, way out, header, menu, contents, text: each stop can be seen, none is under the header or the bar."""
    page.set_viewport_size({"width": 1280, "height": 700})
    show(page, addresses["file"], locale, "themes/gender-based-violence")
    stops = []
    for _ in range(90):
        page.keyboard.press("Tab")
        stops.append(page.evaluate("""() => { const one = document.activeElement, box = one.getBoundingClientRect(), style = getComputedStyle(one);
          const hit = document.elementFromPoint(Math.min(box.x + 3, innerWidth - 1), box.y + box.height / 2);
          return { place: ['md-skip', 'hb-leave', 'md-header', 'md-sidebar', 'hb-toc', 'md-path', 'md-content__inner'].find(name => one.closest('.' + name)),
            seen: box.bottom > 0 && box.top < innerHeight && (one.contains(hit) || hit && hit.contains(one) || one.closest('.md-search') !== null),
            outlined: style.outlineStyle !== 'none' || one.matches('.md-search__input'), html: one.outerHTML.slice(0, 100) }; }"""))
    assert [] == [stop for stop in stops if not (stop["seen"] and stop["outlined"])]
    order = [stop["place"] for stop in stops]
    assert order[:3] == ["md-skip", "hb-leave", "hb-leave"]
    assert list(dict.fromkeys(order)) == ["md-skip", "hb-leave", "md-header", "md-sidebar", "hb-toc", "md-path", "md-content__inner"]


def test_the_skip_link_leads_to_the_text(page, addresses):
    """From the first stop by Enter into the text: the next stop is in it."""
    show(page, addresses["file"], "fr", "themes/gender-based-violence")
    page.keyboard.press("Tab")
    assert page.locator("a.md-skip").evaluate("one => getComputedStyle(one).opacity > 0")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('main') !== null")


def test_the_menu_on_a_phone_obeys_the_keyboard(page, addresses):
    """Enter opens it, the focus goes in, Escape gives it back; closed it holds no stop."""
    page.set_viewport_size({"width": 360, "height": 740})
    show(page, addresses["file"], "en", "themes/index")
    button = page.locator("[data-opens=__drawer]")
    button.press("Enter")
    assert button.get_attribute("aria-expanded") == "true"
    assert page.evaluate("document.activeElement.closest('.hb-nav') !== null")
    page.keyboard.press("Escape")
    assert button.get_attribute("aria-expanded") == "false" and button.evaluate("one => one === document.activeElement")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('.hb-nav') === null")


def test_no_letter_alone_does_anything(page, addresses):
    """WCAG 2.1.4: whoever dictates to the device opens nothing by a word."""
    show(page, addresses["file"], "en", "themes/index")
    for key in "abcdefghijklmnopqrstuvwxyz/.,?":
        page.keyboard.press(key)
    assert page.url.endswith("themes/index.html") and not page.is_checked("#__search") and page.evaluate("document.activeElement === document.body")


@pytest.mark.parametrize("locale", LOCALES)
def test_targets_are_large_enough(page, addresses, locale):
    """WCAG 2.5.8: what is pressed is 24 pixels each way, unless it stands in a sentence or a list of text."""
    page.set_viewport_size({"width": 360, "height": 740})
    for view in ("index", "index+menu", "tools/referral-card", "find", "index+search", "themes/gender-based-violence"):
        show(page, addresses["file"], locale, view)
        small = page.evaluate("""() => [...document.querySelectorAll('a, button, input, select, summary, label[for]')].filter(one => {
          const box = one.getBoundingClientRect();
          return one.checkVisibility({ opacityProperty: true, visibilityProperty: true }) && getComputedStyle(one).clipPath === 'none' && box.bottom > 0 && !one.closest('article, .md-copyright, .md-path, .md-skip, .hb-nothing')
            && (box.width < 24 || box.height < 24); }).map(one => one.outerHTML.slice(0, 120))""")
        assert [] == small, view


@pytest.mark.parametrize("width", [320, 640])
@pytest.mark.parametrize("locale", LOCALES)
def test_nothing_scrolls_sideways(page, addresses, locale, width):
    """320 pixels, which is also 1280 at 400 per cent; and text at 200 per cent on 640: only tables scroll, by themselves."""
    page.set_viewport_size({"width": width, "height": 560})
    for view in (view for view in VIEWS if view != "404"):
        show(page, addresses["file"], locale, view)
        if width == 640:
            page.evaluate("document.documentElement.style.fontSize = '250%'")
        assert page.evaluate("document.documentElement.scrollWidth") <= width, view


@pytest.mark.parametrize("locale", ["fr", "ar"])
def test_a_phone_at_200_per_cent_scrolls_no_page_sideways(page, addresses, locale):
    """180 pixels, as of a phone of 360 whose reader has chosen 200 per cent: forms, the menu of choices and the path as well."""
    page.set_viewport_size({"width": 180, "height": 370})
    for view in ("index", "practice/disclosure", "tools/referral-card", "find", "training/plan"):
        show(page, addresses["file"], locale, view)
        assert page.evaluate("document.documentElement.scrollWidth") <= 180, view


def test_the_last_result_stands_above_the_way_out(page, addresses):
    """On a phone the list of results ends above the bar, and what the arrows reach is not under it."""
    page.set_viewport_size({"width": 360, "height": 640})
    show(page, addresses["file"], "en", "index+search")
    page.keyboard.press("ArrowUp")
    assert page.evaluate("document.activeElement.getBoundingClientRect().bottom <= document.querySelector('.hb-leave').getBoundingClientRect().top")


def test_motion_and_colours_follow_the_reader(context, page, addresses):
    """Reduced motion: nothing moves. Forced colours: icons, boxes and the way out can be seen."""
    show(page, addresses["file"], "en", "themes/gender-based-violence")
    moving = "[...document.querySelectorAll('*')].filter(one => parseFloat(getComputedStyle(one).transitionDuration) > 0 || getComputedStyle(one).animationName !== 'none').length"
    assert 0 == page.evaluate(moving)
    page.emulate_media(forced_colors="active")
    unseen = """[...document.querySelectorAll('.md-header i')].filter(one => one.checkVisibility() && getComputedStyle(one).backgroundColor === getComputedStyle(one.closest('.md-header')).backgroundColor).length"""
    assert 0 == page.evaluate(unseen)
    assert page.evaluate("getComputedStyle(document.querySelector('.hb-leave a')).borderStyle") == "solid"


@pytest.mark.parametrize("locale", LOCALES)
def test_paper_holds_the_text_only(page, addresses, locale):
    """Printed: no header, menu, way out or footer; addresses of works written out; dark screens print black on white."""
    page.emulate_media(media="print", color_scheme="dark")
    show(page, addresses["file"], locale, "references")
    shown = "[...document.querySelectorAll('.md-header, .md-sidebar, .hb-toc, .hb-leave, .md-footer, .md-path, .md-top, [data-go]')].filter(one => one.checkVisibility()).length"
    assert 0 == page.evaluate(shown)
    assert "http" in page.evaluate("getComputedStyle(document.querySelector('article a[href^=http]'), '::after').content")
    assert page.evaluate("getComputedStyle(document.querySelector('article p')).color").startswith(("rgba(0, 0, 0", "rgb(0, 0, 0"))
    show(page, addresses["file"], locale, "themes/gender-based-violence")
    assert 0 == page.evaluate(shown)


@pytest.mark.parametrize("locale", LOCALES)
def test_every_picture_says_what_it_shows(page, addresses, locale):
    """Images have an alt; drawings that are icons are no content, and stand in something that has a name."""
    for view in ("index", "themes/index", "tools/referral-card"):
        show(page, addresses["file"], locale, view)
        assert 0 == page.locator("img:not([alt])").count()
        assert [] == page.evaluate("""[...document.querySelectorAll('svg, i')].filter(one => { const within = one.closest('a, button, label');
          return within && !within.textContent.trim() && !within.getAttribute('aria-label') && within.htmlFor !== '__search'; }).map(one => one.outerHTML)""")


@pytest.mark.parametrize("locale", ["en", "ar"])
def test_what_a_screen_reader_is_told(page, small_addresses, locale):
    """The walk through a page with a checklist, written down in tests/walks: what changes there is to be read, not only accepted."""
    page.goto(f"{small_addresses['file']}/{'' if locale == 'en' else locale + '/'}sectors/health.html")
    walk, file = outline(page), ROOT / f"tests/walks/{locale}.txt"
    assert walk.splitlines() == file.read_text("utf-8").splitlines(), f"if this is better, write it to {file}"
    assert not [line for line in walk.split("\n") if line.endswith((" button", " link"))], "something has no name"


def test_the_font_has_every_arabic_sign_in_use():
    """A letter that our subset lacks would be shown in another font, in the middle of a word."""
    from fontTools.ttLib import TTFont

    texts = [file.read_text("utf-8") for folder in ("docs/ar", "data") for file in (ROOT / folder).rglob("*") if file.suffix in (".md", ".yml")]
    used = {sign for text in texts for sign in text if unicodedata.name(sign, "").startswith("ARABIC")}
    for weight in (400, 700):
        font = TTFont(ROOT / f"theme/assets/fonts/arabic-{weight}.woff2")
        assert [] == sorted(used - set(map(chr, font.getBestCmap()))), weight
