"""Checklists, cards and the finder as a reader meets them: read, ticked, filled in, printed, kept and removed."""

import json
import re

import pytest

from conftest import LOCALES, until

PAGES = {"list": "sectors/health", "card": "tools/card", "find": "find"}
# Storage that is switched off, as by a policy or a private window
BLOCKED = "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('off', 'SecurityError'); } })"
STORED = "Object.fromEntries(Object.entries(localStorage))"


def at(start: str, locale: str, what: str) -> str:
    return start + ("/" if locale == "en" else f"/{locale}/") + PAGES[what] + ".html"


@pytest.fixture(params=["http", "file"])
def start(request, small_addresses):
    return small_addresses[request.param]


def boxes(page):
    return page.locator(".hb-checklist li input")


def status(page):
    return page.locator("article [role=status]").first.inner_text()


# Checklists

def test_a_list_is_read_without_script(unscripted, start, locale):
    """Items under the titles of their groups; nothing that would need a script is shown; the files are offered."""
    unscripted.goto(at(start, locale, "list"))
    assert 3 == unscripted.locator(".hb-checklist li").count()
    assert unscripted.locator("legend").first.is_visible()
    assert 0 == unscripted.locator(".hb-checklist input:visible, .hb-checklist button:visible").count()
    assert 3 == unscripted.locator(".hb-files a:visible").count()


def test_an_item_is_text_and_not_markup(page, start):
    """Signs of HTML in an item are shown as what they are."""
    page.goto(at(start, "en", "list"))
    assert "Lights work & 3 < 4 doors lock." == page.locator(".hb-checklist li").first.inner_text().strip()


def test_ticks_are_counted_and_kept_nowhere(page, start, locale, labels):
    """Each tick is counted aloud; without consent nothing is stored, and a reload forgets."""
    page.goto(at(start, locale, "list"))
    assert labels["tick_count"].format(done=0, all=3) == status(page)
    boxes(page).nth(0).check()
    boxes(page).nth(2).check()
    assert labels["tick_count"].format(done=2, all=3) == status(page)
    assert {} == page.evaluate(STORED) and [] == page.context.cookies()
    page.reload()
    assert 0 == page.locator(".hb-checklist li input:checked").count()


def test_kept_ticks_follow_into_the_other_languages_and_go_with_one_tap(page, start, locale, labels):
    """After consent ticks are kept, by item and not by language; Clear removes them, the consent included."""
    page.goto(at(start, locale, "list"))
    boxes(page).nth(1).check()
    page.check("[data-do=keep]")
    boxes(page).nth(0).check()
    assert {"handbook-ticks": json.dumps({"demo": ["lights", "formula"]}, separators=(",", ":"))} == page.evaluate(STORED)
    page.goto(at(start, "fr", "list"))
    assert [True, True, False] == [boxes(page).nth(at).is_checked() for at in range(3)]
    page.goto(at(start, locale, "list"))
    page.click("[data-do=clear]")
    assert {} == page.evaluate(STORED)
    assert labels["removed"] == status(page)
    assert 0 == page.locator(".hb-checklist input:checked").count()
    boxes(page).nth(0).check()
    assert {} == page.evaluate(STORED)


def test_taking_consent_back_removes_what_was_kept(page, start):
    """The box unticked, nothing stays on the device; the ticks stay on the page."""
    page.goto(at(start, "en", "list"))
    boxes(page).nth(0).check()
    page.check("[data-do=keep]")
    page.uncheck("[data-do=keep]")
    assert {} == page.evaluate(STORED) and boxes(page).nth(0).is_checked()


def test_a_browser_that_keeps_nothing_still_ticks(page, start, locale, labels):
    """Storage that is refused breaks nothing, and the reader is told."""
    page.add_init_script(BLOCKED)
    page.goto(at(start, locale, "list"))
    boxes(page).nth(0).check()
    assert labels["tick_count"].format(done=1, all=3) == status(page)
    page.click("[data-do=keep]")
    assert labels["keep_blocked"] == status(page) and not page.is_checked("[data-do=keep]")
    page.complaints.clear()  # the theme's own


def test_a_list_is_used_by_keyboard_and_screen_reader(page, start):
    """Groups and boxes have names, in groups without a title that of the list; Tab and Space tick."""
    page.goto(at(start, "en", "list"))
    assert page.get_by_role("group", name="Plan").get_by_role("checkbox", name="=1+1 is no formula.").count() == 1
    assert page.get_by_role("group", name="A list").get_by_role("checkbox", name="A ramp leads in.").count() == 1
    boxes(page).nth(0).focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    assert boxes(page).nth(1).is_checked()
    assert "none" != page.evaluate("getComputedStyle(document.activeElement).outlineStyle")


