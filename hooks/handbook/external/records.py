"""The cache of what addresses answered: one file of JSON lines sorted by address, made to be kept in git or by CI."""

import json
import os
from dataclasses import asdict, dataclass
from datetime import date
from hashlib import sha256
from pathlib import Path

from handbook.external.answer import BLOCKED, BROKEN, OK, REDIRECTED, STATES, UNREACHABLE, Answer
from handbook.problem import WARNING, Problem

# The reader arrives; nobody arrives; and what is not asked again before its time, for who refuses is not pressed
GOOD = frozenset({OK, REDIRECTED})
BAD = frozenset({BROKEN, UNREACHABLE})
SETTLED = GOOD | {BLOCKED}
# Days by which addresses are spread, so that those first asked together are not all due together
SPREAD = 8
# What is told of a line that is no record
UNREAD = "mend this line or delete it: it is not a record of an address, as its neighbours are; it is kept until then"


@dataclass(frozen=True)
class Record:
    """What is known of one address. Days are written 2026-11-23; bad_days since it was last good, each once."""

    url: str
    state: str
    said: str = ""
    last_ok: str = ""
    last_try: str = ""
    bad_days: tuple[str, ...] = ()
    final: str = ""

    def due(self, today: date, max_age: int) -> bool:
        """Whether to ask again: a good answer holds for `max_age` days and 0 to 7 more, the same ones at all times."""
        if self.state not in SETTLED:
            return True
        age = (today - date.fromisoformat(self.last_try)).days
        jitter = int.from_bytes(sha256(self.url.encode("utf-8", "replace")).digest(), "big") % SPREAD
        return not 0 <= age < max_age + jitter


def record(url: str, before: Record | None, answer: Answer, today: date) -> Record:
    """What is known after an answer. Only a good answer forgives bad days; a refusal neither adds nor forgives."""
    day = today.isoformat()
    last_ok, bad_days = (before.last_ok, before.bad_days) if before else ("", ())
    if answer.state in GOOD:
        last_ok, bad_days = day, ()
    elif answer.state in BAD:
        bad_days = tuple(sorted({*bad_days, day}))
    return Record(url, answer.state, answer.said, last_ok, day, bad_days, answer.final)


class Records:
    """The records of a file by address, with the lines that could not be read, which are told and kept as they are."""

    def __init__(self, file: Path):
        """Read a file; one that does not exist is empty. Raises OSError when it cannot be read."""
        self.file = file
        self.by_url: dict[str, Record] = {}
        self._unread: list[bytes] = []
        for line in filter(bytes.strip, file.read_bytes().splitlines() if file.exists() else []):
            one = _parse(line)
            if one is None:
                self._unread.append(line)
            elif one.url not in self.by_url or self.by_url[one.url].last_try <= one.last_try:
                self.by_url[one.url] = one

    @property
    def problems(self) -> list[Problem]:
        """The lines that could not be read, where they stand once the file is written: at its end."""
        first, path = len(self.by_url) + 1, self.file.as_posix()
        return [Problem(path, first + at, UNREAD, "external-links", WARNING) for at in range(len(self._unread))]

    def write(self) -> None:
        """Put the file in place whole: it is written beside the old one, which it then replaces. Raises OSError."""
        lines = [json.dumps(asdict(self.by_url[url]), ensure_ascii=False).encode() for url in sorted(self.by_url)]
        target = self.file.resolve()
        target.parent.mkdir(parents=True, exist_ok=True)
        fresh = target.with_name(f".{target.name}.{os.getpid()}")
        try:
            fresh.write_bytes(b"".join(line + b"\n" for line in [*lines, *self._unread]))
            os.replace(fresh, target)
        finally:
            fresh.unlink(missing_ok=True)


def _parse(line: bytes) -> Record | None:
    try:
        value = json.loads(line.decode("utf-8"))
        one = Record(**{**value, "bad_days": tuple(value.get("bad_days", ()))})
        for day in filter(None, (one.last_ok, one.last_try, *one.bad_days)):
            date.fromisoformat(day)
        "".join((one.url, one.said, one.final)).encode("utf-8")  # texts, and such as can be written back
    except (ValueError, TypeError, AttributeError, RecursionError):
        return None
    return one if one.state in STATES and one.last_try else None
