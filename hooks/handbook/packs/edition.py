"""An edition: all articles of one language in the order of the navigation, and what every pack says of itself."""

import json
import os
import subprocess
import tomllib
from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from datetime import UTC, date, datetime
from functools import cached_property
from pathlib import Path

from handbook.labels import write_date
from handbook.library import RIGHT_TO_LEFT, Library
from handbook.packs.article import Article

# Where the ordinary build leaves the articles, when someone asks for them
FOLDER_VARIABLE = "HANDBOOK_ARTICLES"
NEUTRAL = "notes"
NAME = "protection-handbook"


@dataclass(frozen=True)
class Part:
    """An entry of the contents: a page, and the pages of the section that it begins."""

    path: str
    title: str
    pages: tuple[tuple[str, str], ...] = ()  # path, title


@dataclass(frozen=True)
class Stamp:
    """What tells two editions apart: the version, the day of the commit and its first seven digits; the site's address."""

    version: str
    day: date
    commit: str
    address: str

    @property
    def seconds(self) -> int:
        """The day as SOURCE_DATE_EPOCH has it."""
        return int(datetime(self.day.year, self.day.month, self.day.day, tzinfo=UTC).timestamp())


@dataclass(frozen=True)
class Edition:
    """A language's articles. `neutral`: no name of a file, tab or library entry tells what the pack is about."""

    locale: str
    name: str
    stamp: Stamp
    contents: tuple[Part, ...]
    articles: tuple[Article, ...]
    labels: dict
    neutral: bool = False

    @property
    def direction(self) -> str:
        return "rtl" if self.locale in RIGHT_TO_LEFT else "ltr"

    @property
    def title(self) -> str:
        """The name for tabs and libraries."""
        return NEUTRAL if self.neutral else self.name

    @property
    def slug(self) -> str:
        return f"{NEUTRAL if self.neutral else NAME}-{self.locale}"

    @cached_property
    def by_path(self) -> dict[str, Article]:
        return {article.path: article for article in self.articles}

    @property
    def said(self) -> str:
        """Edition 0.1.0 of 26 November 2026 (89d1b9d)."""
        return said(self.stamp, self.labels)

    @property
    def lines(self) -> list[str]:
        """What every pack says of itself: edition, where the newest is, licence, whose it is."""
        address = self.labels["pack_address"].format(address=self.stamp.address) if self.stamp.address else self.labels["pack_no_address"]
        return [self.said, address, self.labels["footer_licence"], self.labels["footer_independent"]]

    def only(self, paths: set[str]) -> "Edition":
        """The same with only these pages."""
        parts = (replace(part, pages=tuple(one for one in part.pages if one[0] in paths)) for part in self.contents)
        kept = tuple(part for part in parts if part.path in paths or part.pages)
        return replace(self, contents=kept, articles=tuple(one for one in self.articles if one.path in paths))


def said(stamp: Stamp, labels) -> str:
    text = labels["pack_edition"].format(version=stamp.version, date=write_date(stamp.day, labels))
    return f"{text} (\u2066{stamp.commit}\u2069)" if stamp.commit else text  # kept in one piece inside Arabic


def read_stamp(root: Path, address: str) -> Stamp:
    """The stamp of a checkout: a copy without git has no commit, and the day that the build gives it."""
    seconds = int(os.environ.get("SOURCE_DATE_EPOCH") or datetime.now(UTC).timestamp())
    project = root / "pyproject.toml"
    version = tomllib.loads(project.read_text("utf-8"))["project"]["version"] if project.exists() else "0"
    return Stamp(version, datetime.fromtimestamp(seconds, UTC).date(), _commit(root), address)


def make_edition(library: Library, locale: str, name: str, parts: list[Part], articles: list[Article], stamp: Stamp) -> Edition:
    """The edition of a language: articles in the order of the contents; a page outside the navigation comes last."""
    order = [path for part in parts for path in (part.path, *(page for page, _ in part.pages))]
    by_path = {article.path: article for article in articles}
    lost = [Part(path, by_path[path].title) for path in by_path if path not in order]
    listed = [*dict.fromkeys(path for path in order if path in by_path), *(part.path for part in lost)]
    return Edition(locale, name, stamp, (*parts, *lost), tuple(by_path[path] for path in listed), dict(library.labels[locale]))


def save(editions: list[Edition], folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for edition in editions:
        text = json.dumps(asdict(edition), ensure_ascii=False, default=str, indent=1)
        (folder / f"{edition.locale}.json").write_text(text, "utf-8")


def load(folder: Path, locales: tuple[str, ...]) -> Iterator[Edition]:
    """The editions that a build has left in a folder."""
    for locale in locales:
        file = folder / f"{locale}.json"
        if file.exists():
            data = json.loads(file.read_text("utf-8"))
            stamp = Stamp(**{**data["stamp"], "day": date.fromisoformat(data["stamp"]["day"])})
            parts = tuple(Part(one["path"], one["title"], tuple(map(tuple, one["pages"]))) for one in data["contents"])
            articles = tuple(Article(**one) for one in data["articles"])
            yield Edition(**{**data, "stamp": stamp, "contents": parts, "articles": articles})


def _commit(root: Path) -> str:
    """Seven digits of the commit, with a plus when the checkout differs from it."""
    try:
        head = subprocess.run(["git", "rev-parse", "HEAD"], cwd=root, capture_output=True, text=True)
        if head.returncode or not (root / ".git").exists():
            return ""
        changed = subprocess.run(["git", "status", "--porcelain", "--untracked-files=no"], cwd=root, capture_output=True, text=True)
        return head.stdout[:7] + ("+" if changed.stdout.strip() else "")
    except OSError:
        return ""
