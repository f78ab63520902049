"""The model: files become frozen nouns, mistakes become messages with a place."""

import pickle
from datetime import date
from types import MappingProxyType

import pytest

from handbook.blocks import blocks
from handbook.data import read_yaml
from handbook.inline import links, plain
from handbook.labels import write_date
from handbook.library import read_library
from handbook.numbers import VALUES, numbers
from handbook.page import read_page
from handbook.rules import check
from handbook.glossary import sort_key
from handbook.sources import read_sources
from handbook.stamp import stamp
from handbook.terms import read_terms
from handbook.translations import CURRENT, EDITED, LAYOUT, LINKS, NUMBERS, SEAL, TEXT, UNSTAMPED, changed, fingerprint


def kinds(text: str) -> list[tuple]:
    return [(block.kind, block.line, block.text) for block in blocks(text.split("\n"))]


@pytest.mark.parametrize("text, wanted", [
    ("## A { #a }", [("heading", 1, "A")]),
    ("one\ntwo\n\nthree", [("paragraph", 1, "one\ntwo"), ("paragraph", 4, "three")]),
    ("- a\n- b\n  c", [("item", 1, "a"), ("item", 2, "b\nc")]),
    ("| a | b |\n| --- | --- |\n| 1 | 2 |", [("row", 1, "| a | b |"), ("row", 3, "| 1 | 2 |")]),
    ("```py\n# no heading\n```\nx", [("fence", 1, "# no heading"), ("paragraph", 4, "x")]),
    ("~~~\nnever closed", [("fence", 1, "never closed")]),
    ('!!! danger "Stop"\n    Do not.\n\n    - a\nafter', [
        ("admonition", 1, "Stop"), ("paragraph", 2, "Do not."), ("item", 4, "a"), ("paragraph", 5, "after"),
    ]),
    ("<!-- a\nb -->\ntext", [("comment", 1, "<!-- a\nb -->"), ("paragraph", 3, "text")]),
    ("text\n## A { #a }", [("paragraph", 1, "text"), ("heading", 2, "A")]),
    ("[^1]: note", [("footnote", 1, "note")]),
    ("- a\n\n    more of a", [("item", 1, "a"), ("paragraph", 3, "more of a")]),
    ("text\n\n    code", [("paragraph", 1, "text"), ("fence", 3, "    code")]),
    ("", []),
], ids=repr)
def test_blocks_stand_where_they_stand(text, wanted):
    """Each block has its kind, its line and its text."""
    assert wanted == kinds(text)


@pytest.mark.parametrize("text, wanted", [
    ("[a](b.md#c)", [("a", "b.md#c", False)]),
    ("![alt](x.svg)", [("alt", "x.svg", True)]),
    ('[a](b.md "title")', [("a", "b.md", False)]),
    ("[a [b] c](d.md)", [("a [b] c", "d.md", False)]),
    ("[a](b_(c).md)", [("a", "b_(c).md", False)]),
    ("`[a](b.md)` and ``[c](d`.md)``", []),
    ("<https://example.org/>", [("https://example.org/", "https://example.org/", False)]),
    ("[![alt](x.svg)](y.md)", [("![alt](x.svg)", "y.md", False), ("alt", "x.svg", True)]),
    ("[a][b]", [("a", "b", False)]),
    ("[not a link] (b.md)", []),
], ids=repr)
def test_links_are_found(text, wanted):
    """Inline, reference and automatic links are found; code is not."""
    assert wanted == [(link.text, link.target, link.image) for link in links(text)]


@pytest.mark.parametrize("text, wanted", [
    ("**bold** and *it* with `code`", "bold and it with code"),
    ("[text](address.md)", "text"),
    ("*Title*{ lang=en dir=ltr } end", "Title end"),
    ("2 * 3 * 4", "2 * 3 * 4"),
    (r"\*stars\*", "*stars*"),
    ("a <span lang=\"en\">b</span>", "a b"),
], ids=repr)
def test_plain_is_what_a_reader_sees(text, wanted):
    """Markup goes, words stay."""
    assert wanted == plain(text)


def test_sections_end_at_the_next_heading(tmp_path):
    """A section holds the text below its heading, up to the next one of any level."""
    (tmp_path / "a.md").write_text("# A { #a }\n\nOne.\n\n## B { #b }\n\nTwo.\n", "utf-8")
    page = read_page(tmp_path / "a.md", "en", "a", "docs/en/a.md")
    assert [("a", "# A { #a }\n\nOne."), ("b", "## B { #b }\n\nTwo.")] == [(s.name, s.text) for s in page.sections]


