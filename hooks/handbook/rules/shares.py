"""A check shared among processes: one takes the rules about the whole, each takes pages, and all begin with one library."""

from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor

from handbook.library import Library
from handbook.problem import Problem
from handbook.rules import paths, problems_of_library, problems_of_path

# So many paths are one piece of work: small enough that all end at about the same time
PATHS = 16
# What each process was given at its start: the library and the names of the rules
_given: list = []


def problems_of_shares(library: Library, names: list[str], processes: int) -> Iterator[Problem]:
    """What `problems_of_library` and `problems_of_path` find, in no order that matters."""
    every = paths(library)
    pieces = [every[at : at + PATHS] for at in range(0, len(every), PATHS)]
    with ProcessPoolExecutor(processes, initializer=_take, initargs=(library, names)) as pool:
        for found in pool.map(_look, [None, *pieces]):
            yield from found


def _take(library: Library, names: list[str]) -> None:
    _given[:] = library, names


def _look(piece: list[str] | None) -> set[Problem]:
    """The problems of some paths; without paths, those of the whole."""
    library, names = _given
    if piece is None:
        return set(problems_of_library(library, names))
    return {problem for path in piece for problem in problems_of_path(library, names, path)}
