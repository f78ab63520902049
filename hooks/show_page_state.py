"""Give the templates the labels of the language and the state of the page: reviewed, due, translated how far."""

from handbook.library import RIGHT_TO_LEFT
from handbook.state import page_state


def on_page_context(context, page, config, nav):
    library = config.extra["handbook"]
    own = library.at(page.file.src_uri)
    english = page.file.alternates.get(library.source)
    context["labels"] = library.labels[page.file.locale]
    for name, path in (("about_url", "/about/index.md"), ("leave_url", "/about/leave.md")):
        context[name] = next((p.url for p in nav.pages if p.file.src_uri.endswith(path)), ".")
    context["state"] = own and page_state(library, own, english.url if english else "")
    return context


def on_template_context(context, template_name, config):
    library = config.extra["handbook"]
    root = config.site_url or "/"
    roots = {locale: root if locale == library.source else f"{root}{locale}/" for locale in library.locales}
    context["every_locale"] = [
        {
            "locale": locale,
            "direction": "rtl" if locale in RIGHT_TO_LEFT else "ltr",
            "labels": library.labels[locale],
            "home": f"{roots[locale]}index.html",
            "index": f"{roots[locale]}a-z.html",
        }
        for locale in library.locales
    ]
    return context
