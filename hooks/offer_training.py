"""Offer to the trainer, on every module page, slides, builder and files; on paper its short address."""

from handbook.modules import is_module
from handbook.permalinks import read_permalinks
from handbook.short import short_address
from handbook.trainer_links import offer


def on_page_markdown(markdown, page, config, files):
    library = config.extra["handbook"]
    return offer(markdown, library, library.at(page.file.src_uri), {})


def on_page_context(context, page, config, nav):
    library = config.extra["handbook"]
    own = library.at(page.file.src_uri)
    code = read_permalinks(library.root).codes.get(own.path) if own and is_module(own) and config.site_url else None
    context["short"] = code and {"picture": f"go/{code}.svg", "address": short_address(config.site_url, code)}
    return context
