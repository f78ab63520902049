"""How the check grows with the handbook: our pages in four languages, copied until there are many."""

import math
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
COPIES = (1, 5, 25)


def measure() -> list[tuple[str, float, str]]:
    """Pages a second at each size, and the exponent of the growth between the first and the last: 1 is linear."""
    rows, times = [], []
    with tempfile.TemporaryDirectory() as folder:
        for copies in COPIES:
            docs = Path(folder) / str(copies)
            pages = copy(docs, copies)
            started = time.monotonic()
            subprocess.run(
                [sys.executable, "-m", "handbook.cli", "check", "--docs", str(docs)],
                cwd=ROOT, capture_output=True, env={"PYTHONPATH": str(ROOT / "hooks")},
            )
            times.append((pages, time.monotonic() - started))
            rows.append((f"check of {pages} pages", pages / times[-1][1], "pages/s"))
    (few, short), (many, long) = times[0], times[-1]
    return [*rows, ("growth of the check, exponent", math.log(long / short) / math.log(many / few), "")]


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
