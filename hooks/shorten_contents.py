"""Leave the entries of the glossary and the reference library out of the table of contents: there are hundreds."""


def on_page_context(context, page, config, nav):
    library = config.extra["handbook"]
    if library.at(page.file.src_uri).path in library.filled:  # after the search plugin, which needs the whole
        for title in page.toc:
            for section in title.children:
                section.children = []
