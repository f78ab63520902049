"""The search beside others, in one run: `python bench/search.py SITE`, a site that `run.py site` has built.

All get the same sections with the same boosts, and the same queries (tests/search/queries.yml), in Chromium on file://, and count pages:
the theme's own search, merged as the build without us has it and by language; MiniSearch, given our folding; Pagefind,
over HTTP, since it cannot do file://; lunr in Python, the reference engine of the stack, for the answers only.
MiniSearch and Pagefind come into .cache/ the first time; without them their lines are left out, loudly.
"""

import functools
import gzip
import json
import os
import random
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter, defaultdict
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import material
import yaml
from lunr.builder import Builder
from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "hooks"))
from handbook.library import LOCALES, read_library  # noqa: E402
from handbook.search.folding import tokens  # noqa: E402
from handbook.search.index import behind, path_of  # noqa: E402
from handbook.search.write import write_search  # noqa: E402

CACHE = ROOT / ".cache"
MINISEARCH, PAGEFIND = "7.2.0", "1.5.2"
TIMED, SLOWED, GROWN = ("fr", "ar"), (1, 6), (86, 470, 1600)  # languages, times slower, pages
ROUNDS = 3  # the best of them counts: other work on the machine only makes slower
# Pages that no handbook has twice; where a sentence ends; so many words of a made page are new: with these, vocabulary, sections
# and titles grow as they did from a half of our pages to all of them
LISTS, SENTENCE, NEW = {"glossary", "references", "about", "find", "a-z", "units"}, re.compile(r"(?<=[.!?])\s+"), 0.045
HARNESS = '<!doctype html><meta charset="utf-8"><script src="search.js"></script><body>'


def main(site: Path) -> None:
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        folder = Path(folder)
        browser = playwright.chromium.launch(executable_path=os.environ.get("HANDBOOK_BROWSER") or shutil.which("chromium"), args=["--no-sandbox"])
        (folder / "harness.html").write_text(HARNESS)
        (folder / "search.js").write_bytes(Path(__file__).with_suffix(".js").read_bytes())
        entries = {locale: read_entries(site, locale) for locale in LOCALES}
        compare(browser, folder, contenders(browser, site.resolve(), folder, entries), read_queries())
        for locale in TIMED:
            grow(browser, folder, entries[locale], locale)
        browser.close()


def read_entries(site: Path, locale: str) -> list[dict]:
    """The sections of a language as the theme has them, out of our own files."""
    index, found = payload(site / f"assets/search/index.{locale}.js"), []
    for number, (place, title) in enumerate(zip(index["places"].split("\n"), index["titles"].split("\n"))):
        if number in index["pages"]:
            address, boost = place, index["weights"].get(str(number), 1)
            file = site / f"assets/search/text/{locale}/{path_of(address, locale)}.js"
            texts = json.loads(file.read_text("utf-8").split("\n")[1])
        anchor = "" if place == address else place
        found.append({"location": f"{address}#{anchor}".rstrip("#"), "title": title, "text": texts[anchor], "boost": boost})
    return found


def payload(file: Path):
    return json.loads(file.read_text("utf-8").partition("=")[2].removesuffix(";\n"))


def read_queries() -> dict[str, list[tuple[str, set[str]]]]:
    """By language: what is typed, and the pages that are right."""
    kinds = yaml.safe_load((ROOT / "tests/search/queries.yml").read_text("utf-8"))
    found = {}
    for locale, groups in kinds.items():
        own = "" if locale == LOCALES[0] else f"{locale}/"
        entries = [entry for group in groups.values() for entry in group]
        wants = [entry["find"] if isinstance(entry["find"], list) else [entry["find"]] for entry in entries]
        found[locale] = [(e["ask"], {f"{own}{w.partition('#')[0]}.html" for w in want}) for e, want in zip(entries, wants)]
    return found


