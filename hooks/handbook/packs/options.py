"""What `handbook packs` and `handbook crisis-pack` can be told; apart from them, since what makes packs takes time to import."""

from pathlib import Path

from handbook.library import LOCALES

ENDINGS = {"html": ".html", "epub": ".epub", "pdf": ".pdf", "sheets": "-cards.pdf", "zim": ".zim", "stick": "-stick.zip"}


def add_arguments(parser) -> None:
    parser.add_argument("--output", type=Path, default=Path("dist"), help="another folder (default %(default)s)")
    parser.add_argument("--locale", action="append", choices=LOCALES, help="only this language; may be given again")
    parser.add_argument("--kinds", default=",".join(ENDINGS), help="only these, with commas between (default %(default)s)")
    parser.add_argument("--pages", help="only these pages in books and files, with commas between: index,practice/disclosure")
    parser.add_argument("--neutral", action="store_true", help="names and titles that do not tell what it is")
    parser.add_argument("--draft", action="store_true", help="also while problems are left in the pages")


def add_crisis_arguments(parser) -> None:
    parser.add_argument("--sections", default="", metavar="PLACES", help="pages and sections, with commas between: practice/disclosure#steps,themes/mine-action")
    parser.add_argument("--modules", default="", help="training modules by name, with commas between")
    parser.add_argument("--locales", default=",".join(LOCALES), help="languages (default %(default)s)")
    parser.add_argument("--out", type=Path, default=Path("dist/crisis-pack.zip"), help="the zip (default %(default)s)")
    parser.add_argument("--draft", action="store_true", help="also while problems are left in the pages")
