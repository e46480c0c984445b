"""Which new meter would help most."""

from typing import Any

import duckdb
import numpy as np
import pandas as pd
import pytest

from isdata.data.disclosure import FACILITATOR
from isdata.engines.reconciliation import measurement_benefit, reconcile
from isdata.park import flows

YEAR: dict[str, Any] = {"park_id": "tiny", "year": 2024, "viewer": FACILITATOR}


def test_one_more_measurement_shows_what_it_would_show_if_it_were_made() -> None:
    """Two sites in a row; measuring b again to ± 1 is like b known to 1 / √(1/3² + 1/1²) from the start."""
    measured = pd.DataFrame(
        {"flow_id": list("abcd"), "value": [100.0, 60, 45, 44], "deviation": [5.0, 3, 4, 6]}
    )
    balances = pd.DataFrame(
        {"balance_id": ["one"] * 3 + ["two"] * 2, "flow_id": list("abccd"), "coefficient": [1, -1, -1, 1, -1]}
    )
    outcome = reconcile(measured, balances).flows

    after, worked_out = measurement_benefit(measured, balances, outcome, np.array([1]), np.array([1.0]))

    measured.loc[1, "deviation"] = 1 / np.hypot(1 / 3, 1)
    assert after[:, 0] == pytest.approx(reconcile(measured, balances).flows["deviation_after"].to_numpy())
    assert not worked_out.any()


def test_measuring_one_of_two_unknown_flows_makes_the_other_known() -> None:
    measured = pd.DataFrame(
        {"flow_id": list("abc"), "value": [100.0, np.nan, np.nan], "deviation": [5.0, np.nan, np.nan]}
    )
    balances = pd.DataFrame({"balance_id": ["one"] * 3, "flow_id": list("abc"), "coefficient": [1, -1, -1]})
    outcome = reconcile(measured, balances).flows

    _after, worked_out = measurement_benefit(
        measured, balances, outcome, np.array([0, 1, 2]), np.array([1.0, 1.0, 1.0])
    )

    assert worked_out[:, 0].tolist() == [False, False, False]
    assert worked_out[:, 1].tolist() == [False, True, True]


def test_the_widest_figure_that_no_meter_reads_is_named_first(tiny: duckdb.DuckDBPyConnection) -> None:
    """Coal in, ash and dust on: coal is estimated to ± 40 %, dust to ± 40 % of next to nothing."""
    tiny.execute("update flow set basis = 'estimate', uncertainty = 40 where flow_id in ('F1', 'F3')")
    tiny.execute("update flow set quantity = 280 where flow_id in ('F1', 'F6')")
    tiny.execute("delete from flow where flow_id = 'F7'")

    found = flows.next_meters(tiny, **YEAR)

    assert found["flow_id"].tolist()[0] == "F1"
    assert set(found["flow_id"]) == {"F1", "F3"}
    assert (found["then"].dropna() <= found["now"].dropna() + 1e-12).all()
    # 280 ± 112 t is checked by 300 ± 15 t and by 280 ± 14 t beyond it; a meter of ± 3 % narrows it still
    row = found.set_index("flow_id").loc["F1"]
    assert row["then"] < 0.03
    assert 0 < row["narrowed"] < 1


def test_the_sample_park_proposes_estimates_not_meters(samples: duckdb.DuckDBPyConnection) -> None:
    found = flows.next_meters(samples, park_id="chengdu", year=2024, viewer=FACILITATOR)
    basis = flows.declared(samples, park_id="chengdu", year=2024, viewer=FACILITATOR).set_index("flow_id")[
        "basis"
    ]

    assert not basis[found["flow_id"]].isin(["meter", "invoice"]).any()
    assert found["narrowed"].iloc[0] > 0.02
    assert (found["then"] <= found["now"] + 1e-9).all()


def test_losses_to_the_air_have_no_place_for_a_meter(samples: duckdb.DuckDBPyConnection) -> None:
    """These are known by balance only, as is what is part of another flow; waste water has a pipe."""
    year: dict[str, Any] = {"park_id": "chengdu", "year": 2024, "viewer": FACILITATOR}
    declared = flows.declared(samples, **year).set_index("flow_id")
    losses = declared.index[
        (declared["destination"] == "emission") & (declared["resource_class"] != "waste_water")
    ]
    scores = flows.quality(flows.declared(samples, **year))
    parts = declared.index[
        declared["resource_id"].isin(["product_water", "coal_minerals", "effluent_solids"])
    ]

    assert len(parts)
    assert not set(parts) & set(flows.next_meters(samples, **year)["flow_id"])
    assert not set(parts) & set(scores.loc[scores["gain"] > 0, "improve_id"])
    assert {"water_vapour", "dissipated_heat"} <= set(declared.loc[losses, "resource_id"])
    assert not set(losses) & set(flows.next_meters(samples, **year)["flow_id"])
    assert not set(losses) & set(scores.loc[scores["gain"] > 0, "improve_id"])
