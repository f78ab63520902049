"""The glossary: the termbase as Markdown, in the order and the words of the reader's language."""

import unicodedata

from handbook.fill import island
from handbook.library import Library
from handbook.terms import Term, Wording

# Letters that a dictionary lists as others
SAME = str.maketrans("أإآٱىةؤئ", "اااايهوي")


def write_glossary(library: Library, locale: str) -> str:
    """Every term, its definition, its source, the page about it and its words in the other languages."""
    terms = sorted(library.terms.by_name.values(), key=lambda term: sort_key(term.wording[locale].term, locale))
    letters: dict[str, str] = {}
    for term in terms:
        letters.setdefault(initial(sort_key(term.wording[locale].term, locale)), term.name)
    strip = " ".join(f"[{letter}](#{name})" for letter, name in letters.items())
    return "\n\n".join([strip + "\n{ .hb-letters }", *(_entry(library, term, locale) for term in terms)])


def sort_key(text: str, locale: str) -> str:
    """A key that sorts as the dictionaries of the language do: accents aside, ñ after n, Arabic without its article."""
    text = text.casefold()
    if locale == "es":
        text = text.replace("ñ", "n\uffff")
    if locale == "ar":
        text = text.translate(SAME).removeprefix("ال")
    return "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))


def initial(key: str) -> str:
    """The letter under which a sort key stands."""
    return "Ñ" if key.startswith("n\uffff") else key[:1].upper()


def _entry(library: Library, term: Term, locale: str) -> str:
    labels = library.labels[locale]
    own = term.wording[locale]
    lines = [f"### {_shown(own, locale)} {{ #{term.name} }}", "", term.definition.get(locale, "")]
    if own.accepted:
        lines.append(f"{labels['also']} {labels['comma'].join(own.accepted)}.")
    more = []
    if term.source in library.sources.works:
        work = library.sources.works[term.source]
        edition = work.edition(locale)
        title = edition.title if edition and edition.title else island(work.title, library.source, locale)
        more.append(f"{labels['source']} [{title}](references.md#{term.source}).")
    path, _, anchor = term.see.partition("#")
    if page := library.page(locale, path):
        more.append(f"{labels['see']} [{page.title}]({path}.md{'#' + anchor if anchor else ''}).")
    others = [
        island(_shown(term.wording[other], other), other, locale)
        for other in library.locales
        if other != locale and other in term.wording
    ]
    return "\n".join([*lines, *more]) + "\n\n" + " · ".join(others) + "\n{ .hb-others }"


def _shown(wording: Wording, locale: str) -> str:
    return f"{wording.term} ({wording.acronym})" if wording.acronym else wording.term
