"""The text of a module as one page that needs nothing around it, for learning platforms."""

import re

from markdown import markdown

from handbook.fill import fill
from handbook.inline import INLINE
from handbook.library import Library
from handbook.modules import Module, place_of
from handbook.places import web_address
from handbook.question_page import write_questions

EXTENSIONS = ["admonition", "attr_list", "footnotes", "md_in_html", "tables"]


def module_html(library: Library, module: Module, address: str) -> str:
    """The page of a module as HTML with its knowledge check. Args: `address` of the site; without, links are their words."""
    page = module.page
    text = "\n".join(page.lines[page.front_matter.body - 1 :])

    def lead(link: re.Match) -> str:
        place = place_of(page, link[3])
        if place.partition("#")[0] == page.path:
            return f"[{link[2]}](#{place.partition('#')[2]})"
        there = web_address(library, page.locale, place, address) if place else link[3] if "://" in link[3] else ""
        return f"[{link[2]}]({there}){{ target=_blank rel=noopener }}" if there else link[2]

    def questions(name: str) -> str:
        html = write_questions(library, page, name, address, lambda place: web_address(library, page.locale, place, address))
        return re.sub(r'<a href="">(.*?)</a>', r"\1", html).replace("<a href", '<a target="_blank" rel="noopener" href')

    return markdown(fill(INLINE.sub(lead, text), "fill_questions", questions), extensions=EXTENSIONS)
