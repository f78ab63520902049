"""Data files: labels, terms, sources and everyday words complete in every language."""

from difflib import get_close_matches

from handbook.data import key_lines
from handbook.everyday import NAME as EVERYDAY
from handbook.inline import links
from handbook.labels import FOLDER
from handbook.permalinks import exists, places
from handbook.problem import WARNING
from handbook.rules import rule
from handbook.sources import NAME as SOURCES
from handbook.terms import NAME as TERMS
from handbook.traits import lasting


@rule("library", docs_only=False)
def label_keys(library):
    """Every label file has the keys of the English one, with texts where it has texts and lists where it has lists.

    Bad:   next_review: in en.yml only
    Good:  next_review: in en.yml, fr.yml, es.yml and ar.yml
    """
    wanted = library.labels.get(library.source, {})
    for locale in library.translations:
        found = library.labels.get(locale, {})
        file = f"{FOLDER}/{locale}.yml"
        if not found and any(problem.path == file for problem in library.problems):
            continue  # it could not be read: that is told
        lines = key_lines(library.root / file)
        for key in wanted.keys() - found.keys():
            yield file, 1, f"add the label {key}, in English: {wanted[key]}"
        for key in found.keys() - wanted.keys():
            near = get_close_matches(key, wanted, 1)
            yield file, lines.get(key, 1), f"remove the label {key}, or add it to {library.source}.yml" + (f"; did you mean {near[0]}?" if near else "")
        for key in wanted.keys() & found.keys():
            if type(wanted[key]) is not type(found[key]):
                yield file, lines.get(key, 1), f"write the label {key} as {_form(wanted[key])}"


def _form(value) -> str:
    return {list: "a list, as English has it", dict: "lines of the form key: value, as English has it"}.get(type(value), "text, in quotation marks if it looks like a number, yes or no")


@rule("library", docs_only=False)
def everyday_leads(library):
    """Everyday words lead to a page or a section that exists, and there are some in every language.

    Bad:   themes/child-protektion#never: {en: [adoption]}
    Good:  themes/child-protection#never: {en: [adoption], fr: [adoption], es: [adopción], ar: [التبني]}
    """
    for place, one in library.everyday.items():
        if not exists(library, place):
            near = get_close_matches(place, places(library), 1, 0.75)
            yield EVERYDAY, one.line, f"lead to a page or section that exists, not {place}" + (f"; did you mean {near[0]}?" if near else "")
        for locale in library.locales:
            if not one.words.get(locale):
                yield EVERYDAY, one.line, f"add what people type in {locale} for {place}, {locale}: […]"


@rule("library", docs_only=False)
def terms_complete(library):
    """Every concept of the termbase has a word and a definition in every language, and points to things that exist.

    Bad:   see: themes/gender-violence
    Good:  see: themes/gender-based-violence#key-points
    """
    for term in library.terms.by_name.values():
        for locale in library.locales:
            if locale not in term.wording or not term.wording[locale].term:
                yield TERMS, term.line, f"add the {locale} word of {term.name}"
            if not term.definition.get(locale):
                yield TERMS, term.line, f"add the {locale} definition of {term.name}"
        if term.source and term.source not in library.sources.names:
            near = get_close_matches(term.source, library.sources.names, 1)
            yield TERMS, term.line, f"name a work of data/sources.yml as source of {term.name}, not {term.source}" + (f"; did you mean {near[0]}?" if near else "")
        path, _, anchor = term.see.partition("#")
        page = library.page(library.source, path)
        if term.see and not page:
            yield TERMS, term.line, f"point see of {term.name} to a page that exists, not {path}"
        elif anchor and anchor not in library.anchors(page):
            yield TERMS, term.line, f"point see of {term.name} to a section that exists, not {term.see}"


@rule("library", WARNING, docs_only=False)
def sources_cited(library):
    """Every work of the bibliography is cited by an English page or a term, or stands for one that is.

    Bad:   a work in data/sources.yml that no page links to
    Good:  [IASC 2016](../references.md#iasc-policy-2016)
    """
    cited = {term.source for term in library.terms.by_name.values()}
    for page in library.of(library.source):
        cited |= works_cited(page)
    cited |= {work.superseded_by for work in library.sources.works.values()}
    for work in library.sources.works.values():
        if work.name not in cited:
            yield SOURCES, work.line, f"cite {work.name} on the page that it backs, or remove it"


@lasting(frozenset, own=True)
def works_cited(page) -> frozenset[str]:
    """The names of the works that a page links to."""
    return frozenset(link.target.partition("references.md#")[2] for block in page.blocks for link in links(block.text))
