"""Nothing that a reader does not need: budgets for a first view, for pages and for the style, and what keeps them."""

import gzip
import hashlib
import re
from pathlib import Path

import material
import pytest

from conftest import LOCALES, ROOT
from handbook.acronyms import once_a_page, once_a_section
from handbook.scripts import without_remarks
from handbook.site_names import names_used
from handbook.style import SAID_BY_PLACE, lean, minify, read

# Bytes of a first view of one page, packed as a web host sends them, fonts as they are: all that the browser asks for
FIRST_VIEW = {"en": 40_000, "fr": 40_000, "es": 40_000, "ar": 45_000}  # the longest page, with its list to tick; others need 25 to 40
# Bytes of a page as it is. Pages in Arabic have two bytes a letter; lists and forms of many entries have a budget of their own
PAGE = {"en": 26_500, "fr": 30_720, "es": 30_000, "ar": 36_700}
LISTS = {"references": 215_000, "glossary": 145_000, "a-z": 95_000, "find": 19_000, "tools/referral-card": 27_000, "about/translations": 24_000, "training/plan": 11_500}
MODULE = 63_500  # a training module is many pages in one
STYLE, SCRIPTS, FONTS = 11_000, 3_000, 17_000
READ = ("index", "themes/gender-based-violence", "practice/disclosure")


def packed(file) -> int:
    return len(file.read_bytes()) if file.suffix == ".woff2" else len(gzip.compress(file.read_bytes(), mtime=0))


@pytest.mark.parametrize("path", READ)
@pytest.mark.parametrize("locale", LOCALES)
def test_a_first_view_is_light(browser, addresses, site, locale, path):
    """Everything that a browser asks for to show one page for the first time, Arabic letters included."""
    asked = set()
    with browser.new_context() as context:
        page = context.new_page()
        page.on("request", lambda request: asked.add(request.url))
        page.goto(f"{addresses['http']}/{'' if locale == 'en' else locale + '/'}{path}.html", wait_until="networkidle")
    files = [site / address.removeprefix(addresses["http"] + "/") for address in asked]
    assert sum(map(packed, files)) < FIRST_VIEW[locale], sorted((packed(file), file.name) for file in files)
    assert {"woff2"} & {file.suffix[1:] for file in files} == ({"woff2"} if locale == "ar" else set()), "only Arabic pages load our font"


@pytest.mark.parametrize("locale", LOCALES)
def test_pages_are_light(site, library, locale):
    """No page is heavier than its budget; the navigation in it is that of one section."""
    heavy = {}
    for page in library.of(locale):
        size = (site / ("" if locale == "en" else locale) / f"{page.path}.html").stat().st_size
        if size > LISTS.get(page.path, MODULE if page.path.startswith("training/") else PAGE[locale]):
            heavy[page.path] = size
    assert {} == heavy


def test_style_scripts_and_fonts_are_light(site):
    """The style sheet, the scripts of every page, both fonts; packed."""
    assert packed(site / "assets/theme.css") < STYLE
    assert packed(site / "assets/handbook.js") + packed(site / "assets/leave/ar.js") < SCRIPTS
    assert sum(packed(file) for file in (site / "assets/fonts").glob("*.woff2")) < FONTS


def test_no_dead_files(site):
    """No map, no script or style of the theme, no dictionary of its search: what lies in assets/ is loaded by something."""
    assert [] == [file for file in site.rglob("*") if file.suffix == ".map" or "lunr" in file.parts or file.parent.name in ("javascripts", "stylesheets")]
    named = "".join(file.read_text("utf-8") for file in site.rglob("*") if file.suffix in (".html", ".js", ".css", ".webmanifest") and "search" not in file.parts)
    laid = [file for file in (site / "assets").iterdir() if file.suffix in (".js", ".css", ".woff2", ".svg", ".png")]
    assert [] == [file.name for file in laid if file.name not in named]


