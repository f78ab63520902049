"""What a phone keeps of the handbook: the list of files of each language with their hashes, and the manifest that installs it."""

import hashlib
import json
import re
import zlib
from datetime import date
from pathlib import Path

from handbook.library import RIGHT_TO_LEFT

FOLDER = "offline"
# Where reading happens: pages, and what they load. Spreadsheets do not shrink on the way; CSV holds the same
READ = (".html", ".css", ".js", ".svg", ".png", ".webp", ".woff2", ".csv", ".json")
# At the root of the site beside the pages of the first language: short addresses, these lists, downloads, the light edition
BESIDE = ("go", FOLDER, "assets", "packs", "light", "sw.js")
# In the list of every language: the page for what is not kept
SHARED = f"{FOLDER}/missing.html"
# A file below assets/ whose path names another language is of no use: index.fr.js, plan/fr.js, plan/fr/module.js
NAMES = re.compile(r"[^/.]+")
# The sizes of the icon as pixels, for devices that do not draw SVG
ICONS = (192, 512)


def write_lists(site: Path, locales: list[str], day: date) -> None:
    """Write offline/<locale>.json for each language, {version, date, bytes, transfer, files: [{u, h, n}]}, and a summary of all.

    Args: the folder of a complete site, its locales, the day of this edition. The version is a hash of the files alone:
    two builds with the same files are one version. transfer: bytes on the way when the host compresses.
    """
    summary = {}
    for locale in locales:
        files, transfer = [], 0
        for path in kept_files(site, locale, locales):
            content = (site / path).read_bytes()
            files.append({"u": path, "h": hashlib.sha256(content).hexdigest(), "n": len(content)})
            transfer += len(content) if path.endswith((".woff2", ".png", ".webp")) else len(zlib.compress(content, 6))
        version = hashlib.sha256("".join(f"{one['u']} {one['h']}\n" for one in files).encode()).hexdigest()[:12]
        head = {"version": version, "date": day.isoformat(), "bytes": sum(one["n"] for one in files), "transfer": transfer}
        summary[locale] = {**head, "count": len(files)}
        _write(site / FOLDER / f"{locale}.json", {**head, "files": files})
    _write(site / FOLDER / "index.json", summary)


def kept_files(site: Path, locale: str, locales: list[str]) -> list[str]:
    """The paths of what one language needs, in order: its pages, what all languages share, its own search and lists."""
    own = home(site, locale)
    others = {other for other in locales if other != locale}
    found = {SHARED, "units.html"}
    for file in (one for one in own.rglob("*") if one.suffix in READ and one.is_file()):
        path = file.relative_to(site)
        if own != site or path.parts[0] not in (*BESIDE, *others):
            found.add(path.as_posix())
    for file in (one for one in (site / "assets").rglob("*") if one.suffix in READ and one.is_file()):
        path = file.relative_to(site)
        if not others & set(NAMES.findall(path.as_posix())):
            found.add(path.as_posix())
    return sorted(path for path in found if (site / path).is_file())


def home(site: Path, locale: str) -> Path:
    """The folder of a language's pages: its own, or the root, where the first language, or the only one, is."""
    return site / locale if (site / locale / "index.html").is_file() else site


def write_manifest(site: Path, locale: str, name: str, short: str) -> None:
    """Write offline/<locale>.webmanifest: the name, and a short one that tells a glance at the screen nothing."""
    folder = home(site, locale).relative_to(site).as_posix()
    start = "../index.html" if folder == "." else f"../{folder}/index.html"
    icons = [{"src": f"../assets/icon-{size}.png", "sizes": f"{size}x{size}", "type": "image/png", "purpose": "any maskable"} for size in ICONS]
    _write(site / FOLDER / f"{locale}.webmanifest", {
        "id": f"../{locale}",
        "name": name,
        "short_name": short,
        "lang": locale,
        "dir": "rtl" if locale in RIGHT_TO_LEFT else "ltr",
        "start_url": start,
        "scope": "../",
        "display": "minimal-ui",
        "background_color": "#ffffff",
        "theme_color": "#ffffff",
        "icons": [{"src": "../assets/icon.svg", "sizes": "any", "type": "image/svg+xml"}, *icons],
    })


def _write(file: Path, value) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps(value, ensure_ascii=False, separators=(",", ":")) + "\n", "utf-8")
