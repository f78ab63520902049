"""Stamp translations: write down which English text each section translates."""

from dataclasses import replace
from pathlib import Path

from handbook.library import Library
from handbook.page import Page
from handbook.problem import ERROR, Problem
from handbook.rules import RULES, check, freshness
from handbook.translations import CURRENT, FOLDER, TEXT, NUMBERS, Pin, fingerprint, parts, seal, states

HEADER = "# Which English text each section translates. Written by `handbook stamp`, never by hand.\n"


def stamp(
    library: Library, wanted: list[str], touch_up: bool = False, reviewed_by: str | None = None
) -> tuple[list[Problem], int]:
    """Pin translations to the English text of now.

    wanted: pages as `fr/themes/index`; every translated page that is not current when empty
    touch_up: the English words changed, and the translation needs no change
    Returns the refusals and the number of pages stamped. A page is refused, whole, when its structure differs from
    the English page, or when English words changed and the translated section did not.
    """
    refusals, stamped = [], 0
    if unread := {pins.file for pins in library.pins.values() if not pins.whole}:  # to write such a file anew would lose what it holds
        return [problem for problem in library.problems if problem.path in unread], 0
    for locale in library.translations:
        pins = {page: dict(sections) for page, sections in library.pins[locale].sections.items()}
        reviews = dict(library.pins[locale].reviews)
        touched = False
        for page in library.of(locale):
            if wanted and str(page) not in wanted:
                continue
            source = library.page(library.source, page.path)
            if not source or (not wanted and set(states(source, page, library.pins[locale]).values()) == {CURRENT}):
                continue
            wrong = _refuse(library, source, page, touch_up)
            refusals += wrong
            if not wrong:
                pins[page.path] = _pins(source, page)
                # A review holds for the text that was read: a new text needs a new one
                reviews[page.path] = reviewed_by
                touched = True
                stamped += 1
        for gone in set(pins) - {page.path for page in library.of(locale)}:
            del pins[gone]
            touched = True
        if touched:
            _write(library.root / FOLDER / f"{locale}.yml", pins, reviews)
    known = {str(page) for locale in library.translations for page in library.of(locale)}
    for name in sorted(set(wanted) - known):
        refusals.append(Problem(name, 1, "name a translated page as locale/path, fr/themes/index", "stamp"))
    return refusals, stamped


def _refuse(library: Library, source: Page, page: Page, touch_up: bool) -> list[Problem]:
    only = replace(library, pages={(one.locale, one.path): one for one in (source, page)}, problems=())
    wrong = [problem for problem in check(only, _structural()) if problem.path == page.file and problem.severity == ERROR]
    if not touch_up:
        pinned, own = library.pins[page.locale].sections.get(page.path, {}), parts(page)
        lines = {section.name: section.line for section in page.sections}
        for name, state in states(source, page, library.pins[page.locale]).items():
            if state in (TEXT, NUMBERS) and pinned[name].own == fingerprint(own[name]):
                wrong.append(Problem(
                    page.file, lines.get(name, 1),
                    f"translate what changed in {name}, or run `python3 run.py stamp --touch-up {page}` if nothing needs to change here",
                    "stamp",
                ))
    return wrong


def _structural() -> list[str]:
    """The rules that compare a translation with the English page; freshness is what stamping is about to settle."""
    return [name for name, rule in RULES.items() if rule.of == "translation" and rule.find.__module__ != freshness.__name__]


def _pins(source: Page, page: Page) -> dict[str, Pin]:
    own = parts(page)
    pins = {}
    for name, text in parts(source).items():
        one, other = fingerprint(text), fingerprint(own[name])
        pins[name] = Pin(one, other, seal(page.locale, page.path, name, one, other))
    return pins


def _write(file: Path, pins: dict, reviews: dict) -> None:
    """One line a section, sorted by page, so that a change shows as what it is."""
    lines = [HEADER]
    for page in sorted(pins):
        review = reviews.get(page)
        lines.append(f"{page}:\n  review: {'null' if not review else repr(str(review))}\n  sections:\n")
        lines += [f"    {name}: {pin.source} {pin.own} {pin.seal}\n" for name, pin in pins[page].items()]
    file.parent.mkdir(parents=True, exist_ok=True)
    whole = file.with_suffix(".new")
    whole.write_text("".join(lines), "utf-8")
    whole.replace(file)  # never a half-written file
