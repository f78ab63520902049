"""A web server on this machine that misbehaves: each path names what it does.

A behaviour is a generator of bytes, written as they come; it is given the request and may count its visits.
"""

import _thread
import gzip
import socket
import socketserver
import ssl
import struct
import threading
from collections import Counter
from dataclasses import dataclass
from itertools import repeat

PAGE = b'<!doctype html><title>x</title><h1 id="here">Here</h1><a name=there>There</a><i id="user-content-more">'
# How long a behaviour that waits for company waits, in seconds
COMPANY = 0.15


@dataclass(frozen=True)
class Request:
    """What was asked: path, what follows its second slash, headers, how often this path has been asked, when."""

    path: str
    rest: str
    headers: dict
    visit: int
    at: float
    server: "Misbehaving"
    connection: socket.socket

    @property
    def host(self) -> str:
        return self.headers["host"].split(":")[0]


def status(code: int, body: bytes = b"", **headers) -> bytes:
    """A well-formed answer; Retry_After="2" gives the header Retry-After: 2."""
    headers = {"Content_Type": "text/html", "Content_Length": len(body), **headers}
    lines = "".join(f"{key.replace('_', '-')}: {value}\r\n" for key, value in headers.items())
    return f"HTTP/1.1 {code} Told\r\n{lines}\r\n".encode("latin-1") + body


def fine(request):
    yield status(200, PAGE)


def code(request):
    """/code/404"""
    yield status(int(request.rest), PAGE)


def once(request):
    """/once/503 and /once/429/2: this status at the first visit, with Retry-After: 2 if named; then 200."""
    number, *after = request.rest.split("/")
    wait = {"Retry_After": after[0]} if after else {}
    yield status(int(number), **wait) if request.visit == 1 else status(200, PAGE)


def later(request):
    """/later/5: 429 for ever, with Retry-After: 5."""
    yield status(429, Retry_After=request.rest)


def dated(request):
    """/dated/…: 429 once, to come back at a date, which stands in the path with _ for each space."""
    yield status(429, Retry_After=request.rest.replace("_", " ")) if request.visit == 1 else status(200)


def to(request):
    """/to/301/ADDRESS: a redirect."""
    number, address = request.rest.split("/", 1)
    yield status(int(number), Location=address)


def accents(request):
    """A redirect whose address is written as it is spoken, in UTF-8, which headers do not allow."""
    yield "HTTP/1.1 302 Found\r\nLocation: /fine/réfugiés\r\n\r\n".encode()


def chain(request):
    """/chain/301/3: so many redirects, then 200."""
    number, left = request.rest.split("/")
    yield status(int(number), Location=f"/chain/{number}/{int(left) - 1}") if int(left) else status(200, PAGE)


def circle(request):
    yield status(302, Location="/circle/b" if request.rest == "a" else "/circle/a")


def cookies(request):
    """Lets in only who keeps cookies."""
    assert "cookie" not in request.headers, "a cookie was kept"
    yield status(302, Location=request.path, Set_Cookie="seen=1")


def nowhere(request):
    yield b"HTTP/1.1 302 Found\r\nContent-Length: 0\r\n\r\n"


def endless(request):
    """A page that never ends, as fast as it is taken."""
    yield b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n"
    yield from repeat(b"<p>" + b"x" * 65533)


def drip(request):
    """A page of which one byte comes at a time, for ever."""
    yield b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n"
    yield from _slowly(b"x", request)


def drip_head(request):
    """Headers of which one byte comes at a time, for ever."""
    yield b"HTTP/1.1 200 OK\r\nX-Long: "
    yield from _slowly(b"x", request)


def silent(request):
    """Takes the request and says nothing."""
    yield from _slowly(b"", request)


def _slowly(piece, request):
    while not request.server.closing.wait(0.01):
        yield piece


def reset(request):
    """Cuts the connection as a firewall does."""
    request.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii" if _POSIX else "hh", 1, 0))
    yield b""


_POSIX = hasattr(socket, "AF_UNIX")


def hang_up(request):
    """Ends the connection without a word."""
    yield b""


def short(request):
    """Promises more bytes than come."""
    yield b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 100000\r\n\r\n" + PAGE


def chunks(request):
    """A page in pieces, whole."""
    yield b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n"
    yield b"%x\r\n%s\r\n0\r\n\r\n" % (len(PAGE), PAGE)


def broken_chunks(request):
    yield b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n" + PAGE


def garbage(request):
    yield b"\x00\xff SSH-2.0-OpenSSH_9.6\r\n\r\n"


def huge_header(request):
    yield b"HTTP/1.1 200 OK\r\nX-Huge: " + b"x" * 200_000 + b"\r\n\r\n"


def many_headers(request):
    yield b"HTTP/1.1 200 OK\r\n" + b"X-Many: x\r\n" * 5000 + b"\r\n"


