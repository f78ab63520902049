"""Write a card to fill in, in the page's language, where a marker asks for it."""

from handbook.card_page import write_card
from handbook.fill import fill


def on_page_markdown(markdown, page, config, files):
    library, address = config.extra["handbook"], page.canonical_url or page.url
    own = library.at(page.file.src_uri)
    return fill(markdown, "fill_cards", lambda name: write_card(library, own, name, address))
