"""Write the slides of every training module, made from its page, in the language that is built."""

from pathlib import Path

from handbook.slides import write_slides


def on_post_build(config):
    library, locale = config.extra["handbook"], config.plugins["i18n"].current_language
    write_slides(library, locale, Path(config.site_dir), config.site_url or "")
