"""Markers: comments in a page that name the hook which writes something in their place."""

import re
from collections.abc import Callable


def fill(markdown: str, hook: str, write: Callable[[str], str]) -> str:
    """The Markdown with every `<!-- hooks/HOOK.py: what -->` replaced by what `write(what)` returns."""
    marker = re.compile(rf"<!-- hooks/{hook}\.py(?:: *([\w-]+))? -->")
    return marker.sub(lambda found: write(found[1] or ""), markdown)


def island(text: str, locale: str, reader: str, right_to_left: frozenset[str] = frozenset({"ar"})) -> str:
    """Text of another language inside a page, marked so that it is laid out and read aloud as what it is."""
    if locale == reader:
        return text
    direction = "rtl" if locale in right_to_left else "ltr"
    return f'<span lang="{locale}" dir="{direction}">{text}</span>'