@pytest.mark.parametrize("what", ["list", "card"])
def test_forms_print_on_paper_of_their_own(page, start, locale, labels, what):
    """Printed alone on one A4 page: title, blanks, day and address; no buttons, nothing of the page around it."""
    page.goto(at(start, locale, what))
    page.evaluate("window.print = () => {}")
    page.click("[data-do=print]")
    page.emulate_media(media="print")
    assert page.locator(".hb-paper").first.is_visible()
    assert 0 == page.locator("button:visible, .hb-tools:visible, h1:visible, .md-footer:visible, .hb-related:visible").count()
    assert f"{PAGES[what]}.html" in page.locator(".hb-paper__source").inner_text()
    if what == "list":
        assert labels["print_role"] in page.locator(".hb-paper").first.inner_text()
        assert "dotted" == page.evaluate("getComputedStyle(document.querySelector('.hb-checklist li'), '::after').borderBottomStyle")
    paper = page.pdf(prefer_css_page_size=True)
    sizes = [[round(float(part)) for part in box.split()] for box in re.findall(rb"/MediaBox \[([^\]]*)\]", paper)]
    assert [[0, 0, 595, 842]] == sizes, "one page of A4, in points"
    page.evaluate("window.dispatchEvent(new Event('afterprint'))")
    page.emulate_media(media="screen")
    assert page.locator("h1").is_visible()


def test_a_list_without_script_prints_with_boxes(unscripted, start):
    """Each item has an empty box on paper."""
    unscripted.goto(at(start, "en", "list"))
    unscripted.emulate_media(media="print")
    assert unscripted.locator(".hb-paper").first.is_visible()
    assert 0 == unscripted.locator(".hb-files:visible").count()


# Cards

def fill_in(page):
    page.fill("[data-name='area.area']", "North")
    page.fill("[data-name='area.checked-on']", "2026-11-26")
    page.fill("[data-name='services.health.place']", "Gate 2\n<script>")


VALUES = {"area.area": "North", "area.checked-on": "2026-11-26", "services.health.place": "Gate 2\n<script>"}
SHOWN = "Object.fromEntries(Array.from(document.querySelectorAll('.hb-card [data-name]'), f => [f.dataset.name, f.value]).filter(f => f[1]))"


def test_a_card_is_a_blank_form_without_script(unscripted, start, locale):
    """Labels and lines to write on; no field, no button."""
    unscripted.goto(at(start, locale, "card"))
    assert 4 == unscripted.locator(".hb-blank, .hb-blanks td[data-column]").count()
    assert 0 == unscripted.locator(".hb-card input:visible, .hb-card textarea, .hb-card button:visible").count()
    assert unscripted.locator(".hb-warning").is_visible()


def test_fields_have_names_and_hold_nothing_back(page, start):
    """Each field is called by its row and its column; the browser neither completes nor checks what is typed."""
    page.goto(at(start, "en", "card"))
    assert page.get_by_role("textbox", name="Health care Where").count() == 1
    assert page.get_by_label("Checked on").get_attribute("type") == "date"
    fields = page.locator(".hb-card [data-name]").all()
    assert ["area.area", "area.checked-on", "services.health.place", "services.health.hours"] == [one.get_attribute("data-name") for one in fields]
    for field in fields:
        assert "off" == field.get_attribute("autocomplete") and "false" == field.get_attribute("spellcheck")


def test_a_card_leaves_no_trace(page, start, locale):
    """Filling in, without consent: nothing stored, nothing asked for, nothing in the address."""
    page.goto(at(start, locale, "card"))
    page.wait_for_load_state("networkidle")
    asked, address = page.asked.copy(), page.url
    fill_in(page)
    assert ({}, [], asked, address) == (page.evaluate(STORED), page.context.cookies(), page.asked, page.url)
    page.reload()
    assert {} == page.evaluate(SHOWN)


