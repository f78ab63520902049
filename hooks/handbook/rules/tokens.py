"""What must arrive unchanged: numbers, addresses, code, acronyms, and every "not" where a mistake can hurt."""

import html
import re
from collections import Counter, defaultdict
from collections.abc import Iterator

from handbook.inline import CODE, plain, prose
from handbook.numbers import numbers
from handbook.own import ADDRESS
from handbook.problem import WARNING
from handbook.rules import rule
from handbook.rules.structure import TRANSLATABLE, pairs
from handbook.traits import trait

EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
# The name of a host that every language gives to nobody's address
NOBODY = re.compile(r"ex[ae]mpl[eo]s?|ejemplos?|esempio|beispiel|مثال", re.I)
PHONE = re.compile(r"(?<![\w/.])\+(?:[ \u00a0.-]{0,2}(?:\(\d{1,4}\)|\d)){7,15}(?!\d)")
YEAR = re.compile(r"(?:19|20)\d\d")
# 6-7pm, which other languages call 18 to 19 hours
AFTERNOON = re.compile(r"\b(\d{1,2})(?::\d\d)?(?:\s?(?:-|–|to|and)\s?(\d{1,2})(?::\d\d)?)?\s?p\.?m\b", re.I)
ONCE = re.compile(r"\bonce\b", re.I)
# What code may be written with or without
LOOSE = re.compile(r"[\s`\"'’“”«»…]+|\.\.\.|/?>|</?|\(\)|/(?=`)")
# Words of code, and what stands between the words of a text
WORDS = re.compile(r"(?:[^\W\d]|[\s'’-])+")
PLAIN_WORD = re.compile(r"`[a-z]+`")
SENTENCE = re.compile(r"`(?=(?:[^`\s]+\s+){2})(?=[^`]*[.!?…](?:\s|`))[\w\s'’,;:.!?¡¿…-]+`")
# What whoever types the code puts in, named in the language of the page: {{path/to/file}}; not a choice of options, {{[-r|--raw]}}
PLACEHOLDER = re.compile(r"\{\{(?!\[)[^{}\n]{1,300}\}\}|<[^\W\d_][\w\s'’.-]{0,100}>")
# @somebody59, whom an example names; and what a word of code means, said in the code: `title (titre)`
HANDLE = re.compile(r"(?<!\w)@[^\W\d][\w.]*")
GLOSS = re.compile(r"\s\([^\W\d_]+(?:\s[^\W\d_]+)*\)(?=`)")
# Words that no program knows, for a letter that is not ASCII, or for the dots of a menu
SPOKEN = re.compile(r"`\s*(?=[^`]*(?:[^\x00-\x7f]|\.\.\.`))[^\W\d_]+(?:[\s'’-]+[^\W\d_]+)*\s*(?:\.\.\.|…)?`")
ACRONYM = re.compile(r"\(([A-Z][A-Za-z&]*[A-Z][A-Za-z&]*)\)")

# Words that say no; a block of a critical section that says no in English says no in every language
NEGATION = {
    "en": re.compile(r"\b(?:not|never|no(?!\.|\s+(?:more|later|less|fewer)\s+than)|nobody|nothing|none|nor|neither|without|cannot)\b|n['’]t\b", re.I),
    "fr": re.compile(r"\b(?:ne|pas|jamais|aucune?|rien|personne|sans|ni|non|nulle?|interdite?s?|refuser?|évitez|éviter|ignor\w+|impossibles?|irr[éeo]\w+ables?|irréversibles?)\b|\bn[’']", re.I),
    "es": re.compile(r"\b(?:no|nunca|jamás|ningun[ao]s?|ningún|nada|nadie|sin|ni|tampoco|prohibid[ao]s?|evite|evitar)\b", re.I),
    "ar": re.compile(r"(?<!\w)[وفبكأ]?(?:لا|لم|لن|ليسوا|ليست|ليسا|ليس|لست|لسنا|لسن|يتعذر|تتعذر|تعذرت?|يستحيل|غير|دون|دونما|دونه[ام]?|عدم|بعدم|ألا|لئلا|يحظر|يمنع|تجنب|ممنوع|أي من)(?!\w)"),
}


