"""Data entered by hand in a real browser: one line by keyboard alone, and a row that is not complete."""

import re

import pytest
from playwright.sync_api import expect

from isdata.data.i18n import LANGUAGES
from tests.browser.conftest import Site, Visit

pytestmark = pytest.mark.browser

# The last letter and Enter, as a busy browser takes them: the timers of the letter come after Enter.
AT_ONCE = """(letter) => {
  const press = (key) => document.activeElement.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }))
  press(letter)
  document.execCommand("insertText", false, letter)
  press("Enter")
}"""


def test_a_supply_is_entered_by_keyboard_and_its_obstacle_named(samples_site: Site, visit: Visit) -> None:
    page = visit.open(samples_site.url("about", lang="en", role="facilitator", park="chengdu"))
    page.wait_for_selector("html[data-entry-keys=ready]", state="attached")
    page.keyboard.press("i")
    line = page.locator(".st-key-declare_line input")
    expect(line).to_be_focused()
    page.keyboard.type("Oakforge, 200 t/yr usd fundry snad, 60 °C")
    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog")
    for name in ("Oak Forging", "Spent foundry sand"):  # what may be meant is proposed, and Enter takes it
        choice = dialog.get_by_role("radio", name=name)
        expect(choice).to_be_focused()
        page.wait_for_timeout(500)  # an Enter that comes sooner was meant for the line
        dialog.get_by_role("button", name="Close").focus()  # as the dialog does late on a busy machine
        expect(choice).to_be_focused()
        page.keyboard.press("Enter")
    expect(dialog.get_by_role("textbox", name="Amount", exact=True)).to_have_value("200")
    expect(dialog.get_by_role("textbox", name="Temperature [°C]")).to_have_value("60")
    expect(dialog.locator(".st-key-declare_who input")).to_be_focused()  # the name is still missing
    page.keyboard.type("Mei")
    page.keyboard.press("Enter")

    expect(dialog.get_by_text("is below the receiver's minimum of 500 t")).to_be_visible()
    expect(dialog.get_by_text("supplied at 60 °C, no temperature required")).to_be_visible()
    assert visit.faults == []


@pytest.mark.walk
def test_further_lines_are_entered_by_keyboard_and_the_cursor_stays_where_the_reader_is(
    samples_site: Site, visit: Visit
) -> None:
    page = visit.open(samples_site.url("about", lang="en", role="facilitator", park="chengdu"))
    page.wait_for_selector("html[data-entry-keys=ready]", state="attached")
    page.keyboard.press("i")
    line, dialog = page.locator(".st-key-declare_line input"), page.get_by_role("dialog")
    expect(line).to_be_focused()
    dialog.get_by_role("button", name="Close").focus()  # as the dialog does late on a busy machine
    expect(line).to_be_focused()
    page.keyboard.type("Oak Forging, 3 t fly ash")
    expect(line).to_have_value("Oak Forging, 3 t fly ash")
    page.keyboard.press("Enter")
    expect(dialog.get_by_role("textbox", name="Amount", exact=True)).to_have_value("3")
    dialog.locator(".st-key-declare_who input").fill("Mei")
    line.click()
    page.keyboard.press("End")
    visit.settle()
    page.keyboard.type(" per year")
    page.keyboard.press("Enter")  # a changed line is recognised first
    expect(dialog.locator(".st-key-declare_save button")).to_be_visible()
    visit.settle()
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    expect(dialog.locator(".st-key-declare_save button")).to_have_count(0)
    page.keyboard.press("Control+a")
    page.keyboard.type("Oak Forging, 3 t qqq")
    page.keyboard.press("Enter")  # nothing is like it: the field itself, not the help beside it
    resource = dialog.get_by_role("combobox", name="Resource")
    expect(resource).to_be_focused()
    resource.evaluate("field => field.replaceWith(field.cloneNode(true))")  # as a field that is drawn anew
    expect(resource).to_be_focused()
    dialog.get_by_role("textbox", name="Amount", exact=True).evaluate(
        "(other, field) => { field.replaceWith(field.cloneNode(true)); other.focus() }",
        resource.element_handle(),
    )  # and whose cursor the dialog hands to another one
    expect(resource).to_be_focused()
    line.click()  # the reader takes the cursor back, and keeps it
    resource.evaluate("field => field.replaceWith(field.cloneNode(true))")
    page.wait_for_timeout(400)
    expect(line).to_be_focused()
    assert visit.faults == []