def contenders(browser, site: Path, folder: Path, entries: dict) -> dict[str, dict]:
    """Name → engine, where its page is, settings by language, and the files of its index by language."""
    worker = next(Path(material.__file__).parent.glob("templates/assets/javascripts/workers/search.*.min.js")).as_uri()
    home = folder.as_uri()
    write_docs(folder / "docs.js", [entry for locale in LOCALES for entry in entries[locale]])
    for locale in LOCALES:
        write_docs(folder / f"docs.{locale}.js", entries[locale])

    def one(engine, settings, files, home=home):
        return {"engine": engine, "settings": settings, "files": files, "home": home}

    found = {
        "theme, merged": one("stock", lambda _: {"worker": worker, "data": "docs.js"}, lambda _: [folder / "docs.js"]),
        "theme, by language": one("stock", lambda l: {"worker": worker, "data": f"docs.{l}.js"}, lambda l: [folder / f"docs.{l}.js"]),
    }
    if library := minisearch():
        base = {"library": library.as_uri(), "folding": (ROOT / "theme/assets/search/folding.js").as_uri()}
        for locale in LOCALES:
            prebuild(browser, folder, locale, {**base, "data": f"docs.{locale}.js"})
        found["MiniSearch"] = one("minisearch", lambda l: {**base, "index": f"mini.{l}.js"}, lambda l: [folder / f"mini.{l}.js"])
    if address := pagefind(site, folder):
        settings = lambda l: {"bundle": f"{address}/pagefind", "locale": l}  # noqa: E731
        found["Pagefind, HTTP"] = one("pagefind", settings, lambda l: [*(folder / "pagefind").rglob(f"*/{l}_*")], address)
    found["lunr in Python"] = {"engine": None, "entries": entries}
    found["ours"] = ours(site, folder)
    return found


def ours(site: Path, folder: Path) -> dict:
    files = lambda l: [site / f"assets/search/index.{l}.js", *(file for kind in ("shards", "text") for file in (site / f"assets/search/{kind}/{l}").rglob("*.js"))]  # noqa: E731
    return {"engine": "ours", "settings": lambda l: {"site": site.as_uri(), "locale": l}, "files": files, "home": folder.as_uri()}


def write_docs(file: Path, docs: list[dict]) -> None:
    file.write_text(f"var docs = {json.dumps(docs, ensure_ascii=False)}", "utf-8")


def minisearch() -> Path | None:
    file = CACHE / f"minisearch-{MINISEARCH}/package/dist/umd/index.js"
    if not file.exists():
        file.parents[3].mkdir(parents=True, exist_ok=True)
        try:
            subprocess.run(["npm", "pack", f"minisearch@{MINISEARCH}"], cwd=file.parents[3], capture_output=True, check=True)
            subprocess.run(["tar", "xzf", f"minisearch-{MINISEARCH}.tgz"], cwd=file.parents[3], check=True)
        except (OSError, subprocess.CalledProcessError):
            print("LEFT OUT: MiniSearch cannot be had here (npm)", file=sys.stderr)
    return file if file.exists() else None


def prebuild(browser, folder: Path, locale: str, settings: dict) -> None:
    page = open_harness(browser, folder.as_uri())
    page.evaluate("settings => start(['minisearch', settings])", settings)
    saved = page.evaluate("engine.save()")
    (folder / f"mini.{locale}.js").write_text(f"self.prebuilt = {json.dumps(saved, ensure_ascii=False)}", "utf-8")
    page.close()


def pagefind(site: Path, folder: Path) -> str | None:
    """The address of a server that has Pagefind's files for the site."""
    python = CACHE / "pagefind/bin/python"
    if not python.exists():
        subprocess.run([sys.executable, "-m", "venv", CACHE / "pagefind"], check=False)
        subprocess.run([python, "-m", "pip", "install", "--quiet", f"pagefind[bin]=={PAGEFIND}"], check=False, stderr=subprocess.DEVNULL)
    done = subprocess.run([python, "-m", "pagefind", "--site", site, "--output-path", folder / "pagefind"], capture_output=True)
    if done.returncode:
        print("LEFT OUT: Pagefind cannot be had here", file=sys.stderr)
        return None
    server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=folder))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return f"http://127.0.0.1:{server.server_port}"


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_):
        pass


