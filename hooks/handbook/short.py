"""Short addresses: go/<code>.html, the same for all languages, and their QR codes as small pictures."""

import io
from pathlib import Path

import segno

from handbook.permalinks import Permalinks


def short_address(site: str, code: str) -> str:
    """The whole short address, from the address at which the site is published."""
    return f"{site.rstrip('/')}/go/{code}.html"


def write_codes(permalinks: Permalinks, site: str, folder: Path) -> None:
    """`go/<code>.svg` for every place ever released; nothing without an address, which a QR code has to hold whole."""
    if site:
        (folder / "go").mkdir(parents=True, exist_ok=True)
        for code in permalinks.codes.values():
            (folder / "go" / f"{code}.svg").write_bytes(qr(short_address(site, code)))


def qr(text: str) -> bytes:
    """A QR code as SVG: level M, which a crease or a stain of 15 per cent does not break; white also in the dark."""
    file = io.BytesIO()
    segno.make_qr(text, error="m", boost_error=False).save(file, kind="svg", scale=4, light="#fff", xmldecl=False, nl=False)
    return file.getvalue()
