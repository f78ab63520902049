"""Language: the words of the termbase, the typography of each language, nothing left in another one."""

import re
from functools import lru_cache

from handbook.inline import ATTRIBUTE_LIST, CODE, INLINE, REMEMBERED, links, plain
from handbook.problem import WARNING
from handbook.rules import rule
from handbook.rules.structure import pairs

# Text marked as another language is left to that language: *Title*{ lang=en } and <span lang="en">…</span>
ISLAND = re.compile(r"(\*\*|\*|_)(?=\S)(?:.+?)\1\{:?[^{}]*\blang=[^{}]*\}|<(\w+)[^>]*\blang=[^>]*>.*?</\2>", re.S)
# Stands for what was taken out, so that the signs around it still touch something
OBJECT = "\ufffc"
# What stands between quotation marks is said of a word, or by somebody else
QUOTED = re.compile(r"«[^»]*»|“[^”]*”|\"[^\"\n]*\"")

# Bold that every renderer takes for bold
STRONG = re.compile(r"\*\*(?=\S)((?:[^*]|\*(?!\*))+?)(?<=\S)\*\*(?!\*)|(?<=\*)\*\*|\*\*(?=\*)", re.S)

# What is left of bold, links and attribute lists that no renderer understands
BOLD_LEFT = re.compile(r"\*\*(?=[^\s*])|(?<=[^\s*])\*\*|\*\* .* \*\*")
LINK_LEFT = re.compile(r"\]\s?\((?=[^)\s]*[./#])|\{:?\s*[#.][\w-]+\s*\}")

SENTENCE_END = re.compile(r"(?<=[.!?:])\s+|\n")
ARABIC = r"\u0600-\u06ff\u0750-\u077f"
LATIN_RUN = re.compile(r"(?:[A-Za-zÀ-ÿ][\w’'-]*[\s,]+){3,}[A-Za-zÀ-ÿ][\w’'-]*")
# Words that English text cannot do without and French and Spanish do not have
ENGLISH = re.compile(r"\b(?:the|and|of|to|is|are|with|that|for|you|not|who|what|which|from|this|they|be|or|have|when)\b", re.I)

# Typography by language: what is wrong, and what to write instead
TYPOGRAPHY = {
    "fr": (
        (re.compile(r"(?<=[\w)»%])[;!?](?=[\s)*]|$)"), "put a no-break space (U+00A0) before {}"),
        (re.compile(r"(?<=[\w)»%]):(?=[\s*]|$)"), "put a no-break space (U+00A0) before {}"),
        (re.compile(r"(?<=\S) [:;!?%»](?=[\s.,)*]|$)"), "put a no-break space (U+00A0) here, not a plain space: {}"),
        (re.compile(r"« "), "put a no-break space (U+00A0) after « , not a plain space"),
        (re.compile(r"«(?=\w)"), "put a no-break space (U+00A0) after «"),
        (re.compile(r"(?<=\w)'(?=\w)"), "write the apostrophe as ’"),
        (re.compile(r"\w+·\w+"), "write both forms or a neutral word, without the middle dot: {}"),
        (re.compile(r"[“”]"), "use « » as quotation marks, not {}"),
    ),
    "es": (
        (re.compile(r"(?<![¿\w])(?:(?<=^)|(?<=[.!?] ))[^¿?.!:\n]{3,}\?"), "open the question with ¿"),
        (re.compile(r"\w+@s?\b(?!\.)|\b\w+[aeio]xs?\b(?<!ex)(?<!ax)"), "write both forms or a neutral word, without @ or x: {}"),
        (re.compile(r"(?<=\d) %"), "put a no-break space (U+00A0) before %, not a plain space"),
        (re.compile(r"«|»"), "use “ ” as quotation marks, not {}"),
    ),
    "ar": (
        (re.compile(rf"(?<=[{ARABIC}])\s?[,;?](?=\s|$)"), "use the Arabic mark ، ؛ ؟ here, not {}"),
        (re.compile(r"(?<=\S)\s+[،؛؟](?=\s|$)"), "put no space before {}"),
        (re.compile(r"[٠-٩۰-۹]+"), "write the digits as 0-9, not {}"),
        (re.compile(rf"(?!الـ)\w{{2,}}ـ(?=[{ARABIC}])\w*"), "write {} without the lengthening stroke"),  # الـ15 is right
        (re.compile(rf"[{ARABIC}]*[\u064b-\u0652][{ARABIC}]*"), "write {} without vowel signs"),
    ),
}

# Marks that change the direction of text; invisible, so never without need, and never left open
OPENING = "\u202a\u202b\u202d\u202e\u2066\u2067\u2068"
CLOSING = "\u202c\u2069"
OVERRIDES = "\u202d\u202e"
MARK = re.compile(f"[{OPENING}{CLOSING}]")


