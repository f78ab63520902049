"""The search box: by keyboard, with a screen reader, under a strict policy, with anything typed, and without a trace."""

import functools
import threading
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer

import pytest

from box import COUNT, ITEM, open_page
from conftest import LOCALES, until

# Nothing inline, no code from strings, nothing from elsewhere
POLICY = ("default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
          "connect-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'none'")
MEDIA = ("file", "http")
FOCUSED = "document.activeElement.classList[0]"


@pytest.fixture
def context(browser):
    with browser.new_context() as context:
        yield context


@pytest.fixture(params=MEDIA)
def start(request, addresses):
    return addresses[request.param]


@pytest.mark.parametrize("locale", LOCALES)
def test_the_box_obeys_the_keyboard(context, start, locale):
    """Ctrl or Cmd with K opens it, arrows go through the results and back, Enter takes the first, Escape gives the focus back."""
    reader = open_page(context, start, locale)
    page = reader.page
    page.focus("article a")
    for key in ("Control+k", "Meta+k"):
        page.keyboard.press(key)
        until(page, "document.getElementById('__search').checked")
        assert page.evaluate(FOCUSED) == "md-search__input"
        page.keyboard.press("Escape")
        until(page, "document.activeElement.closest('article')")
        assert not page.is_checked("#__search")
    page.keyboard.press("Control+k")
    reader.type("GBV")
    page.keyboard.press("ArrowDown")
    assert page.evaluate(FOCUSED) == "md-search-result__link"
    page.keyboard.press("ArrowUp")
    assert page.evaluate(FOCUSED) == "md-search__input"
    page.keyboard.press("Enter")
    page.wait_for_url("**/themes/gender-based-violence.html*")


def test_a_result_on_this_page_is_shown(context, start):
    """The list goes, by a press and by the key Enter; a phone, which it covers, would show nothing at all."""
    reader = open_page(context, start, "en")
    page = reader.page
    page.set_viewport_size({"width": 360, "height": 640})
    page.goto(page.url.replace("index.html", "glossary.html"))
    found = ".md-search-result__link[href*='glossary.html#dignity-kit']"
    for act in (lambda: page.click(found), lambda: page.press(found, "Enter")):
        page.evaluate("scrollTo(0, 0)")
        page.keyboard.press("Control+k")
        reader.type("dignity kit")
        page.wait_for_selector(found)
        act()
        until(page, "!document.getElementById('__search').checked")
        assert page.evaluate("document.querySelector(':target').getBoundingClientRect().top < innerHeight / 2")


@pytest.mark.parametrize("locale", LOCALES)
def test_the_count_is_read_out(context, addresses, library, locale):
    """The number of results stands in a live region, in the words of the language, which reads in its direction."""
    reader = open_page(context, addresses["file"], locale)
    page = reader.page
    page.keyboard.press("Control+k")
    before = page.inner_text(COUNT)
    reader.type("GBV")
    assert page.get_attribute(COUNT, "role") == "status" and page.inner_text(COUNT) not in ("", before)
    assert page.evaluate("getComputedStyle(document.querySelector('.md-search-result')).direction") == ("rtl" if locale == "ar" else "ltr")
    assert page.get_attribute(".md-search-result__list", "role") == "list"
    assert page.locator(".hb-nothing > *").count() == 0


@pytest.mark.parametrize("locale", LOCALES)
def test_who_finds_nothing_is_told_what_to_try(context, start, library, locale):
    """Nothing in any language: advice in the reader's, and the way to the A–Z."""
    reader = open_page(context, start, locale)
    page = reader.page
    page.keyboard.press("Control+k")
    reader.type("qqqqzzzzwwww")
    assert library.labels[locale]["nothing_title"] in page.inner_text(".hb-nothing")
    assert page.locator(ITEM).count() == 0
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/a-z.html")


def test_what_only_another_language_has_is_offered_as_that(context, start):
    """A French word on the English site leads to the French page, which says that it is French."""
    reader = open_page(context, start, "en")
    [found] = reader.ask("quiconque")
    assert found and all(place.startswith("fr/") for item in found for place in item)
    title = reader.page.locator(".md-search-result__item h1").first
    assert "(French)" in title.inner_text() and title.locator("[lang=fr][dir=ltr]").count() == 1


