"""Training: how long the files for learning platforms take and weigh, and every package played in a SCORM player."""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "hooks"))

from handbook.exports.write import write_exports  # noqa: E402
from handbook.library import read_library  # noqa: E402
from handbook.slides import write_slides  # noqa: E402


def measure() -> list[tuple[str, float, str]]:
    """Name, figure, unit."""
    library, address = read_library(ROOT), "https://handbook.example.org/"
    with tempfile.TemporaryDirectory() as folder:
        started = time.monotonic()
        files = [file for locale in library.locales for file in write_exports(library, locale, Path(folder) / "files", address)]
        exported = time.monotonic() - started
        for locale in library.locales:
            write_slides(library, locale, Path(folder) / "site", address)
        slides = list((Path(folder) / "site").rglob("*.html"))
        viewer = sum((ROOT / f"theme/assets/slides.{ending}").stat().st_size for ending in ("js", "css"))
        rows = [
            (f"files for learning platforms, all {len(files)}", exported, "s"),
            ("the largest SCORM package", max(file.stat().st_size for file in files if "scorm" in file.name) / 1000, "kB"),
            (f"slides of a module, mean of {len(slides)}", sum(file.stat().st_size for file in slides) / len(slides) / 1000, "kB"),
            ("the viewer of slides, script and style", viewer / 1000, "kB"),
        ]
    command = [sys.executable, "-m", "pytest", "-q", "tests/test_exports.py", "-k", "real_modules", "--no-header"]
    done = subprocess.run(command, cwd=ROOT, env={**os.environ, "HANDBOOK_PACKAGES": "all"}, capture_output=True, text=True)
    print(f"every SCORM package played: {done.stdout.strip().splitlines()[-1]}")
    return rows
