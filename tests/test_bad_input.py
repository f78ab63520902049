"""Bad input: one message each, with path, line and what to do; the site that was there stays."""

import os
import shutil
import subprocess
import sys

import pytest

from conftest import ROOT
from handbook import report
from handbook.library import read_library
from handbook.problem import WARNING, Problem
from handbook.rules import check


def run(checkout, *arguments):
    """The command `handbook` in a checkout: its exit code and everything it says."""
    done = subprocess.run(
        [sys.executable, "-m", "handbook.cli", *arguments], cwd=checkout, capture_output=True, text=True,
        env={**os.environ, "PYTHONPATH": str(checkout / "hooks")},
    )
    return done.returncode, done.stdout + done.stderr


PAGE = "docs/fr/overview/principles.md"


def spoil(path: str, change):
    def apply(checkout):
        file = checkout / path
        file.write_bytes(change(file.read_bytes()))
    return apply


CASES = {
    "a page missing in one language": (
        lambda checkout: (checkout / PAGE).unlink(),
        "docs/en/overview/principles.md:1: translate this page: docs/fr/overview/principles.md is missing (pages-translated)",
    ),
    "an unknown source": (
        spoil("docs/en/index.md", lambda text: text + b"\n[WHO](references.md#who-2199)\n"),
        "link to a section that exists, not #who-2199 of references.md",
    ),
    "an unknown term": (
        spoil("docs/en/index.md", lambda text: text + b"\n[GBV](glossary.md#gvb)\n"),
        "link to a section that exists, not #gvb of glossary.md; did you mean gbv?",
    ),
    "broken front matter": (
        spoil(PAGE, lambda text: text.replace(b"title: ", b"title: a: ", 1)),
        f"{PAGE}:2: mend the front matter, it cannot be read here; put straight quotation marks, \"…\", around a text that holds a colon",
    ),
    "a file that is not UTF-8": (
        spoil(PAGE, lambda text: text + "\u00e9t\u00e9\n".encode("latin-1")),
        "save the file as UTF-8; here begins something that is not (encoding)",
    ),
    "a page with a null character": (
        spoil(PAGE, lambda text: text + b"\nx\0\n"), "take out the null character here: no text holds one (encoding)",
    ),
    "a page twice": (
        lambda checkout: (checkout / "docs/fr/overview/principles.mdx").write_bytes(b"# A\n"),
        "docs/fr/overview/principles.mdx:1: keep one of the two files of this page, .md or .mdx (encoding)",
    ),
    "front matter that is a list": (
        spoil(PAGE, lambda text: b"---\n- a\n---\n# A\n"), f"{PAGE}:2: write the front matter as lines of the form key: value",
    ),
    "an empty page": (spoil(PAGE, lambda text: b""), f"{PAGE}:1: write the page or delete the file: it is empty (encoding)"),
    "a broken termbase": (
        spoil("data/terms.yml", lambda text: b"gbv: [\n" + text),
        "the file cannot be read from here on (terms)",
    ),
    "labels that cannot be read": (
        spoil("data/labels/fr.yml", lambda text: b"x: [\n" + text),
        "the file cannot be read from here on (labels)",
    ),
    "a work without a year": (
        spoil("data/sources.yml", lambda text: text.replace(b"    year: 2016\n", b"", 1)),
        "a year as a number, or n.d. when the work has none (sources)",
    ),
}


@pytest.mark.parametrize("spoilt, message", CASES.values(), ids=CASES)
def test_checks_say_what_to_mend(checkout, spoilt, message):
    """`handbook check` ends with 1 and says it in one line, without a traceback."""
    spoilt(checkout)
    code, said = run(checkout, "check")
    assert 1 == code, said
    assert message in said and "Traceback" not in said


@pytest.mark.parametrize("case", ["a page missing in one language", "a file that is not UTF-8", "a broken termbase"])
def test_a_failed_build_leaves_the_earlier_site(checkout, case):
    """`handbook site` says the same, ends with 1, and what was in site/ is still there, and only that."""
    spoilt, message = CASES[case]
    (checkout / "site").mkdir()
    (checkout / "site/index.html").write_text("the earlier site")
    spoilt(checkout)
    code, said = run(checkout, "site")
    assert 1 == code, said
    assert message in said and "Traceback" not in said
    assert ["index.html"] == [file.name for file in (checkout / "site").iterdir()]
    assert [] == list((checkout / ".cache").iterdir())


def test_all_problems_are_told_at_once(checkout):
    """Three mistakes in three files: three lines."""
    for case in ("an unknown source", "an unknown term", "broken front matter"):
        CASES[case][0](checkout)
    _, said = run(checkout, "check")
    for case in ("an unknown source", "an unknown term", "broken front matter"):
        assert CASES[case][1] in said


def test_causes_come_before_what_follows_from_them(monkeypatch, tmp_path, capsys):
    """On GitHub the first ten stand beside the lines, and all in the summary of the run, with their places, as plain text."""
    problems = [
        Problem("data/permalinks.txt", 9, "bring a#b back", "permalinks-kept"),
        Problem("docs/ar/a.md", 3, "bring { #a } up to date", "translation-fresh", WARNING),
        Problem("docs/en/a.md", 7, "close the comment, <!--", "ends-written"),
    ]
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(tmp_path / "summary.md"))
    report.write(problems, "github", 1)
    lines = capsys.readouterr().out.splitlines()
    assert ["docs/en/a.md", "data/permalinks.txt", "docs/ar/a.md"] == [line.partition("file=")[2].partition(",")[0] for line in lines]
    summary = (tmp_path / "summary.md").read_text("utf-8")
    assert "- error: **docs/en/a.md**, line 7: close the comment, &lt;!-- (ends-written)" in summary