def test_other_languages_are_asked_in_their_own_letters(context, addresses):
    """An Arabic word with a slip fetches no index of a language in Latin letters; one that only Arabic has is found there."""
    asked = []
    context.on("request", lambda request: asked.append(request.url))
    reader = open_page(context, addresses["http"], "ar")
    [found] = reader.ask("المساائلة")
    assert found and not [address for address in asked if address.endswith(("index.en.js", "index.fr.js", "index.es.js"))]
    [found] = open_page(context, addresses["http"], "en").ask("السلاسل")
    assert found and all(place.startswith("ar/") for item in found for place in item)
    assert not [address for address in asked if address.endswith(("index.fr.js", "index.es.js"))]


def test_results_are_sections_by_page_with_the_words_as_written(context, addresses):
    """One item a page, its title first, its best sections below, and what was found marked in its surface form."""
    reader = open_page(context, addresses["file"], "fr")
    [found] = reader.ask("detention d'un enfant")
    pages = [item[0] for item in found]
    assert len(pages) == len(set(pages)) and "#" not in "".join(pages)
    assert "themes/child-protection#detention" in next(item for item in found if item[0] == "themes/child-protection")
    marks = {mark.lower() for mark in reader.page.locator(".md-search-result__item mark").all_inner_texts()}
    assert "détention" in marks and "d" not in marks and "un" not in marks


@pytest.mark.parametrize("locale", LOCALES)
def test_anything_may_be_typed(context, addresses, locale):
    """Nothing, common words, one letter, very much, markup, signs of patterns, mixed scripts: an answer, and no complaint."""
    reader = open_page(context, addresses["file"], locale)
    complaints = []
    reader.page.on("pageerror", lambda error: complaints.append(str(error)))
    reader.page.on("console", lambda message: message.type == "error" and complaints.append(message.text))
    reader.page.on("dialog", lambda dialog: complaints.append(dialog.message))
    markup = "<img src=x onerror=alert(1)><svg onload=alert(2)>"
    reader.ask("the of and", "من في على", "a", "م", "a" * 500, "حماية " * 90, markup, markup + " GBV", "(.*+?[^$|\\", "🙂", "\u0000", "__proto__ constructor")
    assert reader.page.locator(".md-search-result img, .md-search-result svg[onload]").count() == 0
    found = reader.ask("GBV العنف", "العنف القائم على النوع الاجتماعي (GBV)", "violence VBG عنف", "72 h", "٧٢ h", "۷۲ h")
    assert all(answer[0][0] == "themes/gender-based-violence" for answer in found[:3])
    assert found[3] == found[4] == found[5] != []
    assert [] == complaints


def test_one_letter_finds_pages_that_begin_with_it(context, addresses):
    """While the first letter is typed the box does not say that there is nothing."""
    [found] = open_page(context, addresses["file"], "en").ask("g")
    assert ["themes/gender-based-violence"] in found


def test_nothing_is_loaded_before_someone_searches(context, addresses):
    """A page costs the address of the worker: no worker, no engine, no index until a letter is typed."""
    asked = []
    context.on("request", lambda request: asked.append(request.url))
    reader = open_page(context, addresses["http"], "fr")
    reader.page.click("article a[href$='mainstreaming.html']")
    reader.page.wait_for_load_state("networkidle")
    assert not [address for address in asked if "/search/" in address or "/workers/" in address]
    reader.page.keyboard.press("Control+k")
    reader.type("VBG")
    assert [address for address in asked if address.endswith("/search/index.fr.js")]
    assert not [address for address in asked if address.endswith(("index.en.js", "index.ar.js"))]


def test_texts_of_the_first_pages_follow_the_list(context, start):
    """Below a title stands its text with the words marked; only the pages shown with text are asked for it, and once."""
    asked = []
    context.on("request", lambda request: asked.append(request.url))
    reader = open_page(context, start, "fr")
    reader.page.keyboard.press("Control+k")
    for _ in range(2):
        reader.type("confidentialité")
        until(reader.page, "document.querySelector('.md-search-result__article mark') && document.querySelectorAll('.md-search-result__article h2 ~ mark').length")
    texts = [address for address in asked if "/search/text/fr/" in address]
    assert 0 < len(texts) <= 10 and len(texts) == len(set(texts))


