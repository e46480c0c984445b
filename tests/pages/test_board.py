"""The board: one click moves a synergy on, and only who may change sees how."""

import datetime as dt
import re
from pathlib import Path

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from isdata.data import i18n, store
from isdata.data.disclosure import FACILITATOR
from isdata.data.i18n import LANGUAGES
from isdata.output import cards
from isdata.symbiosis import synergies
from pages.common import data
from pages.synergies.parts import board
from tests.databases import Built
from tests.pages.conftest import Opened, control, shown
from tests.turns import only

SCRIPT = "pages/synergies/board.py"


def opened(open_page: Opened, *, name: str = "Mei", **address: str) -> AppTest:
    """Open the board and give a name."""
    app = open_page(SCRIPT, **address)
    app.text_input(key="board_who").set_value(name).run()
    return app


def keys(app: AppTest) -> set[str]:
    return {str(button.key) for button in app.button}


@pytest.mark.parametrize("language", only(["zh"], LANGUAGES))
def test_the_board_stands_in_both_languages(open_page: Opened, language: str) -> None:
    app = opened(open_page, language=language)

    assert not app.exception
    assert {"move_SY2", "open_SY1", "open_SY2"} <= keys(app)
    assert "move_SY1" not in keys(app)  # it operates; there is no further stage
    assert {key for key in keys(app) if key.startswith("assign_")} == without_owner() != set()


def without_owner() -> set[str]:
    """Keys of the buttons that assign an owner, of the synergies that have none."""
    known = synergies.synergies(data.cursor(), parks=["tiny"], viewer=FACILITATOR)
    return {f"assign_{name}" for name in known.loc[known["owner"].isna(), "synergy_id"]}


def test_one_click_moves_a_synergy_and_writes_history_and_log(open_page: Opened) -> None:
    app = opened(open_page)
    before = dt.date.today()

    app.button(key="move_SY2").click().run()

    con = data.cursor()
    assert not app.exception
    step = synergies.history(con, synergy="SY2", viewer=FACILITATOR).iloc[0]
    assert step["stage"] == "discussion"
    assert before <= step["entered_on"].date() <= dt.date.today()
    newest = synergies.changes(con, synergy="SY2", viewer=FACILITATOR).iloc[0]
    assert (newest["changed_by"], newest["reason"]) == (
        "Mei",
        "From “Idea” to “Discussion” / 由“意向”进入“讨论”",
    )
    assert [toast.value for toast in app.toast] == ["Moved to: Discussion"]


def test_moving_to_operation_counts_as_achieved(open_page: Opened, built: Built, tmp_path: Path) -> None:
    with store.open(built.copied("tiny", tmp_path)) as con:
        con.execute(
            "update synergy set stage = 'implementation', annual_saving = null where synergy_id = 'SY2'"
        )
        con.execute(
            "update synergy set annual_saving = 1, currency = 'CNY', is_partial_gain = true where synergy_id = 'SY1'"
        )
    app = opened(open_page)

    app.button(key="move_SY2").click().run()

    totals = synergies.totals(data.cursor(), parks=["tiny"], viewer=FACILITATOR).set_index("state")
    assert totals.loc["achieved", "synergies"] == 2
    assert "pipeline" not in totals.index
    assert "**In operation: 2 (+1)**" in shown(app).replace("\\", "")
    assert not app.dataframe  # a page does not begin with a table
    captions = [caption.value for caption in app.caption]
    assert any(
        "Of 2 synergies in operation: gain unknown for 1; gain partly known for 1" in words
        for words in captions
    ), captions
    moved = synergies.stored(data.cursor(), synergy="SY2", viewer=FACILITATOR).iloc[0]
    assert moved[["next_step_en", "next_step_zh", "due_date"]].isna().all()
    assert "In operation: from 1 to 2" in app.toast[0].value


