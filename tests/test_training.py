"""Training as a trainer meets it: slides, knowledge check, links that hold and the session builder, from a disk and a host."""

import json
import re

import pytest

from conftest import until

STORED = "[localStorage.length + sessionStorage.length, document.cookie]"


def at(start: str, locale: str, path: str) -> str:
    return start + ("/" if locale == "en" else f"/{locale}/") + path


@pytest.fixture(params=["http", "file"])
def start(request, training_addresses):
    return training_addresses[request.param]


@pytest.fixture
def page(page):
    """Nothing is stored either, whatever is done."""
    page.set_viewport_size({"width": 1280, "height": 720})
    yield page
    assert [0, ""] == page.evaluate(STORED)


# Slides

SLIDES = [
    "title", "objectives", "safety", "agenda", "activity-opening", "activity-work", "scenario-tap", "activity-closing",
    *(f"question-q-{number}" for number in range(1, 11)), "message-1", "message-2", "end",
]


def shown(page):
    return page.evaluate("Array.from(document.querySelectorAll('main > section:not([hidden])'), s => s.id).join()")


def test_slides_are_shown_one_by_one_with_the_keyboard(page, start, locale):
    """Arrows in the direction of the language, space, Home, End; a question shows its answer before the next slide."""
    page.goto(at(start, locale, "training/slides/demo.html"))
    on, back = ("ArrowLeft", "ArrowRight") if locale == "ar" else ("ArrowRight", "ArrowLeft")
    seen = [shown(page)]
    while seen[-1] != "end" and len(seen) < 50:
        page.keyboard.press(on)
        if shown(page) == seen[-1]:
            assert page.locator("section:not([hidden]) .right").count() == 1
            assert page.locator("section:not([hidden]) .right").inner_text() == page.locator("[role=status]").inner_text()
            page.keyboard.press(on)
        seen.append(shown(page))
    assert SLIDES == seen
    page.keyboard.press(back)
    assert "message-2" == shown(page)
    page.keyboard.press("Home")
    page.keyboard.press("Space")
    assert "objectives" == shown(page)
    page.keyboard.press("End")
    assert "end" == shown(page)
    page.reload()
    assert "end" == shown(page)


def test_notes_and_the_way_back(page, start, locale, labels):
    """N shows and hides the notes, never unasked; Escape leaves the notes, then the slides."""
    page.goto(at(start, locale, "training/slides/demo.html") + "#activity-work")
    notes = page.locator("#activity-work aside")
    assert not notes.is_visible()
    page.keyboard.press("n")
    assert notes.is_visible() and labels["module_parts"]["debrief"] in notes.inner_text()
    assert "true" == page.locator("[data-do=notes]").get_attribute("aria-pressed")
    assert notes.locator("a").last.get_attribute("href") == "../../practice/steps.html#first"
    page.keyboard.press("Escape")
    assert not notes.is_visible()
    page.keyboard.press("Escape")
    page.wait_for_url(re.compile(r"training/demo\.html$"))


def test_slides_fill_the_screen_and_cut_nothing(page, start, locale):
    """On a projector, a laptop and a phone every slide fits, in letters as large as possible."""
    page.goto(at(start, locale, "training/slides/demo.html"))
    for width, height in ((1280, 720), (1024, 768), (360, 640)):
        page.set_viewport_size({"width": width, "height": height})
        page.keyboard.press("Home")
        for name in SLIDES:
            box = page.evaluate("(() => { const f = document.querySelector('section:not([hidden]) .face'); return [f.scrollHeight - f.clientHeight, document.documentElement.scrollWidth, parseFloat(getComputedStyle(f).fontSize)]; })()")
            assert box[0] <= 0 and box[1] <= width and box[2] >= (24 if width > 1000 else 10), (name, width, box)
            page.keyboard.press("PageDown")
            if name.startswith("question"):
                page.keyboard.press("PageDown")
    assert ("rtl" if locale == "ar" else "ltr") == page.evaluate("getComputedStyle(document.querySelector('.face')).direction")


