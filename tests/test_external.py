"""External addresses: what they answer, how politely they are asked, what is remembered and what editors are told."""

import argparse
import json
import os
import shutil
import socket
import ssl
import subprocess
import sys
import threading
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conftest import ROOT, cannot_run
from handbook.external import command, options
from handbook.external import fetch as fetching
from handbook.external import hosts as manners
from handbook.external.addresses import addresses, askable
from handbook.external.answer import STATES, Answer, answer
from handbook.external.fetch import Reply, fetch
from handbook.external.hosts import Hosts, ask_all
from handbook.external.records import Record, Records, record
from handbook.external.robots import NotToday, Robots
from handbook.external.verdicts import verdicts
from handbook.library import read_library
from misbehaving import PAGE, Misbehaving, status

DAY = date(2026, 11, 20)


class FakeClock:
    """A clock that sleep moves at once; it notes how long it was asked to sleep."""

    def __init__(self, day=DAY):
        self.start, self.now, self.slept = datetime(day.year, day.month, day.day, 12, tzinfo=UTC), 0.0, []
        self._lock = threading.Lock()

    def seconds(self):
        return self.now

    def moment(self):
        return self.start + timedelta(seconds=self.now)

    def sleep(self, seconds):
        with self._lock:
            self.slept.append(seconds)
            self.now += seconds

    def wake(self):
        pass


@pytest.fixture
def clock():
    return FakeClock()


@pytest.fixture
def server(clock):
    with Misbehaving(clock=clock) as running:
        yield running


@pytest.fixture
def hosts(clock):
    return Hosts(fetch, clock)


# What an address answers


@pytest.mark.parametrize(("path", "expected"), [
    ("fine", Answer("ok")),
    ("code/204", Answer("ok")),
    ("fine#here", Answer("ok")),
    ("fine#there", Answer("ok")),
    ("fine#more", Answer("ok")),
    ("fine#top", Answer("ok")),
    ("fine#/route", Answer("ok")),
    ("fine#:~:text=Here", Answer("ok")),
    ("fine#lost", Answer("ok", "no section #lost")),
    ("chunks#here", Answer("ok")),
    ("chunks#lost", Answer("ok", "no section #lost")),
    ("paper#page=3", Answer("ok")),
    ("code/401", Answer("blocked", "answered 401")),
    ("code/403", Answer("blocked", "answered 403")),
    ("code/999", Answer("blocked", "answered 999")),
    ("code/404", Answer("broken", "answered 404")),
    ("code/410", Answer("broken", "answered 410")),
    ("code/418", Answer("broken", "answered 418")),
    ("code/429", Answer("rate-limited", "answered 429")),
    ("code/500", Answer("unreachable", "answered 500")),
    ("code/503", Answer("unreachable", "answered 503")),
    ("nowhere", Answer("broken", "answered 302")),
    ("chain/302/3", Answer("ok")),
    ("chain/302/10", Answer("ok")),
    ("chain/302/11", Answer("broken", "led on to another address more than 10 times")),
    ("circle/a", Answer("broken", "led in a circle")),
    ("cookies", Answer("blocked", "led in a circle")),
    ("to/301//code/404", Answer("broken", "answered 404")),
    ("to/302//code/403", Answer("blocked", "answered 403")),
    ("reset", Answer("unreachable", "cut the connection", heard=False)),
    ("hang-up", Answer("unreachable", "cut the connection", heard=False)),
    ("garbage", Answer("unreachable", "answered with something that is not HTTP", heard=False)),
    ("huge-header", Answer("unreachable", "answered with something that is not HTTP", heard=False)),
    ("many-headers", Answer("unreachable", "answered with something that is not HTTP", heard=False)),
    ("endless", Answer("ok")),
    ("drip", Answer("ok")),
    ("short", Answer("ok")),
    ("bomb", Answer("ok")),
    ("short#lost", Answer("ok")),
    ("endless#lost", Answer("ok")),
    ("broken-chunks#lost", Answer("ok")),
    ("bomb#lost", Answer("ok")),
], ids=repr)
def test_each_answer_has_its_state(server, path, expected):
    """However a host behaves, its address ends in one of six states, with words for the editor."""
    assert expected.state in STATES
    assert expected == answer(server.url(path), fetch)


@pytest.mark.parametrize("path", ["silent", "drip-head"])
def test_a_host_that_never_finishes_is_left(server, path):
    """A time for the whole exchange ends what a time-out between two bytes would wait for for ever."""
    found = answer(server.url(path), lambda address: fetch(address, patience=0.1))
    assert Answer("unreachable", "not answered in time", heard=False) == found


def test_a_page_that_never_finishes_is_left(server):
    """The page has answered; that its sections stay unknown is no fault of the address."""
    assert Answer("ok") == answer(server.url("drip#lost"), lambda address: fetch(address, patience=0.1))


@pytest.fixture
def hung_up(monkeypatch):
    """The connections that only the time for the whole exchange has ended."""
    noted, hang_up = [], fetching._hang_up
    monkeypatch.setattr(fetching, "_hang_up", lambda *of: noted.append(of) or hang_up(*of))
    return noted


