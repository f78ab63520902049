"""Write the pages that lead on: where a page has moved from, and the short address of every section."""

from pathlib import Path

from handbook.permalinks import read_permalinks
from handbook.redirects import moved_sections, write_redirects, write_short_addresses


def on_page_context(context, page, config, nav):
    library = config.extra["handbook"]
    own = library.at(page.file.src_uri)
    context["moved"] = own and moved_sections(library, read_permalinks(library.root), own.path, own.locale)
    return context


def on_post_build(config):
    i18n = config.plugins["i18n"]
    if i18n.building or len(i18n.build_languages) < len(config.extra["handbook"].locales):
        return  # one language's part of a build, or a preview of one language
    library = config.extra["handbook"]
    permalinks = read_permalinks(library.root)
    write_redirects(library, permalinks, Path(config.site_dir))
    write_short_addresses(library, permalinks, Path(config.site_dir))