def test_slides_answer_to_fingers_and_buttons(browser, training_addresses, locale):
    """A swipe in the direction of the language, and the buttons."""
    context = browser.new_context(viewport={"width": 360, "height": 640}, has_touch=True)
    page = context.new_page()
    page.goto(at(training_addresses["file"], locale, "training/slides/demo.html"))
    swipe = """([from, to]) => { const touch = x => new Touch({identifier: 1, target: document.body, clientX: x, clientY: 300});
      document.body.dispatchEvent(new TouchEvent('touchstart', {touches: [touch(from)], bubbles: true}));
      document.body.dispatchEvent(new TouchEvent('touchend', {changedTouches: [touch(to)], bubbles: true})); }"""
    page.evaluate(swipe, [50, 250] if locale == "ar" else [250, 50])
    assert "objectives" == shown(page)
    page.tap("[data-do=previous]")
    assert "title" == shown(page)
    context.close()


def test_slides_are_a_page_without_script(unscripted, training_addresses, locale):
    """All slides with their notes, no button; the way back."""
    unscripted.goto(at(training_addresses["file"], locale, "training/slides/demo.html"))
    assert len(SLIDES) == unscripted.locator("section:visible").count()
    assert unscripted.locator("#activity-work aside").is_visible() and unscripted.locator("#leave").is_visible()
    assert 0 == unscripted.locator("button:visible").count()


@pytest.mark.parametrize("path", ["training/slides/demo.html", "ar/training/slides/demo.html"])
def test_the_answer_in_the_notes_bears_the_number_of_its_question(training_site, path):
    deck = (training_site / path).read_text("utf-8")
    keys = re.findall(r'id="question-.*?<aside>.*?<ol(?: start="?(\d+)"?)?>', deck, re.S)
    assert len(keys) > 1 and [str(number) for number in range(1, len(keys) + 1)] == [number or "1" for number in keys]


def test_slides_print_one_a_sheet_with_notes(page, start):
    """As many sheets as slides, also while one is shown; the answers stand in the notes only."""
    page.goto(at(start, "en", "training/slides/demo.html"))
    paper = page.pdf(prefer_css_page_size=True)
    assert len(SLIDES) == len(re.findall(rb"/Type\s*/Page\b", paper))
    page.emulate_media(media="print")
    assert page.locator("#activity-work aside").is_visible() and not page.locator("button").first.is_visible()


def test_key_messages_carry_address_and_code(page, start, training_site):
    """The slide names the short address of its section, and shows the picture of it."""
    page.goto(at(start, "ar", "training/slides/demo.html") + "#message-1")
    assert "handbook.example.org/p/go/ab23.html" == page.locator("#message-1 bdi").inner_text()
    assert page.evaluate("document.querySelector('#message-1 img').naturalWidth") > 0


# The knowledge check

def answer(page, number: int, name: str):
    page.locator(f".hb-questions fieldset >> nth={number}").locator(f"input[value={name}]").check()
    page.locator(f".hb-questions fieldset >> nth={number}").locator("button").click()


def right(number: int) -> str:
    return "abc"[number % 3]


def test_a_check_is_read_without_script(unscripted, training_addresses, locale, labels):
    """Questions and answers with letters; the key with reasons and links waits in a drawer."""
    unscripted.goto(at(training_addresses["file"], locale, "training/demo.html"))
    assert 10 == unscripted.locator(".hb-questions > ol > li").count() and 30 == unscripted.locator("[data-answer]:visible").count()
    assert 0 == unscripted.locator(".hb-questions button:visible, .hb-questions input").count()
    unscripted.click(".hb-key summary")
    assert labels["answer_letters"][1] == unscripted.locator(".hb-key strong").first.inner_text()
    unscripted.locator(".hb-key a").first.click()
    assert unscripted.url.endswith("practice/steps.html#first")


