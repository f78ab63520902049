"""Write what static hosts read: the headers of every file, and that no file is to be left out."""

from pathlib import Path

from handbook.hosting import write_hosting
from mkdocs.plugins import event_priority


@event_priority(-500)  # after seal_pages.py: the policy of all pages is made from theirs
def on_post_build(config):
    if not config.plugins["i18n"].building:
        write_hosting(Path(config.site_dir))
