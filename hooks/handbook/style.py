"""The theme's style sheet, without the rules that nothing in our pages can match; small, exact and the same every time.

A rule stays when every element, class, id and attribute that one of its selectors asks for is a name that is used.
What stands in `:not()`, `:is()` and the like is not asked, so that nothing is lost by a guess.
"""

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

# Strings and addresses may hold braces and semicolons
PIECE = r"(?:\"(?:\\.|[^\"\\])*\"|'(?:\\.|[^'\\])*'|url\([^)\"']*\)|[^{};\"'])"
HEAD = re.compile(f"{PIECE}*")
DECLARATION = re.compile(f"{PIECE}+")
NESTED = ("@media", "@supports", "@layer", "@container")
FUNCTION = re.compile(r":[\w-]+\((?:[^()]|\([^()]*\))*\)")
ATTRIBUTE = re.compile(r"\[([\w-]+)(?:[~|^$*]?=[\"']?([^\]\"']*)[\"']?)?\]")
NAME = re.compile(r"[.#]?(?:\\.|[\w-])+")
PSEUDO = re.compile(r"::?[\w-]+")
COMMENT = re.compile(r"/\*.*?\*/", re.S)
# A font beside the sheet
FONT = re.compile(r"url\((fonts/[\w-]+)(\.woff2)\)")
# Names of the theme that our pages leave out, since they would stand in every page: what says the same by its place
SAID_BY_PLACE = {
    ".headerlink": "[data-go]", " svg": " i", "[data-md-toggle=drawer]": "[id=__drawer]", "[data-md-toggle=search]": "[id=__search]",
    ".md-select__inner": ".md-select>div", ".md-select__list": ".md-select ul", ".md-select__item": ".md-select li", ".md-select__link": ".md-select a",
    ".md-search__overlay": ".md-search>label", ".md-search__inner": ".md-search>div", ".md-search__form": ".md-search form",
    ".md-search__options": ".md-search form>div", ".md-search__output": ".md-search form+div", ".md-search__scrollwrap": ".md-search form+div>div",
    ".md-copyright__highlight": ".md-copyright>div", ".md-path__list": ".md-path ol", ".md-path__item": ".md-path li", ".md-path__link": ".md-path a",
    ".md-footer__link--prev": ".md-footer [rel=prev]", ".md-footer__link--next": ".md-footer [rel=next]", ".md-footer__link": ".md-footer [rel]",
    ".md-footer__title": ".md-footer [rel] div", ".md-footer__direction": ".md-footer small", ".md-footer__button": ".md-footer .md-icon",
}
# A drawing of the theme, by its name: url(icon:menu)
ICON = re.compile(r"url\(icon:([\w-]+)\)")


@dataclass
class Rule:
    """A rule, or a group of rules: what stands before the brace, and what stands in it."""

    head: str
    body: "list[str] | list[Rule]"

    def __str__(self) -> str:
        nested = self.body and isinstance(self.body[0], Rule)
        return f"{self.head}{{{''.join(map(str, self.body)) if nested else ';'.join(self.body)}}}"


def lean(theme: str, own: str, names: frozenset[str], *others: str) -> str:
    """The theme's rules that are used, then our own. Args: both sheets, the names in use, sheets that use the same variables."""
    rules = [rule for rule in map(lambda rule: _keep(rule, names), read(by_place(COMMENT.sub("", theme)))) if rule]
    own = minify(own)
    return _without_unused(rules, own + "".join(others)) + own + "\n"


def by_place(theme: str) -> str:
    """The theme's sheet with each of its names that our pages leave out as what stands for it."""
    for name, place in SAID_BY_PLACE.items():
        theme = re.sub(re.escape(name) + r"(?![\w-])", f":is({place})" if name[0] == "." else place, theme)
    return theme


def draw(css: str, folders: Iterable[str]) -> str:
    """A sheet with the theme's drawings in it, `url(icon:menu)` as a data: address: they need no file, and no room in a page.

    Args: the sheet, and the folders of templates, of which one has `.icons/material`.
    """
    def drawn(icon: re.Match) -> str:
        file = next(one for one in (Path(folder, ".icons/material", icon[1] + ".svg") for folder in folders) if one.is_file())
        return "url(\"data:image/svg+xml," + file.read_text("utf-8").strip().replace('"', "'").replace("#", "%23") + '")'

    return ICON.sub(drawn, css)


