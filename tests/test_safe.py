"""Nobody is told who reads what, and whoever must hide the page can: policy, traces, the way out; in a real browser."""

import re
from base64 import b64encode
from hashlib import sha256
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest

from conftest import LOCALES, ROOT, until
from handbook.policy import seal, squeeze

# Every type of page
PAGES = ("index", "themes/index", "themes/gender-based-violence", "sectors/health", "tools/referral-card", "find", "glossary", "references",
         "a-z", "about/leave", "about/translations")
META = '<head>\n<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; '
LIGHT = '<head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" '
STORED = """async () => [localStorage.length, sessionStorage.length, document.cookie, (await indexedDB.databases()).length, location.search]"""


def address(start: str, locale: str, path: str) -> str:
    return f"{start}/{'' if locale == 'en' else locale + '/'}{path}.html"


@pytest.fixture(params=["http", "file"])
def start(request, addresses):
    return addresses[request.param]


@pytest.fixture
def context(browser):
    with browser.new_context(viewport={"width": 1280, "height": 800}, reduced_motion="reduce") as context:
        context.set_default_timeout(10_000)
        yield context


@pytest.fixture
def page(context):
    return context.new_page()


def test_every_page_has_the_policy_first(site):
    """First in the head, since it governs only what comes after it; no page allows inline code or style as such."""
    for file in site.rglob("*.html"):
        text = file.read_text("utf-8")
        assert META in text or file.relative_to(site).parts[0] == "light" and LIGHT in text, file
        [policy] = re.findall(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)">', text)
        assert policy.startswith("default-src 'none'; ") and "unsafe" not in policy, file


def test_pages_of_the_handbook_have_nothing_inline(site):
    """No script, style or handler stands in a page; only pages that stand alone have some, named by their hash."""
    for file in site.rglob("*.html"):
        text = file.read_text("utf-8")
        assert not re.search(r"<[^>]* (?:style|on[a-z]+)=[\"']", text), file
        if file.name not in ("404.html", "units.html", "missing.html") and file.relative_to(site).parts[0] != "light":
            assert "<style" not in text and not re.search(r"<script(?![^>]* src=)", text), file
        else:
            assert "'sha256-" in text, file


def test_the_policy_names_inline_code_by_its_bytes():
    """The hash is that of the text between the tags; white space counts there, and nowhere else."""
    sealed = seal("<html><head>\n   <script>\n  a();\n</script></head><body>\n\n  <p>x</p>\n <pre>\n  y\n</pre></body></html>")
    digest = b64encode(sha256(b"\n  a();\n").digest()).decode()
    assert f"script-src 'self' 'sha256-{digest}'; style-src 'self';" in sealed
    assert "<script>\n  a();\n</script>" in sealed and "<pre>\n  y\n</pre>" in sealed and "<body><p>x</p>" in sealed
    assert "a\u00a0\nb" == squeeze("  a\u00a0 \n\n  b")


@pytest.mark.parametrize("locale", LOCALES)
def test_the_policy_holds_and_nothing_is_left_behind(context, page, start, locale):
    """Every type of page, with search, languages and menu used: no violation, no complaint, nothing asked elsewhere, nothing stored."""
    asked, said = [], []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: message.type in ("error", "warning") and said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.add_init_script("addEventListener('securitypolicyviolation', event => console.error('refused: ' + event.violatedDirective))")
    for path in PAGES:
        page.goto(address(start, locale, path))
    page.goto(address(start, locale, "index"))
    page.keyboard.press("Control+k")
    page.keyboard.insert_text("GBV")
    page.wait_for_selector(".md-search-result__link")
    page.keyboard.press("Escape")
    page.hover(".hb-languages button")
    page.click(f".hb-languages a[hreflang={'ar' if locale != 'ar' else 'en'}]")
    page.wait_for_load_state()
    assert [] == said
    assert [] == [one for one in asked if not one.startswith((start, "data:", "blob:")) or "?" in one]
    assert [0, 0, "", 0, ""] == page.evaluate(STORED) and [] == context.cookies()


