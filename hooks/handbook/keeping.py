"""The choice of languages to keep on this device, on a page: what offline.js makes work, hidden where it cannot."""

from html import escape

from handbook.library import RIGHT_TO_LEFT, Library

# What offline.js says, by the names of the labels
SAYINGS = (
    "size", "unit", "progress", "kept", "newest", "newer", "unknown", "network", "changed", "full", "other", "none", "folder", "unable", "gone", "choose",
)


def write_choice(library: Library, locale: str, names: dict[str, str], root: str) -> str:
    """The HTML of the choice, in the language of a page.

    Args: the library, the locale of the page, the languages' own names, the way from the page to the root of the site.
    """
    labels = library.labels[locale]
    said = " ".join(f'data-{name}="{escape(labels["keep_" + name])}"' for name in SAYINGS)
    return (
        f'<div class="hb-keep" data-search-exclude data-root="{root}" {said}>'
        f'<noscript><p>{labels["keep_script"]}</p></noscript>'
        f'<p role="status"></p><div class="hb-tools" hidden>'
        f'<fieldset><legend>{labels["keep_languages"]}</legend>{_boxes(names, locale)}</fieldset>'
        f'<p><progress hidden aria-label="{labels["keep_button"]}"></progress></p>'
        f'<p><button type="button" class="md-button" data-do="keep">{labels["keep_button"]}</button> '
        f'<button type="button" class="md-button" data-do="remove" hidden>{labels["keep_remove"]}</button></p></div></div>'
    )


def _boxes(names: dict[str, str], own: str) -> str:
    return "".join(
        f'<p hidden><label><input type="checkbox" autocomplete="off" value="{locale}"{" checked" if locale == own else ""}> '
        f'<span lang="{locale}" dir="{"rtl" if locale in RIGHT_TO_LEFT else "ltr"}">{name}</span> '
        f'<small data-size="{locale}"></small></label></p>'
        for locale, name in names.items()
    )
