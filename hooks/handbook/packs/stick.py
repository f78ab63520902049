"""A zip for a laptop or a USB stick: a page to start from, the site, and a folder of single files for phones."""

import re
from html import escape
from pathlib import Path

from handbook.labels import write_size
from handbook.packs.archive import read_folder, write_zip
from handbook.packs.edition import NEUTRAL, Edition
from handbook.packs.html import LANGUAGES, about, document

SITE, PHONE = "handbook", "phone"
TITLE = re.compile(r"<title>.*?</title>", re.S)


def write_stick(editions: list[Edition], site: Path, files: list[tuple[str, str, Path]], out: Path) -> None:
    """Write the zip. Args: its languages, the built site, language, kind and file of each pack for phones, the zip."""
    neutral = editions[0].neutral
    folder = NEUTRAL if neutral else SITE
    pages = read_folder(site, f"{folder}/")
    if neutral:
        pages = {name: _neutral(content) if name.endswith(".html") else content for name, content in pages.items()}
    entries = {
        "index.html": _start(editions, folder, set(pages), files).encode(),
        "README.txt": _readme(editions).encode("utf-8-sig"),  # with a mark, or old Windows takes Arabic for Latin letters
        **{f"{PHONE}/{file.name}": file.read_bytes() for _, _, file in files},
        **pages,
    }
    write_zip(out, entries, editions[0].stamp.day)


def _start(editions: list[Edition], folder: str, pages: set[str], files: list[tuple[str, str, Path]]) -> str:
    """The page to start from: for each language the site, the light edition, and the files for a phone."""
    parts = []
    for edition in editions:
        labels, locale = edition.labels, edition.locale
        home = next(name for name in (f"{folder}/{locale}/index.html", f"{folder}/index.html") if name in pages)
        phone = "".join(
            f'<li><a href="{PHONE}/{file.name}">{file.name}</a> ({write_size(file.stat().st_size, labels)})<br>'
            f'{escape(labels[f"pack_{kind}"])}</li>'
            for language, kind, file in files if language == locale
        )
        phone = f"<h3>{escape(labels['pack_phone'])}</h3><p>{escape(labels['pack_phone_how'])}</p><ul>{phone}</ul>" if phone else ""
        parts.append(
            f'<section lang="{locale}" dir="{edition.direction}"><h2>{LANGUAGES[locale]}</h2><h3>{escape(labels["pack_laptop"])}</h3>'
            f'<p><a href="{home}">{escape(edition.title)}</a> · <a href="{folder}/light/{locale}/contents.html">{escape(labels["pack_light"])}</a></p>'
            f"{phone}{about(edition)}</section>"
        )
    first = editions[0]
    return document(first.locale, first.title, f"<main><h1>{escape(first.title)}</h1>{''.join(parts)}</main>", ("common", "screen"))


def _readme(editions: list[Edition]) -> str:
    """The same in plain text, each language after the other."""
    texts = []
    for edition in editions:
        labels = edition.labels
        ways = [f"index.html – {labels['pack_laptop']}", f"{PHONE}/ – {labels['pack_phone']}. {labels['pack_phone_how']}"]
        lines = [edition.title, "", *ways, "", *edition.lines]
        texts.append("\r\n".join(lines))
    return "\r\n\r\n----\r\n\r\n".join(texts) + "\r\n"


def _neutral(page: bytes) -> bytes:
    return TITLE.sub(f"<title>{NEUTRAL}</title>", page.decode(), count=1).encode()
