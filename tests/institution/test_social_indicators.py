"""Jobs and small companies of a park, counted by hand."""

import duckdb
import numpy as np
import pandas as pd
import pytest

from isdata.data import store
from isdata.institution import social_indicators
from isdata.institution.technology_partners import best_of_pairs


def test_investment_per_job_is_missing_where_a_part_of_it_is(tiny: duckdb.DuckDBPyConnection) -> None:
    about = {
        "park_id": "tiny",
        "synergy_kind": "by_product",
        "topic": "minerals",
        "currency": "CNY",
        "price_year": 2024,
    }
    rows = [
        about | {"synergy_id": "J1", "name_en": "A", "stage": "operation", "jobs": 4.0, "investment": 200.0},
        about | {"synergy_id": "J2", "name_en": "B", "stage": "idea", "jobs": 2.0},
        about | {"synergy_id": "J3", "name_en": "C", "stage": "idea", "jobs": 0.0, "investment": 9.0},
    ]
    for row in rows:  # one by one: each has columns of its own
        store.write(tiny, {"synergy": pd.DataFrame([row])}, who="test", reason="for tests")

    found = social_indicators.jobs(tiny, park_id="tiny").set_index("synergy_id").loc[["J1", "J2", "J3"]]

    assert found["investment_per_job"].tolist() == pytest.approx([50.0, np.nan, np.nan], nan_ok=True)
    assert found["is_running"].tolist() == [True, False, False]


def test_companies_of_unknown_size_are_not_small() -> None:
    sizes = pd.DataFrame(
        {"is_sme": pd.array([True, False, None], dtype="boolean"), "companies": [5, 3, 2], "with_streams": [4, 3, 1],
         "in_synergies": [1, 2, 0], "in_networks": [0, 1, 0]}
    )  # fmt: skip

    assert social_indicators.small_companies(sizes).tolist() == [5, 4, 1, 0]
    assert social_indicators.small_companies(sizes.iloc[:0]).tolist() == [0, 0, 0, 0]


def test_the_best_technology_of_two_companies_stands_for_the_others() -> None:
    """Crushing (offers 0 and 1) and milling join A and B; weaving has no receiver."""
    offers = pd.DataFrame({"treatment_id": ["crush", "crush", "weave", "mill"], "offer": [0, 1, 2, 3]})
    names = {(0, "input"): "A", (0, "output"): "B", (2, "input"): "A", (3, "input"): "A", (3, "output"): "B"}

    best = best_of_pairs(offers, names)

    assert best[["treatment_id", "others"]].to_numpy().tolist() == [["crush", 1], ["weave", 0]]