@rule("page", docs_only=False)
def forms_avoided(library, page):
    """Text never uses a form that the termbase says to avoid; confusing trafficking with smuggling is the worst.

    Forms that are wrong only in some uses (`when`) are for people to judge: no program knows the use.

    Bad:   le trafic d’êtres humains
    Good:  la traite des êtres humains
    """
    text_of = {block.line: _judged(block.text) for block in page.blocks if block.kind not in ("fence", "comment")}
    head = " ".join(str(page.front_matter.get(key, "")) for key in ("title", "description"))
    texts = [(page.front_matter.line("title"), head), *text_of.items()]
    whole = "\n".join(text for _, text in texts).casefold()
    for words, form, term in _avoided(library.terms, page.locale):
        if all(word in whole for word in words):  # nearly every form is on no page, and this is told much faster
            pattern = _form(form, page.locale)
            yield from ((page, line, f"write {term} instead of {form}") for line, text in texts if pattern.search(text))


@rule("translation", docs_only=False)
def terms_used(library, source, page):
    """Where English uses a term of the termbase often, the translation uses its term, or an accepted variant.

    Bad:   référencement, throughout a page on referral
    Good:  orientation
    """
    english = " ".join(_judged(block.text) for block in source.blocks).casefold()
    own = set(_folded(" ".join([page.title, *(plain(block.text) for block in page.blocks)])).split())
    stems = {_stem(word) for word in own}
    for term in library.terms.by_name.values():
        wording, theirs = term.wording.get(page.locale), term.wording.get("en")
        if not wording or not theirs or len(theirs.term.split()) < 2:
            continue  # single words such as “child” have many right translations
        if english.count(theirs.term.casefold()) >= 3:
            found = any(_stems(form) <= stems for form in [wording.term, *wording.accepted])
            if not found and wording.acronym.casefold() not in own:
                yield page, 1, f"use {wording.term} for “{theirs.term}”, or an accepted variant of data/terms.yml", WARNING


@rule("page")
def typography(library, page):
    """Spaces, quotation marks, digits and punctuation are those of the language.

    Bad:   Que faire?  for  What to do?
    Good:  Que faire ?  with a no-break space before ?
    """
    if page.locale not in TYPOGRAPHY or library.docs.name != "docs":
        return
    lines = [(page.front_matter.line(key), _own(str(page.front_matter.get(key, "")))) for key in ("title", "description")]
    for block in page.blocks:
        if block.kind not in ("fence", "comment", "html", "definition"):
            lines += enumerate(_own_lines(block.text), block.line)
    for number, text in lines:
        for pattern, advice in TYPOGRAPHY[page.locale]:
            if wrong := pattern.search(text):
                yield page, number, advice.format(wrong[0].strip())


@rule("page")
def directions_closed(library, page):
    """Invisible marks of direction are closed in their paragraph, and never override the letters' own direction.

    Bad:   U+202E without U+202C
    Good:  <bdi>IOM 2022</bdi>, or nothing: browsers isolate links and acronyms here
    """
    for number, line in enumerate(page.lines, 1):
        if line.isascii() or not MARK.search(line):
            continue
        opened = sum(line.count(mark) for mark in OPENING)
        if opened != sum(line.count(mark) for mark in CLOSING):
            yield page, number, "remove the invisible mark of direction here, or close it: it is open at the end of the line"
        elif any(mark in line for mark in OVERRIDES):
            yield page, number, "remove the invisible mark that overrides the direction: it can hide what a text says"


@rule("translation")
def translated_throughout(library, source, page):
    """No sentence is left in the source language, unless it is marked as such.

    Bad:   Do not ask for details.  in a French page
    Good:  Ne demandez pas de détails.  or  *Charter for Change*{ lang=en }
    """
    for english, section in pairs(library, source, page):
        known = {words for block in english.blocks for words in _said(block.text)}
        for block in section.blocks:
            if block.kind in ("fence", "comment", "html", "definition"):
                continue
            for offset, line in enumerate(_own_lines(block.text)):
                copied = any(_words(sentence) in known for sentence in _sentences(line))
                if copied or _is_foreign(line, page.locale, library.source):
                    yield page, block.line + offset, "translate this, or mark it as English, *…*{ lang=en dir=ltr }"


@rule("page")
def markup_rendered(library, page):
    """No Markdown is left in the text that a reader sees.

    Bad:   ** gras **, or [text] (address)
    Good:  **gras**, [text](address)
    """
    for block in page.blocks:
        if block.kind in ("fence", "comment", "html", "definition"):
            continue
        for offset, line in enumerate(CODE.sub(" ", block.text).split("\n")):
            bold = BOLD_LEFT.search(STRONG.sub(r"\1", INLINE.sub(r"\2", line)))
            if left := bold or LINK_LEFT.search(plain(line)):
                yield page, block.line + offset, f"mend the Markdown here: a reader would see {left[0][:3].strip()}"


