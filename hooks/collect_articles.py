"""Collect the clean article of every page: the light edition and the packs are made from these alone."""

import os
from pathlib import Path

from handbook.packs.article import read_article
from handbook.packs.edition import FOLDER_VARIABLE, Part, make_edition, read_stamp, save
from handbook.packs.light import write_light
from mkdocs.plugins import CombinedEvent, event_priority


def on_nav(nav, config, files):
    parts = ([item] if item.is_page else item.children for item in nav.items if item.is_page or item.children)
    named = ([_named(config, page) for page in pages if page.is_page] for pages in parts)
    config.extra["parts"] = [Part(*pages[0], tuple(pages[1:])) for pages in named if pages]
    config.extra["articles"] = []


def _named(config, page):
    own = config.extra["handbook"].at(page.file.src_uri)
    return own.path, own.title


def on_post_page(output, page, config):
    library = config.extra["handbook"]
    root = config.plugins["i18n"].default_language
    article = read_article(library, library.at(page.file.src_uri), output, page.file.url, root)
    if article:
        config.extra["articles"].append(article)


def _collect(config):
    library, i18n = config.extra["handbook"], config.plugins["i18n"]
    stamp = read_stamp(library.root, config.site_url or "")
    articles = config.extra["articles"]
    edition = make_edition(library, i18n.current_language, config.site_name, config.extra["parts"], articles, stamp)
    config.extra.setdefault("editions", {})[edition.locale] = edition


@event_priority(-200)  # after i18n, which builds the other languages in between
def _write(config):
    if not config.plugins["i18n"].building:
        editions = list(config.extra["editions"].values())
        write_light(editions, Path(config.site_dir), config.extra.get("leave_to", ""))
        if folder := os.environ.get(FOLDER_VARIABLE):
            save(editions, Path(folder))


on_post_build = CombinedEvent(_collect, _write)
