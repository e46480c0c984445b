"""The record of a synergy over the board: its forms move, correct and add one, and say what is missing."""

import datetime as dt
import json
from collections.abc import Callable

import pytest
from streamlit.testing.v1 import AppTest

from isdata.data import i18n
from isdata.data.disclosure import FACILITATOR
from isdata.symbiosis import synergies
from pages.common import data
from tests.pages.conftest import Opened, control

SCRIPT = "pages/synergies/board.py"


@pytest.fixture
def draw(open_page: Opened) -> Callable[..., AppTest]:
    """Draw a part of the board by itself, as the dialog does; AppTest forgets a dialog when its form is sent."""
    open_page(SCRIPT)  # the database is there, and the page has been seen

    def drawn(part: Callable[[], None], *, language: str = "en") -> AppTest:
        app = AppTest.from_function(part, default_timeout=60)
        app.session_state["lang"] = language
        app.session_state["role"] = "facilitator"
        return app.run()

    return drawn


def record_of_sy2() -> None:
    from isdata.data.disclosure import FACILITATOR
    from isdata.symbiosis import synergies
    from pages.common import data
    from pages.common.language import _
    from pages.synergies.parts import board_record

    known = synergies.synergies(data.cursor(), parks=["tiny"], viewer=FACILITATOR).set_index(
        "synergy_id", drop=False
    )
    partners = synergies.partners(data.cursor(), parks=["tiny"], viewer=FACILITATOR)
    board_record.record(
        known.loc["SY2"].to_dict(), partners, name="Mei", may_change=True, part=_("Next step")
    )


def form_for_a_new_one() -> None:
    from pages.synergies.parts import board_record

    board_record.new_synergy("tiny", "Mei")


def send(app: AppTest, label: str) -> AppTest:
    """Send the form whose button has this label."""
    return next(button for button in app.button if button.label == label).click().run()


def test_an_end_is_kept_with_a_reason_and_refused_without_in_words(draw: Callable[..., AppTest]) -> None:
    app = draw(record_of_sy2)
    app.selectbox[0].set_value("ended")

    send(app, "Move")

    assert [error for error in app.error if "needs a reason" in error.value]
    assert data.cursor().execute("select stage from synergy where synergy_id = 'SY2'").fetchall() == [
        ("idea",)
    ]

    app.selectbox[0].set_value("ended")
    next(box for box in app.text_input if box.label == "Reason").set_value("price fell")

    send(app, "Move")

    ended = (
        synergies.synergies(data.cursor(), parks=["tiny"], viewer=FACILITATOR)
        .set_index("synergy_id")
        .loc["SY2"]
    )
    assert (ended["stage"], ended["ended_reason"]) == ("ended", "price fell")


def test_the_next_step_is_stored_with_who_and_why(draw: Callable[..., AppTest]) -> None:
    app = draw(record_of_sy2)
    # The form that is open asks for the owner first, and the cursor stands in that field.
    assert next(box.key for box in app.text_input if str(box.key).startswith("form_")) == "form_SY2_0_owner"
    places = [json.loads(place.proto.json) for place in app.get("bidi_component") if place.proto.json]
    assert "form_SY2_0_owner" in places
    app.text_input(key="form_SY2_0_owner").set_value("Li")
    app.date_input(key="form_SY2_0_due_date").set_value(dt.date(2027, 1, 31))

    send(app, "Save")

    row = (
        synergies.synergies(data.cursor(), parks=["tiny"], viewer=FACILITATOR)
        .set_index("synergy_id")
        .loc["SY2"]
    )
    assert (row["owner"], row["due_date"].date()) == ("Li", dt.date(2027, 1, 31))
    newest = synergies.changes(data.cursor(), synergy="SY2", viewer=FACILITATOR).iloc[0]
    assert set(newest["columns"]) == {"owner", "due_date"}


@pytest.mark.walk
def test_the_chance_is_given_in_per_cent(draw: Callable[..., AppTest]) -> None:
    app = draw(record_of_sy2)
    app.text_input(key="chance_SY2_0").set_value("160")
    assert send(app, "Save").error

    app.text_input(key="chance_SY2_0").set_value("60")
    assert not send(app, "Save").error
    assert synergies.stored(data.cursor(), synergy="SY2", viewer=FACILITATOR).iloc[0]["probability"] == 0.6


def test_a_fact_is_corrected_with_who_and_why(draw: Callable[..., AppTest]) -> None:
    """The park's own topic is stated in the place of the common one, and stored apart from it."""
    app = draw(record_of_sy2)
    app.text_input(key="form_facts_SY2_0_own_topic").set_value("Batteries")
    app.text_input(key="form_facts_SY2_0_quantity").set_value("40")

    app.button(key="facts_SY2_save").click().run()

    stored = synergies.stored(data.cursor(), synergy="SY2", viewer=FACILITATOR).iloc[0]
    assert (stored["own_topic"], stored["quantity"]) == ("Batteries", 40)
    newest = synergies.changes(data.cursor(), synergy="SY2", viewer=FACILITATOR).iloc[0]
    assert (newest["changed_by"], newest["reason"]) == ("Mei", "Basic data corrected / 更正基本信息")
    assert {"own_topic", "quantity"} == set(newest["columns"])


