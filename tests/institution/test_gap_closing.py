"""The cheapest sets that close a gap, on candidates that can be checked by hand, and gaps of the tiny park."""

import dataclasses

import duckdb
import pandas as pd
import pytest

from isdata.data import store
from isdata.data.disclosure import FACILITATOR
from isdata.decisions.planning import Aim, Candidates, Floor, Limits, choose
from isdata.institution import gap_closing, gap_effects
from isdata.institution.gap_effects import Gap

NO_OVERLAPS = pd.DataFrame(columns=["measure_id", "other_id", "npv", "co2", "co2_life"])


def things(overlaps: pd.DataFrame = NO_OVERLAPS) -> Candidates:
    table = pd.DataFrame(
        {
            "cost": [10.0, 6.0, 5.0],
            "npv": [9.0, 1.0, 1.0],
            "co2": [4.0, 4.0, 4.0],
            "co2_life": 1.0,
            "payback": 2.0,
            "company_id": "C1",
        },
        index=["A", "B", "C"],
    )
    return Candidates(table, [], [], overlaps)


def limits(least: float) -> Limits:
    return Limits(floors=(Floor("water", {"A": 5.0, "B": 3.0, "C": 3.0}, least),))


@pytest.mark.parametrize(
    ("least", "chosen"),
    [
        (3.0, ["C"]),
        (5.0, ["A"]),  # 10 for A, 11 for B and C
        (6.0, ["B", "C"]),  # A alone does not reach 6
        (11.0, ["A", "B", "C"]),
    ],
)
def test_the_cheapest_set_that_reaches_the_floor_is_chosen(least: float, chosen: list[str]) -> None:
    assert choose(things(), limits(least), Aim("cost")).chosen == chosen


def test_a_floor_beyond_all_together_is_infeasible() -> None:
    assert not choose(things(), limits(12.0), Aim("cost")).is_feasible


def test_what_overlapping_measures_lose_does_not_count() -> None:
    # B and C together lose half of the CO2 of C, hence half of its water: 4.5 of 6.
    overlap = pd.DataFrame([{"measure_id": "B", "other_id": "C", "npv": 0.0, "co2": 2.0, "co2_life": 0.0}])

    assert choose(things(overlap), limits(6.0), Aim("cost")).chosen == ["A", "C"]


def test_the_most_valuable_set_keeps_the_floor_as_well() -> None:
    assert choose(things(), Limits(budget=11.0, floors=limits(6.0).floors), Aim("npv")).chosen == ["B", "C"]


@pytest.mark.parametrize(("unit", "scale"), [("MWh/yr", 1.0), ("GWh/yr", 0.001)])
def test_a_gap_that_nothing_affects_is_told_from_one_that_can_be_closed(
    tiny: duckdb.DuckDBPyConnection, unit: str, scale: float
) -> None:
    indicators = pd.DataFrame(
        {
            "indicator_id": ["network_saving", "days"],
            "name_en": ["Saving", "Days"],
            "unit": [unit, "d"],
            "is_more_better": [True, False],
        }
    )
    values = pd.DataFrame(
        [
            ("network_saving", 2024, "reached", 15.0 * scale),
            ("network_saving", 2026, "target", 25.0 * scale),
            ("days", 2024, "reached", 90.0),
            ("days", 2026, "target", 60.0),
        ],
        columns=["indicator_id", "year", "value_kind", "value"],
    ).assign(park_id="tiny")
    drives = pd.DataFrame({"measure_id": ["M2", "M3", "M4"]})
    planned = drives.assign(
        site_id="S1", name_en="Drive", category="drives", status="planned", investment=[9000.0, 5000.0, 4500.0],
        lifetime=10.0, currency="CNY", price_year=2013,
    )  # fmt: skip
    savings = drives.assign(resource_id="electricity", baseline=20.0, modified=[10.0, 14.0, 15.0], unit="MWh")
    ahead = {"measure": planned, "measure_saving": savings}
    store.write(
        tiny, {"indicator": indicators, "indicator_value": values, **ahead}, who="test", reason="for tests"
    )

    found = gap_closing.closing(
        tiny, park_id="tiny", standard_id=gap_closing.OWN, year=2024, viewer=FACILITATOR
    )

    # 10 MWh are missing: 9,000 for one drive, 9,500 for the two others.
    plan = found.closed["network_saving"].plan
    assert plan is not None
    assert plan.chosen == ["M2"]
    assert (found.closed["network_saving"].status, found.closed["days"].status) == ("closed", "none")


