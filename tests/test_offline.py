"""Keeping the handbook on a device, in a browser, from a server that dies, and that changes, in the middle of a download."""

import contextlib
import json
import re
import shutil
import threading
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe

from conftest import LOCALES, ROOT, build_small
from handbook.offline import kept_files, write_lists
from handbook.problem import today
from test_accessible import CONTRAST


class Host:
    """A web host in a thread. left: how many more answers it gives before it dies; then: what it serves after that."""

    def __init__(self, folder: Path):
        self.folder, self.left, self.then, self.paths = folder, None, None, []
        self._lock = threading.Lock()

    def allows(self, path: str) -> bool:
        with self._lock:
            if self.left == 0:
                if not self.then:
                    return False
                self.folder, self.left, self.then = self.then, None, None
            if self.left is not None:
                self.left -= 1
            self.paths.append(path)
            return True

    def taken(self) -> list[str]:
        """What was given since the last time somebody looked, the lists and the worker left out."""
        paths, self.paths = self.paths, []
        return [path for path in paths if not path.endswith(("sw.js", ".json", ".webmanifest"))]


class Handler(SimpleHTTPRequestHandler):
    def do_GET(self):
        self.directory = self.server.host.folder
        if self.server.host.allows(self.path.removeprefix("/book/")):
            self.path = self.path.removeprefix("/book")
            return super().do_GET()
        self.close_connection = True  # without a word

    def end_headers(self):
        self.send_header("Cache-Control", "no-cache")
        super().end_headers()

    def send_head(self):
        del self.headers["If-Modified-Since"]  # editions of one second look the same to it
        return super().send_head()

    def log_message(self, *_):
        pass


@pytest.fixture(scope="module")
def first(tmp_path_factory) -> Path:
    """A small handbook with the page that offers to keep it."""
    folder = tmp_path_factory.mktemp("offline")
    for locale in LOCALES:
        (folder / f"docs/{locale}/about").mkdir(parents=True)
        shutil.copy(ROOT / f"docs/{locale}/about/offline.md", folder / f"docs/{locale}/about")
    (folder / "data").mkdir()
    (folder / "data/permalinks.txt").write_text("k3pt sectors/health#health\n", "utf-8")
    return build_small("tests/forms/site.md", folder)


@pytest.fixture(scope="module")
def second(first, tmp_path_factory) -> Path:
    """The next edition: one French page has changed, and nothing else."""
    folder = tmp_path_factory.mktemp("second") / "site"
    shutil.copytree(first, folder)
    page = folder / "fr/sectors/health.html"
    page.write_text(page.read_text("utf-8").replace("</article>", "<p>Nouveau</p></article>"), "utf-8")
    write_lists(folder, list(LOCALES), today())
    return folder


@pytest.fixture
def host(first):
    host = Host(first)
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.host, server.daemon_threads = host, True
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
    host.start = f"http://127.0.0.1:{server.server_port}/book"
    host.die = lambda: (server.shutdown(), server.server_close())
    yield host
    with contextlib.suppress(OSError):
        host.die()


@pytest.fixture
def reader(browser, host):
    """The page about keeping, in French, in a browser that has never been here."""
    context = browser.new_context()
    page = context.new_page()
    page.wrong = []
    page.on("pageerror", lambda error: page.wrong.append(str(error)))
    page.goto(f"{host.start}/fr/about/offline.html")
    page.wait_for_selector(".hb-keep .hb-tools:not([hidden])")
    yield page
    assert [] == page.wrong
    context.close()


def press(page, act: str = "keep") -> str:
    """Press a button, wait until the page has done what it can; what it says then."""
    page.click(f'[data-do="{act}"]')
    page.wait_for_selector('[data-do="keep"]:not([disabled])', state="attached")
    return page.text_content(".hb-keep [role=status]")


def said(page, name: str) -> str:
    return page.get_attribute(".hb-keep", f"data-{name}")


