"""Whether figures of a park fit together once they are changed as little as possible, and which figure is wrong."""

from typing import Any

import duckdb
import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from isdata.data.disclosure import FACILITATOR
from isdata.park import flows
from isdata.park.flows.balance import entries_by_site

YEAR: dict[str, Any] = {"park_id": "tiny", "year": 2024, "viewer": FACILITATOR}


def small(con: duckdb.DuckDBPyConnection) -> None:
    """Make the golden case: 100 ± 5 % into a site, 60 ± 5 % and 45 ± 8.9 % out of it."""
    con.execute("delete from flow where flow_id not in ('F1', 'F2', 'F6')")
    con.execute("update flow set quantity = 100, uncertainty = 9.8 where flow_id = 'F1'")
    con.execute("update flow set quantity = 60, uncertainty = 9.8 where flow_id = 'F2'")
    con.execute(
        "update flow set quantity = 45, uncertainty = 17.42177, provider_id = 'S1' where flow_id = 'F6'"
    )


def test_reconciling_reproduces_the_published_example(tiny: duckdb.DuckDBPyConnection) -> None:
    """100 ± 5 = 60 ± 3 + 45 ± 4 (standard deviations) gives 102.5, 59.1 and 43.4."""
    small(tiny)

    found = flows.reconcile(tiny, **YEAR)

    assert found.flows.set_index("flow_id")["reconciled"].round(1).to_dict() == {
        "F1": 102.5,
        "F2": 59.1,
        "F6": 43.4,
    }
    assert found.chi2 == pytest.approx(0.5, abs=0.001)
    assert found.is_consistent
    assert (found.flows["spread_after"] <= found.flows["spread"] + 1e-9).all()


def test_nothing_declared_is_overwritten(tiny: duckdb.DuckDBPyConnection) -> None:
    small(tiny)
    before = tiny.execute("select flow_id, quantity, uncertainty from flow order by 1").fetchall()

    flows.keep(tiny, flows.reconcile(tiny, **YEAR), who="test", reason="reconciled")

    assert tiny.execute("select flow_id, quantity, uncertainty from flow order by 1").fetchall() == before
    kept = dict(tiny.execute("select flow_id, round(quantity, 1) from reconciled_flow").fetchall())
    assert kept == {"F1": 102.5, "F2": 59.1, "F6": 43.4}


def test_figures_come_back_in_the_unit_they_were_declared_in(tiny: duckdb.DuckDBPyConnection) -> None:
    small(tiny)
    tiny.execute("update flow set quantity = 100000, unit = 'kg' where flow_id = 'F1'")

    found = flows.reconcile(tiny, **YEAR).flows.set_index("flow_id")

    assert found.loc["F1", "quantity_after"] == pytest.approx(102_500.0)


def test_a_planted_error_is_named_first(tiny: duckdb.DuckDBPyConnection) -> None:
    """Two sites in a row: what the first passes on, the second passes on; one meter reads 30 % too much."""
    tiny.execute("delete from flow where flow_id not in ('F1', 'F2', 'F6')")
    tiny.execute("update flow set quantity = 100, uncertainty = 5")
    right = flows.reconcile(tiny, **YEAR)
    assert right.is_consistent
    assert not right.is_beyond.any()

    tiny.execute("update flow set quantity = 130 where flow_id = 'F2'")
    found = flows.reconcile(tiny, **YEAR)

    assert not found.is_consistent
    assert found.suspects == ["F2"]
    assert found.is_beyond.equals(found.figures["normalised_residual"].abs() > found.limit)
    assert found.is_beyond[found.figures["flow_id"] == "F2"].all()
    assert flows.reconcile(tiny, **YEAR, without="F2").is_consistent


def test_leaving_a_figure_out_lowers_chi2_by_its_effect(tiny: duckdb.DuckDBPyConnection) -> None:
    """Of 100 = 60 + 45 any one figure left out closes the balance, so each has all of χ² for its effect."""
    small(tiny)

    found = flows.reconcile(tiny, **YEAR)

    assert found.flows["effect"].tolist() == pytest.approx([found.chi2] * 3)
    assert flows.reconcile(tiny, **YEAR, without="F1").chi2 == pytest.approx(0.0, abs=1e-9)


def test_the_smallest_error_that_is_noticed_follows_from_the_other_figures(
    tiny: duckdb.DuckDBPyConnection,
) -> None:
    """The sum of 100 ± 5 is checked by 60 ± 3 and 45 ± 4: an error shows against √(25 + 9 + 16) = 7.07."""
    small(tiny)

    found = flows.reconcile(tiny, **YEAR).flows.set_index("flow_id")

    # z(0.975) + z(0.8) = 2.8016, in deviations of the residual
    assert (found["noticed_from"] * found["value"]).tolist() == pytest.approx(
        [2.8016 * 50**0.5] * 3, rel=1e-4
    )


