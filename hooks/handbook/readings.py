"""Readings: what was read from texts in YAML, kept from one check to the next, since reading it takes longest of all."""

import hashlib
import json
import re
from collections.abc import Callable

# `*name` stands for what was named elsewhere, perhaps many times over: written out, it could be without end
ALIAS = re.compile(r"\*\S")


class Readings:
    """What was read from each text, by digest. `before`: in the last check; `now`: in this one, to be kept for the next."""

    def __init__(self, before: dict[str, object]):
        self.before = before
        self.now: dict[str, object] = {}

    def read(self, text: str, how: Callable[[str], object]):
        """What a function reads from a text; it is not called when it has read the same in the last check."""
        digest = hashlib.blake2b(f"{how.__name__}\n{text}".encode("utf-8", "surrogatepass"), digest_size=20).hexdigest()
        if digest in self.before:
            self.now[digest] = self.before[digest]
            return self.before[digest]
        value = how(text)
        if not ALIAS.search(text) and _lasts(value):
            self.now[digest] = value
        return value


def _lasts(value) -> bool:
    """Whether JSON gives a value back as it is: no date, no key that is a number."""
    try:
        return json.loads(json.dumps(value)) == value
    except (TypeError, ValueError, RecursionError):
        return False
