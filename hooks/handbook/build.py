"""Build, serve, test and measure: each calls the tool that does it, and keeps what was there when it fails."""

import os
import shutil
import socket
import subprocess
import sys
import time
from pathlib import Path

from handbook import exchange
from handbook.hosting import compress

CACHE = Path(".cache")


def site(options) -> int:
    """Build all languages strictly into a folder beside the old site, and swap the two when it is complete."""
    output = options.output.resolve()
    CACHE.mkdir(exist_ok=True)
    output.parent.mkdir(parents=True, exist_ok=True)
    exchange.recover(output, CACHE)
    fresh = exchange.stage(output, CACHE)
    say(f"Building four languages into {options.output} …")
    started = time.monotonic()
    try:
        code = subprocess.call(mkdocs("build", "--strict", "--site-dir", fresh), env=environment())
        if code:
            say("Nothing was changed: mend what is named above, and build again.")
            return 1
        if getattr(options, "compress", False):
            say(f"{compress(fresh)} files packed as .gz beside themselves.")
        exchange.swap(fresh, output)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
    say(f"Done in {time.monotonic() - started:.0f} s. Open {options.output}/index.html, or serve the folder.")
    return 0


def serve(options) -> int:
    """Serve with reload; problems are shown and do not stop it. Changes in hooks/ need a restart."""
    port = _free_port(options.port)
    known = ("en", "fr", "es", "ar")
    if options.locale and options.locale not in known:
        print(f"handbook: name one of {', '.join(known)}, not {options.locale}", file=sys.stderr)
        return 2
    env = environment()
    env.pop("LOCALE", None)
    if options.locale:
        env["LOCALE"] = options.locale
    say(f"Building; then read at http://127.0.0.1:{port}/  (stop with Ctrl+C; after a change in hooks/ start again)")
    return subprocess.call(mkdocs("serve", "--dev-addr", f"127.0.0.1:{port}"), env=env)


def test(options) -> int:
    say("Running every test …")
    return subprocess.call([sys.executable, "-m", "pytest", *options.options])


def bench(options) -> int:
    return subprocess.call([sys.executable, "bench/run.py", *options.options])


def environment() -> dict[str, str]:
    """What a build sees: the time of the commit instead of now, so that one commit gives one site, byte for byte."""
    env = {key: value for key, value in os.environ.items() if key != "LOCALE"}
    env.setdefault("SOURCE_DATE_EPOCH", _commit_time())
    env["NO_MKDOCS_2_WARNING"] = "1"  # the theme's notice about its own end; README, "Longevity", says it once
    return env


def say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def mkdocs(*arguments) -> list[str]:
    return [sys.executable, "-m", "mkdocs", *map(str, arguments)]


def _commit_time() -> str:
    """Seconds since 1970 of the last commit; a copy without git gets a fixed day."""
    try:
        done = subprocess.run(["git", "log", "-1", "--format=%ct"], capture_output=True, text=True)
        return done.stdout.strip() or "1795392000"
    except OSError:
        return "1795392000"


def _free_port(first: int) -> int:
    for port in range(first, first + 50):
        with socket.socket() as one:
            try:
                one.bind(("127.0.0.1", port))
                return port
            except OSError:
                continue
    return first
