"""How good figures are, and how much energy earns how much money."""

from typing import Any

import duckdb
import numpy as np
import pandas as pd
import pytest

from isdata.data.disclosure import FACILITATOR
from isdata.park import flows
from isdata.park.flows import intensity

YEAR: dict[str, Any] = {"park_id": "tiny", "year": 2024, "viewer": FACILITATOR}


def test_a_company_without_a_measured_figure_scores_nothing(tiny: duckdb.DuckDBPyConnection) -> None:
    scores = flows.quality(flows.declared(tiny, **YEAR)).set_index("company_id")

    assert scores.loc["C3", "score"] == 0.0
    assert scores.loc["C3", "improve_id"] == "F7"
    assert scores.loc["C3", "gain"] == pytest.approx(1.0)


def test_a_company_whose_figures_are_all_metered_scores_full(tiny: duckdb.DuckDBPyConnection) -> None:
    scores = flows.quality(flows.declared(tiny, **YEAR)).set_index("company_id")

    assert scores.loc["C1", "score"] == pytest.approx(1.0)


def test_the_best_improvement_is_the_largest_poorly_known_amount(tiny: duckdb.DuckDBPyConnection) -> None:
    """Of material, coal is 1000 of 1320 t and one of three flows; the kinds material, energy, water count alike."""
    tiny.execute("update flow set basis = 'estimate' where flow_id in ('F1', 'F3')")

    row = flows.quality(flows.declared(tiny, **YEAR)).set_index("company_id").loc["C1"]

    assert row["improve_id"] == "F1"
    assert row["gain"] == pytest.approx((1000 / 1320 + 1 / 3) / 2 / 3 * (1 - 0.35))


def made(tiny: duckdb.DuckDBPyConnection) -> pd.DataFrame:
    """Give value added to the cement works, which takes 900 GJ of steam, and to the power plant, which takes none."""
    tiny.execute(
        "update company set value_added = 1e6, currency = 'CNY', price_year = 2024 where company_id <> 'C3'"
    )
    return flows.intensities(
        flows.declared(tiny, **YEAR), flows.places(tiny, park_id="tiny", viewer=FACILITATOR)
    )


def test_intensity_is_energy_over_value_added(tiny: duckdb.DuckDBPyConnection) -> None:
    row = made(tiny).set_index("company_id").loc["C2"]

    assert row["energy"] == pytest.approx(900 / 29.3076)  # GJ to tce
    assert row["intensity"] == pytest.approx(900 / 29.3076 / 100)  # of 100 times 10,000 CNY


def test_energy_passed_on_is_not_used(tiny: duckdb.DuckDBPyConnection) -> None:
    row = made(tiny).set_index("company_id").loc["C1"]

    assert row["passed_on"] == pytest.approx(900 / 29.3076)
    assert pd.isna(
        row["intensity"]
    )  # its coal is booked as a material, so what it takes is not known as energy


def test_sums_are_of_energy_over_value_never_of_ratios() -> None:
    found = pd.DataFrame(
        {
            "company_id": ["A", "B", "C"],
            "sector": ["24", "24", "10"],
            "energy": [10.0, 30.0, 5.0],
            "value_added": [10_000.0, 90_000.0, 0.0],
            "intensity": [10.0, 10 / 3, float("nan")],
        }
    )

    (sector,) = intensity.grouped(found, "sector").to_dict("records")

    assert (sector["sector"], sector["companies"]) == ("24", 2)
    assert sector["intensity"] == pytest.approx(4.0)
    assert intensity.of_park(found) == pytest.approx(4.0)


def test_a_figure_shows_who_stored_it(tiny: duckdb.DuckDBPyConnection) -> None:
    (row,) = flows.source(tiny, flow_id="F2", viewer=FACILITATOR).to_dict("records")

    assert (row["changed_by"], row["basis"]) == ("test", "meter")


def test_each_intensity_lies_in_one_band_and_a_limit_belongs_below() -> None:
    limits = pd.DataFrame({"minimum": [np.nan, 0.1, 0.3], "maximum": [0.1, 0.3, np.nan]})
    found = pd.DataFrame({"intensity": [0.05, 0.1, 0.11, 0.3, 5.0, np.nan]})

    place = intensity.in_band(found, limits)

    assert place.tolist()[:5] == [0, 0, 1, 1, 2]
    assert pd.isna(place.iloc[5])
