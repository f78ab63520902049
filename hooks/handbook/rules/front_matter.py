"""Front matter: the few keys that every page states, in one order."""

from datetime import date
from difflib import get_close_matches

from handbook.front_matter import SOURCE_KEYS, TRANSLATION_KEYS
from handbook.problem import WARNING, today
from handbook.rules import RULES, rule

# What nobody is excused from: that a translation is behind
NEVER_EXCUSED = ("translation-fresh", "translation-stamped", "translation-unchanged", "pins-sealed")


@rule("page", docs_only=False)
def front_matter_keys(library, page):
    """A page states the keys of the contract, in its order, and no others.

    A translation states only what is translated: dates, critical sections and what a page serves are those of the English one.

    Bad:   titel: Confidentiality
    Good:  title: Confidentiality
    """
    if any(problem.rule == "front-matter" for problem in page.problems):
        return
    is_source = page.locale == library.source
    known = SOURCE_KEYS if is_source else TRANSLATION_KEYS
    required = SOURCE_KEYS[:4] if is_source else TRANSLATION_KEYS[:2]
    values = page.front_matter.values
    if not values:
        yield page, 1, f"begin the page with its front matter, {', '.join(f'{key}: …' for key in required)}, each on its line, between two lines of ---"
        return
    for key in values:
        if key not in known:
            near = get_close_matches(key, known, 1)
            advice = f"did you mean {near[0]}?" if near else f"the keys here are {', '.join(known)}"
            if not is_source and key in SOURCE_KEYS:
                advice = "a translation takes it from the English page"
            yield page, page.front_matter.line(key), f"remove the key {key}: {advice}"
    for key in required:
        if values.get(key) in (None, ""):
            yield page, 1, f"add {key}: to the front matter"
    order = [key for key in values if key in known]
    if order != sorted(order, key=known.index):
        yield page, 2, f"put the keys in this order: {', '.join(key for key in known if key in values)}"


@rule("page", docs_only=False)
def front_matter_values(library, page):
    """Dates are days, the review is due after the review was made, and critical sections exist on the page.

    Bad:   reviewed: last autumn
    Good:  reviewed: 2026-11-23
    """
    at = page.front_matter.line
    values = page.front_matter.values
    for key in ("reviewed", "review_by"):
        if key in values and type(values[key]) is not date:
            yield page, at(key), f"write {key} as a day, year-month-day, for example 2026-11-23"
    days = [values.get(key) for key in ("reviewed", "review_by")]
    if all(type(day) is date for day in days) and days[1] <= days[0]:
        yield page, at("review_by"), "set review_by to a day after reviewed"
    for key in ("title", "description"):
        if values.get(key) is not None and not isinstance(values[key], str):
            yield page, at(key), f"write {key} as text, in quotation marks if it looks like a number or a date"
    critical = values.get("critical") or []
    if not isinstance(critical, list):
        yield page, at("critical"), "write critical as a list of section ids: [id, id]"
        return
    for name in critical:
        if name not in page.anchors:
            near = get_close_matches(str(name), page.anchors, 1)
            hint = f"; did you mean {near[0]}?" if near else ""
            yield page, at("critical"), f"name in critical a section of this page, not {name}{hint}"


@rule("page", WARNING, docs_only=False)
def review_due(library, page):
    """A page is reviewed before the day it promises.

    Bad:   review_by: a day that has passed
    Good:  reviewed again, with a new review_by
    """
    day = page.front_matter.get("review_by")
    if type(day) is date and day < today():
        yield page, page.front_matter.line("review_by"), f"review this page and set both days anew: its review was due on {day}"


@rule("page", docs_only=False)
def excuses_hold(library, page):
    """A page is excused from a warning only with the rule, a reason and the day the excuse ends; never from staleness.

    Bad:   excused: [length-likely]
    Good:  excused: [{rule: length-likely, reason: Arabic needs one word here, until: 2027-05-01}]
    """
    at = page.front_matter.line("excused")
    excuses = page.front_matter.get("excused") or []
    for excuse in excuses if isinstance(excuses, list) else [excuses]:
        if not isinstance(excuse, dict) or not excuse.get("reason") or type(excuse.get("until")) is not date:
            yield page, at, "write the excuse as {rule: …, reason: …, until: a day}"
        elif excuse.get("rule") not in RULES:
            yield page, at, f"excuse the page from a rule that exists, not {excuse.get('rule')}"
        elif excuse["rule"] in NEVER_EXCUSED:
            yield page, at, f"remove the excuse from {excuse['rule']}: a page that is behind says so"
        elif excuse["until"] < today():
            yield page, at, f"mend what {excuse['rule']} says, or give the excuse a new day: it ended on {excuse['until']}"
