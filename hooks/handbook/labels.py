"""Labels: every word that the build itself prints on a page, one file a language, the same keys in each."""

from datetime import date
from pathlib import Path
from types import MappingProxyType

from handbook.data import read_yaml
from handbook.problem import Problem

FOLDER = "data/labels"


def read_labels(root: Path, locales: tuple[str, ...]) -> tuple[dict[str, MappingProxyType], list[Problem]]:
    """The labels of each locale, and what is wrong with the files."""
    labels, problems = {}, []
    for locale in locales:
        name = f"{FOLDER}/{locale}.yml"
        values, wrong = read_yaml(root / name, name, "labels")
        labels[locale] = MappingProxyType(values)
        problems += wrong
    return labels, problems


def write_date(day: date, labels: MappingProxyType) -> str:
    """A day in the words of a language: 1er juillet 1951, 15 تشرين الثاني/نوفمبر 2012."""
    number = labels.get("first_day", "1") if day.day == 1 else str(day.day)
    pattern = labels.get("date", "{day} {month} {year}")
    months = labels.get("months") or ()
    month = months[day.month - 1] if len(months) == 12 else str(day.month)
    return pattern.format(day=number, month=month, year=day.year)


def write_size(size: int, labels: MappingProxyType) -> str:
    """A number of bytes in megabytes, in the words of a language: 1,4 Mo."""
    number = f"{max(size / 1_000_000, 0.1):.1f}".replace(".", labels["pack_decimal"])
    return labels["pack_megabytes"].format(number=number)