def compare(browser, folder: Path, engines: dict, queries: dict) -> None:
    print(f"\nSearch, {sum(map(len, queries.values()))} queries; times of {' and '.join(TIMED)}, the slower one, best of {ROUNDS} rounds; kB of the largest language\nready and queries: with a list; texts: with what is shown below its titles")
    print(f"{'':20}{'first':>7}{'in 5':>7}{'kB':>7}{'gzip':>7}{'MB heap':>8}" + "".join(f"{f'ready ×{n}':>10}{'texts':>7}{'freeze':>8}{'1st':>7}{'p50':>7}{'p95 ms':>8}{'texts':>7}" for n in SLOWED))
    for name, engine in engines.items():
        print(f"{name} …", file=sys.stderr, flush=True)
        places = [place for locale in LOCALES for place in answers(browser, engine, locale, queries[locale])]
        row = f"{name:20}{share(places, 1):7.1%}{share(places, 5):7.1%}"
        if engine["engine"]:
            sizes = [sum(map(size, engine["files"](locale))) for size in (raw, packed) for locale in LOCALES]
            row += f"{max(sizes[:4]) / 1000:7.0f}{max(sizes[4:]) / 1000:7.0f}"
            runs = {slow: [timed(browser, engine, locale, queries[locale], slow) for locale in TIMED] for slow in SLOWED}
            row += f"{max(run['heap'] for run in runs[1]):8.1f}"
            for slow in SLOWED:
                row += "".join(f"{max(run[key] for run in runs[slow]):{width}.0f}" for key, width in (("ready", 10), ("told", 7), ("freeze", 8), ("first", 7), ("p50", 7), ("p95", 8), ("texts", 7)))
        print(row, flush=True)


def answers(browser, engine: dict, locale: str, queries: list) -> list[int]:
    """The place of the first right page for each query, 0 when it is not among the first five."""
    asked = [query for query, _ in queries]
    if engine["engine"] is None:
        found = ask_lunr(engine["entries"][locale], asked)
    else:
        page = open_harness(browser, engine["home"])
        page.evaluate("given => start(given)", [engine["engine"], engine["settings"](locale)])
        found = page.evaluate("queries => askAll(queries)", asked)["found"]
        page.close()
    return [next((place for place, page in enumerate(pages, 1) if page in right), 0) for pages, (_, right) in zip(found, queries)]


def first_loads(browser, engine: dict, locale: str, queries: list, site: Path) -> list[int]:
    """Bytes of the shards that each query asks for when it is the first, packed."""
    page = open_harness(browser, engine["home"])
    page.evaluate("given => start(given)", [engine["engine"], engine["settings"](locale)])
    asked = page.evaluate("queries => shardsOf(queries)", [query for query, _ in queries])
    page.close()
    sizes = {name: packed(site / f"assets/search/{name}.js") for names in asked for name in names}
    return [sum(map(sizes.get, names)) for names in asked]


def ask_lunr(entries: list[dict], asked: list[str]) -> list[list[str]]:
    """lunr's BM25 over folded words: its builder and index, without its pipelines, which know no folding."""
    builder = Builder()
    builder.ref("location")
    builder.field("title", boost=8)
    builder.field("text")
    for entry in entries:
        builder.add({"location": entry["location"], "title": " ".join(tokens(entry["title"])), "text": " ".join(tokens(entry["text"]))}, {"boost": entry["boost"]})
    index, found = builder.build(), []
    for query in asked:
        hits = index.search(" ".join(tokens(query))) if tokens(query) else []
        found.append(list(dict.fromkeys(hit["ref"].partition("#")[0] for hit in hits))[:5])
    return found


def timed(browser, engine: dict, locale: str, queries: list, slow: int) -> dict[str, float]:
    """Milliseconds until it can answer, of the longest freeze, of queries; megabytes of heap that it takes."""
    rounds = [one_round(browser, engine, locale, queries, slow) for _ in range(ROUNDS)]
    return {key: min(found[key] for found in rounds) for key in rounds[0]}


def one_round(browser, engine: dict, locale: str, queries: list, slow: int) -> dict[str, float]:
    page = open_harness(browser, engine["home"])
    session = page.context.new_cdp_session(page)
    before = heap(session)
    session.send("Emulation.setCPUThrottlingRate", {"rate": slow})
    found = page.evaluate("given => start(given)", [engine["engine"], engine["settings"](locale)])
    asked = page.evaluate("queries => askAll(queries)", [query for query, _ in queries])
    times = asked["times"]
    session.send("Emulation.setCPUThrottlingRate", {"rate": 1})
    found["heap"] = (heap(session) - before) / 1e6
    page.close()
    return {**found, "first": times[0], "p50": statistics.median(times), "p95": high(times), "texts": high(asked["told"])}


def high(values: list[float]) -> float:
    """The 95th percentile."""
    return statistics.quantiles(values, n=20)[-1]


def heap(session) -> float:
    session.send("HeapProfiler.collectGarbage")
    return session.send("Runtime.getHeapUsage")["usedSize"]


def open_harness(browser, home: str):
    page = browser.new_page()
    page.goto(f"{home}/harness.html")
    return page


def share(places: list[int], within: int) -> float:
    return sum(1 for place in places if 0 < place <= within) / len(places)