@pytest.mark.parametrize("locale", LOCALES)
def test_leaving_by_a_plain_link(browser, start, library, locale):
    """Without JavaScript: the second stop of the keyboard, in the reader's language, leads to a page that names nothing of ours."""
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(address(start, locale, "themes/gender-based-violence"))
        page.keyboard.press("Tab")
        page.keyboard.press("Tab")
        link = page.locator("a:focus")
        assert link.inner_text() == library.labels[locale]["leave"]
        link.press("Enter")
        page.wait_for_url("**/units.html")
        text = page.title() + page.content()
        assert page.inner_text("h1").startswith("°C")
        assert not re.search(r"protection|handbook|humanitar|حماية|manuel|manual", text.replace(start, ""), re.I)
        assert not re.search(r"<(?:a|script|img)\b|<link(?! rel=\"icon\" href=\"data:)", text)


@pytest.mark.parametrize("locale", LOCALES)
def test_leaving_at_once(page, start, locale):
    """One press: the page is hidden before the other has come, and is no longer in the history."""
    page.goto(address(start, locale, "index"))
    page.goto(address(start, locale, "themes/gender-based-violence"))
    length = page.evaluate("history.length")
    page.click(".hb-leave a >> nth=0")
    page.wait_for_url("**/units.html")
    assert page.evaluate("history.length") == length
    page.go_back()
    assert page.url.endswith("index.html")


def test_the_cover_hides_everything(page, addresses, library):
    """While the other page is awaited nothing of this one is seen, read out or in the tab's title; it stays so."""
    page.route("**/units.html", lambda route: None)  # a line that never answers
    page.goto(address(addresses["http"], "fr", "themes/gender-based-violence"))
    seen = page.evaluate("""() => {
      document.querySelector('.hb-leave a').click();
      const look = () => [document.body.innerText.trim(), document.title, document.querySelector('.hb-cover').getAttribute('role'),
        [...document.body.children].filter(one => one.checkVisibility()).length];
      const before = look();
      window.dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }));
      return [before, look()];
    }""")
    assert seen == [[library.labels["fr"]["leave_going"], "…", "alert", 1]] * 2


@pytest.mark.parametrize("locale", LOCALES)
def test_leaving_by_shift(page, start, library, locale):
    """Shift three times: each press is read out; capitals, shortcuts and choosing text are no presses; too slow begins anew."""
    labels, status = library.labels[locale], ".hb-leave [role=status]"
    page.clock.install()
    page.goto(address(start, locale, "tools/referral-card"))
    page.keyboard.press("Shift")
    assert labels["leave_more"] == page.inner_text(status)
    page.keyboard.press("Shift+A")
    assert "" == page.inner_text(status)
    page.click("article h1", modifiers=["Shift"])
    assert "" == page.inner_text(status)
    page.keyboard.press("ShiftLeft")
    page.keyboard.press("ShiftRight")
    assert labels["leave_once"] == page.inner_text(status)
    page.clock.run_for(5_100)
    assert labels["leave_late"] == page.inner_text(status)
    for _ in range(3):
        page.keyboard.press("Shift")
    page.wait_for_url("**/units.html")