def test_nothing_can_be_changed_without_a_name(open_page: Opened) -> None:
    """Nothing looks disabled: the name is asked for at the moment of the move."""
    app = open_page(SCRIPT)

    assert not app.button(key="move_SY2").disabled
    app.button(key="move_SY2").click().run()

    assert app.text_input(key="name_asked").value == ""
    assert len(synergies.changes(data.cursor(), synergy="SY2", viewer=FACILITATOR)) <= 1


@pytest.mark.parametrize("address", [{"role": "guest"}, {"projector": "true"}], ids=["guest", "projector"])
def test_a_guest_can_look_and_change_nothing(open_page: Opened, address: dict[str, str]) -> None:
    app = open_page(SCRIPT, **address)

    assert not {key for key in keys(app) if key.startswith(("move_", "board_new"))}
    assert [field.key for field in app.text_input] == ["find"]  # the search at the top of every page
    given = " ".join(str(element.value) for element in [*app.markdown, *app.caption])
    assert "Secret Box" not in given
    assert "Shared boxes" not in given


def test_a_guest_is_shown_how_many_synergies_are_not_shown(
    open_page: Opened, built: Built, tmp_path: Path
) -> None:
    """The number on the way counts a synergy whose card no guest sees; the board says so."""
    with store.open(built.copied("tiny", tmp_path)) as con:
        con.execute("update synergy_participant set is_named = false where synergy_id = 'SY2'")
        con.execute(
            "update company set visibility = 'facilitator' where company_id in (select company_id from site "
            "join synergy_participant using (site_id) where synergy_id = 'SY2')"
        )
        con.execute("update synergy_participant set is_named = true where synergy_id = 'SY1'")
    guest = open_page(SCRIPT, role="guest")
    assert {key for key in keys(guest) if key.startswith("open_")} == {"open_SY1"}
    assert [caption for caption in guest.caption if caption.value.startswith("1 synergy is not shown here")]

    facilitator = open_page(SCRIPT)
    assert not [caption for caption in facilitator.caption if "not shown here" in caption.value]


def test_what_is_overdue_can_be_singled_out(open_page: Opened) -> None:
    app = open_page(SCRIPT)  # SY2 was due in March 2025

    control(app, "board_late").set_value(True).run()

    assert "open_SY2" in keys(app)
    assert "open_SY1" not in keys(app)
    assert any(r"overdue\: Mar" in text.value for text in app.markdown)


def test_a_topic_filters_the_board(open_page: Opened) -> None:
    app = open_page(SCRIPT)

    control(app, "board_topic").set_value(["minerals"]).run()

    assert "open_SY1" in keys(app)
    assert "open_SY2" not in keys(app)


@pytest.mark.walk
def test_the_record_shows_history_and_forms(open_page: Opened) -> None:
    app = opened(open_page)
    app.button(key="move_SY2").click().run()

    app.button(key="open_SY2").click().run()

    assert not app.exception
    tables = " ".join(table.value.to_csv() for table in app.table)
    assert "From “Idea” to “Discussion”" in tables
    assert "Discussion" in tables


@pytest.mark.walk
def test_a_form_begins_without_what_another_one_held(open_page: Opened) -> None:
    app = opened(open_page)
    app.button(key="open_SY2").click().run()
    shown = next(box for box in app.text_input if str(box.key).endswith("_owner"))
    assert shown.value == "Park office"

    app.button(key="board_new").click().run()

    new = [box for box in app.text_input if str(box.key).endswith("_owner")]
    assert [box.value for box in new] == [""]


@pytest.mark.walk
def test_a_topic_of_the_parks_own_stands_in_the_place_of_the_common_one(
    open_page: Opened, built: Built, tmp_path: Path
) -> None:
    with store.open(built.copied("tiny", tmp_path)) as con:
        con.execute("update synergy set own_topic = 'Batteries / 电池' where synergy_id = 'SY1'")
    app = open_page(SCRIPT, language="zh")

    control(app, "board_topic").set_value(["Batteries / 电池"]).run()

    assert "open_SY1" in keys(app)
    assert "open_SY2" not in keys(app)
    assert any("电池" in caption.value and "Batteries" not in caption.value for caption in app.caption)


