"""Checklists as files for spreadsheets: CSV, XLSX, ODS; the same bytes for the same commit."""

import csv
import io
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import xlsxwriter
from odfdo import Cell, Column, Document, Row, Style, Table

from handbook.checklists import Checklist
from handbook.library import RIGHT_TO_LEFT, Library
from handbook.problem import today

FOLDER = "assets/checklists"
COLUMNS = ("list_part", "list_item", "list_done", "list_notes", "list_id")
WIDTHS_CM = (3.4, 11.0, 1.6, 6.4, 3.4)
# A cell that begins so is taken for a formula, which could call out when the file is opened
FORMULA = ("=", "+", "-", "@", "\t", "\r", "|", "%")


def write_files(library: Library, locale: str, site: Path) -> None:
    """Write every checklist that has a text in a language in each format, below the folder of the site."""
    for checklist in library.checklists.values():
        rows = table(checklist, locale, library.labels[locale])
        if len(rows) > 1:
            for ending, write in ENDINGS.items():
                file = site / export_path(checklist.name, locale, ending)
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_bytes(write(checklist.title.get(locale), rows, locale))


def export_path(name: str, locale: str, ending: str) -> str:
    """Where a file stands in the site: assets/checklists/shelter.fr.csv."""
    return f"{FOLDER}/{name}.{locale}.{ending}"


def table(checklist: Checklist, locale: str, labels) -> list[list[str]]:
    """The rows of a list in a language: the names of the columns, then an item each, with room for tick and notes."""
    rows = [[labels[name] for name in COLUMNS]]
    for group in checklist.groups:
        part = group.title.get(locale) if group.title else ""
        rows += [[part, item.words.get(locale), "", "", item.name] for item in group.items if item.words.get(locale)]
    return [[inert(cell) for cell in row] for row in rows]


def inert(text: str) -> str:
    """The text as a cell that no spreadsheet takes for a formula: an apostrophe before what could begin one."""
    return f"'{text}" if text.startswith(FORMULA) else text


def write_csv(title: str, rows: list[list[str]], locale: str) -> bytes:
    """UTF-8 with a byte order mark: without it Excel takes Arabic for Latin letters."""
    text = io.StringIO(newline="")
    csv.writer(text).writerows(rows)
    return text.getvalue().encode("utf-8-sig")


def write_xlsx(title: str, rows: list[list[str]], locale: str) -> bytes:
    """One sheet, A4, as wide as the page; the names of the columns on every printed page."""
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"title": title, "created": _day()})
    sheet = book.add_worksheet()
    if locale in RIGHT_TO_LEFT:
        sheet.right_to_left()
    sheet.set_paper(9)  # A4
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(1)
    sheet.freeze_panes(2, 0)
    order = 2 if locale in RIGHT_TO_LEFT else 1
    look = {"text_wrap": True, "valign": "top", "border": 1, "reading_order": order}
    cell, head = book.add_format(look), book.add_format(look | {"bold": True})
    for at, width in enumerate(WIDTHS_CM):
        sheet.set_column(at, at, width * 5)  # about five letters a centimetre
    sheet.write_string(0, 0, inert(title), book.add_format({"bold": True, "font_size": 14, "reading_order": order}))
    for number, row in enumerate(rows, 1):
        for at, text in enumerate(row):
            sheet.write_string(number, at, text, head if number == 1 else cell)
    sheet.data_validation(2, 2, len(rows), 2, {"validate": "list", "source": ["✓"], "ignore_blank": True})
    book.close()
    return _fixed(file.getvalue())


def write_ods(title: str, rows: list[list[str]], locale: str) -> bytes:
    """One sheet as in write_xlsx."""
    document = Document("ods")
    document.body.clear()
    document.meta.title, document.meta.language = title, locale
    document.meta.creation_date = document.meta.modification_date = _day()
    sheet = Table("1")
    sheet.style = _style(document, "table", writing_mode="rl-tb" if locale in RIGHT_TO_LEFT else "lr-tb")
    for width in WIDTHS_CM:
        sheet.append(Column(style=_style(document, "table-column", column_width=f"{width}cm")))
    top, head, cell = (_cell_style(document, *look) for look in (("bold", False), ("bold", True), ("normal", True)))
    for number, row in enumerate([[title], *rows]):
        line = Row()
        for text in row:
            line.append(Cell(text, style=(top, head, cell)[min(number, 2)]))
        sheet.append(line)
    document.body.append(sheet)
    file = io.BytesIO()
    document.save(file)
    return _fixed(file.getvalue())


# Formats in the order in which a page offers them
ENDINGS: dict[str, Callable[[str, list[list[str]], str], bytes]] = {"csv": write_csv, "xlsx": write_xlsx, "ods": write_ods}


def _style(document: Document, family: str, **properties) -> str:
    """Add an automatic style of a family with these properties; returns its name."""
    style = Style(family)
    style.set_properties({f"style:{key.replace('_', '-')}": value for key, value in properties.items()}, area=family)
    return document.insert_style(style, automatic=True)


def _cell_style(document: Document, weight: str, framed: bool) -> str:
    """A style for cells; framed ones wrap their text, others let it run over their neighbours."""
    style = Style("table-cell")
    if framed:
        frame = {"fo:wrap-option": "wrap", "fo:border": "0.05pt solid #000000", "style:vertical-align": "top"}
        style.set_properties(frame, area="table-cell")
    style.set_properties({"fo:font-weight": weight, "style:font-weight-complex": weight}, area="text")
    return document.insert_style(style, automatic=True)


def _day() -> datetime:
    return datetime.combine(today(), datetime.min.time(), UTC).replace(tzinfo=None)


def _fixed(archive: bytes) -> bytes:
    """The same archive with one date for all its files, in their order: a clock leaves no trace."""
    fixed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(archive)) as old, zipfile.ZipFile(fixed, "w") as new:
        for one in old.infolist():
            entry = zipfile.ZipInfo(one.filename, (1980, 1, 1, 0, 0, 0))
            entry.compress_type, entry.external_attr, entry.create_system = one.compress_type, 0o644 << 16, 3
            new.writestr(entry, old.read(one))
    return fixed.getvalue()
