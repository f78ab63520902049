"""Write the A–Z of titles, sections and terms where a-z.md asks for it."""

from handbook.fill import fill
from handbook.search.az import write_index


def on_page_markdown(markdown, page, config, files):
    return fill(markdown, "fill_index", lambda _: write_index(config.extra["handbook"], page.file.locale))
