"""Parity: a translation has the pages, sections and structure of the English page."""

import re
from difflib import get_close_matches

from handbook.anchors import GUESSES, ids
from handbook.rules import rule


# More pages than these, if they are most, are told as one: the language has only been begun
MANY = 10
# Says what a folder is about to those who work in it
README = re.compile(r"(?:^|/)README[^/]*$")


@rule("library")
def pages_translated(library):
    """Every English page exists in every language.

    Bad:   docs/en/themes/shelter.md without docs/ar/themes/shelter.md
    Good:  both files
    """
    pages = library.of(library.source)
    for locale in library.translations:
        missing = [page for page in pages if not library.page(locale, page.path)]
        if len(missing) > MANY and len(missing) > len(pages) / 2:
            first = _file(library, locale, missing[0])
            yield missing[0], 1, f"translate {len(missing)} of the {len(pages)} pages: {first} is the first that is missing"
            continue
        for page in missing:
            yield page, 1, f"translate this page: {_file(library, locale, page)} is missing"


@rule("library")
def pages_have_source(library):
    """Every translated page translates an English page of the same path.

    Bad:   docs/fr/themes/abri.md
    Good:  docs/fr/themes/shelter.md
    """
    source = {page.path for page in library.of(library.source)}
    guesses = GUESSES
    for locale in library.translations:
        for page in library.of(locale):
            if page.path not in source and not README.search(page.path):
                near = get_close_matches(page.path, source, 1) if guesses > 0 else []
                guesses -= 1
                hint = f"; did you mean {near[0]}.md?" if near else ""
                yield page, 1, f"rename or delete this page: no English page has the path {page.path}.md{hint}"


@rule("translation")
def headings_translated(library, source, page):
    """A translation has the headings of the English page: same order, same levels, same ids.

    Bad:   ## Sécurité { #securite }
    Good:  ## Sécurité { #safety }
    """
    wanted, found = source.headings, page.headings
    stated = any(heading.name for heading in found)
    later = {name: at for at, heading in enumerate(wanted) if stated for name in ids([heading.text], heading.name) if name}
    for at, (one, other) in enumerate(zip(wanted, found)):
        if one.level != other.level and len(wanted) != len(found) and not other.name and not one.name:
            # without ids, where a section is missing or too many, the levels below differ for that alone
            if len(found) < len(wanted):
                yield page, other.line, f"translate the section “{one.text}” of the English page, line {one.line}, before this heading"
            else:
                yield page, other.line, "remove this section, or add it to the English page first"
            return
        if not one.name and later.get(other.name, 0) > at:
            yield page, other.line, f"translate the section “{one.text}” of the English page, line {one.line}, before this heading"
            return
        if one.level != other.level:
            yield page, other.line, f"use {'#' * one.level} for this heading, as the English page does in line {one.line}"
        if other.name not in _names(one) and (one.name or other.name.isascii()):
            yield page, other.line, f"give this heading the id of the English heading in line {one.line}, {{ #{max(_names(one), key=len)} }}"
            return  # the headings below are compared once the two lists are in step again
    if len(found) < len(wanted):
        missing = wanted[len(found)]
        section = f"{{ #{missing.name} }}" if missing.name else f"“{missing.text}”"
        yield page, _last_line(page), f"translate the section {section} of the English page, line {missing.line}"
    elif len(found) > len(wanted):
        yield page, found[len(wanted)].line, "remove this section, or add it to the English page first"


def _names(heading) -> set[str]:
    """The ids that a heading may have in a translation: where English states none, none, or one made of its words."""
    return ids([heading.text], heading.name) | ({""} if not heading.name else set())


def _last_line(page):
    return max((number for number, line in enumerate(page.lines, 1) if line.strip()), default=1)


def _file(library, locale, page):
    return f"{library.docs.name}/{locale}/{page.path}.md"
