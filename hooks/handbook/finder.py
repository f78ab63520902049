"""The finder: every page that says what it serves, as a table with numbers, which finder.js turns into three choices."""

from handbook.facets import ALL, choices, facets
from handbook.fill import island
from handbook.library import Library


def write_finder(library: Library, locale: str) -> str:
    """Three numbered lists of words, then the table that uses their numbers: no word stands twice in the page."""
    labels = library.labels[locale]
    marks = f'data-any="{labels["finder_any"]}" data-count="{labels["finder_count"]}"'
    lists = "\n\n".join(_list(library, locale, key) for key in choices(library) if choices(library)[key])
    return f'<div class="hb-finder" data-search-exclude {marks} markdown>\n\n{lists}\n\n{_table(library, locale)}\n\n</div>'


def _list(library: Library, locale: str, key: str) -> str:
    """The words under a heading, numbered as the table names them."""
    labels = library.labels[locale]
    words = (_word(library, locale, key, name) for name in choices(library)[key])
    return "\n".join([f"{labels[f'finder_{key}']}", "", *(f"{number}. {word}" for number, word in enumerate(words, 1))])


def _word(library: Library, locale: str, key: str, name: str) -> str:
    if key == "stages":
        return library.labels[locale]["stages"][name]
    page = library.page(locale, f"{key}/{name}") or library.page(library.source, f"{key}/{name}")
    return island(page.title, page.locale, locale)


def _table(library: Library, locale: str) -> str:
    labels = library.labels[locale]
    heads = [key for key in choices(library) if choices(library)[key]]
    rows = [[labels["page"], *(labels[f"finder_{key}"] for key in heads)], ["---"] * (1 + len(heads))]
    for page in library.of(locale):
        if serves := facets(library, page):
            rows.append([f"[{page.title}]({page.path}.md)", *(_numbers(library, key, getattr(serves, key), labels) for key in heads)])
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def _numbers(library: Library, key: str, given: tuple[str, ...], labels) -> str:
    if ALL in given:
        return labels["finder_all"]
    return " ".join(str(choices(library)[key].index(name) + 1) for name in given)
