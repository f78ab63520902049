"""Field cards: what one carries on paper, as A4 sheets: the steps after a disclosure, the cards, the checklists."""

import copy
from html import escape
from pathlib import Path

from handbook.packs.article import by_class, text
from handbook.packs.edition import Edition
from handbook.packs.html import about, in_html, lead_inside
from handbook.packs.pdf import paper, render, write

# The steps that stand on a sheet of their own: page, section
STEPS = (("practice/disclosure", "steps"),)
# In points: where the letters begin, and below which nobody reads them in the field
LARGEST, SMALLEST, STEP = 11.0, 7.0, 0.5
LONG = 2  # pages that a checklist may have; all else has one


def write_cards(edition: Edition, file: Path) -> bool:
    """Write the sheets, each in the largest letters with which it fits. Returns whether the language has any."""
    sheets = _sheets(edition)
    if not sheets:
        return False
    body = _cover(edition, sheets) + "".join(
        f'<section id="sheet-{at}"><h2>{escape(title)}</h2>{html}</section>' for at, (title, html, _) in enumerate(sheets)
    )
    sizes = {at: LARGEST for at in range(len(sheets))}
    while True:
        letters = "".join(f"#sheet-{at} {{ font-size: {size}pt }}\n" for at, size in sizes.items())
        document = render(paper(edition, edition.title, body, ("common", "pdf", "cards"), letters))
        lengths = count_pages(document, len(sheets))
        small = [at for at, (_, _, limit) in enumerate(sheets) if lengths[at] > limit and sizes[at] > SMALLEST]
        if not small:
            break
        for at in small:
            sizes[at] -= STEP * min(lengths[at], 4)
            sizes[at] = max(sizes[at], SMALLEST)
    write(document, file)
    return True


def count_pages(document, sheets: int) -> list[int]:
    """How many pages each sheet takes."""
    starts: dict[str, int] = {}
    for number, page in enumerate(document.pages):
        for name in page.anchors:
            starts.setdefault(name, number)
    begins = [starts[f"sheet-{at}"] for at in range(sheets)] + [len(document.pages)]
    return [after - before for before, after in zip(begins, begins[1:])]


def _cover(edition: Edition, sheets: list) -> str:
    items = "".join(f'<li><a href="#sheet-{at}">{escape(title)}</a></li>' for at, (title, _, _) in enumerate(sheets))
    return f'<div id="contents"><h2>{escape(edition.labels["pack_cards"])}</h2>{about(edition)}<ol>{items}</ol></div>'


def _sheets(edition: Edition) -> list[tuple[str, str, int]]:
    """Title, HTML and the most pages of each sheet: steps first, then cards, then checklists, as the contents have them."""
    steps, cards, lists = [], [], []
    for article in edition.articles:
        tree = article.tree(paper=True)
        lead_inside(edition, tree, lambda path, section: None)
        steps += [_section(article.title, tree, section) for path, section in STEPS if path == article.path]
        for name, found, limit in (("hb-card", cards, 1), ("hb-checklist", lists, LONG)):
            for form in by_class(tree, name):
                head = by_class(form, "hb-paper")
                title = text(head[0][0]) if head else article.title
                form.tail = None
                found.append((title, in_html(form), limit))
    return [*(one for one in steps if one), *cards, *lists]


def _section(title: str, tree, section: str) -> tuple[str, str, int] | None:
    """A section of the second level, up to the next one."""
    heading = next((one for one in tree.iter("h2") if one.get("id") == section), None)
    if heading is None:
        return None
    parts = []
    for element in heading.itersiblings():
        if element.tag in ("h2", "aside", "nav"):
            break
        parts.append(in_html(copy.deepcopy(element)))
    return f"{title}: {text(heading)}", "".join(parts), 1
