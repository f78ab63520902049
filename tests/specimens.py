"""Specimens: small checkouts in one text file each, which say in their first lines what they must be told.

    expect: docs/fr/page.md:3: give this heading the id … (headings-translated)

    === docs/en/page.md
    # Safety { #safety }

A file in rules/bad is named after its rule and expects exactly these problems of it; one in rules/good expects none.
`rule-2.md` is a second specimen of the same rule. Files that do not stand in docs/ are checked as another project's.
"""

import re
from pathlib import Path

from handbook.library import read_library
from handbook.rules import check

FOLDER = Path(__file__).parent / "rules"
PART = re.compile(r"^=== (\S+)\n", re.M)


def rule_of(specimen: Path) -> str:
    return re.sub(r"-\d+$", "", specimen.stem)


def expected(specimen: Path) -> list[str]:
    head = PART.split(specimen.read_text("utf-8"))[0]
    return sorted(line.removeprefix("expect: ") for line in head.splitlines() if line.startswith("expect: "))


def lay_out(specimen: Path, folder: Path) -> None:
    """Write the files of a specimen below a folder. Only its line ends are its own: `\\u00a0` is written out."""
    _, *parts = PART.split(specimen.read_text("utf-8"))
    for name, text in zip(parts[::2], parts[1::2]):
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(re.sub(r"\\u([0-9a-f]{4})", lambda code: chr(int(code[1], 16)), text), "utf-8", newline="\n")


def found(specimen: Path, folder: Path) -> list[str]:
    """The problems that the rule of a specimen finds in it."""
    lay_out(specimen, folder)
    rule = rule_of(specimen)
    docs = "docs" if (folder / "docs").is_dir() else "."  # without docs/, as another project's tree
    problems = check(read_library(folder, docs, locales=("en", "fr", "es", "ar")), [rule])
    return sorted(str(problem) for problem in problems if problem.rule == rule)
