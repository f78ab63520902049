"""Write the scripts that say something, once for every language."""

from pathlib import Path

from handbook.scripts import write_scripts


def on_post_build(config):
    write_scripts(config.extra["handbook"], config.plugins["i18n"].current_language, Path(config.site_dir))
