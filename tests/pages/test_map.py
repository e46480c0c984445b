"""The map page: what it shows to whom, and what it says where there is nothing to draw."""

import json
import re
from pathlib import Path

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from isdata.data import store
from isdata.data.i18n import LANGUAGES
from isdata.output.figures import parkmap as figure
from isdata.symbiosis import synergies
from pages.common import data
from tests import tiny
from tests.databases import Built
from tests.pages.conftest import Opened, control, shown
from tests.turns import by_turns

SCRIPT = "pages/park/map.py"


def deck_of(app: AppTest) -> str:
    """Return what the map sends to the browser."""
    return app.get("deck_gl_json_chart")[0].proto.json


def words_of(app: AppTest) -> str:
    """Return everything that the page says, tables included."""
    shown = [*app.markdown, *app.caption, *app.info, *app.subheader, *app.metric]
    tables = [frame.value.to_csv() for frame in [*app.dataframe, *app.table]]
    return " ".join([deck_of(app), *(str(element.value) for element in shown), *tables])


@pytest.mark.parametrize(
    ("look", "area", "language"), by_turns(["synergies", "streams", "heat"], ["park", "region"], LANGUAGES)
)
def test_every_look_runs_in_every_language(open_page: Opened, look: str, area: str, language: str) -> None:
    app = open_page(SCRIPT, language=language, look=look, area=area)

    assert not app.exception
    assert not app.error


@pytest.mark.parametrize(
    ("language", "name"), [("en", "Ash into cement"), ("zh", "粉煤灰制水泥")], ids=["en", "zh"]
)
def test_the_list_names_the_synergies(open_page: Opened, language: str, name: str) -> None:
    app = open_page(SCRIPT, language=language)

    assert name in app.dataframe[0].value.iloc[:, 0].to_list()


def test_a_map_as_of_today_states_the_year_of_the_amounts(open_page: Opened) -> None:
    app = open_page(SCRIPT)

    assert ": materials, 2024, up to " in words_of(app)


def test_only_what_operates_is_shown_as_running(open_page: Opened) -> None:
    app = open_page(SCRIPT)

    assert [(metric.label, metric.value) for metric in app.metric] == [
        ("In operation", "1 synergy"),
        ("In preparation", "1 synergy"),
    ]


def test_a_stage_filters_map_and_list(open_page: Opened) -> None:
    app = open_page(SCRIPT)

    control(app, "map_stage").set_value(["operation"]).run()

    assert app.dataframe[0].value.shape[0] == 1
    assert "Shared boxes" not in deck_of(app)
    assert "Ash into cement" in deck_of(app)


