"""Matches put on the board, their estimates confirmed there, and their money in another currency."""

import pandas as pd
import pytest

from isdata.data import i18n
from isdata.data.disclosure import FACILITATOR
from isdata.output import cards
from isdata.symbiosis import assessment, matching, synergies
from isdata.symbiosis.assessment import on_board
from pages.common import data
from tests.pages.conftest import Opened, as_changed, shown
from tests.turns import only

MATCHES = "pages/synergies/matches.py"
IN_EURO = {"data": "euro", "park": "tiny"}  # the park counts in euro, and its firms stated yuan


@pytest.mark.parametrize(
    ("view", "key"), only([("possible", "match")], [("possible", "match"), ("heat", "pipe")])
)
def test_what_is_found_is_put_on_the_board_and_states_the_conversion_of_its_money(
    open_page: Opened, view: str, key: str
) -> None:
    app = open_page(MATCHES, role="facilitator", view=view, **IN_EURO)
    app.text_input(key="board_who").set_value("Park office")
    app.button(key=f"board_{key}").click().run()

    assert not app.exception
    assert data.cursor().execute("select stage, origin from synergy").fetchall() == [("idea", "scan")]
    found = data.cursor().execute("select assumption, source from synergy_assumption").fetchall()
    is_shown = {name: source.endswith("; CNY × 0.125 (2024)") for name, source in found}
    assert is_shown.pop("avoided_purchase")
    assert not is_shown["volume"]
    assert not is_shown["distance"]
    assert any("Added to the board as an idea." in each.value for each in app.info)
    assert not app.toast  # it would stay on the board
    assert not [button for button in app.button if str(button.key).startswith("board_")]

    app.toggle(key=f"further_{key}_1").set_value(True).run()
    app.button(key=f"board_{key}_further").click().run()

    assert not app.exception
    assert len(data.cursor().execute("select * from synergy").fetchall()) == 2


@pytest.mark.walk
def test_the_list_marks_what_is_on_the_board_already(open_matches: Opened) -> None:
    """The mark follows the rule of the note below the chosen match."""
    app = open_matches(role="facilitator")
    mark, marked = "On the board", "已在看板"
    assert mark not in app.dataframe[0].value  # none is: the column would be empty

    app.text_input(key="board_who").set_value("Park office")
    app.button(key="board_match").click().run()
    app = open_matches(role="facilitator", language="zh")

    found = matching.matches(data.cursor(), park_id="tiny", viewer=FACILITATOR)
    free = found.loc[found["blocked"] == 0]
    noted = [
        on_board.of_sites(
            data.cursor(),
            sites=(row["supply_site_id"], row["demand_site_id"]),
            resources=(row["supply_resource_id"], row["demand_resource_id"]),
            viewer=FACILITATOR,
        )["is_alike"].any()
        for row in free.to_dict("records")
    ]
    # New matches stand first.
    assert app.dataframe[0].value[marked].to_list() == ["✓" if each else "" for each in sorted(noted)]
    assert 0 < sum(noted) < len(noted)
    cards = "".join(part.proto.body for part in app.get("html"))  # the first one of which does not gain most
    assert f">{marked}<" in cards
    assert ">新匹配<" in cards
    # Guests read the mark if their board names the partners.
    seen = open_matches(role="guest", language="zh").dataframe[0].value
    assert seen[marked].to_list() == ["", "✓"]
    data.cursor().execute("update company set visibility = 'banded'")
    as_changed()
    assert marked not in open_matches(role="guest", language="zh").dataframe[0].value.columns


@pytest.mark.walk
def test_every_view_shows_that_its_money_was_converted(open_page: Opened) -> None:
    for view in ("possible", "held", "allocation", "heat", "newcomer"):
        app = open_page(MATCHES, role="facilitator", view=view, **IN_EURO)

        assert not app.exception
        assert "CNY × 0.125 (2024)" in shown(app).replace("\\", ""), view
    # A guest reads what a pipe costs, and no other money.
    for view in ("possible", "held", "allocation", "newcomer"):
        assert "CNY ×" not in shown(open_page(MATCHES, role="guest", view=view, language="zh", **IN_EURO))


@pytest.mark.walk
def test_the_estimate_of_a_match_is_confirmed_in_the_sheet_of_its_synergy(open_page: Opened) -> None:
    where = {"data": "samples", "park": "chengdu", "role": "facilitator"}
    app = open_page(MATCHES, **where)
    # The second: of the first, which is heat, the sheet knows the CO2 that the board does not.
    [each for each in app.button if str(each.key).startswith("match_open")][1].click().run()
    before = set(data.cursor().execute("select synergy_id from synergy").fetchall())
    app.text_input(key="board_who").set_value("Park office")
    app.button(key="board_match").click().run()
    ((name,),) = set(data.cursor().execute("select synergy_id from synergy").fetchall()) - before

    sheet = open_page("pages/synergies/synergy.py", synergy=name, part="sheet", **where)
    assert sheet.button(key="record_take").label == "Confirm the estimate"
    sheet.text_input(key="board_who").set_value("Park office")
    sheet.button(key="record_take").click().run()

    assert not sheet.exception
    assert not [button for button in sheet.button if button.key == "record_take"]
    board = synergies.synergies(data.cursor(), parks=["chengdu"], viewer=FACILITATOR).set_index("synergy_id")
    assert cards.facts(board.loc[name], i18n.reader("en"))[-1].endswith("gain per year (partial)")

    rows = pd.DataFrame([{"assumption": "running", "from_year": 1, "value": 200000.0, "price_year": 2024}])
    assessment.store_assumptions(data.cursor(), synergy=name, rows=rows, who="Mei", reason="asked")
    sheet.run()
    gain = i18n.reader("en").money(board.loc[name, "annual_saving"], "CNY")
    label = sheet.button(key="record_take").label.replace("\\", "")
    assert label.startswith(f"Gain per year: replace {gain} by ")
