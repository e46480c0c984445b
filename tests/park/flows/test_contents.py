"""What flows hold, reconciled with them, and whether what was stored still holds."""

from typing import Any

import duckdb
import numpy as np
import pandas as pd
import pytest

from isdata.data import store
from isdata.data.disclosure import FACILITATOR
from isdata.park import flows
from isdata.park.flows.contents import HEAT_OF_WATER

YEAR: dict[str, Any] = {"park_id": "tiny", "year": 2024, "viewer": FACILITATOR}


def mixed(con: duckdb.DuckDBPyConnection, kind: str, amounts: tuple[float, ...], **more: str) -> None:
    """Leave one site that makes F3 of F1 and F2, amounts known to ± 0.01 %."""
    resources = {"material": ("coal", "clinker_dust", "fly_ash"), "water": ("fresh_water",) * 3}[kind]
    unit = {"material": "t", "water": "m³"}[kind]
    con.execute("delete from flow")
    for k, (amount, resource) in enumerate(zip(amounts, resources, strict=True)):
        ends = "null, 'S1'" if k < 2 else "'S1', null"
        con.execute(
            "insert into flow (flow_id, park_id, provider_id, receiver_id, resource_id, year, quantity, unit, uncertainty) "
            f"values ('F{k + 1}', 'tiny', {ends}, '{resource}', 2024, {amount}, '{unit}', 0.01)"
        )


def iron(con: duckdb.DuckDBPyConnection, *shares: float | None) -> None:
    """Show how much iron coal, dust and ash hold, ± 10 %."""
    for resource, share in zip(("coal", "clinker_dust", "fly_ash"), shares, strict=True):
        if share is not None:
            con.execute(
                "insert into resource_composition values (?, 'Fe', ?, 10, null, null)", [resource, share]
            )


def test_a_wrong_share_is_suspected_though_all_amounts_agree(tiny: duckdb.DuckDBPyConnection) -> None:
    """60 t at 0.5 and 40 t at 0.1 hold 34 t of iron; 100 t at 0.42 would hold 42 t.

    χ² = 8² / ((60 · 0.05)² + (40 · 0.01)² + (100 · 0.042)²) · 1.96² = 9.17, above 5.99.
    """
    mixed(tiny, "material", (60, 40, 100))
    iron(tiny, 0.5, 0.1, 0.42)

    plain = flows.reconcile(tiny, **YEAR)
    found = flows.reconcile(tiny, **YEAR, with_contents=True)

    assert plain.chi2 == pytest.approx(0.0, abs=1e-9)
    assert plain.contents.empty
    assert found.largest**2 == pytest.approx(64 / 26.8 * 1.959964**2, rel=1e-3)
    assert not found.is_consistent
    assert set(found.suspects) >= {"F1|Fe", "F3|Fe"}
    assert found.suspect_balance == "S1|Fe"
    stated = found.contents.set_index("flow_id")
    held = stated["reconciled"] * found.flows.set_index("flow_id")["reconciled"]
    assert held["F1"] + held["F2"] == pytest.approx(held["F3"], rel=1e-8)
    assert (stated["spread_after"] <= stated["spread"] * (1 + 1e-9)).all()
    assert stated["measure"].unique() == ["t/t"]


def test_a_share_can_be_left_out_and_is_then_worked_out(tiny: duckdb.DuckDBPyConnection) -> None:
    mixed(tiny, "material", (60, 40, 100))
    iron(tiny, 0.5, 0.1, 0.4)

    found = flows.reconcile(tiny, **YEAR, with_contents=True, without="F3|Fe")

    assert found.contents.set_index("figure_id").loc["F3|Fe", "reconciled"] == pytest.approx(0.34, rel=1e-4)
    assert found.is_consistent


def test_a_substance_with_two_unknown_shares_is_not_balanced(tiny: duckdb.DuckDBPyConnection) -> None:
    mixed(tiny, "material", (60, 40, 100))
    iron(tiny, 0.5, None, None)

    assert flows.reconcile(tiny, **YEAR, with_contents=True).contents.empty


@pytest.mark.parametrize(
    ("out", "heat_lost", "agrees"), [(60.0, 0.0, True), (50.0, 0.0, False), (50.0, 10.0, True)]
)
def test_heat_is_balanced_where_all_water_has_a_temperature(
    tiny: duckdb.DuckDBPyConnection, out: float, heat_lost: float, agrees: bool
) -> None:
    """60 m³ at 80 °C and 40 m³ at 30 °C mix to 60 °C, or to 50 °C if what cools 100 t by 10 K is lost."""
    mixed(tiny, "water", (60, 40, 100))
    for flow_id, temperature in (("F1", 80.0), ("F2", 30.0), ("F3", out)):
        tiny.execute("update flow set temperature = ? where flow_id = ?", [temperature, flow_id])
    if heat_lost:
        tiny.execute(
            "insert into flow (flow_id, park_id, provider_id, resource_id, year, quantity, unit, uncertainty, destination) "
            "values ('Q', 'tiny', 'S1', 'steam', 2024, ?, 'GJ', 1, 'emission')",
            [100 * heat_lost * HEAT_OF_WATER],
        )

    found = flows.reconcile(tiny, **YEAR, with_contents=True)

    temperatures = found.contents.set_index("flow_id")["reconciled"]
    assert found.is_consistent is agrees
    if agrees:
        assert temperatures.tolist() == pytest.approx([80.0, 30.0, out], rel=1e-6)
        assert found.chi2 == pytest.approx(0.0, abs=1e-6)
    # ± 2 K of each temperature
    heat = 60 * temperatures["F1"] + 40 * temperatures["F2"] - 100 * temperatures["F3"]
    assert heat == pytest.approx(100 * heat_lost, rel=0.02, abs=0.05)
    assert set(found.contents["measure"]) == {"°C"}


