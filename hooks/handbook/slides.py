"""Slides: a deck for each module and language, made from its page; the screen shows few words, the notes hold the rest.

The viewer is our own, theme/assets/slides.js and .css: 3 kB packed, where reveal.js 6.0.2 has 42, and its notes write
an inline script into a window, which a strict content security policy refuses.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from pathlib import Path

from handbook.inline import plain
from handbook.library import Library
from handbook.markup import Markup
from handbook.modules import Activity, Module, modules
from handbook.permalinks import read_permalinks
from handbook.places import direction, folder, relative, title, to_root
from handbook.question_page import write_key, write_question
from handbook.short import short_address

FOLDER = "training/slides"
PAGE = """\
<!doctype html>
<html lang="{locale}" dir="{direction}">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width,initial-scale=1">
    <meta name="referrer" content="no-referrer">
    <title>{title}</title>
    <link rel="icon" href="{root}assets/icon.svg">
    <link rel="stylesheet" href="{root}assets/slides.css">
    <script src="{root}assets/slides.js" defer></script>
  </head>
  <body data-count="{count}">
    <header><p><a href="../{name}.html" id="leave">{leave}</a></p><p hidden>{keys}</p></header>
    <main>
{slides}
    </main>
    <nav hidden aria-label="{label}">
      <button type="button" data-do="previous">{previous}</button>
      <button type="button" data-do="next">{next}</button>
      <span id="count"></span>
      <button type="button" data-do="notes" aria-pressed="false">{notes}</button>
      <button type="button" data-do="full">{full}</button>
    </nav>
    <p class="unseen" role="status"></p>
  </body>
</html>
"""


@dataclass(frozen=True)
class Slide:
    """One slide: its id, what the screen shows, and the trainer's notes, both HTML; correct: which answer to reveal."""

    name: str
    face: str
    notes: str = ""
    correct: str = ""
    kind: str = "text"


def write_slides(library: Library, locale: str, site: Path, address: str) -> None:
    """The deck of every module of a language, below the folder of the site. Args: `address` of the site, may be empty."""
    codes = read_permalinks(library.root).codes
    for module in modules(library, locale):
        file = site / folder(library, locale) / FOLDER / f"{module.name}.html"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(_Deck(library, module, codes, address).page(), "utf-8")


