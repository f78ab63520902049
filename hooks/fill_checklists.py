"""Write a checklist of the page's language where a marker asks for it, and every list as files for spreadsheets."""

from pathlib import Path

from handbook.checklist_page import write_checklist
from handbook.fill import fill
from handbook.spreadsheets import write_files


def on_page_markdown(markdown, page, config, files):
    library, address = config.extra["handbook"], page.canonical_url or page.url
    own = library.at(page.file.src_uri)
    return fill(markdown, "fill_checklists", lambda name: write_checklist(library, own, name, page.url, address))


def on_post_build(config):
    write_files(config.extra["handbook"], config.plugins["i18n"].current_language, Path(config.site_dir))