def name_fonts(css: str, folder: Path) -> str:
    """A sheet whose fonts bear a hash of their bytes in their names, as the files in its folder then do: kept for good.

    Only what a style sheet names is named so: a name that changes in every page would make phones fetch every page again.
    """
    def named(font: re.Match) -> str:
        file = folder / (font[1] + font[2])
        name = f"{font[1]}.{hashlib.sha256(file.read_bytes()).hexdigest()[:8]}{font[2]}"
        file.rename(folder / name)
        return f"url({name})"

    return FONT.sub(named, css)


def read(css: str) -> list[Rule]:
    """The rules of a style sheet without comments; statements such as @charset are left out."""
    return _read(css, 0)[0]


def minify(css: str) -> str:
    """A sheet without comments and needless white space."""
    css = re.sub(r"\s+", " ", COMMENT.sub("", css))
    return re.sub(r" ?([{};,]) ?", r"\1", re.sub(r"(?<=[\w-]): (?=[^{}]*[;}])", ":", css)).replace(";}", "}").strip()


def _read(css: str, at: int) -> tuple[list[Rule], int]:
    rules = []
    while at < len(css):
        found = HEAD.match(css, at)
        head, at = found[0].strip(), found.end() + 1
        end = css[at - 1:at]
        if end == "{" and (head.startswith(NESTED) or "keyframes" in head):
            inner, at = _read(css, at)
            rules.append(Rule(head, inner))
        elif end == "{":
            body, at = _body(css, at)
            rules.append(Rule(head, body))
        elif end == "}":
            break
    return rules, at


def _body(css: str, at: int) -> tuple[list[str], int]:
    """The declarations of a rule; a margin box in @page counts as one."""
    body = []
    while at < len(css):
        found = DECLARATION.match(css, at)
        start, at = at, found.end() if found else at
        sign, at = css[at:at + 1], at + 1
        if sign == "{":
            at = css.index("}", at) + 1
            body.append(css[start:at].strip())
            continue
        if found and found[0].strip():
            body.append(found[0].strip())
        if sign == "}":
            break
    return body, at


def _keep(rule: Rule, names: frozenset[str]) -> Rule | None:
    if rule.head.startswith("@") and not rule.head.startswith(NESTED):
        return rule
    if rule.head.startswith("@"):
        inner = [kept for one in rule.body if (kept := _keep(one, names))]
        return Rule(rule.head, inner) if inner else None
    selectors = [one for one in _selectors(rule.head) if _matches(one, names)]
    return Rule(",".join(selectors), rule.body) if selectors and rule.body else None


def _selectors(head: str) -> list[str]:
    """The selectors of a rule: cut at commas that stand in no brackets."""
    found, depth = [""], 0
    for sign in head:
        depth += (sign in "([") - (sign in ")]")
        if sign == "," and not depth:
            found.append("")
        else:
            found[-1] += sign
    return [one.strip() for one in found]


def _matches(selector: str, names: frozenset[str]) -> bool:
    plain = FUNCTION.sub("", FUNCTION.sub("", selector))
    for attribute, value in ATTRIBUTE.findall(plain):
        if attribute not in names or attribute in ("data-md-toggle", "dir", "type", "for", "role") and value and value not in names:
            return False
    rest = PSEUDO.sub("", ATTRIBUTE.sub("", plain))
    return all(name.lstrip(".#").replace("\\", "") in names for name in NAME.findall(rest))


def _without_unused(rules: list[Rule], others: str) -> str:
    """The rules as text, without variables and animations that nothing refers to."""
    while True:
        text = "".join(map(str, rules))
        used = set(re.findall(r"var\((--[\w-]+)", text + others))
        moving = set(re.findall(r"animation[\w-]*:([^;}]*)", text + others))
        trimmed = [kept for rule in rules if (kept := _trim(rule, used, " ".join(moving)))]
        if "".join(map(str, trimmed)) == text:
            return text
        rules = trimmed


def _trim(rule: Rule, used: set[str], moving: str) -> Rule | None:
    if "keyframes" in rule.head:
        return rule if rule.head.split()[-1] in moving else None
    if rule.body and isinstance(rule.body[0], Rule):
        inner = [kept for one in rule.body if (kept := _trim(one, used, moving))]
        return Rule(rule.head, inner) if inner else None
    body = [line for line in rule.body if not line.startswith("--") or line.partition(":")[0] in used]
    return Rule(rule.head, body) if body else None
