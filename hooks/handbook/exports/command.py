"""`handbook exports`: the files for learning platforms in a folder, with their sizes and checksums."""

import hashlib
import os
import sys
from pathlib import Path

from handbook.library import read_library

SUMS = "SHA256SUMS"


def add_arguments(parser) -> None:
    parser.add_argument("--output", type=Path, default=Path("dist/training"), help="the folder (default %(default)s)")
    parser.add_argument("--address", default=os.environ.get("SITE_URL", ""), help="where the site is published; also SITE_URL. Without it no cartridge of links is made")


def exports(options) -> int:
    """Write all exports into one folder. Returns the exit code."""
    from handbook.exports.write import write_exports  # what turns Markdown into HTML takes time to import

    library = read_library(Path.cwd())
    files = [file for locale in library.locales for file in write_exports(library, locale, options.output, options.address)]
    for file in files:
        print(f"{file.stat().st_size:8}  {file}")
    sums = "".join(f"{hashlib.sha256(file.read_bytes()).hexdigest()}  {file.name}\n" for file in files)
    (options.output / SUMS).write_text(sums, "utf-8")
    if not options.address:
        print("No cartridges of links: name the address of the site with --address, or set SITE_URL.", file=sys.stderr)
    return 0 if files else 2
