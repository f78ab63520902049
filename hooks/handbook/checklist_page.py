"""A checklist on a page: a list to read, which checklists.js makes one to tick, and the CSS one to print."""

import posixpath
from html import escape

from handbook.checklists import Checklist, Group
from handbook.library import Library
from handbook.page import Page
from handbook.paper import write_foot, write_head
from handbook.spreadsheets import ENDINGS, export_path

FILE_NAMES = {"csv": "CSV", "xlsx": "Excel (XLSX)", "ods": "LibreOffice (ODS)"}


def write_checklist(library: Library, page: Page, name: str, url: str, address: str) -> str:
    """The HTML of a checklist in the language of the page; nothing for one that has no text in it.

    Args: the page, the name of the list, the page's address in the site, and its address for paper.
    """
    checklist = library.checklists.get(name)
    if not checklist or not checklist.title.get(page.locale):
        return ""
    return "".join([
        f'<div class="hb-checklist" data-list="{name}">',
        write_head(library, page, checklist.title.get(page.locale), ("print_place", "print_day", "print_role")),
        *(_group(checklist, group, page.locale) for group in checklist.groups),
        _files(library, page, name, url),
        write_foot(library, page, address),
        "</div>",
    ])


def _group(checklist: Checklist, group: Group, locale: str) -> str:
    """The items of a group that have a text in the language; a group without a title is called as the list is."""
    items = "".join(
        f'<li data-item="{item.name}">{escape(item.words.get(locale), quote=False)}</li>'
        for item in group.items if item.words.get(locale)
    )
    title = group.title.get(locale) if group.title else ""
    legend = f"<legend>{escape(title)}</legend>" if title else (
        f'<legend class="hb-unseen" data-search-exclude>{escape(checklist.title.get(locale))}</legend>'
    )
    return f"<fieldset>{legend}<ul>{items}</ul></fieldset>" if items else ""


def write_tools(labels) -> str:
    """What works with JavaScript only, and is put there by it."""
    return (
        '<div class="hb-tools">'
        f'<p role="status" data-count="{escape(labels["tick_count"])}" data-removed="{escape(labels["removed"])}" '
        f'data-blocked="{escape(labels["keep_blocked"])}"></p>'
        f'<p><label><input type="checkbox" autocomplete="off" data-do="keep"> {labels["tick_keep"]}</label> '
        f'<small>{labels["keep_note"]}</small></p>'
        f'<p><button type="button" class="md-button" data-do="clear">{labels["tick_clear"]}</button> '
        f'<button type="button" class="md-button" data-do="print">{labels["print_list"]}</button></p></div>'
    )


def _files(library: Library, page: Page, name: str, url: str) -> str:
    labels, folder = library.labels[page.locale], posixpath.dirname(url) or "."
    addresses = {ending: posixpath.relpath(export_path(name, page.locale, ending), folder) for ending in ENDINGS}
    links = " · ".join(f'<a href="{address}" download>{FILE_NAMES[ending]}</a>' for ending, address in addresses.items())
    return f'<p class="hb-files" data-search-exclude>{labels["as_file"]} {links}</p>'
