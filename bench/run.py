"""Measure the handbook beside a baseline, in one run: `python3 run.py bench`. Ratios count; this machine is noisy."""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import check
import links
import offline
import packs
import pages
import search
import training
import weight

ROOT = Path(__file__).resolve().parent.parent
ROUNDS = 3
# What a good site of the theme as it comes switches on; our own page has the same without them
FEATURES = "  features: [navigation.indexes, navigation.prune, navigation.path, navigation.footer, navigation.top]"


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        folder = Path(folder)
        plain = without_our_hooks(folder / "plain")
        unsearched = without_our_search(folder / "unsearched")
        strict = ["build", "--strict"]
        rows = measure({
            "full build, strict": (ROOT, strict, {}),
            "full build without our search": (unsearched, strict, {}),
            "plain mkdocs, same pages, no hooks": (plain, ["build"], {}),
            "one language (fr)": (ROOT, ["build"], {"LOCALE": "fr"}),
            "one language, plain mkdocs": (plain, ["build"], {"LOCALE": "fr"}),
        }, folder)
        site = folder / "out"
        build(ROOT, strict, {}, site)
        more = check.measure() + links.measure(site) + packs.measure() + training.measure() + offline.measure(site) + pages.measure(site)
        build(plain, ["build"], {}, folder / "stock")
        more += weight.measure(site, folder / "stock")
        search.main(site)
    print(f"\nBuilds, best of {ROUNDS}, taken in turn")
    print(f"{'':38}{'seconds':>9}{'peak MB':>9}")
    for name, (seconds, memory) in rows.items():
        print(f"{name:38}{seconds:9.1f}{memory:9.0f}")
    full, bare = rows["full build, strict"][0], rows["plain mkdocs, same pages, no hooks"][0]
    for name, figure, unit in more:
        print(f"{name:56}{figure:10.2f} {unit}")
    print(f"our hooks cost {100 * (full / bare - 1):.0f} % of a plain build")
    print(f"our search costs {100 * (1 - rows['full build without our search'][0] / full):.0f} % of the full build")


def without_our_hooks(folder: Path) -> Path:
    """A copy of the pages and the theme's settings, with nothing of ours but the Markdown."""
    shutil.copytree(ROOT / "docs", folder / "docs")
    kept, skip = [], False
    for line in (ROOT / "mkdocs.yml").read_text("utf-8").split("\n"):
        if line and not line.startswith((" ", "#")):
            skip = line.startswith(("hooks:", "extra:", "extra_css:", "extra_javascript:", "watch:", "validation:"))
        if not skip and "custom_dir" not in line and "favicon" not in line:
            kept.append(line)
        if line.startswith("theme:"):
            kept.append(FEATURES)
    (folder / "mkdocs.yml").write_text("\n".join(kept), "utf-8")
    return folder


def without_our_search(folder: Path) -> Path:
    """A copy of all that is built, but for the hook that builds the search."""
    for name in ("docs", "data", "hooks", "theme"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__", "*.egg-info"))
    lines = (ROOT / "mkdocs.yml").read_text("utf-8").split("\n")
    (folder / "mkdocs.yml").write_text("\n".join(line for line in lines if "hooks/build_search.py" not in line), "utf-8")
    return folder


def measure(builds: dict, folder: Path) -> dict[str, tuple[float, float]]:
    """Seconds and peak megabytes of each build: the best of several rounds, all builds in each round."""
    found: dict[str, list] = {name: [] for name in builds}
    for number in range(ROUNDS):
        for name, (where, arguments, variables) in builds.items():
            print(f"round {number + 1}: {name} …", file=sys.stderr, flush=True)
            found[name].append(build(where, arguments, variables, folder / "out"))
    return {name: (min(s for s, _ in values), min(m for _, m in values)) for name, values in found.items()}


def build(where: Path, arguments: list[str], variables: dict, out: Path) -> tuple[float, float]:
    """Seconds and peak megabytes of one build; stops when the build fails, since a failure is no figure."""
    env = {**{k: v for k, v in os.environ.items() if k != "LOCALE"}, "NO_MKDOCS_2_WARNING": "1", **variables}
    code = (
        "import resource, subprocess, sys, time; t = time.monotonic();"
        "c = subprocess.call(sys.argv[1:], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL);"
        "print(c, time.monotonic() - t, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
    )
    command = [sys.executable, "-m", "mkdocs", *arguments, "--site-dir", str(out)]
    done = subprocess.run([sys.executable, "-c", code, *command], cwd=where, env=env, capture_output=True, text=True)
    failed, seconds, memory = done.stdout.split()
    if failed != "0":
        sys.exit(f"The build in {where} failed: {' '.join(command)}")
    return float(seconds), float(memory) / 1024


if __name__ == "__main__":
    main()
