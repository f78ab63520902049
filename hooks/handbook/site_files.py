"""The files of a built site, and which of them an address leads to; letter by letter, as most servers look."""

import os
import posixpath
from collections import Counter, defaultdict
from difflib import get_close_matches
from pathlib import Path
from urllib.parse import unquote, urlsplit

from handbook.web import scheme


class Files:
    """Every file below a folder, by its path.

    base: the address under which the site is published, when the site itself names it; with a slash at its end
    """

    def __init__(self, folder: Path):
        self.paths = sorted(
            posixpath.relpath(posixpath.join(where, name), folder.as_posix())
            for where, _, names in os.walk(folder.as_posix())
            for name in names
        )
        self.known = frozenset(self.paths)
        self.folders = frozenset(posixpath.dirname(path) for path in self.paths)
        self.folded = {path.casefold(): path for path in self.paths}
        self.by_stem = defaultdict(list)
        for path in self.paths:
            self.by_stem[_stem(path)].append(path)
        self.base = ""
        self.found: dict[tuple[str, str], tuple[str, str, str]] = {}

    def know_base(self, canonical: list[tuple[str, str]], sitemap: list[str]) -> None:
        """Learn where the site is published, from what its pages and its sitemap call themselves."""
        bases: Counter = Counter()
        for path, address in canonical:
            for name in (path, path.removesuffix("index.html"), path.removesuffix(".html"), path.removesuffix("/index.html")):
                if scheme(address) and address.endswith("/" + name):
                    bases[address[: len(address) - len(name)]] += 1
                    break
        for address in sitemap if not bases else ():
            parts = urlsplit(address)
            steps = unquote(parts.path).strip("/").split("/")
            for at in range(len(steps) + 1 if parts.netloc else 0):
                rest = "/".join(steps[at:])
                if rest in self.known or posixpath.join(rest, "index.html") in self.known:
                    bases[f"{parts.scheme}://{parts.netloc}/" + "".join(f"{step}/" for step in steps[:at])] += 1
                    break
        if bases:
            self.base = bases.most_common(1)[0][0]

    def elsewhere(self, address: str) -> str:
        """The scheme of an address that leads out of the site; empty for one that stays inside."""
        if self.base and address.startswith((self.base, self.base.split(":", 1)[1])):
            return ""
        if address.startswith(("//", "\\\\")):
            return "https"
        return scheme(address)

    def find(self, path: str, address: str) -> tuple[str, str, str]:
        """Where an address in a file leads: the file, the fragment, and what to say when there is no such file."""
        key = posixpath.dirname(path), address
        if key not in self.found:
            self.found[key] = self._find(*key)
        return self.found[key]

    def _find(self, folder: str, address: str) -> tuple[str, str, str]:
        for base in (self.base, self.base[self.base.find("//") :]) if self.base else ():
            if address.startswith(base):
                folder, inside = "", address[len(base) :]
                break
        else:
            inside = address
        path, _, fragment = inside.partition("#")
        path, fragment = unquote(path.partition("?")[0]), unquote(fragment)
        if path.startswith("/"):
            folder, path = "", path.removeprefix(urlsplit(self.base).path).lstrip("/")
        where = posixpath.normpath(posixpath.join(folder, path))
        if where == ".." or where.startswith("../"):
            return "", "", f"link to a file of the site, not to {address}, which is outside of it"
        where = "" if where == "." else where
        if where in self.folders and (not path or path.endswith(("/", ".")) or where not in self.known):
            where = posixpath.join(where, "index.html")
        if where in self.known:
            return where, fragment, ""
        if spelled := self.folded.get(where.casefold()):
            return spelled, fragment, f"write {address} as the file is named: {self._from(folder, spelled)}"
        return "", "", f"link to a file that exists, not {address}{self._near(folder, where)}"

    def missing(self, fragment: str, ids: frozenset[str], path: str) -> str:
        """What to say of a fragment that is no id of a page; nothing when it is, or when browsers need none."""
        if fragment in ids or fragment == "top" or fragment.startswith(":~:") or unquote(fragment) in ids:
            return ""
        if same := next((name for name in ids if name.casefold() == fragment.casefold()), ""):
            return f"write #{fragment} as the id has it: #{same}"
        near = get_close_matches(fragment, ids, 1)
        return f"link to an id that exists, not #{fragment} of {path}" + (f"; did you mean {near[0]}?" if near else "")

    def _near(self, folder: str, where: str) -> str:
        """`; did you mean …?` with a path as the file would write it."""
        stems = [_stem(where)] if _stem(where) in self.by_stem else get_close_matches(_stem(where), list(self.by_stem), 1)
        near = get_close_matches(where, [path for stem in stems for path in self.by_stem[stem]], 1, 0.4)
        return f"; did you mean {self._from(folder, near[0])}?" if near else ""

    @staticmethod
    def _from(folder: str, path: str) -> str:
        return posixpath.relpath(path, folder or ".")


def _stem(path: str) -> str:
    return posixpath.splitext(posixpath.basename(path))[0]