@pytest.mark.walk
def test_the_changes_show_why_in_the_language_of_the_reader(draw: Callable[..., AppTest]) -> None:
    """What is stored in both languages is stated by its half; what was stored in English before is translated."""
    values = {"quantity": 41}
    synergies.change(data.cursor(), synergy="SY2", values=values, who="Mei", reason="Sheet filled in")
    synergies.change(
        data.cursor(), synergy="SY2", values={"quantity": 42}, who="Mei", reason=i18n.both("Partners changed")
    )
    for language, reason in (("en", "Sheet filled in"), ("zh", "填写测算表")):
        app = draw(record_of_sy2, language=language)
        shown = " ".join(table.value.to_csv() for table in app.table)
        assert reason in shown
        assert i18n.reader(language).text("Partners changed") in shown
        assert " / " not in shown


@pytest.mark.walk
def test_the_name_given_in_a_dialog_is_remembered_by_the_board(draw: Callable[..., AppTest]) -> None:
    """The field of the board takes up what a dialog left for it."""
    app = draw(record_of_sy2)
    next(box for box in app.text_input if str(box.key).startswith("who_SY2")).set_value("Li").run()

    assert app.session_state["board_who_given"] == "Li"


def test_a_new_synergy_is_written_down_from_the_contract(draw: Callable[..., AppTest]) -> None:
    app = draw(form_for_a_new_one)
    app.text_input(key="form_new_0_name_en").set_value("New idea")
    control(app, "form_new_0_synergy_kind").set_value("utility")
    control(app, "form_new_0_topic").set_value("energy")
    control(app, "form_new_0_provider").set_value(["S1"])
    control(app, "form_new_0_receiver").set_value(["S2"])

    send(app, "Save")

    found = synergies.synergies(data.cursor(), parks=["tiny"], viewer=FACILITATOR).set_index("name_en")
    assert not app.exception
    assert found.loc["New idea", ["topic", "stage", "partners"]].to_list() == ["energy", "idea", 2]


def test_a_new_synergy_without_what_it_needs_lists_every_gap(draw: Callable[..., AppTest]) -> None:
    app = draw(form_for_a_new_one)

    send(app, "Save")

    shown = " ".join(error.value for error in app.error)
    assert "Topic" in shown
    assert "Kind" in shown
    assert "No name is given" in shown
    assert len(synergies.synergies(data.cursor(), parks=["tiny"], viewer=FACILITATOR)) == 2


def name_that_is_asked_for() -> None:
    from pages.synergies.parts import stage_moves

    stage_moves.name_form("SY2", "discussion", "tiny", "idea")


def test_the_name_that_is_asked_for_moves_the_synergy(draw: Callable[..., AppTest]) -> None:
    app = draw(name_that_is_asked_for)
    app.text_input(key="name_asked").set_value("Li")

    send(app, "Move to: Discussion")

    newest = synergies.changes(data.cursor(), synergy="SY2", viewer=FACILITATOR).iloc[0]
    assert newest["changed_by"] == "Li"


def test_what_somebody_else_stored_meanwhile_is_not_undone(draw: Callable[..., AppTest]) -> None:
    """The form was drawn with the former owner and due day; only what is typed into it is stored."""
    app = draw(record_of_sy2)
    synergies.change(
        data.cursor(), synergy="SY2", values={"owner": "Wu"}, who="Wu", reason="taken from the sheet"
    )
    next(field for field in app.text_input if str(field.key).endswith("next_step_en")).set_value(
        "Weigh the boxes"
    )

    send(app, "Save")

    now = synergies.stored(data.cursor(), synergy="SY2", viewer=FACILITATOR).iloc[0]
    assert (now["owner"], now["next_step_en"]) == ("Wu", "Weigh the boxes")


@pytest.mark.walk
def test_going_back_needs_a_reason(draw: Callable[..., AppTest]) -> None:
    app = draw(record_of_sy2)
    app.selectbox[0].set_value("operation")

    send(app, "Move")

    assert [error for error in app.error if "skip a stage" in error.value]


def record_of_what_operates() -> None:
    from isdata.data.disclosure import FACILITATOR
    from isdata.symbiosis import synergies
    from pages.common import data
    from pages.synergies.parts import board_record

    known = synergies.synergies(data.cursor(), parks=["tiny"], viewer=FACILITATOR).set_index(
        "synergy_id", drop=False
    )
    partners = synergies.partners(data.cursor(), parks=["tiny"], viewer=FACILITATOR)
    board_record.record(known.loc["SY1"].to_dict(), partners, name="Mei", may_change=True)


@pytest.mark.walk
def test_no_stage_is_chosen_beforehand_for_what_operates(draw: Callable[..., AppTest]) -> None:
    app = draw(record_of_what_operates)
    assert app.selectbox[0].value is None

    send(app, "Move")

    assert [warning for warning in app.warning if "Choose the new stage" in warning.value]
