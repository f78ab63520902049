"""Write the terms of the page's language where glossary.md asks for them."""

from handbook.fill import fill
from handbook.glossary import write_glossary


def on_page_markdown(markdown, page, config, files):
    return fill(markdown, "fill_glossary", lambda _: write_glossary(config.extra["handbook"], page.file.locale))
