"""Exchanges of entries with supplies and demands that the park had before."""

import pandas as pd
import pytest

from isdata.data.i18n import reader
from isdata.programme.workshop import main_screen_page, scenes, stored_stream_pairs
from tests.programme.workshop.hall import Hall, per_year


@pytest.fixture
def hall() -> Hall:
    """The filled hall with amounts per year."""
    return per_year()


# A demand that the park had before.
EARLIER = {
    "stream_id": "ST9", "direction": "demand", "resource_id": "fly_ash", "resource_en": "Fly ash",
    "resource_zh": "粉煤灰", "company_en": "Dairy", "company_zh": "乳品厂", "quantity": 5.0, "unit": "kt",
    "period": "year", "usual_unit": "t",
}  # fmt: skip


def test_entries_meet_streams_that_the_park_had_before_and_are_marked(hall: Hall) -> None:
    hall.console("correct", entry="ash", resource_id="fly_ash", named="Fly ash / 粉煤灰")
    own = EARLIER | {"stream_id": "ST8", "company_en": "Power plant", "company_zh": "发电厂"}
    found = stored_stream_pairs.pairs(hall.day, pd.DataFrame([EARLIER, own]))

    # 30,000 t in full meet 5 kt; what the company had declared itself is no counterpart.
    assert [(pair.want.company, pair.low, pair.is_earlier) for pair in found] == [
        ("Dairy / 乳品厂", 5_000.0, True)
    ]
    assert not any(pair.is_earlier for pair in scenes.pairs(hall.day))


def test_two_companies_are_one_exchange_whether_by_entries_or_by_what_they_had_declared(hall: Hall) -> None:
    """A newcomer saw one exchange three times: entry with entry, and each entry with the other's earlier stream."""
    hall.send("p2", "join", company="Cement works", company_id="C2", visibility="full")
    supply = EARLIER | {
        "stream_id": "ST7",
        "direction": "supply",
        "company_en": "Power plant",
        "company_zh": "电厂",
    }
    demand = EARLIER | {"company_en": "Cement works", "company_zh": "水泥厂"}
    for entry in ("need", "ash"):
        hall.console("correct", entry=entry, resource_id="fly_ash", named="Fly ash / 粉煤灰")

    assert len(scenes.pairs(hall.day)) == 1
    assert stored_stream_pairs.pairs(hall.day, pd.DataFrame([demand, supply])) == []
    assert len(stored_stream_pairs.pairs(hall.day, pd.DataFrame([EARLIER, supply]))) == 1


def test_an_earlier_stream_does_not_reveal_whose_an_entry_without_name_is(hall: Hall) -> None:
    """The minutes listed “Power plant → –” directly above “Power plant → Cement works (earlier data)”."""
    demand = EARLIER | {"company_en": "Cement works", "company_zh": "水泥厂"}
    for entry in ("need", "ash"):
        hall.console("correct", entry=entry, resource_id="fly_ash", named="Fly ash / 粉煤灰")

    assert [pair.want.company for pair in scenes.pairs(hall.day)] == [""]
    assert stored_stream_pairs.pairs(hall.day, pd.DataFrame([demand])) == []
    hall.send("p2", "withdraw", entry="need", version=hall.day.entries["need"].version)
    assert len(stored_stream_pairs.pairs(hall.day, pd.DataFrame([demand]))) == 1


def test_an_earlier_stream_does_not_reveal_an_entry_that_is_not_confirmed_yet(hall: Hall) -> None:
    """The main screen named the company as “earlier data” until the facilitator confirmed its entry without name."""
    demand = EARLIER | {"company_en": "Cement works", "company_zh": "水泥厂"}
    hall.console("correct", entry="ash", resource_id="fly_ash", named="Fly ash / 粉煤灰")

    assert hall.day.entries["need"].status != "confirmed"
    assert stored_stream_pairs.pairs(hall.day, pd.DataFrame([demand])) == []
    assert len(stored_stream_pairs.pairs(hall.day, pd.DataFrame([EARLIER]))) == 1


def test_the_results_count_exchanges_with_earlier_streams_as_their_scene_does(hall: Hall) -> None:
    hall.console("correct", entry="ash", resource_id="fly_ash", named="Fly ash / 粉煤灰")
    setting = main_screen_page.Setting(earlier=lambda: pd.DataFrame([EARLIER]))
    hall.console("show", scene="results")

    written = main_screen_page.scene(reader("en"), hall.day, setting)[1]

    among_entries = len(scenes.pairs(hall.day))
    assert f"{among_entries + 1} possible exchanges" in written
    assert "1 of them with supplies or demands declared earlier" in written
    assert f"{among_entries + 1} of them with an entry not confirmed yet" in written