def test_time_out_between_two_bytes(server, monkeypatch, hung_up):
    """A host that says nothing is left after the time-out of one step, before the time for the whole is over."""
    monkeypatch.setattr(fetching, "TIMEOUT", 0.1)
    found = answer(server.url("silent"), lambda address: fetch(address, patience=5))
    assert ("not answered in time", []) == (found.said, hung_up)


def test_endless_pages_are_left_at_the_cap(server, hung_up):
    """What is read of a page ends with the cap, not with time or memory."""
    assert (None, []) == (fetch(server.url("endless#lost"), patience=5).page, hung_up)


def test_large_pages_are_not_read_to_the_end(server, monkeypatch):
    """A page is read up to the cap; without a section to look for, not at all."""
    monkeypatch.setattr(fetching, "PAGE_SIZE", len(PAGE) + 1)
    assert PAGE.decode() == fetch(server.url("fine#here")).page
    assert fetch(server.url("fine")).page is None
    monkeypatch.setattr(fetching, "PAGE_SIZE", len(PAGE))
    assert fetch(server.url("fine#here")).page is None


@pytest.mark.parametrize(("codes", "final"), [
    ((301,), "fine"), ((308,), "fine"), ((301, 308), "fine"), ((302,), ""), ((307,), ""), ((303, 301), ""),
    ((301, 302), "to/302//fine"),
], ids=repr)
def test_moved_for_good_names_the_new_address(server, codes, final):
    """Permanent redirects give the address to write; what lies behind a temporary one does not last."""
    path = "/".join(f"to/{code}/" for code in codes) + "/fine"
    found = answer(server.url(path), fetch)
    assert Answer("redirected" if final else "ok", final=server.url(final) if final else "") == found


def test_a_redirect_in_plain_utf8_is_followed(server):
    """Headers may hold ASCII only, and many servers write accents into them all the same."""
    assert Answer("ok") == answer(server.url("accents"), fetch)
    assert "/fine/r%C3%A9fugi%C3%A9s" == server.paths()[-1]


def test_a_redirect_keeps_the_section(server):
    """The section asked for is looked for behind the redirect, as browsers do, and stands in the new address."""
    assert Answer("redirected", final=server.url("fine#here")) == answer(server.url("to/301//fine#here"), fetch)
    assert "no section #lost" == answer(server.url("to/302//fine#lost"), fetch).said


@pytest.mark.parametrize("target", [
    "file:///etc/hostname", "http://abcdefgh.onion/", "https://www.abcdefgh.ONION./x", "http://abcdefgh.%6fnion/",
    "http://abcdefgh。onion/", "ftp://127.0.0.1/x", "javascript:1", "data:text/html,x",
])
def test_redirects_lead_only_to_the_open_web(target):
    """A redirect to a file, to .onion in any spelling or to another scheme is told and not followed."""
    asked = []

    def ask(address):
        asked.append(address)
        return Reply(302, location=target)

    found = answer("http://127.0.0.1/", ask)
    assert ("broken", ["http://127.0.0.1/"]) == (found.state, asked)
    assert found.said.startswith("led to ")


@pytest.mark.parametrize("address", [
    "http://[::1", "http://127.0.0.1:99999/", "https://", "http://a b/", "http://" + "x" * 70 + ".org/", "http://..",
    "http://\x00/",
])
def test_what_is_no_address_is_told(address):
    """An address that nobody can ask ends in words, not in a traceback."""
    found = answer(address, fetch)
    assert ("unreachable", False) == (found.state, found.heard)


def test_unknown_hosts_and_closed_doors_are_told(monkeypatch):
    """A host that the DNS does not know, and one that refuses, are told apart."""
    assert "refused the connection" == answer("http://127.0.0.1:1/", fetch).said

    def unknown(*_, **__):
        raise socket.gaierror(-2, "Name or service not known")

    monkeypatch.setattr("socket.getaddrinfo", unknown)
    assert "not been found in the DNS" == answer("http://nowhere.example/", fetch).said


MOVED = st.binary(max_size=200).map(lambda tail: b"HTTP/1.1 301 Moved\r\nLocation: " + tail + b"\r\n\r\n")


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=300) | MOVED)
def test_no_answer_is_a_traceback(noise):
    """Whatever bytes come back, the outcome is one of the states."""
    with Misbehaving() as running:
        running.noise = noise
        first = running.url("noise")
        found = answer(first, lambda address: fetch(address) if address == first else Reply(200))
    assert found.state in STATES


# Who asks, and how


def test_requests_name_the_project_and_carry_nothing_else(server, monkeypatch):
    """One GET with an honest name; no cookie, no referrer, no packing, no proxy of the environment."""
    for name in ("http_proxy", "HTTP_PROXY", "https_proxy", "all_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:1/")
    monkeypatch.setenv("SITE_URL", "https://handbook.example/")
    assert Answer("ok") == answer(server.url("fine"), fetch)
    headers = server.requests[0].headers
    assert {"host", "user-agent", "accept", "accept-encoding", "connection"} == set(headers)
    assert headers["user-agent"].startswith("protection-handbook-links/")
    assert "https://handbook.example/" in headers["user-agent"]
    assert "identity" == headers["accept-encoding"]