class _Deck:
    """The slides of one module. Args: library, module, short codes by place, the address of the site or nothing."""

    def __init__(self, library: Library, module: Module, codes: dict[str, str], address: str):
        self.library, self.module, self.codes, self.address = library, module, codes, address
        self.locale, self.labels = module.page.locale, library.labels[module.page.locale]
        self.start = f"{FOLDER}/{module.name}.html"
        self.root = to_root(library, self.locale, self.start)
        self.markup = Markup(library, module.page, self.start)
        self.sections = {section.name: section for section in module.page.sections}

    def page(self) -> str:
        labels = {key: escape(self.labels[f"slides_{name}"]) for key, name in (
            ("count", "count"), ("leave", "leave"), ("keys", "keys"), ("previous", "previous"), ("next", "next"),
            ("notes", "notes_button"), ("full", "full"),
        )}
        name = f"{self.module.page.title} · {self.labels['slides']}"
        slides = "\n".join(self._slide(slide) for slide in self.slides())
        return PAGE.format(
            locale=self.locale, direction=direction(self.locale), title=escape(name), root=self.root, slides=slides,
            name=self.module.name, label=escape(self.labels["slides"]), **labels,
        )

    def slides(self) -> Iterator[Slide]:
        """Title, objectives, ground rules, agenda; the activities, scenarios and questions where they come in; messages."""
        page = self.module.page
        about = escape(str(page.front_matter.get("description", "")))
        yield Slide("title", f"<h1>{escape(page.title)}</h1><p>{about}</p><p>{self._minutes(self.module.minutes)}</p>{self._short(page.path)}", kind="title")
        yield from self._list("objectives", self.module.objectives)
        yield from self._list("safety", self.module.ground_rules)
        rows = "".join(f"<tr><td>{row.minutes}</td><td>{escape(row.title)}</td></tr>" for row in self.module.agenda)
        yield Slide("agenda", f"{self._title('agenda')}<table>{rows}</table>")
        later = {"scenario": self._scenarios(), "knowledge-check": self._questions()}
        for activity in self.module.activities:
            yield self._activity(activity)
            text = " ".join(part.text for part in activity.parts)
            for name in [name for name in later if f"(#{name}" in text]:
                yield from later.pop(name)
        for rest in later.values():
            yield from rest
        for number, message in enumerate(self.module.messages, 1):
            face = f'<p class="big">{escape(plain(message.text))}</p>{self._short(message.place)}'
            yield Slide(f"message-{number}", face, f"<p>{self._link(message.place)}</p>", kind="message")
        yield Slide("end", f'<p class="big">{escape(self.labels["slides_end"])}</p>{self._short(page.path)}', kind="title")

    def _list(self, name: str, items: tuple[str, ...]) -> Iterator[Slide]:
        if items:
            text = "".join(f"<li>{self.markup.line(item)}</li>" for item in items)
            section = self.sections[name]
            rest = section.text.split("\n", 1)[-1] if name == "safety" else ""
            yield Slide(name, f"{self._title(name)}<ul>{text}</ul>", self.markup.linked(rest))

    def _activity(self, activity: Activity) -> Slide:
        words = self.labels["module_parts"]
        notes = "".join(
            f"<h2>{escape(words[key])}</h2>{self.markup.linked(activity.get(key))}"
            for key in ("need", "do", "notes", "debrief") if activity.get(key)
        )
        face = f'<h2>{escape(activity.title)}</h2><p class="big">{self.markup.line(activity.get("aim"))}</p><p>{self._minutes(activity.minutes)}</p>'
        return Slide(activity.name, face, notes, kind="activity")

    def _scenarios(self) -> Iterator[Slide]:
        for scenario in self.module.scenarios:
            face = f"<h2>{escape(scenario.title)}</h2>{self.markup.words(scenario.text)}{self.markup.words(scenario.get('ask'))}"
            look = f"<h2>{escape(self.labels['module_parts']['look_for'])}</h2>{self.markup.linked(scenario.get('look_for'))}"
            yield Slide(scenario.name, face, look)

    def _questions(self) -> Iterator[Slide]:
        """Each question with its answers; the right one is shown with the next step, or read in the notes."""
        questions = self.library.questions.get(self.module.name)
        for number, one in enumerate(questions.in_language(self.locale) if questions else (), 1):
            heading = self.labels["quiz_question"].format(number=number)
            key = write_key(self.library, self.locale, [one], lambda place: relative(place, self.start), number)
            face = f"<h2>{escape(heading)}</h2><ul>{write_question(self.library, self.locale, one)}</ul>"
            yield Slide(f"question-{one.name}", face, key, one.correct, "question")

    def _slide(self, slide: Slide) -> str:
        notes = f'<aside><p class="for">{escape(self.labels["slides_notes"])}</p>{slide.notes}</aside>' if slide.notes else ""
        correct = f' data-correct="{slide.correct}"' if slide.correct else ""
        return f'<section id="{slide.name}" class="{slide.kind}"{correct}><div class="face"><div>{slide.face}</div></div>{notes}</section>'

    def _title(self, name: str) -> str:
        return f"<h2>{escape(plain(self.sections[name].title))}</h2>" if name in self.sections else ""

    def _minutes(self, minutes: int) -> str:
        return f'<span class="minutes">{escape(self.labels["minutes_count"].format(minutes=minutes))}</span>'

    def _short(self, place: str) -> str:
        """Short address and QR code of a place; nothing where the site has no address or the place no code."""
        code = self.codes.get(place)
        if not self.address or not code:
            return ""
        picture = f'<img src="{self.root}go/{code}.svg" alt="{escape(self.labels["link_qr"])}" width="150" height="150">'
        return f'<p class="short">{picture}<bdi dir="ltr">{short_address(self.address, code).split("://")[-1]}</bdi></p>'

    def _link(self, place: str) -> str:
        return f'<a href="{escape(relative(place, self.start))}">{escape(title(self.library, self.locale, place))}</a>'
