"""The single-file book: all pages of a language in one HTML file, which any phone opens; the PDF is made from it too."""

from html import escape

from handbook.packs.article import Article
from handbook.packs.edition import Edition
from handbook.packs.html import about, anchor, document, in_html, lead_inside

LEVELS = {"h1": "h2", "h2": "h3", "h3": "h4", "h4": "h5", "h5": "h6"}


def write_book(edition: Edition) -> str:
    """The book as one file that needs no other."""
    return document(edition.locale, edition.title, book_body(edition), ("common", "screen", "book"))


def book_body(edition: Edition) -> str:
    """Title, what the copy is, contents, then each page with a way back."""
    back = f'<p class="back"><a href="#contents">{escape(edition.labels["pack_back"])}</a></p>'
    pages = "\n".join(f"{_page(edition, article)}{back}" for article in edition.articles)
    return (
        f'<header id="top"><h1>{escape(edition.name)}</h1>{about(edition)}</header>\n'
        f'<nav id="contents" aria-labelledby="contents-title"><h2 id="contents-title">{escape(edition.labels["pack_contents"])}</h2>'
        f"{contents(edition, lambda path: f'#{anchor(path)}')}</nav>\n<main>{pages}</main>"
    )


def contents(edition: Edition, address) -> str:
    """The list of pages, those of a section below its first; `address(path)` is where each stands."""
    def entry(path: str, title: str, inner: str = "") -> str:
        return f'<li><a href="{escape(address(path))}">{escape(title)}</a>{inner}</li>'

    items = []
    for part in edition.contents:
        inner = "".join(entry(*page) for page in part.pages if page[0] in edition.by_path)
        if part.path in edition.by_path:
            items.append(entry(part.path, part.title, f"<ol>{inner}</ol>" if inner else ""))
        else:
            items.append(inner)
    return f'<ol class="contents">{"".join(items)}</ol>'


def _page(edition: Edition, article: Article) -> str:
    """An article with ids of its own in the whole book, its headings a level lower."""
    tree = article.tree()
    lead_inside(edition, tree, lambda path, section: f"#{anchor(path, section)}")
    for element in tree.iter():
        if element.get("id"):
            element.set("id", anchor(article.path, element.get("id")))
        element.tag = LEVELS.get(element.tag, element.tag)
    tree.set("id", anchor(article.path))
    starts = any(part.path == article.path for part in edition.contents)
    tree.set("class", "part" if starts else "page")
    return in_html(tree)