def bomb(request):
    """A few kilobytes that unpack to 16 megabytes."""
    packed = gzip.compress(b"<p>" * (16 * 2**20 // 3))
    yield status(200, packed, Content_Encoding="gzip")


def paper(request):
    """A PDF, in which #page=3 is not the id of an element."""
    yield status(200, b"%PDF-1.7", Content_Type="application/pdf")


def interrupt(request):
    """Presses Ctrl+C, and then says nothing."""
    _thread.interrupt_main()
    yield from silent(request)


def noise(request):
    """Whatever bytes the test has put there."""
    yield request.server.noise


def company(request):
    """Answers 200 when another host is asked at the same time, else 410."""
    yield status(200 if request.server.meet(request.host) else 410)


def alone(request):
    """Gives a second request of the same host the time to come in."""
    request.server.closing.wait(COMPANY / 3)
    yield status(200)


def robots_txt(request):
    """What the test has laid down for this server; nothing by default."""
    yield request.server.robots


BEHAVIOURS = {"robots.txt": robots_txt} | {
    one.__name__.replace("_", "-"): one
    for one in (
        fine, code, once, later, dated, to, accents, chain, circle, cookies, nowhere, endless, drip, drip_head, silent,
        reset, hang_up, short, chunks, broken_chunks, garbage, huge_header, many_headers, bomb, paper, interrupt, noise,
        company, alone,
    )
}


class _Handler(socketserver.StreamRequestHandler):
    def handle(self):
        try:
            if self.rfile.peek(1)[:1] == b"\x16":  # a greeting in TLS: a plain server says that it does not understand
                self.wfile.write(status(400))
                return
            line = self.rfile.readline().split()
            head = {}
            while (field := self.rfile.readline().strip()):
                key, _, value = field.decode("latin-1").partition(":")
                head[key.lower()] = value.strip()
            if line:
                self.server.keeper.answer(line[1].decode(), head, self.connection, self.wfile)
        except OSError:
            pass  # the asker has hung up, as it should with some of these


class _Server(socketserver.ThreadingTCPServer):
    daemon_threads = True
    request_queue_size = 64

    def handle_error(self, request, client_address):
        self.keeper.mistakes.append(client_address)

    def get_request(self):
        connection, address = super().get_request()
        if self.keeper.tls:  # the handshake comes with the first read, in the thread of this connection
            connection = self.keeper.tls.wrap_socket(connection, True, do_handshake_on_connect=False)
        return connection, address


class Misbehaving:
    """The server, for use in a `with`. It notes every request, and how many of one host it ever had at once.

    tls: the certificate to show; clock: whose seconds it notes
    """

    def __init__(self, tls: ssl.SSLContext | None = None, clock=None):
        self.tls, self.clock = tls, clock
        self.noise = b""
        self.robots = status(404)
        self.requests: list[Request] = []
        self.most_at_once: Counter = Counter()
        self.mistakes: list = []
        self.closing = threading.Event()
        self._now, self._visits, self._met = Counter(), Counter(), set()
        self._lock, self._changed = threading.Lock(), threading.Condition()

    def __enter__(self):
        self._server = _Server(("127.0.0.1", 0), _Handler)
        self._server.keeper = self
        threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        return self

    def __exit__(self, *_):
        self.closing.set()
        self._server.shutdown()
        self._server.server_close()
        assert not self.mistakes, "the server itself made a mistake"

    def url(self, path: str, host: str = "127.0.0.1") -> str:
        return f"http{'s' if self.tls else ''}://{host}:{self._server.server_address[1]}/{path}"

    def paths(self) -> list[str]:
        """What was asked for, robots.txt left out."""
        return [request.path for request in self.requests if request.path != "/robots.txt"]

    def meet(self, host: str) -> bool:
        """Whether a request of another host comes in while this one waits; the first to come always waits."""
        with self._changed:
            self._met.add(host)
            self._changed.notify_all()
            return self._changed.wait_for(lambda: self._met > {host}, 5)

    def answer(self, path, head, connection, out):
        behaviour, _, rest = path[1:].partition("/")
        with self._lock:
            self._visits[path] += 1
            at = self.clock.seconds() if self.clock else 0.0
            request = Request(path, rest, head, self._visits[path], at, self, connection)
            self.requests.append(request)
        self._count(request.host, +1)
        waits = True
        try:
            for piece in BEHAVIOURS[behaviour](request):
                if waits:  # no longer, before it is sent: who has the answer may ask again at once
                    self._count(request.host, -1)
                    waits = False
                out.write(piece)
        finally:
            if waits:
                self._count(request.host, -1)

    def _count(self, host, change):
        with self._changed:
            self._now[host] += change
            self.most_at_once[host] = max(self.most_at_once[host], self._now[host])
