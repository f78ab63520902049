"""What a first view of one page costs, ours beside the theme as it comes: requests, bytes, and when something can be read.

The line is that of a phone far away: 400 kbit/s, 400 ms there and back, a processor six times slower. Files come packed.
"""

import contextlib
import functools
import gzip
import os
import shutil
import threading
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from playwright.sync_api import sync_playwright

PATH = "themes/gender-based-violence.html"
LINE = {"offline": False, "latency": 400, "downloadThroughput": 50_000, "uploadThroughput": 50_000}
SLOWER, ROUNDS = 6, 3
# Measured once with a site of 178 French pages, search loaded on demand (Starlight 0.35.3, Astro 5): kB, seconds
STARLIGHT = (58.5, 1.5)
FIRST = "performance.getEntriesByName('first-contentful-paint').map(one => one.startTime)[0]"


class Packed(SimpleHTTPRequestHandler):
    """A host that packs text, as hosts do."""

    def do_GET(self):
        file = Path(self.translate_path(self.path))
        if not file.is_file():
            return self.send_error(404)
        body, text = file.read_bytes(), file.suffix not in (".woff2", ".png")
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(file)))
        if text:
            body = gzip.compress(body, mtime=0)
            self.send_header("Content-Encoding", "gzip")
        self.server.sent.append(len(body))
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        with contextlib.suppress(ConnectionError):
            self.wfile.write(body)

    def log_message(self, *_):
        pass


def measure(site: Path, plain: Path) -> list[tuple[str, float, str]]:
    """Rows to print. Args: our site, and the same pages built with the theme as it comes."""
    rows = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=os.environ.get("HANDBOOK_BROWSER") or shutil.which("chromium"), args=["--no-sandbox"])
        for name, folder, locale in (("ours", site, "fr"), ("ours", site, "ar"), ("stock Material", plain, "fr"), ("stock Material", plain, "ar")):
            size, requests, seconds = view(browser, folder, locale)
            rows += [
                (f"first view, {locale}, {name}", size / 1000, f"kB in {requests} requests"),
                (f"first words, {locale}, {name}, 400 kbit/s", seconds, "s"),
            ]
        browser.close()
    return [*rows, ("first view, fr, Starlight, of another day", STARLIGHT[0], "kB"), ("first words, fr, Starlight, of another day", STARLIGHT[1], "s")]


def view(browser, folder: Path, locale: str) -> tuple[int, int, float]:
    """Bytes, requests and seconds until the first words of one page, nothing kept from before; the best of some rounds."""
    with ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Packed, directory=folder)) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        found = []
        for _ in range(ROUNDS):
            server.sent = []
            with browser.new_context(viewport={"width": 360, "height": 740}) as context:
                page = context.new_page()
                client = context.new_cdp_session(page)
                client.send("Network.enable")
                client.send("Network.emulateNetworkConditions", LINE)
                client.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
                page.goto(f"http://127.0.0.1:{server.server_port}/{locale}/{PATH}", wait_until="networkidle", timeout=90_000)
                found.append((page.evaluate(FIRST) / 1000, sum(server.sent), len(server.sent)))
        server.shutdown()
    seconds, size, requests = min(found)
    return size, requests, seconds
