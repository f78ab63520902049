"""Questions on a page: to read, with the key at the end; questions.js makes them a self-check, the CSS a paper quiz."""

from collections.abc import Callable
from html import escape

from handbook.library import Library
from handbook.page import Page
from handbook.paper import write_foot, write_head
from handbook.places import title
from handbook.questions import Question


def write_questions(library: Library, page: Page, name: str, address: str, relative: Callable[[str], str]) -> str:
    """The HTML of a module's questions in the language of the page; nothing where none is whole in it.

    Args: the page, the name of the questions, the page's address for paper, and how a `page#section` is addressed.
    """
    questions = library.questions.get(name)
    asked = questions.in_language(page.locale) if questions else []
    if not asked or not questions.title.get(page.locale):
        return ""
    return "".join([
        f'<div class="hb-questions" data-questions="{name}" data-pass="{questions.pass_mark}">',
        write_head(library, page, questions.title.get(page.locale), ("print_place", "print_day")),
        f"<ol>{''.join(write_question(library, page.locale, one) for one in asked)}</ol>",
        _tools(library.labels[page.locale]),
        f'<details class="hb-key" data-search-exclude><summary>{library.labels[page.locale]["quiz_key"]}</summary>',
        write_key(library, page.locale, asked, relative),
        "</details>",
        write_foot(library, page, address),
        "</div>",
    ])


def write_question(library: Library, locale: str, question: Question) -> str:
    """A question and its answers, each with its letter: numbers of lists are no part of what is read aloud or copied."""
    answers = "".join(
        f'<li data-answer="{answer.name}"><b>{letter}</b> {_text(answer.words.get(locale))}</li>'
        for answer, letter in zip(question.answers, library.labels[locale]["answer_letters"])
    )
    return f'<li><p>{_text(question.words.get(locale))}</p><ul>{answers}</ul></li>'


def write_key(library: Library, locale: str, asked: list[Question], relative: Callable[[str], str], first: int = 1) -> str:
    """The key as a list: for each question the letter of the right answer, the reason, and the section that says so.

    first: the number of the first question, where the key is of some only
    """
    labels = library.labels[locale]
    items = "".join(
        f'<li data-correct="{one.correct}"><strong>{labels["answer_letters"][one.right]}</strong> '
        f"{_text(one.reason.get(locale))}{_link(library, locale, one.see, relative)}</li>"
        for one in asked
    )
    start = f' start="{first}"' if first > 1 else ""
    return f"<ol{start}>{items}</ol>"



def _link(library: Library, locale: str, place: str, relative) -> str:
    name = title(library, locale, place)
    return f' <a href="{escape(relative(place))}">{_text(name)}</a>' if name else ""


def _tools(labels) -> str:
    """What works with JavaScript only, and is hidden without."""
    said = {"count": "quiz_count", "score": "quiz_score", "right": "quiz_right", "wrong": "quiz_wrong", "choose": "quiz_choose",
            "check": "quiz_check", "question": "quiz_question"}
    words = " ".join(f'data-{key}="{escape(labels[name])}"' for key, name in said.items())
    return (
        f'<div class="hb-tools" data-search-exclude hidden><p role="status" {words}></p><p><small>{labels["quiz_note"]}</small></p>'
        f'<p><button type="button" class="md-button" data-do="again">{labels["quiz_again"]}</button> '
        f'<button type="button" class="md-button" data-do="print">{labels["quiz_print"]}</button></p></div>'
    )


def _text(text: str) -> str:
    return escape(text, quote=False)
