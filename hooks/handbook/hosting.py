"""What a static host must be told: headers for every file, in the form that Netlify and Cloudflare Pages read."""

import gzip
import re
from pathlib import Path

from handbook.policy import POLICY

POLICY_OF_A_PAGE = re.compile(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)"')
HASH = re.compile(r"'sha256-[^']+'")
# What a page cannot say of itself and a header can: who may show it in a frame
FRAMES = "frame-ancestors 'self'"
# For every file
ALWAYS = {"Referrer-Policy": "no-referrer", "X-Content-Type-Options": "nosniff", "Permissions-Policy": "interest-cohort=(), browsing-topics=()"}
# What is used again without asking whether it is still the same. Fonts carry a hash in their names; what pages name carries
# none: a new style would change every page
KEPT = {
    "/assets/fonts/*": "public, max-age=31536000, immutable",
    "/assets/{}.css": "public, max-age=3600, stale-while-revalidate=86400",
    "/assets/{}.js": "public, max-age=3600, stale-while-revalidate=86400",
}
# What must never be old; pages too, but there both hosts ask each time without being told
ASKED = {"/sw.js": "public, no-cache", "/offline/*": "public, no-cache", "/assets/search/*": "public, no-cache"}
# What gains from being packed beforehand
TEXT = (".html", ".css", ".js", ".json", ".svg", ".xml", ".csv", ".txt", ".webmanifest")


def write_hosting(site: Path) -> None:
    """Write _headers and .nojekyll into a complete site."""
    policy = site_policy(page.read_text("utf-8") for page in sorted(site.rglob("*.html")))
    (site / "_headers").write_text(headers(policy, site), "utf-8")
    (site / ".nojekyll").write_text("", "utf-8")  # GitHub Pages: lay out every file as it is


def site_policy(pages) -> str:
    """One policy for all pages: what each allows itself, with the hashes of every inline style together.

    A page keeps its own, stricter one besides; a browser obeys both.
    """
    hashes = {"script-src": set(), "style-src": set()}
    for page in pages:
        found = POLICY_OF_A_PAGE.search(page)
        for rule in found[1].split(";") if found else ():
            name = rule.split()[0] if rule.split() else ""
            if name in hashes:
                hashes[name].update(HASH.findall(rule))
    scripts, styles = ("".join(f" {one}" for one in sorted(hashes[name])) for name in ("script-src", "style-src"))
    return f"{POLICY.format(scripts=scripts, styles=styles)}; {FRAMES}"


def headers(policy: str, site: Path) -> str:
    """The text of _headers. The hosts take every block that fits and join their values: no path has two for the cache."""
    blocks = {"/*": {"Content-Security-Policy": policy, **ALWAYS}}
    for pattern, value in {**ASKED, **KEPT}.items():
        ending = pattern.rpartition("{}")[2]
        files = [file.stem for file in sorted((site / "assets").glob("*" + ending))] if "{}" in pattern else [""]
        blocks.update({pattern.format(name): {"Cache-Control": value} for name in files})
    return "\n".join(
        path + "".join(f"\n  {name}: {value}" for name, value in fields.items()) + "\n" for path, fields in blocks.items()
    )


def compress(site: Path) -> int:
    """Put a .gz beside every text of a site, the same bytes for the same text; how many."""
    files = [file for file in sorted(site.rglob("*")) if file.suffix in TEXT and file.is_file()]
    for file in files:
        packed = gzip.compress(file.read_bytes(), 9, mtime=0)
        file.with_name(file.name + ".gz").write_bytes(packed)
    return len(files)