@pytest.mark.parametrize("width", [320, 360, 768, 1000, 1280])
@pytest.mark.parametrize("locale", LOCALES)
def test_the_way_out_is_always_in_view(browser, addresses, locale, width):
    """At every width, at the top and at the end, with menu or search open: whole, on top, and over no word of the text."""
    with browser.new_context(viewport={"width": width, "height": 568}, reduced_motion="reduce") as context:
        page = context.new_page()
        page.goto(address(addresses["file"], locale, "themes/gender-based-violence"))
        on_top = """() => { const box = document.querySelector('.hb-leave a').getBoundingClientRect();
          const hit = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
          return box.x >= 0 && box.right <= innerWidth && box.y >= 0 && box.bottom <= innerHeight && box.height >= 24 && hit.closest('.hb-leave') !== null; }"""
        beside = """() => { const bar = document.querySelector('.hb-leave').getBoundingClientRect();
          return [...document.querySelectorAll('.md-header__inner > *')].every(one => { const box = one.getBoundingClientRect();
            return !box.width || box.right <= bar.left || box.left >= bar.right || box.bottom <= bar.top || box.top >= bar.bottom; }); }"""
        assert page.evaluate(beside), "nothing of the header lies under it"
        assert page.evaluate(on_top)
        page.evaluate("scrollTo(0, document.documentElement.scrollHeight)")
        assert page.evaluate(on_top)
        last = "document.querySelector('.md-copyright').getBoundingClientRect().bottom"
        bar = page.evaluate("document.querySelector('.hb-leave').getBoundingClientRect().top")
        assert bar < 60 or page.evaluate(last) <= bar, "the last line stands above the bar"
        page.keyboard.press("Control+k")
        assert page.evaluate(on_top)
        page.keyboard.press("Escape")
        if width < 1220:
            page.click("[data-opens=__drawer]")
            assert page.evaluate(on_top)
            page.keyboard.press("Escape")
        page.click("[data-go] >> nth=2")
        page.wait_for_selector("dialog[open]")
        assert page.evaluate(on_top), "the addresses of a section, too, leave it free"
        assert page.evaluate("document.querySelector('dialog button:last-of-type').getBoundingClientRect().bottom <= document.querySelector('.hb-leave').getBoundingClientRect().top") or width >= 960
        page.keyboard.press("Escape")
        until(page, "document.querySelector('.hb-leave').previousElementSibling.className === 'md-skip'")
        assert page.evaluate(on_top)


def test_hosts_may_choose_where_leaving_leads(checkout):
    """extra.leave_to of mkdocs.yml stands in every page instead of the page of measures; nothing else changes."""
    from test_site import build

    config = checkout / "mkdocs.yml"
    config.write_text(config.read_text("utf-8").replace('leave_to: ""', "leave_to: https://weather.example/").replace("!ENV [LOCALE, null]", "en"), "utf-8")
    build(checkout, checkout / "built")
    text = (checkout / "built/about/index.html").read_text("utf-8")
    assert '<a href="https://weather.example/" rel="nofollow noreferrer"' in text


class Host(SimpleHTTPRequestHandler):
    """A web host that answers with the handbook's own page when an address does not exist."""

    def send_error(self, code, message=None, explain=None):
        body = (self.root / "404.html").read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def log_message(self, *_):
        pass


@pytest.mark.parametrize("missing", ["typo.html", "themes/typo.html", "fr/themes/deep/er/typo"])
def test_wrong_addresses_lead_back_into_the_handbook(page, site, missing):
    """In a folder of a host, at any depth, and by double-click, the links of the page for wrong addresses work."""
    handler = type("Handler", (Host,), {"root": site, "__init__": lambda self, *a, **k: SimpleHTTPRequestHandler.__init__(self, *a, directory=str(site.parent), **k)})
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        root = f"http://127.0.0.1:{server.server_port}/{site.name}"
        page.goto(f"{root}/{missing}")
        until(page, "root => document.querySelector('a').href.startsWith(root)", arg=f"{root}/index.html")
        page.click("a[hreflang=ar] >> nth=1")
        page.wait_for_url(f"{root}/ar/a-z.html")
        server.shutdown()
    page.goto(site.as_uri() + "/404.html")
    page.click("a[hreflang=fr] >> nth=0")
    assert page.url == site.as_uri() + "/fr/index.html"


def test_scripts_keep_nothing_without_consent():
    """Storage is written in two places only: forms.js, which asks first, and offline.js when its button is pressed."""
    for file in (ROOT / "theme/assets").rglob("*.js"):
        text = file.read_text("utf-8")
        assert file.name == "forms.js" or "localStorage" not in text, file
        assert file.name == "offline.js" or not re.search(r"caches\.|serviceWorker", text), file
        assert not re.search(r"sessionStorage|indexedDB|document\.cookie|pushState|replaceState|sendBeacon", text), file
