"""Write the state of every page in every language where about/translations.md asks for it."""

from handbook.fill import fill
from handbook.state import write_states


def on_page_markdown(markdown, page, config, files):
    return fill(markdown, "fill_translations", lambda _: write_states(config.extra["handbook"], page.file.locale))