def test_a_check_tells_reasons_and_score(page, start, locale, labels):
    """Nothing is told before an answer; then right or wrong, the reason, the section; at the end the score; then again."""
    page.goto(at(start, locale, "training/demo.html"))
    status = page.locator(".hb-tools [role=status]")
    page.locator(".hb-questions fieldset button").first.click()
    assert labels["quiz_choose"] == page.locator(".hb-questions fieldset [role=status]").first.inner_text()
    assert not page.locator(".hb-key").is_visible()
    answer(page, 0, "c")
    said = page.locator(".hb-questions fieldset [role=status]").first
    assert labels["quiz_wrong"].format(letter=labels["answer_letters"][1]) in said.inner_text()
    assert said.evaluate("e => e === document.activeElement") and said.locator("a").count() == 1
    assert labels["quiz_count"].format(done=1, all=10) == status.inner_text()
    for number in range(2, 11):
        answer(page, number - 1, right(number))
    assert labels["quiz_score"].format(right=9, all=10, percent=90, **{"pass": 80}) == status.inner_text()
    page.click(".hb-questions [data-do=again]")
    assert labels["quiz_count"].format(done=0, all=10) == status.inner_text()
    assert 0 == page.locator(".hb-questions input:checked, .hb-questions .hb-right").count()
    assert page.url.endswith("demo.html")


def test_a_check_is_used_by_keyboard(page, start):
    """Each question is a group with a name; arrows browse answers without giving one."""
    page.goto(at(start, "en", "training/demo.html"))
    assert page.get_by_role("group", name="Question 2 Question 2?").get_by_role("radio", name="C Third of 2 {}").count() == 1
    page.locator(".hb-questions input").first.focus()
    page.keyboard.press("ArrowDown")
    assert page.locator(".hb-questions input >> nth=1").is_checked() and 0 == page.locator(".hb-right").count()
    assert 'Question 1: is {1 + 1} = 2 ~ or # 3 < 4 & "no"?' in page.locator("legend").first.inner_text()


def test_a_check_prints_as_a_paper_quiz(page, start, locale, labels):
    """Questions first, the key on a sheet of its own; also after some were answered, what was answered is not shown."""
    page.goto(at(start, locale, "training/demo.html"))
    answer(page, 0, "c")
    page.evaluate("window.print = () => dispatchEvent(new Event('beforeprint'))")
    page.click(".hb-questions [data-do=print]")
    page.emulate_media(media="print")
    assert page.locator(".hb-key li").first.is_visible()
    assert "page" == page.evaluate("getComputedStyle(document.querySelector('.hb-key')).breakBefore")
    assert 0 == page.locator(".hb-questions button:visible, .hb-questions fieldset [role=status]:visible, h1:visible").count()


# Links that hold

def open_dialog(page, section: str):
    page.locator(f"[id='{section}'] + [data-go]").click()
    page.wait_for_selector("dialog[open]")


def test_a_section_gives_its_addresses(page, start, locale, labels):
    """Nothing is fetched before; then the permanent address, the short one, a QR code, to copy; Escape leads back."""
    page.goto(at(start, locale, "practice/steps.html"))
    before = len(page.asked)
    assert labels["link_here"] == page.locator("#second + [data-go]").get_attribute("title")
    open_dialog(page, "second")
    assert {"links.js", f"{locale}.js", "ab24.svg"} == {address.rpartition("/")[2] for address in page.asked[before:]} - {"icon.svg"}
    prefix = "" if locale == "en" else f"{locale}/"
    fields = [field.input_value() for field in page.locator("dialog input").all()]
    assert [f"https://handbook.example.org/p/{prefix}practice/steps.html#second", "https://handbook.example.org/p/go/ab24.html"] == fields
    until(page, "document.querySelector('dialog img').naturalWidth > 0")
    assert 1 == page.get_by_role("dialog", name=labels["link_here"]).count()
    page.locator("dialog button").nth(1).click()
    assert labels["link_copied"] == page.locator("dialog > [role=status]").inner_text()
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.matches('#second + [data-go]')")


def test_a_copy_without_address_says_so(browser, copied_site, library):
    """No QR code of nothing: the address of this copy is offered, and called so; no picture was made."""
    page = browser.new_page()
    page.goto(copied_site.as_uri() + "/practice/steps.html")
    open_dialog(page, "second")
    assert library.labels["en"]["link_none"] in page.locator("dialog").inner_text()
    assert [copied_site.as_uri() + "/practice/steps.html#second"] == [field.input_value() for field in page.locator("dialog input").all()]
    assert 0 == page.locator("dialog img").count() and not list((copied_site / "go").glob("*.svg"))
    page.close()


