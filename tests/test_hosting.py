"""What hosts are told: the headers in the site, the snippets in hosting/, and files packed beforehand."""

import gzip
import re
import shutil

from conftest import ROOT
from handbook.hosting import compress, headers, site_policy
from handbook.policy import seal

SNIPPETS = ("hosting/nginx.conf", "hosting/apache.htaccess")


def blocks(text: str) -> dict[str, dict[str, str]]:
    """_headers as hosts read it: path, then name and value."""
    return {
        block.split("\n")[0]: dict(line.strip().split(": ", 1) for line in block.split("\n")[1:] if line)
        for block in text.strip().split("\n\n")
    }


def policy(small_site) -> str:
    return blocks((small_site / "_headers").read_text("utf-8"))["/*"]["Content-Security-Policy"]


def rules(text: str) -> dict[str, set[str]]:
    return {part.split()[0]: set(part.split()[1:]) for part in text.split(";") if part.strip()}


def test_the_header_allows_what_each_page_allows_itself(small_site):
    """A browser obeys both: a page whose style the header does not know would lose it."""
    header = rules(policy(small_site))
    for page in small_site.rglob("*.html"):
        own = re.search(r'http-equiv="Content-Security-Policy" content="([^"]*)"', page.read_text("utf-8"))[1]
        for name, allowed in rules(own).items():
            assert allowed <= header[name], (page, name)
    assert "'unsafe-inline'" not in policy(small_site) and {"'self'"} == header["frame-ancestors"]


def test_snippets_hold_the_same_policy(small_site):
    """When an inline style of a page changes, its hash changes here too: paste the line of _headers."""
    for snippet in SNIPPETS:
        assert policy(small_site) in (ROOT / snippet).read_text("utf-8"), f"paste this into {snippet}: {policy(small_site)}"


def test_snippets_turn_the_logs_off():
    assert "access_log off;" in (ROOT / SNIPPETS[0]).read_text("utf-8")
    assert "CustomLog /dev/null" in (ROOT / SNIPPETS[1]).read_text("utf-8")


def test_each_path_has_one_word_for_the_cache(small_site):
    """Hosts join the values of all blocks that fit: two would contradict each other."""
    told = {path: fields["Cache-Control"] for path, fields in blocks((small_site / "_headers").read_text("utf-8")).items() if "Cache-Control" in fields}
    assert {"/sw.js", "/offline/*", "/assets/theme.css", "/assets/fonts/*"} <= set(told)
    for file in small_site.rglob("*"):
        path = "/" + file.relative_to(small_site).as_posix()
        fits = [one for one in told if path == one or one.endswith("*") and path.startswith(one[:-1])]
        assert len(fits) <= 1, (path, fits)
    assert all("no-cache" in told[path] for path in ("/sw.js", "/offline/*", "/assets/search/*"))
    assert (small_site / ".nojekyll").is_file()


def test_inline_styles_are_named_in_the_header():
    page = seal("<html><head><style>a { color: red }</style></head></html>")
    assert re.search(r"style-src 'self' 'sha256-[^']+'", site_policy([page, page])).end()
    assert 1 == site_policy([page, page]).count("sha256")


def test_headers_name_files_that_are_there(small_site):
    """A file of assets/ is named by itself: a star in the middle of a path is not understood everywhere."""
    for path in blocks(headers("x", small_site)):
        assert "*" not in path[:-1] and ("*" in path or (small_site / path[1:]).is_file()), path


def test_packed_files_are_the_same_twice(small_site, tmp_path):
    """A .gz beside every text, with the text in it, no date, and nothing else changed."""
    for name in ("one", "two"):
        shutil.copytree(small_site, tmp_path / name)
        assert compress(tmp_path / name) > 20
    for file in (tmp_path / "one").rglob("*.gz"):
        if file.with_suffix("").is_file() and "sitemap" not in file.name:
            assert file.with_suffix("").read_bytes() == gzip.decompress(file.read_bytes())
            assert file.read_bytes() == (tmp_path / "two" / file.relative_to(tmp_path / "one")).read_bytes()
    assert not list((tmp_path / "one").rglob("*.woff2.gz"))