def test_every_name_in_our_own_style_is_used(site):
    """A rule of ours that matches nothing is forgotten, not kept."""
    names = names_used((file.read_text("utf-8") for file in site.rglob("*.html")), (file.read_text("utf-8") for file in (ROOT / "theme/assets").rglob("*.js")))
    classes = set(re.findall(r"\.(hb-[\w-]+)", (ROOT / "theme/assets/handbook.css").read_text("utf-8")))
    assert {"hb-notice"} >= classes - names, "a notice stands where a translation is behind, which may be nowhere"


THEME = r"""@charset "UTF-8";:root{--used:1px;--icon:url("data:image/svg+xml;utf8,<svg a='{;}'/>");--chain:var(--end);--end:2px}
.kept,.gone{color:red}.kept:not(.gone)>a:hover{top:var(--used)}[data-md-toggle=search]:checked~.kept{left:var(--chain)}[data-md-toggle=other]{left:0}
@media print{.gone{top:0}.kept{top:0}}@media screen{.gone{top:0}}@keyframes turn{0%{top:0}to{top:1px}}@keyframes still{0%{top:0}}
.kept{animation:turn 1s}.kept:is(.gone,b){top:3px}blockquote{top:4px}#here .kept{top:5px}.kept::after{content:"}.x{"}"""
PAGE_OF_THEME = '<body><div id="here" class="kept"><a href="x">y</a><input data-md-toggle="search"></div></body>'


def test_the_style_keeps_what_can_match_and_nothing_else():
    """Selectors are judged one by one; strings may hold braces; variables and animations go with the last that uses them."""
    names = names_used([PAGE_OF_THEME], ["/* gone */ make('b'); // blockquote"])
    sheet = lean(THEME, "/* ours */ .own { margin : 0 ; }", names)
    assert sheet == (
        ':root{--used:1px;--chain:var(--end);--end:2px}.kept{color:red}.kept:not(.gone)>a:hover{top:var(--used)}'
        '[id=__search]:checked~.kept{left:var(--chain)}@media print{.kept{top:0}}@keyframes turn{0%{top:0}to{top:1px}}'
        '.kept{animation:turn 1s}.kept:is(.gone,b){top:3px}#here .kept{top:5px}.kept::after{content:"}.x{"}.own{margin : 0}\n'
    )
    assert sheet == lean(THEME, "/* ours */ .own { margin : 0 ; }", names)


def test_a_whole_style_survives_reading(site):
    """Every rule of our own sheet that is read is written again: nothing is lost between the braces."""
    own = minify((ROOT / "theme/assets/handbook.css").read_text("utf-8"))
    assert own.count("{") == "".join(map(str, read(own))).count("{")
    assert own.replace(" ", "") == "".join(map(str, read(own))).replace(" ", "")


def test_an_acronym_is_explained_once_a_section():
    explained = '<abbr title="a b">AB</abbr>'
    assert f"<h2>x</h2>{explained} AB<h2>y</h2>{explained}" == once_a_section(f"<h2>x</h2>{explained} {explained}<h2>y</h2>{explained}")
    assert f"<h2>x</h2>{explained} AB<h2>y</h2><abbr>AB</abbr>" == once_a_page(f"<h2>x</h2>{explained} AB<h2>y</h2>{explained}")


def test_scripts_travel_without_remarks():
    script = '/* one\n   two */\n  // three\nfour("//", "/* */"); // five\n'
    assert 'four("//", "/* */");\n' == without_remarks(script)


def test_fonts_are_named_by_their_bytes(site):
    """They are served as immutable: another font must have another name."""
    for file in (site / "assets/fonts").glob("*.woff2"):
        assert file.stem.rpartition(".")[2] == hashlib.sha256(file.read_bytes()).hexdigest()[:8]
        assert file.name in (site / "assets/theme.css").read_text("utf-8")


def test_the_theme_still_has_the_names_that_our_pages_leave_out():
    """A name that a new version of the theme gives up would leave its place without style, and nobody would be told."""
    sheets = "".join(file.read_text("utf-8") for file in Path(material.__file__).parent.glob("templates/assets/stylesheets/main.*.min.css"))
    gone = [name for name in SAID_BY_PLACE if name not in sheets]
    assert sheets and not gone
