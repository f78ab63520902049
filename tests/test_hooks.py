"""The hooks: each a few lines, none in the way of an installed package."""

import importlib.util
import sys

import pytest
import yaml

from conftest import ROOT
from handbook.fill import fill, island


class Plain(yaml.BaseLoader):
    """Reads mkdocs.yml without its own tags, which name Python objects and variables."""


Plain.add_multi_constructor("!", lambda loader, suffix, node: None)

HOOKS = sorted((ROOT / "hooks").glob("*.py"))


@pytest.mark.parametrize("hook", HOOKS, ids=lambda hook: hook.stem)
def test_hook_names_shadow_nothing(hook):
    """`hooks/lunr.py` would break `import lunr`: no hook has the name of a module that exists."""
    assert hook.stem not in sys.stdlib_module_names
    spec = importlib.util.find_spec(hook.stem)
    assert spec is None or spec.origin == str(hook)


@pytest.mark.parametrize("hook", HOOKS, ids=lambda hook: hook.stem)
def test_hooks_are_listed(hook):
    """A hook that mkdocs.yml does not list does nothing."""
    assert f"- hooks/{hook.name}" in (ROOT / "mkdocs.yml").read_text("utf-8")


def test_the_package_knows_no_generator():
    """The model never imports MkDocs, and has no name that MkDocs would take for an event."""
    for file in (ROOT / "hooks/handbook").rglob("*.py"):
        text = file.read_text("utf-8")
        assert "import mkdocs" not in text and "from mkdocs" not in text, file
        assert "def on_" not in text, file


def test_markers_name_the_hook_that_fills_them():
    """A marker of another hook stays; its word is passed on."""
    text = "<!-- hooks/fill_references.py: law -->\n<!-- hooks/fill_glossary.py -->"
    assert "LAW\n<!-- hooks/fill_glossary.py -->" == fill(text, "fill_references", str.upper)


def test_islands_say_their_language():
    """Text of another language carries lang and dir; text of the reader's own does not."""
    assert '<span lang="ar" dir="rtl">نص</span>' == island("نص", "ar", "en")
    assert "text" == island("text", "en", "en")


def test_addresses_stay_what_they_are():
    """What other people have printed depends on these settings."""
    config = yaml.load((ROOT / "mkdocs.yml").read_text("utf-8"), Loader=Plain)
    assert config["use_directory_urls"] == "false"
