"""Indicators of the seven pillars computed from the data of the tiny park by hand, and recorded for any park."""

import datetime as dt

import duckdb
import pandas as pd
import pytest

from isdata.data import store
from isdata.data.disclosure import FACILITATOR, GUEST
from isdata.errors import NotFoundError
from isdata.institution import attainment, own_indicators, scorecard

DAY = dt.date(2026, 6, 1)


def _found(con: duckdb.DuckDBPyConnection, *, viewer=FACILITATOR) -> pd.DataFrame:
    return own_indicators.from_data(con, park_id="tiny", year=2024, today=DAY, viewer=viewer)


def _rows(indicator_id: str, value: float, kind: str = "reached", year: int = 2024) -> pd.DataFrame:
    return pd.DataFrame(
        [{"indicator_id": indicator_id, "year": year, "value_kind": kind, "value": value, "source": "Meter"}]
    )


def test_what_a_company_makes_of_received_waste_is_not_counted_twice(tiny: duckdb.DuckDBPyConnection) -> None:
    """C2 treats the waste of C1 and 20 t of it go outside; of 100 t generated, 60 stay in the park."""
    about = {"park_id": "tiny", "year": 2024, "resource_id": "sludge", "is_illustrative": True}
    ends = ("flow_id", "provider_id", "receiver_id", "quantity", "unit", "destination", "basis")
    flows = [
        ("H1", "S1", "S2", 60.0, "t", "treatment", "meter"),
        ("H2", "S1", None, 40_000.0, "kg", "disposal", "estimate"),
        ("H3", "S2", None, 20.0, "t", "disposal", "estimate"),
    ]
    sludge = {
        "resource_id": "sludge", "name_en": "Sludge", "kind": "material", "resource_class": "waste", "unit": "t",
        "is_hazardous": True,
    }  # fmt: skip
    rows = [about | dict(zip(ends, flow, strict=True)) for flow in flows]
    store.write(tiny, {"resource": pd.DataFrame([sludge]), "flow": pd.DataFrame(rows)}, who="t", reason="t")

    assert _found(tiny).loc["hazardous_in_park", "value"] == pytest.approx(60.0)


def test_value_added_of_another_year_is_not_related_to_the_flows(tiny: duckdb.DuckDBPyConnection) -> None:
    worth = {"company_id": "C1", "value_added": 30e6, "currency": "CNY", "price_year": 2024}
    store.write(tiny, {"company": pd.DataFrame([worth])}, who="t", reason="t")
    assert _found(tiny).loc["water_intensity", "value"] == pytest.approx(1.667)  # 5,000 m³ over 30 million

    store.write(tiny, {"company": pd.DataFrame([worth | {"price_year": 2023}])}, who="t", reason="t")
    assert pd.isna(_found(tiny).loc["water_intensity", "value"])


def test_a_large_amount_keeps_its_whole_number(tiny: duckdb.DuckDBPyConnection) -> None:
    """As the same amount on other pages; shares have four digits."""
    tiny.execute("update flow set quantity = 12570.6 where destination = 'disposal' and unit = 't'")
    values = _found(tiny)["value"]

    assert values["waste_landfilled"] == 12_571
    assert values["waste_reused"] == round(100 * 320 / 12_890.6, 3)


def test_others_than_the_facilitator_read_no_computed_value(tiny: duckdb.DuckDBPyConnection) -> None:
    assert _found(tiny)["value"].notna().any()
    assert _found(tiny, viewer=GUEST)["value"].isna().all()


def test_computed_values_are_recorded_once_and_reach_the_scorecard(tiny: duckdb.DuckDBPyConnection) -> None:
    def new() -> pd.DataFrame:
        recorded = scorecard(tiny, park_id="tiny", viewer=FACILITATOR)
        return own_indicators.unrecorded(own_indicators.with_recorded(_found(tiny), recorded))

    computed = new()
    assert len(computed) == _found(tiny)["value"].notna().sum() > 0
    own_indicators.record(tiny, park_id="tiny", values=computed, who="t")
    own_indicators.record(tiny, park_id="tiny", values=_rows("chain_links", 9.0, "target", 2030), who="t")

    assert new().empty
    links = scorecard(tiny, park_id="tiny", viewer=FACILITATOR).loc["chain_links"]
    assert (links["pillar"], links["target"], links["target_year"]) == (2, 9.0, 2030)
    assert links["value"] == _found(tiny).loc["chain_links", "value"]


def test_a_park_in_another_currency_keeps_its_unit(tiny: duckdb.DuckDBPyConnection) -> None:
    park = {"park_id": "other", "name_en": "Other", "region_id": "CN", "currency": "EUR"}
    store.write(tiny, {"park": pd.DataFrame([park])}, who="t", reason="t")
    for name in ("tiny", "other", "other"):
        own_indicators.record(tiny, park_id=name, values=_rows("land_output", 1.0), who="t")

    units = {
        name: scorecard(tiny, park_id=name, viewer=FACILITATOR)["unit"].to_dict()
        for name in ("tiny", "other")
    }
    assert units == {"tiny": {"land_output": "10⁴ CNY/ha"}, "other": {"land_output_in_eur": "10⁴ EUR/ha"}}
    found = own_indicators.from_data(tiny, park_id="other", year=2024, today=DAY, viewer=FACILITATOR)
    rows = own_indicators.with_recorded(found, scorecard(tiny, park_id="other", viewer=FACILITATOR))
    assert rows.loc["land_output", "last"] == 1.0
    assert "land_output_in_eur" not in rows.index


def test_an_unknown_indicator_is_refused(tiny: duckdb.DuckDBPyConnection) -> None:
    with pytest.raises(NotFoundError):
        own_indicators.record(tiny, park_id="tiny", values=_rows("happiness", 1.0), who="t")


def test_values_are_related_to_their_targets_in_the_better_direction() -> None:
    found = pd.DataFrame(
        {
            "value": [63.0, 7_435.0, 90.0, 0.0],
            "target": [70.0, 6_500.0, 80.0, 5.0],
            "is_more_better": [True, False, True, True],
        }
    )

    assert attainment(found).tolist()[:3] == pytest.approx([0.9, 0.874, 1.0], abs=1e-3)
    assert pd.isna(attainment(found).iloc[3])
