"""Put the session builder where training/plan.md asks for it, and write what it chooses from."""

from pathlib import Path

from handbook.fill import fill
from handbook.plan_list import write_list, write_place


def on_page_markdown(markdown, page, config, files):
    return fill(markdown, "fill_plan", lambda _: write_place(config.extra["handbook"], page.file.locale))


def on_post_build(config):
    write_list(config.extra["handbook"], config.plugins["i18n"].current_language, Path(config.site_dir))
