"""Forty faults of links, seeded one to a page in a real build, and fifteen things that look like faults and are none.

The table is that of a comparison of eleven link checkers, of which the best found 22 and flagged 2. Run with -s to see
which of our two layers finds what: the rules over the sources, or the check of the built site.
"""

import subprocess
import sys

import pytest

from handbook.library import read_library
from handbook.rules import RULES, check
from handbook.site import check_site

LOCALES = ("en", "fr", "es", "ar")
CONFIGURATION = """
site_name: Faults
site_url: https://example.org/handbook/
use_directory_urls: false
exclude_docs: |
  draft.md
theme: {name: material, font: false}
extra: {generator: false}
markdown_extensions: [attr_list, footnotes, md_in_html, tables, toc: {permalink: true}]
validation: {links: {not_found: info, anchors: info, absolute_links: info, unrecognized_links: info}}
plugins:
  - search
  - i18n:
      docs_structure: folder
      fallback_to_default: true
      languages:
        - {locale: en, name: English, default: true}
        - {locale: fr, name: Français}
        - {locale: es, name: Español}
        - {locale: ar, name: العربية}
"""
# What the pages link to
FILES = {
    "en/index.md": "# Start\n",
    "en/guide.md": "# Guide\n\n## Steps { #steps }\n\n## Étapes à suivre\n\n<a name=\"old\"></a>\n\nOld.\n",
    "en/only.md": "# Only in English\n\n## Part { #part }\n",
    "en/draft.md": "# Draft\n",
    "en/folder/page.md": "# Page\n",
    "en/été.md": "# Été\n",
    "en/map.svg": "<svg xmlns=\"http://www.w3.org/2000/svg\"/>\n",
    "fr/index.md": "# Début\n",
    "fr/guide.md": "# Guide\n\n## Étapes { #steps }\n",
    "ar/index.md": "# بداية\n",
    "es/index.md": "# Inicio\n",
}
# Each fault: what it is, its page (the language in front when it is not English), the rules that must tell it
FAULTS = {
    "f01": ("missing page", "[x](gone.md)", "links-resolve site-links"),
    "f02": ("missing anchor, same page", "[x](#gone)", "links-resolve site-links"),
    "f03": ("missing anchor, other page", "[x](guide.md#gone)", "links-resolve site-links"),
    "f04": ("missing image", "![x](gone.svg)", "links-resolve site-links"),
    "f05": ("missing download", "[x](gone.pdf)", "links-resolve site-links"),
    "f06": ("link to another language", "fr [x](../en/guide.md)", "links-language"),  # static-i18n mends it
    "f07": ("absolute path to a page that exists", "[x](/guide.md)", "links-relative site-links"),
    "f08": ("absolute path to a missing page", "[x](/gone.md)", "links-relative site-links"),
    "f09": ("case of a page", "[x](Guide.md)", "links-resolve site-links"),
    "f10": ("case of an anchor", "[x](guide.md#Steps)", "links-resolve site-links"),
    "f11": ("missing page in HTML", '<a href="gone.html">x</a>', "links-relative site-links"),
    "f12": ("missing image in HTML", '<img src="gone.svg" alt="x">', "links-resolve site-links"),
    "f13": ("folder without an index", "[x](folder/)", "links-relative site-links"),
    "f14": ("built address", "[x](guide/)", "links-relative site-links"),
    "f15": ("missing anchor beyond ASCII", "[x](guide.md#étape)", "links-resolve site-links"),
    "f16": ("id used twice", '<a id="one"></a> and <a id="one"></a>', "ids-unique site-ids"),
    "f17": ("empty address", "[x]()", "links-resolve site-links"),
    "f18": ("javascript: address", "[x](javascript:alert(1))", "html-inert site-scripts"),
    "f19": ("http:// address", "[x](http://example.org/)", "addresses-secure site-links"),
    "f20": ("e-mail address not whole", "[x](mailto:someone@)", "addresses-well-formed site-links"),
    "f21": ("domain that cannot exist", "[x](https://gone.invalid/)", "addresses-public site-links"),
    "f23": ("missing anchor on a page not translated", "fr [x](only.md#gone)", "links-resolve site-links"),
    "f25": ("missing file in srcset", '<img src="map.svg" srcset="gone.svg 2x" alt="x">', "links-resolve site-links"),
    "f26": ("reference not defined", "[x][gone]", "references-defined site-text"),
    "f29": ("own address, missing page", "[x](https://example.org/handbook/gone.html)", "site-links"),
    "f30": ("image of others, // address", '<img src="//cdn.example.org/x.png" alt="x">', "loads-own site-third-party"),
    "f31": ("image of others", "![x](https://cdn.example.org/x.png)", "loads-own site-third-party"),
    "f32": ("script and handler", '<p onclick="x()">x</p>\n<script>x()</script>', "html-inert site-scripts"),
    "f33": ("path out of the folder", "[x](../../../gone.md)", "links-relative site-links"),
    "f34": ("own machine", "[x](https://localhost:8000/)", "addresses-public site-links"),
    "f36": ("case of a file", "![x](Map.svg)", "links-resolve site-links"),
    "f38": ("missing file in a style", '<p style="background: url(gone.svg)">x</p>', "html-unstyled site-links"),
    "f39": ("bare #", "[x](#)", "links-resolve site-links"),
    "f40": ("page left out of the build", "[x](draft.md)", "links-built site-links"),
    "f41": ("refresh to a missing page", '<meta http-equiv="refresh" content="9; url=gone.html">', "html-inert site-links"),
    "f43": ("frame of others", '<iframe src="https://example.org/"></iframe>', "loads-own site-third-party"),
    "f44": ("percent sign alone", "[x](guide%2.md)", "addresses-well-formed site-links"),
    "f45": ("space in an address", "[x](the guide.md)", "addresses-well-formed site-links"),
    "f46": ("image without a text", "![](map.svg) <img src=\"map.svg\">", "image-alternatives site-text"),
    "f47": ("link without a text", "[](guide.md)", "link-text site-text"),
}
CONTROLS = {
    "k01": ("page", "[x](guide.md)"),
    "k02": ("anchor", "[x](guide.md#steps)"),
    "k03": ("anchor from the words of a heading", "[x](guide.md#etapes-a-suivre)"),
    "k04": ("anchor of an Arabic heading", "ar [x](#_1)\n\n## خطوات"),
    "k05": ("link in code", "`[x](gone.md)` and\n\n    [x](gone.md)\n\n```\n![](gone.svg) <a href=\"\">\n```"),
    "k06": ("footnote", "A word[^1].\n\n[^1]: A note."),
    "k07": ("query", "[x](guide.md?from=mail)"),
    "k08": ("comment", "Text.\n\n<!-- [x](gone.md) <a href=\"gone.html\"> -->"),
    "k09": ("page not translated", "fr [x](only.md#part)"),
    "k10": ("anchor by name=", "[x](guide.md#old)"),
    "k11": ("telephone, message, application", "[x](tel:+41000) [y](sms:+41000) [z](signal://x)"),
    "k12": ("top of the page", "[x](#top)"),
    "k13": ("onion service", "[x](http://abcdefghijklmnopqrstuvwxyz234567abcdefghijklmnopqrstuvwx.onion/)"),
    "k14": ("percent signs", "[x](%C3%A9t%C3%A9.md)"),
    "k15": ("image in the address", "![x](data:image/png;base64,iVBORw0KGgo=)"),
}
# What is about links, and holds for other handbooks too; that ours names no telephone is another matter
OURS = [name for name, rule in RULES.items() if rule.find.__module__.rsplit(".", 1)[1] in ("links", "notation", "addresses", "safety")]
JUDGED = [name for name in OURS if name != "contacts-institutional"]


