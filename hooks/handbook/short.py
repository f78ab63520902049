"""Short addresses: go/<code>.html, the same for all languages, and their QR codes as small pictures."""

import hashlib
import io
import shutil
from pathlib import Path

import segno

from handbook.permalinks import Permalinks


def short_address(site: str, code: str) -> str:
    """The whole short address, from the address at which the site is published."""
    return f"{site.rstrip('/')}/go/{code}.html"


def write_codes(permalinks: Permalinks, site: str, folder: Path, cache: Path) -> None:
    """`go/<code>.svg` for every place ever released; nothing without an address, which a QR code has to hold whole.

    A code takes 5 ms to draw and never changes: it is drawn once, into the cache, for each address of the site.
    """
    if not site:
        return
    drawn = cache / hashlib.sha256(f"{site} {segno.__version__}".encode()).hexdigest()[:12]
    drawn.mkdir(parents=True, exist_ok=True)
    (folder / "go").mkdir(parents=True, exist_ok=True)
    for code in permalinks.codes.values():
        file = drawn / f"{code}.svg"
        if not file.exists():
            whole = file.with_suffix(".new")
            whole.write_bytes(qr(short_address(site, code)))
            whole.replace(file)
        shutil.copyfile(file, folder / "go" / file.name)


def qr(text: str) -> bytes:
    """A QR code as SVG: level M, which a crease or a stain of 15 per cent does not break; white also in the dark."""
    file = io.BytesIO()
    segno.make_qr(text, error="m", boost_error=False).save(file, kind="svg", scale=4, light="#fff", xmldecl=False, nl=False)
    return file.getvalue()
