"""Finding: every page of guidance says what it serves, and which pages stand beside it; those name it back."""

from difflib import get_close_matches

from handbook.facets import ALL, STAGES, choices, is_guidance, names
from handbook.rules import rule

KEYS = ("stages", "sectors", "themes", "see_also")


@rule("page", docs_only=False)
def facets_known(library, page):
    """A page of guidance says which stages, sectors and themes it serves, in the words of the handbook.

    Stages are prepare, assess, plan, deliver, monitor, close, in this order; sectors and themes are names of pages,
    or the single word all.

    Bad:   stages: [planning], sectors: [helth]
    Good:  stages: [plan, deliver], sectors: [health], themes: all
    """
    if page.locale != library.source or not page.front_matter.values:
        return
    given = {key: names(page, key) for key in KEYS}
    for key in KEYS if is_guidance(page) or any(given.values()) else ():
        unread = page.problems and key in page.front_matter.lines  # told already
        if not given[key] and not unread and (key != "see_also" or is_guidance(page)):
            yield page, 1, f"add {key}: to the front matter"
    for key, known in choices(library).items():
        at = page.front_matter.line(key)
        words = known if key == "stages" else (*known, ALL)
        for name in given[key]:
            if name not in words:
                near = get_close_matches(name, words, 1)
                hint = f"did you mean {near[0]}?" if near else f"the words here are {', '.join(words)}"
                yield page, at, f"name in {key} what the handbook has, not {name}; {hint}"
        if key != "stages" and ALL in given[key] and len(given[key]) > 1:
            yield page, at, f"write {key}: all, or name each; not both"
        elif len(set(given[key])) < len(given[key]):
            yield page, at, f"name each word of {key} once"
    if all(name in STAGES for name in given["stages"]) and given["stages"] != sorted(given["stages"], key=STAGES.index):
        yield page, page.front_matter.line("stages"), f"put the stages in this order: {', '.join(STAGES)}"


@rule("page", docs_only=False)
def see_also_known(library, page):
    """`see_also` names other pages that exist, each once, by their paths without .md.

    Bad:   see_also: [themes/child-protektion, practice/referral.md]
    Good:  see_also: [themes/child-protection, practice/referral]
    """
    given = names(page, "see_also") if page.locale == library.source else []
    paths = [other.path for other in library.of(library.source)]
    for at, path in enumerate(given):
        line = page.front_matter.line("see_also")
        if path == page.path:
            yield page, line, "take this page out of its own see_also"
        elif path in given[:at]:
            yield page, line, f"name {path} in see_also once"
        elif path not in paths:
            near = get_close_matches(path, paths, 1)
            yield page, line, f"name in see_also a page that exists, not {path}" + (f"; did you mean {near[0]}?" if near else "")


@rule("library", docs_only=False)
def see_also_mutual(library):
    """Two pages that belong together name each other: who comes by the one finds the other.

    Bad:   practice/referral names themes/child-protection, which does not name it
    Good:  each stands in see_also of the other
    """
    for page in library.of(library.source):
        for path in dict.fromkeys(names(page, "see_also")):
            other = library.page(library.source, path)
            if other and other is not page and page.path not in names(other, "see_also") and not (other.problems and not names(other, "see_also")):
                line = page.front_matter.line("see_also")
                yield page, line, f"add {page.path} to see_also of {other.file}, or remove {path} here"
