"""One request: GET an address, look at status and headers, and hang up.

`http.client` and not `requests` or `urllib3`: what those add (redirects, retries, cookies, proxies of the environment,
decompression) is what this check must do in its own way or not at all.
"""

import http.client
import os
import socket
import ssl
import threading
from collections.abc import Callable
from contextlib import closing, suppress
from dataclasses import dataclass
from urllib.parse import quote, unquote, urlsplit

from handbook.external.addresses import host_name

# Seconds for one step (connecting, one piece of an answer), and for the whole exchange
TIMEOUT = 20
PATIENCE = 60
# Bytes of a page that are read to find a section in it
PAGE_SIZE = 256 * 1024
# Bytes of a robots.txt that are read; what stands behind them is not obeyed (RFC 9309, 2.5)
TEXT_SIZE = 512 * 1024
# Who asks; SITE_URL, where it is set, tells a host's keeper whom to write to
AGENT = "protection-handbook-links"
NAME = AGENT + "/1 (asks whether the addresses it names still answer{})"
# What may stand in an address as it is; everything else is percent-encoded
SAFE = "!#$%&'()*+,/:;=?@[]~"


@dataclass(frozen=True)
class Reply:
    """What a host answered. page: an HTML page, when its address asks for a section and the page was read whole."""

    status: int
    location: str = ""
    retry_after: str = ""
    cookie: bool = False
    page: str | None = None


def fetch(address: str, trust: ssl.SSLContext | None = None, patience: float = PATIENCE) -> Reply:
    """Ask once. No redirect followed, no cookie, no proxy; never more than PAGE_SIZE bytes of the answer read.

    Args: the address, whom to trust (the certificates of the system by default), seconds for the whole.
    Raises OSError, http.client.HTTPException or ValueError when there is no answer that can be understood.
    """
    return exchange(address, _page if section(address) else _nothing, trust, patience)


def exchange(address: str, read: Callable, trust: ssl.SSLContext | None = None, patience: float = PATIENCE) -> Reply:
    """The same, with what is to be read of an answer."""
    with closing(_connection(address, trust)) as connection:
        connection.connect()
        # A time-out of the socket counts from byte to byte: who sends one byte a second is stopped by this clock
        late = threading.Event()
        watch = threading.Timer(patience, _hang_up, [connection.sock, late])
        watch.daemon = True
        watch.start()
        try:
            connection.request("GET", _target(address), headers=_headers())
            with connection.getresponse() as response:
                if late.is_set():  # what was cut off in the headers looks complete
                    raise TimeoutError
                page = read(response)
                return _reply(response, None if late.is_set() else page)
        except (OSError, http.client.HTTPException) as failure:
            raise (TimeoutError() if late.is_set() else failure) from None
        finally:
            watch.cancel()


def section(address: str) -> str:
    """The id that an address asks for on its page; empty for the page as a whole and for what only scripts read."""
    name = unquote(urlsplit(address).fragment).split(":~:")[0]
    return "" if name == "top" or name.startswith(("/", "!")) else name


def _connection(address: str, trust: ssl.SSLContext | None) -> http.client.HTTPConnection:
    parts = urlsplit(address)
    if parts.scheme == "https":
        context = trust or ssl.create_default_context()
        return http.client.HTTPSConnection(host_name(address), parts.port, timeout=TIMEOUT, context=context)
    return http.client.HTTPConnection(host_name(address), parts.port, timeout=TIMEOUT)


def _target(address: str) -> str:
    parts = urlsplit(address)
    return quote((parts.path or "/") + (f"?{parts.query}" if parts.query else ""), SAFE)


def _headers() -> dict[str, str]:
    site = os.environ.get("SITE_URL", "")
    return {
        "User-Agent": NAME.format(f"; {site}" if site.isascii() and site.isprintable() and site else ""),
        "Accept": "text/html,application/xhtml+xml,*/*;q=0.8",
        "Accept-Encoding": "identity",  # nothing is ever unpacked, so nothing can blow up
        "Connection": "close",
    }


def _reply(response: http.client.HTTPResponse, page: str | None) -> Reply:
    headers = response.headers
    # Headers are read as Latin-1; many servers write UTF-8
    location = quote(headers.get("Location", "").strip().encode("latin-1", "replace"), SAFE)
    return Reply(response.status, location, headers.get("Retry-After", ""), "Set-Cookie" in headers, page)


def _nothing(response: http.client.HTTPResponse) -> None:
    return None


def _page(response: http.client.HTTPResponse) -> str | None:
    headers = response.headers
    if headers.get_content_type() not in ("text/html", "application/xhtml+xml"):
        return None
    if headers.get("Content-Encoding", "identity") != "identity":
        return None
    try:
        body = response.read(PAGE_SIZE)
    except (OSError, http.client.HTTPException, ValueError):
        return None  # the page answered; only its sections stay unknown
    whole = len(body) < PAGE_SIZE and not response.length
    return body.decode("utf-8", "replace") if whole else None


def _hang_up(sock: socket.socket, late: threading.Event) -> None:
    """End a connection that another thread waits for, with or without TLS."""
    late.set()
    with suppress(OSError):  # it has ended by itself
        socket.socket.shutdown(sock, socket.SHUT_RDWR)
