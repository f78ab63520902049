"""Links that hold: what the sign beside each heading knows, the words of the dialog that it opens, the edition for paper."""

import json
import re
from html import escape
from pathlib import Path

from handbook.library import Library
from handbook.packs.edition import read_stamp, said
from handbook.page import Page

# As the generator writes it: the sign is a part of the heading, and would be read out with its name
HEADING = re.compile(r'(<(h[1-3])\b[^>]*>)((?:(?!</h[1-3]>).)*?)<a class="headerlink" href="#([^"]+)" title="[^"]*">&para;</a></\2>', re.S)
WORDS = ("here", "permanent", "short", "unreleased", "none", "copy", "copied", "close", "qr")


def name_links(html: str, library: Library, page: Page, codes: dict[str, str]) -> str:
    """A page with each heading's link beside it, carrying the short code of its section; handbook.js gives all of them
    the name that the first one, that of the title, says in the page's language."""
    label = f' title="{escape(library.labels[page.locale]["link_here"])}"'

    def write(link: re.Match) -> str:
        nonlocal label
        start, name, text, section = link.groups()
        said, label = label, ""
        return f'<div class="hb-{name}">{start}{text}</{name}><a href="#{section}" data-go="{codes.get(f"{page.path}#{section}", "")}"{said}>¶</a></div>'

    return HEADING.sub(write, html)


def write_words(library: Library, locale: str, site: Path) -> None:
    """`assets/links/<locale>.js`: the words of the dialog, fetched when somebody opens it."""
    words = {name: library.labels[locale][f"link_{name}"] for name in WORDS}
    file = site / "assets/links" / f"{locale}.js"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(f"window.handbookLinkWords = {json.dumps(words, ensure_ascii=False)};\n", "utf-8")


def write_edition(library: Library, site: Path) -> None:
    """`assets/edition.css`: what paper says of the edition. In one file, since it changes with every commit: pages do not."""
    stamp = read_stamp(library.root, "")
    rules = (f':lang({locale}) {{ --hb-edition: "{said(stamp, library.labels[locale])}"; }}' for locale in library.locales)
    file = site / "assets/edition.css"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text("\n".join(["/* The edition, as printed pages name it */", *rules, ""]), "utf-8")