@rule("translation")
def length_likely(library, source, page):
    """A section is not far shorter or longer than its language's other sections are, beside their English ones.

    Bad:   a paragraph of two lines for a section of twenty
    Good:  the whole of it
    """
    median = _median_ratio(library, page.locale)
    for english, section in pairs(library, source, page):
        one, other = _length(english), _length(section)
        if one > 240 and median and not 0.55 < other / one / median < 1.8:
            than = "shorter" if other / one < median else "longer"
            yield page, section.line, f"compare { {'shorter': 'what is missing', 'longer': 'what was added'}[than]}: this section is far {than} than the English one", WARNING


@lru_cache(maxsize=REMEMBERED)
def _own(text: str) -> str:
    """The text of a line that is in the page's own language, as a reader sees it: no islands, code or link addresses."""
    if not ("`" in text or "lang=" in text or "](" in text):
        return plain(text)
    text = CODE.sub(OBJECT, text)
    text = ISLAND.sub(OBJECT, text) if "lang=" in text else text
    for link in links(text):
        if link.form == "inline":  # labels such as IASC 2016 are names
            text = text.replace(f"]({link.target})", "]()")
    return plain(text)


def _own_lines(text: str) -> list[str]:
    """The same line by line; each by itself where something stretches over a line's end."""
    lines = _own(text).split("\n")
    return lines if len(lines) == text.count("\n") + 1 else [_own(line) for line in text.split("\n")]


@lru_cache(maxsize=REMEMBERED)
def _judged(text: str) -> str:
    return QUOTED.sub(" ", _own(text))


@lru_cache(maxsize=16)
def _avoided(terms, locale: str):
    """Each form that is always wrong in a language: its words, itself, what to write instead."""
    return [
        (_parts_of(avoid.form.casefold(), locale), avoid.form, term.wording[locale].term)
        for term in terms.by_name.values()
        if locale in term.wording
        for avoid in term.wording[locale].avoid
        if not avoid.when
    ]


def _parts_of(form: str, locale: str) -> list[str]:
    """The words of a form as they stand in every inflection of it."""
    return [word.removeprefix("ال") for word in form.split()] if locale == "ar" else re.split(r"[\s'’]+", form)


@lru_cache(maxsize=1024)
def _form(form: str, locale: str) -> re.Pattern:
    """A form with the endings and prefixes it takes in running text; apostrophes of both kinds."""
    if locale == "ar":
        words = [re.escape(word.removeprefix("ال")) for word in form.split()]
        return re.compile(r"(?<!\w)" + r"\s+".join(rf"[وفبلك]{{0,2}}(?:ال|لل)?{word}" for word in words) + r"(?!\w)")
    words = [re.escape(word).replace("'", "['’]") + r"(?:e?s)?" for word in form.split()]
    return re.compile(r"(?<![\w-])" + r"\s+".join(words) + r"(?![\w-])", re.I)


def _folded(text: str) -> str:
    return re.sub(r"[^\w\s]", " ", text.casefold())


@lru_cache(maxsize=REMEMBERED)
def _stems(form: str) -> set[str]:
    return {_stem(word) for word in _folded(form).split() if len(word) > 3}


def _stem(word: str) -> str:
    """A word without what inflection adds: enough to see that it is there."""
    word = word if word.isascii() else re.sub(r"^[وفبلك]?(?:ال|لل)", "", word)
    return word[:4] if len(word) > 4 else word


@lru_cache(maxsize=REMEMBERED)
def _said(text: str) -> frozenset[str]:
    """The sentences of a block of more than three words, without signs."""
    sentences = (_words(sentence) for sentence in _sentences(plain(text)))
    return frozenset(sentence for sentence in sentences if sentence.count(" ") > 2)


def _sentences(text: str) -> list[str]:
    return [sentence for sentence in SENTENCE_END.split(text) if sentence.strip()]


def _words(sentence: str) -> str:
    return " ".join(re.findall(r"[^\W\d_]+", sentence.casefold()))


def _is_foreign(text: str, locale: str, source: str) -> bool:
    if source != "en":
        return False
    if locale == "ar":
        return any(len(run.split()) > 4 and ENGLISH.search(run) for run in LATIN_RUN.findall(ATTRIBUTE_LIST.sub("", text)))
    words = re.findall(r"[^\W\d_]+", text)
    return len(words) >= 6 and len(ENGLISH.findall(text)) / len(words) > 0.22


def _length(section) -> int:
    """How many signs a section has, markup included: that is the same in both languages, and counted at once."""
    return sum(len(block.text) for block in section.blocks if block.kind != "fence")


@lru_cache(maxsize=16)
def _median_ratio(library, locale: str) -> float:
    """How long a section of this language usually is, beside its English one; 0 when there are too few to say.

    About a hundred pages, spread over all, know it as well as ten thousand do.
    """
    pages = library.of(locale)
    ratios = sorted(
        _length(section) / _length(english)
        for page in pages[:: 1 + len(pages) // 100]
        if (source := library.page(library.source, page.path))
        for english, section in pairs(library, source, page)
        if _length(english) > 240
    )
    return ratios[len(ratios) // 2] if len(ratios) > 8 else 0.0
