"""What a phone fetches to keep a language, and whether two builds of one commit in four languages are the same bytes."""

import hashlib
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
# With 178 pages a language: the theme as it comes, its menu pruned; measured before ours was built
ANCHOR = "stock theme 6.4 MB kept, 1.2 MB fetched"
OTHER = {"TZ": "Asia/Tokyo", "LC_ALL": "C", "PYTHONHASHSEED": "99"}


def measure(site: Path) -> list[tuple[str, float, str]]:
    """Megabytes that are kept and fetched of each language, and how many files another build makes otherwise."""
    rows = []
    for locale, one in json.loads((site / "offline/index.json").read_text("utf-8")).items():
        rows.append((f"keep {locale}: {one['count']} files", one["bytes"] / 1e6, f"MB kept ({ANCHOR})"))
        rows.append((f"keep {locale}: fetched, compressed", one["transfer"] / 1e6, "MB"))
    time = subprocess.run(["git", "log", "-1", "--format=%ct"], cwd=ROOT, capture_output=True, text=True).stdout.strip()
    with tempfile.TemporaryDirectory() as folder:
        trees = []
        for name, variables in (("one", {}), ("another", OTHER)):
            env = {**{k: v for k, v in os.environ.items() if k != "LOCALE"}, "SOURCE_DATE_EPOCH": time, "NO_MKDOCS_2_WARNING": "1", **variables}
            command = [sys.executable, "-m", "mkdocs", "build", "--site-dir", f"{folder}/{name}"]
            subprocess.run(command, cwd=ROOT, env=env, check=True, capture_output=True)
            trees.append(tree(Path(folder) / name))
    return [*rows, ("files that differ between two builds", len(set(trees[0].items()) ^ set(trees[1].items())), f"of {len(trees[0])}")]


def tree(folder: Path) -> dict[str, str]:
    return {
        file.relative_to(folder).as_posix(): hashlib.sha256(file.read_bytes()).hexdigest()
        for file in folder.rglob("*") if file.is_file()
    }


if __name__ == "__main__":
    for name, figure, unit in measure(Path(sys.argv[1])):
        print(f"{name:56}{figure:10.2f} {unit}")