def raw(file: Path) -> int:
    return file.stat().st_size


def packed(file: Path) -> int:
    return len(gzip.compress(file.read_bytes(), mtime=0)) if file.suffix == ".js" else raw(file)


def grow(browser, folder: Path, entries: list[dict], locale: str) -> None:
    """Our handbook with made pages beside it; queries still mean ours."""
    library = read_library(ROOT)
    print(f"\nOurs, as it grows ({locale}, pages of our kind)\n{'pages':>6}{'sections':>9}{'words':>9}{'build s':>9}{'index gzip':>12}{'with shards':>12}{'of a query':>12}{'p95':>5}{'text gzip':>11}{'ready ×1':>10}{'ready ×6':>10}{'p95 ×6':>8}{'first':>8}{'in 5':>7}")
    queries = read_queries()[locale]
    entries = [{**entry, "boost": entry["boost"] / behind(entry["location"], locale)} for entry in entries]  # the build does it again
    for count in GROWN:
        site, docs = folder / locale / str(count), grown(entries, count, locale)
        begun = time.perf_counter()
        write_search(library, locale, docs, [locale], site)
        seconds = time.perf_counter() - begun
        engine = ours(site, folder)
        index, *others = engine["files"](locale)
        shards, texts = [[file for file in others if kind in file.parts] for kind in ("shards", "text")]
        loads = [packed(index) + load for load in first_loads(browser, engine, locale, queries, site)]
        plain, slow = (timed(browser, engine, locale, queries, rate) for rate in SLOWED)
        places = answers(browser, engine, locale, queries)
        print(f"{count:6}{len(docs):9}{sum(len(tokens(doc['text'])) for doc in docs):9}{seconds:9.2f}{packed(index) / 1000:12.0f}{sum(map(packed, [index, *shards])) / 1000:12.0f}{statistics.median(loads) / 1000:12.0f}{high(loads) / 1000:5.0f}{sum(map(packed, texts)) / 1000:11.0f}{plain['ready']:10.0f}{slow['ready']:10.0f}{slow['p95']:8.0f}{share(places, 1):8.1%}{share(places, 5):7.1%}", flush=True)


def grown(entries: list[dict], count: int, locale: str) -> list[dict]:
    """So many pages: ours, and others made like one of them, with sentences of its neighbours, titles of their own where they
    differ from page to page, and as many new words as our own pages brought, one by one."""
    dice, pages, made = random.Random(4), defaultdict(list), list(entries)
    for entry in entries:
        pages[entry["location"].partition("#")[0]].append(entry)
    alike = [page for page in pages if path_of(page, locale).partition("/")[0] not in LISTS and len(pages[page]) > 4]
    usual = {title for title, times in Counter(entry["title"] for entry in entries).items() if times > 2}
    words = [word for page in alike for entry in pages[page] for word in entry["title"].split()]
    anchors = [entry["location"].partition("#")[2] for page in alike for entry in pages[page][1:]]
    for number in range(len(pages), count):
        page = dice.choice(alike)
        near = dice.choice([other for other in alike if Path(other).parent == Path(page).parent])
        sentences = [sentence for entry in pages[near] for sentence in SENTENCE.split(entry["text"])]
        fresh, address = Fresh(dice), f"{Path(page).parent}/{dice.choice(anchors)}-{number}.html"
        for place, entry in enumerate(pages[page]):
            title, anchor = entry["title"], entry["location"].partition("#")[2]
            if not place or title not in usual:
                title = " ".join(dice.choice(words) for _ in title.split())
                anchor = "-".join([*dice.choice(anchors).split("-")[:2], dice.choice(anchors).split("-")[-1]])
            text = " ".join(dice.choice((sentence, dice.choice(sentences))) for sentence in SENTENCE.split(entry["text"]))
            text = " ".join(fresh[word] for word in text.split())
            made.append({**entry, "location": f"{address}#{anchor}" if place else address, "title": title, "text": text})
    return made


class Fresh(dict):
    """The words of a page: some are new, by a letter, wherever they stand in it."""

    def __init__(self, dice: random.Random) -> None:
        self.dice = dice

    def __missing__(self, word: str) -> str:
        self[word] = word
        if len(word) > 4 and self.dice.random() < NEW:
            at = self.dice.randrange(len(word))
            self[word] = word[:at] + self.dice.choice("abcdefghijlmnopqrstuv") + word[at + self.dice.randrange(2) :]
        return self[word]


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else ROOT / "site"))
