"""Indicators of the tiny park, computed by hand, against standards and the park's own targets."""

import math

import duckdb
import pandas as pd
import pytest

from isdata import institution
from isdata.data import store
from isdata.data.disclosure import FACILITATOR, GUEST
from isdata.errors import NotFoundError, ProblemsError

WHO, WHY = "test", "for tests"


@pytest.fixture
def park(tiny: duckdb.DuckDBPyConnection) -> duckdb.DuckDBPyConnection:
    """The tiny park; its first two companies state value added and employees."""
    rows = pd.DataFrame(
        {
            "company_id": ["C1", "C2"],
            "value_added": [30e6, 20e6],
            "currency": ["CNY", "CNY"],
            "price_year": [2024, 2024],
            "employees": [60, 40],
        }
    )
    store.write(tiny, {"company": rows}, who=WHO, reason=WHY)
    return tiny


def value(con: duckdb.DuckDBPyConnection, measure: str) -> float:
    found = institution.computed(con, park_id="tiny", year=2024, viewer=FACILITATOR)
    return float(found.loc[measure, "value"])


def conformity(con: duckdb.DuckDBPyConnection, standard: str = "eip") -> pd.DataFrame:
    return institution.conformity(con, park_id="tiny", standard_id=standard, year=2024, viewer=FACILITATOR)


def test_indicators_follow_from_the_flows(park: duckdb.DuckDBPyConnection) -> None:
    expected = {
        # 300 t of ash and 20 t of dust are used again, 45 t go to landfill; the packaging was not measured.
        "solid_waste_used": 100 * 320 / 365,
        "solid_waste_disposed": 100 * 45 / 365,
        # 5,000 m³ from the river for 50 million CNY.
        "water_intensity": 5_000 / 50e6 * 10_000,
        "solid_waste_intensity": 365 / 50e6 * 10_000,
        # 50 million CNY by 100 people.
        "value_per_person": 50.0,
        # All 900 GJ of steam are metered.
        "metered_energy": 100.0,
        "waste_water_used": math.nan,
    }

    found = institution.computed(park, park_id="tiny", year=2024, viewer=FACILITATOR)["value"]

    assert found[list(expected)].astype(float).to_dict() == pytest.approx(expected, nan_ok=True)


def test_water_of_unconventional_sources_is_not_fresh_water(park: duckdb.DuckDBPyConnection) -> None:
    """Rain from outside counted as fresh water, but not for a newcomer."""
    fresh = value(park, "water_intensity")
    about = {
        "name_en": "Rain water",
        "name_zh": "雨水",
        "kind": "water",
        "resource_class": "water",
        "unit": "m³",
    }
    rows = pd.DataFrame([{"resource_id": "stormwater", "topic": "water"} | about])
    store.write(park, {"resource": rows}, who=WHO, reason=WHY)
    park.execute("update flow set resource_id = 'stormwater' where resource_id = 'fresh_water'")

    assert fresh > 0
    assert math.isnan(value(park, "water_intensity"))


def test_a_synergy_that_went_into_operation_counts_in_its_year(park: duckdb.DuckDBPyConnection) -> None:
    stages = pd.DataFrame(
        {
            "synergy_id": ["SY1", "SY1", "SY2"],
            "entered_on": pd.to_datetime(["2023-05-01", "2024-03-01", "2024-06-01"]).date,
            "stage": ["idea", "operation", "idea"],
        }
    )
    store.write(park, {"synergy_stage": stages}, who=WHO, reason=WHY)

    assert value(park, "new_links") == 1


def limit(
    con: duckdb.DuckDBPyConnection, indicator: str, minimum: float | None, maximum: float | None
) -> None:
    institution.record_limit(
        con,
        park_id="tiny",
        indicator_id=f"eip:{indicator}",
        minimum=minimum,
        maximum=maximum,
        source="page 1",
        who="test",
    )


@pytest.mark.parametrize("standard", ["eip", "hj274"])
def test_no_limit_is_stated_before_it_is_entered(park: duckdb.DuckDBPyConnection, standard: str) -> None:
    found = conformity(park, standard)

    assert found[["minimum", "maximum"]].isna().all(axis=None)
    assert set(found["status"]) == {"no limit"}


