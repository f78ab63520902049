"""Numbers in running text, brought to one form so that four languages can be compared."""

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache

# Groups of three digits behind a separator are thousands; one other separator is a decimal sign
# A figure behind a Latin letter is part of a name: i18n, v18, v0.26, 0xfa05, COVID-19; what stands before is asked for
# last, since a pattern that begins with a figure is found faster
AROUND_THE_CLOCK = re.compile(r"\b24[\s\u00a0]?h(?:eures)?[\s\u00a0]?(?:sur|/)[\s\u00a0]?24\b")
NUMBER = re.compile(r"\d(?<![A-Za-z_\d]\d)(?<!\d[.,]\d)(?<![A-Z]{2}-\d)\d*(?:[.,\u00a0\u202f\u2009 ']\d+)*")
THOUSANDS = re.compile(r"^\d{1,3}(?:[.,\u00a0\u202f\u2009 ']\d{3})+$")
DECIMAL = re.compile(r"^(\d+)[.,](\d+)$")
# Digits of other scripts, and the Arabic signs for decimals and thousands
DIGITS = {start + n: str(n) for start in (0x660, 0x6F0, 0x966, 0x9E6) for n in range(10)} | {ord("٫"): ",", ord("٬"): "\u00a0"}
# 1.3 billion, 1,3 milliard, 1300 millones and 1.3 مليار are one number
SCALES = {
    10**9: r"billions?|milliards?|Milliarden?|bilh(?:ão|ões)|mil millones|مليارات|مليارا?|بلايين|بليون",
    10**6: r"millions?|millones|millón|Million(?:en)?|milh(?:ão|ões)|ملايين|مليونا?",
}
DIGIT = re.compile(f"[{''.join(map(chr, DIGITS))}]")
# The dollar sign is that of a formula: $14$ million
SCALE = {factor: re.compile(rf"\$?[\s\u00a0\u202f]+(?:{words})(?!\w)") for factor, words in SCALES.items()}
SCALE[10**6] = re.compile(rf"{SCALE[10**6].pattern}|M(?!\w)")  # 124M

PERCENT = re.compile(r"[\s\u00a0\u202f]*(?:%|٪|per cent|pour cent|por ciento|في المائة|بالمائة)")

# Number words from ten on; smaller ones are written as words or digits as each language likes
WORDS = {
    "en": "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty",
    "fr": "dix onze douze treize quatorze quinze seize dix-sept dix-huit dix-neuf vingt",
    "es": "diez once doce trece catorce quince dieciséis diecisiete dieciocho diecinueve veinte",
}
TENS = {
    "en": {"thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90},
    "fr": {"trente": 30, "quarante": 40, "cinquante": 50, "soixante": 60},
    "es": {"treinta": 30, "cuarenta": 40, "cincuenta": 50, "sesenta": 60, "setenta": 70, "ochenta": 80, "noventa": 90},
}
_UNITS_AR = ("أحد|إحدى", "اثنا|اثني|اثنتا|اثنتي", "ثلاثة?", "أربعة?", "خمسة?", "ستة?", "سبعة?", "ثماني[ةه]?", "تسعة?")
ARABIC = [(rf"(?:{unit})[\s\u00a0]عشرة?", 11 + at) for at, unit in enumerate(_UNITS_AR)] + [
    (rf"{stem}(?:ون|ين)", 20 + 10 * at)
    for at, stem in enumerate(("عشر", "ثلاث", "أربع", "خمس", "ست", "سبع", "ثمان", "تسع"))
] + [(r"عشرة?", 10)]
ARABIC_WORD = re.compile(rf"(?<!\w)[وفبلك]?(?:ال)?(?:{'|'.join(f'({pattern})' for pattern, _ in ARABIC)})(?!\w)")
# Stands in each of them, and in few other words
ARABIC_SIGN = re.compile("عشر|(?:ثلاث|أربع|خمس|ست|سبع|ثمان|تسع)[وي]ن")
# Stands in each word of these, and in few others
SIGN = {
    "en": re.compile("t(?:een|en|y)|twelve|eleven"),
    "fr": re.compile("dix|[niru]ze|vingt|[ae]nte"),
    "es": re.compile("d(?:iez|ieci|oce)|[neor]ce|quince|veinte|[ei]nta"),
}
VALUES = {locale: {word: 10 + at for at, word in enumerate(words.split())} | TENS[locale] for locale, words in WORDS.items()}
WORD = re.compile(r"[\w-]+")


def numbers(text: str, locale: str, least: int = 10) -> list[str]:
    """The numbers of a text that are at least `least`, sorted, in one form: 1300000000, 3.6, 16.

    Digits of any script, thousands and decimals as each language writes them, scale words, and number words from ten.
    Decimals and percentages count whatever their size.
    """
    return sorted(written for written, value in _found(text, locale) if value is None or value >= least)


@lru_cache(maxsize=512)  # asked by several rules, of the sections of one page after the other
def _found(text: str, locale: str) -> tuple[tuple[str, Decimal | None], ...]:
    """Each number in its one form, with its value; without it where the value does not matter, since it counts anyway."""
    text = text.translate(DIGITS) if DIGIT.search(text) else text
    if locale == "fr" and "24" in text:  # 24 heures sur 24 is 24 hours a day
        text = AROUND_THE_CLOCK.sub("24", text)
    found: list[tuple[str, Decimal | None]] = []
    for match in NUMBER.finditer(text):
        parts = _parts(match[0])
        for part in parts:
            value = Decimal(part)
            if part == parts[-1]:
                value *= next((factor for factor, pattern in SCALE.items() if pattern.match(text, match.end())), 1)
            counts_anyway = value != int(value) or PERCENT.match(text, match.end())
            found.append((f"{value.normalize():f}", None if counts_anyway else value))
    return tuple([*found, *((str(value), None) for value in _words(text, locale))])


def _parts(written: str) -> list[str]:
    """One number, or several that only stand side by side: `12, 6`, `2016 17`."""
    if THOUSANDS.match(written):
        return [re.sub(r"\D", "", written)]
    if decimal := DECIMAL.match(written):
        return [f"{decimal[1]}.{decimal[2]}"]
    return [part for part in re.split(r"[^\d]+", written) if part]


def _words(text: str, locale: str) -> Iterator[int]:
    if locale == "ar":
        if ARABIC_SIGN.search(text):
            yield from (ARABIC[found.lastindex - 1][1] for found in ARABIC_WORD.finditer(text))
    elif values := VALUES.get(locale):
        text = text.casefold()
        if SIGN[locale].search(text):
            yield from (values[word] for word in WORD.findall(text) if word in values)