def test_the_link_is_a_link_without_script(unscripted, training_addresses):
    unscripted.goto(training_addresses["file"] + "/practice/steps.html")
    unscripted.locator("#second + [data-go]").click()
    assert unscripted.url.endswith("#second")


def test_qr_codes_hold_the_short_address(browser, training_site):
    """What a browser draws is the code of the whole address, square by square."""
    import segno

    file = training_site / "go/ab24.svg"
    code = segno.make_qr("https://handbook.example.org/p/go/ab24.html", error="m", boost_error=False)
    size = len(code.matrix)
    page = browser.new_page()
    dark = page.evaluate("""async ([svg, size]) => {
      const image = new Image(); image.src = 'data:image/svg+xml;base64,' + btoa(svg); await image.decode();
      const canvas = document.createElement('canvas'); canvas.width = canvas.height = (size + 8) * 4;
      const pen = canvas.getContext('2d'); pen.drawImage(image, 0, 0, canvas.width, canvas.height);
      const at = n => (n + 4) * 4 + 2;
      return Array.from({length: size}, (_, y) => Array.from({length: size}, (_, x) => pen.getImageData(at(x), at(y), 1, 1).data[0] < 128));
    }""", [file.read_text("utf-8"), size])
    page.close()
    assert [[bool(one) for one in row] for row in code.matrix] == dark


def test_paper_names_address_and_edition(page, start, locale, library):
    """Printed, a page ends with its address and the edition; a module with its short address and QR code too."""
    page.goto(at(start, locale, "training/demo.html"))
    assert not page.locator(".hb-address").is_visible()
    page.emulate_media(media="print")
    text = page.locator(".hb-address").inner_text()
    assert "https://handbook.example.org/p/go/ab25.html" in text and "training/demo.html" in text
    said = page.evaluate("getComputedStyle(document.querySelector('.hb-address'), '::after').content")
    assert library.labels[locale]["pack_edition"].split("{")[0].strip() in said and "2026" in said
    page.pdf()
    assert page.evaluate("document.querySelector('.hb-address img').naturalWidth") > 0


# The session builder

def build(page, start, locale):
    page.goto(at(start, locale, "training/plan.html"))
    page.wait_for_selector(".hb-plan-items")


def item_texts(page):
    return page.locator(".hb-plan-items .hb-plan-title").all_inner_texts()


def fill_plan(page, labels):
    """An activity, a section, two questions, a break."""
    page.locator(".hb-plan details >> nth=0").locator("ul button >> nth=1").click()
    page.click(f".hb-plan summary:text-is('{labels['plan_sections']}')")
    page.locator(".hb-plan details >> nth=1").locator("select >> nth=0").select_option("practice/steps")
    page.locator(".hb-plan details >> nth=1").locator("select >> nth=1").select_option("second")
    page.get_by_role("button", name=labels["plan_add_section"]).click()
    page.click(f".hb-plan summary:text-is('{labels['plan_questions']}')")
    page.locator(".hb-plan-ticks input >> nth=0").check()
    page.locator(".hb-plan-ticks input >> nth=2").check()
    page.get_by_role("button", name=labels["plan_add_questions"]).click()
    page.get_by_role("button", name=labels["plan_add_break"]).click()
    until(page, "Object.keys(handbookPlanModules).length === 1")


def test_a_plan_is_made_moved_and_timed(page, start, locale, labels):
    """Parts are added and moved with buttons; times follow; being too long is said aloud."""
    build(page, start, locale)
    status = page.locator(".hb-plan-status")
    fill_plan(page, labels)
    assert ["09:00", "09:15", "09:25", "09:27"] == [text.strip() for text in page.locator(".hb-plan-time").all_inner_texts()]
    page.locator(".hb-plan-items li >> nth=3").locator("button >> nth=0").click()
    assert labels["plan_break"] == item_texts(page)[2] and labels["plan_moved"].format(what=labels["plan_break"], place=3, all=4) in status.inner_text()
    assert page.evaluate("document.activeElement.closest('li') === document.querySelectorAll('.hb-plan-items li')[2]")
    page.locator(".hb-plan-items input >> nth=0").fill("85")
    page.locator(".hb-plan-items input >> nth=0").press("Tab")
    assert labels["plan_sum"].format(used=107, total=90, end="10:47") in status.inner_text()
    assert labels["plan_over"].format(over=17) in status.inner_text()
    page.locator(".hb-plan-items li >> nth=2").locator("button >> nth=2").click()
    assert 3 == len(item_texts(page)) and page.url.endswith("plan.html")


