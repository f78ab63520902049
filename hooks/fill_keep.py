"""Write the choice of languages to keep on this device where about/offline.md asks for it."""

from handbook.fill import fill
from handbook.keeping import write_choice


def on_page_markdown(markdown, page, config, files):
    library, languages = config.extra["handbook"], config.plugins["i18n"].config.languages
    names = {language.locale: language.name for language in languages}
    root = "../" if page.file.locale == library.source or config.plugins["i18n"].config.build_only_locale else "../../"
    return fill(markdown, "fill_keep", lambda _: write_choice(library, page.file.locale, names, root))