@pytest.mark.parametrize("content, line, words", [
    (b"# A\n\ncaf\xe9\n", 3, "save the file as UTF-8"),
    (b"---\ntitle: A\n", 1, "close the front matter"),
    (b"---\ntitle: a: b\n---\n", 2, "quotation marks"),
    (b"---\ntitle: A\ntitle: B\n---\n# A\n", 3, "keep one of the two lines"),
    (b"---\n- a\n---\n", 2, "key: value"),
    (b"---\ntitle: A\nreviewed: 2026-02-31\n---\n# A\n", 3, "write reviewed as a day that exists"),
    (b"---\ntitle: A\nreviewed: 2026-13-01\n---\n# A\n", 3, "a day that exists"),
    (b"---\ntitle:A\ndescription: B\n---\n# A\n", 2, "with a space after the colon"),
    (b"---\ntitle: A\nstages:\n\t- plan\n---\n# A\n", 4, "use spaces, not a tab"),
    (b"---\ntitle: A\nstages: [plan\ndescription: B\n---\n# A\n", 3, "the brackets"),
    (b"---\n<<<<<<< HEAD\ntitle: A\n=======\n>>>>>>> b\ndescription: B\n---\n# A\n", 2, "keep one of the two versions"),
    (b"\n---\ntitle: A\n---\n# A\n", 1, "begin the file with a line that holds only ---"),
    (b"----\ntitle: A\n---\n# A\n", 1, "begin the file with a line that holds only ---"),
    (b"title: A\n---\n# A\n", 1, "begin the file with a line that holds only ---"),
    (b"  \n", 1, "it is empty"),
], ids=repr)
def test_broken_files_become_messages(content, line, words, tmp_path):
    """What cannot be read is told with its line, and nothing is raised."""
    (tmp_path / "a.md").write_bytes(content)
    page = read_page(tmp_path / "a.md", "en", "a", "docs/en/a.md")
    assert [line] == [problem.line for problem in page.problems]
    assert words in page.problems[0].message


def test_one_line_that_cannot_be_read_hides_no_other(tmp_path):
    """The other keys of the front matter are read, so that nobody is told to add what stands there."""
    (tmp_path / "a.md").write_text("---\ntitle: A: b\nreviewed: 2026-13-01\nsee_also: [b]\ncritical:\n- a\n---\n# A { #a }\n", "utf-8")
    page = read_page(tmp_path / "a.md", "en", "a", "docs/en/a.md")
    assert [2, 3] == [problem.line for problem in page.problems]
    assert {"see_also": ["b"], "critical": ["a"]} == dict(page.front_matter.values)


@pytest.mark.parametrize("text", ["# A\n\n---\n\ntitle: B\n", "Title\n---\n\nText: more.\n", "---\n\nText: more.\n\n---\n", ""])
def test_a_line_of_dashes_begins_no_front_matter(text, tmp_path):
    """A rule, or a line below a title, is none; only a key of ours below it makes it look like one."""
    (tmp_path / "a.md").write_text(f"Intro.\n\n{text}", "utf-8")
    page = read_page(tmp_path / "a.md", "en", "a", "docs/en/a.md")
    assert ((), {}, 1) == (page.problems, dict(page.front_matter.values), page.front_matter.body)


def test_windows_line_ends_and_byte_order_marks_do_not_matter(tmp_path):
    """A file saved by a Windows editor is the same page."""
    (tmp_path / "a.md").write_bytes("\ufeff---\r\ntitle: A\r\n---\r\n\r\n# A { #a }\r\n".encode())
    page = read_page(tmp_path / "a.md", "en", "a", "docs/en/a.md")
    assert () == page.problems
    assert ["a"] == [heading.name for heading in page.headings]


@pytest.mark.parametrize("before, after, wanted", [
    ("Do not ask.", "Do not ask.", CURRENT),
    ("Do not ask.", "Do ask.", TEXT),
    ("within 72 hours", "within 27 hours", NUMBERS),
    ("[a](b.md)", "[a](c.md)", LINKS),
    ("one two", "one\ntwo", LAYOUT),
], ids=repr)
def test_fingerprints_tell_what_changed(before, after, wanted):
    """The gravest change is named: words before numbers, links and layout."""
    assert wanted == changed(fingerprint(before), fingerprint(after))


def make_pair(folder, english="Do not ask.", french="Ne demandez rien."):
    for locale, text in (("en", english), ("fr", french)):
        (folder / "docs" / locale).mkdir(parents=True, exist_ok=True)
        (folder / "docs" / locale / "a.md").write_text(f"# A {{ #a }}\n\n{text}\n", "utf-8")
    return read_library(folder, locales=("en", "fr"))


def state(library) -> str:
    return library.states(library.page("fr", "a"))["a"]


