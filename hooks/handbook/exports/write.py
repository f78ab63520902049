"""Write the exports of all modules and languages: called by the build, which offers them, and by `handbook exports`."""

from pathlib import Path

from handbook.exports.cartridge import write_cartridge
from handbook.exports.gift import write_gift
from handbook.exports.scorm import write_scorm
from handbook.library import Library
from handbook.modules import FOLDER as TRAINING
from handbook.modules import is_module, read_module
from handbook.packs.archive import write_zip
from handbook.page import Page
from handbook.problem import today

FOLDER = "assets/training"


def export_names(library: Library, page: Page, address: str) -> dict[str, str]:
    """The files that a training page has, by the label that offers them. Args: `address` of the site, empty without one."""
    if not page.path.startswith(TRAINING):
        return {}
    name = page.path.removeprefix(TRAINING)
    start, questions = f"{name}.{page.locale}", library.questions.get(name) if is_module(page) else None
    found = {"module_scorm": f"{start}.scorm.zip"} if is_module(page) else {}
    if questions and questions.in_language(page.locale):
        found["module_gift"] = f"{start}.gift.txt"
    if address and page.path != f"{TRAINING}plan":
        found["module_cartridge"] = f"{start}.imscc"
    return found


def write_exports(library: Library, locale: str, folder: Path, address: str) -> list[Path]:
    """Write what `export_names` promises for a language into a folder. Returns the files."""
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for page in library.of(locale):
        for label, name in export_names(library, page, address).items():
            file = folder / name
            if label == "module_gift":
                questions = library.questions[page.path.removeprefix(TRAINING)]
                file.write_text(write_gift(library, locale, questions), "utf-8", newline="\n")
            elif label == "module_scorm":
                write_zip(file, write_scorm(library, read_module(library, page), address), today())
            else:
                write_zip(file, write_cartridge(library, page, address), today())
            written.append(file)
    return written
