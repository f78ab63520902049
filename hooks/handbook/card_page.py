"""A card on a page: a blank form to print, in which cards.js puts fields to fill in."""

from html import escape

from handbook.cards import Block, Card, Field
from handbook.forms import Words
from handbook.library import Library
from handbook.page import Page
from handbook.paper import write_foot, write_head


def write_card(library: Library, page: Page, name: str, address: str) -> str:
    """The HTML of a card in the language of the page; nothing for one that has no text in it.

    Args: the page, the name of the card, and the page's address for paper.
    """
    card = library.cards.get(name)
    if not card or not card.title.get(page.locale):
        return ""
    labels = library.labels[page.locale]
    blocks = "".join(_block(card, block, page.locale) for block in card.blocks)
    return (
        f'<div class="hb-card" data-card="{name}">{write_head(library, page, card.title.get(page.locale))}'
        f'<p class="hb-warning"><strong>{labels["card_warning"]}</strong></p>'
        f"{blocks}{_tools(labels)}{write_foot(library, page, address)}</div>"
    )


def _block(card: Card, block: Block, locale: str) -> str:
    title = f"<p><strong>{_text(block.title, locale)}</strong></p>" if block.title else ""
    fields = "".join(
        f'<p class="hb-field"><span id="{card.name}.{block.name}.{field.name}">{_text(field.label, locale)}</span>'
        f'<span class="hb-blank"{_kind(field)}></span></p>'
        for field in block.fields
    )
    return title + fields + _table(card, block, locale) + _sentences(block, locale)


def _sentences(block: Block, locale: str) -> str:
    """Sentences to read; those that bring their own numbers get no marks besides."""
    texts = [_text(words, locale) for words in block.text if words.get(locale)]
    numbered = ' class="hb-numbered"' if texts and all(text[0].isdigit() for text in texts) else ""
    return f"<ul{numbered}>" + "".join(f"<li>{text}</li>" for text in texts) + "</ul>" if texts else ""


def _table(card: Card, block: Block, locale: str) -> str:
    """Rows and columns with an empty cell where they meet; it knows its column's name where a phone stacks them.

    A value finds its cell again, in whichever language and edition of the card, by the ids of row and column (cards.js).
    """
    if not block.rows or not block.columns:
        return ""
    start = f"{card.name}.{block.name}"
    heads = "".join(f'<th scope="col" id="{start}.{column.name}">{_text(column.label, locale)}</th>' for column in block.columns)
    cells = "".join(f'<td data-column="{escape(column.label.get(locale))}"{_kind(column)}></td>' for column in block.columns)
    rows = "".join(
        f'<tr><th scope="row" id="{start}.{row.name}.row">{_text(row.label, locale)}</th>{cells}</tr>'
        for row in block.rows
    )
    return f'<table class="hb-blanks"><thead><tr><td></td>{heads}</tr></thead><tbody>{rows}</tbody></table>'


def _kind(field: Field) -> str:
    return f' data-kind="{field.kind}"' if field.kind != "text" else ""


def _tools(labels) -> str:
    """What works with JavaScript only, and is hidden without."""
    sayings = {"removed": "removed", "blocked": "keep_blocked", "saved": "card_saved", "opened": "card_opened", "wrong": "card_wrong"}
    said = " ".join(f'data-{key}="{escape(labels[name])}"' for key, name in sayings.items())
    button = '<button type="button" class="md-button" data-do="{}">{}</button>'
    acts = {"print": "print_card", "save": "card_save", "remove": "card_remove"}
    buttons = " ".join(button.format(act, labels[name]) for act, name in acts.items())
    return (
        f'<div class="hb-tools" data-search-exclude hidden><p role="status" {said}></p>'
        f'<p><label>{labels["card_open"]} '
        '<input type="file" accept=".json,application/json" autocomplete="off" data-do="open"></label></p>'
        f'<p><label><input type="checkbox" autocomplete="off" data-do="keep"> {labels["card_keep"]}</label> <small>{labels["keep_note"]}</small></p>'
        f"<p>{buttons}</p></div>"
    )


def _text(words: Words, locale: str) -> str:
    return escape(words.get(locale), quote=False)