def test_stamps_record_what_a_translation_translates(tmp_path):
    """Unstamped, then current; text when the English changes; edited when only the translation does."""
    from handbook.stamp import stamp

    library = make_pair(tmp_path)
    assert UNSTAMPED == state(library)
    assert ([], 1) == stamp(library, [])
    assert CURRENT == state(make_pair(tmp_path))
    assert TEXT == state(make_pair(tmp_path, english="Do ask."))
    assert EDITED == state(make_pair(tmp_path, french="Ne posez pas de question."))


def test_a_pin_moved_by_hand_is_noticed(tmp_path):
    """The seal does not fit a pin that no command wrote."""
    from handbook.stamp import stamp

    stamp(make_pair(tmp_path), [])
    file = tmp_path / "data/translations/fr.yml"
    file.write_text(file.read_text("utf-8").replace(fingerprint("# A { #a }\n\nDo not ask."), fingerprint("# A { #a }\n\nDo ask.")), "utf-8")
    assert SEAL == state(make_pair(tmp_path, english="Do ask."))


def test_stamping_without_translating_is_refused(tmp_path):
    """English words changed, the translation did not: the command says so, and writes nothing."""
    from handbook.stamp import stamp

    stamp(make_pair(tmp_path), [])
    before = (tmp_path / "data/translations/fr.yml").read_bytes()
    refusals, stamped = stamp(make_pair(tmp_path, english="Do ask."), [])
    assert 0 == stamped and "translate what changed in a" in refusals[0].message
    assert before == (tmp_path / "data/translations/fr.yml").read_bytes()
    assert ([], 1) == stamp(make_pair(tmp_path, english="Do ask."), [], touch_up=True)


def test_dates_follow_the_language(library):
    """French says 1er, Arabic names both calendars' months."""
    assert "1er juillet 1951" == write_date(date(1951, 7, 1), library.labels["fr"])
    assert "15 de noviembre de 2012" == write_date(date(2012, 11, 15), library.labels["es"])
    assert "15 تشرين الثاني/نوفمبر 2012" == write_date(date(2012, 11, 15), library.labels["ar"])
    assert "23 November 2026" == write_date(date(2026, 11, 23), library.labels["en"])
    assert "3 1 2026" == write_date(date(2026, 1, 3), MappingProxyType({}))


@pytest.mark.parametrize("locale, words", [
    ("fr", ["abus", "éducation", "enfant", "exploitation"]),
    ("es", ["niñez", "nota", "ñandú", "obra"]),
    ("ar", ["الإحالة", "بدائل الاحتجاز", "الحماية"]),
])
def test_words_stand_in_dictionary_order(locale, words):
    """Accents do not count, ñ follows n, the Arabic article is passed over."""
    assert words == sorted(words, key=lambda word: sort_key(word, locale))


def test_a_check_shared_among_processes_finds_the_same(checkout):
    """Two processes tell what one tells, in the same order; a library sent to another process is read there."""
    for path in ("docs/fr/index.md", "docs/ar/overview/principles.md", "docs/en/about/contribute.md"):
        file = checkout / path
        file.write_text(file.read_text("utf-8").replace("](", "](gone/", 3).replace("## ", "### ", 1), "utf-8")
    spoilt = read_library(checkout)
    problems = check(spoilt)
    assert len(problems) > 5
    assert problems == check(spoilt, processes=2)
    assert problems == check(pickle.loads(pickle.dumps(spoilt)))


@pytest.mark.parametrize("text, locale, wanted", [
    ("within 72 hours, 1.3 billion", "en", ["1300000000", "72"]),
    ("144 milhões", "pt", ["144000000"]),
    ("3,6 Millionen", "de", ["3600000"]),
    ("خلال اثنتي عشرة ساعة و٧٢ يوما وعشرين", "ar", ["12", "20", "72"]),
    ("i18n v12 3 %", "en", ["3"]),
])
def test_numbers_have_one_form(text, locale, wanted):
    """Digits, scale words and number words of each language come out the same."""
    assert sorted(wanted) == numbers(text, locale)


@pytest.mark.parametrize("locale", VALUES)
def test_every_number_word_is_read(locale):
    """Each by itself, as it begins a sentence."""
    assert [[str(value)] for value in VALUES[locale].values()] == [numbers(word.capitalize(), locale) for word in VALUES[locale]]


