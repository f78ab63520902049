"""Finish the site when all pages are there: one lean style sheet, a strict policy in every page, no file that nothing loads."""

from pathlib import Path

from handbook.policy import seal
from handbook.scripts import without_remarks
from handbook.site_names import names_used
from handbook.style import draw, lean, minify, name_fonts
from mkdocs.plugins import event_priority

# What the theme lays out and no page of ours loads; our own style stands in theme.css, some scripts in one file a language
UNUSED = ("assets/javascripts/**/*", "assets/stylesheets/*", "assets/images/*", "assets/handbook.css", "assets/leave.js", "assets/checklists.js", "search/*")


@event_priority(-300)  # after i18n, which builds the other languages, and after everything that writes pages
def on_post_build(config):
    if config.plugins["i18n"].building:
        return  # one language's part of a build
    site = Path(config.site_dir)
    pages = {file: seal(file.read_text("utf-8")) for file in sorted(site.rglob("*.html"))}
    for file, text in pages.items():
        file.write_text(text, "utf-8")
    own = name_fonts(draw((site / "assets/handbook.css").read_text("utf-8"), config.theme.dirs), site / "assets")
    theme = next(site.glob("assets/stylesheets/main.*.css")).read_text("utf-8")
    scripts = [file.read_text("utf-8") for file in Path(config.theme.custom_dir).glob("assets/**/*.js")]
    names = names_used((text for text in pages.values() if "assets/theme.css" in text), scripts)
    others = [file.read_text("utf-8") for file in site.glob("assets/*.css")]
    for file in site.glob("assets/*.css"):
        file.write_text(minify(file.read_text("utf-8")), "utf-8")
    for file in site.glob("assets/*.js"):
        file.write_text(without_remarks(file.read_text("utf-8")), "utf-8")
    (site / "assets/theme.css").write_text(lean(theme, own, names, *others), "utf-8")
    for file in (file for pattern in UNUSED for file in site.glob(pattern) if file.is_file()):
        file.unlink()
    for folder in sorted((path for path in site.rglob("*") if path.is_dir()), reverse=True):
        if not any(folder.iterdir()):
            folder.rmdir()
