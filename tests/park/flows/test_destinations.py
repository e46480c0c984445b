"""Loops, and where things end."""

import duckdb
import pandas as pd
import pytest

from isdata.data import contracts
from isdata.data.disclosure import FACILITATOR
from isdata.park import flows


def material(tiny: duckdb.DuckDBPyConnection) -> pd.DataFrame:
    return flows.converted(
        tiny, park_id="tiny", choice=flows.FlowSelection(2024, kind="material"), viewer=FACILITATOR
    )


def test_the_loop_of_ash_and_dust_is_listed_with_what_goes_round(tiny: duckdb.DuckDBPyConnection) -> None:
    network = flows.network(tiny, park_id="tiny", choice=flows.FlowSelection(2024), viewer=FACILITATOR)

    (loop,) = flows.loops(network).to_dict("records")

    assert set(loop["nodes"]) == {"company:C1", "company:C2"}
    assert loop["amount"] == 20.0
    assert set(loop["resources"]) == {("fly_ash",), ("clinker_dust",)}


def test_a_loop_that_was_never_measured_is_listed_without_an_amount(tiny: duckdb.DuckDBPyConnection) -> None:
    tiny.execute("update flow set quantity = null where flow_id = 'F3'")
    network = flows.network(tiny, park_id="tiny", choice=flows.FlowSelection(2024), viewer=FACILITATOR)

    assert flows.loops(network)["amount"].tolist() == [0.0]


def test_what_is_disposed_of_has_no_receiver(tiny: duckdb.DuckDBPyConnection) -> None:
    tiny.execute("update flow set cost = -9000, currency = 'CNY', price_year = 2024 where flow_id = 'F6'")

    (left,) = flows.residuals(material(tiny)).to_dict("records")

    assert (left["provider_id"], left["resource_id"], left["value"]) == ("C2", "mixed_waste", 45.0)
    assert left["cost"] == 9000.0


def test_what_a_neighbour_treats_is_not_left_without_a_receiver_twice(
    tiny: duckdb.DuckDBPyConnection,
) -> None:
    assert flows.unused_by_products(flows.residuals(material(tiny))) == (1, 45.0)

    tiny.execute("update flow set receiver_id = 'S1' where flow_id = 'F6'")

    left = flows.residuals(material(tiny))
    assert len(left) == 1
    assert flows.unused_by_products(left) == (0, 0.0)


def test_shares_say_what_becomes_of_what_is_left_over(tiny: duckdb.DuckDBPyConnection) -> None:
    shares = flows.shares(material(tiny)).set_index("destination")["share"]

    assert shares["reuse"] == pytest.approx(320 / 365)  # 300 t ash and 20 t dust of 365 t
    assert shares["disposal"] == pytest.approx(45 / 365)
    assert shares.sum() == pytest.approx(1.0)


def test_what_is_lost_to_the_air_counts_as_not_used_as_the_definition_states(
    tiny: duckdb.DuckDBPyConnection,
) -> None:
    """Moisture of waste is part of the total of the solid waste utilisation rate."""
    before = flows.shares(material(tiny))
    tiny.execute("update flow set destination = 'emission' where flow_id = 'F6'")
    after = flows.shares(material(tiny))

    assert after["value"].sum() == before["value"].sum()
    assert after.set_index("destination")["value"]["emission"] == 45.0
    assert "with losses to air and water" in contracts.definition("solid waste utilisation rate")["en"]


def test_secondary_share_is_what_is_used_again_of_all_that_is_taken_in(
    tiny: duckdb.DuckDBPyConnection,
) -> None:
    assert flows.secondary_share(material(tiny)) == pytest.approx(
        320 / 1320
    )  # 1000 t of coal come from outside


def test_secondary_share_of_nothing_is_unknown(tiny: duckdb.DuckDBPyConnection) -> None:
    assert pd.isna(flows.secondary_share(material(tiny).iloc[:0]))


def test_what_is_used_again_has_no_share_where_no_disposal_is_recorded() -> None:
    assert flows.used_share(320, 365) == pytest.approx(320 / 365)
    assert flows.used_share(0, 45) == 0
    assert pd.isna(flows.used_share(320, 320))
    assert pd.isna(flows.used_share(0, 0))


def test_the_diagram_of_unused_by_products_shows_what_their_count_counts(
    tiny: duckdb.DuckDBPyConnection,
) -> None:
    """45 t of mixed waste are disposed of outside; ash and dust, which neighbours use, and vented gas are left out."""
    tiny.execute(
        "insert into flow by name select 'F-gas' as flow_id, 'tiny' as park_id, 'S1' as provider_id, 'nitrogen' as resource_id,"
        " 2024 as year, 26.0 as quantity, 't' as unit, 'emission' as destination"
    )
    unused = flows.PRESETS["unused"]
    choice = flows.FlowSelection(
        2024, kind=unused.kind, classes=unused.classes, only_unused=unused.only_unused
    )
    shown = flows.converted(tiny, park_id="tiny", choice=choice, viewer=FACILITATOR)

    assert shown["value"].tolist() == [45.0]
    assert flows.unused_by_products(flows.residuals(shown)) == (1, 45.0)


def test_a_by_product_without_a_stated_use_is_reused_by_its_receiver_and_open_without_one(
    tiny: duckdb.DuckDBPyConnection,
) -> None:
    """300 t of fly ash go to C2 and 45 t of mixed waste to nobody: so in every park begun without the column “Use”."""
    before = flows.secondary_share(material(tiny))
    tiny.execute("update flow set destination = null")

    found = flows.compose(
        tiny, park_id="tiny", choice=flows.FlowSelection(2024, look="chain", share=0.0), viewer=FACILITATOR
    ).view.links

    assert {"fate:unstated:take"} == set(found.loc[found["source"] == "resource:mixed_waste", "target"])
    assert flows.secondary_share(material(tiny)) == before > 0
