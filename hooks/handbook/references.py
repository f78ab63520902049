"""The reference library: each work once, with its language editions, as Markdown of the reader's language."""

from handbook.fill import island
from handbook.library import Library
from handbook.sources import Work


def write_references(library: Library, locale: str, group: str) -> str:
    """The works of a group, in the order of the bibliography; a group that does not exist is empty."""
    works = [work for work in library.sources.works.values() if work.group == group]
    return "\n\n".join(_entry(library, work, locale) for work in works)


def _entry(library: Library, work: Work, locale: str) -> str:
    labels = library.labels[locale]
    own = work.edition(locale)
    title = own.title if own and own.title else island(work.title, library.source, locale)
    publishers = ", ".join(library.sources.publishers[name].get(locale, name) for name in work.publishers)
    year = labels["no_date"] if work.year == "n.d." else str(work.year)
    facts = [publishers, year] + ([island(work.symbol, "en", locale)] if work.symbol else [])
    lines = [f"### {title} {{ #{work.name} }}", "", labels["comma"].join(facts) + "."]
    if note := work.note.get(locale):
        lines.append(note)
    if newer := library.sources.works.get(work.superseded_by):
        lines.append(f"{labels['superseded']} [{newer.title}](#{newer.name}).")
    lines += [_editions(library, work, locale), _address(work, own, labels)]
    return "\n".join(line for line in lines if line is not None)


def _editions(library: Library, work: Work, locale: str) -> str:
    labels = library.labels[locale]
    editions = []
    for edition in work.editions:
        name = labels["languages"].get(edition.locale, edition.locale)
        if edition.url and edition.locale != locale:
            name = f"[{name}]({edition.url}){{ hreflang={edition.locale} rel=noreferrer }}"
        if edition.certainty == "believed":
            name += f" ({labels['believed']})"
        editions.append(name)
    return f"{labels['editions']} {labels['comma'].join(editions)}."


def _address(work: Work, own, labels) -> str | None:
    """Where to find it; a work that only staff can open, or without an address, says so."""
    url = own.url if own and own.url else work.url
    access = {"staff": labels["access_staff"], "unknown": labels["access_unknown"]}.get(work.access, "")
    if not url:
        return access or labels["access_unknown"]
    return f"{labels['find_it']} <{url}>{{ rel=noreferrer }}. {access}".rstrip()
