"""Write the works of a group, with their language editions, where references.md asks for them."""

from handbook.fill import fill
from handbook.references import write_references


def on_page_markdown(markdown, page, config, files):
    library = config.extra["handbook"]
    return fill(markdown, "fill_references", lambda group: write_references(library, page.file.locale, group))
