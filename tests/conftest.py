"""Fixtures: nouns that say what is there. The site is built once, then asked questions."""

import contextlib
import functools
import os
import re
import shutil
import subprocess
import sys
import time
import threading
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from handbook.library import read_library
from specimens import lay_out

ROOT = Path(__file__).resolve().parent.parent
LOCALES = ("en", "fr", "es", "ar")


def cannot_run(reason: str):
    """Skip loudly; in CI a test that cannot run is a test that fails."""
    if os.environ.get("CI"):
        pytest.fail(f"cannot run here: {reason}")
    pytest.skip(reason)


@pytest.fixture(scope="session")
def library():
    return read_library(ROOT)


@pytest.fixture(scope="session")
def site(tmp_path_factory) -> Path:
    """The handbook, built strictly in four languages; beside it `articles`, of which packs are made."""
    folder = tmp_path_factory.mktemp("built") / "site"
    done = subprocess.run(
        [sys.executable, "-m", "handbook.cli", "site", "--output", folder],
        cwd=ROOT, capture_output=True, text=True, env={**os.environ, "PYTHONPATH": str(ROOT / "hooks"), "HANDBOOK_ARTICLES": str(folder.with_name("articles"))},
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return folder


def small_checkout(folder: Path, specimen: str = "tests/forms/site.md") -> None:
    """Lay out a specimen, a handbook of a few pages that hold one of everything, with our hooks, theme and labels."""
    lay_out(ROOT / specimen, folder)
    for name in ("hooks", "theme", "data/labels"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__", "*.egg-info"))
    if not (folder / "data/everyday.yml").exists():
        (folder / "data/everyday.yml").write_text("{}\n", "utf-8")  # ours lead to pages that are not here
    config = re.sub(r"^nav:\n(?:[ #].*\n|\n)*", "", (ROOT / "mkdocs.yml").read_text("utf-8"), flags=re.M)
    (folder / "mkdocs.yml").write_text(config, "utf-8")


@pytest.fixture(scope="session")
def small_site(tmp_path_factory) -> Path:
    """The small handbook, built."""
    return build_small("tests/forms/site.md", tmp_path_factory.mktemp("small"))


@pytest.fixture(scope="session")
def training_site(tmp_path_factory) -> Path:
    """A handbook with one training module, tests/training/site.md, published at an address."""
    return build_small("tests/training/site.md", tmp_path_factory.mktemp("training"), SITE_URL="https://handbook.example.org/p/")


@pytest.fixture(scope="session")
def copied_site(tmp_path_factory) -> Path:
    """The same as a copy that is published nowhere."""
    return build_small("tests/training/site.md", tmp_path_factory.mktemp("copied"))


def build_small(specimen: str, folder: Path, **variables) -> Path:
    """Build a specimen as a site with our hooks, theme and labels."""
    small_checkout(folder, specimen)
    environment = {**os.environ, "PYTHONPATH": str(folder / "hooks"), "SOURCE_DATE_EPOCH": "1795392000", "NO_MKDOCS_2_WARNING": "1"}
    command = [sys.executable, "-m", "mkdocs", "build", "--site-dir", folder / "site"]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, env=environment | variables)
    assert done.returncode == 0, done.stdout + done.stderr
    return folder / "site"


@pytest.fixture
def checkout(tmp_path) -> Path:
    """A copy of everything the build reads, to be spoilt by one test."""
    for name in ("docs", "data", "hooks", "theme"):
        shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__", "*.egg-info"))
    shutil.copy(ROOT / "mkdocs.yml", tmp_path)
    return tmp_path


@pytest.fixture(scope="session")
def browser():
    """Chromium: the one that is named, one that is here, or Playwright's own."""
    try:
        from playwright.sync_api import Error, sync_playwright
    except ImportError:
        cannot_run("Playwright is missing: python3 run.py test installs it")
    path = os.environ.get("HANDBOOK_BROWSER") or shutil.which("chromium")
    root = hasattr(os, "geteuid") and os.geteuid() == 0
    with sync_playwright() as playwright:
        try:
            browser = playwright.chromium.launch(executable_path=path or None, args=["--no-sandbox"] if root else [])
        except Error as error:
            cannot_run(f"no browser of the Chromium family starts: {str(error).splitlines()[0]}")
        yield browser
        browser.close()


@pytest.fixture(params=["en", "ar"])
def locale(request):
    return request.param


@pytest.fixture
def labels(library, locale):
    return library.labels[locale]


@pytest.fixture
def page(browser, start):
    """A page that fails the test when it asks anything of another place, or the console complains; `start`: of which site."""
    context = browser.new_context(viewport={"width": 1000, "height": 900})
    page = context.new_page()
    page.asked, page.complaints = [], []
    page.on("request", lambda request: page.asked.append(request.url))
    page.on("console", lambda message: message.type == "error" and page.complaints.append(message.text))
    page.on("pageerror", lambda error: page.complaints.append(str(error)))
    yield page
    assert [] == [address for address in page.asked if not address.startswith((start, "blob:"))]
    assert [] == page.complaints
    context.close()


@pytest.fixture
def unscripted(browser):
    context = browser.new_context(java_script_enabled=False)
    yield context.new_page()
    context.close()


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_):
        pass


@contextlib.contextmanager
def served(site: Path):
    """Where a site begins, by medium; the server has it in a folder, as a web host may."""
    handler = functools.partial(Quiet, directory=site.parent)
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield {"http": f"http://127.0.0.1:{server.server_port}/{site.name}", "file": site.as_uri()}
    server.shutdown()


@pytest.fixture(scope="session")
def addresses(site):
    with served(site) as found:
        yield found


@pytest.fixture(scope="session")
def small_addresses(small_site):
    with served(small_site) as found:
        yield found


@pytest.fixture(scope="session")
def training_addresses(training_site):
    with served(training_site) as found:
        yield found


def until(page, expression: str, arg=None, seconds: float = 20) -> None:
    """Wait until an expression is true in the page.

    Playwright's own waiting evaluates inside the page, later, which our content security policy rightly refuses.
    """
    end = time.monotonic() + seconds
    while not page.evaluate(expression, arg):
        assert time.monotonic() < end, f"never true: {expression}"
        page.wait_for_timeout(20)