def stored(page) -> dict:
    """What the browser holds: caches by name with the number of their entries, registrations, bytes."""
    return page.evaluate("""async () => {
        const found = {};
        for (const name of await caches.keys()) found[name.split(" ").slice(2).join(" ")] = (await (await caches.open(name)).keys()).length;
        const registrations = (await navigator.serviceWorker.getRegistrations()).length;
        return { caches: found, registrations, databases: (await indexedDB.databases()).length, bytes: (await navigator.storage.estimate()).usage };
    }""")


def listed(site: Path, locale: str = "fr") -> dict:
    return json.loads((site / f"offline/{locale}.json").read_text("utf-8"))


def nothing(page) -> bool:
    found = stored(page)
    return not found["caches"] and not found["registrations"]


def test_lists_hold_one_language_with_what_it_loads(first):
    """Its pages, its search, what all share; no page and no search of another language, nothing that only hosts read."""
    for locale in LOCALES:
        paths = [one["u"] for one in listed(first, locale)["files"]]
        assert paths == sorted(paths) == kept_files(first, locale, list(LOCALES))
        own = "" if locale == "en" else f"{locale}/"
        assert {f"{own}index.html", f"assets/search/index.{locale}.js", "assets/theme.css", "units.html", "offline/missing.html"} <= set(paths)
        others = [other for other in LOCALES if other != locale]
        assert not [path for path in paths if path.startswith(tuple(f"{other}/" for other in others if other != "en"))]
        assert not [path for path in paths for other in others if other in re.findall(r"[^/.]+", path)]
        assert not [path for path in paths if path.startswith("light/")]
        assert not [path for path in paths if path.startswith(("go/", "sw.js", "_headers"))]
        if locale != "en":
            assert "index.html" not in paths


def test_the_version_is_that_of_the_files(first, second, tmp_path):
    """Another day with the same files is the same version; one changed page is another one, in its language only."""
    copy = tmp_path / "copy"
    shutil.copytree(first, copy)
    write_lists(copy, list(LOCALES), today().replace(year=2030))
    assert listed(first)["version"] == listed(copy)["version"] != listed(second)["version"]
    assert listed(first, "ar")["version"] == listed(second, "ar")["version"]


@pytest.mark.parametrize("locale", LOCALES)
def test_manifests_name_a_start_and_icons_that_exist(first, locale):
    manifest = json.loads((first / f"offline/{locale}.webmanifest").read_text("utf-8"))
    assert (locale, "rtl" if locale == "ar" else "ltr") == (manifest["lang"], manifest["dir"])
    for path in (manifest["start_url"], *(icon["src"] for icon in manifest["icons"])):
        assert (first / "offline" / path).resolve().is_file()
    assert f'lang="{locale}"' in (first / "offline" / manifest["start_url"]).read_text("utf-8")
    assert "rotect" not in manifest["short_name"] and len(manifest["short_name"]) <= 12


def test_nothing_is_stored_before_the_press(reader):
    """Looking at the page, and at others, registers and stores nothing, and offers no icon."""
    assert nothing(reader)
    assert 0 == reader.locator("link[rel=manifest]").count()
    assert said(reader, "none") == reader.text_content(".hb-keep [role=status]")
    assert "Mo" in reader.text_content("[data-size=fr]")


def test_what_is_kept_is_read_without_the_server(reader, host):
    """Page, style, search and the way out work with the server gone; another language says that it is not kept.

    A short address leads to its section in a language that is kept; a folder, with or without its slash, to its page.
    """
    errors = []
    text = press(reader)
    assert "Français" in text and listed(host.folder)["version"][:7] in text and said(reader, "newest") in text, text
    assert 1 == reader.locator("link[rel=manifest]").count()
    host.die()
    reader.on("requestfailed", lambda request: errors.append(request.url))
    reader.goto(f"{host.start}/fr/sectors/health.html")
    assert "fr" == reader.get_attribute("html", "lang")
    assert "sticky" == reader.eval_on_selector(".md-header", "one => getComputedStyle(one).position")
    reader.focus(".md-search__input")
    reader.keyboard.type("premiere page", delay=20)
    reader.wait_for_selector(".md-search-result__item a")
    assert [] == [url for url in errors if not url.endswith(("en.js", "es.js", "ar.js"))]  # it looks there too when little is found
    for address in ("/fr/", "/fr"):
        reader.goto(host.start + address)
        assert "fr" == reader.get_attribute("html", "lang") and reader.url.endswith("/fr/")
    for address in ("/go/k3pt.html", "/go/k3pt"):  # as paper has it
        reader.goto(host.start + address)
        assert reader.url.endswith("/fr/sectors/health.html#health")
    reader.goto(f"{host.start}/units.html")
    assert "°C" in reader.title()
    answer = reader.goto(f"{host.start}/ar/sectors/health.html")
    assert 503 == answer.status
    shown = reader.locator("main a:visible")
    assert 1 == shown.count() and "fr" == shown.get_attribute("hreflang")
    shown.click()
    reader.wait_for_url(f"{host.start}/fr/index.html")


