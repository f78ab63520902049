"""What an address answers today: redirects followed, the outcome put into one of six states."""

import http.client
import re
import socket
import ssl
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urldefrag, urljoin, urlsplit

from handbook.external.addresses import askable
from handbook.external.fetch import Reply, section
from handbook.external.robots import Refused

OK, REDIRECTED, BLOCKED = "ok", "redirected", "blocked"
RATE_LIMITED, BROKEN, UNREACHABLE = "rate-limited", "broken", "unreachable"
STATES = (OK, REDIRECTED, BLOCKED, RATE_LIMITED, BROKEN, UNREACHABLE)

# The host is there and does not speak to programs, or not to us; 999 is LinkedIn's
REFUSALS = frozenset({401, 402, 403, 407, 451, 999})
# Redirects that say: write the new address from now on
FOR_GOOD = frozenset({301, 308})
HOPS = 10

# How silence is told, after "it has …"; the first that fits
SILENCE = (
    (socket.gaierror, "not been found in the DNS"),
    (ssl.SSLCertVerificationError, "shown a certificate that cannot be trusted ({0.verify_message})"),
    (ssl.SSLError, "not agreed on an encrypted connection"),
    (TimeoutError, "not answered in time"),
    (ConnectionRefusedError, "refused the connection"),
    (ConnectionError, "cut the connection"),
    (http.client.InvalidURL, "not been readable as an address"),
    (http.client.HTTPException, "answered with something that is not HTTP"),
    (OSError, "not been reachable"),
    (ValueError, "not been readable as an address"),
)


@dataclass(frozen=True)
class Answer:
    """An outcome.

    said: what happened, to be read after "it has …"; empty when all is well
    final: the new address, when the old one has moved for good
    heard: whether any host answered at all; when none ever does, the fault may be on our side
    """

    state: str
    said: str = ""
    final: str = ""
    heard: bool = True


def answer(address: str, ask: Callable[[str], Reply]) -> Answer:
    """Ask for an address and follow it to its end.

    ask: one request, no redirect followed; what it raises beside network failures passes through.
    """
    here, final, for_good, cookie, heard, seen = address, "", True, False, False, set()
    try:
        for _ in range(HOPS + 1):
            seen.add(urldefrag(here).url)
            reply = ask(here)
            heard = True
            if not (300 <= reply.status < 400 and reply.location):
                return _verdict(reply, here, final)
            here = _next(here, reply.location)
            for_good = for_good and reply.status in FOR_GOOD
            final = here if for_good else final
            cookie = cookie or reply.cookie
            if not askable(here):
                return Answer(BROKEN, f"led to {here}, which an ordinary browser does not open")
            if urldefrag(here).url in seen:  # a browser, which keeps cookies, may get out of the circle
                return Answer(BLOCKED if cookie else BROKEN, "led in a circle")
    except Refused:
        return Answer(BLOCKED, "asked programs in its robots.txt to stay away")
    except tuple(kind for kind, _ in SILENCE) as failure:
        said = next(said for kind, said in SILENCE if isinstance(failure, kind))
        return Answer(UNREACHABLE, said.format(failure), heard=heard)
    return Answer(BROKEN, f"led on to another address more than {HOPS} times")


def _next(here: str, location: str) -> str:
    """The address a redirect leads to; a section asked for is kept, as browsers keep it."""
    there = urljoin(here, location)
    fragment = urlsplit(here).fragment
    return there if not fragment or urlsplit(there).fragment else f"{there.removesuffix('#')}#{fragment}"


def _verdict(reply: Reply, here: str, final: str) -> Answer:
    said = f"answered {reply.status}"
    if reply.status < 300:
        name = section(here)
        missing = name and reply.page is not None and not _holds(reply.page, name)
        return Answer(REDIRECTED if final else OK, f"no section #{name}" if missing else "", final)
    if reply.status == 429:
        return Answer(RATE_LIMITED, said)
    if reply.status in REFUSALS:
        return Answer(BLOCKED, said)
    return Answer(BROKEN if reply.status < 500 else UNREACHABLE, said)


def _holds(page: str, name: str) -> bool:
    """Whether an HTML page has an element of this id; GitHub writes `user-content-` before those of its pages."""
    return bool(re.search(rf"""\s(?:id|name)\s*=\s*["']?(?:user-content-)?{re.escape(name)}["'\s>]""", page, re.I))