@rule("translation")
def numbers_kept(library, source, page):
    """A translation has the numbers of the English text: from ten on, decimals, percentages, years; words or digits.

    In a critical section small figures count as well: a deadline of 3 days stays 3 days.

    Bad:   dans les 27 heures  for  within 72 hours
    Good:  dans les 72 heures
    """
    critical = set(source.front_matter.get("critical") or ())
    for english, section in pairs(library, source, page):
        least = 0 if section.name in critical else 10
        wanted, found = _numbers(source, english, least), _numbers(page, section, least)
        if wanted == found:
            continue
        wanted, found = Counter(wanted), Counter(found)
        missing, extra = _without_versions(wanted - found, section), _without_versions(found - wanted, english)
        if not library.own:
            missing, extra = _without_icons(missing, english), _without_icons(extra, section)
            missing, extra = _without_glued(missing, section), _without_glued(extra, english)
            missing, extra = _without_afternoons(missing, extra, english)
            missing, extra = _without_styles(missing, extra), _without_english(_without_styles(extra, missing), english)
        if not missing and not extra:
            continue
        line = _line_with(section, extra, page.locale) if extra else section.line
        words = [f"add {', '.join(missing)}"] * bool(missing) + [f"remove {', '.join(extra)}"] * bool(extra)
        yield page, line, f"keep the numbers of the English section (line {english.line}): {'; '.join(words)}"


@rule("translation")
def tokens_kept(library, source, page):
    """Addresses of e-mail, telephone numbers and code stay to the letter.

    Bad:   `poignee` run --langue=fr
    Good:  `handbook` run --locale=fr
    """
    for english, section in pairs(library, source, page):
        wanted, found = _tokens(english), _tokens(section)
        if wanted.keys() == found.keys():
            continue
        theirs, ours = _bare(_shown(english)), _bare(_shown(section))
        if not library.own:
            _leave_translated(wanted, found, page)
        for token in wanted.keys() - found.keys():
            # the same without the marks of code does no harm; a path may be that of the language
            if _bare(token) not in ours and _in(page, source, token) not in found:
                yield page, section.line, f"keep {token} to the letter, as in the English section (line {english.line})"
        for token in found.keys() - wanted.keys():
            if _bare(token) not in theirs and _in(source, page, token) not in wanted:
                yield page, found[token], f"remove {token}, or write it as in the English section (line {english.line})"


@rule("translation", docs_only=False)
def acronyms_kept(library, source, page):
    """An acronym that English introduces in brackets is introduced in the translation, in that language's form.

    Bad:   la violence basée sur le genre, and no (VBG) on the whole page
    Good:  la violence basée sur le genre (VBG)
    """
    own = " ".join(plain(block.text) for block in page.blocks)
    for block in source.blocks:
        for acronym in ACRONYM.findall(plain(block.text)):
            term = next((t for t in library.terms.by_name.values() if t.wording["en"].acronym == acronym), None)
            wording = term and term.wording.get(page.locale)
            if wording and wording.acronym and not re.search(rf"\b{re.escape(wording.acronym)}\b", own):
                yield page, 1, f"add ({wording.acronym}) after {wording.term} at its first mention, as English has ({acronym}) in line {block.line}", WARNING


