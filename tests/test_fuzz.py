"""Fuzzing: whatever a file holds, reading and checking it ends, with messages and never with a traceback."""

import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from handbook.blocks import blocks
from handbook.inline import links, plain
from handbook.library import read_library
from handbook.numbers import numbers
from handbook.rules import check
from handbook.search.folding import tokens

# What a data file is made of
KEYS = some.sampled_from(["title", "groups", "items", "id", "blocks", "fields", "label", "kind", "text", "en", "fr", "columns", "rows"])
VALUES = some.recursive(
    some.none() | some.booleans() | some.integers() | some.dates() | some.text(max_size=6),
    lambda inner: some.lists(inner, max_size=3) | some.dictionaries(KEYS | some.integers(), inner, max_size=4), max_leaves=12,
)

# What Markdown is made of, so that chance builds something that nearly holds
PIECES = some.sampled_from([
    "# ", "## ", "{ #a }", "- ", "1. ", "    ", "| ", " |", "| --- |", "```", "~~~", "!!! danger \"x\"", "[", "]", "(", ")", "](", "<", ">",
    "**", "*", "_", "`", "\\", "\n", "\n\n", "---\n", "title: ", "a: [", "critical: [a]", "<!--", "-->", "[^1]", "[^1]:", "http://a.b",
    "\u202e", "\u0645", "ـ", "٧٢", "72", "1,3", "%", "\u00a0", "«", "»", "¿", "?", "é", "\x00", "\u2028", "{{ x }}", "<a href=", "\"",
])
TEXT = some.lists(some.one_of(PIECES, some.text(max_size=8)), max_size=60).map("".join)
FEW = settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))


@FEW
@given(TEXT)
def test_any_text_is_read(text):
    """Blocks, links, plain text, numbers and search words of any text are found, or none are."""
    lines = text.split("\n")
    for block in blocks(lines):
        assert 1 <= block.line <= len(lines)
        list(links(block.text))
    plain(text)
    tokens(text)
    for locale in ("en", "fr", "es", "ar"):
        numbers(text, locale)


@FEW
@given(english=some.one_of(TEXT.map(str.encode), some.binary(max_size=80)), french=some.one_of(TEXT.map(str.encode), some.binary(max_size=80)))
def test_any_pages_are_checked(tmp_path_factory, english, french):
    """Two files of any bytes are checked by every rule."""
    folder = tmp_path_factory.mktemp("fuzz")
    for locale, content in (("en", english), ("fr", french)):
        (folder / "docs" / locale).mkdir(parents=True)
        (folder / "docs" / locale / "a.md").write_bytes(content)
    for problem in check(read_library(folder, locales=("en", "fr"))):
        assert problem.line >= 1 and problem.message


@FEW
@given(some.one_of(VALUES.map(lambda value: yaml.safe_dump(value, allow_unicode=True)), TEXT, some.just("title: &a [*a]\ngroups: *a\n")))
def test_any_form_is_read(tmp_path_factory, text):
    """A checklist and a card of any text or shape are read, or told with a line that the file has."""
    folder = tmp_path_factory.mktemp("forms")
    for kind in ("checklists", "cards"):
        (folder / "data" / kind).mkdir(parents=True)
        (folder / "data" / kind / "a.yml").write_text(text, "utf-8")
    for problem in check(read_library(folder)):
        assert problem.line >= 1 and problem.message