def test_contents_are_stored_beside_and_shown_when_asked(tiny: duckdb.DuckDBPyConnection) -> None:
    mixed(tiny, "material", (60, 40, 100))
    iron(tiny, 0.5, 0.1, 0.4)
    flows.keep(tiny, flows.reconcile(tiny, **YEAR, with_contents=True), who="test", reason="reconciled")

    left = {}
    for reconciled in (False, True):
        stated = flows.declared(tiny, **YEAR, reconciled=reconciled)
        parts = flows.by_substance(
            tiny, **YEAR, flows=stated, stocks=flows.growth(tiny, **YEAR), reconciled=reconciled
        )
        left[reconciled] = flows.balances(*parts).set_index("balance_id").loc["S1|Fe", "residual"]

    assert left[False] == pytest.approx(-6.0)
    assert left[True] == pytest.approx(0.0, abs=1e-6)
    assert tiny.execute("select count(*) from reconciled_content").fetchone() == (3,)


def test_what_is_declared_anew_is_no_longer_shown_as_reconciled(tiny: duckdb.DuckDBPyConnection) -> None:
    """103 t in, 100 t out, both ± 5 %: reconciled they meet in between; then somebody corrects what comes in."""
    tiny.execute("delete from flow where flow_id not in ('F1', 'F2')")
    tiny.execute(
        "update flow set quantity = if(flow_id = 'F1', 103, 100), receiver_id = if(flow_id = 'F1', 'S1', null)"
    )
    flows.keep(tiny, flows.reconcile(tiny, **YEAR), who="test", reason="reconciled")
    (state,) = flows.kept(tiny, park_id="tiny").to_dict("records")
    assert (state["year"], state["flows"], state["reconciled"], state["stale"], state["newer"]) == (
        2024,
        2,
        2,
        0,
        0,
    )

    store.write(
        tiny, {"flow": pd.DataFrame([{"flow_id": "F1", "quantity": 90.0}])}, who="test", reason="corrected"
    )

    (state,) = flows.kept(tiny, park_id="tiny").to_dict("records")
    assert (state["reconciled"], state["stale"], state["newer"]) == (1, 1, 1)
    shown = flows.declared(tiny, **YEAR, reconciled=True).set_index("flow_id")
    assert shown.loc["F1", "quantity"] == 90.0
    assert shown["is_reconciled"].to_dict() == {"F1": False, "F2": True}
    links = flows.links(tiny, park_id="tiny", years=[2024], reconciled=True, viewer=FACILITATOR).set_index(
        "resource_id"
    )
    assert links["reconciled"].to_dict() == {"coal": 0, "fly_ash": 1}


def test_a_flow_added_later_is_informed_of_though_no_amount_is_stale(tiny: duckdb.DuckDBPyConnection) -> None:
    tiny.execute("delete from flow where flow_id not in ('F1', 'F2')")
    flows.keep(tiny, flows.reconcile(tiny, **YEAR), who="test", reason="reconciled")
    added = {"flow_id": "F9", "park_id": "tiny", "receiver_id": "S1", "resource_id": "coal", "year": 2024, "quantity": 1.0, "unit": "t"}  # fmt: skip
    store.write(
        tiny, {"flow": pd.DataFrame([added, added | {"flow_id": "F8", "year": 2023}])}, who="test", reason="x"
    )

    (state,) = flows.kept(tiny, park_id="tiny").to_dict("records")

    assert (state["stale"], state["newer"]) == (0, 1)


def test_nothing_was_kept_of_a_park_that_was_never_reconciled(tiny: duckdb.DuckDBPyConnection) -> None:
    assert flows.kept(tiny, park_id="tiny").empty


def test_iron_of_the_foundries_agrees_and_is_surer_afterwards(samples: duckdb.DuckDBPyConnection) -> None:
    found = flows.reconcile(samples, park_id="chengdu", year=2024, with_contents=True, viewer=FACILITATOR)

    assert set(found.contents["substance"]) == {"Fe"}
    assert found.is_consistent
    assert (
        (found.figures["spread_after"] <= found.figures["spread"] * (1 + 1e-9))
        .where(found.figures["spread"].notna(), True)
        .all()
    )
    assert np.isfinite(found.figures["reconciled"]).all()
