"""PDF by WeasyPrint: tagged for screen readers (PDF/UA), with fonts whose Arabic can be copied and searched.

The newer Noto Sans Arabic and Noto Kufi Arabic look right and lose nearly every word when text is taken out of the PDF
(WeasyPrint issue 2841): only Noto Naskh Arabic, as in Debian's fonts-noto-core, is used, and named by its file.
"""

import os
from html import escape
from pathlib import Path

from handbook.packs.book import book_body
from handbook.packs.edition import Edition
from handbook.packs.html import STYLES

VARIANT = "pdf/ua-1"
# File, weight, style
FONTS = (
    ("NotoSans-Regular.ttf", "normal", "normal"), ("NotoSans-Bold.ttf", "bold", "normal"),
    ("NotoSans-Italic.ttf", "normal", "italic"), ("NotoSans-BoldItalic.ttf", "bold", "italic"),
)
ARABIC = (("NotoNaskhArabic-Regular.ttf", "normal", "normal"), ("NotoNaskhArabic-Bold.ttf", "bold", "normal"))
# Where Debian, Fedora and people put them; HANDBOOK_FONTS names another folder
FOLDERS = (
    "/usr/share/fonts/truetype/noto", "/usr/share/fonts/noto", "/usr/share/fonts/google-noto", "~/.local/share/fonts", "~/.fonts",
    "/Library/Fonts", "~/Library/Fonts",
)


class MissingTool(Exception):
    """Something that a pack needs is not installed; the message says what to install."""


def write_pdf(edition: Edition, file: Path) -> None:
    """Write the handbook as A5 pages with contents, page numbers and bookmarks."""
    page = paper(edition, edition.title, book_body(edition), ("common", "pdf"))
    write(render(page), file)


def paper(edition: Edition, title: str, body: str, styles: tuple[str, ...], more: str = "") -> str:
    """A document for paper, with the edition at each foot."""
    css = "\n".join((STYLES / f"{name}.css").read_text("utf-8") for name in styles)
    foot = " · ".join(part for part in (edition.said, edition.stamp.address) if part)
    return (
        f'<!doctype html><html lang="{edition.locale}" dir="{edition.direction}"><head><meta charset="utf-8"><title>{escape(title)}</title>'
        f'<meta name="description" content="{escape(edition.said)}"><meta name="dcterms.created" content="{edition.stamp.day}">'
        f'<meta name="dcterms.modified" content="{edition.stamp.day}"><style>{_faces()}{css}{more}</style></head>'
        f'<body><div id="edition">{escape(foot)}</div>{body}</body></html>'
    )


def render(page: str):
    """Lay a document out: a WeasyPrint document, ready to be counted and written."""
    try:
        from weasyprint import HTML
    except ImportError:
        raise MissingTool("WeasyPrint: pip install weasyprint") from None
    except OSError as error:  # Pango is found when the module is imported
        raise MissingTool(f"Pango, for WeasyPrint; on Debian apt install libpango-1.0-0 libpangoft2-1.0-0 ({str(error)[:60]})") from None
    return HTML(string=page, base_url="").render(pdf_variant=VARIANT)


def write(document, file: Path) -> None:
    document.write_pdf(file, pdf_variant=VARIANT)


def _faces() -> str:
    """Our family: Noto Sans for Latin letters, Noto Naskh Arabic for Arabic ones."""
    named = [os.environ["HANDBOOK_FONTS"]] if os.environ.get("HANDBOOK_FONTS") else FOLDERS
    rules = []
    for family, fonts in (("handbook", FONTS), ("handbook-arabic", ARABIC)):
        for name, weight, style in fonts:
            file = next((found for folder in named if (found := Path(folder).expanduser() / name).exists()), None)
            if not file:
                raise MissingTool(f"the font {name}; on Debian apt install fonts-noto-core, elsewhere name its folder in HANDBOOK_FONTS")
            rules.append(f'@font-face {{ font-family: {family}; src: url("{file.as_uri()}"); font-weight: {weight}; font-style: {style}; }}')
    return "\n".join(rules)
