"""Questions: the knowledge check of a training module, with one key and a reason for it; a data file each."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from handbook.forms import NAME, PERCENT, TEXT, WORDS, Source, Words, in_languages, read_forms
from handbook.problem import Problem

FOLDER = "data/questions"


@dataclass(frozen=True, eq=False)
class Answer:
    """An answer to choose; its name is the same in all languages, for good."""

    name: str
    words: Words


@dataclass(frozen=True, eq=False)
class Question:
    """A question with its answers; correct: the name of the right one; see: the `page#section` that says so."""

    name: str
    line: int
    words: Words
    answers: tuple[Answer, ...]
    correct: str
    reason: Words
    see: str

    @property
    def right(self) -> int:
        """Which answer is the right one, from 0."""
        return [answer.name for answer in self.answers].index(self.correct)


@dataclass(frozen=True, eq=False)
class Questions:
    """The questions of a module, by whose name they go; pass_mark: how many per cent are enough."""

    name: str
    file: str
    title: Words
    pass_mark: int
    questions: tuple[Question, ...]

    def words(self) -> Iterator[Words]:
        """Every text of the file."""
        yield self.title
        for question in self.questions:
            yield from (question.words, *(answer.words for answer in question.answers), question.reason)

    def in_language(self, locale: str) -> list[Question]:
        """The questions that are whole in a language."""
        return [one for one in self.questions if all(words.get(locale) for words in (one.words, one.reason, *(a.words for a in one.answers)))]


def read_questions(root: Path, locales: tuple[str, ...]) -> tuple[dict[str, Questions], list[Problem]]:
    """The questions of a checkout by module, and what is wrong with their files; the first locale is required."""
    answer = {"id": NAME} | in_languages(locales)
    question = {"id": NAME, "question": WORDS, "answers": [answer], "correct": NAME, "reason": WORDS, "see": TEXT}
    sources, problems = read_forms(root, FOLDER, {"title": WORDS, "pass": PERCENT, "questions": [question]}, locales)
    found = {}
    for source in sources:
        wrong = list(_without_answer(source))
        problems += wrong
        if not wrong:
            title, every = source.words("title"), tuple(_questions(source))
            found[source.name] = Questions(source.name, source.file, title, source.data["pass"], every)
    return found, problems


def _without_answer(source: Source) -> Iterator[Problem]:
    for at, question in enumerate(source.data["questions"]):
        names = [answer["id"] for answer in question["answers"]]
        if question["correct"] not in names:
            line = source.lines["questions", at, "correct"]
            message = f"name in correct one of the answers, {', '.join(names)}, not {question['correct']}"
            yield Problem(source.file, line, message, "questions")


def _questions(source: Source) -> Iterator[Question]:
    for at, question in enumerate(source.data["questions"]):
        path, name = ("questions", at), question["id"]
        answers = tuple(
            Answer(answer["id"], replace(source.words(*path, "answers", number), name=f"answer {answer['id']} of {name}"))
            for number, answer in enumerate(question["answers"])
        )
        words, reason = (replace(source.words(*path, key), name=f"{key} {name}") for key in ("question", "reason"))
        see = question["see"].strip()
        yield Question(name, source.lines[*path, "see"], words, answers, question["correct"], reason, see)
