"""A check shared among processes: each takes a piece of work after the other, and all begin with one library."""

import gc
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor

from handbook.library import Library

# What each process was given at its start
_given: list[Library] = []


def share(library: Library, work: list[tuple], processes: int) -> Iterator:
    """What each function of the work, (function, arguments …), returns when it is called with the library and them; in order."""
    with ProcessPoolExecutor(processes, initializer=_take, initargs=(library,)) as pool:
        yield from pool.map(_do, work)


def _take(library: Library) -> None:
    gc.disable()  # the process ends soon, and looking for garbage in a large library takes a tenth of its time
    _given[:] = [library]


def _do(piece: tuple):
    function, *arguments = piece
    return function(*_given, *arguments)