@pytest.fixture(scope="module")
def told(tmp_path_factory) -> dict[str, set[str]]:
    """For the name of each page, the rules that tell something about it, in the sources or in the built site."""
    root = tmp_path_factory.mktemp("faults")
    (root / "mkdocs.yml").write_text(CONFIGURATION, "utf-8")
    pages = {name: text for name, (_, text, *_) in {**FAULTS, **CONTROLS}.items()}
    for name, text in pages.items():
        locale = text[:2] if text[:3] in ("fr ", "ar ") else "en"
        for one in LOCALES:
            _write(root / f"docs/{one}/{name}.md", f"# {name}\n\n{text.removeprefix(locale + ' ') if one == locale else name}\n")
    for path, text in FILES.items():
        _write(root / "docs" / path, text)
    built = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--site-dir", root / "site"], cwd=root, capture_output=True, text=True,
        env={"NO_MKDOCS_2_WARNING": "1", "PATH": "", "LC_ALL": "C.UTF-8"},
    )
    assert built.returncode == 0, built.stderr
    problems = check(read_library(root, locales=LOCALES), JUDGED)
    problems += check_site(root / "site", LOCALES)
    rules: dict[str, set[str]] = {name: set() for name in [*pages, "another page"]}
    for problem in problems:
        name = problem.path.rsplit("/", 1)[-1].split(".")[0]
        rules.get(name, rules["another page"]).add(f"{problem.rule}: {problem.path}: {problem.message}")
    return rules