def test_a_key_that_stands_twice_in_a_data_file_is_told(tmp_path):
    """The later would silently take the place of the earlier; all are told, and the rest is read, so that nothing else seems lost."""
    (tmp_path / "a.yml").write_text("one:\n  en: [a]\ntwo: {en: b, en: c}\none:\n  en: [c]\n", "utf-8")
    value, problems = read_yaml(tmp_path / "a.yml", "a.yml", "search")
    assert {"one", "two"} == value.keys()
    assert [
        "a.yml:3: write en once: it stands in line 3 as well (search)", "a.yml:4: write one once: it stands in line 1 as well (search)",
    ] == sorted(map(str, problems))


@pytest.mark.parametrize("text, line, words", [
    ("a: 1\nb: [c, d\ne: 2\n", 2, "the brackets"),
    ("a: 1\nb: c: d\n", 2, "around a text that holds a colon"),
    ("a:\n\tb: c\n", 2, "use spaces, not a tab"),
    ("a: 1\n<<<<<<< HEAD\nb: 2\n=======\nb: 3\n>>>>>>> patch-1\n", 2, "keep one of the two versions"),
    ("a: 2026-02-28\nb: 2026-02-31\n", 2, "a day that exists"),
    ("- a\n", 1, "key: value"),
])
def test_data_that_cannot_be_read_is_told_where_it_is_wrong(text, line, words, tmp_path):
    (tmp_path / "a.yml").write_text(text, "utf-8")
    value, problems = read_yaml(tmp_path / "a.yml", "a.yml", "search")
    assert {} == value and [line] == [problem.line for problem in problems] and words in problems[0].message


WORK = "  w-2020:\n    group: law\n    title: {en: W}\n    publishers: [who]\n    year: 2020\n    access: public\n    editions: {en: {certainty: seen}}\n"


@pytest.mark.parametrize("before, after, words", [
    ("{en: {certainty: seen}}", "{en: https://example.org}", "each with its certainty"),
    ("[who]", "who", "list the publishers of w-2020 in square brackets"),
    ("[who]", "[whoo]", "not whoo; did you mean who?"),
    ("w-2020", "2020", "write the id 2020 in lower-case letters"),
    ("group: law", "note: a note", "write the note of w-2020 in each language"),
    ("  w-2020:", "w-2020:", "indent w-2020"),
])
def test_a_record_of_the_bibliography_is_told_what_it_lacks(before, after, words, tmp_path):
    """Nothing is raised, the work is known by its name all the same, and links to it are not told beside it."""
    (tmp_path / "data").mkdir()
    record = WORK.replace(before, after)
    (tmp_path / "data/sources.yml").write_text("publishers:\n  who: {en: WHO}\nworks:\n  v:\n    x: y\n" + record, "utf-8")
    sources = read_sources(tmp_path)
    assert any(words in problem.message for problem in sources.problems)
    assert {"v", "w-2020"} & sources.names


@pytest.mark.parametrize("entry, words", [
    ("  en: tap\n", "write the word of en of water as term: …"),
    ("  en: {term: tap, avoid: faucet}\n", "write avoid in en of water as a list"),
    ("  en: {term: tap, avoids: [faucet]}\n", "did you mean avoid?"),
    ("  en: {term: tap, avoid: [no]}\n", "write each form in avoid of en of water as text"),
    ("  en: {term: tap}\n  sea: a\n", "did you mean see?"),
])
def test_a_concept_of_the_termbase_is_told_what_it_lacks(entry, words, tmp_path):
    """A form written as a text instead of a list would be read letter by letter."""
    (tmp_path / "data").mkdir()
    (tmp_path / "data/terms.yml").write_text(f"water:\n{entry}  definition: {{en: A tap.}}\n", "utf-8")
    terms = read_terms(tmp_path)
    assert [words] == [words for problem in terms.problems if words in problem.message] and {"water"} == terms.names


def test_pins_that_cannot_be_read_are_told_once_and_kept(tmp_path):
    """Where two versions met in data/translations, no page seems unstamped, and nothing writes the file anew."""
    for locale in ("en", "fr"):
        (tmp_path / f"docs/{locale}").mkdir(parents=True)
        (tmp_path / f"docs/{locale}/a.md").write_text("# A { #a }\n", "utf-8")
    (tmp_path / "data/translations").mkdir(parents=True)
    file = tmp_path / "data/translations/fr.yml"
    file.write_text("<<<<<<< HEAD\nb:\n=======\nc:\n>>>>>>> patch\n", "utf-8")
    library = read_library(tmp_path, locales=("en", "fr"))
    assert ["data/translations/fr.yml:1"] == [str(p).rpartition(": keep")[0] for p in check(library) if p.path.startswith("data/tr") or "stamp" in p.rule]
    refusals, stamped = stamp(library, ["fr/a"])
    assert 0 == stamped and 1 == len(refusals) and file.read_text("utf-8").startswith("<<<<<<<")