def test_a_sum_that_guests_are_not_shown_stays_in_view_and_says_why(
    open_page: Opened, built: Built, tmp_path: Path
) -> None:
    """Its tile does not vanish: two companies bring it, who keep to class and band."""
    with store.open(built.copied("tiny", tmp_path)) as con:
        con.execute(
            "update synergy set co2_saved = 40, annual_saving = 9000, currency = 'CNY' where synergy_id = 'SY1'"
        )
        con.execute("update synergy_participant set is_named = false")
        con.execute("update company set visibility = 'class_band'")

    facilitator = open_page(SCRIPT)
    blank = "\N{NO-BREAK SPACE}"
    assert re.search(r": 40 t · .*: 9,000 CNY", shown(facilitator).replace(blank, " "))
    for language, given in (("en", "not stated"), ("zh", "未说明")):
        guest = open_page(SCRIPT, language=language, role="guest")
        assert shown(guest).replace(blank, " ").count(given) >= 2
        assert "9,000" not in shown(guest)


def test_the_record_over_the_board_leads_to_its_sheet(open_page: Opened) -> None:
    app = open_page(SCRIPT)
    app.button(key="open_SY2").click().run()

    links = [str(link.proto) for link in app.get("page_link")]
    assert [link for link in links if "Open feasibility sheet" in link and "SY2" in link]


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"annual_saving": 160_000.0}, ("1,700 t/yr", "+160 k CNY/yr")),
        ({"annual_saving": 160_000.0, "is_partial_gain": True}, ("1,700 t/yr", "+160 k CNY/yr (partial)")),
        ({"quantity": 38e6, "unit": "Nm³"}, ("38 million Nm³/yr",)),
        ({"quantity": float("nan")}, ("Amount unknown",)),
    ],
)
def test_a_low_card_has_its_amount_too(values: dict, words: tuple[str, ...]) -> None:
    row = {
        "quantity": 1700.0, "unit": "t", "band_least": None, "annual_saving": float("nan"), "currency": "CNY",
        "co2_saved": float("nan"), "is_partial_gain": False, "source": None,
    } | values  # fmt: skip

    assert cards.short_facts(row, i18n.reader("en")) == words


@pytest.mark.walk
def test_a_presented_board_states_the_number_of_synergies_in_each_stage(open_page: Opened) -> None:
    app = open_page(SCRIPT, data="samples", park="chengdu", projector="true")

    assert "Idea 3, Discussion 2, Negotiation 3, Feasibility 4, Implementation 3, Operation 6" in shown(app)


def test_saved_co2_is_stated_beside_the_gain() -> None:
    row = {"co2_saved": 2900.0}

    assert cards.co2(row, i18n.reader("en")) == "2,900 t CO2 saved per year"
    assert (
        cards.co2(row | {"stage": "feasibility"}, i18n.reader("en"))
        == "2,900 t CO2 saved per year (expected)"
    )
    assert cards.co2({"co2_saved": float("nan")}, i18n.reader("zh")) == ""


def test_the_board_of_a_published_case_asks_for_no_owner_and_names_the_receiver(open_page: Opened) -> None:
    """Each card read "No owner: assign one", below "Asnæs power station +1", in an order by dates that none has."""
    app = open_page(SCRIPT, data="samples", park="kalundborg")

    assert not [each for each in app.button if str(each.key).startswith("assign_")]
    assert "Minerals · Asnæs power station → Gyproc" in [each.value for each in app.caption]
    assert "due date" not in shown(app)


def test_a_card_names_the_provider_before_the_receiver_in_whatever_order_they_are_recorded() -> None:
    ends = [("S", "receiver", "Power station"), ("S", "provider", "Refinery")]
    known = pd.DataFrame(ends, columns=["synergy_id", "role", "name_en"]).assign(name_zh=None, sector=None)

    assert board.partners(known, is_joined=True) == {"S": ["Refinery → Power station"]}
