"""The crisis pack, unpacked and opened from a disk."""

import hashlib
import os
import re
import subprocess
import sys
import zipfile

import pytest

from conftest import ROOT, build_small
from handbook.packs.crisis import absent, choose, cut, make
from handbook.packs.edition import FOLDER_VARIABLE, load
from handbook.packs.archive import write_zip

SECTIONS, MODULES = "practice/steps#second", "demo"


@pytest.fixture(scope="session")
def built(tmp_path_factory):
    """The built specimen and its editions in English and Arabic."""
    articles = tmp_path_factory.mktemp("articles")
    site = build_small("tests/training/site.md", tmp_path_factory.mktemp("crisis"), SITE_URL="https://handbook.example.org/p/", **{FOLDER_VARIABLE: str(articles)})
    return site, list(load(articles, ("en", "ar")))


@pytest.fixture(scope="session")
def pack(built, tmp_path_factory):
    """The zip, unpacked."""
    folder = tmp_path_factory.mktemp("pack")
    write_zip(folder / "pack.zip", entries(built, folder), built[1][0].stamp.day)
    zipfile.ZipFile(folder / "pack.zip").extractall(folder / "open")
    return folder / "open"


def entries(built, work):
    site, editions = built
    choice = choose(SECTIONS, MODULES)
    return make([cut(one, choice) for one in editions], choice, site, ROOT, work)


def test_a_place_is_chosen_whole_or_by_section():
    """The whole page wins over its sections; a module is its page."""
    assert {"a/b": (), "c/d": ("x", "y"), "training/m": ()} == choose("a/b#s, a/b,c/d#x,c/d#y", "m").pages


def test_what_is_missing_is_named(built):
    choice = choose("practice/steps#third,practice/gone", "demo")
    assert ["practice/steps#third", "practice/gone"] == absent(cut(built[1][0], choice), choice)


def test_the_same_choice_gives_the_same_bytes(built, pack, tmp_path):
    for name in ("a", "b"):
        write_zip(tmp_path / name, entries(built, tmp_path), built[1][0].stamp.day)
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()


def test_sums_licence_and_edition_are_inside(pack):
    """Every file has its sum; the start page says edition and licence."""
    sums = dict(reversed(line.split("  ", 1)) for line in (pack / "SHA256SUMS").read_text("utf-8").splitlines())
    files = {file.relative_to(pack).as_posix(): file for file in pack.rglob("*") if file.is_file()}
    assert set(files) - {"SHA256SUMS"} == set(sums)
    assert all(hashlib.sha256(files[name].read_bytes()).hexdigest() == digest for name, digest in sums.items())
    assert {"LICENSE", "LICENSE-CONTENT"} <= set(files)
    start = (pack / "index.html").read_text("utf-8")
    assert "CC BY 4.0" in start and re.search(r"2026", start) and 'dir="rtl"' in start


def test_a_section_comes_alone(pack):
    """The title of its page, the section, and nothing of its neighbours."""
    text = (pack / "pages/practice/steps.html").read_text("utf-8")
    assert "Listening 2" in text and "Listening 1" not in text and "<h1" in text


def test_every_way_inside_leads_on_and_nothing_leaves(browser, pack):
    """From the start page by every link: all files are there, no error, no request that leaves the folder; Arabic is right to left."""
    page = browser.new_page()
    asked, complaints, seen, waiting = [], [], set(), [(pack / "index.html").as_uri()]
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: message.type == "error" and complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    while waiting:
        address = waiting.pop()
        if address in seen:
            continue
        seen.add(address)
        page.goto(address)
        links = page.evaluate("Array.from(document.querySelectorAll('a[href]'), a => a.href)")
        waiting += [link.split("#")[0] for link in links if link.startswith("file:") and link.split("#")[0].endswith(".html")]
        if "/ar/" in address:
            assert "rtl" == page.evaluate("getComputedStyle(document.querySelector('main')).direction")
    assert {"index.html", "steps.html", "demo.html"} == {address.rpartition("/")[2] for address in seen} and 7 == len(seen)
    assert [] == complaints and [] == [address for address in asked if not address.startswith(pack.as_uri())]
    page.close()


def test_links_that_lead_out_are_written_out(pack):
    """A section that was not chosen is named with its address, and is no link inside the pack."""
    text = (pack / "pages/training/demo.html").read_text("utf-8")
    assert "(https://handbook.example.org/p/practice/steps.html#first)" in text
    assert 'href="../practice/steps.html#second"' in text


@pytest.mark.parametrize("arguments, said", [(["--modules", ""], "name pages"), (["--modules", "demo", "--locales", "xx"], "languages among")])
def test_the_command_says_what_it_needs(arguments, said):
    done = subprocess.run(
        [sys.executable, "-m", "handbook.cli", "crisis-pack", *arguments], cwd=ROOT, capture_output=True, text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT / "hooks")},
    )
    assert 2 == done.returncode and said in done.stderr
