"""The command: asks the addresses that are due, remembers what they answered, tells editors what to mend."""

import sys
from collections import Counter
from datetime import date
from pathlib import Path

from handbook import report
from handbook.external.addresses import addresses
from handbook.external.answer import STATES, Answer
from handbook.external.fetch import fetch
from handbook.external.hosts import Clock, Hosts, ask_all, site
from handbook.external.records import SETTLED, Records, record
from handbook.external.robots import Robots
from handbook.external.verdicts import verdicts
from handbook.library import Library, read_library
from handbook.problem import ERROR, Problem

FINE, BROKEN, COULD_NOT = 0, 1, 2


def links(options, clock: Clock | None = None) -> int:
    """Ask the external addresses that are due, and tell which are to be replaced.

    Returns 0 fine, 1 an address was bad on several days (or a page or source could not be read), 2 could not run.
    """
    clock = clock or Clock()
    library = read_library(Path.cwd())
    if not library.pages:
        return _cannot("run this beside docs/: no page was found, so no address was checked")
    places = addresses(library)
    try:
        records = Records(options.cache)
        records.write()  # before anybody is asked: what cannot be kept would be asked for nothing
        today = clock.moment().date()
        due = _due(places, records, today, options.max_age)[: options.limit]
        answers = _ask(due, _witness(places, due, records), Hosts(fetch, clock, options.per_host, robots=Robots()), records, today)
    except OSError as error:  # of the file: those of the network are answers
        return _cannot(f"name a file that can be read and written with --cache, not {options.cache}: {error.strerror}")
    if answers and not _heard(answers):
        said = next(iter(answers.values())).said
        return _cannot(f"connect to the internet without a proxy and try again: no host answered, the first has {said}")
    problems = sorted([*_unread(library), *records.problems, *verdicts(places, records.by_url)])
    report.write(problems, options.format, len(library.pages))
    _sum_up(places, records, len(answers), len({*due} - {*answers}))
    return BROKEN if any(problem.severity == ERROR for problem in problems) else FINE


def _due(places: dict, records: Records, today: date, max_age: int) -> list[str]:
    """The addresses to ask, those never asked first, then those that have waited longest."""
    known = records.by_url
    due = [url for url in places if url not in known or known[url].due(today, max_age)]
    return sorted(due, key=lambda url: (known[url].last_try if url in known else "", url))


def _witness(places: dict, due: list[str], records: Records) -> list[str]:
    """The address that was good most lately: asked when nobody answers, to tell dead hosts from a dead network."""
    known = records.by_url
    settled = [url for url in {*places} - {*due} if url in known and known[url].state in SETTLED]
    return [max(settled, key=lambda url: (known[url].last_try, url))] if settled else []


def _ask(due: list[str], witness: list[str], hosts: Hosts, records: Records, today: date) -> dict[str, Answer]:
    """Ask, and write down what was heard, also when interrupted; nothing when nobody answered, it may be us."""
    answers: dict[str, Answer] = {}
    try:
        if due:  # so that nobody takes the silence for an end
            print(f"Asking {len(due)} addresses on {len(set(map(site, due)))} hosts …", file=sys.stderr, flush=True)
        ask_all(due, hosts, answers)
        if answers and not _heard(answers):
            ask_all(witness, hosts, answers)
    finally:
        hosts.stop()
        given = dict(answers)
        if _heard(given):
            for url, one in given.items():
                records.by_url[url] = record(url, records.by_url.get(url), one, today)
            records.write()
    return answers


def _heard(answers: dict[str, Answer]) -> bool:
    return any(one.heard for one in answers.values())


def _unread(library: Library) -> list[Problem]:
    """What hides addresses from this check: a page or a source that could not be read."""
    pages = (problem for page in library.pages.values() for problem in page.problems if problem.rule == "encoding")
    return [*library.sources.problems, *pages]


def _sum_up(places: dict, records: Records, asked: int, left: int) -> None:
    counts = Counter(records.by_url[url].state if url in records.by_url else "not asked yet" for url in places)
    states = ", ".join(f"{counts[state]} {state}" for state in (*STATES, "not asked yet") if counts[state])
    done = f"asked now: {asked}, left for another run: {left}"
    print(f"{len(places)} addresses: {states or 'none'}; {done}.", file=sys.stderr)


def _cannot(message: str) -> int:
    print(f"handbook: {message}", file=sys.stderr)
    return COULD_NOT
