"""Give each acronym of the termbase a tooltip with its full term, in the language of the page, once a section."""

from handbook.acronyms import once_a_section


def on_page_markdown(markdown, page, config, files):
    acronyms = config.extra["handbook"].terms.acronyms(page.file.locale)
    return markdown + "\n\n" + "\n".join(f"*[{short}]: {full}" for short, full in acronyms.items() if short in markdown)


def on_page_content(html, page, config, files):
    return once_a_section(html)
