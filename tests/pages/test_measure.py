"""The form of a measure."""

import pytest

from pages.common import data
from tests.pages.conftest import Opened, control, opened

PAGE = "pages/network/energy.py"


def test_a_draft_shows_no_payback_before_a_saving_and_says_what_it_is_for(open_page: Opened) -> None:
    app = open_page("pages/network/measure.py")
    assert any("Once saved, a measure counts in the totals" in each.value for each in app.caption)
    assert any("**Example:**" in each.value for each in app.markdown)

    control(app, "form_measure__0_site_id").select_index(0)
    control(app, "form_measure__0_category").select_index(0)
    app.text_input(key="form_measure__0_name_en").set_value("Draft")
    app.text_input(key="form_measure__0_investment").set_value("20000").run()

    assert any("once a saving is entered" in each.value for each in app.caption)
    assert not app.metric

    control(app, "form_measure_saved__0_resource_id").select("electricity")
    for name, amount in (("baseline", "500"), ("modified", "300")):
        app.text_input(key=f"form_measure_saved__0_{name}").set_value(amount)
    app.run()
    assert any(each.value.startswith("Price of Electricity: ") for each in app.caption)
    app.text_input(key="form_measure_saved__0_price").set_value("700").run()
    assert not any(each.value.startswith("Price of Electricity: ") for each in app.caption)

    assert {metric.label: metric.value for metric in app.metric}["Payback"] == "0.14 years"
    assert not app.exception


def test_the_page_has_the_name_of_its_tab_and_a_measure_of_another_park_is_left(open_page: Opened) -> None:
    app = open_page("pages/network/measure.py")
    assert app.title[0].value == "Edit a measure"
    assert "Edit a measure" in [link.proto.label for link in app.get("page_link")]

    control(app, "measure_chosen").select("M1").run()
    assert not any("**Example:**" in each.value for each in app.markdown)

    app.session_state["measure_chosen"] = "of the former park"
    app.run()
    assert control(app, "measure_chosen").value == ""


def test_a_measure_is_changed_by_form(open_page: Opened) -> None:
    app = open_page("pages/network/measure.py")
    control(app, "measure_chosen").select("M1").run()
    app.text_input(key="form_measure_M1_investment").set_value("21.000,0")
    app.text_input(key="board_who").set_value("Li")
    next(button for button in app.button if button.label == "Save").click().run()

    assert not app.error
    app.switch_page(PAGE).run()
    assert {metric.label: metric.value for metric in app.metric}["Payback"] == "2.0 years"


def test_a_change_needs_a_name_and_a_guest_may_not_make_one(open_page: Opened) -> None:
    app = open_page("pages/network/measure.py")
    next(button for button in app.button if button.label == "Save").click().run()

    assert "name_asked" in [field.key for field in app.text_input]
    assert not open_page("pages/network/measure.py", role="guest").selectbox[1:]


def test_what_was_typed_is_kept_while_another_page_is_open_until_it_is_discarded(open_page: Opened) -> None:
    page = "pages/network/measure.py"
    app = open_page(page, data="samples", park="chengdu")
    typed = next(each for each in app.text_input if each.label.startswith("Name (English)"))
    typed.set_value("Typed, not saved").run()
    app.switch_page("pages/park/overview.py").run()
    app.switch_page(page).run()

    assert "Typed, not saved" in {each.value for each in app.text_input}
    app.button(key="measure_discard").click().run()
    assert "Typed, not saved" not in {each.value for each in app.text_input}
    assert not app.exception


@pytest.mark.walk
def test_fields_never_opened_keep_their_values(open_page: Opened) -> None:
    app = open_page("pages/network/measure.py", data="samples", park="chengdu", measure_chosen="CD-M050")
    assert not any("owner" in str(each.key) for each in app.text_input)
    before = _stored("CD-M050")
    app.text_input(key="form_measure_CD-M050_investment").set_value("8888888")
    app.text_input(key="board_who").set_value("Li")
    next(button for button in app.button if button.label == "Save").click().run()

    assert not app.error
    assert _stored("CD-M050") == before
    opened(app, "measure_rest")
    assert any("owner" in str(each.key) for each in app.text_input)


def _stored(measure: str) -> list[list[tuple]]:
    """Rows of a measure without its investment, with its benefits and relations."""
    tables = {"measure": "exclude (investment)", "measure_benefit": "", "measure_relation": ""}
    return [
        data.cursor().execute(f"select * {but} from {table} where measure_id = ?", [measure]).fetchall()
        for table, but in tables.items()
    ]
