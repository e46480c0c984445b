"""Order of matches: what pays first, what does not pay last; what runs already says so."""

import pandas as pd
import pytest

from isdata.data.i18n import reader
from isdata.symbiosis.matching import appraisal, presentation, stages

NAN = float("nan")


def matches(*rows: tuple[str, float, float, float]) -> pd.DataFrame:
    """Matches by name, gain per year, investment and score."""
    table = pd.DataFrame(rows, columns=["name", "value", "investment", "score"])
    return table.assign(supply_kind="material", is_hidden=False)


def test_what_never_pays_back_comes_last_however_good_its_score() -> None:
    table = matches(
        ("heat pump", 492_800.0, 3_600_000.0, 0.78),
        ("solvent", 1_785_000.0, 2_100_000.0, 0.76),
        ("storage", NAN, 0.0, 0.71),
        ("ash", -8_099.0, 0.0, 0.58),
        ("film", 897_000.0, 0.0, 0.81),
    )
    names = {by: list(appraisal.ordered(table, by)["name"]) for by in appraisal.ORDERS}

    assert names["gain"] == ["solvent", "film", "storage", "heat pump", "ash"]
    assert names["payback"] == ["film", "solvent", "storage", "heat pump", "ash"]
    assert names["score"] == ["film", "solvent", "storage", "heat pump", "ash"]


def test_payback_and_npv_are_those_of_the_sheet() -> None:
    worth = appraisal.appraised(
        matches(("heat pump", 492_800.0, 3_600_000.0, 0.78), ("none", -1.0, 0.0, 0.5))
    )

    # 10 years at 8 %: 6.7101 times the gain
    assert worth["payback"].iloc[0] == pytest.approx(3_600_000 / 492_800)
    assert worth["npv"].iloc[0] == pytest.approx(6.71008 * 492_800 - 3_600_000, rel=1e-4)
    assert worth["payback"].iloc[1] == float("inf")


def test_new_matches_come_before_those_on_the_board() -> None:
    table = matches(("old", 2e6, 0.0, 0.9), ("new", 1e6, 0.0, 0.5), ("loss", -1.0, 0.0, 0.9))
    table["is_on_board"] = [True, False, False]

    assert list(appraisal.ordered(table, "gain")["name"]) == ["new", "old", "loss"]


def test_a_known_gain_on_the_board_comes_before_unknown_gains() -> None:
    """Three of four cards had an unknown gain although the list was sorted by gain."""
    table = matches(("open", NAN, 0.0, 0.9), ("old", 1e6, 0.0, 0.5))
    table["is_on_board"] = [False, True]

    assert list(appraisal.ordered(table, "gain")["name"]) == ["old", "open"]
    assert list(appraisal.ordered(table, "score")["name"]) == ["open", "old"]


def test_without_money_undisclosed_companies_and_services_come_last() -> None:
    table = matches(("tests", NAN, 0.0, 0.9), ("hidden", NAN, 0.0, 0.8), ("sand", NAN, 0.0, 0.7))
    table["supply_kind"] = ["service", "material", "material"]
    table["is_hidden"] = [False, True, False]

    assert list(appraisal.ordered(table, "score")["name"]) == ["sand", "tests", "hidden"]


def test_a_match_of_a_synergy_says_since_when_it_runs_and_what_co2_it_saves() -> None:
    pair = {
        "supply_site_id": "A",
        "demand_site_id": "B",
        "supply_resource_id": "ash",
        "demand_resource_id": "ash",
        "quantity": 300.0,
        "unit": "t",
    }
    table = pd.DataFrame([pair, pair | {"demand_site_id": "C"}])
    known = pd.DataFrame(
        [("S", "ash", "operation", None, "1979-01-01"), ("T", "ash", "idea", None, "2020-01-01")],
        columns=["synergy_id", "resource_id", "stage", "started_on", "since"],
    )
    known = known.assign(quantity=[1.2, None], unit="kt", co2_saved=[60.0, 5.0])
    partners = pd.DataFrame(
        [("S", "A", "provider"), ("S", "B", "receiver"), ("T", "A", "provider"), ("T", "C", "receiver")],
        columns=["synergy_id", "site_id", "role"],
    )
    found = stages.marked(table, stages.running(known, partners))
    saved = stages.with_co2(found, stages.co2_of_synergies(known, partners))["co2"]

    assert saved[0] == pytest.approx(60 * 300 / 1200)
    assert pd.isna(saved[1])  # the amount of the other synergy is not known
    assert list(found["is_running"]) == [True, False]
    assert found["running_id"].tolist() == ["S", None]
    words = [
        presentation.in_operation(found.iloc[0].to_dict() | {"supply_current_route": route}, reader("en"))
        for route in (None, "landfill")
    ]
    assert words == ["In operation since 1979", "Part of it runs already; price of the rest to be agreed"]


def test_an_area_is_not_counted_by_the_year() -> None:
    match = {"unit": "m²", "is_hidden": False, "quantity": 3500.0}

    assert presentation.amount_per_year(match, reader("en")) == "3,500 m²"
    assert presentation.amount_per_year(match | {"unit": "t"}, reader("en")) == "3,500 t per year"


@pytest.mark.parametrize(
    ("value", "investment", "facts"),
    [
        (492_800.0, 3_600_000.0, ["493 k CNY gain per year", "payback 7.3 years", "NPV -293 k CNY"]),
        (897_000.0, 0.0, ["897 k CNY gain per year"]),
        (-8_099.0, 0.0, ["loss of 8,099 CNY per year"]),
        (NAN, 0.0, ["gain unknown"]),
    ],
)
def test_a_card_states_gain_payback_and_npv(value: float, investment: float, facts: list[str]) -> None:
    match = appraisal.ordered(matches(("one", value, investment, 0.5)), "gain").iloc[0].to_dict()

    assert presentation.value_text(match, reader("en"), "CNY") == facts