def test_an_error_of_thirty_percent_is_named_first_at_every_meter_that_the_balances_watch(
    samples: duckdb.DuckDBPyConnection,
) -> None:
    """First, or among those that the balances cannot distinguish from the first; and it is warned of."""
    year: dict[str, Any] = YEAR | {"park_id": "chengdu"}
    right = flows.reconcile(samples, **year)
    declared = flows.declared(samples, **year)
    meters = declared.loc[declared["basis"] == "meter", "flow_id"]
    watched = right.flows.loc[right.flows["noticed_from"] <= 0.3, "flow_id"]
    measured, balances, _open = flows.reconciling.network(declared, flows.growth(samples, **year))

    outcomes = {}
    for flow_id in sorted(set(meters) & set(watched)):
        # A declared ± is in per cent of the figure, so it grows with the error.
        wrong = np.where(measured["flow_id"] == flow_id, 1.3, 1.0)
        planted = measured.assign(value=measured["value"] * wrong, deviation=measured["deviation"] * wrong)
        found = flows.reconciling.reconciliation.reconcile(planted, balances)
        outcomes[flow_id] = (flow_id in found.suspects, len(found.suspects), not found.is_consistent)

    named, alike, warned = zip(*outcomes.values(), strict=True)
    assert right.is_consistent
    assert len(outcomes) >= 50
    assert all(named)
    assert np.mean(warned) >= 0.8  # that is what `noticed_from` promises
    assert np.median(alike) <= 4  # and few stand beside it


def test_one_wrong_meter_among_many_right_ones_is_warned_of(tiny: duckdb.DuckDBPyConnection) -> None:
    """One balance of a hundred is off by √15.7 = 3.96 deviations: χ² of all does not see it, the residual does."""
    tiny.execute("delete from flow")
    tiny.execute(
        "insert into site (site_id, company_id, park_id) select 'X' || k, 'C1', 'tiny' from range(100) t(k)"
    )
    tiny.execute(
        "insert into flow (flow_id, park_id, provider_id, receiver_id, resource_id, year, quantity, unit, uncertainty) "
        "select 'I' || k, 'tiny', null, 'X' || k, 'coal', 2024, if(k = 7, 150, 100), 't', 14 from range(100) t(k) "
        "union all select 'O' || k, 'tiny', 'X' || k, null, 'coal', 2024, 100, 't', 14 from range(100) t(k)"
    )

    found = flows.reconcile(tiny, **YEAR)

    # 50 / √(10.71² + 7.14²), the ± of 14 % being 1.96 deviations
    assert found.largest == pytest.approx(50 / np.hypot(10.714, 7.143), rel=1e-3)
    assert found.chi2 < found.critical
    assert found.limit == pytest.approx(3.47, abs=0.01)  # of a hundred different residuals
    assert not found.is_consistent
    assert found.suspects == ["I7", "O7"]
    assert found.suspect_balance == "X7|material"


NETWORK = st.lists(
    st.tuples(st.integers(0, 4), st.integers(0, 4), st.floats(1, 1e5), st.floats(1, 50)),
    min_size=4,
    max_size=25,
)


@settings(max_examples=12)
@given(NETWORK)
def test_reconciled_figures_satisfy_all_balances_are_surer_and_stay_when_reconciled_again(
    rows: list[tuple[int, int, float, float]],
) -> None:
    made = pd.DataFrame(
        [
            {
                "flow_id": f"F{k}",
                "provider_id": f"S{a}" if a else None,
                "receiver_id": f"S{b}" if b else None,
                "resource_id": "R",
                "kind": "material",
                "measure": "t",
                "slope": 1.0,
                "value": value,
                "spread": value * percent / 100,
                "deviation": value * percent / 196,
            }
            for k, (a, b, value, percent) in enumerate(rows)
            if a != b
        ],
        columns=["flow_id", "provider_id", "receiver_id", "resource_id", "kind", "measure", "slope", "value", "spread", "deviation"],
    )  # fmt: skip
    none = made.iloc[:0].assign(site_id=pd.Series(dtype=object))
    measured, coefficients, _open = flows.reconciling.network(made, none)
    if coefficients.empty:
        return
    found = flows.reconciling.reconciliation.reconcile(measured, coefficients).flows.set_index("flow_id")

    entries = entries_by_site(made, none)
    held = entries[entries["balance_id"].isin(coefficients["balance_id"])]
    left = (held["coefficient"] * held["flow_id"].map(found["reconciled"])).groupby(held["balance_id"]).sum()
    assert left.abs().max() <= 1e-6 * made["value"].max()
    assert (found["deviation_after"] <= found["deviation_before"] * (1 + 1e-9)).all()
    balanced = measured.assign(value=measured["flow_id"].map(found["reconciled"]))
    again = flows.reconciling.reconciliation.reconcile(balanced, coefficients)
    assert again.chi2 == pytest.approx(0.0, abs=1e-9)
    assert again.flows["reconciled"].to_numpy() == pytest.approx(
        balanced["value"].to_numpy(), rel=1e-6, abs=1e-6 * made["value"].max()
    )
