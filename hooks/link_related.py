"""Write the pages beside this one, `see_also` of the English front matter, at the end of the article."""

from handbook.related import write_related


def on_page_markdown(markdown, page, config, files):
    library = config.extra["handbook"]
    return markdown + write_related(library, library.at(page.file.src_uri))
