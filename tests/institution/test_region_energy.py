"""Energy of the parks of a region, on the tiny park by hand."""

import datetime as dt

import duckdb
import pandas as pd
import pytest

from isdata.data import store
from isdata.data.disclosure import FACILITATOR, GUEST
from isdata.institution import efficiency, region_energy, regions


def _parks(con: duckdb.DuckDBPyConnection) -> pd.DataFrame:
    about = {"region_id": "CN", "today": dt.date(2026, 6, 1), "viewer": FACILITATOR}
    return regions.parks_of_region(con, **about)


def test_energy_of_a_park_is_that_of_its_companies(tiny: duckdb.DuckDBPyConnection) -> None:
    used = efficiency.by_company(tiny, park_id="tiny", year=2024, viewer=FACILITATOR)["energy"]
    user = used.idxmax()
    worth = {"company_id": user, "value_added": 30e6, "currency": "CNY", "price_year": 2024}
    store.write(tiny, {"company": pd.DataFrame([worth])}, who="t", reason="t")
    row = region_energy.of_parks(tiny, parks=_parks(tiny), viewer=FACILITATOR).loc["tiny"]

    assert row["energy"] == pytest.approx(used.sum())
    assert row["energy_per"] == pytest.approx(used[user] / 3000)  # 30 million are 3,000 times 10,000
    assert (row["known"], row["companies"], row["currency"]) == (1, 3, "CNY")


def test_nobody_but_the_facilitator_reads_the_energy_of_parks(tiny: duckdb.DuckDBPyConnection) -> None:
    found = region_energy.of_parks(tiny, parks=_parks(tiny), viewer=GUEST)

    assert found["energy"].isna().all()


def test_a_region_is_a_ratio_of_sums_and_has_none_in_several_currencies() -> None:
    """300 and 100 tce over 1,000 and 3,000 times 10,000; a mean of ratios would be 0.167."""
    known = {
        "energy": [300.0, 100.0],
        "compared_energy": [300.0, 100.0],
        "value_added": [10e6, 30e6],
        "co2": [1.0, None],
    }
    found = pd.DataFrame({**known, "energy_per": [0.3, 0.0333], "currency": ["CNY", "CNY"]})
    whole = region_energy.together(found)
    assert (whole["energy"], whole["energy_per"], whole["co2"]) == (400.0, pytest.approx(0.1), 1.0)

    mixed = region_energy.together(found.assign(currency=["CNY", "EUR"]))
    assert mixed["energy"] == 400.0
    assert pd.isna(mixed["energy_per"])
