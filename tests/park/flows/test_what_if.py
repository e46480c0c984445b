"""What would be if companies left, or a flow became another amount."""

from dataclasses import replace
from typing import Any

import duckdb
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from isdata.data.disclosure import FACILITATOR, GUEST, Viewer
from isdata.park import flows
from isdata.park.flows.what_if import adjustable_flows

NETWORK = flows.FlowSelection(year=2024, look="network", share=0.0)
WITHOUT = replace(NETWORK, without=("C2",))
HALF = replace(NETWORK, scaled=(flows.Scaled("", "C1", "coal", 0.5),))


def composed(
    con: duckdb.DuckDBPyConnection, choice: flows.FlowSelection, viewer: Viewer = FACILITATOR
) -> pd.DataFrame:
    return flows.compose(con, park_id="tiny", choice=choice, viewer=viewer).view.links


def test_what_a_company_gives_and_takes_is_lost_with_it(tiny: duckdb.DuckDBPyConnection) -> None:
    totals = composed(tiny, WITHOUT).groupby("change")["value"].sum().to_dict()

    assert totals == {"same": 1000.0, "loss": 300.0 + 20.0 + 45.0}


def test_a_flow_that_was_never_measured_goes_with_its_company(tiny: duckdb.DuckDBPyConnection) -> None:
    assert not composed(tiny, NETWORK)["is_measured"].all()
    assert composed(tiny, WITHOUT)["is_measured"].all()


def test_a_flow_can_become_less_or_more(tiny: duckdb.DuckDBPyConnection) -> None:
    less = composed(tiny, HALF).groupby("change")["value"].sum()
    more = composed(tiny, replace(NETWORK, scaled=(flows.Scaled("", "C1", "coal", 1.5),)))

    assert less.to_dict() == {"same": 500.0 + 365.0, "loss": 500.0}
    assert more.groupby("change")["value"].sum()["gain"] == 500.0


def test_before_and_after_stand_apart(tiny: duckdb.DuckDBPyConnection) -> None:
    (_today, before), (_then, after) = flows.compose_apart(
        tiny, park_id="tiny", choice=WITHOUT, viewer=FACILITATOR
    )

    assert before.view.links["value"].sum() == 1365.0
    assert after.view.links["value"].sum() == 1000.0


def test_where_it_ends_is_informed_of_what_would_be(tiny: duckdb.DuckDBPyConnection) -> None:
    shown = flows.converted(tiny, park_id="tiny", choice=WITHOUT, viewer=FACILITATOR)

    assert shown["value"].sum() == 1000.0
    assert flows.loops(flows.network(tiny, park_id="tiny", choice=WITHOUT, viewer=FACILITATOR)).empty


def test_a_list_of_flows_holds_the_largest_and_those_supposed_already(
    tiny: duckdb.DuckDBPyConnection,
) -> None:
    where: dict[str, Any] = {
        "park_id": "tiny",
        "year": 2024,
        "viewer": FACILITATOR,
    }
    all_of_them = adjustable_flows(tiny, **where)
    last = all_of_them.rows.iloc[-1]
    scaled = flows.Scaled(*last[["provider_id", "receiver_id", "resource_id"]], factor=1.0)

    found = adjustable_flows(tiny, **where, scaled=(scaled,), most=1)

    assert all_of_them.rows["quantity"].is_monotonic_decreasing
    assert found.total == all_of_them.total == len(all_of_them.rows) > 2
    assert found.rows["quantity"].tolist() == [all_of_them.rows["quantity"].iloc[0], last["quantity"]]


def test_a_guest_cannot_find_out_about_a_company_by_supposing_it_gone(
    tiny: duckdb.DuckDBPyConnection,
) -> None:
    tiny.execute("update flow set quantity = 10 where flow_id = 'F7'")
    today = composed(tiny, NETWORK, viewer=GUEST)["value"].sum()

    gone = composed(tiny, replace(NETWORK, without=("C3",)), viewer=GUEST)

    assert gone.loc[gone["change"] == "same", "value"].sum() == pytest.approx(today)


@given(st.sampled_from(["", "C1", "C-2"]), st.sampled_from(["fly_ash", "coal"]), st.floats(0, 100))
def test_a_supposition_survives_the_address(company: str, resource: str, factor: float) -> None:
    (found,) = flows.scaled_from(flows.text_of(flows.Scaled(company, "C9", resource, factor)))

    assert (found.provider_id, found.receiver_id, found.resource_id) == (company, "C9", resource)
    assert found.factor == pytest.approx(factor, rel=1e-5)
