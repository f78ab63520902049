"""Every rule finds its bad specimens, word for word, and lets the near misses pass."""

import os
import sys

import pytest

from handbook.dictionaries import NAMES, installed
from handbook.rules import READING, RULES
from specimens import FOLDER, expected, found, rule_of

BAD = sorted((FOLDER / "bad").glob("*.md"))
GOOD = sorted((FOLDER / "good").glob("*.md"))


def with_dictionaries(files):
    """Specimens; those of spelling only where all dictionaries are, which is so in CI on Linux."""
    missing = sorted(NAMES.keys() - installed().keys())
    reason = f"no dictionary of hunspell for {', '.join(missing)}"
    skip = pytest.mark.skipif(bool(missing) and not (os.environ.get("CI") and sys.platform == "linux"), reason=reason)
    return [pytest.param(file, marks=skip if rule_of(file) == "spelling" else ()) for file in files]


@pytest.mark.parametrize("specimen", with_dictionaries(BAD), ids=lambda file: file.stem)
def test_bad_specimens_are_found(specimen, tmp_path):
    """The problems are exactly those that the specimen names: place, words and rule."""
    assert expected(specimen), f"say in {specimen.name} what it must be told: expect: …"
    assert expected(specimen) == found(specimen, tmp_path)


@pytest.mark.parametrize("specimen", with_dictionaries(GOOD), ids=lambda file: file.stem)
def test_near_misses_pass(specimen, tmp_path):
    """What looks like the mistake and is none is left alone."""
    assert not expected(specimen), f"move {specimen.name} to rules/bad: it expects something"
    assert found(specimen, tmp_path) == []


@pytest.mark.parametrize("rule", RULES)
def test_every_rule_has_specimens(rule):
    """A rule comes with a bad and a good specimen, and with a docstring that shows Bad and Good."""
    assert rule in {rule_of(file) for file in BAD}, f"add tests/rules/bad/{rule}.md"
    assert rule in {rule_of(file) for file in GOOD}, f"add tests/rules/good/{rule}.md"
    text = RULES[rule].find.__doc__ or ""
    assert "Bad:" in text and "Good:" in text


@pytest.mark.parametrize("specimen", [*BAD, *GOOD], ids=lambda file: f"{file.parent.name}/{file.stem}")
def test_every_specimen_has_a_rule(specimen):
    """A specimen is named after a rule that exists."""
    assert rule_of(specimen) in {*RULES, *READING}
