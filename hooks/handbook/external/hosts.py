"""Manners towards hosts: one request at a time each, a pause between two, a number per run, `Retry-After` obeyed."""

import threading
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from handbook.external.addresses import host_name
from handbook.external.answer import Answer, answer
from handbook.external.fetch import Reply
from handbook.external.options import PER_HOST
from handbook.external.robots import NotToday, Robots, read_text

# Seconds between the end of a request and the next one to the same host
PAUSE = 1.0
# Hosts asked at the same time
WORKERS = 6
# Statuses that mean "later"; how often we come back, after how many seconds when the host names none, and at most
LATER = frozenset({429, 503})
REPEATS = 2
WAIT = 10.0
LONGEST_WAIT = 60.0


class Clock:
    """The time: seconds for waiting, the moment in UTC for days. Tests bring their own."""

    def __init__(self):
        self._woken = threading.Event()

    def seconds(self) -> float:
        return time.monotonic()

    def moment(self) -> datetime:
        return datetime.now(UTC)

    def sleep(self, seconds: float) -> None:
        self._woken.wait(seconds)

    def wake(self) -> None:
        """End all sleep, now and later."""
        self._woken.set()


@dataclass
class Host:
    """One host during one run. Only who holds its turn may ask it or change it."""

    turn: threading.Lock = field(default_factory=threading.Lock)
    free_at: float = float("-inf")
    asked: int = 0
    pause: float = 0.0
    resting: bool = False


class Hosts:
    """All hosts of a run; `ask` may be called from many threads.

    robots: what they ask in their robots.txt; without it they are asked regardless
    """

    def __init__(
        self, fetch: Callable[[str], Reply], clock: Clock, most: int = PER_HOST, pause: float = PAUSE,
        robots: Robots | None = None,
    ):
        self._fetch, self._clock, self._most, self._pause, self._robots = fetch, clock, most, pause, robots
        self._hosts: dict[str, Host] = {}
        self._door = threading.Lock()
        self._stopped = False

    def ask(self, address: str) -> Reply:
        """One address, when its host's turn has come, again when the host says "later" and names a short time.

        Raises what the request raises, NotToday when the host has answered enough for this run, and Refused when it
        wants no programs there.
        """
        with self._door:
            host = self._hosts.setdefault(site(address), Host())
        with host.turn:
            if self._robots and not self._enough(host):
                wanted = self._robots.pause(address, lambda text: self._visit(host, text, read_text))
                host.pause = min(max(self._pause, wanted), LONGEST_WAIT)
            reply = self._request(host, address)
            for _ in range(REPEATS):
                if reply.status not in LATER or host.asked >= self._most:
                    break
                if (wait := self._wait(reply)) > LONGEST_WAIT:
                    break
                host.free_at = max(host.free_at, self._clock.seconds() + wait)
                reply = self._request(host, address)
            host.resting = reply.status in LATER  # still "later": its other addresses are for another run
            return reply

    def stop(self) -> None:
        """Begin no further request."""
        self._stopped = True
        self._clock.wake()

    def _enough(self, host: Host) -> bool:
        return host.resting or host.asked >= self._most

    def _request(self, host: Host, address: str) -> Reply:
        if self._enough(host):
            raise NotToday
        host.asked += not self._stopped
        return self._visit(host, address, self._fetch)

    def _visit(self, host: Host, address: str, fetch: Callable[[str], Reply]) -> Reply:
        """One request when the pause of the host is over."""
        while not self._stopped and (wait := host.free_at - self._clock.seconds()) > 0:
            self._clock.sleep(wait)
        if self._stopped:
            raise NotToday
        try:
            return fetch(address)
        finally:
            host.free_at = self._clock.seconds() + (host.pause or self._pause)

    def _wait(self, reply: Reply) -> float:
        """Seconds that the host asks us to wait: written as a number or as a date."""
        text = reply.retry_after.strip()
        if text.isdecimal():
            return float(text)
        try:
            until = parsedate_to_datetime(text)
        except (ValueError, TypeError, OverflowError):
            return WAIT
        return ((until if until.tzinfo else until.replace(tzinfo=UTC)) - self._clock.moment()).total_seconds()


def site(address: str) -> str:
    """What counts as one host: www.iom.int and iom.int have one keeper; an unreadable address is its own."""
    with suppress(ValueError):
        return host_name(address).removeprefix("www.")
    return address


def ask_all(wanted: Iterable[str], hosts: Hosts, answers: dict[str, Answer]) -> None:
    """Ask hosts side by side, the addresses of one host in the order given.

    Fills `answers` as they come, so that an interrupted run keeps what it has heard; what is for another run is absent.
    """
    lists: dict[str, list[str]] = {}
    for address in wanted:
        lists.setdefault(site(address), []).append(address)
    waiting = list(lists.values())

    def visit() -> None:
        while True:
            try:
                those = waiting.pop(0)
            except IndexError:
                return
            for address in those:
                with suppress(NotToday):
                    answers[address] = answer(address, hosts.ask)

    # Daemons, and waited for in short steps: Ctrl+C ends the run at once, on Windows too
    visitors = [threading.Thread(target=visit, daemon=True) for _ in range(min(WORKERS, len(waiting)))]
    for visitor in visitors:
        visitor.start()
    for visitor in visitors:
        while visitor.is_alive():
            visitor.join(0.1)