def test_addresses_are_asked_as_browsers_ask_them(server):
    """What is not ASCII is percent-encoded once, what is encoded stays, the section is not sent."""
    fetch(server.url("fine/لاجئ/%C3%A9?q=a b&c=d#here"))
    assert ["/fine/%D9%84%D8%A7%D8%AC%D8%A6/%C3%A9?q=a%20b&c=d"] == server.paths()


@pytest.fixture(scope="module")
def certificate(tmp_path_factory):
    """A certificate for 127.0.0.1 that nobody has signed but itself."""
    tool = shutil.which("openssl")
    if not tool:
        cannot_run("openssl is not installed")
    folder = tmp_path_factory.mktemp("tls")
    subprocess.run(
        [tool, "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", "key.pem", "-out", "own.pem", "-days", "2",
         "-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1"],
        cwd=folder, check=True, capture_output=True,
    )
    return folder


@pytest.fixture
def secure(certificate):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate / "own.pem", certificate / "key.pem")
    with Misbehaving(tls=context) as running:
        yield running


def test_certificates_are_verified(secure, certificate):
    """A self-signed certificate is refused, the same one is accepted when trusted, and never for another name."""
    said = answer(secure.url("fine"), fetch).said
    assert said.startswith("shown a certificate that cannot be trusted (self")
    trust = ssl.create_default_context(cafile=certificate / "own.pem")
    assert Answer("ok") == answer(secure.url("fine"), lambda address: fetch(address, trust))
    assert "cannot be trusted" in answer(secure.url("fine", "localhost"), lambda address: fetch(address, trust)).said


def test_the_clock_also_ends_encrypted_exchanges(secure, certificate):
    """Who sends one encrypted byte at a time is left as well."""
    trust = ssl.create_default_context(cafile=certificate / "own.pem")
    assert "not answered in time" == answer(secure.url("drip-head"), lambda one: fetch(one, trust, patience=0.2)).said


def test_a_host_that_does_not_speak_tls_is_told(server):
    """https asked of a server that speaks http only."""
    assert "not agreed on an encrypted connection" == answer(server.url("fine").replace("http:", "https:"), fetch).said


# Manners


def test_later_with_seconds_is_obeyed(server, hosts, clock):
    """429 with Retry-After: 7 is asked again after 7 seconds, and then it is well."""
    assert Answer("ok") == answer(server.url("once/429/7"), hosts.ask)
    assert [0, 7] == [request.at for request in server.requests]


def test_later_with_a_date_is_obeyed(server, hosts, clock):
    """Retry-After may be a date; the wait is what lies between."""
    assert Answer("ok") == answer(server.url("dated/Fri,_20_Nov_2026_12:00:42_GMT"), hosts.ask)
    assert [0, 42] == [request.at for request in server.requests]


@pytest.mark.parametrize("when", ["Fri,_20_Nov_2026_11:00:00_GMT", "Fri,_20_Nov_2026_11:00:00_-0000", "0"])
def test_later_that_has_passed_keeps_the_pause(server, hosts, when):
    """A date in the past and zero seconds do not shorten the pause."""
    answer(server.url(f"dated/{when}"), hosts.ask)
    assert [0, manners.PAUSE] == [request.at for request in server.requests]


@pytest.mark.parametrize("path", [
    "once/503", "once/429", "once/503/soon", "dated/²", "dated/Fri,_99_Nov_2026_99:00:00_GMT",
])
def test_later_without_a_time_waits_a_while(server, hosts, path):
    """503 or 429 without a time that can be read is asked again after our own wait."""
    assert Answer("ok") == answer(server.url(path), hosts.ask)
    assert [0, manners.WAIT] == [request.at for request in server.requests]


def test_later_for_ever_ends(server, hosts):
    """A host that always says "later" is asked three times; the address counts as limited, not as broken."""
    assert Answer("rate-limited", "answered 429") == answer(server.url("later/5"), hosts.ask)
    assert [0, 5, 10] == [request.at for request in server.requests]


@pytest.mark.parametrize("path", ["later/5", "later/3600", "code/503"])
def test_who_says_later_is_asked_nothing_more(server, hosts, path):
    """After the allowed waits the host's other addresses are left for another run."""
    answers = {}
    ask_all([server.url("fine"), server.url(path), server.url("fine/2")], hosts, answers)
    assert ["fine", path] == [url.split("/", 3)[3] for url in answers]


def test_a_long_later_is_not_waited_for(server, hosts, clock):
    """A time beyond the cap is left for another run."""
    assert "rate-limited" == answer(server.url("later/3600"), hosts.ask).state
    assert (1, []) == (len(server.requests), clock.slept)


