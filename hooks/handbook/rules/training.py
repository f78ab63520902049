"""Training: a module can be run as it stands; its timings add up, its parts are there, its questions have a key."""

from difflib import get_close_matches

from handbook.modules import ACTIVITY_PARTS, FOLDER, OPTIONAL, SCENARIO_PARTS, is_module, read_module, whole
from handbook.permalinks import exists
from handbook.rules import rule
from handbook.written import comments_of

FEWEST_QUESTIONS = 10


@rule("page", docs_only=False)
def module_minutes(library, page):
    """A module says in its English front matter how many minutes it takes, breaks included; no other page does.

    Bad:   minutes: 1.5 hours
    Good:  minutes: 90
    """
    minutes = page.front_matter.get("minutes")
    if page.locale != library.source:
        return
    if is_module(page) and minutes is None:
        yield page, 1, "add minutes: to the front matter, the length of the module"
    elif is_module(page) and (type(minutes) is not int or not 1 <= minutes < 10000):
        yield page, page.front_matter.line("minutes"), f"write minutes as a whole number, 90, not {minutes}"
    elif not is_module(page) and minutes is not None:
        yield page, page.front_matter.line("minutes"), f"remove minutes: only a module below {FOLDER} has a length"


@rule("page", docs_only=False)
def agenda_adds_up(library, page):
    """The minutes of the agenda are whole numbers, and add up to the length of the module, in every language.

    Bad:   minutes: 90, and 10 + 15 + 60 in the agenda
    Good:  minutes: 90, and 10 + 15 + 65
    """
    if not is_module(page):
        return
    module = read_module(library, page)
    for row in module.agenda:
        if not whole(row.minutes):
            yield page, row.line, f"write the minutes as a whole number, not {row.minutes or 'nothing'}"
    total = sum(whole(row.minutes) for row in module.agenda)
    if not module.agenda:
        yield page, 1, "add the agenda, a section { #agenda } with a table of minutes, part, what happens"
    elif module.minutes and total != module.minutes and all(whole(row.minutes) for row in module.agenda):
        yield page, module.agenda[0].line, f"make the agenda add up to {module.minutes} minutes, the length of the module; these are {total}"


@rule("page", docs_only=False)
def agenda_linked(library, page):
    """Every part of the agenda links its activity, which takes as many minutes; every activity is in the agenda once.

    Bad:   | 10 | Opening |
    Good:  | 10 | [Opening](#activity-opening) |  and below it  **Minutes:** 10
    """
    if not is_module(page):
        return
    module = read_module(library, page)
    activities = {activity.name: activity for activity in module.activities}
    listed = [row.activity for row in module.agenda]
    for row in module.agenda:
        activity = activities.get(row.activity)
        if not activity:
            near = get_close_matches(row.activity or row.title, activities, 1)
            yield page, row.line, f"link {row.title or 'this part'} to its activity" + (f"; did you mean #{near[0]}?" if near else "")
        elif activity.minutes and activity.minutes != whole(row.minutes) and listed.count(row.activity) == 1:
            yield page, row.line, f"give {row.title} the minutes of its activity, {activity.minutes}, or change them there (line {activity.line})"
    for activity in module.activities:
        if listed.count(activity.name) != 1:
            yield page, activity.line, f"put {activity.name} into the agenda once; it stands there {listed.count(activity.name)} times"


@rule("page", docs_only=False)
def activities_whole(library, page):
    """An activity has minutes, aim, materials, steps and notes, each led by its word, in this order; a debrief may follow.

    A scenario has its questions and what to look for. The words of each language are in data/labels, module_parts.

    Bad:   **Goal:** People feel safe.
    Good:  **Aim:** People feel safe.
    """
    if not is_module(page):
        return
    module, words = read_module(library, page), library.labels[page.locale].get("module_parts")
    if not words:
        return  # the labels could not be read: that is told by itself
    for items, wanted in ((module.activities, ACTIVITY_PARTS), (module.scenarios, SCENARIO_PARTS)):
        for one in items:
            found = [part.key for part in one.parts]
            for part in one.parts:
                if part.key not in wanted:
                    yield page, part.line, f"write one of {', '.join(words[key] for key in wanted)}, not {part.word}"
                elif not part.text:
                    yield page, part.line, f"write something after {part.word}"
            if missing := [key for key in wanted if key not in found and key not in OPTIONAL]:
                yield page, one.line, f"add to {one.name}: {', '.join(words[key] for key in missing)}"
            elif all(found) and found != [key for key in wanted if key in found]:
                yield page, one.line, f"put each part of {one.name} once, in this order: {', '.join(words[key] for key in wanted if key in found)}"
            if "minutes" in found and one.get("minutes") and not one.minutes:
                yield page, one.line, f"write the minutes of {one.name} as a whole number, not {one.get('minutes')}"


@rule("page", docs_only=False)
def messages_linked(library, page):
    """Every key message of a module ends with the link to the section that it comes from.

    Bad:   - Listen.
    Good:  - Listen ([steps](../practice/disclosure.md#steps)).
    """
    if not is_module(page):
        return
    module = read_module(library, page)
    if not module.messages:
        yield page, 1, "add key messages, a list in a section { #key-messages }"
    for message in module.messages:
        if not message.place:
            yield page, message.line, "end this message with a link to the section that it comes from"


@rule("library", docs_only=False)
def questions_whole(library):
    """Questions are ten or more, each points to the section that holds the answer, and their own module shows them.

    Bad:   see: practice/disclosure
    Good:  see: practice/disclosure#steps
    """
    for one in library.questions.values():
        if len(one.questions) < FEWEST_QUESTIONS:
            yield one.file, 1, f"ask at least {FEWEST_QUESTIONS} questions; here are {len(one.questions)}"
        page = library.page(library.source, FOLDER + one.name)
        marker = f"<!-- hooks/fill_questions.py: {one.name} -->"
        if not page or all(text != marker for _, text in comments_of(page)):
            yield one.file, 1, f"show these questions on docs/{library.source}/{FOLDER}{one.name}.md, {marker}"
        for question in one.questions:
            if "#" not in question.see or not exists(library, question.see):
                yield one.file, question.line, f"name in see a section that exists, page#section, not {question.see}"