def test_every_fault_is_found(told):
    """40 of 40, each by a rule that is about it; -s shows the table."""
    print(f"\n{'':4} {'fault':42} {'sources':24} site")
    found = 0
    for name, (what, _, rules) in FAULTS.items():
        hits = sorted({line.split(":")[0] for line in told[name]} & set(rules.split()))
        sources, site = ([rule for rule in hits if rule.startswith("site-") == built] for built in (False, True))
        print(f"{name:4} {what:42} {' '.join(sources) or '-':24} {' '.join(site) or '-'}")
        found += bool(hits)
    print(f"found: {found} of {len(FAULTS)}")
    assert (40, 40) == (found, len(FAULTS))


@pytest.mark.parametrize("name", FAULTS)
def test_both_layers_that_can_know_tell(told, name):
    """Each of the named rules tells the fault, not only one of them."""
    _, _, rules = FAULTS[name]
    assert set(rules.split()) <= {line.split(":")[0] for line in told[name]}, told[name]


def test_no_control_is_flagged(told):
    """0 of 15, and nothing on the pages that are linked to."""
    print(f"\n{'':4} control")
    for name, (what, _) in CONTROLS.items():
        print(f"{name:4} {what:42} {' '.join(sorted(told[name])) or 'ok'}")
    print(f"flagged: {sum(bool(told[name]) for name in CONTROLS)} of {len(CONTROLS)}")
    assert {} == {name: told[name] for name in [*CONTROLS, "another page"] if told[name]}
    assert 15 == len(CONTROLS)


