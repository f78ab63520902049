"""What a module page offers to its trainer: slides, the session builder with its agenda, files for learning platforms."""

import re
from html import escape

from handbook.library import Library
from handbook.modules import is_module, read_module
from handbook.page import Page
from handbook.places import to_root
from handbook.plan_list import MODULE

FIRST_SECTION = re.compile(r"^## ", re.M)


def offer(markdown: str, library: Library, page: Page, files: dict[str, str]) -> str:
    """The Markdown of a training page with its links before the first section; any other page as it is.

    files: label → address below the site of each file for learning platforms that the build makes
    """
    labels, root, links = library.labels[page.locale], to_root(library, page.locale, f"{page.path}.html"), []
    if is_module(page):
        module = read_module(library, page)
        links.append(("module_slides", f"slides/{module.name}.html"))
        if library.page(page.locale, "training/plan"):
            links.append(("module_plan", f"plan.html#{MODULE}{module.name}"))
    lines = [f'<a href="{escape(where)}">{labels[name]}</a>' for name, where in links]
    downloads = " · ".join(f'<a href="{root}{where}" download>{labels[name]}</a>' for name, where in files.items())
    if downloads:
        lines.append(f'{labels["module_files"]} {downloads}')
    if not lines:
        return markdown
    items = "".join(f"<li>{line}</li>" for line in lines)
    block = f'<nav class="hb-trainer" aria-label="{escape(labels["module_tools"])}" data-search-exclude><ul>{items}</ul></nav>\n\n## '
    return FIRST_SECTION.sub(lambda _: block, markdown, count=1)
