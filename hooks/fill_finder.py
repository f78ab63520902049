"""Write the table of pages by stage, sector and theme where find.md asks for it."""

from handbook.fill import fill
from handbook.finder import write_finder


def on_page_markdown(markdown, page, config, files):
    return fill(markdown, "fill_finder", lambda _: write_finder(config.extra["handbook"], page.file.locale))
