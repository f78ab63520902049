"""GIFT: the questions of a module as text that Moodle and Totara import, and that a person can read."""

import re

from handbook.library import Library
from handbook.questions import Question, Questions

# Signs that mean something in GIFT; a backslash takes the meaning away
SPECIAL = re.compile(r"([\\~=#{}:])")


def write_gift(library: Library, locale: str, questions: Questions) -> str:
    """The question bank in a language: a category named after the module, then a question each with its reason."""
    title = questions.title.get(locale).replace("/", " ")
    asked = "\n\n".join(_question(locale, one) for one in questions.in_language(locale))
    return f"// {questions.name} ({locale})\n$CATEGORY: {title}\n\n{asked}\n"


def _question(locale: str, question: Question) -> str:
    answers = "\n".join(
        f"{'=' if answer.name == question.correct else '~'}{escape(answer.words.get(locale))}" for answer in question.answers
    )
    text, reason = escape(question.words.get(locale)), escape(question.reason.get(locale))
    return f"::{escape(question.name)}::[plain]{text} {{\n{answers}\n####{reason}\n}}"


def escape(text: str) -> str:
    """Text in which no sign means anything to GIFT, on one line."""
    return SPECIAL.sub(r"\\\1", re.sub(r"[ \t\r\n]+", " ", text))
