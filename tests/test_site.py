"""The built site, asked from outside: languages, directions, addresses, nothing from third parties."""

import re
import subprocess
import sys
from html.parser import HTMLParser

import pytest

from conftest import LOCALES, ROOT

LOADING = ("src", "srcset", "poster", "data")


class Tags(HTMLParser):
    """Every tag of a page with its attributes."""

    def __init__(self, text):
        super().__init__()
        self.found = []
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        self.found.append((tag, dict(attributes)))


def html(site, path: str, locale: str = "en") -> str:
    return (site / ("" if locale == "en" else locale) / f"{path}.html").read_text("utf-8")


def pages(site):
    return sorted(site.rglob("*.html"))


@pytest.mark.parametrize("locale", LOCALES)
def test_every_page_is_built_in_every_language(site, library, locale):
    """The same path in each language, and nothing besides, but the slides of the modules."""
    folder = site if locale == "en" else site / locale
    built = {p.relative_to(folder).with_suffix("").as_posix() for p in folder.rglob("*.html") if p.parent.name != "slides"}
    if locale == "en":
        built = {path for path in built if path.split("/")[0] not in (*LOCALES, "go", "light", "offline") and path not in ("404", "units")}
    assert {page.path for page in library.of(locale)} == built


@pytest.mark.parametrize("locale", LOCALES)
def test_pages_say_their_language(site, locale):
    """html has lang, body has dir: Arabic right-to-left, the others left-to-right."""
    text = html(site, "themes/index", locale)
    assert f'<html lang="{locale}"' in text
    assert f'<body dir="{"rtl" if locale == "ar" else "ltr"}"' in text


def test_no_page_loads_anything_from_elsewhere(site):
    """What a page loads is a file of the site; links out carry no referrer."""
    for page in pages(site):
        for tag, attributes in Tags(page.read_text("utf-8")).found:
            for name in LOADING:
                assert "//" not in (attributes.get(name) or ""), (page, tag, attributes)
            if tag == "link" and attributes.get("rel") not in ("canonical", "alternate", "prev", "next"):
                assert "//" not in attributes["href"], (page, attributes)
    for sheet in site.rglob("*.css"):
        assert not re.search(r"(?:@import|url\()\s*['\"]?(?:https?:)?//", sheet.read_text("utf-8")), sheet


def test_every_page_keeps_the_referrer_to_itself(site):
    """No site that a reader goes to learns from where."""
    for page in pages(site):
        assert '<meta name="referrer" content="no-referrer">' in page.read_text("utf-8"), page


@pytest.mark.parametrize("locale", LOCALES)
def test_links_inside_the_site_lead_somewhere(site, locale):
    """Every relative address is a file of the site, every fragment an id in it."""
    ids = {page: set(re.findall(r'\bid="([^"]+)"', page.read_text("utf-8"))) for page in pages(site)}
    folder = site if locale == "en" else site / locale
    for page in [p for p in pages(site) if folder in p.parents and p.name != "404.html"]:
        for tag, attributes in Tags(page.read_text("utf-8")).found:
            address = attributes.get("href")
            if tag != "a" or address is None or re.match(r"[a-z]+:", address):
                continue
            path, _, fragment = address.partition("#")
            target = (page.parent / path).resolve() if path else page
            assert target.is_file(), (page, address)
            assert not fragment or fragment in ids[target], (page, address)


@pytest.mark.parametrize("locale", LOCALES)
def test_the_language_switch_keeps_the_page(site, locale):
    """From any page, each language's link leads to the same page, named in that language."""
    text = html(site, "themes/child-protection", locale)
    folder = (site if locale == "en" else site / locale) / "themes"
    links = [a for tag, a in Tags(text).found if tag == "a" and "hreflang" in a]
    assert list(LOCALES) == [link["hreflang"] for link in links] == [link["lang"] for link in links]
    for link in links:
        own = site if link["lang"] == "en" else site / link["lang"]
        assert own / "themes/child-protection.html" == (folder / link["href"]).resolve(), link


@pytest.mark.parametrize("locale", LOCALES)
def test_pages_show_their_state(site, library, locale):
    """At the end of a page: last review, next review, and what the translation is."""
    text = html(site, "themes/gender-based-violence", locale)
    labels = library.labels[locale]
    assert labels["last_review"] in text and labels["next_review"] in text
    assert labels["source_text" if locale == "en" else "unreviewed_translation"] in text


@pytest.mark.parametrize("locale", LOCALES)
def test_the_library_lists_every_work(site, library, locale):
    """Each work is a section of the reference library with an address of its own."""
    text = html(site, "references", locale)
    assert [] == [name for name in library.sources.works if f'id="{name}"' not in text]


@pytest.mark.parametrize("locale", LOCALES)
def test_the_glossary_lists_every_term(site, library, locale):
    """Each term, with its word in this language; forms kept for search only are not displayed."""
    text = html(site, "glossary", locale)
    for name, term in library.terms.by_name.items():
        assert f'id="{name}"' in text
    assert "handicapés" not in text and "المعاقين" not in text


def test_acronyms_are_explained(site):
    """An acronym has its full term, in the language of the page."""
    assert '<abbr title="gender-based violence">GBV</abbr>' in html(site, "themes/gender-based-violence")
    assert '<abbr title="violence basée sur le genre">VBG</abbr>' in html(site, "themes/gender-based-violence", "fr")


def test_english_inside_arabic_is_marked(site):
    """An English title in the Arabic library says that it is English and runs left to right."""
    assert '<span dir="ltr" lang="en">' in html(site, "references", "ar").replace('lang="en" dir="ltr"', 'dir="ltr" lang="en"')


def test_the_page_for_wrong_addresses_speaks_all_languages(site):
    """404.html stands alone: four languages, no file loaded."""
    text = (site / "404.html").read_text("utf-8")
    for locale in LOCALES:
        assert f'<section lang="{locale}"' in text
    assert not re.search(r'<(?:script [^>]*src|link|img)\b', text)


def test_no_language_is_served_in_disguise(checkout):
    """A page missing in French is not built in French."""
    (checkout / "docs/fr/themes/child-protection.md").unlink()
    build(checkout, checkout / "built")
    assert not (checkout / "built/fr/themes/child-protection.html").exists()
    assert (checkout / "built/themes/child-protection.html").exists()


def build(root, folder, *options):
    return subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--site-dir", folder, *options],
        cwd=root, capture_output=True, text=True, env={"NO_MKDOCS_2_WARNING": "1", "PATH": "", "PYTHONPATH": str(ROOT / "hooks")},
    )