def test_a_limit_that_is_entered_is_compared_with_the_value_until_it_is_removed(
    park: duckdb.DuckDBPyConnection,
) -> None:
    limit(park, "waste_reused", 80.0, None)  # 87.7 %
    limit(park, "landfilled", None, 10.0)  # 12.3 %
    limit(park, "women", 20.0, None)
    found = conformity(park)

    assert found.loc[found["status"] != "no limit", "status"].to_dict() == {
        "eip:waste_reused": "met",
        "eip:landfilled": "missed",
        "eip:women": "no value",
    }
    assert found.loc["eip:landfilled", "limit_source"] == "page 1"

    limit(park, "waste_reused", 90.0, None)
    limit(park, "women", None, None)
    assert conformity(park).loc[["eip:waste_reused", "eip:women"], "status"].tolist() == [
        "missed",
        "no limit",
    ]


def test_a_stored_value_comes_before_the_computed_one(park: duckdb.DuckDBPyConnection) -> None:
    institution.record_value(
        park,
        park_id="tiny",
        indicator_id="eip:waste_reused",
        year=2024,
        value=70.0,
        source="survey",
        who="test",
    )
    row = conformity(park).loc["eip:waste_reused"]

    assert (row["value"], row["origin"], row["source"]) == (70.0, "stored", "survey")


def test_a_value_of_an_implausible_year_is_refused(tiny: duckdb.DuckDBPyConnection) -> None:
    with pytest.raises(ProblemsError):
        institution.record_value(
            tiny, park_id="tiny", indicator_id="eip:women", year=2999, value=1.0, source="survey", who="test"
        )


def test_an_unknown_standard_is_named_with_those_known(tiny: duckdb.DuckDBPyConnection) -> None:
    with pytest.raises(NotFoundError, match="Available: eip, hj274"):
        conformity(tiny, "iso")


PROGRESS = [
    # is more better, values of 2022 and 2024, target, progress, gap
    (True, [40.0, 70.0], 80.0, 0.75, 10.0),
    (False, [40.0, 30.0], 20.0, 0.5, 10.0),
    (True, [40.0, 90.0], 80.0, 1.0, 0.0),
    (True, [40.0, 30.0], 80.0, 0.0, 50.0),
    (True, [40.0, 40.0], 80.0, 0.0, 40.0),
    (True, [90.0, 70.0], 80.0, 0.0, 10.0),  # met before, and missed since
    (True, [None, 40.0], 80.0, math.nan, 40.0),  # nothing earlier to measure the way from
    (True, [None, 90.0], 80.0, 1.0, 0.0),
]


def test_progress_is_the_share_of_the_way_to_the_target(tiny: duckdb.DuckDBPyConnection) -> None:
    indicators = [
        {"indicator_id": f"own{number}", "name_en": f"Own {number}", "name_zh": f"自定{number}", "unit": "%",
         "is_more_better": is_more_better, "pillar": 3}
        for number, (is_more_better, *_) in enumerate(PROGRESS)
    ]  # fmt: skip
    values = [
        {"indicator_id": f"own{number}", "park_id": "tiny", "year": year, "value_kind": kind, "value": value}
        for number, (_, reached, target, *_) in enumerate(PROGRESS)
        for year, kind, value in zip(
            (2022, 2024, 2026), ("reached", "reached", "target"), (*reached, target), strict=True
        )
    ]
    rows = {"indicator": pd.DataFrame(indicators), "indicator_value": pd.DataFrame(values).dropna()}
    store.write(tiny, rows, who=WHO, reason=WHY)
    found = institution.scorecard(tiny, park_id="tiny", viewer=FACILITATOR)

    for number, (_, reached, _, progress, gap) in enumerate(PROGRESS):
        row = found.loc[f"own{number}"]
        assert (row["progress"], row["gap"]) == (pytest.approx(progress, nan_ok=True), pytest.approx(gap))
        assert (row["year"], row["value"], row["target_year"]) == (2024, reached[-1], 2026)
        assert not row["is_missed"]
        assert pd.isna(row["baseline_year"]) if reached[0] is None else row["baseline_year"] == 2022

    # The mean of the known ones; one has no earlier value.
    third = institution.pillars(found).loc[3]
    known = [progress for *_, progress, _ in PROGRESS if not math.isnan(progress)]
    assert third["progress"] == pytest.approx(sum(known) / len(known))
    assert (third["indicators"], third["reached"], third["missed"], third["unknown"]) == (
        len(PROGRESS), sum(gap == 0 for *_, gap in PROGRESS), 0, 0,
    )  # fmt: skip
    assert institution.pillars(found).loc[1, "indicators"] == 0
    assert institution.pillars(found.iloc[:0])["progress"].isna().all()

    last = pd.DataFrame(values).dropna()
    last = last[last["value_kind"] == "reached"].drop_duplicates("indicator_id", keep="last")
    store.write(tiny, {"indicator_value": last.assign(year=2026)}, who=WHO, reason=WHY)
    found = institution.scorecard(tiny, park_id="tiny", viewer=FACILITATOR)

    assert (found["is_missed"] == (found["gap"] > 0)).all()
    assert found["is_missed"].any()
    assert institution.pillars(found).loc[3, "missed"] == found["is_missed"].sum()

    tiny.execute("delete from indicator_value where indicator_id = 'own0' and value_kind = 'target'")
    found = institution.scorecard(tiny, park_id="tiny", viewer=FACILITATOR)
    assert institution.pillars(found).loc[3, "unknown"] == 1


