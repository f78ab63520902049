"""Write what the browser loads: classic scripts, since a page opened by double-click may load nothing else."""

import json
import re
from pathlib import Path

from handbook.library import RIGHT_TO_LEFT, Library
from handbook.offline import home
from handbook.search.everyday import read_everyday
from handbook.search.folding import tokens
from handbook.search.index import build_index, path_of
from handbook.search.ring import read_ring, ring_keys
from handbook.search.sections import Entry, read_entries
from handbook.search.words import COMMON

FOLDER = "assets/search"
WORKER = Path(__file__).with_name("worker.js")
BOX = f"theme/{FOLDER}/box.js"
# What the worker is made of, in this order; the theme's folder would lay these out in the site one by one
PARTS = [f"theme/{FOLDER}/{name}.js" for name in ("folding", "packing", "matching", "postings", "units", "terms", "ranking", "snippets", "engine")]
# What scripts say to those who change them is not loaded by those who search
REMARK = re.compile(r"^ *//.*\n", re.M)


def write_search(library: Library, locale: str, entries: list[dict], locales: list[str], site: Path) -> None:
    """Write the search of a language.

    Args: the library, the locale, the theme's search entries of that locale, all locales of this build, the site's folder.
    """
    folder = site / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    sections = read_entries(entries)
    terms, everyday = read_ring(library, locale), read_everyday(library, locale)
    index, shards = build_index(sections, [*terms, *everyday], locale)
    _write(folder / f"index.{locale}.js", f"index.{locale}", index | {"everyday": ring_keys(everyday, len(terms))})
    for number, shard in enumerate(shards):
        _write_later(folder, f"shards/{locale}/{number}", shard)
    _write_texts(sections, locale, folder)
    ring = {"keys": ring_keys(terms), "common": sorted({word for text in COMMON.values() for word in tokens(text)})}
    _write(folder / "ring.js", "ring", ring)
    (folder / f"worker.{locale}.js").write_text(_worker(library, locale, locales), "utf-8")
    (folder / f"box.{locale}.js").write_text(_box(library, locale, site), "utf-8")
    for part in (*PARTS, BOX):
        (folder / Path(part).name).unlink(missing_ok=True)


def _write_texts(sections: list[Entry], locale: str, folder: Path) -> None:
    """The text of each page by itself, so that who keeps the handbook fetches one of them when one page changes."""
    pages: dict[int, dict[str, str]] = {}
    for section in sections:
        pages.setdefault(section.page, {})[section.location.partition("#")[2]] = section.text
    for number, texts in pages.items():
        _write_later(folder, f"text/{locale}/{path_of(sections[number].location, locale)}", texts)


def _write_later(folder: Path, name: str, value) -> None:
    """What a query may ask for. A script for file://, and its second line is JSON, for a worker, which can fetch several at once."""
    file = folder / f"{name}.js"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(f"self.handbook.keep('{name}',\n{_json(value)}\n);\n", "utf-8")


def _box(library: Library, locale: str, site: Path) -> str:
    """The script of the box with what it says in a language; the index of a copy that has one."""
    labels, index = library.labels[locale], home(site, locale) / "a-z.html"
    words = {name: labels[f"found_{name}"] for name in ("prompt", "one", "many", "more_one", "more_many", "none")}
    words |= {"locale": locale, "nothing": labels["nothing_title"], "ways": list(labels["nothing_try"]), "toIndex": labels["nothing_index"]}
    if index.is_file():
        words["index"] = index.relative_to(site).as_posix()
    return REMARK.sub("", (library.root / BOX).read_text("utf-8")).replace("words = WORDS", f"words = {_json(words)}", 1)


def _worker(library: Library, locale: str, locales: list[str]) -> str:
    parts = "".join((library.root / part).read_text("utf-8") for part in PARTS)
    settings = _json(_settings(library, locale, locales))
    return REMARK.sub("", WORKER.read_text("utf-8").replace("PARTS\n", parts, 1)).replace("SETTINGS", settings, 1)


def _settings(library: Library, locale: str, locales: list[str]) -> dict:
    names = library.labels[locale]["languages"]
    return {
        "locale": locale,
        "others": {other: names[other] for other in locales if other != locale},
        "rightToLeft": sorted(set(locales) & RIGHT_TO_LEFT),
    }


def _json(value) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _write(file: Path, name: str, value) -> None:
    """A script that puts a value under a name into the worker; JSON inside a string would be read twice."""
    text = _json(value).replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
    file.write_text(f"self.handbook['{name}']={text};\n", "utf-8")
