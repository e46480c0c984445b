"""A flow that is entered twice, or runs beside another."""

import itertools

import duckdb
import pandas as pd

from isdata.data.contracts import choices
from isdata.data.entry import same_flows
from isdata.data.store import checking

ASH: dict[str, object] = {
    "provider_id": "S1",
    "receiver_id": "S2",
    "resource_id": "fly_ash",
    "year": 2024,
    "quantity": 5.0,
}


def _found(con: duckdb.DuckDBPyConnection, *rows: dict[str, object], gone: tuple[str, ...] = ()) -> list:
    return same_flows.repeated(con, pd.DataFrame(list(rows)), gone=gone)["quantity"].tolist()


def test_a_flow_of_the_same_ends_resource_and_year_is_found_with_the_stored_one(
    tiny: duckdb.DuckDBPyConnection,
) -> None:
    assert _found(tiny, ASH) == [300, 5]
    assert _found(tiny, ASH | {"year": 2023}, ASH | {"receiver_id": None}) == []
    assert _found(tiny, ASH, gone=("F2",)) == []
    coal: dict[str, object] = {
        "provider_id": None,
        "receiver_id": "S1",
        "resource_id": "coal",
        "year": 2024,
        "quantity": 7.0,
    }
    assert _found(tiny, coal) == [1000, 7]


def test_rows_that_repeat_each_other_are_found_and_stored_ones_are_not_asked_about_again(
    tiny: duckdb.DuckDBPyConnection,
) -> None:
    assert _found(tiny, ASH | {"year": 2020}, ASH | {"year": 2020, "quantity": 6.0}) == [5, 6]

    stored = ASH | {"flow_id": "F2"}
    assert _found(tiny, stored) == []
    assert _found(tiny, stored, ASH | {"quantity": 6.0}) == [5, 6]
    assert _found(tiny, stored | {"resource_id": "clinker_dust"}, stored | {"flow_id": "F9"}) == []
    tiny.execute("insert into flow by name select * replace ('F8' as flow_id) from flow where flow_id = 'F2'")
    assert _found(tiny, stored) == []


def test_a_site_provides_to_itself_only_what_it_uses_again() -> None:
    uses = ["use", None, "reuse", "recycling", "recovery", "disposal"]
    own = pd.DataFrame({"provider_id": "S1", "receiver_id": "S1", "destination": uses})
    others = pd.DataFrame({"provider_id": ["S1", None], "receiver_id": ["S2", None]})

    assert same_flows.to_themselves(own) == [0, 1, 5]
    assert same_flows.to_themselves(others) == []


def test_flows_not_saved_yet_break_the_rule_that_stored_ones_break(tiny: duckdb.DuckDBPyConnection) -> None:
    """All pairs of ends with all destinations."""
    sites = [None, "S1", "S2"]
    rows = itertools.product(sites, sites, [None, *choices("destination")])
    typed = pd.DataFrame(rows, columns=["provider_id", "receiver_id", "destination"], dtype=object)
    typed = typed.assign(park_id="tiny", resource_id="coal", unit="t", year=2024)
    tiny.register("typed", typed.assign(flow_id=[f"N{n:03}" for n in range(len(typed))]))
    tiny.execute("delete from flow")
    tiny.execute("insert into flow by name from typed")

    broken = checking.check_logic(tiny, ["flow_to_itself"])

    assert broken["row_key"].tolist() == [f"N{n:03}" for n in same_flows.to_themselves(typed)]
    assert len(broken) == 2 * (len(choices("destination")) + 1 - len(same_flows.USED_AGAIN))