def test_one_host_has_one_request_at_a_time_with_a_pause(server, hosts):
    """Also when addresses of other hosts redirect to it, and whether it is written with www. or not."""
    here = [server.url(f"alone/{n}") for n in range(4)]
    there = [server.url(f"to/302/{server.url('alone/r')}{n}", "localhost") for n in range(3)]
    answers = {}
    ask_all([*here, *there], hosts, answers)
    assert {"ok"} == {one.state for one in answers.values()}
    assert {"127.0.0.1": 1, "localhost": 1} == server.most_at_once
    for name, number in (("127.0.0.1", 7), ("localhost", 3)):
        times = [request.at for request in server.requests if request.host == name]
        assert number == len(times)
        assert all(later - earlier >= manners.PAUSE for earlier, later in zip(times, times[1:])), times
    assert manners.site("https://www.iom.int/a") == manners.site("http://IOM.int:8080/b")


def test_different_hosts_are_asked_side_by_side(server, hosts):
    """Two hosts are asked at the same moment: each answers well only while the other is being asked."""
    answers = {}
    ask_all([server.url("company"), server.url("company", "localhost")], hosts, answers)
    assert ["ok", "ok"] == [one.state for one in answers.values()]


def test_a_host_is_asked_so_often_and_no_more(server, clock):
    """The number counts every request: redirects and repetitions too; what is left is not judged."""
    hosts, answers = Hosts(fetch, clock, most=5), {}
    urls = [server.url(path) for path in ("fine/1", "to/302//fine/2", "once/503", "fine/3", "fine/4")]
    ask_all(urls, hosts, answers)
    assert 5 == len(server.requests)
    assert urls[:3] == list(answers)
    with pytest.raises(NotToday):
        hosts.ask(server.url("fine/5"))


def test_a_redirect_to_a_host_that_had_its_number_is_not_judged(server, clock):
    """An address whose end was not seen is left for another run."""
    hosts, answers = Hosts(fetch, clock, most=1), {}
    ask_all([server.url("to/302//fine")], hosts, answers)
    assert {} == answers


def test_repetitions_stop_at_the_number_too(server, clock):
    """A host that says "later" with its last request is limited."""
    hosts = Hosts(fetch, clock, most=1)
    assert "rate-limited" == answer(server.url("later/5"), hosts.ask).state
    assert 1 == len(server.requests)


def test_a_stopped_run_begins_no_request(server, hosts):
    """After stop nobody is asked and nobody waits."""
    hosts.stop()
    answers = {}
    ask_all([server.url("fine")], hosts, answers)
    assert ({}, []) == (answers, server.requests)


def test_sleep_ends_when_the_run_is_stopped():
    """The real clock wakes who waits for a host, so that an interrupted run ends."""
    clock = manners.Clock()
    sleeper = threading.Thread(target=clock.sleep, args=[600], daemon=True)
    sleeper.start()
    clock.wake()
    sleeper.join(10)
    assert not sleeper.is_alive()


# What is remembered


def days(*numbers):
    return tuple((DAY + timedelta(days=number)).isoformat() for number in numbers)


def after(*answers, url="https://a.example/", days=None):
    """The record after one answer a day."""
    known = None
    for number, state in enumerate(answers):
        known = record(url, known, Answer(state, f"been {state}"), DAY + timedelta(days=(days or range(99))[number]))
    return known


def test_bad_days_are_counted_once_each():
    """Two bad runs on one day are one bad day."""
    assert days(0, 1) == after("broken", "unreachable", "broken", days=[0, 0, 1]).bad_days


def test_a_good_answer_forgives():
    """Bad days begin anew after a good answer, and the last good day is kept while it is bad."""
    known = after("broken", "broken", "ok", "broken")
    assert (days(3), *days(2)) == (known.bad_days, known.last_ok)
    assert () == after("broken", "redirected").bad_days


@pytest.mark.parametrize("state", ["blocked", "rate-limited"])
def test_a_refusal_is_no_verdict(state):
    """Who refuses neither proves nor clears a fault."""
    known = after("ok", "broken", state)
    assert (days(1), *days(0, 2)) == (known.bad_days, known.last_ok, known.last_try)


@pytest.mark.parametrize("state", STATES)
def test_only_settled_answers_are_not_asked_again(state):
    """A good answer and a refusal hold until their age is reached; all else is asked in every run."""
    known = after(state)
    settled = state in ("ok", "redirected", "blocked")
    assert settled == (not known.due(DAY, 30)) == (not known.due(DAY + timedelta(days=29), 30))
    assert known.due(DAY + timedelta(days=37), 30)
    assert known.due(DAY - timedelta(days=1), 30), "a day in the future is a clock that was wrong"


def test_ages_are_spread_over_a_week_and_always_the_same():
    """The days added to an address depend on the address alone, and all of 0 to 7 occur."""
    def age(url):
        return next(n for n in range(99) if after("ok", url=url).due(DAY + timedelta(days=n), 30))

    urls = [f"https://a.example/{n}" for n in range(100)]
    assert set(range(30, 38)) == {age(url) for url in urls}
    # written down: another machine and another day must give the same
    assert [36, 37, 35] == [age(url) for url in urls[:3]]


