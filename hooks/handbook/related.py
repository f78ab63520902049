"""See also: the pages that stand beside a page, as a list at the end of the article."""

import posixpath

from handbook.facets import names
from handbook.library import Library
from handbook.page import Page


def write_related(library: Library, page: Page) -> str:
    """The list as Markdown, in the order of the English front matter; pages missing in the language are left out."""
    source = library.page(library.source, page.path)
    paths = names(source, "see_also") if source else []
    others = [other for path in paths if (other := library.page(page.locale, path)) and other is not page]
    if not others:
        return ""
    label = library.labels[page.locale]["see_also"]
    folder = posixpath.dirname(page.path) or "."
    links = "\n".join(f"- [{other.title}]({posixpath.relpath(other.path, folder)}.md)" for other in others)
    return f'\n\n<nav class="hb-related" aria-label="{label}" data-search-exclude markdown>\n\n{label}\n\n{links}\n\n</nav>\n'
