"""Indicators of the tiny park, computed by hand, against standards and the park's own targets."""

import math

import duckdb
import pandas as pd
import pytest

from isdata import institution
from isdata.data import store
from isdata.data.disclosure import FACILITATOR
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


def test_no_limit_is_stated_before_it_is_entered(park: duckdb.DuckDBPyConnection) -> None:
    for standard in institution.standards().index:
        found = conformity(park, standard)
        assert found[["minimum", "maximum"]].isna().all(axis=None)
        assert set(found["status"]) <= {"no limit"}


@pytest.mark.parametrize(
    ("indicator", "minimum", "maximum", "status"),
    [
        ("eip:waste_reused", 80.0, None, "met"),  # 87.7 %
        ("eip:waste_reused", 90.0, None, "missed"),
        ("eip:landfilled", None, 10.0, "missed"),  # 12.3 %
        ("eip:women", 20.0, None, "no value"),
    ],
)
def test_a_limit_that_is_entered_is_compared_with_the_value(
    park: duckdb.DuckDBPyConnection,
    indicator: str,
    minimum: float | None,
    maximum: float | None,
    status: str,
) -> None:
    institution.record_limit(
        park,
        park_id="tiny",
        indicator_id=indicator,
        minimum=minimum,
        maximum=maximum,
        source="page 1",
        who="test",
    )
    row = conformity(park).loc[indicator]

    assert (row["status"], row["limit_source"]) == (status, "page 1")


def test_a_limit_without_numbers_is_removed(park: duckdb.DuckDBPyConnection) -> None:
    about: dict[str, str] = {
        "park_id": "tiny",
        "indicator_id": "eip:women",
        "source": "page 1",
        "who": "test",
    }
    institution.record_limit(park, minimum=20.0, maximum=None, **about)
    institution.record_limit(park, minimum=None, maximum=None, **about)

    assert conformity(park).loc["eip:women", "status"] == "no limit"


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


def test_a_value_of_an_implausible_year_is_refused(park: duckdb.DuckDBPyConnection) -> None:
    with pytest.raises(ProblemsError):
        institution.record_value(
            park, park_id="tiny", indicator_id="eip:women", year=2999, value=1.0, source="survey", who="test"
        )


def test_an_unknown_standard_is_named_with_those_known(park: duckdb.DuckDBPyConnection) -> None:
    with pytest.raises(NotFoundError, match="Available: eip, hj274"):
        conformity(park, "iso")


@pytest.mark.parametrize(
    ("is_more_better", "values", "target", "progress", "gap"),
    [
        (True, [40.0, 70.0], 80.0, 0.75, 10.0),
        (False, [40.0, 30.0], 20.0, 0.5, 10.0),
        (True, [40.0, 90.0], 80.0, 1.0, 0.0),
        (True, [40.0, 30.0], 80.0, 0.0, 50.0),
        (True, [40.0, 40.0], 80.0, 0.0, 40.0),
        (True, [None, 40.0], 80.0, math.nan, 40.0),  # nothing earlier to measure the way from
        (True, [None, 90.0], 80.0, 1.0, 0.0),
    ],
)
def test_progress_is_the_share_of_the_way_to_the_target(
    park: duckdb.DuckDBPyConnection,
    is_more_better: bool,
    values: list[float | None],
    target: float,
    progress: float,
    gap: float,
) -> None:
    indicator = {
        "indicator_id": "own",
        "name_en": "Own",
        "name_zh": "自定",
        "unit": "%",
        "is_more_better": is_more_better,
        "pillar": 3,
    }
    rows = pd.DataFrame(
        {
            "indicator_id": "own",
            "park_id": "tiny",
            "year": [2022, 2024, 2026],
            "value_kind": ["reached", "reached", "target"],
            "value": [*values, target],
        }
    ).dropna()
    store.write(park, {"indicator": pd.DataFrame([indicator]), "indicator_value": rows}, who=WHO, reason=WHY)
    row = institution.scorecard(park, park_id="tiny").loc["own"]

    assert (row["progress"], row["gap"]) == (pytest.approx(progress, nan_ok=True), pytest.approx(gap))
    assert (row["year"], row["value"], row["target_year"]) == (2024, values[-1], 2026)
    assert row["baseline_year"] == (None if values[0] is None else 2022)