def test_the_cache_is_sorted_lines(tmp_path):
    """One record a line, sorted by address, readable in any script; read back it is the same."""
    file = tmp_path / "new" / "links.jsonl"
    records = Records(file)
    for url in ("https://b.example/", "https://a.example/لاجئ"):
        records.by_url[url] = after("ok", "broken", url=url)
    records.write()
    lines = file.read_text("utf-8").splitlines()
    assert ["https://a.example/لاجئ", "https://b.example/"] == [json.loads(line)["url"] for line in lines]
    assert "لاجئ" in lines[0]
    assert {"url", "state", "said", "last_ok", "last_try", "bad_days", "final"} == set(json.loads(lines[0]))
    assert records.by_url == Records(file).by_url
    assert ["links.jsonl"] == os.listdir(file.parent)


SPOILT = [
    b"<<<<<<< HEAD",
    b"[1]",
    b"null",
    b"\xff\xfe",
    b"[" * 20000,
    b'{"url": "https://c.example/", "state": "ok"',
    b'{"url": "https://c.example/", "state": "ok"}',
    b'{"url": "https://c.example/", "state": "ok", "last_try": "yesterday"}',
    b'{"url": "https://c.example/", "state": "fine", "last_try": "2026-11-20"}',
    b'{"url": "https://c.example/", "state": "ok", "last_try": "2026-11-20", "bad_days": [1]}',
    b'{"url": "https://c.example/", "state": "ok", "last_try": "2026-11-20", "more": 1}',
    b'{"url": "https://c.example/\\ud800", "state": "ok", "last_try": "2026-11-20"}',
    b'{"url": 3, "state": "ok", "last_try": "2026-11-20"}',
]


@pytest.mark.parametrize("line", SPOILT, ids=lambda line: repr(line[:40]))
def test_a_spoilt_line_is_told_and_kept(tmp_path, line):
    """A line that is no record is named by path and line, stays in the file, and the others are read."""
    file = tmp_path / "links.jsonl"
    records = Records(file)
    records.by_url["https://a.example/"] = after("ok")
    records.write()
    sound = file.read_bytes()
    file.write_bytes(line + b"\n" + sound)
    records = Records(file)
    assert ["https://a.example/"] == list(records.by_url)
    records.write()
    assert sound + line + b"\n" == file.read_bytes()
    assert [f"{file.as_posix()}:2: "] == [str(problem).partition("mend")[0] for problem in records.problems]


def test_the_later_of_two_records_counts(tmp_path):
    """Two branches that were joined may leave two lines for one address."""
    file = tmp_path / "links.jsonl"
    lines = [json.dumps({"url": "https://a.example/", "state": state, "last_try": day})
             for state, day in (("broken", "2026-11-21"), ("ok", "2026-11-20"))]
    for order in (lines, lines[::-1]):
        file.write_text("\n\n".join(order))
        assert "broken" == Records(file).by_url["https://a.example/"].state


def test_the_cache_is_replaced_whole(tmp_path, monkeypatch):
    """When writing fails, the old file is untouched and nothing is left beside it."""
    file = tmp_path / "links.jsonl"
    records = Records(file)
    records.by_url["https://a.example/"] = after("ok")
    records.write()
    before = file.read_bytes()
    records.by_url["https://b.example/"] = after("ok", url="https://b.example/")

    def full(*_):
        assert len(os.listdir(tmp_path)) == 2, "the new file stands beside the old one"
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", full)
    with pytest.raises(OSError):
        records.write()
    assert (before, ["links.jsonl"]) == (file.read_bytes(), os.listdir(tmp_path))


# What editors are told


def told(known):
    found = verdicts({known.url: [("docs/en/x.md", 12)]}, {known.url: known})
    return [str(problem).replace("docs/en/x.md:12: ", f"{problem.severity}: ") for problem in found]


URL = "https://a.example/x"


@pytest.mark.parametrize(("known", "sentence"), [
    (Record(URL, "broken", "answered 404", bad_days=days(0, 1, 2)),
     "error: replace this address, it has answered 404 on 3 days since 2026-11-20"),
    (Record(URL, "unreachable", "not answered in time", bad_days=days(0, 1)),
     "warning: watch this address, it has not answered in time on 2 of 3 days"),
    (Record(URL, "redirected", final="https://b.example/y"),
     "warning: write the new address https://b.example/y, this one has moved for good"),
    (Record(URL, "redirected", final="https://b.example/"),
     "warning: look for this text again, its address now leads to the front page https://b.example/"),
    (Record("http://b.example", "redirected", final="https://b.example/"),
     "warning: write the new address https://b.example/, this one has moved for good"),
    (Record(URL, "ok", "no section #x"),
     "warning: link to another section or to the whole page, it has no section #x"),
    (Record(URL, "ok"), None),
    (Record(URL, "blocked", "answered 403", bad_days=days(0, 1, 2)), None),
    (Record(URL, "rate-limited", "answered 429", bad_days=days(0, 1, 2)), None),
], ids=lambda value: value and str(value)[:50])
def test_sentences(known, sentence):
    """Each outcome has its sentence; refusals and good answers have none."""
    assert ([f"{sentence}: {known.url} (external-links)"] if sentence else []) == told(known)


