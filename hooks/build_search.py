"""Build the search of each language; the theme's own index is left out (seal_pages.py)."""

from pathlib import Path

from handbook.search.write import write_search


def on_post_build(config):
    i18n, entries = config.plugins["i18n"], config.plugins["material/search"].search_index.entries
    write_search(config.extra["handbook"], i18n.current_language, entries, i18n.build_languages, Path(config.site_dir))
