"""Freshness: what has changed in English since it was translated, section by section."""

from handbook.problem import ERROR, WARNING
from handbook.rules import rule
from handbook.translations import EDITED, HEAD, LAYOUT, LINKS, NUMBERS, SEAL, TEXT, UNSTAMPED

# What changed, in an editor's words
CHANGES = {
    TEXT: "its words have changed in English",
    NUMBERS: "a number has changed in English",
    LINKS: "a link has changed in English",
    LAYOUT: "only the layout has changed in English",
}


@rule("translation", docs_only=False)
def translation_fresh(library, source, page):
    """A section says what the English section says today; in a critical section anything else is an error.

    Bad:   English now says 72 hours, the translation was made from a text that said 24
    Good:  translated anew and stamped
    """
    critical = set(source.front_matter.get("critical") or ())
    for name, state in library.states(page).items():
        if state in CHANGES:
            grave = ERROR if name in critical and state in (TEXT, NUMBERS) else WARNING
            yield page, _line(page, name), f"bring {_place(name)} up to date, {CHANGES[state]}; then run `python3 run.py stamp {page}`", grave


@rule("translation", docs_only=False)
def translation_stamped(library, source, page):
    """A translation records which English text it translates.

    Bad:   a new page in docs/fr without its pins
    Good:  python3 run.py stamp fr/themes/shelter
    """
    states = library.states(page)
    if states and all(state == UNSTAMPED for state in states.values()):
        yield page, 1, f"run `python3 run.py stamp {page}`: nothing records which English text this page translates"
        return
    for name, state in states.items():
        if state == UNSTAMPED:
            yield page, _line(page, name), f"run `python3 run.py stamp {page}`: nothing records which English text {_place(name)} translates"


@rule("translation", docs_only=False)
def translation_unchanged(library, source, page):
    """A translation that was edited is stamped again, so that the edit is compared with the English once.

    Bad:   a "not" deleted in a translation, unnoticed
    Good:  the edit, then python3 run.py stamp
    """
    for name, state in library.states(page).items():
        if state == EDITED:
            yield page, _line(page, name), f"compare {_place(name)} with the English, then run `python3 run.py stamp {page}`: it was edited since"


@rule("translation", docs_only=False)
def pins_sealed(library, source, page):
    """Pins are written by `python3 run.py stamp`, never by hand: a pin moved without translating hides that a page is behind.

    Bad:   a hash copied from one line of data/translations/fr.yml to another
    Good:  python3 run.py stamp fr/themes/shelter
    """
    for name, state in library.states(page).items():
        if state == SEAL:
            yield page, _line(page, name), f"translate {_place(name)}, then run `python3 run.py stamp {page}`: its pin was not written by that command"


def _place(name: str) -> str:
    return "title and description" if name == HEAD else f"{{ #{name} }}"


def _line(page, name: str) -> int:
    return next((section.line for section in page.sections if section.name == name), 1)
