#!/usr/bin/env python3
"""Set up this checkout and run one of its commands: `python3 run.py serve`, `python3 run.py test`.

Needs Python 3.11 or later, and nothing else. The environment is `.venv/` here; delete it to begin anew.
Commands and their options: `python3 run.py help`.
"""

import hashlib
import os
import shutil
import subprocess
import sys
import venv
from ctypes.util import find_library
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = BIN / ("python.exe" if os.name == "nt" else "python")
HANDBOOK = BIN / ("handbook.exe" if os.name == "nt" else "handbook")

# Commands that need more than building and checking does
NEEDS_TEST_TOOLS = {"test", "bench"}
NEEDS_PACK_TOOLS = {"packs", *NEEDS_TEST_TOOLS}
# What packs need of the system, by the Debian package that brings it: PDF letters, PDF layout
PACK_TOOLS = {
    "fonts-noto-core": lambda: any(Path(folder, "NotoNaskhArabic-Regular.ttf").exists() for folder in FONTS),
    "libpango-1.0-0": lambda: find_library("pango-1.0"),
    "libpangoft2-1.0-0": lambda: find_library("pangoft2-1.0"),
    "libharfbuzz-subset0": lambda: find_library("harfbuzz-subset"),
}
# What only tests of packs need: the checker of EPUB is a Java program; the checker of ZIM; a reader of ZIM
TEST_TOOLS = {
    "default-jre-headless": lambda: shutil.which("java"),
    "zim-tools": lambda: shutil.which("zimcheck"),
    "kiwix-tools": lambda: shutil.which("kiwix-serve"),
}
FONTS = ("/usr/share/fonts/truetype/noto", os.environ.get("HANDBOOK_FONTS", ""))
# Names under which browsers of the Chromium family are installed
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "microsoft-edge", "msedge")
# The dictionaries for spelling, packages of Debian; without them the tests of spelling say what they could not run
DICTIONARIES = ("hunspell-en-gb", "hunspell-fr", "hunspell-es", "hunspell-ar")


def main(arguments: list[str]) -> int:
    if sys.version_info < (3, 11):
        print(f"Use Python 3.11 or later; this is {sys.version.split()[0]}.", file=sys.stderr)
        return 2
    command = arguments[0] if arguments else "help"
    try:
        make_environment()
        install("requirements.txt")
        if command in NEEDS_PACK_TOOLS:
            if command not in NEEDS_TEST_TOOLS:
                install("requirements-packs.txt")
            install_tools(PACK_TOOLS)
        if command in NEEDS_TEST_TOOLS:
            install("requirements-test.txt")
            install_tools(TEST_TOOLS)
            os.environ.setdefault("HANDBOOK_BROWSER", find_browser() or install_browser())
            if not shutil.which("hunspell") and may_install():
                apt_install("hunspell", *DICTIONARIES)
    except subprocess.CalledProcessError as error:
        print(f"Setting up stopped: {' '.join(map(str, error.cmd))} ended with {error.returncode}.", file=sys.stderr)
        return 2
    os.environ["PATH"] = f"{BIN}{os.pathsep}{os.environ.get('PATH', '')}"
    try:
        return subprocess.call([HANDBOOK, *(arguments or ["help"])], cwd=ROOT)
    except KeyboardInterrupt:
        return 0


def make_environment() -> None:
    """The virtual environment; one made by another Python, or left half-made, is made anew."""
    ready = PYTHON.exists() and subprocess.run([PYTHON, "-m", "pip", "--version"], capture_output=True).returncode == 0
    if not ready:
        say("Making the environment in .venv/ …")
        venv.create(VENV, with_pip=True, clear=True)


def install(lock: str) -> None:
    """Install a lock file's packages, each checked against its hash, unless this very lock is installed already."""
    file = ROOT / lock
    seal = VENV / f"{lock}.installed"
    digest = hashlib.sha256(file.read_bytes() + (ROOT / "pyproject.toml").read_bytes()).hexdigest()
    if seal.exists() and seal.read_text() == digest:
        return
    say(f"Installing what {lock} lists (a minute at most) …")
    pip = [PYTHON, "-m", "pip", "--disable-pip-version-check", "install", "--quiet"]
    subprocess.run([*pip, "--require-hashes", "--requirement", file], check=True)
    if lock == "requirements.txt":  # the command `handbook`, from this very checkout
        subprocess.run([*pip, "--no-deps", "--no-build-isolation", "--editable", ROOT], check=True)
    seal.write_text(digest)


def find_browser() -> str:
    """The browser for the tests: one that is named, one that is here, or none."""
    named = os.environ.get("HANDBOOK_BROWSER", "")
    return named or next((found for name in BROWSERS if (found := shutil.which(name))), "")


def install_browser() -> str:
    """Install a browser: as root on Debian its package, elsewhere Playwright's own. Returns its path, or nothing.

    No browser is no reason to stop here: the tests say loudly what they could not run, and fail in CI.
    """
    say("Installing a browser for the tests …")
    if may_install():
        apt_install("chromium", "fonts-noto-core")
        return find_browser()
    subprocess.run([PYTHON, "-m", "playwright", "install", "chromium"])
    return ""  # Playwright finds its own


def install_tools(tools: dict) -> None:
    """Install what the system lacks, as root on Debian; elsewhere say once what to install. Nothing stops here."""
    missing = [package for package, there in tools.items() if not there()]
    if missing and may_install():
        say(f"Installing {', '.join(missing)} …")
        apt_install(*missing)
    elif missing:
        say(f"Missing here, by their Debian names: {' '.join(missing)}. Without them some packs are left out, or some tests not run.")


def may_install() -> bool:
    return os.name == "posix" and os.geteuid() == 0 and bool(shutil.which("apt-get"))


def apt_install(*packages: str) -> None:
    quiet = {"stdout": subprocess.DEVNULL, "env": {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}}
    subprocess.run(["apt-get", "update", "-qq"], **quiet)
    subprocess.run(["apt-get", "install", "-y", "-qq", "--no-install-recommends", *packages], **quiet)


def say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