@pytest.mark.usefixtures("computed_anew")
def test_arcs_and_names_are_placed_once_for_all_stages(
    open_page: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After each change of any table, places of arcs and names took seconds again."""
    placed, real = [], figure.draw
    monkeypatch.setattr(figure, "draw", lambda *of, **how: placed.append(of) or real(*of, **how))
    open_page(SCRIPT)
    synergies.move(data.cursor(), synergy="SY2", stage="discussion", who="Li", reason="")
    app = open_page(SCRIPT)

    assert not app.exception
    assert len(placed) == 1


def test_the_circles_measure_what_is_chosen(open_page: Opened) -> None:
    material = open_page(SCRIPT, moved="material")
    water = open_page(SCRIPT, moved="water")

    assert any("1,320 t" in text.value.replace("\\", "") for text in material.markdown)
    assert any("5,000 m³" in text.value.replace("\\", "") for text in water.markdown)


def test_a_guest_never_receives_the_name_of_an_undisclosed_company(open_page: Opened) -> None:
    guest, facilitator = (open_page(SCRIPT, role=role) for role in ("guest", "facilitator"))

    assert "Secret Box" in words_of(facilitator)
    assert "Secret Box" not in words_of(guest)
    assert "Shared boxes" not in words_of(guest)
    assert "undisclosed partner" in words_of(guest)
    assert "The map is without 1 undisclosed company. Totals refer to all synergies" in words_of(guest)
    assert "The map is without" not in words_of(facilitator)


def test_synergies_without_an_arc_are_counted(open_page: Opened) -> None:
    """The number above the map is that of the arcs, and of those that have none for this reader."""
    guest, facilitator = (words_of(open_page(SCRIPT, role=role)) for role in ("guest", "facilitator"))

    assert "1 synergy has no arc: too few partners on the map." in guest
    assert "no arc" not in facilitator


def test_the_projector_shows_the_guests_view(open_page: Opened) -> None:
    """Amounts of undisclosed companies are known to the facilitator only: their circles are hollow."""
    shown = words_of(open_page(SCRIPT, projector="true", park="chengdu", data="samples"))

    assert "Secret Box" not in words_of(open_page(SCRIPT, projector="true"))
    assert "Amount unknown or not disclosed" in shown


def test_a_park_without_positions_says_what_to_do(open_page: Opened) -> None:
    app = open_page(SCRIPT, data="bare")

    assert "No map:" in shown(app).replace("\\", "")
    assert not app.get("deck_gl_json_chart")


def test_sites_without_a_plan_are_still_shown(open_page: Opened) -> None:
    app = open_page(SCRIPT)

    assert "Power plant" in deck_of(app).replace("\\n", " ")


def test_hostile_names_are_data_and_not_code_of_the_map(open_page: Opened) -> None:
    app = open_page(SCRIPT, data="hostile")
    names = pd.DataFrame([{"company_id": "C1", "name_en": "@@=alert(1)"}])
    store.write(data.cursor(), {"company": names}, who="test", reason="hostile")
    app.run()

    assert not app.exception
    assert '"@@=alert' not in deck_of(app)
    assert tiny.HOSTILE[0] in app.dataframe[0].value.iloc[:, 0].to_list()


def test_a_click_shows_the_record_and_the_button_leads_back(open_page: Opened) -> None:
    app = open_page(SCRIPT)
    app.session_state["map_synergy"] = "SY1"
    app.run()

    assert "Ash into cement" in [heading.value for heading in app.subheader]
    assert "300 t" in app.table[0].value.to_csv()

    app.button(key="map_back").click().run()

    assert "Ash into cement" not in [heading.value for heading in app.subheader]


def test_a_clicked_site_lists_its_synergies(open_page: Opened) -> None:
    app = open_page(SCRIPT)
    app.session_state["map_place"] = "S2"
    app.run()

    assert "Cement works" in [heading.value for heading in app.subheader]
    app.button(key="map_open_SY1").click().run()
    assert "Ash into cement" in [heading.value for heading in app.subheader]


def test_a_synergy_that_is_no_longer_there_is_forgotten(open_page: Opened) -> None:
    app = open_page(SCRIPT)
    app.session_state["map_synergy"] = "SY99"
    app.run()

    assert not app.exception
    assert [metric.label for metric in app.metric] == ["In operation", "In preparation"]


def circles_of(app: AppTest) -> dict[str, str]:
    """Return what the tooltip of each circle says."""
    shown = json.loads(deck_of(app))["layers"]
    return {mark["mark"]: mark["text"] for layer in shown if "marks" in layer["id"] for mark in layer["data"]}


def test_a_circle_shows_what_it_could_be_joined_with_and_to_guests_no_undisclosed_company(
    open_page: Opened,
) -> None:
    """The power plant has fly ash, as Secret Box; the cement works want it."""
    app, guest = (open_page(SCRIPT, data="far", park="tiny", role=role) for role in ("facilitator", "guest"))

    assert "to Cement works: Fly ash" in circles_of(app)["S1"]
    assert "from Secret Box" in circles_of(app)["S2"]
    fans = next(layer for layer in json.loads(deck_of(app))["layers"] if layer["id"].startswith("fans"))
    assert {fan["mark"] for fan in fans["data"]} == {"S1", "S2", "S3"}
    assert "from Power plant: Fly ash" in circles_of(guest)["S2"]
    assert "Secret Box" not in words_of(guest)


@pytest.mark.walk
def test_an_earlier_year_shows_no_candidates_of_today(open_page: Opened) -> None:
    app = open_page(SCRIPT, data="far", park="tiny", role="facilitator")
    earlier = {"flow_id": "old", "park_id": "tiny", "provider_id": "S1", "receiver_id": "S2", "resource_id": "fly_ash",
               "quantity": 1.0, "unit": "t", "year": 2023}  # fmt: skip
    store.write(data.cursor(), {"flow": pd.DataFrame([earlier])}, who="test", reason="an earlier year")
    app.run()
    assert "Next step" in app.dataframe[0].value.columns
    control(app, "map_year").set_value("2024").run()

    assert "Next step" not in app.dataframe[0].value.columns  # it is that of today
    assert app.query_params["map_year"] == "2024"
    assert {"joined" in text for text in circles_of(app).values()} == {False}


@pytest.mark.parametrize("look", ["synergies", "streams", "heat"])
def test_an_area_is_marked_on_a_still_map(open_page: Opened, look: str) -> None:
    app = open_page(SCRIPT, drag="select", look=look)

    assert not app.exception
    assert not app.get("deck_gl_json_chart")
    if look == "synergies":
        assert any("Drag a box" in info.value for info in app.info)
        assert app.dataframe[0].value.shape[0] == 2  # nothing is marked yet: all of them


@pytest.mark.walk
def test_supplies_and_demands_are_summed_of_all_or_of_a_chosen_site_and_what_lies_around_it(
    open_page: Opened,
) -> None:
    app = open_page(SCRIPT, data="far", park="tiny", role="facilitator", look="streams")

    # By hand from far_park: the power plant 10 t a month and Secret Box 5 t a year; the cement works want 50 t a year.
    assert [row[1:] for row in app.table[0].value.to_numpy().tolist()] == [["125 t", "2"], ["50 t", "1"]]

    control(app, "map_sites").set_value(["S2"]).run()
    assert len(app.dataframe[0].value) == 1
    # The others lie a hundredth of a degree of longitude away: 0.95 km.
    control(app, "map_around").set_value("1").run()
    assert len(app.dataframe[0].value) == 3
    control(app, "map_around").set_value("0.5").run()
    assert len(app.dataframe[0].value) == 1


@pytest.mark.walk
def test_supplies_and_demands_without_a_place_are_listed(
    open_page: Opened, built: Built, tmp_path: Path
) -> None:
    with store.open(built.copied("far", tmp_path)) as con:
        con.execute("delete from stream where stream_id <> 'C'")
        con.execute("update site set latitude = null where site_id = 'S2'")
    app = open_page(SCRIPT, data="far", park="tiny", role="facilitator", look="streams")

    assert not app.exception
    assert any("has coordinates" in info.value for info in app.info)
    assert len(app.dataframe[0].value) == 1


def test_a_link_opens_the_resource_and_the_record_it_names(open_page: Opened) -> None:
    app = open_page(SCRIPT, map_synergy="SY1")
    assert "Ash into cement" in [heading.value for heading in app.subheader]

    app.button(key="map_back").click().run()
    assert "map_synergy" not in app.query_params

    app.session_state["map_place"] = "S2"
    app.run()
    assert app.query_params["map_place"] == "S2"


@pytest.mark.walk
def test_cold_is_no_heat_and_heat_has_the_power_of_its_hours(open_page: Opened) -> None:
    app = open_page(SCRIPT, role="facilitator", look="heat")
    wanted = {"site_id": "S2", "direction": "demand", "unit": "GJ", "period": "year"}
    rows = [
        {"stream_id": "H1", "resource_id": "steam", "temperature": 80.0, "quantity": 72.0, "hours": 1000.0},
        {"stream_id": "H2", "resource_id": "steam", "temperature": 80.0, "quantity": 36.0},
        {"stream_id": "H3", "resource_id": "chilled_water", "temperature": 7.0, "quantity": 900.0},
    ]
    cold = {"resource_id": "chilled_water", "name_en": "Chilled water", "name_zh": "冷冻水", "kind": "energy",
            "resource_class": "cold", "unit": "GJ"}  # fmt: skip
    stored = {"resource": pd.DataFrame([cold]), "stream": pd.DataFrame(rows).assign(**wanted)}
    store.write(data.cursor(), stored, who="test", reason="heat")
    app.run()

    assert [row[1:] for row in app.table[0].value.to_numpy().tolist()] == [["108 GJ", "2"]]
    powers = app.dataframe[0].value["Power [kW]"].to_list()
    assert powers[0] == "20"  # 72 GJ over 1,000 h, at 3.6 MJ/kWh
    assert "Power unknown" in words_of(app)


@pytest.mark.walk
def test_another_park_opens_with_its_own_view_and_a_link_with_the_view_it_names(open_page: Opened) -> None:
    """The view of a story stayed when another park was chosen, whose map then showed heat that it has none of."""
    app = open_page(SCRIPT, data="far", look="heat", park="tiny")
    app.session_state.park = "other"
    app.run()
    chosen = app.session_state.look

    linked = open_page(SCRIPT, data="far", look="heat", park="other")

    assert (chosen, linked.session_state.look) == ("synergies", "heat")


def test_map_and_board_count_the_same_synergies_before_an_audience(open_page: Opened) -> None:
    """Neither counts those that ended, nor does the line beside the map."""
    words, lines = [], []
    for script in ("pages/park/map.py", "pages/synergies/board.py"):
        app = open_page(script, data="samples", park="chengdu", projector="true")
        words += [header.value.partition(" in operation")[0] for header in app.header]
        lines += [each.value for each in app.markdown if re.search(r"\d synergies", each.value)]

    assert words == ["6 of 21 synergies"] * 2
    assert lines
    assert [line for line in lines if "21 synergies" not in line] == []
    whole = open_page("pages/park/map.py", data="samples", park="kalundborg", projector="true")
    (title,) = [header.value for header in whole.header]
    assert title == "All 15 synergies in operation; Asnæs power station in 10 of them"