def test_a_link_opens_the_same_plan_in_another_language(page, start, library):
    """The address holds ids only; in Arabic the same parts have Arabic names; French names what it does not have."""
    build(page, start, "en")
    fill_plan(page, library.labels["en"])
    page.get_by_label(library.labels["en"]["plan_name"]).fill("Café; 1.5 ~ #")
    page.get_by_role("button", name=library.labels["en"]["plan_link"]).click()
    mark = page.evaluate("location.hash")
    assert "#1;90;0900;Caf%C3%A9%3B%201.5%20~%20%23;a.demo~activity-work.15;s.practice/steps~second.10;q.demo~q-1~q-3.2;b.10" == mark
    assert "https://handbook.example.org/p/training/plan.html" + mark == page.locator(".hb-plan input[readonly]").input_value()
    page.hover(".hb-languages button")
    page.click(".hb-languages a[hreflang=ar]")
    page.wait_for_selector(".hb-plan-items .hb-plan-title")
    assert ["العمل", "الإصغاء · الإصغاء 2"] == item_texts(page)[:2]
    assert "Café; 1.5 ~ #" == page.get_by_label(library.labels["ar"]["plan_name"]).input_value()
    assert mark == page.evaluate("location.hash")
    page.goto(at(start, "fr", "training/plan.html") + mark)
    page.wait_for_selector(".hb-plan-items .hb-plan-title")
    assert library.labels["fr"]["plan_missing"].format(what="demo activity-work") == item_texts(page)[0]
    assert library.labels["fr"]["plan_opened"].format(left=2) in page.locator(".hb-plan-status").inner_text()


def test_a_plan_is_saved_and_opened(page, start, locale, labels, library, tmp_path):
    """The file holds ids; opened in another language it is the same plan."""
    build(page, start, locale)
    fill_plan(page, labels)
    with page.expect_download() as download:
        page.get_by_role("button", name=labels["card_save"]).click()
    download.value.save_as(tmp_path / "session.json")
    saved = json.loads((tmp_path / "session.json").read_text("utf-8"))
    assert ["activity", "section", "questions", "break"] == [item["kind"] for item in saved["items"]]
    other = "ar" if locale == "en" else "en"
    build(page, start, other)
    page.set_input_files(".hb-plan input[type=file]", tmp_path / "session.json")
    page.wait_for_selector(".hb-plan-items .hb-plan-title")
    assert library.labels[other]["plan_opened"].format(left=0) in page.locator(".hb-plan-status").inner_text()
    assert 4 == len(item_texts(page)) and page.url.endswith("plan.html")


@pytest.mark.parametrize("content", [
    "", "null", "[]", '{"session": 2}', '{"session": 1, "name": "", "start": "09:00", "total": 90, "items": [{"kind": "section"}]}',
    '{"session": 1, "name": "", "start": "29:00", "total": 90, "items": []}',
    '{"session": 1, "name": "", "start": "09:00", "total": 90, "items": [{"kind": "section", "of": "../x", "ids": ["<b>"], "minutes": 1}]}',
], ids=["empty", "null", "list", "another version", "no place", "no time", "no id"])
def test_a_wrong_plan_changes_nothing(page, start, library, tmp_path, content):
    """One clear sentence, and what was there is still there; the same for an address."""
    build(page, start, "en")
    page.get_by_role("button", name=library.labels["en"]["plan_add_break"]).click()
    (tmp_path / "wrong.json").write_text(content, "utf-8")
    page.set_input_files(".hb-plan input[type=file]", tmp_path / "wrong.json")
    until(page, f"document.querySelector('.hb-plan-status').textContent.includes({json.dumps(library.labels['en']['plan_wrong'])})")
    assert 1 == len(item_texts(page))
    page.evaluate("location.hash = '#1;90;0900;%E0;b.1'")
    page.wait_for_timeout(100)
    assert 1 == len(item_texts(page))


