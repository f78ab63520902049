"""Write what a phone needs to keep the handbook: the files of each language with their hashes, and the manifests."""

from pathlib import Path

from handbook.offline import write_lists, write_manifest
from handbook.problem import today
from mkdocs.plugins import event_priority


@event_priority(-400)  # after seal_pages.py: a hash holds for the finished file
def on_post_build(config):
    i18n, site = config.plugins["i18n"], Path(config.site_dir)
    if i18n.building:
        return  # one language's part of a build
    labels = config.extra["handbook"].labels
    names = {language.locale: language.site_name for language in i18n.config.languages}
    for locale in i18n.build_languages:
        write_manifest(site, locale, names[locale] or config.site_name, labels[locale]["keep_short_name"])
    write_lists(site, list(i18n.build_languages), today())
