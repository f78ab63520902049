"""How heavy pages are, and what of that stands around the text: ours as they are, and among more than 450 of their kind.

Menus are what makes pages grow with a handbook: with the theme as it comes a page with 2.2 kB of text had 191 kB at 178 pages,
33 kB when its menu was pruned (measured before ours was built).
"""

import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LOCALE, TIMES = "fr", 6  # a language, and how often each of its folders stands there
ARTICLE = re.compile(rb"<article.*?</article>", re.S)
FOLDER = re.compile(r"^  - (\w+):\n((?:      - \w+/.*\n)+)", re.M)
SMALL = 2_200  # bytes of the article that the theme was measured with


def measure(site: Path) -> list[tuple[str, float, str]]:
    """Rows to print: median of whole pages and of frames, heaviest frame, and a page with a small article. Args: our site, built."""
    with tempfile.TemporaryDirectory() as folder:
        return [*rows("our pages", site / LOCALE), *rows("pages among many", build_many(Path(folder)))]


def rows(name: str, folder: Path) -> list[tuple[str, float, str]]:
    pages = [page for file in folder.rglob("*.html") if ARTICLE.search(page := file.read_bytes()) and b"hb-nav" in page]
    frames = [len(page) - len(ARTICLE.search(page)[0]) for page in pages]
    return [
        (f"{name} ({len(pages)}), {LOCALE}: median page", statistics.median(map(len, pages)) / 1000, "kB of HTML"),
        (f"{name}: what stands around the text, median", statistics.median(frames) / 1000, "kB of HTML"),
        (f"{name}: the same, most", max(frames) / 1000, "kB of HTML"),
        (f"{name}: a page with 2.2 kB of text", (statistics.median(frames) + SMALL) / 1000, "kB of HTML (stock theme, pruned: 33.4)"),
    ]


def build_many(folder: Path) -> Path:
    """A site in which each folder of pages stands several times, each time as a section of the menu. Returns where it was built."""
    for name in ("docs", "data", "hooks", "theme"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__", "*.egg-info"))
    settings = (ROOT / "mkdocs.yml").read_text("utf-8")
    sections, more = FOLDER.findall(settings), ""
    for number in range(2, TIMES + 1):
        for title, items in sections:
            path = items.split()[1].partition("/")[0]
            for locale in (ROOT / "docs").iterdir():
                if (locale / path).is_dir() and locale.name != "assets":
                    shutil.copytree(locale / path, folder / "docs" / locale.name / f"{path}-{number}")
            more += f"  - {title}{number}:\n" + items.replace(f"- {path}/", f"- {path}-{number}/")
    (folder / "mkdocs.yml").write_text(settings.replace("\ntheme:\n", f"{more}\ntheme:\n", 1), "utf-8")
    env = {**os.environ, "LOCALE": LOCALE, "NO_MKDOCS_2_WARNING": "1", "PYTHONPATH": str(folder / "hooks")}
    subprocess.run([sys.executable, "-m", "mkdocs", "build", "--quiet", "--site-dir", folder / "out"], cwd=folder, env=env, check=True, capture_output=True)
    return folder / "out"


if __name__ == "__main__":
    for name, figure, unit in measure(Path(sys.argv[1])):
        print(f"{name:56}{figure:10.2f} {unit}")
