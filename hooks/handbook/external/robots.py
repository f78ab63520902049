"""robots.txt (RFC 9309): what a host asks of programs that visit it, obeyed for every address that we ask.

Read with `urllib.robotparser`, which takes `*` and `$` inside a path literally.
"""

import http.client
from collections.abc import Callable
from urllib.parse import urljoin, urlsplit
from urllib.robotparser import RobotFileParser

from handbook.external.fetch import AGENT, TEXT_SIZE, Reply, exchange

# Redirects that are followed; a file that is further away counts as absent
HOPS = 5
REDIRECTS = range(300, 400)


class Refused(Exception):
    """The host asks programs not to visit this address."""


class NotToday(Exception):
    """This host is not asked again in this run."""


class Robots:
    """The robots.txt of each scheme, host and port, read once a run. Who calls holds the turn of the host."""

    def __init__(self):
        self._rules: dict[str, RobotFileParser | None] = {}

    def pause(self, address: str, ask: Callable[[str], Reply]) -> float:
        """Seconds that the host wants between two requests, 0 when it does not say.

        ask: one request for a text. Raises Refused when the address is not for us, NotToday when the host cannot say now,
        and what the request raises.
        """
        origin = urljoin(address, "/")
        if origin not in self._rules:
            self._rules[origin] = _read(urljoin(origin, "robots.txt"), ask)
        rules = self._rules[origin]
        if rules and not rules.can_fetch(AGENT, address):
            raise Refused
        return float(rules and rules.crawl_delay(AGENT) or 0)


def read_text(address: str) -> Reply:
    """Ask once, and read the beginning of a text."""
    return exchange(address, _text)


def _read(address: str, ask: Callable[[str], Reply]) -> RobotFileParser | None:
    """The rules at an address; None when there are none, so that all is allowed."""
    host = urlsplit(address).netloc
    for _ in range(HOPS + 1):
        reply = ask(address)
        if reply.status >= 500 or reply.status == 429:
            raise NotToday
        if reply.status not in REDIRECTS or not reply.location:
            break
        address = urljoin(address, reply.location)
        if urlsplit(address).netloc != host:
            return None
    if reply.status != 200:
        return None
    rules = RobotFileParser()
    rules.parse((reply.page or "").removeprefix("\ufeff").splitlines())
    return rules


def _text(response: http.client.HTTPResponse) -> str:
    return response.read(TEXT_SIZE).decode("utf-8", "replace")
