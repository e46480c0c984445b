"""A park typed in by names alone is complete enough for its first picture."""

import duckdb
import pandas as pd
import pytest

from isdata.data.entry import new_park, rows
from isdata.data.ingest import samples
from isdata.errors import ProblemsError
from isdata.park import parks


def test_six_companies_typed_in_are_a_park(tiny: duckdb.DuckDBPyConnection) -> None:
    """A park has no year of its own yet: flows get last year."""
    values = {"name_en": "River Park", "region_id": "CN", "currency": "CNY"}
    park = new_park.save(tiny, values, who="Li")
    companies = pd.DataFrame({"name_en": [f"Firm {n}" for n in range(6)], rows.KEY: None}, dtype=object)
    former = rows.rows(tiny, "company", park_id=park)
    typed = former.iloc[:0].reindex(range(6)).astype(object).assign(name_en=companies["name_en"])
    rows.save(tiny, "company", former, typed, park_id=park, who="Li", reason="typed")
    sites = rows.rows(tiny, "site", park_id=park)["site_id"].tolist()
    former = rows.rows(tiny, "flow", park_id=park)
    flows = former.reindex(range(5)).astype(object)
    flows = flows.assign(provider_id=sites[:5], receiver_id=sites[1:], resource_id="fly_ash", quantity=10.0)
    rows.save(tiny, "flow", former, flows, park_id=park, who="Li", reason="typed")
    about = parks.summary(tiny, park_id=park).iloc[0]

    assert park == "river-park"
    assert (about["companies"], about["flows"]) == (6, 5)


def test_two_parks_of_one_name_have_two_ids(tiny: duckdb.DuckDBPyConnection) -> None:
    values = {"name_zh": "河畔园", "region_id": "CN", "currency": "CNY"}

    assert [new_park.save(tiny, values, who="Li") for _ in range(2)] == ["hepanyuan", "hepanyuan-2"]


def test_a_park_without_a_name_is_refused(tiny: duckdb.DuckDBPyConnection) -> None:
    with pytest.raises(ProblemsError):
        new_park.save(tiny, {"region_id": "CN", "currency": "CNY"}, who="Li")


def test_the_currency_follows_the_region() -> None:
    countries = pd.read_csv(samples.REFERENCE / "region.csv", dtype="str", keep_default_na=False)
    regions = countries[["region_id", "parent_id"]].replace({"": None})
    proposed = {name: new_park.currency_of(regions, name) for name in regions["region_id"]}

    assert {name: proposed[name] for name in ("DE", "FR", "DK", "CN-SC", "US", "WORLD")} == {
        "DE": "EUR", "FR": "EUR", "DK": "DKK", "CN-SC": "CNY", "US": "USD", "WORLD": None
    }  # fmt: skip
    assert [name for name, currency in proposed.items() if currency is None] == ["WORLD"]