@pytest.mark.parametrize("arguments, words", [
    (["check", "--docs", "nowhere"], "name a folder that exists with --docs, not nowhere"),
    (["check", "--docs", "empty"], "nothing was found to check"),
    (["check", "--rules", "heading-idz"], "name rules that exist, not heading-idz"),
    (["check", "--locales", "de"], "put pages into docs/de"),
    (["check", "--locales", "en"], "name translations with --locales, not the source en"),
    (["check", "--locales", "../docs/fr"], "name languages by their folders, not '../docs/fr'"),
    (["check", "--source", ""], "name languages by their folders, not ''"),
    (["check", "--rules", ""], "name rules that exist, not none"),
    (["check", "--docs", "docs/en/index.md"], "name a folder that exists with --docs, not docs/en/index.md"),
    (["check", "--docs", "other", "--rules", "typography"], "check typography in the handbook itself"),
    (["check", "--docs", "other", "--spelling"], "check spelling in the handbook itself"),
    (["explain", ""], "name a rule that exists, not "),
    (["explain", "heading-idz"], "name a rule that exists, not heading-idz"),
    (["serve", "--locale", "de"], "name one of en, fr, es, ar, not de"),
], ids=lambda value: " ".join(value) if isinstance(value, list) else None)
def test_what_cannot_be_done_is_never_a_pass(checkout, arguments, words):
    """Exit code 2 and one sentence."""
    (checkout / "empty").mkdir()
    shutil.copytree(checkout / "docs", checkout / "other")
    code, said = run(checkout, *arguments)
    assert 2 == code, said
    assert words in said and "Traceback" not in said


def test_checks_judge_other_peoples_trees(tmp_path):
    """Any folder with one folder a language can be checked, headings with or without ids."""
    for locale, text in (("en", "# A\n\n## B\n"), ("de", "# A\n\n## B\n")):
        (tmp_path / "pages" / locale).mkdir(parents=True)
        (tmp_path / "pages" / locale / "a.md").write_text(text, "utf-8")
    code, said = run(ROOT, "check", "--docs", str(tmp_path / "pages"), "--locales", "de")
    assert 0 == code, said


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes among its files")
def test_what_is_no_file_is_told(tmp_path):
    """Pipes, circles of links, links to nothing, names that are no UTF-8: one line each, and the check ends."""
    for locale in ("en", "fr"):
        (tmp_path / locale).mkdir()
        (tmp_path / locale / "a.md").write_text("# A\n", "utf-8")
    os.mkfifo(tmp_path / "fr/pipe.md")
    (tmp_path / "fr/circle.md").symlink_to("circle.md")
    (tmp_path / "fr/nothing.md").symlink_to("nowhere.md")
    (tmp_path / "fr/folder").symlink_to(tmp_path / "fr")
    named = True
    try:
        with open(os.fsencode(tmp_path / "fr") + b"/caf\xe9.md", "w") as file:
            file.write("# A\n")
    except OSError:  # macOS takes no such name
        named = False
    code, said = run(ROOT, "check", "--docs", str(tmp_path), "--locales", "fr")
    assert 1 == code and "Traceback" not in said
    assert "fr/pipe.md:1: replace this by a file: it is none (encoding)" in said
    assert "fr/circle.md:1: make the file readable: " in said and "fr/nothing.md:1: make the file readable: " in said
    assert not named or "fr/caf\\udce9.md:1: rename the file: its name is not UTF-8 (encoding)" in said


def test_a_folder_that_cannot_be_read_is_told(tmp_path, monkeypatch):
    """What is not looked at is never a pass."""
    (tmp_path / "docs/en/locked").mkdir(parents=True)
    (tmp_path / "docs/en/a.md").write_text("# A\n", "utf-8")
    scandir = os.scandir

    def locked(folder):
        if str(folder).endswith("locked"):
            raise PermissionError(13, "Permission denied", str(folder))
        return scandir(folder)

    monkeypatch.setattr(os, "scandir", locked)
    problems = read_library(tmp_path, locales=("en",)).problems
    assert ["docs/en/locked:1: make the folder readable: Permission denied (encoding)"] == list(map(str, problems))


@pytest.mark.parametrize("text", [
    "**a " * 30_000, "[a](" * 30_000, "{{ " * 30_000, "<a " * 30_000, "a" * 60_000 + " @ ", "1," * 50_000, "[" * 50_000,
    "".join("`" * n + " " for n in range(300)), "<code>" * 20_000, "*a* **" * 20_000, "![a" * 30_000, "((" * 30_000,
    "".join(" " * 4 * n + "!!! note\n" for n in range(300)), ">" * 50_000, "| " * 30_000,
], ids=lambda text: text[:6].strip())
def test_lines_of_nothing_but_beginnings_end(tmp_path, text):
    """No pattern looks through the whole line from each of its places: that would take minutes."""
    for locale, content in (("en", "A."), ("fr", text)):
        (tmp_path / locale).mkdir()
        (tmp_path / locale / "a.md").write_text(f"# A\n\n{content}\n", "utf-8")
    check(read_library(tmp_path, ".", locales=("en", "fr")))
