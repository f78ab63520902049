"""Language: the words of the termbase, the typography of each language, nothing left in another one."""

import re
from collections.abc import Iterator
from functools import lru_cache

from handbook.inline import ATTRIBUTE_LIST, CODE, INLINE, REMEMBERED, plain
from handbook.problem import WARNING
from handbook.rules import rule
from handbook.rules.structure import pairs

# Text marked as another language is left to that language: *Title*{ lang=en } and <span lang="en">…</span>
ISLAND = re.compile(r"(\*\*|\*|_)(?=\S)(?:.+?)\1\{:?[^{}]*\blang=[^{}]*\}|<(\w+)[^>]*\blang=[^>]*>.*?</\2>", re.S)
# What is no text of the page's language: code, what a generator fills in, addresses; and signs that one of them is there
CODE_TAG = re.compile(r"<(code|pre|kbd|samp)\b[^>]*>.*?</\1>", re.S)
TEMPLATE = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{\*.*?\*\}|\{#.*?#\}|<\?.*?\?>", re.S)
ADDRESS = re.compile(r"(?:https?|ftp)://[^\s<>\"')\]}]+")
ELSEWHERE = re.compile(r"https?:|//", re.I)
FOREIGN_SIGN = re.compile(r"`|lang=|\]\(|://|\{[{%*#]|<(?:code|pre|kbd|samp|\?)")
# Stands for what was taken out, so that the signs around it still touch something
OBJECT = "\ufffc"
# What stands between quotation marks is said of a word, or by somebody else
QUOTED = re.compile(r"«[^»]*»|“[^”]*”|\"[^\"\n]*\"")

# Bold that every renderer takes for bold
STRONG = re.compile(r"\*\*(?=\S)(?:[^*]|\*(?!\*))+?(?<=\S)\*\*(?!\*)|(?<=\*)\*\*|\*\*(?=\*)", re.S)

# *Emphasis* at the beginning or the end of bold text
EMPHASIZED = re.compile(r"(?<![*\\])\*(?=[^\s*])[^*\n]+(?<=\S)\*(?=\*\*)|(?<=\*\*)\*(?=[^\s*])[^*\n]+(?<=\S)\*(?!\*)")

# What is left of bold, links and attribute lists that no renderer understands
BOLD_LEFT = re.compile(r"\*\*(?=[^\s*])|(?<=[^\s*])\*\*|\*\* .* \*\*")
LINK_LEFT = re.compile(r"\]\s?\((?=[^)\s]*[./#])|\{:?\s*[#.][\w-]+\s*\}")

WORD = re.compile(r"[^\W\d_]+")
SENTENCE_END = re.compile(r"(?<=[.!?:])\s+|\n")
ARABIC = r"\u0600-\u06ff\u0750-\u077f"
LATIN_RUN = re.compile(r"(?:[A-Za-zÀ-ÿ][\w’'-]*[\s,]+){3,}[A-Za-zÀ-ÿ][\w’'-]*")
# Words that English text cannot do without and French and Spanish do not have
ENGLISH = "the|and|of|to|is|are|with|that|for|you|not|who|what|which|from|this|they|be|or|have|when"
# A sentence holds one of these or of those; a name, a title or a list of names may do without
MORE_ENGLISH = (
    "your|it|its|in|on|at|by|an|we|our|their|can|cannot|will|if|how|why|where|do|does|don|should|must|may|as|was|has|had"
    "|use|make|more|all|any|no|never|only"
)
ENGLISH_WORD = re.compile(rf"\b(?:{ENGLISH})\b", re.I)
PROSE = re.compile(rf"\b(?:{ENGLISH}|{MORE_ENGLISH})\b", re.I)

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


@rule("page", docs_only=False)
def typography(library, page):
    """Spaces, quotation marks, digits and punctuation are those of the language.

    Bad:   Que faire?  for  What to do?
    Good:  Que faire ?  with a no-break space before ?
    """
    if page.locale not in TYPOGRAPHY:
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
        of_prose = _is_prose if library.source == "en" else bool
        for block in section.blocks:
            if block.kind in ("fence", "comment", "html", "definition"):
                continue
            for offset, line in enumerate(_own_lines(block.text)):
                copied = any(_words(sentence) in known for sentence in _sentences(line) if of_prose(sentence))
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
        lines = {block.text.count("\n", 0, left.start()): left[0] for left in _markup_left(block.text)}
        for offset, left in lines.items():
            yield page, block.line + offset, f"mend the Markdown here: a reader would see {left[:3].strip()}"


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


def _markup_left(text: str) -> Iterator[re.Match]:
    """The signs of Markdown in a text that stay signs when it is rendered."""
    if not any(sign in text for sign in ("**", "](", "] (", "{")):
        return
    text = TEMPLATE.sub(_object, CODE.sub(_object, text))  # what is taken out still touches its neighbours
    yield from LINK_LEFT.finditer(plain(text))
    if "**" in text:
        text = ADDRESS.sub(_object, INLINE.sub(r"\2", text))
        yield from BOLD_LEFT.finditer(STRONG.sub(_object, EMPHASIZED.sub(_object, text)))


@lru_cache(maxsize=REMEMBERED)
def _own(text: str) -> str:
    """The text of a line that is in the page's own language, as a reader sees it: no islands, code or link addresses."""
    if not FOREIGN_SIGN.search(text):
        return plain(text)
    for pattern in (CODE, CODE_TAG, TEMPLATE, ISLAND):
        text = pattern.sub(_object, text)
    return plain(ADDRESS.sub(_object, INLINE.sub(_named, text)))


def _object(found: re.Match) -> str:
    """What stands for something taken out; the lines below keep their numbers."""
    return OBJECT + "\n" * found[0].count("\n")


def _named(link: re.Match) -> str:
    """The text of a link; of one that leaves the handbook it is the name of a work, in the language of that."""
    return _object(link) if ELSEWHERE.match(link[3].strip("<")) else link[2]


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


def _is_prose(sentence: str) -> bool:
    """Whether an English text is a sentence, not a name, a title or a list of names: those stay as they are."""
    words = WORD.findall(sentence)
    return bool(PROSE.search(sentence)) and sum(word[0].islower() for word in words) > len(words) / 2


def _words(sentence: str) -> str:
    return " ".join(WORD.findall(sentence.casefold()))


def _is_foreign(text: str, locale: str, source: str) -> bool:
    if source != "en":
        return False
    if locale == "ar":
        return any(len(run.split()) > 4 and ENGLISH_WORD.search(run) for run in LATIN_RUN.findall(ATTRIBUTE_LIST.sub("", text)))
    words = WORD.findall(text)
    return len(words) >= 6 and _is_prose(text) and len(ENGLISH_WORD.findall(text)) / len(words) > 0.22


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
