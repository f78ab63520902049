"""Places: files stand where they are looked for, under names that make good addresses, and pages are in the navigation."""

import re
import unicodedata
from difflib import get_close_matches

from handbook.rules import rule

CONFIG = "mkdocs.yml"
GOOD_NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*(?:/[a-z0-9]+(?:-[a-z0-9]+)*)*")
NAV = re.compile(r"^nav:[ \t]*\n((?:[ \t#].*\n?|\n)*)", re.M)
ENTRY = re.compile(r"^\s*-\s+(?:[^#\n]*:\s+)?[\"']?([^\s\"'#:]+\.md)[\"']?\s*(?:#.*)?$")


@rule("page", docs_only=False)
def names_plain(library, page):
    """The name of a page's file, which is its address, has lower-case letters, digits and dashes only.

    Bad:   docs/en/tools/Safety Audit.md
    Good:  docs/en/tools/safety-audit.md
    """
    if page.locale == library.source and not GOOD_NAME.fullmatch(page.path):
        plain = unicodedata.normalize("NFKD", page.path.lower()).encode("ascii", "ignore").decode()
        better = re.sub(r"[^a-z0-9/]+", "-", plain).strip("-")
        yield page, 1, f"rename the file, in every language, in lower-case letters a-z, digits and dashes: {better}.md"


@rule("library", docs_only=False)
def files_placed(library):
    """In the folder of a language stand pages; a picture or another file stands in docs/assets, for all languages.

    Bad:   docs/fr/practice/referral.md.txt, docs/en/tools/form.docx
    Good:  docs/fr/practice/referral.md, docs/assets/form.docx
    """
    for name in sorted(library.assets):
        if name.partition("/")[0] in library.locales:
            looks = re.search(r"\.(?:md|markdown|txt|mdx?\.txt)$", name, re.I)
            advice = "give it the ending .md, in small letters, if it is a page" if looks else f"move it to {library.docs.name}/assets, or remove it"
            yield f"{library.docs.name}/{name}", 1, f"{advice}: as it is nobody will see it"


@rule("library", docs_only=False)
def navigation_whole(library):
    """Every page stands once below nav: in mkdocs.yml, and what stands there exists.

    Bad:   docs/en/tools/water.md without - tools/water.md
    Good:  both
    """
    file = library.root / CONFIG
    try:
        text = file.read_text("utf-8")
    except (OSError, UnicodeDecodeError):
        return
    if not (nav := NAV.search(text)):
        return  # without one the generator takes every page
    first = text.count("\n", 0, nav.start(1)) + 1
    found: dict[str, int] = {}
    for number, line in enumerate(nav[1].split("\n"), first):
        if "\t" in line:
            yield CONFIG, number, "use spaces, not a tab"
        if entry := ENTRY.match(line):
            if entry[1] in found:
                yield CONFIG, number, f"name {entry[1]} once: it stands in line {found[entry[1]]} as well"
            found.setdefault(entry[1], number)
    known = {f"{page.path}.md": page for page in library.of(library.source)}
    for name, number in found.items():
        if name not in known:
            near = get_close_matches(name, known.keys() - found.keys() or known, 1)
            yield CONFIG, number, f"name a page that exists, not {name}" + (f"; did you mean {near[0]}?" if near else "")
    for name, page in known.items():
        if name not in found:
            folder = name.rpartition("/")[0]
            near = max((line for other, line in found.items() if other.rpartition("/")[0] == folder), default=first)
            yield page, 1, f"add this page to the navigation: in {CONFIG}, below line {near}, a line - {name}"
