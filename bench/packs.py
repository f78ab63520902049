"""How long the packs take and how much they weigh, beside what was measured with 40 000 words a language before they were built."""

import json
import re
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
# Kilobytes for a thousand words: single-file HTML, EPUB, tagged PDF, ZIM with full text, of articles of 178 pages
ANCHORS = {"html": 9.5, "epub": 4.0, "pdf": 18.5, "zim": 8.5}


def measure(*options: str) -> list[tuple[str, float, str]]:
    """Seconds and memory of all packs; megabytes of each kind over all languages; kilobytes for a thousand words."""
    with tempfile.TemporaryDirectory() as folder:
        started = time.monotonic()
        command = [sys.executable, "-m", "handbook.cli", "packs", "--output", folder + "/dist", *options]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
        rows = [("all packs, all languages", time.monotonic() - started, "s")]
        if done.returncode:
            sys.exit(f"The packs were not made:\n{done.stderr}")
        rows.append(("largest process", resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024, "MB"))
        files = json.loads((Path(folder) / "dist/packs.json").read_text("utf-8"))["files"]
        books = [(Path(folder) / "dist" / one["name"]).read_text("utf-8") for one in files if one["kind"] == "html"]
    words = sum(len(re.sub(r"<[^>]*>", " ", book).split()) for book in books) / 1000
    for kind in dict.fromkeys(one["kind"] for one in files):
        size = sum(one["bytes"] for one in files if one["kind"] == kind)
        rows.append((f"packs: {kind}, all languages", size / 1e6, "MB"))
        if kind in ANCHORS:
            rows.append((f"packs: {kind}, before it was built {ANCHORS[kind]}", size / 1000 / words, "kB for 1000 words"))
    return rows


if __name__ == "__main__":
    for name, figure, unit in measure(*sys.argv[1:]):
        print(f"{name:56}{figure:10.2f} {unit}")
