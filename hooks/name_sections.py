"""Name each section of the navigation by its first page, in the language that is built."""


def on_nav(nav, config, files):
    for item in nav:
        first = item.children[0] if item.is_section else None
        if first and first.is_page and (page := config.extra["handbook"].at(first.file.src_uri)):
            item.title = page.title
