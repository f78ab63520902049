"""A build that is killed, moved, cut off from the network or run twice: one commit gives one site, and one whole site is always there."""

import hashlib
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from conftest import ROOT
from handbook import exchange
from handbook.build import environment

# Refuses every connection and every look-up of a name, in the process of the build and those it starts
NO_NETWORK = """
import socket
def refuse(*_, **__):
    raise RuntimeError("a build asks nobody")
socket.socket.connect = socket.socket.connect_ex = socket.getaddrinfo = socket.create_connection = refuse
"""
# Takes the place of MkDocs: writes some files, slowly
SLOW = """
import pathlib, sys, time
site = pathlib.Path(sys.argv[sys.argv.index("--site-dir") + 1])
for number in range(20):
    (site / f"{number}.html").write_text("new"); time.sleep(0.02)
(site / "index.html").write_text("new")
"""
# Kills the build at its own hand, at the named step of the swap
AT = """
import os, signal, sys
from pathlib import Path
from handbook import exchange
if sys.argv[1] == "renames":
    exchange._exchange = lambda *_: False
rename, count = exchange._rename, [0]
def die(*paths):
    if count[0] == int(sys.argv[2]): os.kill(os.getpid(), signal.SIGKILL)
    count[0] += 1
    rename(*paths)
    if count[0] == int(sys.argv[2]): os.kill(os.getpid(), signal.SIGKILL)
exchange._rename = die
exchange.swap(Path(sys.argv[3]), Path(sys.argv[4]))
"""
needs_kill = pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="this system has no SIGKILL")


def tree(folder: Path) -> dict[str, str]:
    return {
        file.relative_to(folder).as_posix(): hashlib.sha256(file.read_bytes()).hexdigest()
        for file in sorted(folder.rglob("*")) if file.is_file()
    }


def build(root: Path, site: Path, **changes: str) -> Path:
    """One language, as `handbook site` builds four."""
    env = {**environment(), "LOCALE": "fr", "PYTHONPATH": "hooks", **changes}
    command = [sys.executable, "-m", "mkdocs", "build", "--site-dir", str(site)]
    done = subprocess.run(command, cwd=root, env=env, capture_output=True, text=True)
    assert 0 == done.returncode, done.stdout + done.stderr
    return site


def test_one_commit_is_one_site_without_a_network(checkout, tmp_path):
    """Another folder, time zone, locale, hash seed, dates of files, and no network: the same bytes."""
    again = tmp_path / "elsewhere, and longer"
    for name in ("docs", "data", "hooks", "theme"):
        shutil.copytree(checkout / name, again / name)
    shutil.copy(checkout / "mkdocs.yml", again)
    here = build(again, tmp_path / "here", TZ="Europe/Geneva", LC_ALL="C.UTF-8", PYTHONHASHSEED="1")
    lock = tmp_path / "lock"
    lock.mkdir()
    (lock / "sitecustomize.py").write_text(NO_NETWORK)
    for file in (checkout / "docs").rglob("*.md"):
        os.utime(file, (1577880000, 1577880000))
    there = build(
        checkout, tmp_path / "there", TZ="Asia/Tokyo", LC_ALL="C", PYTHONHASHSEED="99",
        PYTHONPATH=os.pathsep.join(("hooks", str(lock))), SOURCE_DATE_EPOCH=environment()["SOURCE_DATE_EPOCH"],
    )
    one, other = tree(here), tree(there)
    assert {path for path in one if path.startswith("offline/")} and one == other, set(one.items()) ^ set(other.items())


def test_the_lock_is_one(tmp_path):
    """The test above would notice a build that asks somebody."""
    (tmp_path / "sitecustomize.py").write_text(NO_NETWORK)
    code = "import urllib.request; urllib.request.urlopen('http://127.0.0.1:9')"
    done = subprocess.run([sys.executable, "-c", code], env={**os.environ, "PYTHONPATH": str(tmp_path)}, capture_output=True, text=True)
    assert "a build asks nobody" in done.stderr


@pytest.fixture
def standing(tmp_path):
    """A folder with a site in it, and beside it a cache for the next."""
    (tmp_path / "site").mkdir()
    (tmp_path / "site/index.html").write_text("old")
    (tmp_path / ".cache").mkdir()
    return tmp_path


def fresh_site(folder: Path) -> Path:
    fresh = exchange.stage(folder / "site", folder / ".cache")
    (fresh / "index.html").write_text("new")
    return fresh


@needs_kill
@pytest.mark.parametrize("after", [0.05, 0.2, 0.35, 0.6, 0.9])
def test_a_build_killed_while_it_writes_leaves_the_site(standing, after):
    """Whenever the kill comes, the site is whole: all old, or all new."""
    (standing / "slow.py").write_text(SLOW)
    code = (
        "import sys; from pathlib import Path; from types import SimpleNamespace; from handbook import build;"
        "build.mkdocs = lambda *rest: [sys.executable, 'slow.py', *map(str, rest)];"
        "sys.exit(build.site(SimpleNamespace(output=Path('site'))))"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", code], cwd=standing, start_new_session=True, stderr=subprocess.DEVNULL,
        env={**os.environ, "PYTHONPATH": str(ROOT / "hooks")},
    )
    with_time = time.monotonic() + after
    while time.monotonic() < with_time and process.poll() is None:
        assert (standing / "site/index.html").read_text() in ("old", "new")
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    text = (standing / "site/index.html").read_text()
    assert (text == "new") == (standing / "site/0.html").exists()


@needs_kill
@pytest.mark.parametrize("way, step", [("exchange", 0), ("renames", 0), ("renames", 1), ("renames", 2)])
def test_a_build_killed_in_the_swap_leaves_a_site(standing, way, step):
    """Before, between and after the two renames: at the next start a whole site is in its place."""
    fresh, output = fresh_site(standing), standing / "site"
    subprocess.run(
        [sys.executable, "-c", AT, way, str(step), fresh, output], env={**os.environ, "PYTHONPATH": str(ROOT / "hooks")}, cwd=standing
    )
    if not (way == "renames" and step == 1):  # the one moment without a site, where systems cannot exchange
        assert output.is_dir()
    exchange.recover(output, standing / ".cache")
    assert (output / "index.html").read_text() in ("old", "new")


@pytest.mark.skipif(sys.platform not in ("linux", "darwin"), reason="only Linux and macOS exchange folders in one step")
def test_the_swap_is_one_step(standing):
    """Whoever looks again and again while sites are swapped never meets a moment without one."""
    fresh, output, seen = fresh_site(standing), standing / "site", set()
    if not exchange._exchange(fresh, output):
        pytest.skip("this disk does not exchange folders")
    code = "import sys\nfrom pathlib import Path\nfrom handbook import exchange\nfor _ in range(3000): exchange.swap(Path(sys.argv[1]), Path(sys.argv[2]))"
    swapping = subprocess.Popen([sys.executable, "-c", code, fresh, output], env={**os.environ, "PYTHONPATH": str(ROOT / "hooks")})
    while swapping.poll() is None:
        try:
            seen.add((output / "index.html").read_text())
        except FileNotFoundError as error:
            seen.add(str(error))
    assert {"old", "new"} >= seen and seen


def test_what_killed_builds_left_is_cleared(standing):
    """Half-built folders go once they have been still for an hour; a build that runs now keeps its own."""
    still, running = fresh_site(standing), fresh_site(standing)
    os.utime(still, (1, 1))
    exchange.recover(standing / "site", standing / ".cache")
    assert not still.exists() and running.exists() and (standing / "site").exists()
    shutil.rmtree(running)