@pytest.mark.parametrize(("undisclosed", "seen"), [(1, False), (2, False), (3, True)])
def test_a_value_recorded_for_a_park_is_withheld_where_it_is_that_of_one_or_two_companies(
    undisclosed: int, seen: bool, tiny: duckdb.DuckDBPyConnection
) -> None:
    """Less what the others disclose: guests once read the exact value in every park."""
    hidden = [f"C{3 - number}" for number in range(undisclosed)]
    tiny.execute(
        "update company set visibility = 'class_band' where list_contains($hidden, company_id)",
        {"hidden": hidden},
    )
    rows = {
        "indicator": {"indicator_id": "reused", "name_en": "Recycling rate", "unit": "%"},
        "indicator_value": {"indicator_id": "reused", "park_id": "tiny", "year": 2024, "value_kind": "reached", "value": 84.4},
    }  # fmt: skip
    store.write(tiny, {name: pd.DataFrame([row]) for name, row in rows.items()}, who=WHO, reason=WHY)

    shares = [
        institution.recorded_share(tiny, indicator_id="reused", park_id="tiny", year=2024, viewer=viewer)
        for viewer in (FACILITATOR, GUEST)
    ]

    assert shares == pytest.approx([0.844, 0.844 if seen else math.nan], nan_ok=True)

    institution.record_value(
        tiny, park_id="tiny", indicator_id="eip:women", year=2024, value=31.0, source="survey", who=WHO
    )
    women = [
        institution.conformity(tiny, park_id="tiny", standard_id="eip", year=2024, viewer=viewer).loc[
            "eip:women", "value"
        ]
        for viewer in (FACILITATOR, GUEST)
    ]
    assert women == pytest.approx([31.0, 31.0 if seen else math.nan], nan_ok=True)


def test_indicators_begin_with_the_missed_and_the_furthest_behind() -> None:
    found = pd.DataFrame(
        {
            "target": [1.0, 1.0, 1.0, 1.0, math.nan, 1.0],
            "gap": [0.0, 0.5, 0.9, 0.1, math.nan, 0.5],
            "progress": [1.0, 0.5, 0.1, 0.9, math.nan, math.nan],
            "is_missed": [False, False, False, True, False, False],
        },
        index=["reached", "half", "behind", "missed", "aimless", "unknown"],
    )

    assert list(institution.by_urgency(found).index) == ["missed", "behind", "half", "unknown", "reached"]


def test_values_drawn_relative_to_their_targets_are_ordered_by_them() -> None:
    """The first bar was not the indicator that the page named as the first to act on."""
    found = pd.DataFrame(
        {
            "value": [63.0, 100.0, 500.0],
            "target": [70.0, 100.0, 400.0],
            "is_more_better": [True, True, False],
            "progress": [0.0, 1.0, 0.0],
            "gap": [7.0, 0.0, 100.0],
            "is_missed": [True, False, False],
        },
        index=["links", "treated", "days"],
    )

    assert list(institution.in_drawn_order(found).index) == ["links", "days", "treated"]
