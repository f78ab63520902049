"""Tell what is to be mended, all at once and for all languages. With --strict this stops the build."""

from handbook.problem import ERROR
from handbook.rules import READING, check
from mkdocs.exceptions import PluginError
from mkdocs.plugins import get_plugin_logger

log = get_plugin_logger("handbook")


def on_pre_build(config):
    if config.extra.get("handbook_checked"):  # once, not once per language
        return
    config.extra["handbook_checked"] = True
    problems = check(config.extra["handbook"])
    for problem in problems:
        log.log(30 if problem.severity == ERROR else 20, "%s", problem)
    # MkDocs itself would stop with a traceback at a file that cannot be read
    unreadable = [str(problem) for problem in problems if problem.rule in READING]
    if unreadable:
        raise PluginError("These files cannot be read; nothing was built:\n" + "\n".join(unreadable))
    if not config.extra["handbook"].pages:
        raise PluginError("docs/en:1: put pages here: no page was found, so nothing was built (no-pages)")
