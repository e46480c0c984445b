"""Whether the figures of a site balance, and what would explain it where they do not."""

from typing import Any

import duckdb
import numpy as np
import pandas as pd
import pytest

from isdata.data import store
from isdata.data.disclosure import FACILITATOR
from isdata.park import flows

YEAR: dict[str, Any] = {"park_id": "tiny", "year": 2024, "viewer": FACILITATOR}


def amounts(con: duckdb.DuckDBPyConnection, **quantities: float | None) -> None:
    """Set amounts of flows."""
    rows = pd.DataFrame([{"flow_id": flow_id, "quantity": amount} for flow_id, amount in quantities.items()])
    store.write(con, {"flow": rows}, who="test", reason="amounts")


def balanced(con: duckdb.DuckDBPyConnection) -> pd.DataFrame:
    found = flows.balances(flows.declared(con, **YEAR), flows.growth(con, **YEAR))
    return found.set_index("balance_id")


def test_a_balance_is_inputs_less_outputs_less_what_was_stocked(tiny: duckdb.DuckDBPyConnection) -> None:
    stock = {
        "site_id": "S1",
        "resource_id": "coal",
        "year": 2024,
        "quantity": 30.0,
        "unit": "t",
        "uncertainty": 10.0,
    }
    store.write(tiny, {"stock_change": pd.DataFrame([stock])}, who="test", reason="stock")

    site = balanced(tiny).loc["S1|material"]

    assert (site["inputs"], site["outputs"], site["growth"]) == (1020.0, 300.0, 30.0)
    assert site["residual"] == 690.0
    # ± 5 % of 1000, 20 and 300 t, ± 10 % of 30 t
    assert site["spread"] == pytest.approx(np.sqrt(50**2 + 1**2 + 15**2 + 3**2))
    assert site["state"] == "beyond"


def test_a_balance_with_an_unmeasured_flow_is_unknown_unless_it_overflows(
    tiny: duckdb.DuckDBPyConnection,
) -> None:
    assert balanced(tiny).loc["S2|material", "state"] == "unknown"  # 300 t in; 65 t and packaging out

    amounts(tiny, F6=400.0)

    assert balanced(tiny).loc["S2|material", "state"] == "beyond"


def test_a_site_of_which_one_side_is_known_is_open(tiny: duckdb.DuckDBPyConnection) -> None:
    assert balanced(tiny).loc["S1|water", "state"] == "open"


def test_figures_that_close_within_their_uncertainty_are_not_suspected(
    tiny: duckdb.DuckDBPyConnection,
) -> None:
    amounts(tiny, F1=290.0)  # 310 t in, 300 t out, ± 21 t

    assert balanced(tiny).loc["S1|material", "state"] == "closes"


def test_the_likeliest_explanation_comes_first(tiny: duckdb.DuckDBPyConnection) -> None:
    declared, growth = flows.declared(tiny, **YEAR), flows.growth(tiny, **YEAR)
    balance = flows.balances(declared, growth).set_index("balance_id", drop=False).loc["S1|material"]

    found = flows.explanations(balance.to_dict(), declared, growth).set_index("flow_id")

    assert found.index[0] == "F1"  # 1000 t of coal need the least change for their ±
    assert found.loc["F1", "needed"] == pytest.approx(280.0)
    assert found.loc["F2", "needed"] == pytest.approx(1020.0)
    assert pd.isna(found.loc["F3", "needed"])  # dust would have to be negative


def test_a_single_unmeasured_flow_has_the_amount_that_closes_the_balance(
    tiny: duckdb.DuckDBPyConnection,
) -> None:
    tiny.execute("update flow set quantity = null where flow_id = 'F2'")  # ash
    declared, growth = flows.declared(tiny, **YEAR), flows.growth(tiny, **YEAR)
    balance = flows.balances(declared, growth).set_index("balance_id", drop=False).loc["S1|material"]

    found = flows.unmeasured_flows(balance.to_dict(), declared, growth)

    assert found["flow_id"].tolist() == ["F2"]
    assert found["needed"].iloc[0] == pytest.approx(balance["residual"])


def test_a_figure_without_a_declared_uncertainty_gets_one_by_its_basis(
    tiny: duckdb.DuckDBPyConnection,
) -> None:
    tiny.execute("update flow set uncertainty = null, basis = 'estimate' where flow_id = 'F1'")

    row = flows.declared(tiny, **YEAR).set_index("flow_id").loc["F1"]

    assert row["is_assumed"]
    assert row["spread"] == pytest.approx(400.0)


def test_a_substance_is_balanced_by_what_its_materials_hold(tiny: duckdb.DuckDBPyConnection) -> None:
    """1000 t of coal hold 1 % sulphur; 300 t of ash 3 %, by its stream 2 %; what 20 t of dust hold is not known."""
    tiny.execute("insert into resource_composition values ('coal', 'S', 0.01, 10, null, null), "
                 "('fly_ash', 'S', 0.03, 10, null, null)")  # fmt: skip
    tiny.execute(
        "insert into stream (stream_id, site_id, direction, resource_id, unit, period) "
        "values ('T1', 'S1', 'supply', 'fly_ash', 't', 'year')"
    )
    tiny.execute("insert into stream_composition values ('T1', 'S', 0.02, 12)")
    shown = flows.declared(tiny, **YEAR)

    parts = flows.by_substance(
        tiny, park_id="tiny", year=2024, flows=shown, stocks=flows.growth(tiny, **YEAR), viewer=FACILITATOR
    )
    site = flows.balances(*parts).set_index("balance_id").loc["S1|S"]

    assert (site["inputs"], site["outputs"]) == (10.0, 6.0)
    # ± 5 % of the amounts, with ± 10 % and ± 12 % of the shares
    assert site["spread"] == pytest.approx(np.sqrt(10**2 * (0.05**2 + 0.1**2) + 6**2 * (0.05**2 + 0.12**2)))
    assert site["state"] == "unknown"

    tiny.execute("insert into resource_composition values ('clinker_dust', 'S', 0, null, null, null)")
    parts = flows.by_substance(
        tiny, park_id="tiny", year=2024, flows=shown, stocks=flows.growth(tiny, **YEAR), viewer=FACILITATOR
    )

    assert flows.balances(*parts).set_index("balance_id").loc["S1|S", "state"] == "beyond"
