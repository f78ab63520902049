"""Build the search of each language, name its worker in the pages, and leave the theme's own index empty."""

from pathlib import Path

from handbook.search.write import name_worker, write_search, write_stub
from mkdocs.exceptions import PluginError
from mkdocs.plugins import CombinedEvent, event_priority


def on_page_context(context, page, config, nav):
    context["index_url"] = next((p.url for p in nav.pages if p.file.src_uri.endswith("/a-z.md")), "")
    return context


def on_post_page(output, page, config):
    named = name_worker(output, page.file.locale)
    if named is None:
        raise PluginError(
            f"{page.file.src_uri}: the theme no longer names its search worker in the page (\"search\" in #__config); "
            "pin the theme to the version before, or mend name_worker in hooks/handbook/search/write.py"
        )
    return named


def _write(config):
    i18n, entries = config.plugins["i18n"], config.plugins["material/search"].search_index.entries
    write_search(config.extra["handbook"], i18n.current_language, entries, i18n.build_languages, Path(config.site_dir))


@event_priority(-200)  # after i18n and offline, which write the theme's index of all languages
def _empty(config):
    write_stub(Path(config.site_dir), config.plugins["material/search"].config.separator)


on_post_build = CombinedEvent(_write, _empty)