@pytest.mark.walk
@pytest.mark.parametrize("language", LANGUAGES)
def test_beside_a_choice_with_a_default_the_cursor_goes_to_the_name(
    samples_site: Site, visit: Visit, language: str
) -> None:
    """It went back to the line, to which the name was appended: the button vanishes for a moment where a line is refused too."""
    line = {"en": "Camphor Engins, 120 t/yr aluminium chips", "zh": "香樟发动几，铝屑 120 吨/年"}[language]
    page = visit.open(samples_site.url("about", lang=language, role="facilitator", park="chengdu"))
    page.wait_for_selector("html[data-entry-keys=ready]", state="attached")
    page.keyboard.press("i")
    expect(page.locator(".st-key-declare_line input")).to_be_focused()
    page.keyboard.type(line)
    page.keyboard.press("Enter")
    expect(page.locator(".st-key-declare_who input")).to_be_focused()  # the choice above it has a default
    page.wait_for_timeout(3500)  # the last time that the cursor is sought
    page.keyboard.type("Mei")
    expect(page.locator(".st-key-declare_who input")).to_have_value("Mei")
    expect(page.locator(".st-key-declare_line input")).to_have_value(line)


@pytest.mark.walk
def test_the_cursor_stays_at_a_choice_and_returns_when_the_line_is_entered_again(
    samples_site: Site, visit: Visit
) -> None:
    page = visit.open(samples_site.url("about", lang="en", role="facilitator", park="chengdu"))
    page.wait_for_selector("html[data-entry-keys=ready]", state="attached")
    for is_again in (False, True):
        page.keyboard.press("i")
        expect(page.locator(".st-key-declare_line input")).to_be_focused()
        page.keyboard.type("Cypress Foundry, 6600 t/yr spent foundry sand")
        page.keyboard.press("Enter")
        expect(page.locator(".st-key-declare_who input")).to_be_focused()
        if not is_again:
            page.get_by_role("dialog").locator("input[type=radio]").first.focus()
            page.keyboard.press("ArrowDown")
            visit.settle()
            assert page.evaluate("document.activeElement.type") == "radio"
        page.keyboard.press("Escape")
        expect(page.get_by_role("dialog")).to_have_count(0)


@pytest.mark.walk
def test_a_saving_that_is_not_complete_is_refused_below_its_row(site: Site, visit: Visit) -> None:
    page = visit.open(site.url("measure", lang="en", role="facilitator", park="tiny", measure_chosen="M1"))
    box = page.locator("[data-testid=stDataFrame]").first.bounding_box()
    assert box is not None
    # The first of three blank ones, above the one that adds a row.
    row = box["y"] + box["height"] - 18 - 3 * 35
    page.mouse.click(box["x"] + 0.35 * box["width"], row)
    page.wait_for_timeout(500)
    page.keyboard.type("600", delay=50)
    page.keyboard.press("Enter")
    expect(page.get_by_text("appear once the amounts are complete")).to_be_visible()
    page.locator(".st-key-board_who input").fill("Mei")
    page.keyboard.press("Enter")
    visit.settle()
    page.locator(".st-key-measure_store button").click()

    words = "“Resource” is empty. Please fill it in."
    expect(page.get_by_test_id("stAlertContentError").get_by_text(words)).to_be_visible()
    expect(page.get_by_test_id("stToast").get_by_text(words)).to_be_in_viewport()
    assert visit.faults == []


def test_what_is_typed_into_a_table_is_taken_as_typed_or_asked_for(samples_site: Site, visit: Visit) -> None:
    """A list of choices took the first that contained what was typed, and a cell for numbers made 25 of 2,5."""
    page = visit.open(
        samples_site.url(
            "tables",
            lang="en",
            role="facilitator",
            park="chengdu",
            edit_table="flow",
            edit_filter="Pear Blossom",
        )
    )
    box = page.locator("[data-testid=stDataFrame]").first.bounding_box()
    assert box is not None
    for share, text in ((0.08, "oak"), (0.43, "steel scrap"), (0.66, "2,5")):
        page.mouse.click(box["x"] + share * box["width"], box["y"] + 52)
        page.wait_for_timeout(300)
        page.keyboard.type(text[:-1], delay=50)
        page.evaluate(AT_ONCE, text[-1])
        visit.settle()

    expect(page.get_by_text("“2,5” is read as 2.5 t/yr.")).to_be_visible()
    expect(page.get_by_text("“oak” is not a name in “Provider”.")).to_be_visible()
    page.evaluate("document.querySelector('.dvn-scroller').scrollTop = 40")
    page.wait_for_timeout(300)
    page.get_by_role("button", name="Accept: Oak Forging").click()
    visit.settle()
    page.wait_for_function("document.querySelector('.dvn-scroller').scrollTop === 40")  # it is another grid
    page.evaluate("document.querySelector('.dvn-scroller').scrollTop = 0")
    page.wait_for_timeout(300)
    cells = page.locator("[role=gridcell]")
    assert [cells.nth(place).text_content() for place in (0, 2, 4)] == ["Oak Forging", "Steel scrap", "2.5"]
    page.mouse.click(box["x"] + 0.43 * box["width"], box["y"] + 52)
    page.keyboard.press("Control+ArrowDown")
    page.keyboard.press("ArrowDown")  # to the grey row, which the grid itself lets take no letter
    page.wait_for_timeout(300)
    page.keyboard.type("dross")
    expect(page.locator("#portal textarea")).to_have_value("dross")
    assert visit.faults == []


