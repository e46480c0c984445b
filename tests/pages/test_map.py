"""The map page: what it shows to whom, and what it says where there is nothing to draw."""

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from isdata import store
from isdata.i18n import LANGUAGES
from pages.common import data
from tests import tiny
from tests.pages.conftest import Opened

SCRIPT = "pages/park/map.py"


def deck_of(app: AppTest) -> str:
    """Return what the map sends to the browser."""
    return app.get("deck_gl_json_chart")[0].proto.json


def words_of(app: AppTest) -> str:
    """Return everything that the page says, tables included."""
    told = [*app.markdown, *app.caption, *app.info, *app.subheader, *app.metric]
    tables = [frame.value.to_csv() for frame in [*app.dataframe, *app.table]]
    return " ".join([deck_of(app), *(str(element.value) for element in told), *tables])


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("look", ["synergies", "streams", "heat"])
@pytest.mark.parametrize("area", ["park", "region"])
def test_every_look_runs_in_every_language(open_page: Opened, language: str, look: str, area: str) -> None:
    app = open_page(SCRIPT, language=language, look=look, area=area)

    assert not app.exception
    assert not app.error


@pytest.mark.parametrize(
    ("language", "name"), [("en", "Ash into cement"), ("zh", "粉煤灰制水泥")], ids=["en", "zh"]
)
def test_the_list_names_the_synergies(open_page: Opened, language: str, name: str) -> None:
    app = open_page(SCRIPT, language=language)

    assert name in app.dataframe[0].value.iloc[:, 0].to_list()


def test_only_what_operates_is_shown_as_running(open_page: Opened) -> None:
    app = open_page(SCRIPT)

    assert [(metric.label, metric.value) for metric in app.metric] == [
        ("In operation", "1 synergy"),
        ("On the way", "1 synergy"),
    ]


def test_a_stage_filters_map_and_list(open_page: Opened) -> None:
    app = open_page(SCRIPT)

    app.button_group(key="map_stage").set_value(["operation"]).run()

    assert app.dataframe[0].value.shape[0] == 1
    assert "Shared boxes" not in deck_of(app)
    assert "Ash into cement" in deck_of(app)


def test_the_circles_measure_what_is_chosen(open_page: Opened) -> None:
    material = open_page(SCRIPT, moved="material")
    water = open_page(SCRIPT, moved="water")

    assert any("1,320 t" in caption.value.replace("\\", "") for caption in material.caption)
    assert any("5,000 m³" in caption.value.replace("\\", "") for caption in water.caption)


def test_a_guest_never_receives_the_name_of_a_company_that_keeps_to_itself(open_page: Opened) -> None:
    guest, facilitator = (open_page(SCRIPT, role=role) for role in ("guest", "facilitator"))

    assert "Secret Box" in words_of(facilitator)
    assert "Secret Box" not in words_of(guest)
    assert "Shared boxes" not in words_of(guest)
    assert "keeps to itself" in words_of(guest)


def test_the_projector_shows_the_guests_view(open_page: Opened) -> None:
    assert "Secret Box" not in words_of(open_page(SCRIPT, projector="true"))


def test_a_park_without_positions_says_what_to_do(open_page: Opened) -> None:
    app = open_page(SCRIPT, data="bare")

    assert any("there is no map" in info.value for info in app.info)
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
    assert [metric.label for metric in app.metric] == ["In operation", "On the way"]
