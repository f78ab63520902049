"""Permalinks: what was released stays reachable, in every language, with or without script."""

import re

import pytest

from conftest import LOCALES, ROOT
from handbook.library import read_library
from handbook.permalinks import LEDGER, places, read_permalinks, release
from handbook.redirects import moved_sections, write_redirects, write_short_addresses


@pytest.fixture
def moved(checkout):
    """A checkout in which a page and a section have moved since their release, in two steps."""
    library = read_library(checkout)
    (checkout / LEDGER).write_text("aaaa themes/old\nbbbb themes/old#key-points\ncccc overview/principles#old\n")
    (checkout / "data/redirects.txt").write_text(
        "themes/old -> themes/older\nthemes/older -> themes/child-protection\n"
        "overview/principles#old -> overview/principles#psea\n"
    )
    return library


def test_release_appends_and_never_removes(checkout):
    """A second release adds nothing; a new section adds one line; what stands there stays."""
    (checkout / LEDGER).unlink(missing_ok=True)
    library = read_library(checkout)
    assert places(library) == release(library)
    before = (checkout / LEDGER).read_text()
    assert [] == release(library)
    page = checkout / "docs/en/themes/index.md"
    page.write_text(page.read_text("utf-8") + "\n## New { #new-section }\n", "utf-8")
    assert ["themes/index#new-section"] == release(read_library(checkout))
    assert (checkout / LEDGER).read_text().startswith(before)


def test_codes_are_short_and_each_place_has_its_own():
    """Codes are four signs or a little more, none twice, without signs that look alike."""
    codes = list(read_permalinks(ROOT).codes.values())
    assert len(codes) > 500 and len(codes) == len(set(codes))
    assert max(map(len, codes)) <= 5
    assert not re.search("[il1o0]", "".join(codes))


def test_everything_released_is_in_the_ledger(library):
    """The handbook as it is today is promised."""
    assert set(places(library)) == set(read_permalinks(ROOT).codes)


def test_chains_are_followed_and_circles_refused(moved):
    """A place is looked up to its end; a page takes its sections along; a circle leads nowhere."""
    permalinks = read_permalinks(moved.root)
    assert "themes/child-protection#key-points" == permalinks.now("themes/old#key-points")
    (moved.root / "data/redirects.txt").write_text("a -> b\nb -> a\n")
    assert read_permalinks(moved.root).now("a") is None


@pytest.mark.parametrize("locale", LOCALES)
def test_an_old_page_leads_on_in_the_readers_language(moved, tmp_path, locale):
    """In its place stands a page that leads on at once, says so in its language, and has no script."""
    write_redirects(moved, read_permalinks(moved.root), tmp_path / "site")
    folder = tmp_path / "site" / ("" if locale == "en" else locale)
    text = (folder / "themes/old.html").read_text("utf-8")
    assert f'<html lang="{locale}"' in text and moved.labels[locale]["moved"] in text
    assert 'content="0; url=child-protection.html"' in text and "<script" not in text


def test_a_section_that_left_its_page_is_found_there(moved):
    """The old id still exists on the old page, as a link to where the section is now."""
    found = moved_sections(moved, read_permalinks(moved.root), "overview/principles", "fr")
    assert [("old", "principles.html#psea")] == [(section, address) for section, address, _ in found]


def test_short_addresses_lead_to_the_section_in_every_language(moved, tmp_path):
    """go/<code>.html has a link for each language, to the page as it is now."""
    write_short_addresses(moved, read_permalinks(moved.root), tmp_path)
    text = (tmp_path / "go/bbbb.html").read_text("utf-8")
    assert '"../themes/child-protection.html#key-points"' in text
    assert '"../ar/themes/child-protection.html#key-points" hreflang="ar"' in text


def test_the_built_site_has_every_short_address(site):
    """Each code of the ledger is a page of the site."""
    built = {page.stem for page in (site / "go").glob("*.html")}
    assert set(read_permalinks(ROOT).codes.values()) == built


def test_a_short_address_follows_the_browsers_language(browser, site):
    """A French browser is led to the French section."""
    code = read_permalinks(ROOT).codes["themes/gender-based-violence#time-limits"]
    context = browser.new_context(locale="fr-CH")
    page = context.new_page()
    page.goto(f"{site.as_uri()}/go/{code}.html")
    page.wait_for_url("**/fr/themes/gender-based-violence.html#time-limits")
    context.close()


def test_a_ledger_in_another_encoding_is_told(tmp_path):
    """With the line; the other lines are read."""
    (tmp_path / "data").mkdir()
    (tmp_path / LEDGER).write_bytes("\ufeffaaaa a\nbbbb é\ncccc c\n".encode("utf-8").replace("é".encode(), b"\xe9"))
    permalinks = read_permalinks(tmp_path)
    assert f"{LEDGER}:2: save the file as UTF-8; here begins something that is not (permalinks)" == str(permalinks.problems[0])
    assert {"a", "c"} <= permalinks.codes.keys()
