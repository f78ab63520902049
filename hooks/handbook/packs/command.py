"""The command `packs`: build the site, make every pack of every language from it, and write down their sums."""

import hashlib
import json
import os
import shutil
import subprocess
import tempfile
import time
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from handbook.build import CACHE, environment, mkdocs, say
from handbook.exchange import recover, swap
from handbook.library import LOCALES
from handbook.packs.book import write_book
from handbook.packs.cards import write_cards
from handbook.packs.edition import FOLDER_VARIABLE, NAME, NEUTRAL, Edition, load
from handbook.packs.epub import write_epub
from handbook.packs.options import ENDINGS
from handbook.packs.pdf import MissingTool, write_pdf
from handbook.packs.stick import write_stick
from handbook.packs.zim import write_zim

LIST, SUMS = "packs.json", "SHA256SUMS"
PHONE = ("html", "epub", "pdf", "sheets", "zim")
SLOWEST_FIRST = ("pdf", "sheets", "zim", "epub", "html")


@dataclass(frozen=True)
class Made:
    """A pack, or the reason why there is none."""

    name: str
    language: str
    kind: str
    seconds: float
    missing: str = ""


def packs(options) -> int:
    """Make the packs in a folder beside the old ones, and swap the two. Returns 1 when one is left out."""
    kinds = options.kinds.split(",")
    if unknown := [kind for kind in kinds if kind not in ENDINGS]:
        say(f"handbook: name kinds that exist, not {', '.join(unknown)}: {', '.join(ENDINGS)}")
        return 2
    CACHE.mkdir(exist_ok=True)
    output = options.output.resolve()
    output.parent.mkdir(parents=True, exist_ok=True)
    recover(output, CACHE)
    work = Path(tempfile.mkdtemp(prefix="packs-", dir=CACHE)).resolve()
    try:
        locales = tuple(options.locale or LOCALES)
        sites = build_sites(work, locales, "stick" in kinds, [] if options.draft else ["--strict"])
        if not sites:
            say("No pack was made: mend what is named above, or see how far it is with --draft.")
            return 1
        editions = [replace(one, neutral=options.neutral) for one in load(work / "articles", locales)]
        if options.pages:
            editions = [one.only(set(options.pages.split(","))) for one in editions]
        if not editions or not all(one.articles for one in editions):
            say("handbook: name pages that each language has: a pack without pages is none")
            return 2
        made = make(editions, sites, work / "dist", kinds)
        swap(work / "dist", output)
    finally:
        shutil.rmtree(work, ignore_errors=True)
    for one in made:
        say(f"LEFT OUT {one.name}: {one.missing}" if one.missing else f"{one.name} ({one.seconds:.0f} s)")
    say(f"The packs are in {options.output}/, with {SUMS}. Build the site again, and it offers them.")
    return 1 if any(one.missing for one in made) else 0


def build_sites(work: Path, locales: tuple[str, ...], each: bool, strict: list[str]) -> dict[str, Path]:
    """Build the site of all languages, and one a language for its own zip; nothing when a build fails."""
    names = ("", *(locales if each else ()))
    say(f"Building the site{' and one of each language' if each else ''} …")
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        done = list(pool.map(lambda name: _build_site(work, name, strict), names))
    if failed := [one for one in done if one.returncode]:
        say(failed[0].stdout + failed[0].stderr)
        return {}
    return {name: _site_folder(work, name) for name in names}


def _build_site(work: Path, name: str, strict: list[str]) -> subprocess.CompletedProcess:
    """Build the site of all languages, with its articles, or that of one."""
    env = environment() | {FOLDER_VARIABLE: str(work / (f"articles-{name}" if name else "articles"))} | ({"LOCALE": name} if name else {})
    return subprocess.run(mkdocs("build", *strict, "--site-dir", _site_folder(work, name)), env=env, capture_output=True, text=True)


def _site_folder(work: Path, name: str) -> Path:
    return work / "sites" / (name or "all")


def make(editions: list[Edition], sites: dict[str, Path], out: Path, kinds: list[str]) -> list[Made]:
    """Make the packs of these kinds, two and more at a time, and the list of them.

    Args: the editions; the site of all languages under an empty name and those of one language; the folder; the kinds.
    """
    out.mkdir(parents=True, exist_ok=True)
    with ProcessPoolExecutor(initializer=_set_time, initargs=(editions[0].stamp.seconds,)) as pool:
        jobs = [pool.submit(make_one, edition, kind, out) for kind in SLOWEST_FIRST if kind in kinds for edition in editions]
        made = [job.result() for job in jobs]
    if "stick" in kinds:
        files = [(one.language, one.kind, out / one.name) for one in sorted(made, key=_order) if not one.missing]
        made += [_stick([one], sites[one.locale], [f for f in files if f[0] == one.locale], out) for one in editions]
        if len(editions) > 1:
            made.append(_stick(editions, sites[""], files, out))
    made.sort(key=_order)
    write_list(editions[0], made, out)
    return made


def make_one(edition: Edition, kind: str, out: Path) -> Made:
    """Make one pack; what is missing for it, or goes wrong, is told and stops no other."""
    file, started, missing = out / f"{edition.slug}{ENDINGS[kind]}", time.monotonic(), ""
    try:
        if kind == "html":
            file.write_text(write_book(edition), "utf-8")
        elif kind == "sheets":
            missing = "" if write_cards(edition, file) else "the language has no card and no checklist yet"
        else:
            {"epub": write_epub, "pdf": write_pdf, "zim": write_zim}[kind](edition, file)
    except MissingTool as tool:
        missing = f"install {tool}"
    except Exception as error:
        missing = f"it could not be made: {type(error).__name__}: {error}"
    if missing:
        file.unlink(missing_ok=True)
    return Made(file.name, edition.locale, kind, time.monotonic() - started, missing)


def write_list(edition: Edition, made: list[Made], out: Path) -> None:
    """Write the list that the page on offline use reads, and the sums that `sha256sum --check` reads."""
    files, sums = [], []
    for one in made:
        if not one.missing:
            content = (out / one.name).read_bytes()
            digest = hashlib.sha256(content).hexdigest()
            what = {"name": one.name, "language": one.language, "kind": one.kind}
            files.append({**what, "bytes": len(content), "sha256": digest, "date": str(edition.stamp.day)})
            sums.append(f"{digest}  {one.name}\n")
    text = json.dumps({"edition": asdict(edition.stamp), "files": files}, indent=1, default=str)
    (out / LIST).write_text(text + "\n", "utf-8", newline="\n")
    (out / SUMS).write_text("".join(sums), "utf-8", newline="\n")


def _set_time(seconds: int) -> None:
    """What the tools that a pack is made with take for now."""
    os.environ["SOURCE_DATE_EPOCH"] = str(seconds)


def _stick(editions: list[Edition], site: Path, files: list[tuple[str, str, Path]], out: Path) -> Made:
    started = time.monotonic()
    several = len(editions) > 1
    language, kind = ("", "stick_all") if several else (editions[0].locale, "stick")
    slug = (NEUTRAL if editions[0].neutral else NAME) if several else editions[0].slug
    file = out / f"{slug}{ENDINGS['stick']}"
    write_stick(editions, site, files, file)
    return Made(file.name, language, kind, time.monotonic() - started)


def _order(one: Made) -> tuple:
    kinds = [*ENDINGS, "stick_all"]
    return (LOCALES.index(one.language) if one.language else len(LOCALES), kinds.index(one.kind))
