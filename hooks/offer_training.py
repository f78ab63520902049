"""Offer to the trainer, on every module page, slides, builder and files for learning platforms; on paper its short address."""

from pathlib import Path

from handbook.exports.write import FOLDER, export_names, write_exports
from handbook.modules import is_module
from handbook.short import short_address
from handbook.trainer_links import offer


def on_page_markdown(markdown, page, config, files):
    library = config.extra["handbook"]
    own = library.at(page.file.src_uri)
    names = export_names(library, own, config.site_url or "")
    return offer(markdown, library, own, {label: f"{FOLDER}/{name}" for label, name in names.items()})


def on_page_context(context, page, config, nav):
    library = config.extra["handbook"]
    own = library.at(page.file.src_uri)
    code = config.extra["codes"].get(own.path) if own and is_module(own) and config.site_url else None
    context["short"] = code and {"picture": f"go/{code}.svg", "address": short_address(config.site_url, code)}
    return context


def on_post_build(config):
    library, locale = config.extra["handbook"], config.plugins["i18n"].current_language
    write_exports(library, locale, Path(config.site_dir) / FOLDER, config.site_url or "")
