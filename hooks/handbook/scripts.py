"""Scripts that say something: the build writes each once for every language, so that no page has to carry the words."""

import json
import re
from pathlib import Path

from handbook.checklist_page import write_tools
from handbook.library import Library

# What stands in a script where its words belong
PLACE = "= WORDS;"
# What a script says to those who change it: lines of their own, and the end of a line of code
REMARK = re.compile(r"^ */\*.*?\*/\n|^ *//[^\n]*\n|(?<=[;{,]) +// [^\"'`\n]*$", re.M | re.S)


def write_scripts(library: Library, locale: str, site: Path) -> None:
    """`assets/leave/<locale>.js` and `assets/checklists/<locale>.js`, from the scripts beside their folders."""
    labels = library.labels[locale]
    said = {"leave": {name: labels[f"leave_{name}"] for name in ("more", "once", "late", "going")}, "checklists": write_tools(labels)}
    for name, words in said.items():
        text = (library.root / f"theme/assets/{name}.js").read_text("utf-8")
        file = site / f"assets/{name}/{locale}.js"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(without_remarks(text).replace(PLACE, f"= {json.dumps(words, ensure_ascii=False)};", 1), "utf-8")


def without_remarks(script: str) -> str:
    """A script as it is read by browsers only."""
    return REMARK.sub("", script)
