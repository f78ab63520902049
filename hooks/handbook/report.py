"""How a check speaks: for people, for programs, for GitHub's margin and for code scanners."""

import json
import os
import sys
from collections import Counter

from handbook.problem import ERROR, Problem
from handbook.rules import READING

# What cannot be read, and what swallows the rest of a page
FIRST = frozenset({*READING, "ends-written", "merges-settled", "names-plain", "files-placed"}) - {"external-links"}
FORMATS = ("text", "json", "github", "sarif")


def write(problems: list[Problem], form: str, pages: int) -> None:
    """Print the problems in a format; the count goes to the error stream, so that output can be piped.

    What others may follow from comes first: GitHub shows the first ten in its margin, and people begin at the top.
    """
    problems = sorted(problems, key=lambda problem: (problem.rule not in FIRST, problem.severity != ERROR and form == "github"))
    {"text": _text, "json": _json, "github": _github, "sarif": _sarif}[form](problems)
    counts = Counter((problem.rule, problem.severity) for problem in problems)
    for (rule, severity), count in sorted(counts.items()):
        print(f"{count:6}  {rule} ({severity})", file=sys.stderr)
    errors = sum(problem.severity == ERROR for problem in problems)
    print(f"{pages} pages: {errors} errors, {len(problems) - errors} warnings.", file=sys.stderr)


def _text(problems):
    for problem in problems:
        print(problem if problem.severity == ERROR else f"{problem} [{problem.severity}]")


def _json(problems):
    keys = ("path", "line", "rule", "severity", "message")
    print(json.dumps([{key: getattr(p, key) for key in keys} for p in problems], ensure_ascii=False, indent=1))


def _github(problems):
    for p in problems:
        # GitHub's own escapes for its one-line commands
        text = p.message.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
        path = p.path.replace("%", "%25").replace(":", "%3A").replace(",", "%2C")
        print(f"::{p.severity} file={path},line={p.line},title={p.rule}::{text}")
    if summary := os.environ.get("GITHUB_STEP_SUMMARY"):  # all of them, on the page of the run, with their places
        with open(summary, "a", encoding="utf-8") as file:
            file.write(_summary(problems))


def _summary(problems: list[Problem]) -> str:
    """The problems as a list for people, in Markdown."""
    if not problems:
        return "Nothing is to be mended.\n"
    lines = ["### What is to be mended", "", "An error has to be mended first; a warning may wait. If you do not know how: write it under the pull request, and leave it.", ""]
    for p in problems:
        text = p.message.replace("<", "&lt;").replace("|", "\\|").replace("*", "\\*")
        lines.append(f"- {p.severity}: **{p.path}**, line {p.line}: {text} ({p.rule})")
    return "\n".join(lines) + "\n"


def _sarif(problems):
    rules = sorted({p.rule for p in problems})
    results = [
        {
            "ruleId": p.rule,
            "ruleIndex": rules.index(p.rule),
            "level": p.severity,
            "message": {"text": p.message},
            "locations": [{"physicalLocation": {"artifactLocation": {"uri": p.path}, "region": {"startLine": p.line}}}],
        }
        for p in problems
    ]
    tool = {"driver": {"name": "handbook", "rules": [{"id": rule} for rule in rules]}}
    print(json.dumps({
        "version": "2.1.0", "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "runs": [{"tool": tool, "results": results}],
    }, ensure_ascii=False, indent=1))