# Types the first query, and the second as soon as the list of the first is there; done when two frames have been drawn
OVERTAKE = """([first, second]) => new Promise(done => {
  const input = document.querySelector('.md-search__input');
  const type = text => { input.value = text; input.dispatchEvent(new Event('input')); };
  new MutationObserver((_, seen) => {
    seen.disconnect();
    type(second);
    requestAnimationFrame(() => requestAnimationFrame(done));
  }).observe(document.querySelector('.md-search-result__list'), { childList: true });
  type(first);
})"""
LISTED = f"String([...document.querySelectorAll('{ITEM} a')].map(link => link.href))"


@pytest.mark.parametrize("second", ["confidentiality", ""])
def test_who_types_on_sees_nothing_of_the_query_before(context, start, second):
    """A long list is drawn in two parts: the second part stays out when another query, or none, has come between."""
    reader = open_page(context, start, "en")
    page = reader.page
    reader.ask("confidentiality")
    alone = page.evaluate(LISTED) if second else ""
    page.evaluate(OVERTAKE, ["protection", second])
    until(page, f"{LISTED} === {alone!r}")


def test_a_query_leaves_no_trace(context, start):
    """What was typed stands in no address, no history, no storage, no cookie and no request."""
    asked = []
    context.on("request", lambda request: asked.append(f"{request.url} {request.post_data or ''}"))
    reader = open_page(context, start, "en")
    page = reader.page
    length = page.evaluate("history.length")
    page.keyboard.press("Control+k")
    reader.type("raped")
    assert page.evaluate("history.length") == length and page.evaluate("history.state") is None
    assert page.url.endswith("/index.html")
    page.click(".md-search-result__link")
    page.wait_for_url("**.html*")
    assert "raped" not in page.url and "?" not in page.url
    assert "raped" not in "".join(asked) and not [line for line in asked if "?" in line]
    assert 0 == page.evaluate("localStorage.length + sessionStorage.length")
    assert [] == page.evaluate("indexedDB.databases().then(all => all.map(one => one.name))") and [] == context.cookies()


class Strict(SimpleHTTPRequestHandler):
    def end_headers(self):
        self.send_header("Content-Security-Policy", POLICY)
        super().end_headers()

    def log_message(self, *_):
        pass


@pytest.fixture
def strict(site):
    """Where the site is served with a strict policy in the header."""
    with ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Strict, directory=site)) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


@pytest.fixture
def strict_folder(site, tmp_path):
    """A folder whose first page says the policy itself, as a host without headers would have it."""
    for name in ("assets", "search", "themes"):
        (tmp_path / name).symlink_to(site / name)
    page = (site / "index.html").read_text("utf-8")
    meta = f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">'.replace("'self'", "'self' file:")
    (tmp_path / "index.html").write_text(page.replace("<head>", "<head>" + meta, 1), "utf-8")
    return tmp_path.as_uri()


@pytest.mark.parametrize("medium", ["strict", "strict_folder"])
def test_a_strict_policy_lets_the_search_work(context, request, medium):
    """No inline script, no code from strings, no worker but our own: the search answers as ever."""
    reader = open_page(context, request.getfixturevalue(medium), "en")
    refused = []
    reader.page.on("console", lambda message: refused.append(message.text) if "search" in message.text.lower() else None)
    [found] = reader.ask("genderbased violense")
    assert found[0][0] == "themes/gender-based-violence"
    assert [] == refused


def test_only_in_a_folder_the_search_is_ready_before_a_letter(context, start):
    """Who goes to the box in a folder has its index and shards soon; over a network nothing but the box comes before a letter."""
    asked = []
    context.on("request", lambda request: "assets/search/" in request.url and asked.append(request.url.partition("assets/search/")[2]))
    page = open_page(context, start, "fr").page
    page.keyboard.press("Control+k")
    if start.startswith("file:"):
        until(page, "Object.keys(document.querySelector('iframe[hidden]')?.contentWindow.handbook?.kept ?? {}).some(name => name.startsWith('shards/fr/'))")
        assert "index.fr.js" in asked and "ring.js" in asked
    else:
        until(page, "performance.getEntriesByType('resource').some(entry => entry.name.endsWith('/box.fr.js'))")
        page.wait_for_load_state("networkidle")
        assert ["box.fr.js"] == asked