def test_what_is_kept_says_so_without_network(reader, host):
    """Version, size and a way to remove it are there; a newer edition cannot be looked for."""
    press(reader)
    host.die()
    reader.reload()
    reader.wait_for_selector('[data-do="remove"]:visible')
    assert said(reader, "unknown") in reader.text_content(".hb-keep [role=status]")
    assert not reader.locator('[data-do="keep"]').is_visible()
    press(reader, "remove")
    assert nothing(reader)


def test_a_server_that_dies_leaves_nothing_active(reader, host):
    """What has come stays, unread; the next press fetches the rest only."""
    files = [one["u"] for one in listed(host.folder)["files"]]
    host.taken()
    host.left = 14
    assert said(reader, "network") == press(reader)
    came = host.taken()
    found = stored(reader)["caches"]
    assert "active" not in found and 0 < sum(found.values()) < len(files)
    host.left = None
    press(reader)
    rest = host.taken()
    assert len(files) - sum(found.values()) == len(rest) and set(files) == {*came, *rest}
    assert {"active": 1, f"fr-{listed(host.folder)['version']}": len(files)} == stored(reader)["caches"]


def test_an_update_fetches_what_has_changed(reader, host, second):
    """One changed page is one file."""
    press(reader)
    host.folder = second
    host.taken()
    reader.reload()
    reader.wait_for_selector('[data-do="remove"]:visible')
    assert said(reader, "newer").split("{")[0] in reader.text_content(".hb-keep [role=status]")
    host.taken()
    assert said(reader, "newest") in press(reader)
    assert ["fr/sectors/health.html"] == host.taken()
    assert {"active": 1, f"fr-{listed(second)['version']}": len(listed(second)["files"])} == stored(reader)["caches"]
    reader.goto(f"{host.start}/fr/sectors/health.html")
    assert "Nouveau" in reader.text_content("article")


def test_a_failed_update_leaves_the_old_edition(reader, host, second):
    """The list came, the page did not: all of the first edition is still read, server or none."""
    press(reader)
    host.folder, host.left = second, 1
    assert said(reader, "network") == press(reader)
    host.die()
    reader.goto(f"{host.start}/fr/sectors/health.html")
    assert "Nouveau" not in reader.text_content("article")
    reader.goto(f"{host.start}/fr/about/offline.html")
    reader.wait_for_selector('[data-do="remove"]:visible')
    assert listed(second)["version"][:7] not in reader.text_content(".hb-keep")


def test_an_edition_published_during_the_download_is_not_mixed(reader, host, second):
    """The list is of the first edition, a file of the second: nothing is active; the next press brings the pure second."""
    host.left, host.then = 2, second
    assert said(reader, "changed") == press(reader)
    assert "active" not in stored(reader)["caches"]
    press(reader)
    files = listed(second)["files"]
    assert {"active": 1, f"fr-{listed(second)['version']}": len(files)} == stored(reader)["caches"]
    kept = reader.evaluate("""async () => {
        const name = (await caches.keys()).find(one => !one.endsWith("active")), found = {};
        const pack = await caches.open(name);
        for (const request of await pack.keys()) {
            const digest = await crypto.subtle.digest("SHA-256", await (await pack.match(request)).arrayBuffer());
            found[request.url] = Array.from(new Uint8Array(digest), byte => byte.toString(16).padStart(2, "0")).join("");
        }
        return found;
    }""")
    assert {f"{host.start}/{one['u']}": one["h"] for one in files} == kept


