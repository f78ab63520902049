"""Give the templates the labels of the language and the state of the page: reviewed, due, translated how far."""

from urllib.parse import urlsplit

from handbook.library import RIGHT_TO_LEFT
from handbook.state import page_state


def on_page_context(context, page, config, nav):
    library = config.extra["handbook"]
    own = library.at(page.file.src_uri)
    english = page.file.alternates.get(library.source)
    context["labels"] = library.labels[page.file.locale]
    for name, path in (("about_url", "index"), ("leave_url", "leave"), ("accessibility_url", "accessibility")):
        context[name] = next((p.url for p in nav.pages if p.file.src_uri.endswith(f"/about/{path}.md")), ".")
    context["state"] = own and page_state(library, own, english.url if english else "")
    context["light_url"] = own and f"light/{own.locale}/{own.path}.html"
    return context


def on_template_context(context, template_name, config):
    library = config.extra["handbook"]
    root = urlsplit(config.site_url or "").path  # without it addresses begin beside the page, and its script finds the root
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
