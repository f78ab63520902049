"""Give every heading a link that knows its short address, with a QR code, and paper the edition."""

from pathlib import Path

from handbook.permalinks import read_permalinks
from handbook.section_links import name_links, write_edition, write_words
from handbook.short import write_codes


def on_pre_build(config):
    config.extra["codes"] = read_permalinks(config.extra["handbook"].root).codes


def on_post_page(output, page, config):  # after the search and the articles, to which a section begins with its heading
    library = config.extra["handbook"]
    return name_links(output, library, library.at(page.file.src_uri), config.extra["codes"])


def on_post_build(config):
    library, i18n, site = config.extra["handbook"], config.plugins["i18n"], Path(config.site_dir)
    write_words(library, i18n.current_language, site)
    if not i18n.building:
        write_edition(library, site)
        write_codes(read_permalinks(library.root), config.site_url or "", site, library.root / ".cache/qr")
