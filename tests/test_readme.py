"""The README and CONTRIBUTING tell the truth: every path and command that they name exists."""

import re
import subprocess
import sys

import pytest

from conftest import ROOT

TEXTS = {name: (ROOT / name).read_text("utf-8") for name in ("README.md", "CONTRIBUTING.md")}


@pytest.mark.parametrize("name", TEXTS)
def test_paths_exist(name):
    """A path in code or in a link is there."""
    paths = re.findall(r"`((?:docs|data|hooks|tests|theme|bench|site)/[\w./-]*|[\w.-]+\.(?:md|yml|toml|py|txt))`", TEXTS[name])
    paths += [link.split("#")[0] for link in re.findall(r"\]\(([^)h.][^)]*)\)", TEXTS[name])]
    assert len(paths) > 5
    made = {"site/", "dist/"}  # by a command
    assert [] == [path for path in paths if path not in made and not (ROOT / path).exists()]


@pytest.mark.parametrize("name", TEXTS)
def test_commands_exist(name):
    """A command of run.py is one that `handbook help` lists."""
    known = subprocess.run([sys.executable, "-m", "handbook.cli", "help"], capture_output=True, text=True, cwd=ROOT, env={"PYTHONPATH": "hooks"}).stdout
    for command in set(re.findall(r"python3 run\.py ([a-z-]+)", TEXTS[name])):
        assert re.search(rf"^    {command}\b", known, re.M), command


def test_make_calls_the_same_commands():
    """Each target of the Makefile is the command of its name."""
    makefile = (ROOT / "Makefile").read_text("utf-8")
    targets = re.findall(r"^([a-z]+): *##", makefile, re.M)
    assert {"serve", "site", "check", "test", "packs", "bench"} <= set(targets)
    for target in set(targets) - {"help"}:
        assert f"run.py {target}" in makefile


def test_locks_name_hashes_and_no_registry():
    """Every package is pinned with hashes; no address of an index is written down."""
    for lock in ("requirements.txt", "requirements-packs.txt", "requirements-test.txt"):
        text = (ROOT / lock).read_text("utf-8")
        assert "http" not in text and "index-url" not in text.split("\n", 3)[3]
        for package in re.split(r"\n(?=\S)", text)[2:]:
            assert package.startswith("#") or "==" in package and "--hash=sha256:" in package, package