def test_a_saved_card_comes_back_in_any_language(page, start, locale, labels, tmp_path):
    """Saved under a name that says nothing, removed, opened in French: every field is as it was."""
    page.goto(at(start, locale, "card"))
    fill_in(page)
    with page.expect_download() as download:
        page.click("[data-do=save]")
    assert "card.json" == download.value.suggested_filename
    download.value.save_as(tmp_path / "card.json")
    assert {"card": "demo", "values": VALUES} == json.loads((tmp_path / "card.json").read_text("utf-8"))
    page.click("[data-do=remove]")
    assert {} == page.evaluate(SHOWN) and labels["removed"] == status(page)
    page.goto(at(start, "fr", "card"))
    page.set_input_files("[data-do=open]", tmp_path / "card.json")
    until(page, "document.querySelector('article [role=status]').textContent")
    assert VALUES == page.evaluate(SHOWN) and {} == page.evaluate(STORED)
    page.emulate_media(media="print")
    assert "Gate 2\n<script>" == page.locator("td .hb-written").first.inner_text()


def test_a_card_of_another_edition_fills_what_it_can(page, start, locale, labels, tmp_path):
    """Fields are found by name; what has none here is counted; what the file does not hold stays."""
    page.goto(at(start, locale, "card"))
    page.fill("[data-name='services.health.hours']", "8-16")
    (tmp_path / "old.json").write_text(json.dumps({"card": "demo", "values": {"area.area": "South", "area.gone": "x"}}), "utf-8")
    page.set_input_files("[data-do=open]", tmp_path / "old.json")
    until(page, "document.querySelector('article [role=status]').textContent")
    assert labels["card_opened"].format(left=1) == status(page)
    assert {"area.area": "South", "services.health.hours": "8-16"} == page.evaluate(SHOWN)


@pytest.mark.parametrize("content", [
    "", "no JSON", "[]", "null", '{"card": "other", "values": {}}', '{"card": "demo"}', '{"card": "demo", "values": {"area.area": 1}}',
    '{"card": "demo", "values": {"area.area": "' + "x" * 300_000 + '"}}',
], ids=["empty", "text", "list", "null", "another card", "no values", "no text", "too large"])
def test_a_wrong_file_changes_nothing(page, start, locale, labels, tmp_path, content):
    """One clear sentence; what was filled in is still there."""
    page.goto(at(start, locale, "card"))
    fill_in(page)
    (tmp_path / "wrong.json").write_text(content, "utf-8")
    page.set_input_files("[data-do=open]", tmp_path / "wrong.json")
    until(page, "document.querySelector('article [role=status]').textContent")
    assert labels["card_wrong"] == status(page) and VALUES == page.evaluate(SHOWN)


def test_a_kept_card_goes_with_one_button(page, start, locale):
    """After consent the card is kept, also what is typed later; Remove everything removes all, the consent included."""
    page.goto(at(start, locale, "card"))
    page.check("[data-do=keep]")
    fill_in(page)
    assert {"demo": VALUES} == json.loads(page.evaluate(STORED)["handbook-cards"])
    page.reload()
    assert VALUES == page.evaluate(SHOWN) and page.is_checked("[data-do=keep]")
    page.click("[data-do=remove]")
    assert ({}, {}) == (page.evaluate(STORED), page.evaluate(SHOWN))
    page.reload()
    assert {} == page.evaluate(SHOWN) and not page.is_checked("[data-do=keep]")


def test_a_card_emptied_in_another_window_is_not_kept_again(page, start):
    """Consent taken back in one window holds in all of them."""
    if start.startswith("file"):
        pytest.skip("windows of file:// tell each other nothing")
    page.goto(at(start, "en", "card"))
    page.check("[data-do=keep]")
    fill_in(page)
    other = page.context.new_page()
    other.goto(at(start, "en", "card"))
    other.click("[data-do=remove]")
    until(page, "!document.querySelector('[data-do=keep]').checked")
    page.fill("[data-name='area.area']", "South")
    assert {} == page.evaluate(STORED)


# The finder

# Every combination that can be chosen, with the pages that are then shown
WALK = """() => {
  const choices = Array.from(document.querySelectorAll('.hb-finder select')), found = [];
  const set = (select, value) => { select.value = value; select.dispatchEvent(new Event('change', { bubbles: true })); };
  const walk = (at) => {
    if (at === choices.length) {
      const rows = Array.from(document.querySelectorAll('.hb-finder tbody tr:not([hidden]) a'), a => a.getAttribute('href'));
      found.push([choices.map(c => c.value), rows, document.querySelector('.hb-finder [role=status]').textContent]);
      return;
    }
    for (const option of Array.from(choices[at].options).filter(o => !o.disabled)) { set(choices[at], option.value); walk(at + 1); }
    set(choices[at], '');
  };
  walk(0);
  return found;
}"""


