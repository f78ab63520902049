"""Putting a complete site in the place of the old one, so that at every moment, killed or not, one whole site is there."""

import ctypes
import errno
import os
import shutil
import sys
import tempfile
import time
from pathlib import Path

# What a killed build left behind is cleared away once it has been still for so many seconds
LEFT = 3600
# From the headers of Linux and of macOS: paths are taken as they are; exchange the two
HERE, EXCHANGE, SWAP = -100, 2, 2


def stage(output: Path, cache: Path) -> Path:
    """A new folder to build in: below the cache, or beside the site where that is another disk, since no disk renames to another."""
    same = os.stat(cache).st_dev == os.stat(output.parent).st_dev
    return Path(tempfile.mkdtemp(prefix="site-" if same else f".{output.name}-", dir=cache if same else output.parent)).resolve()


def swap(fresh: Path, output: Path) -> None:
    """Put the fresh site in the place of the old one, which then stands where the fresh one was, or is gone.

    Linux and macOS exchange two folders in one step. Elsewhere there are two renames with a moment between them;
    `recover` puts the old site back when the build is killed in that moment.
    """
    fresh.chmod(0o755)  # temporary folders are made for one user only
    if not output.exists():
        return _rename(fresh, output)
    if _exchange(fresh, output):
        return None
    old = _old(output)
    shutil.rmtree(old, ignore_errors=True)
    _rename(output, old)
    _rename(fresh, output)
    shutil.rmtree(old, ignore_errors=True)


def recover(output: Path, cache: Path) -> None:
    """Mend what a killed build left: the old site back in its place, half-built folders away."""
    old = _old(output)
    if old.exists() and not output.exists():
        _rename(old, output)
    left = [old, *cache.glob("site-*"), *output.parent.glob(f".{output.name}-????????")]
    for folder in left:
        if folder.is_dir() and time.time() - folder.stat().st_mtime > LEFT:
            shutil.rmtree(folder, ignore_errors=True)


def _old(output: Path) -> Path:
    return output.with_name(f".{output.name}-old")


def _rename(one: Path, other: Path) -> None:
    try:
        os.rename(one, other)
    except OSError as error:
        if error.errno != errno.EXDEV:
            raise
        shutil.move(one, other)  # to another disk: not in one step


def _exchange(one: Path, other: Path) -> bool:
    """Exchange two folders in one step; whether this system, and this kind of disk, can do that."""
    try:
        library = ctypes.CDLL(None, use_errno=True)
        if sys.platform == "darwin":
            return library.renamex_np(os.fsencode(one), os.fsencode(other), ctypes.c_uint(SWAP)) == 0
        return library.renameat2(HERE, os.fsencode(one), HERE, os.fsencode(other), ctypes.c_uint(EXCHANGE)) == 0
    except (AttributeError, OSError, TypeError):  # Windows, or a system too old
        return False
