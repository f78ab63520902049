"""What the session builder chooses from: sections, activities and questions of a language, as scripts loaded on demand."""

import json
from html import escape
from pathlib import Path

from handbook.inline import plain
from handbook.library import Library
from handbook.markup import Markup
from handbook.modules import Module, modules, whole
from handbook.permalinks import read_permalinks
from handbook.places import title

FOLDER = "assets/plan"
PAGE = "training/plan.html"
# Before the name of a module, the id at which the builder opens with its whole agenda
MODULE = "module-"
# The words of the builder: all labels that begin so, and a few that others use too
PREFIX = "plan_"
OTHER_WORDS = ("card_save", "card_open", "card_saved", "minutes_count", "quiz_key", "answer_letters", "link_copy", "link_copied", "link_qr", "see")


def write_list(library: Library, locale: str, site: Path) -> None:
    """`assets/plan/<locale>.js` with everything that can be chosen, and for each module what is printed of it."""
    codes = read_permalinks(library.root).codes
    found = modules(library, locale)
    labels = library.labels[locale]
    words = {key.removeprefix(PREFIX): value for key, value in labels.items() if key.startswith(PREFIX)}
    words |= {key: labels[key] for key in OTHER_WORDS} | {"parts": labels["module_parts"]}
    pages = [
        [page.path, page.title, [
            [heading.name, plain(heading.text), *filter(None, [codes.get(f"{page.path}#{heading.name}")])]
            for heading in page.headings if heading.level in (2, 3) and heading.name
        ]]
        for page in library.of(locale)
    ]
    _write(site, locale, f"handbookPlanList = {_json({'words': words, 'pages': pages, 'modules': [_outline(library, one) for one in found]})}")
    for module in found:
        _write(site, f"{locale}/{module.name}", f"handbookPlanModules[{_json(module.name)}] = {_json(_content(library, module))}")


def write_place(library: Library, locale: str) -> str:
    """Where the builder stands: without script the modules to print, and each as a place, `#module-x`, that opens whole."""
    lines = "".join(
        f'<li id="{MODULE}{one.name}"><a href="{one.name}.html">{escape(one.page.title)}</a></li>' for one in modules(library, locale)
    )
    return f'<div class="hb-plan" data-search-exclude><ul>{lines}</ul></div>'


def _outline(library: Library, module: Module) -> dict:
    """What can be chosen of a module: activities with their minutes, questions with their text."""
    questions = library.questions.get(module.name)
    return {
        "id": module.name, "title": module.page.title, "minutes": module.minutes,
        "activities": [[one.activity, one.title, whole(one.minutes)] for one in module.agenda],
        "questions": [[one.name, one.words.get(module.page.locale)] for one in questions.in_language(module.page.locale)] if questions else [],
    }


def _content(library: Library, module: Module) -> dict:
    """What is printed of a module: its activities, its handout and its questions."""
    markup, locale = Markup(library, module.page, PAGE), module.page.locale
    keys = ("aim", "need", "do", "notes", "debrief")
    handout = next((section.text.partition("\n")[2] for section in module.page.sections if section.name == "handout"), "")
    questions = library.questions.get(module.name)
    return {
        "activities": {one.name: {key: markup.linked(one.get(key)) for key in keys if one.get(key)} for one in module.activities},
        "handout": markup.linked(handout),
        "questions": {
            one.name: {
                "answers": [answer.words.get(locale) for answer in one.answers], "right": one.right,
                "reason": one.reason.get(locale), "see": one.see, "title": title(library, locale, one.see),
            }
            for one in (questions.in_language(locale) if questions else ())
        },
    }


def _write(site: Path, name: str, text: str) -> None:
    file = site / FOLDER / f"{name}.js"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(f"window.{text};\n" if text.startswith("handbookPlanList") else f"{text};\n", "utf-8")


def _json(value) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
