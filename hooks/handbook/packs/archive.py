"""Zip files whose bytes depend on nothing but their content: fixed order, time and rights."""

import zipfile
from datetime import date
from pathlib import Path


def write_zip(file: Path, entries: dict[str, bytes], day: date, stored: tuple[str, ...] = ()) -> None:
    """Write entries in the order in which they come. Args: the file, name → content, the day of all, names left unpacked."""
    with zipfile.ZipFile(file, "w") as archive:
        for name, content in entries.items():
            entry = zipfile.ZipInfo(name, (day.year, day.month, day.day, 0, 0, 0))
            entry.create_system, entry.external_attr = 3, 0o644 << 16
            entry.compress_type = zipfile.ZIP_STORED if name in stored else zipfile.ZIP_DEFLATED
            archive.writestr(entry, content, compresslevel=9)


def read_folder(folder: Path, below: str) -> dict[str, bytes]:
    """Every file of a folder by its name below another one, sorted."""
    files = sorted((file.relative_to(folder).as_posix(), file) for file in folder.rglob("*") if file.is_file())
    return {f"{below}{name}": file.read_bytes() for name, file in files}
