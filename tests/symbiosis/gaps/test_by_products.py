"""Unused by-products of the flows become supplies once, and change no flow."""

import duckdb

from isdata.data.disclosure import FACILITATOR, GUEST
from isdata.symbiosis.gaps import by_products


def test_unused_by_products_are_entered_as_supplies_once(tiny: duckdb.DuckDBPyConnection) -> None:
    """C2 sends 45 t of mixed waste to landfill; all else has a receiver."""
    (row,) = by_products.unused(tiny, park_id="tiny", viewer=FACILITATOR).to_dict("records")
    assert (row["site_id"], row["resource_id"], row["quantity"], row["unit"]) == (
        "S2",
        "mixed_waste",
        45.0,
        "t",
    )
    flows = tiny.execute("select * from flow order by flow_id").fetchall()

    assert by_products.store_as_supplies(tiny, park_id="tiny", who="office") == 1

    stored = tiny.execute(
        "select site_id, direction, resource_id, quantity, unit, period from stream"
    ).fetchall()
    assert stored == [("S2", "supply", "mixed_waste", 45.0, "t", "year")]
    assert by_products.unused(tiny, park_id="tiny", viewer=FACILITATOR).empty
    assert by_products.store_as_supplies(tiny, park_id="tiny", who="office") == 0
    assert tiny.execute("select * from flow order by flow_id").fetchall() == flows


def test_a_waste_whose_destination_is_not_stated_counts_as_unused(tiny: duckdb.DuckDBPyConnection) -> None:
    tiny.execute("update flow set destination = null where resource_id = 'mixed_waste'")

    (row,) = by_products.unused(tiny, park_id="tiny", viewer=FACILITATOR).to_dict("records")

    assert row["resource_id"] == "mixed_waste"


def test_only_the_facilitator_is_offered_them(tiny: duckdb.DuckDBPyConnection) -> None:
    assert by_products.unused(tiny, park_id="tiny", viewer=GUEST).empty