@pytest.mark.walk
def test_letters_typed_after_the_key_reach_the_line_and_those_for_a_table_do_not_open_it(
    site: Site, visit: Visit
) -> None:
    page = visit.open(site.url("tables", lang="en", role="facilitator", park="tiny", edit_table="company"))
    page.wait_for_selector("html[data-entry-keys=ready]", state="attached")
    page.keyboard.type("iOak Forging, 200 t", delay=15)
    expect(page.locator(".st-key-declare_line input")).to_have_value("Oak Forging, 200 t")
    page.keyboard.press("Escape")
    visit.settle()
    box = page.locator("[data-testid=stDataFrame]").first.bounding_box()
    assert box is not None
    page.mouse.click(box["x"] + 0.3 * box["width"], box["y"] + 52)
    page.evaluate("document.activeElement.blur()")  # as a table that is drawn anew
    page.keyboard.press("i")
    page.wait_for_timeout(1500)

    expect(page.get_by_role("dialog")).to_have_count(0)
    assert visit.faults == []


@pytest.mark.walk
def test_what_is_typed_after_the_search_is_opened_goes_into_its_field(
    samples_site: Site, visit: Visit
) -> None:
    page = visit.open(samples_site.url("about", lang="en", park="chengdu"))
    page.locator(".st-key-search_open button").click()
    field = page.locator(".st-key-find input")
    expect(field).to_be_focused()

    page.keyboard.type("alumnium dros")
    page.keyboard.press("Enter")

    expect(page.locator("[class*=st-key-found_aluminium_dross] button")).to_be_visible()
    assert visit.faults == []


@pytest.mark.walk
def test_a_measure_is_opened_from_the_list_copied_saved_and_deleted_with_a_notice_each(
    site: Site, visit: Visit
) -> None:
    page = visit.open(
        site.url("energy", lang="en", role="facilitator", park="tiny", view="table", scope="all")
    )
    expect(page.get_by_text("Save as scenario")).to_be_visible()
    box = page.locator("[data-testid=stDataFrame]").last.bounding_box()
    assert box is not None
    page.mouse.click(box["x"] + 14, box["y"] + 52)
    page.get_by_role("link", name="Edit “").click()
    visit.settle()
    page.locator(".st-key-measure_copy button").click()
    expect(page.get_by_text("not saved yet")).to_be_visible()
    expect(page.locator("[class*=name_en] input").first).to_have_value(re.compile(r".+ \(copy\)"))
    page.locator(".st-key-board_who input").fill("Mei")
    page.keyboard.press("Enter")
    visit.settle()
    page.locator(".st-key-measure_store button").click()
    expect(page.get_by_text(re.compile(r"\(copy\) saved\."))).to_be_in_viewport()
    page.locator(".st-key-measure_store button").click()
    expect(page.get_by_text("Nothing was changed, so nothing was saved.")).to_be_in_viewport()
    page.locator(".st-key-measure_delete button").click()
    expect(page.get_by_role("dialog").get_by_text(re.compile(r"Delete “.+ \(copy\)”\?"))).to_be_visible()
    page.locator(".st-key-measure_delete_now button").click()
    expect(page.get_by_text(re.compile(r"\(copy\) deleted\."))).to_be_in_viewport()
    assert visit.faults == []


@pytest.mark.walk
def test_the_question_mark_opens_the_help_of_a_page_but_not_where_it_is_typed(
    site: Site, visit: Visit
) -> None:
    page = visit.open(site.url("stories", lang="en", park="tiny"))
    page.locator(".st-key-search_open button").click()
    expect(page.locator(".st-key-find input")).to_be_focused()
    page.keyboard.type("?")
    expect(page.locator(".st-key-find input")).to_have_value("?")
    expect(page.get_by_role("dialog", name="Stories")).to_have_count(0)
    page.reload()
    visit.settle()
    page.keyboard.press("?")

    expect(page.get_by_role("dialog", name="Stories")).to_be_visible()
    assert visit.faults == []


@pytest.mark.walk
def test_a_notice_of_one_page_does_not_stay_on_the_next(site: Site, visit: Visit) -> None:
    page = visit.open(site.url("board", lang="en", role="facilitator", park="tiny"))
    notice = (
        "const box = document.createElement('div'); box.dataset.testid = 'stToast'; box.innerText = 'Saved.'"
    )
    page.evaluate(f"() => {{ {notice}; document.body.append(box) }}")
    expect(page.get_by_test_id("stToast")).to_be_visible()

    page.get_by_role("link", name="Resilience").first.click()

    expect(page.get_by_test_id("stToast")).to_be_hidden()
    assert visit.faults == []