def test_every_place_is_told_an_address_is_asked_once(handbook, clock):
    """The same dead address in two pages and twice on one line: one request, one problem a line."""
    dead = handbook.server.url("code/404")
    handbook.write("docs/en/x.md", f"# X {{ #x }}\n\n[one]({dead}) [two]({dead})\n")
    handbook.write("docs/fr/x.md", f"# X {{ #x }}\n\nUn\n<{dead}>\n")
    code, out = handbook.links()
    assert ["docs/en/x.md:3", "docs/fr/x.md:4"] == [line.partition(": ")[0] for line in out.splitlines()]
    assert 1 == len(handbook.server.paths())


# What robots.txt asks


@pytest.fixture
def obedient(clock):
    return Hosts(fetch, clock, robots=Robots())


def rules(*lines, **headers):
    return status(200, "\n".join(lines).encode(), **{"Content_Type": "text/plain", **headers})


def asked_for_robots(server):
    return [request.path for request in server.requests].count("/robots.txt")


@pytest.mark.parametrize("lines", [
    ("User-agent: *", "Disallow: /code/"),
    ("\ufeffUser-agent: *", "Disallow: /code/"),
    ("User-agent: *", "Allow: /", "", "User-agent: protection-handbook-links", "Disallow: /code/"),
    ("User-agent: *", "Allow: /fine", "Disallow: /"),
], ids=repr)
def test_what_robots_txt_forbids_is_not_asked(server, obedient, lines):
    """An address that programs are to stay away from is blocked, which is no fault of it; the rest is asked."""
    server.robots = rules(*lines)
    expected = Answer("blocked", "asked programs in its robots.txt to stay away")
    assert expected == answer(server.url("code/404"), obedient.ask)
    assert Answer("ok") == answer(server.url("fine"), obedient.ask)
    assert ["/fine"] == server.paths()


@pytest.mark.parametrize("robots", [
    status(404), status(403), status(200), status(200, b"\x00\xff" * 99), status(301, Location="/robots.txt"),
    status(302, Location="https://elsewhere.example/robots.txt"), rules("User-agent: other", "Disallow: /"),
    rules(*["# no rule"] * 60_000, "User-agent: *", "Disallow: /"),
], ids=["absent", "refused", "empty", "noise", "in a circle", "on another host", "for another", "behind the cap"])
def test_without_rules_for_us_all_is_allowed(server, obedient, robots):
    """Statuses of the 400s, and what cannot be read, mean that nothing is forbidden (RFC 9309, 2.3.1)."""
    server.robots = robots
    assert Answer("ok") == answer(server.url("fine"), obedient.ask)


@pytest.mark.parametrize("code", [429, 500, 503])
def test_a_host_that_cannot_say_is_left_for_another_run(server, obedient, code):
    """While its robots.txt has a fault of the server, nobody knows what the host allows."""
    server.robots = status(code)
    with pytest.raises(NotToday):
        obedient.ask(server.url("fine"))
    assert [] == server.paths()


def test_robots_txt_is_read_once_a_run_and_kept_apart_by_host(server, obedient):
    """One request more for each host, with the pause that all requests keep."""
    server.robots = rules("User-agent: *", "Disallow: /code/")
    for path in ("fine", "fine/2", "fine/3"):
        obedient.ask(server.url(path))
    assert 1 == asked_for_robots(server)
    obedient.ask(server.url("fine", "localhost"))
    assert 2 == asked_for_robots(server)
    first = [request.at for request in server.requests if request.host == "127.0.0.1"]
    assert all(later - earlier >= 1 for earlier, later in zip(first, first[1:]))


@pytest.mark.parametrize(("line", "pause"), [("Crawl-delay: 5", 5), ("Crawl-delay: 0", 1), ("Crawl-delay: 9999", 60)])
def test_the_pause_a_host_wants_is_kept(server, obedient, line, pause):
    """Never shorter than ours, never longer than a minute."""
    server.robots = rules("User-agent: *", line)
    for path in ("fine", "fine/2", "fine/3"):
        obedient.ask(server.url(path))
    second, third = [request.at for request in server.requests][-2:]
    assert pause == third - second


def test_the_command_obeys_robots_txt(handbook):
    """`handbook links` names no problem for what it may not ask."""
    handbook.server.robots = rules("User-agent: *", "Disallow: /code/")
    handbook.name(handbook.server.url("fine"), handbook.server.url("code/404"))
    assert (0, "") == handbook.links()
    assert ["/fine"] == handbook.server.paths()


# The command


class Handbook:
    """A small checkout, and the command run in it."""

    def __init__(self, root, server, clock):
        self.root, self.server, self.clock = root, server, clock
        self.cache = root / ".cache" / "links.jsonl"

    def write(self, name, text):
        (self.root / name).parent.mkdir(parents=True, exist_ok=True)
        (self.root / name).write_text(text, "utf-8")

    def name(self, *urls):
        self.write("docs/en/x.md", "# X { #x }\n\n" + "".join(f"- [x]({url})\n" for url in urls))

    def links(self, *arguments, day=0):
        parser = argparse.ArgumentParser()
        options.add_arguments(parser)
        self.clock.start = datetime(DAY.year, DAY.month, DAY.day, tzinfo=UTC) + timedelta(days=day)
        self.clock.now = 0.0
        code = command.links(parser.parse_args(arguments), self.clock)
        return code, self.capsys.readouterr().out


