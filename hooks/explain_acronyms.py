"""Give each acronym of the termbase a tooltip with its full term, in the language of the page, once a section."""

from handbook.acronyms import once_a_page, once_a_section
from mkdocs.plugins import event_priority


def on_page_markdown(markdown, page, config, files):
    acronyms = config.extra["handbook"].terms.acronyms(page.file.locale)
    return markdown + "\n\n" + "\n".join(f"*[{short}]: {full}" for short, full in acronyms.items() if short in markdown)


def on_page_content(html, page, config, files):
    return once_a_section(html)


@event_priority(-50)  # after the clean articles are collected, which no script helps
def on_post_page(output, page, config):
    return once_a_page(output)