def test_the_finder_never_finds_nothing(page, start, locale, labels):
    """Each combination that can be chosen shows a page, and says how many; pages that serve all always count."""
    page.goto(at(start, locale, "find"))
    found = page.evaluate(WALK)
    assert len(found) > 20
    for chosen, rows, said in found:
        assert rows and labels["finder_count"].format(count=len(rows)) == said, chosen
        assert ("tools/card.html" in rows) == (chosen[0] in ("", "1")), "it serves all sectors and themes, when one prepares"
    assert [] == [chosen for chosen, rows, _ in found if chosen == ["3", "2", "1"]], "no such page, so no such choice"
    assert {} == page.evaluate(STORED) and page.url == at(start, locale, "find")


def test_pages_that_name_the_choice_come_first(page, start):
    """A page about health stands before one for all sectors."""
    page.goto(at(start, "en", "find"))
    page.locator(".hb-finder select").nth(1).select_option(label="Health")
    rows = page.locator(".hb-finder tbody tr:not([hidden]) a").all_inner_texts()
    assert ["Health", "Age", "A card"] == rows


def test_the_finder_is_a_table_without_script(unscripted, start, locale):
    """Numbered lists of words, and a table that uses the numbers."""
    unscripted.goto(at(start, locale, "find"))
    assert 3 == unscripted.locator(".hb-finder ol").count() and 5 == unscripted.locator(".hb-finder tbody tr").count()
    row = unscripted.locator(".hb-finder tbody tr", has=unscripted.locator("a[href$='sectors/health.html']"))
    assert ["2 3", "1", "2"] == row.locator("td").all_inner_texts()[1:]


@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_real_finder_never_finds_nothing(browser, addresses, library, language):
    """In the handbook itself: every combination shows a page; every page that says what it serves is in it."""
    context = browser.new_context()
    page = context.new_page()
    page.goto(at(addresses["file"], language, "find"))
    found = page.evaluate(WALK)
    assert all(rows for _, rows, _ in found)
    said = [one.path for one in library.of("en") if one.front_matter.get("stages") and library.page(language, one.path)]
    assert {f"{path}.html" for path in said} == set(found[0][1])
    context.close()


# On every page

@pytest.mark.parametrize("language", LOCALES)
def test_pages_that_belong_together_lead_to_each_other(site, library, language):
    """Seen from outside: where one page's list leads, that page's list leads back; titles in the language."""
    folder = site if language == "en" else site / language
    beside = {}
    for one in library.of(language):
        text = (folder / f"{one.path}.html").read_text("utf-8")
        links = re.search(r"<nav [^>]*\bclass=hb-related[^>]*>(.*?)</nav>", text, re.S)
        addresses = re.findall(r"href=([^\s>#]+)", links[0]) if links else []
        file = folder / f"{one.path}.html"
        beside[file] = {(file.parent / address).resolve() for address in addresses}
    assert sum(map(len, beside.values())) > 20
    assert [] == [(file.name, other.name) for file in beside for other in beside[file] if file.resolve() not in beside[other]]


def test_what_serves_the_form_is_not_searched(small_site, library):
    """Items are found by search; the words of buttons and lists of links are not."""
    text = "".join(file.read_text("utf-8") for file in (small_site / "assets/search/text/en").rglob("*.js"))
    assert "A ramp leads in." in text
    for name in ("tick_keep", "as_file", "see_also", "print_role", "card_keep", "finder_stages"):
        assert library.labels["en"][name] not in text, name


def test_only_pages_with_a_form_load_its_files(small_site):
    """A page without list, card or finder loads nothing of theirs."""
    assert "forms." not in (small_site / "themes/age.html").read_text("utf-8")
    assert "checklists/en.js" in (small_site / "sectors/health.html").read_text("utf-8")
    assert "cards.js" not in (small_site / "sectors/health.html").read_text("utf-8")


def test_forms_need_no_inline_script_or_style(small_site):
    """Nothing that a strict content security policy would refuse."""
    for file in (small_site / "sectors/health.html", small_site / "tools/card.html", small_site / "find.html"):
        article = re.search(r"<article.*?</article>", file.read_text("utf-8"), re.S)[0]
        assert not re.search(r"<script|<style|\sstyle=|\son\w+=", article)