# What only a built site can have: the file that is wrong, its text, what is told of it and where
PAGE = '<!doctype html>\n<html lang="{lang}" dir="{dir}"><head><title>A</title>{head}</head>\n<body>{body}</body></html>\n'
SEALED = "'sha256-vlRZOv3Y9GzEkZtKPJcDSrwsfhjDpqRWd4H2hQZIRkM='"  # of stay()
BUILT = {
    "a link to another language": ("fr/b.html", '<a href="../a.html">A</a>', "3: link to the fr page, or say hreflang=en: ../a.html is in another language (site-language)"),
    "a language switch that names another": ("fr/b.html", '<a href="../a.html" hreflang="es">A</a>', "3: write hreflang=en for ../a.html, not es (site-language)"),
    "a label for nothing": ("a.html", '<label for="x">X</label>', "3: name an id of this page in <label>, not x (site-ids)"),
    "an empty link with an image without text": ("a.html", '<a href="a.html"><img src="a.svg" alt=""></a>', "3: give the link to a.html a text, or a name in aria-label (site-text)"),
    "a preconnection": ("a.html", '<link rel="preconnect" href="https://fonts.example.org">', "3: load nothing from fonts.example.org, which learns who reads what: https://fonts.example.org (site-third-party)"),
    "a ping": ("a.html", '<a href="a.html" ping="https://example.org/count">A</a>', "3: send nothing to example.org, which learns who reads what: https://example.org/count (site-third-party)"),
    "a form": ("a.html", '<form action="https://example.org/q"></form>', "3: send nothing to example.org, which learns who reads what: https://example.org/q (site-third-party)"),
    "a poster": ("a.html", '<video poster="gone.jpg"></video>', "3: link to a file that exists, not gone.jpg (site-links)"),
    "an object": ("a.html", '<object data="gone.svg"></object>', "3: link to a file that exists, not gone.svg (site-links)"),
    "a drawing used": ("a.html", '<svg><use xlink:href="gone.svg#x"/></svg>', "3: link to a file that exists, not gone.svg#x (site-links)"),
    "a refresh to a missing section": ("a.html", '<meta http-equiv="refresh" content="0; url=fr/b.html#gone">', "3: link to an id that exists, not #gone of fr/b.html (site-links)"),
    "a base": ("a.html", '<base href="/x/">', "3: take out <base>: it changes where every link leads (site-links)"),
    "a path from the root": ("a.html", '<a href="/fr/b.html">B</a>', "3: write /fr/b.html as a path from this page: from the root it leads elsewhere on a disk (site-links)"),
    "a program": ("a.html", '<a href=" java&#115;cript:x()">A</a>', "3: lead to a page or file, not to a program: javascript:x() (site-scripts)"),
    "an inline script": ("a.html", "<script>\nsend()\n</script>", "3: move this script into a file: send() (site-scripts)"),
    "a script of which the policy knows another": (
        "a.html", f'<meta http-equiv="Content-Security-Policy" content="script-src {SEALED}"><script>go()</script>',
        "3: move this script into a file: go() (site-scripts)"),
    "a policy that comes too late": (
        "a.html", f'<script>stay()</script><meta http-equiv="Content-Security-Policy" content="script-src {SEALED}">',
        "3: move this script into a file: stay() (site-scripts)"),
    "a page in a page": ("a.html", '<iframe srcdoc="x"></iframe>', "3: take out srcdoc=: a page holds no other page (site-scripts)"),
    "emphasis": ("a.html", "<p>\na **strong** word</p>", "4: mend the emphasis **strong**: its signs stand here as they were typed (site-text)"),
    "a link": ("a.html", "<p>see [b](b.md)</p>", "3: mend the link ](b.md): it stands here as it was typed (site-text)"),
    "an attribute list": ("a.html", "<p>Text { #id }</p>", "3: put { #id } where it belongs: it stands here as it was typed (site-text)"),
    "a footnote": ("a.html", "<p>Text[^1]</p>", "3: write the footnote [^1]: its mark stands here as it was typed (site-text)"),
    "a marker": ("a.html", "<!-- hooks/fill_glossary.py -->", "3: fill this marker: its hook is not run (site-text)"),
    "a text in a tag": ("a.html", '<abbr title="**x**">X</abbr>', "3: mend the emphasis **x**: its signs stand here as they were typed (site-text)"),
    "a file of styles": ("a.css", "p {\n background: url('gone.png') }", "2: link to a file that exists, not gone.png (site-links)"),
    "an import of styles": ("a.css", '@import "//fonts.example.org/a.css";', "1: load nothing from fonts.example.org, which learns who reads what: //fonts.example.org/a.css (site-third-party)"),
    "a script in a drawing": ("a.svg", "<svg>\n<script>x()</script></svg>", "2: take scripts and pages out of this drawing (site-scripts)"),
    "a sitemap of another day": ("sitemap.xml", "<urlset>\n<url><loc>gone.html</loc></url></urlset>", "2: link to a file that exists, not gone.html (site-links)"),
    "a sitemap that one side names": (
        "sitemap.xml",
        '<url><loc>a.html</loc><xhtml:link hreflang="fr" href="fr/b.html"/></url>\n<url><loc>fr/b.html</loc></url>',
        "1: name a.html among the other languages of fr/b.html (site-language)",
    ),
}
# What a page of Material for MkDocs has, and what is right although it looks wrong
RIGHT = (
    '<input type="checkbox" id="__drawer"><label for="__drawer"></label><label for="__toc">Contents</label>',
    "<script>__md_scope=new URL(\".\",location),__md_hash=e=>[...e].reduce(((e,_)=>(e<<5)-e),0)</script>",
    '<script id="__config" type="application/json">{"base": ".", "search": "a.js", "translations": {"x": "**"}}</script>',
    '<a href="fr/b.html" hreflang="fr" lang="fr">B</a> <a href="./a.html#top">Top</a> <a href="fr/" hreflang="fr">B</a> <a href="?q=1">Again</a>',
    '<a id="x" href="#x" aria-label="X"></a> <a href="#x"><svg><title>X</title></svg></a> <a href="#x"><img src="a.svg" alt="X"></a>',
    '<pre><code><a id="__codelineno-0-1" name="__codelineno-0-1" href="#__codelineno-0-1"></a>**x** [a](b.md) {{ y }}</code></pre>',
    '<p>2**3, a[0][1], [sic](as written), 10:30, #1, {x}, *</p>',
    f'<meta http-equiv="Content-Security-Policy" content="script-src {SEALED}"><script>stay()</script>',
    '<a href="https://example.org/a?b=1&amp;c=2" rel="noreferrer">Law</a> <a href="mailto:office@example.org">Office</a>',
    '<img src="data:image/png;base64,iVBORw0KGgo=" alt="Dot"> <img src="a.svg" alt="" role="presentation">',
    '<!-- <a href="gone.html"> <img> --> <textarea><a href="gone.html"></textarea>',
    "<p title='a > b' data-x=\"<a href='gone.html'>\">Text</p>",
)