@rule("translation")
def negations_kept(library, source, page):
    """In a critical section every paragraph, step and row that says "not" in English says it in the translation.

    Bad:   Promettez le secret.  for  Do not promise secrecy.
    Good:  Ne promettez pas le secret.
    """
    critical = set(source.front_matter.get("critical") or ())
    no, own = NEGATION["en"], NEGATION.get(page.locale)
    if not own or source.locale != "en":
        return
    for english, section in pairs(library, source, page):
        if section.name not in critical or [b.kind for b in english.blocks] != [b.kind for b in section.blocks]:
            continue
        for one, other in zip(english.blocks, section.blocks):
            for line, theirs, number, ours in _sentences(one, other):
                if no.search(theirs) and not own.search(ours):
                    yield page, number, f"say here what not to do, as in English (line {line}): “{_short(theirs)}”"


@rule("source")
def source_agrees(library, source, translations):
    """When all translations agree on a number and differ from English, the English page is looked at first.

    Bad:   72 hours in French, Spanish and Arabic, 27 in English
    Good:  72 in all four
    """
    if len(translations) < 2:
        return
    told = [
        {one.line: (one, _numbers(page, other, 10)) for one, other in pairs(library, source, page)}
        for page in translations
    ]
    for line, (section, theirs) in told[0].items():
        agree = all(line in one and one[line][1] == theirs for one in told[1:])
        own = _numbers(source, section, 10)
        if agree and theirs != own:
            odd = ", ".join(sorted({*(Counter(own) - Counter(theirs)), *(Counter(theirs) - Counter(own))}))
            yield source, line, f"check the numbers here ({odd}): every translation agrees and says something else", WARNING


def _sentences(one, other) -> Iterator[tuple[int, str, int, str]]:
    """An English block beside its translation: line by line where both have as many lines, each a sentence; else whole."""
    theirs, ours = one.text.split("\n"), other.text.split("\n")
    if len(theirs) != len(ours):
        theirs, ours = [one.text], [other.text]
    for at, (text, translated) in enumerate(zip(theirs, ours)):
        yield one.line + at, prose(text), other.line + at, prose(translated)


def _numbers(page, section, least: int) -> list[str]:
    return numbers(_counted(page)[section.line], page.locale, least)


@trait
def _counted(page) -> dict[int, str]:
    """The text of each section whose numbers count, by its line; code without figures has none, its words are of no language."""
    texts = {}
    for section in page.sections:
        blocks = (block for block in section.blocks if block.kind not in ("fence", "comment", "definition"))
        written = [section.title, *(block.text for block in blocks)]
        text = "\n".join(plain(CODE.sub(_with_figures, one) if "`" in one else one) for one in written)
        text = html.unescape(text) if "&#" in text else text  # &#39; is an apostrophe, not a number
        texts[section.line] = ADDRESS.sub(" ", text) if "://" in text else text
    return texts


def _with_figures(code: re.Match) -> str:
    return code[0] if any(sign.isdigit() for sign in code[2]) else " "


def _without_versions(counts: Counter, other) -> list[str]:
    """Numbers that the other section does not have as the name of a version: `v11` and “version 11” are the same."""
    text = "\n".join([other.title, *(block.text for block in other.blocks)])
    return [number for number in counts.elements() if not re.search(rf"\b[vV](?:\d+\.)*{re.escape(number)}(?!\w)", text)]


def _without_glued(counts: list[str], other) -> list[str]:
    """Numbers that the other section does not have at the end of a name: Base64 and “base 64” are the same."""
    text = "\n".join([other.title, *(block.text for block in other.blocks)]) if counts else ""
    return [number for number in counts if not re.search(rf"(?<=[A-Za-z]){re.escape(number)}(?!\w)", text)]


def _without_icons(counts: list[str], section) -> list[str]:
    """Numbers that are not only part of the name of an icon, as in `:info-16:`."""
    text = "\n".join(block.text for block in section.blocks) if counts else ""
    return [number for number in counts if not re.search(rf":[\w-]*[A-Za-z][\w-]*-{re.escape(number)}:", text)]


