"""Offer the packs where about/offline.md asks for them: the table from dist/packs.json, the files beside the pages."""

from pathlib import Path

from handbook.fill import fill
from handbook.packs.offer import copy_offer, write_offer


def on_page_markdown(markdown, page, config, files):
    return fill(markdown, "fill_packs", lambda _: write_offer(config.extra["handbook"], page.file.locale, page.url))


def on_post_build(config):
    if not config.plugins["i18n"].building:
        copy_offer(config.extra["handbook"], Path(config.site_dir))