@pytest.fixture
def handbook(tmp_path, server, clock, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    made = Handbook(tmp_path, server, clock)
    made.capsys = capsys
    return made


def test_a_fault_is_a_problem_from_the_third_day(handbook):
    """Bad runs on three different days, not three on one day, make an address one to replace."""
    dead = handbook.server.url("code/404")
    handbook.name(handbook.server.url("fine"), dead)
    end = f": {dead} (external-links)"
    for day, count in ((0, 1), (0, 1), (0, 1), (4, 2)):
        watch = f"docs/en/x.md:4: watch this address, it has answered 404 on {count} of 3 days{end} [warning]\n"
        assert (0, watch) == handbook.links(day=day)
    replace = f"docs/en/x.md:4: replace this address, it has answered 404 on 3 days since 2026-11-20{end}\n"
    assert (1, replace) == handbook.links(day=9)


def test_good_addresses_are_left_in_peace(handbook):
    """What was good is not asked again until its age is reached; what was bad is, in every run."""
    handbook.name(*map(handbook.server.url, ("fine", "code/403", "code/404", "later/5", "code/500")))
    handbook.links()
    handbook.server.requests.clear()
    handbook.links("--max-age", "30", day=29)
    assert {"/code/404", "/later/5", "/code/500"} == set(handbook.server.paths())
    handbook.server.requests.clear()
    handbook.links("--max-age", "5", day=29)
    assert {"/fine", "/code/403"} < set(handbook.server.paths())


def test_limits_leave_the_rest_for_the_next_run(handbook):
    """With a number of addresses or of requests to a host, run after run reaches all of them."""
    paths = [f"/fine/{n}" for n in range(6)]
    handbook.name(*(handbook.server.url(path[1:]) for path in paths))
    handbook.links("--limit", "2")
    assert paths[:2] == handbook.server.paths()
    handbook.links("--per-host", "3")
    assert paths[:5] == handbook.server.paths()
    handbook.links()
    assert paths == handbook.server.paths()


def test_dead_addresses_do_not_starve_the_others(handbook):
    """With a limit, those that have waited longest come first, dead or not."""
    handbook.name(*map(handbook.server.url, ("code/404", "code/410", "fine")))
    for day in range(3):
        handbook.links("--limit", "1", day=day)
    assert ["/code/404", "/code/410", "/fine"] == handbook.server.paths()


def test_without_a_network_nothing_is_judged(handbook):
    """When no host answers, the fault may be ours: nothing is written down, and it says what to do."""
    handbook.name("http://127.0.0.1:1/a", "http://localhost:1/b")
    for day in range(4):
        assert (2, "") == handbook.links(day=day)
    assert b"" == handbook.cache.read_bytes()


def test_dead_hosts_are_told_from_a_dead_network(handbook):
    """When only dead hosts are due, one address that was good is asked once more; it vouches for the network."""
    handbook.name(handbook.server.url("fine"), "http://localhost:1/")
    for day in range(3):
        code, out = handbook.links(day=day)
    assert (1, 3) == (code, len(handbook.server.paths()))
    assert "it has refused the connection on 3 days" in out


def test_an_interrupted_run_keeps_what_it_heard(handbook):
    """Ctrl+C in the middle of a run loses no answer that has come, and does not wait for one that has not."""
    handbook.name(*map(handbook.server.url, ("fine", "interrupt", "late")))
    with pytest.raises(KeyboardInterrupt):
        handbook.links()
    assert [handbook.server.url("fine")] == list(Records(handbook.cache).by_url)
    handbook.server.closing.set()  # now the last answer comes, and nothing must be asked after it
    threads = [thread for thread in threading.enumerate() if "visit" in thread.name]
    assert all(thread.daemon for thread in threads), "the end of the program would wait for them"
    visitors = {thread.ident for thread in threads}
    for _ in range(1000):  # not join: Python 3.11 takes a thread for ended when a join is interrupted
        if visitors & set(sys._current_frames()):
            threading.Event().wait(0.01)
    assert ["/fine", "/interrupt"] == handbook.server.paths()


def test_formats(handbook):
    """json is a list of objects and nothing else; github marks the line."""
    handbook.name(handbook.server.url("to/301//fine"))
    found = json.loads(handbook.links("--format", "json")[1])
    assert ["external-links"] == [one["rule"] for one in found]
    head = "::warning file=docs/en/x.md,line=3,title=external-links::write the new address"
    assert handbook.links("--format", "github")[1].startswith(head)


def test_what_cannot_run_says_so(handbook):
    """No pages, or a cache that cannot be read or written: exit 2, and nobody is asked."""
    assert 2 == handbook.links()[0]
    handbook.name(handbook.server.url("fine"))
    (handbook.root / "folder").mkdir()
    (handbook.root / "file").touch()
    assert 2 == handbook.links("--cache", "folder")[0]
    assert 2 == handbook.links("--cache", "file/links.jsonl")[0]
    assert [] == handbook.server.requests


@pytest.mark.parametrize("text", ["0", "-1", "many", "1.5"])
def test_numbers_are_asked_for_in_words(handbook, text):
    """A number that is none is told, not a traceback."""
    with pytest.raises(SystemExit) as ended:
        handbook.links(f"--limit={text}")
    assert 2 == ended.value.code
    assert "write a whole number from 1" in handbook.capsys.readouterr().err


def test_a_spoilt_cache_line_and_an_unreadable_page_are_told(handbook):
    """What is not read is never a silent pass."""
    handbook.name(handbook.server.url("fine"))
    handbook.write(".cache/links.jsonl", "spoilt\n")
    code, out = handbook.links()
    assert (0, ".cache/links.jsonl:2") == (code, out.partition(": ")[0])
    assert "spoilt" == handbook.cache.read_text("utf-8").splitlines()[2 - 1]
    (handbook.root / "docs/en/y.md").write_bytes(b"# Y\n\xff\n")
    code, out = handbook.links()
    assert (1, True) == (code, "docs/en/y.md:2: save the file as UTF-8" in out)


def test_the_cache_may_be_a_link(handbook):
    """A cache that is a symbolic link stays one."""
    handbook.name(handbook.server.url("fine"))
    handbook.write("shared/links.jsonl", "")
    try:
        (handbook.root / "links.jsonl").symlink_to("shared/links.jsonl")
    except OSError:
        cannot_run("symbolic links are not allowed here")
    handbook.links("--cache", "links.jsonl")
    assert (handbook.root / "links.jsonl").is_symlink()
    assert 1 == len(Records(handbook.root / "shared/links.jsonl").by_url)


# Which addresses


def test_addresses_are_found_wherever_a_page_names_them(tmp_path):
    """Every way of writing a link, each with its line; code, comments, .onion and other schemes are left out."""
    page = tmp_path / "docs" / "en" / "x.md"
    page.parent.mkdir(parents=True)
    page.write_text("""---
title: X
---

# X { #x }

[inline](https://a.example/1) and
[titled](https://a.example/2 "Title"){ rel=noreferrer } and <https://a.example/3>.
[by name][name] ![image](HTTPS://a.example/5.png)

- item [one](https://a.example/6_\\(x\\))
  [two](https://a.example/7?a=1&amp;b=2)

| Head |
| ---- |
| [cell](https://a.example/8) |

!!! note "Title"

    [inside](https://a.example/9)

Raw <a class="x" href="https://a.example/10">link</a> and <img src='https://a.example/11'>.

<a href="https://a.example/12">block</a>

[name]: https://a.example/4
[^1]: A note with [a link](https://a.example/13).

`[code](https://no.example/1)` and <!-- [comment](https://no.example/2) -->
<http://abcdefgh.onion/> [mail](mailto:a@no.example) [in](../y.md) [rel](//no.example/3) <ftp://no.example/>

```
[code](https://no.example/4)
```

<!-- [comment](https://no.example/5) -->
[unreadable](http://[no)
""", "utf-8")
    found = addresses(read_library(tmp_path))
    lines = {1: 7, 2: 8, 3: 8, 4: 26, "5.png": 9, "6_(x)": 11, "7?a=1&b=2": 12, 8: 16, 9: 20, 10: 22, 11: 22, 12: 24}
    lines |= {13: 27}
    expected = {f"https://a.example/{name}": [("docs/en/x.md", line)] for name, line in lines.items()}
    expected["HTTPS://a.example/5.png"] = expected.pop("https://a.example/5.png")
    expected["http://[no"] = [("docs/en/x.md", 37)]
    assert expected == found


def test_sources_are_named_by_their_own_lines():
    """Every address of the bibliography is found, on the line that holds it and no longer one."""
    library = read_library(ROOT)
    found = addresses(library)
    works = library.sources.works.values()
    named = {url for work in works for url in (work.url, *(edition.url for edition in work.editions)) if url}
    assert named <= set(found)
    assert len(named) > 100
    lines = (ROOT / "data" / "sources.yml").read_text("utf-8").splitlines()
    for url in named:
        for path, line in found[url]:
            if path == "data/sources.yml":
                assert url in lines[line - 1]


def test_an_address_that_begins_like_another_has_its_own_line(tmp_path):
    """A line that holds a longer address is not the place of a shorter one."""
    file = tmp_path / "data" / "sources.yml"
    file.parent.mkdir()
    file.write_text("""publishers:
  who: {en: WHO}
works:
  a-work:
    title: {en: A work}
    group: gbv
    publishers: [who]
    year: 2020
    access: public
    editions:
      en: {certainty: seen}
      fr: {url: https://a.example/x/fr, certainty: seen}
    url: https://a.example/x
""", "utf-8")
    expected = {"https://a.example/x": [("data/sources.yml", 13)], "https://a.example/x/fr": [("data/sources.yml", 12)]}
    assert expected == addresses(read_library(tmp_path))


def test_hidden_services_are_never_asked(handbook):
    """A page that names an .onion address does not make this machine look it up."""
    handbook.name("http://abcdefgh.onion/", handbook.server.url("fine"))
    assert (0, "") == handbook.links()
    assert 1 == len(Records(handbook.cache).by_url)
    assert not askable("https://www.abcdefgh.onion:8080/")
