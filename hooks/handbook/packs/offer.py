"""The offer: a table of the packs in dist/, with sizes and edition, for the page on offline use."""

import json
import os
import posixpath
import shutil
from datetime import date
from html import escape
from pathlib import Path

from handbook.labels import write_size
from handbook.library import Library
from handbook.packs.command import LIST, SUMS
from handbook.packs.edition import FOLDER_VARIABLE, Stamp, said

# Where the files of the offer stand in the site
FOLDER = "packs"


def read_offer(root: Path) -> dict | None:
    """The list of packs, if they were made; a build for packs has none, or they would tell of earlier ones."""
    file = root / "dist" / LIST
    if os.environ.get(FOLDER_VARIABLE) or not file.exists():
        return None
    return json.loads(file.read_text("utf-8"))


def write_offer(library: Library, locale: str, url: str) -> str:
    """The table of a language's packs as HTML; without packs, how to get them. `url` is the address of the page."""
    labels, offer = library.labels[locale], read_offer(library.root)
    files = [one for one in offer["files"] if one["language"] in (locale, "")] if offer else []
    if not files:
        return labels["pack_none"]
    folder = posixpath.relpath(f"/{FOLDER}", f"/{posixpath.dirname(url)}")
    stamp = Stamp(**{**offer["edition"], "day": date.fromisoformat(offer["edition"]["day"])})
    rows = "".join(
        f'<tr><td>{escape(labels["pack_" + one["kind"]])}</td><td><a href="{folder}/{one["name"]}" download>{_kind(one["name"])}</a></td>'
        f'<td>{write_size(one["bytes"], labels)}</td></tr>'
        for one in files
    )
    heads = "".join(f'<th scope="col">{escape(labels[name])}</th>' for name in ("pack_for", "pack_file", "pack_size"))
    sums = f'<a href="{folder}/{SUMS}" download>{escape(labels["pack_sums"])}</a>'
    edition = escape(labels["pack_offered"].format(edition=said(stamp, labels)))
    return f"<table><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>\n\n<p>{edition} {sums}</p>"


def copy_offer(library: Library, site: Path) -> None:
    """Put the files of the offer into the site."""
    if offer := read_offer(library.root):
        (site / FOLDER).mkdir(parents=True, exist_ok=True)
        for name in (*(one["name"] for one in offer["files"]), SUMS):
            shutil.copyfile(library.root / "dist" / name, site / FOLDER / name)


def _kind(name: str) -> str:
    return name.rsplit(".", 1)[1].upper()
