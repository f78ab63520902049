"""Translations: which English text each section translates, and what has changed since.

A pin is written by `handbook stamp` and holds three things: the fingerprint of the English section, the fingerprint
of the translated section at that moment, and a seal over both, so that a pin moved by hand is noticed.
The idea of a hash per section comes from modelcontextprotocol/python-sdk, of two hashes from what pins alone miss.
"""

import hashlib
import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType

from handbook.data import key_lines, read_yaml
from handbook.inline import REMEMBERED, links, plain
from handbook.page import Page
from handbook.problem import Problem

FOLDER = "data/translations"
HEAD = "front-matter"  # the name under which title and description are pinned, like a section
NUMBER = re.compile(r"\d+(?:[.,\u00a0\u202f ]\d+)*")

CURRENT, LAYOUT, LINKS, NUMBERS, TEXT, UNSTAMPED, EDITED, SEAL = (
    "current", "layout", "links", "numbers", "text", "unstamped", "edited", "seal",
)


@dataclass(frozen=True)
class Pin:
    """`source` and `own` are the fingerprints at the moment of stamping; `seal` proves that a command wrote them."""

    source: str
    own: str
    seal: str


@dataclass(frozen=True)
class Pins:
    """The pins of one locale: page → section → pin; who reviewed which page; the line of each page in the file.

    whole: whether the file could be read; of one that could not, nothing is known of any page
    """

    file: str
    sections: MappingProxyType
    reviews: MappingProxyType
    lines: MappingProxyType
    whole: bool = True


@lru_cache(maxsize=REMEMBERED)
def fingerprint(text: str) -> str:
    """Four digests joined by dots: of the words, the numbers, the links, and the text as laid out.

    Comparing them tells what changed: words, numbers only, links only, layout only.
    """
    text = text.strip()
    targets = [link.target for link in links(text)]
    seen = plain(text)
    numbers = NUMBER.findall(seen)
    words = re.findall(r"[^\W\d]+", seen)
    parts = (" ".join(words), " ".join(numbers), " ".join(targets), text)
    return ".".join(_digest(part)[:length] for part, length in zip(parts, (10, 6, 6, 6)))


def _is_of(text: str, fingerprint: str) -> bool:
    """Whether a fingerprint is of this very text, told by its last part alone: nearly every section is as it was."""
    return fingerprint.count(".") == 3 and fingerprint.endswith("." + _digest(text.strip())[:6])


def changed(before: str, after: str) -> str:
    """What differs between two fingerprints, the gravest first: text, numbers, links, layout; else current."""
    pairs = list(zip(before.split("."), after.split(".")))
    for (old, new), kind in zip(pairs, (TEXT, NUMBERS, LINKS, LAYOUT)):
        if old != new:
            return kind
    return CURRENT if len(pairs) == 4 else TEXT


def seal(locale: str, page: str, section: str, source: str, own: str) -> str:
    return _digest("\n".join((locale, page, section, source, own)))[:8]


def parts(page: Page) -> dict[str, str]:
    """What is pinned of a page: title and description, then each section, by name."""
    head = f"{page.front_matter.get('title', '')}\n{page.front_matter.get('description', '')}"
    return {HEAD: head} | {section.name: section.text for section in page.sections if section.name}


def states(source: Page, translation: Page, pins: Pins) -> dict[str, str]:
    """The state of each part of a translation, by section name.

    current; text, numbers, links or layout when the English has changed since; unstamped when nobody pinned it;
    edited when only the translation has changed since; seal when the pin was not written by the command.
    """
    pinned = pins.sections.get(translation.path, {})
    own = parts(translation)
    found = {}
    for name, text in parts(source).items():
        pin = pinned.get(name)
        if pin is None or name not in own:
            found[name] = UNSTAMPED
        elif pin.seal != seal(translation.locale, translation.path, name, pin.source, pin.own):
            found[name] = SEAL
        else:
            found[name] = CURRENT if _is_of(text, pin.source) else changed(pin.source, fingerprint(text))
            if found[name] == CURRENT and not _is_of(own[name], pin.own) and pin.own != fingerprint(own[name]):
                found[name] = EDITED
    return found


def read_pins(root: Path, locale: str) -> tuple[Pins, list[Problem]]:
    """The pins of a locale; no file means that nothing was stamped yet."""
    name = f"{FOLDER}/{locale}.yml"
    file = root / name
    data, problems = read_yaml(file, name, "translations") if file.exists() else ({}, [])
    sections, reviews = {}, {}
    lines, whole = key_lines(file), not problems
    for page, entry in data.items():
        try:
            sections[page] = {part: Pin(*value.split()) for part, value in entry["sections"].items()}
            reviews[page] = entry.get("review")
        except (AttributeError, KeyError, TypeError):
            problems.append(Problem(name, lines.get(page, 1), f"run `python3 run.py stamp {locale}/{page}`: its pins cannot be read", "translations"))
    return Pins(name, MappingProxyType(sections), MappingProxyType(reviews), MappingProxyType(lines), whole), problems


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