@pytest.mark.parametrize(
    ("measure", "unit", "need"),
    [
        ("co2_saved", "t/yr", 5.0),
        ("co2_saved", "kt/yr", 5000.0),
        ("co2_saved", "trees", None),
        ("private_investment", "10⁴ CNY", 5.0),
        ("private_investment", "CNY", None),
    ],
)
def test_a_gap_is_in_the_unit_of_the_effects(measure: str, unit: str, need: float | None) -> None:
    effects = pd.DataFrame({"co2": [2.0], "money": [3.0]}, index=["A"])
    row = pd.Series({"gap": 5.0, "limit": 9.0, "unit": unit})

    found = gap_effects.as_sum(measure, row, pd.DataFrame(), effects)

    assert (found.need if found else None) == need


@pytest.mark.parametrize(("whole", "need"), [(200.0, 10.0), (0.0, None), (float("nan"), None)])
def test_a_share_of_nothing_is_no_gap_that_can_be_closed(whole: float, need: float | None) -> None:
    derived = pd.DataFrame({"whole": [whole], "part_unit": ["t/yr"]}, index=["solid_waste_used"])
    row = pd.Series({"gap": 5.0, "limit": 80.0, "unit": "%"})

    found = gap_effects.as_sum("solid_waste_used", row, derived, pd.DataFrame({"waste": [2.0]}, index=["A"]))

    assert (found.need if found else None) == need


def test_investments_of_synergies_count_in_the_currency_of_the_park(
    joined: duckdb.DuckDBPyConnection,
) -> None:
    names = pd.DataFrame(index=joined.execute("select synergy_id from synergy").df()["synergy_id"])
    measures = pd.DataFrame({"co2_saving": [], "energy_saving": []}, dtype=float)
    joined.execute("update synergy set stage = 'idea', investment = 20000, currency = 'EUR'")

    def money() -> set[float]:
        return set(gap_effects.effects(joined, "tiny", measures, names)["money"])

    assert money() == {0.0}  # without a rate
    joined.execute("insert into factor by name select 'fx' as factor_id, 'exchange_rate' as factor_kind, "
                      "7.5 as value, 'CNY/EUR' as unit, 2024 as year, 'bank' as source")  # fmt: skip
    assert money() == {15.0}


def test_reclaimed_water_of_a_synergy_counts_as_used_waste_water(joined: duckdb.DuckDBPyConnection) -> None:
    """Condensate that returns to a boiler is water too, but no waste water."""
    water = {"resource_id": ["reclaimed_water", "condensate"], "kind": "water", "resource_class": "water", "unit": "m³",
             "name_en": ["Reclaimed water", "Condensate"], "name_zh": ["再生水", "凝结水"]}  # fmt: skip
    known = joined.execute("select resource_id from resource").df()["resource_id"]
    rows = pd.DataFrame(water)
    store.write(joined, {"resource": rows[~rows["resource_id"].isin(known)]}, who="test", reason="for tests")
    joined.execute(
        "update synergy set stage = 'idea', quantity = 100, unit = 'm³', resource_id = 'condensate'"
    )
    joined.execute("update synergy set resource_id = 'reclaimed_water' where synergy_id = 'SY1'")
    names = pd.DataFrame(index=joined.execute("select synergy_id from synergy").df()["synergy_id"])
    measures = pd.DataFrame({"co2_saving": [], "energy_saving": []}, dtype=float)

    found = gap_effects.effects(joined, "tiny", measures, names)["waste_water"]

    assert found["SY1"] == 100
    assert found.drop("SY1").eq(0).all()


def test_no_gap_is_stated_where_the_limit_is_unknown(tiny: duckdb.DuckDBPyConnection) -> None:
    assert gap_closing.gaps(tiny, park_id="tiny", standard_id="eip", year=2024, viewer=FACILITATOR).empty


def test_decided_measures_move_the_value_towards_its_limit() -> None:
    gaps = pd.DataFrame({"value": [10.0, 10.0], "limit": [14.0, 6.0], "gap": 4.0}, index=["more", "less"])
    one = gap_closing.Closed(Gap(4.0, "t", pd.Series({"A": 1.0})), decided=0.25)
    closed = dict.fromkeys(gaps.index, one)
    found = gap_closing.Closing(gaps, closed, None, pd.DataFrame(), "CNY")

    assert (found.planned_value("more"), found.planned_value("less")) == (11.0, 9.0)
    undecided = dataclasses.replace(found, closed={"more": gap_closing.Closed(None)})
    assert undecided.planned_value("more") is None
