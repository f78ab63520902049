"""HTML tags and their attributes, found in Markdown or in a built page without building a tree."""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from types import MappingProxyType

# Quoted values may hold < and >; the quantifiers give nothing back, so that no text makes this slow
TAG = re.compile(r"<([a-zA-Z][a-zA-Z0-9-]*)(?=[\s/>])((?:[^<>\"']++|\"[^\"]*+\"|'[^']*+')*+)>")
ATTRIBUTE = re.compile(r"([^\s\"'<>/=]+)(?:\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'<>=`]+)))?")
# One entry of srcset: an address, perhaps a width or density
CANDIDATE = re.compile(r"\s*((?:data:[^\s]*|[^\s,]+))(?:\s+[\d.]+[wxh])?\s*(?:,|$)")


@dataclass(frozen=True, slots=True)
class Tag:
    """An opening tag: its name in lower case, its attributes with lower-case names, lines after the text's first."""

    name: str
    attributes: MappingProxyType
    line: int = 0


def tags(text: str) -> Iterator[Tag]:
    """The opening tags of a text, in order."""
    for found in TAG.finditer(text):
        yield Tag(found[1].lower(), attributes(found[2]), text.count("\n", 0, found.start()))


def attributes(text: str) -> MappingProxyType:
    """The attributes of a tag from the text after its name; one without a value has an empty one, the first counts."""
    values: dict[str, str] = {}
    for found in ATTRIBUTE.finditer(text):
        value = found[2] if found[2] is not None else found[3] if found[3] is not None else found[4] or ""
        values.setdefault(found[1].lower(), html.unescape(value) if "&" in value else value)
    return MappingProxyType(values)


def candidates(srcset: str) -> list[str]:
    """The addresses in a srcset."""
    return [found[1] for found in CANDIDATE.finditer(srcset)]
