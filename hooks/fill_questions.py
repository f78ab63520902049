"""Write the knowledge check of a module, in the page's language, where its marker asks for it."""

from handbook.fill import fill
from handbook.question_page import write_questions
from handbook.places import relative


def on_page_markdown(markdown, page, config, files):
    library, address = config.extra["handbook"], page.canonical_url or page.url
    own = library.at(page.file.src_uri)

    def write(name):
        return write_questions(library, own, name, address, lambda place: relative(place, f"{own.path}.html"))

    return fill(markdown, "fill_questions", write)
