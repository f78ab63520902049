"""Python folds when the index is built, JavaScript when somebody types: both must make the same words of everything."""

import random

import pytest

from conftest import ROOT
from handbook.search.folding import fold, tokens

# Blocks in which people write here, and signs that look like theirs: Latin, marks, Arabic, its presentation forms, wide forms
BLOCKS = [(0x20, 0x24F), (0x300, 0x36F), (0x600, 0x6FF), (0x750, 0x77F), (0x1E00, 0x1EFF), (0x2000, 0x206F), (0x2460, 0x24FF),
          (0xFB00, 0xFB06), (0xFB50, 0xFDFF), (0xFE70, 0xFEFC), (0xFF01, 0xFF5E), (0x966, 0x96F), (0x7C0, 0x7C9)]


@pytest.fixture(scope="module")
def in_browser(browser):
    """Calls a function of theme/assets/search/folding.js with each of many texts."""
    with browser.new_context() as context:
        page = context.new_page()
        page.add_script_tag(path=ROOT / "theme/assets/search/folding.js")
        yield lambda name, texts: page.evaluate("([name, texts]) => texts.map(text => self.folding[name](text))", [name, texts])


def test_python_and_javascript_fold_every_word_of_the_handbook_alike(in_browser, library):
    """Every line of every page, and every form of every term."""
    texts = [line for page in library.pages.values() for line in page.lines]
    for term in library.terms.by_name.values():
        for wording in term.wording.values():
            texts += [wording.term, wording.acronym, *wording.accepted, *wording.search_only]
    assert len(texts) > 10_000
    assert [tokens(text) for text in texts] == in_browser("tokens", texts)


def test_python_and_javascript_fold_noise_alike(in_browser):
    """Random letters, marks, digits and signs of the blocks in which people write here; the seed is fixed."""
    dice = random.Random(4)
    texts = ["".join(chr(dice.randint(*dice.choice(BLOCKS))) for _ in range(12)) for _ in range(5000)]
    assert [fold(text) for text in texts] == in_browser("fold", texts)
    assert [tokens(text) for text in texts] == in_browser("tokens", texts)


@pytest.mark.parametrize(("one", "other"), [
    ("Réunification", "reunification"), ("niño", "NINO"), ("أسئلة", "اسئله"), ("الحِمَايَة", "حمايه"), ("ﺍﻟﺤﻤﺎﻳﺔ", "الحماية"),
    ("حـمـايـة", "حماية"), ("مستشفى", "مستشفي"), ("والأطفال", "أطفال"), ("بالسرية", "السرية"), ("٧٢", "72"), ("۷۲", "72"),
    ("72", "72"), ("œuvre", "oeuvre"), ("مسؤول", "مسوول"), ("\u200fالطفل\u200f", "الطفل"),
])
def test_spellings_of_one_word_fold_alike(one, other):
    """Accents, hamza, tashkeel, tatweel, ة and ه, ى and ي, presentation forms, digits, what Arabic writes in front."""
    assert tokens(one) == tokens(other) != []
