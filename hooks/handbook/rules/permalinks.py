"""Permalinks: an address once released never dies."""

from difflib import get_close_matches

from handbook.permalinks import LEDGER, REDIRECTS, exists, places, read_permalinks
from handbook.rules import rule


@rule("library", docs_only=False)
def permalinks_kept(library):
    """Every page and section ever released is still there, or has a redirect to where its text is now.

    Bad:   { #time-limits } renamed to { #deadlines }, and printed handouts lead nowhere
    Good:  the old id kept, or  themes/gender-based-violence#time-limits -> themes/gender-based-violence#deadlines
    """
    permalinks = read_permalinks(library.root)
    for place in permalinks.codes:
        now = permalinks.now(place)
        page = place.partition("#")[0]
        if page != place and page in permalinks.codes and permalinks.now(page) == page and not exists(library, page):
            continue  # the page is gone with all its sections: one redirect serves them all
        if now == place and not exists(library, place):
            hint = f"{place} -> {_moved(place, places(library), permalinks.codes)}"
            yield LEDGER, permalinks.ledger_lines[place], f"bring {place} back, or write where it is now into {REDIRECTS}: {hint}"


@rule("library", docs_only=False)
def redirects_lead(library):
    """A redirect leads to a page or section that exists, in one step or several, and never in a circle.

    Bad:   themes/old -> themes/odl
    Good:  themes/old -> themes/new
    """
    permalinks = read_permalinks(library.root)
    for old, line in permalinks.redirect_lines.items():
        now = permalinks.now(old)
        if now is None:
            yield REDIRECTS, line, f"end the circle that {old} goes in: one of its redirects must lead to a page that exists"
        elif not exists(library, now):
            near = get_close_matches(now, places(library), 1, 0.75)
            yield REDIRECTS, line, f"redirect {old} to a place that exists, not {now}" + (f"; did you mean {near[0]}?" if near else "")
        elif exists(library, old):
            yield REDIRECTS, line, f"remove the redirect of {old}: it exists, and would never be reached"


@rule("library", docs_only=False)
def permalinks_form(library):
    """The ledger and the redirects hold nothing but lines of their form, each place once.

    Bad:   k7f3: themes/child-protection
    Good:  k7f3 themes/child-protection
    """
    for problem in read_permalinks(library.root).problems:
        yield problem.path, problem.line, problem.message


def _moved(place: str, known: list[str], released: dict[str, str]) -> str:
    """Where a place that is gone may be now; what was released before it went is something else, and no guess leads there."""
    page, _, section = place.partition("#")
    fresh = [one for one in known if one not in released]
    same = [one for one in fresh if one.endswith(f"#{section}" if section else "/" + page.rpartition("/")[2])]
    near = same or get_close_matches(place, [one for one in fresh if one.partition("#")[0] == page or not section], 1, 0.75)
    return near[0] if near else "…"
