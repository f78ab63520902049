"""What pages of packs are made of: a document with its style inside, and the sentences that a pack says of itself."""

import base64
import hashlib
import re
from functools import cache
from html import escape
from pathlib import Path

from lxml.html import tostring

from handbook.library import RIGHT_TO_LEFT
from handbook.packs.article import OTHER, PAGE, relink
from handbook.packs.edition import Edition

STYLES = Path(__file__).parent / "styles"
# Without a word of it browsers ask the host for one, which the policy refuses
NO_ICON = '<link rel="icon" href="data:image/svg+xml,">'
LANGUAGES = {"en": "English", "fr": "Français", "es": "Español", "ar": "العربية"}


def document(locale: str, title: str, body: str, styles: tuple[str, ...], head: str = "") -> str:
    """A page that needs no other file: its style is inside, named by its hash, and nothing else may load or run."""
    css = "".join(style(name) for name in styles)
    digest = base64.b64encode(hashlib.sha256(css.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; img-src data:; base-uri 'none'; form-action 'none'"
    return (
        f'<!doctype html>\n<html lang="{locale}" dir="{direction(locale)}"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
        '<meta name="viewport" content="width=device-width,initial-scale=1"><meta name="referrer" content="no-referrer">'
        f'<meta name="color-scheme" content="light dark"><title>{escape(title)}</title>'
        f"{NO_ICON}{head}<style>{css}</style></head>\n<body>{body}</body></html>\n"
    )


@cache
def style(name: str) -> str:
    """A style sheet without what browsers do not need."""
    css = re.sub(r"/\*.*?\*/", "", (STYLES / f"{name}.css").read_text("utf-8"), flags=re.S)
    return re.sub(r"\s*([{};,])\s*", r"\1", re.sub(r"\s+", " ", css)).replace(";}", "}").strip()


def direction(locale: str) -> str:
    return "rtl" if locale in RIGHT_TO_LEFT else "ltr"


def in_html(tree) -> str:
    """A tree as HTML."""
    return tostring(tree, encoding="unicode")


def anchor(path: str, section: str = "") -> str:
    """The id of a page, or of a section of it, where all pages are one document: themes-health--everyone."""
    name = path.replace("/", "-")
    return f"{name}--{section}" if section else name


def about(edition: Edition) -> str:
    """What a pack says of itself: edition, where the newest is, licence, whose it is."""
    lines = "".join(f"<p>{linked(line, edition.stamp.address)}</p>" for line in edition.lines)
    return f'<div class="about">{lines}</div>'


def linked(line: str, address: str) -> str:
    line = escape(line, quote=False)
    return line.replace(address, f'<a dir="ltr" href="{escape(address)}">{address}</a>') if address else line


def published(edition: Edition, kind: str, rest: str) -> str | None:
    """Where a link leads that a pack does not hold: to the published site, when it has an address."""
    if not edition.stamp.address:
        return None
    path, mark, fragment = rest.partition("#")
    if kind == PAGE:
        path = path if edition.locale == "en" else f"{edition.locale}/{path}"
    if kind in (PAGE, OTHER):
        path = f"{path.removeprefix('en/')}.html"
    return f"{edition.stamp.address.rstrip('/')}/{path}{mark}{fragment}"


def lead_inside(edition: Edition, tree, inside) -> None:
    """Resolve the links of an article: to pages of the pack by `inside(path, fragment)`, else to the published site."""
    def resolve(kind: str, rest: str) -> str | None:
        path, _, fragment = rest.partition("#")
        article = edition.by_path.get(path) if kind == PAGE else None
        if not article:
            return published(edition, kind, rest)
        return inside(path, fragment if fragment in article.ids else "")

    relink(tree, resolve)