@pytest.fixture
def built(tmp_path):
    """A site of four right files, and a way to put something into one of them."""
    site = tmp_path / "site"

    def spoil(path: str = "", text: str = "", head: str = "") -> list[str]:
        files = {"a.html": "", "fr/b.html": "", "fr/index.html": "", "a.css": "", "a.svg": "<svg/>", "a.js": ""}
        for name in {**files, **({path: text} if path else {})}:
            words = text if name == path else files[name]
            if name.endswith(".html"):
                lang = "fr" if name.startswith("fr") else "en"
                words = PAGE.format(lang=lang, dir="ltr", head=head if name == path else "", body=words)
            _write(site / name, words)
        return [str(problem).removeprefix(site.as_posix() + "/") for problem in check_site(site, LOCALES)]

    return spoil


@pytest.mark.parametrize("path, text, message", BUILT.values(), ids=BUILT)
def test_built_sites_are_told(built, path, text, message):
    """One fault in one file of a site: one message, with the file and the line."""
    lines = built(path, text)
    assert f"{path}:{message}" in lines, lines


@pytest.mark.parametrize("text", RIGHT)
def test_what_is_right_is_left_alone(built, text):
    """What the theme writes by itself, and near misses."""
    assert [] == built("a.html", text)


@pytest.mark.parametrize("locale, lang, direction, message", [
    ("ar", "ar", "ltr", "write dir=rtl into <html> or <body>, not ltr"),
    ("fr", "en", "ltr", "write lang=fr into <html>, not en"),
    ("fr", "", "ltr", "say the language of the page: <html lang>"),
    ("es", "es", "rtl", "write dir=ltr into <html> or <body>, not rtl"),
])
def test_pages_must_say_their_language(tmp_path, locale, lang, direction, message):
    """The language and direction of a page are those of its folder."""
    _write(tmp_path / locale / "a.html", PAGE.format(lang=lang, dir=direction, head="", body=""))
    assert [f"{tmp_path.as_posix()}/{locale}/a.html:1: {message} (site-language)"] == list(map(str, check_site(tmp_path)))


def test_a_page_without_words_serves_every_language(tmp_path):
    """Signs that all languages share may be linked from each."""
    _write(tmp_path / "signs.html", PAGE.format(lang="zxx", dir="ltr", head="", body="°C"))
    _write(tmp_path / "fr/a.html", PAGE.format(lang="fr", dir="ltr", head="", body='<a href="../signs.html">A</a>'))
    assert [] == check_site(tmp_path, LOCALES)


def test_the_handbook_as_built_has_no_problem(site):
    """Our own site, read from outside as any other."""
    assert [] == list(map(str, check_site(site, LOCALES)))


def test_alternates_must_be_mutual(built):
    """A page that another calls its translation calls that one back."""
    lines = built("a.html", "", '<link rel="alternate" hreflang="fr" href="fr/b.html">')
    assert ["a.html:1: name a.html among the alternates of fr/b.html: this page names that one (site-language)"] == lines


def test_a_site_knows_its_own_address(built):
    """Addresses of the site itself, in full, are looked up in it."""
    head = '<link rel="canonical" href="https://example.org/h/a.html">'
    lines = built("a.html", '<a href="https://example.org/h/gone.html">A</a><img src="https://example.org/h/a.svg" alt="A">', head)
    assert ["a.html:3: link to a file that exists, not https://example.org/h/gone.html (site-links)"] == lines


def test_an_empty_folder_has_no_problem_and_no_traceback(tmp_path):
    """Nothing there, nothing told; files that are no text are read as far as they go."""
    assert [] == check_site(tmp_path)
    (tmp_path / "a.html").write_bytes(b"\xff<a href='\xfe")
    assert check_site(tmp_path)


def _write(file, text):
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, "utf-8")