def test_lists_of_two_editions_are_not_mixed(reader, host, first, tmp_path):
    """Two languages whose lists name the same file with two hashes: refused before a file is fetched."""
    odd = tmp_path / "odd"
    shutil.copytree(first, odd)
    (odd / "assets/theme.css").write_text("a {}")
    write_lists(odd, ["ar"], today())
    shutil.copy(first / "offline/index.json", odd / "offline/index.json")
    host.folder = odd
    reader.check("input[value=ar]")
    host.taken()
    assert said(reader, "changed") == press(reader)
    assert [] == host.taken() and "active" not in stored(reader)["caches"]


def test_a_second_language_takes_what_is_there(reader, host):
    """What the languages share is not fetched twice, and one pack holds both; fewer languages make it smaller again."""
    press(reader)
    reader.check("input[value=ar]")
    host.taken()
    text = press(reader)
    assert "Français · العربية" in text, text
    own = {one["u"] for one in listed(host.folder, "ar")["files"]} - {one["u"] for one in listed(host.folder)["files"]}
    assert own == set(host.taken())
    reader.uncheck("input[value=fr]")
    press(reader)
    assert [] == host.taken()
    assert len(listed(host.folder, "ar")["files"]) + 1 == sum(stored(reader)["caches"].values())


def test_a_page_from_the_network_has_its_own_style(reader, host, first, tmp_path):
    """A language that is not kept comes whole from the network: its style too, which may be newer than the kept one."""
    press(reader)
    newer = tmp_path / "newer"
    shutil.copytree(first, newer)
    (newer / "assets/theme.css").write_text("html { --edition: newer }")
    host.folder = newer
    for path, edition in (("ar/index.html", "newer"), ("fr/index.html", "")):
        reader.goto(f"{host.start}/{path}")
        assert edition == reader.evaluate("getComputedStyle(document.documentElement).getPropertyValue('--edition').trim()")


def test_removal_frees_the_space(reader, host):
    """One press: no cache, no registration; and a press after it begins anew."""
    press(reader)
    assert stored(reader)["bytes"] > listed(host.folder)["bytes"] / 2
    assert said(reader, "gone") == press(reader, "remove")
    reader.reload()
    assert nothing(reader)
    assert [] == reader.evaluate("caches.keys()")  # the browser's own count of bytes follows when it finds time
    assert said(reader, "none") == reader.text_content(".hb-keep [role=status]")
    assert "Français" in press(reader)


def test_no_language_is_no_download(reader, host):
    reader.uncheck("input[value=fr]")
    assert said(reader, "choose") == press(reader)
    assert nothing(reader)


@pytest.mark.parametrize("locale", LOCALES)
def test_a_copy_in_a_folder_says_that_it_is_here(browser, first, locale):
    page = browser.new_page()
    page.goto(f"{first.as_uri()}/{'' if locale == 'en' else locale + '/'}about/offline.html")
    assert said(page, "folder") == page.text_content(".hb-keep [role=status]")
    assert not page.locator(".hb-keep .hb-tools").is_visible()
    page.close()


@pytest.mark.parametrize("width", [320, 1400])
def test_everybody_can_choose_and_remove(browser, host, width):
    """Axe finds nothing, before and after the press, light and dark; nothing is wider than the screen."""
    context = browser.new_context(viewport={"width": width, "height": 800}, reduced_motion="reduce")
    page, found = context.new_page(), []
    for path in (*(f"{'' if locale == 'en' else locale + '/'}about/offline.html" for locale in LOCALES), "offline/missing.html"):
        page.goto(f"{host.start}/{path}")
        if "about" in path:
            page.wait_for_selector(".hb-keep .hb-tools:not([hidden])")
        for shade in ("light", "dark"):
            page.emulate_media(color_scheme=shade)
            found += [(path, shade, one["id"], one["nodes"][0]["html"][:120]) for one in Axe().run(page).response["violations"]]
            found += [(path, shade, "contrast", *low) for low in page.evaluate(CONTRAST)]
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path
        if path.startswith("fr"):
            press(page)
    context.close()
    assert not found, found
