"""Destinations: the links of a translation lead to where those of the English page lead."""

import posixpath
import re
from collections import Counter
from collections.abc import Iterator
from urllib.parse import unquote, urlsplit

from handbook.inline import links
from handbook.rules import rule
from handbook.rules.structure import pairs
from handbook.written import address_of

# What languages call themselves, as wikis name their pages: FAQ_(Français)
LANGUAGES = {"fr": "français", "es": "español", "ar": "العربية"}
# What an address may end with or not
PAGE_FILE = re.compile(r"(?:(?:^|(?<=/))(?:index|README))?\.(?:mdx?|html)(?=#|$)")
OUTSIDE = re.compile(r"(?:https?:)?//(?:www\.)?", re.I)


@rule("translation")
def links_kept(library, source, page):
    """A section links to what the English section links to: pages, sections, works.

    An address of the web may be that of the same site in the language of the page.

    Bad:   [OMS 2022](../references.md#who-2011)
    Good:  [OMS 2022](../references.md#who-disability-2022)
    """
    for english, section in pairs(library, source, page):
        targets, found = [target for target, _, _ in _targets(source, english)], list(_targets(page, section))
        if targets == [target for target, _, _ in found]:
            continue
        wanted, counts = Counter(targets), Counter(target for target, _, _ in found)
        missing, extra = wanted - counts, counts - wanted
        if not library.own:  # elsewhere a term is linked as often as the language names it
            missing = Counter(dict.fromkeys((target for target in missing if target not in counts), 1))
            extra = Counter(dict.fromkeys((target for target in extra if target not in wanted), 1))
        for target, address, _ in found:
            if extra[target] and (same := _same(target, address, missing, page)):
                missing[same] -= 1
                extra[target] -= 1
        if not library.own and not +missing:
            continue  # elsewhere a link more is no harm
        lines = {target: line for target, _, line in reversed(found)}
        for target in +missing:
            yield page, section.line, f"add the link to {target}, as in the English section (line {english.line})"
        for target in +extra:
            yield page, lines[target], f"remove the link to {target}: the English section (line {english.line}) does not have it"


def _same(target: str, address: str, missing: Counter, page) -> str:
    """The missing target that one too many stands for: the same address, or the same in this language; empty when there is none."""
    if missing[as_english := _target(address, "en")] > 0:
        return as_english
    if OUTSIDE.match(address):
        name = LANGUAGES.get(page.locale, page.locale)
        in_language = re.search(rf"(?<![A-Za-z])(?:{page.locale}|(?i:{name}))(?![A-Za-z])", unquote(address))
        host = _host(target)
        return next((one for one in +missing if _host(one) == host), "") if in_language and host else ""
    place = _place(target, page)
    if same := next((one for one in +missing if _place(one, page) == place), ""):
        return same
    if all(heading.name for heading in page.headings):
        return ""  # ids are stated here, so they are the same in every language
    path = target.partition("#")[0]
    return next((one for one in +missing if one.partition("#")[0] == path), "")


def _targets(page, section) -> Iterator[tuple[str, str, int]]:
    """Where the links of a section lead, in one form for all languages; as written, and on which line."""
    for block in section.blocks:
        for link in links(block.text) if block.kind != "comment" else ():
            if address := address_of(page, link):
                yield _target(address, page.locale), address, block.line + link.line


def _target(address: str, locale: str) -> str:
    """Where an address leads, the language taken out of it: other projects link to localized pages."""
    if address.startswith(("/", "{{")) and not address.startswith("//"):
        return re.sub(rf"/(?:{locale}|en)(?=/|#|$)", "", address).removesuffix("/").replace("/#", "#")
    if not re.match(r"https?://", address, re.I):
        return address.removesuffix("/").replace("/#", "#")
    address = re.sub(r"^https?", "https", address, flags=re.I)
    # between dots, as in fr.example.org; what ends a host, as in example.fr, belongs to its name
    target = re.sub(rf"(?:(?<=[/=?&])(?:{locale}|en)(?:[-_][A-Za-z]{{2}})?(?=[/.&#]|$)|(?<=\.)(?:{locale}|en)(?=\.))", "", address)
    return re.sub(r"(?<!:)/+", "/", re.sub(r"://\.?(?:www\.)?", "://", target)).removesuffix("/")


def _place(target: str, page) -> str:
    """Where a target inside the handbook is, from the root: other projects write the same as a path from there or from the page."""
    path = target if target.startswith(("/", "#")) else f"/{posixpath.join(posixpath.dirname(page.path), target)}"
    return posixpath.normpath(PAGE_FILE.sub("", path))


def _host(target: str) -> str:
    try:
        return (urlsplit(target).hostname or "").removeprefix("www.")
    except ValueError:
        return ""
