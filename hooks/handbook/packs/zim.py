"""ZIM for Kiwix: the articles alone, so that its search finds text and not menus; written by a program of its own.

That program uses libzim, which is under the GPL: nothing here imports it, it gets a description and writes a file.
"""

import base64
import json
import subprocess
import sys
from html import escape
from pathlib import Path
from textwrap import shorten

from handbook.packs.book import contents
from handbook.packs.edition import NAME, NEUTRAL, Edition
from handbook.packs.html import about, document, in_html, lead_inside
from handbook.packs.pdf import MissingTool

PROGRAM = Path(__file__).with_name("zim_program.py")
ICON = Path(__file__).with_name("icon-48.png")
ISO_639_3 = {"en": "eng", "fr": "fra", "es": "spa", "ar": "ara"}
STYLES = ("common", "screen", "light")
# What comes between these words is not searched
UNSEARCHED = "<!--htdig_noindex-->{}<!--/htdig_noindex-->"
LONGEST_TITLE, LONGEST_DESCRIPTION = 30, 80


def write_zim(edition: Edition, file: Path) -> None:
    """Write the pages of a language with full-text search."""
    done = subprocess.run(
        [sys.executable, "-I", PROGRAM, file], input=json.dumps(description(edition)), capture_output=True, text=True, encoding="utf-8"
    )
    if "No module named 'libzim'" in done.stderr:
        raise MissingTool("libzim: pip install libzim (there are builds for Linux, macOS and Windows)")
    if done.returncode:
        raise RuntimeError(f"{PROGRAM.name}: {done.stderr.strip().splitlines()[-1]}")


def description(edition: Edition) -> dict:
    """What the program writes: metadata, pages, and the page that opens first."""
    facts = {
        "Name": f"{NEUTRAL if edition.neutral else NAME}_{edition.locale}",
        "Title": shorten(edition.title, LONGEST_TITLE, placeholder="…"),
        "Description": shorten(edition.said, LONGEST_DESCRIPTION, placeholder="…"),
        "LongDescription": " ".join(edition.lines),
        "Language": ISO_639_3[edition.locale],
        "Creator": edition.title,
        "Publisher": edition.title,
        "Date": str(edition.stamp.day),
        "License": edition.labels["footer_licence"],
        "Source": edition.stamp.address or edition.slug,
        "Tags": "_ftindex:yes;_pictures:no;_videos:no",
    }
    listed = contents(edition, lambda path: f"{path}.html")
    front = UNSEARCHED.format(f"<main><h1>{escape(edition.name)}</h1>{listed}</main><footer>{about(edition)}</footer>")
    first = {"path": "contents.html", "title": edition.labels["pack_contents"], "html": document(edition.locale, edition.title, front, STYLES)}
    pages = [{"path": f"{one.path}.html", "title": one.title, "html": _page(edition, one)} for one in edition.articles]
    icon = base64.b64encode(ICON.read_bytes()).decode()
    return {"metadata": facts, "main": "contents.html", "icon": icon, "pages": [first, *pages]}


def _page(edition: Edition, article) -> str:
    up = "../" * article.path.count("/")
    tree = article.tree()
    lead_inside(edition, tree, lambda path, section: f"{up}{path}.html" + (f"#{section}" if section else ""))
    back = UNSEARCHED.format(f'<nav><a href="{up}contents.html">{escape(edition.labels["pack_contents"])}</a></nav>')
    return document(edition.locale, edition.title if edition.neutral else article.title, f"{back}<main>{in_html(tree)}</main>", STYLES)
