"""Forms: checklists, cards and questions are whole in every language, worded as pages are, and shown where their marker asks."""

import re
from collections import defaultdict
from collections.abc import Iterator
from difflib import get_close_matches

from handbook import cards, checklists, questions
from handbook.numbers import numbers
from handbook.rules import rule
from handbook.rules.typography import TYPOGRAPHY
from handbook.rules.wording import avoided_forms
from handbook.sources import GROUPS
from handbook.written import comments_of

MARKER = re.compile(r"<!-- hooks/([\w-]+)\.py(?:: *([\w-]*))? -->")


@rule("library", docs_only=False)
def forms_translated(library):
    """Every text of a checklist, of a card and of questions stands in every language.

    Bad:   - {id: doors-lock, en: Doors lock from inside.}
    Good:  the same with fr, es and ar
    """
    for form in (form for forms in _forms(library).values() for form in forms.values()):
        for locale in library.translations:
            missing = [words for words in form.words() if not words.get(locale)]
            if len(missing) == len(list(form.words())):
                yield form.file, 1, f"translate this file: none of its {len(missing)} texts stands in {locale}"
                continue
            for words in missing:
                english = words.get(library.source)
                yield form.file, words.lines[""], f"add the {locale} text of {words.name}, in English: {english}"


@rule("library", docs_only=False)
def forms_worded(library):
    """A checklist, a card and questions keep the typography of each language, its terms, and the numbers of the English text.

    Bad:   fr: Qui appeler?
    Good:  fr: Qui appeler ?  with a no-break space before ?
    """
    texts = defaultdict(list)
    for form, words in _texts(library):
        wanted = numbers(words.get(library.source), library.source)
        for locale, text in words.text.items():
            at = form.file, words.lines[locale]
            texts[form.file, locale].append((words.lines[locale], text))
            for pattern, advice in TYPOGRAPHY.get(locale, ()):
                if wrong := pattern.search(text):
                    yield *at, advice.format(wrong[0].strip())
            if numbers(text, locale) != wanted:
                yield *at, f"keep the numbers of the English text, {', '.join(wanted) or 'which has none'}"
    for (file, locale), lines in texts.items():  # all of a file at once: nearly every form to avoid is in none of them
        for line, avoided, term in avoided_forms(lines, library.terms, locale):
            yield file, line, f"write {term} instead of {avoided}"


@rule("library", docs_only=False)
def forms_shown(library):
    """A checklist, a card or questions stand on a page; what that no page asks for is read by nobody.

    Bad:   data/checklists/shelter.yml without a marker
    Good:  <!-- hooks/fill_checklists.py: shelter -->
    """
    asked = {(hook, name) for _, _, hook, name in _markers(library)}
    for hook, forms in _forms(library).items():
        for form in forms.values():
            if (hook, form.name) not in asked:
                yield form.file, 1, f"show it on a page, <!-- hooks/{hook}.py: {form.name} -->, or delete the file"


@rule("library", docs_only=False)
def markers_known(library):
    """A marker names a hook that exists, and what that hook can write.

    Bad:   <!-- hooks/fill_checklists.py: sheltre -->
    Good:  <!-- hooks/fill_checklists.py: shelter -->
    """
    folders = {"fill_checklists": checklists.FOLDER, "fill_cards": cards.FOLDER, "fill_questions": questions.FOLDER}
    known = {hook: set(forms) for hook, forms in _forms(library).items()} | {"fill_references": set(GROUPS)}
    for hook, folder in folders.items():  # a file that cannot be read is told by itself
        known[hook] |= {file.stem for file in (library.root / folder).glob("*.yml")}
    hooks = {*known, "fill_glossary", "fill_translations", "fill_finder", "fill_index", "fill_keep", "fill_packs", "fill_plan"}
    for page, line, hook, name in _markers(library):
        if hook not in hooks:
            yield page, line, f"name a hook that fills markers, not {hook}" + _near(hook, hooks)
        elif hook in known and name not in known[hook]:
            yield page, line, f"name something that {hook} can write, not {name or 'nothing'}" + _near(name, known[hook])


def _forms(library) -> dict[str, dict]:
    return {"fill_checklists": library.checklists, "fill_cards": library.cards, "fill_questions": library.questions}


def _texts(library) -> Iterator[tuple]:
    """Every text of every form, with its form."""
    for forms in _forms(library).values():
        for form in forms.values():
            yield from ((form, words) for words in form.words())


def _markers(library) -> Iterator[tuple]:
    """The markers of the source pages: page, line, hook, what it is to write."""
    for page in library.of(library.source):
        for line, text in comments_of(page):
            if found := MARKER.fullmatch(text):
                yield page, line, found[1], found[2] or ""


def _near(name: str, known) -> str:
    near = get_close_matches(name, sorted(known), 1)
    return f"; did you mean {near[0]}?" if near else ""
