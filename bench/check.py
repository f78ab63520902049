"""How long the check takes and how it grows: our own handbook, and our pages in four languages, copied until there are many.

Our own handbook is checked as by somebody who has just taken it (nothing kept from an earlier check), as by an editor
who has changed one page since the last check, and as by one who only wants to be sure. The many copies are checked without anything kept.
"""

import math
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SIZES = (1_000, 4_000, 10_000)


def measure() -> list[tuple[str, float, str]]:
    """Seconds on our own handbook, cold, after an edit and after none, pages a second at each size, the exponent of the growth: 1 is linear."""
    own = sum(1 for _ in (ROOT / "docs").rglob("*.md"))
    rows = [
        (f"check of our {own} pages, all rules, nothing kept", min(seconds("--no-cache") for _ in range(3)), "s"),
        (f"check of our {own} pages after one has changed", min(after_an_edit()), "s"),
        (f"check of our {own} pages, nothing changed", min(seconds() for _ in range(4)), "s"),  # the first may keep, the others find
    ]
    times = []
    with tempfile.TemporaryDirectory() as folder:
        for size in SIZES:
            docs = Path(folder) / str(size)
            pages = copy(docs, round(size / own))
            times.append((pages, seconds("--docs", str(docs))))
            rows.append((f"check of {pages} pages", times[-1][1], "s"))
            rows.append((f"check of {pages} pages", pages / times[-1][1], "pages/s"))
            shutil.rmtree(docs)
    (few, short), (many, long) = times[0], times[-1]
    return [*rows, ("growth of the check, exponent", math.log(long / short) / math.log(many / few), "")]


def after_an_edit() -> list[float]:
    """How long a check takes each time that a page has changed since the one before; in a copy of the handbook."""
    with tempfile.TemporaryDirectory() as folder:
        checkout = Path(folder)
        for name in ("docs", "data"):
            shutil.copytree(ROOT / name, checkout / name)
        shutil.copy(ROOT / "mkdocs.yml", checkout)
        seconds(checkout=checkout)
        times = []
        for name in ("index", "glossary", "references"):
            with open(checkout / "docs" / "fr" / f"{name}.md", "a", encoding="utf-8") as page:
                page.write("\nUn texte de plus.\n")
            times.append(seconds(checkout=checkout))
    return times


def seconds(*options: str, checkout: Path = ROOT) -> float:
    """How long one check takes, from the start of Python to its end."""
    started = time.monotonic()
    subprocess.run(
        [sys.executable, "-m", "handbook.cli", "check", *options],
        cwd=checkout, capture_output=True, env={**os.environ, "PYTHONPATH": str(ROOT / "hooks")},
    )
    return time.monotonic() - started


def copy(docs: Path, copies: int) -> int:
    """Lay out our pages so many times, each copy in a folder of its own. Returns how many pages there are."""
    for locale in (ROOT / "docs").iterdir():
        if locale.name != "assets":
            for number in range(copies):
                shutil.copytree(locale, docs / locale.name / f"copy-{number}")
    return sum(1 for _ in docs.rglob("*.md"))


if __name__ == "__main__":
    for name, figure, unit in measure():
        print(f"{name:48}{figure:10.2f} {unit}")