def _without_styles(numbers: list[str], others: list[str]) -> list[str]:
    """Numbers that are not only written in another style: 1990s and années 90, ’88 and 1988, 1 million and un million."""
    short = {year[-2:] for year in (*numbers, *others) if YEAR.fullmatch(year)} & {*numbers, *others}
    years = [number for number in numbers if number in short or YEAR.fullmatch(number) and number[-2:] in short]
    return [number for number in numbers if number not in years and number not in ("1000000", "1000000000")]


def _without_afternoons(missing: list[str], extra: list[str], english) -> tuple[list[str], list[str]]:
    """Numbers that are not hours which English counts from noon and the translation from midnight."""
    text = "\n".join(block.text for block in english.blocks) if extra else ""
    hours = {hour: str(int(hour) + 12) for found in AFTERNOON.finditer(text) for hour in found.groups() if hour}
    return [number for number in missing if number not in hours], [number for number in extra if number not in hours.values()]


def _without_english(extra: list[str], english) -> list[str]:
    """Numbers that a text left in English does not say: its "once" is the Spanish eleven."""
    said = any(ONCE.search(text) for text in (english.title, *(block.text for block in english.blocks)))
    return [number for number in extra if number != "11" or not said]


def _line_with(section, extra: list[str], locale: str) -> int:
    for block in section.blocks:
        if set(numbers(plain(block.text), locale, 0)) & set(extra):
            return block.line
    return section.line


def _shown(section) -> str:
    texts = [section.title, *(block.text for block in section.blocks if block.kind != "comment")]
    return "\n".join([*texts, *map(plain, texts)])


def _bare(text: str) -> str:
    """A text without marks of code, spaces, quotation marks and dots, which languages have of their own; `<x />`, `x()` and `x/` are x."""
    return LOOSE.sub("", text)


def _leave_translated(wanted: dict[str, int], found: dict[str, int], page) -> None:
    """Take out code that differs in its words only: other projects translate the names in their examples.

    So is what a translation sets as code that is none: words of its language, what a menu says, a word that no code of the page has.
    And so are addresses of e-mail that differ in the name of a person only, at the same host.
    """
    english, extra = set(wanted), defaultdict(list)
    for token in [token for token in found if token not in wanted and (token[0] == "`" or "@" in token)]:
        extra[_signs(token)].append(token)
    for token in [token for token in wanted if token not in found and (token[0] == "`" or "@" in token)]:
        if extra[_signs(token)]:
            found.pop(extra[_signs(token)].pop())
            wanted.pop(token)
    for token in [token for token in found if token not in wanted]:
        in_code = any(token[1:-1] in block.text for block in page.blocks if block.kind == "fence")
        if SPOKEN.fullmatch(token) or PLAIN_WORD.fullmatch(token) and not in_code or GLOSS.sub("", token) in english:
            found.pop(token)


def _signs(token: str) -> str:
    """What is left of code without its words, its placeholders and the texts in it; nothing of a sentence."""
    if SENTENCE.fullmatch(token):
        return ""
    if EMAIL.fullmatch(token):
        return NOBODY.sub("example", token[token.index("@") :])
    token = HANDLE.sub("@", PLACEHOLDER.sub("{}", token.strip("`")))
    return WORDS.sub("", TRANSLATABLE.sub("", token))


def _in(page, other, token: str) -> str:
    """A token with the language of another page in it, in that of this page."""
    return token.replace(f"/{other.locale}/", f"/{page.locale}/")


def _tokens(section) -> dict[str, int]:
    """Each token of a section and the line of the block that holds it first."""
    found: dict[str, int] = {}
    for block in section.blocks:
        if block.kind in ("fence", "comment"):
            continue
        text = block.text
        tokens = [f"`{code[1]}`" for code in CODE.findall(text)] if "`" in text else []
        tokens += EMAIL.findall(CODE.sub(" ", text)) if "@" in text else []
        tokens += PHONE.findall(text) if "+" in text else []
        for token in tokens:
            found.setdefault(token, block.line)
    return found


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= 60 else text[:57] + "…"
