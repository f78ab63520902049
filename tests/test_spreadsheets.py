"""Checklists as files: what a spreadsheet gets to see, in each language, and the same bytes each time."""

import csv
import io
import zipfile

import openpyxl
import pytest

from conftest import LOCALES, ROOT
from handbook.library import read_library
from handbook.spreadsheets import FOLDER, inert, write_files
from specimens import lay_out

IDS = ["lights", "formula", "ramp"]


@pytest.fixture(scope="module")
def small(tmp_path_factory):
    """The small handbook, read."""
    folder = tmp_path_factory.mktemp("small")
    lay_out(ROOT / "tests/forms/site.md", folder)
    return read_library(folder)


def labelled(small, tmp_path, monkeypatch):
    """The files of every language, written with our labels on a fixed day."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795392000")
    object.__setattr__(small, "labels", read_library(ROOT).labels)
    for locale in LOCALES:
        write_files(small, locale, tmp_path)
    return tmp_path / FOLDER


@pytest.mark.parametrize("locale", LOCALES)
def test_csv_is_read_in_every_language(small_site, library, locale):
    """With a byte order mark; heads in the language; the same items, by their ids, in the same order."""
    content = (small_site / FOLDER / f"demo.{locale}.csv").read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    head, *rows = csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""))
    assert library.labels[locale]["list_item"] == head[1]
    assert IDS == [row[-1] for row in rows]
    assert all(row[2] == row[3] == "" for row in rows), "room for a tick and for notes"


def test_no_cell_is_a_formula(small_site):
    """What would call out or count when the file is opened is text."""
    text = (small_site / FOLDER / "demo.en.csv").read_text("utf-8-sig")
    assert "'=1+1 is no formula." in text
    sheet = openpyxl.load_workbook(small_site / FOLDER / "demo.en.xlsx").active
    assert {"s", "n"} >= {cell.data_type for row in sheet for cell in row}
    assert all(inert(text).startswith("'") for text in ("=a", "+a", "-a", "@a", "\ta", "\ra"))


@pytest.mark.parametrize("locale", LOCALES)
def test_xlsx_runs_in_the_direction_of_the_language(small_site, small, locale):
    """Arabic sheets run right to left; A4, as wide as the page; title, heads and items are there."""
    sheet = openpyxl.load_workbook(small_site / FOLDER / f"demo.{locale}.xlsx").active
    assert (locale == "ar") == bool(sheet.sheet_view.rightToLeft)
    assert 9 == sheet.page_setup.paperSize and sheet.page_setup.fitToHeight == 0
    assert small.checklists["demo"].title.get(locale) == sheet["A1"].value
    assert IDS == [row[-1].value for row in list(sheet)[2:]]


@pytest.mark.parametrize("locale", LOCALES)
def test_ods_runs_in_the_direction_of_the_language(small_site, small, locale):
    """A package as OpenDocument wants it: mimetype first and not packed; the texts; the direction of the sheet."""
    with zipfile.ZipFile(small_site / FOLDER / f"demo.{locale}.ods") as archive:
        first = archive.infolist()[0]
        assert ("mimetype", zipfile.ZIP_STORED) == (first.filename, first.compress_type)
        assert b"application/vnd.oasis.opendocument.spreadsheet" == archive.read("mimetype")
        content = archive.read("content.xml").decode()
    assert small.checklists["demo"].groups[1].items[0].words.get(locale) in content
    assert (locale == "ar") == ('style:writing-mode="rl-tb"' in content)


def test_one_commit_gives_one_file(small, tmp_path, monkeypatch):
    """Two writings are equal, and no clock has left a trace in the archives."""
    one, two = (labelled(small, tmp_path / name, monkeypatch) for name in "ab")
    for file in one.iterdir():
        assert file.read_bytes() == (two / file.name).read_bytes(), file.name
        if file.suffix != ".csv":
            assert {(1980, 1, 1, 0, 0, 0)} == {entry.date_time for entry in zipfile.ZipFile(file).infolist()}


def test_what_is_not_translated_is_no_file(small, tmp_path, monkeypatch):
    """A list without a text in a language has no file in it: nothing is passed off as translated."""
    for item in (item for group in small.checklists["demo"].groups for item in group.items):
        monkeypatch.setattr(type(item.words), "get", lambda words, locale: "" if locale == "fr" else words.text.get(locale, ""))
    assert {"demo.en.csv", "demo.ar.csv"} <= {file.name for file in labelled(small, tmp_path, monkeypatch).iterdir()}
    assert not (tmp_path / FOLDER / "demo.fr.csv").exists()