def test_a_module_opens_with_its_agenda(page, start, locale, training_site, labels):
    """From the module page the builder opens with all its activities, in time."""
    page.goto(at(start, locale, "training/demo.html"))
    page.click(".hb-trainer a[href*='plan.html']")
    page.wait_for_selector(".hb-plan-items .hb-plan-title")
    assert 3 == len(item_texts(page))
    assert labels["plan_sum"].format(used=30, total=30, end="09:30") in page.locator(".hb-plan-status").inner_text()


def test_a_session_prints_for_trainer_and_for_participants(page, start, locale, labels):
    """The trainer has materials, steps and key; participants have agenda, links, handout and questions, no key."""
    build(page, start, locale)
    fill_plan(page, labels)
    page.evaluate("window.print = () => {}")
    for version, trainers in (("plan_trainer", True), ("plan_people", False)):
        page.get_by_role("button", name=labels[version]).click()
        page.emulate_media(media="print")
        paper = page.locator(".hb-plan-paper").inner_text()
        assert ("Because of 1." in paper or "لأن هذا صحيح." in paper) == trainers
        assert (labels["plan_materials"] in paper) == trainers and (labels["module_parts"]["debrief"] in paper) == trainers
        assert labels["plan_links"] in paper and "https://handbook.example.org/p/go/ab24.html" in paper and "____" in paper
        assert 0 == page.locator(".hb-plan:visible, .md-header:visible, h1:visible").count()
        assert page.locator(".hb-plan-paper .hb-address").is_visible(), "paper says where it comes from"
        until(page, "Array.from(document.querySelectorAll('.hb-plan-links img')).every(i => i.naturalWidth > 0)")
        sizes = {tuple(round(float(part)) for part in box.split()) for box in re.findall(rb"/MediaBox \[([^\]]*)\]", page.pdf(prefer_css_page_size=True))}
        assert {(0, 0, 595, 842)} == sizes
        page.evaluate("window.dispatchEvent(new Event('afterprint'))")
        page.emulate_media(media="screen")


@pytest.mark.parametrize("path", ["training/plan.html", "training/demo.html", "training/slides/demo.html"])
def test_phones_need_no_sideways_scrolling(browser, training_addresses, locale, path, labels):
    """At 320 pixels nothing is wider than the screen, a filled plan included."""
    context = browser.new_context(viewport={"width": 320, "height": 640})
    page = context.new_page()
    page.goto(at(training_addresses["file"], locale, path))
    if "plan" in path:
        page.wait_for_selector(".hb-plan-items")
        fill_plan(page, labels)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    context.close()


# From outside

@pytest.mark.parametrize("path", ["training/demo.html", "training/plan.html", "ar/training/demo.html", "training/slides/demo.html", "ar/training/slides/demo.html"])
def test_training_needs_no_inline_script_or_style(training_site, path):
    """Nothing that a strict content security policy would refuse."""
    text = (training_site / path).read_text("utf-8")
    article = text if "slides" in path else re.search(r"<article.*?</article>", text, re.S)[0]
    assert not re.search(r"<script(?![^>]*\ssrc=)|<style|\sstyle=|\son\w+=", article)


def test_only_training_pages_load_its_files(training_site):
    for path, names in (("practice/steps.html", ()), ("training/demo.html", ("questions.js", "training.css")), ("training/plan.html", ("plan_page.js", "training.css"))):
        text = (training_site / path).read_text("utf-8")
        assert [name for name in ("questions.js", "plan_page.js", "training.css", "slides.js") if f"/{name}" in text] == [name for name in ("questions.js", "plan_page.js", "training.css") if name in names], path


def test_the_builder_lists_the_modules_without_script(unscripted, training_addresses, locale):
    """Whoever has no JavaScript finds the modules to print."""
    unscripted.goto(at(training_addresses["file"], locale, "training/plan.html"))
    assert 1 == unscripted.locator(".hb-plan a[href='demo.html']:visible").count()
