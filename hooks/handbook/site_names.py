"""The names by which a style sheet may find something in the pages: elements, classes, ids, attributes, words of scripts."""

import re
from collections.abc import Iterable

TAG = re.compile(r"<[a-z][^<>]*>")
INSIDE = re.compile(r"^<([a-z0-9]+)|\s([a-z-]+)(?:=(?:\"([^\"]*)\"|([^\s\">]+)))?")
# A script names what it puts into pages in its strings; comments would name half of the dictionary
COMMENT = re.compile(r"/\*.*?\*/|(?:^|(?<=[;{},\s]))//[^\n]*", re.S)
STRING = re.compile(r"\"[^\"\n]*\"|'[^'\n]*'|`[^`]*`")
WORD = re.compile(r"[\w-]+")


def names_used(pages: Iterable[str], scripts: Iterable[str]) -> frozenset[str]:
    """Every name in the tags of the pages, and every word in the strings of the scripts, which may put names into pages."""
    tags = set()
    for page in pages:
        tags.update(TAG.findall(page))
    names = {"html", "body", "root"}
    for tag in tags:
        for element, attribute, quoted, plain in INSIDE.findall(tag):
            names.add(element or attribute)
            if attribute in ("class", "id", "dir", "type", "for", "align", "role", "lang", "data-md-toggle"):
                names.update((quoted or plain).split())
    for script in scripts:
        for string in STRING.findall(COMMENT.sub("", script)):
            names.update(WORD.findall(string))
    return frozenset(names)
