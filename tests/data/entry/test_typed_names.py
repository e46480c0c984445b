"""Names typed in place of ids: exact ones are taken, near ones are proposed, and none is guessed."""

import duckdb
import pytest

from isdata.data.entry import names, typed_names


@pytest.fixture
def resources(samples: duckdb.DuckDBPyConnection) -> dict[str, str]:
    return names.names(samples, "resource", park_id="chengdu", language="en")


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("steel scrap", "steel_scrap"),
        ("Waste heat", "waste_heat"),
        ("steel_scrap", "steel_scrap"),
        ("废钢", "steel_scrap"),
    ],
)
def test_an_exact_name_or_id_is_taken(
    samples: duckdb.DuckDBPyConnection, resources: dict[str, str], text: str, meant: str
) -> None:
    """Lists that are searched by typing took “Sorted steel scrap” and “Power from waste heat” instead."""
    assert typed_names.read(samples, "resource", [text], words=resources)[text].id == meant


def test_a_synonym_is_taken_as_an_import_takes_it(
    samples: duckdb.DuckDBPyConnection, resources: dict[str, str]
) -> None:
    assert (
        typed_names.read(samples, "resource", ["flue dust"], words=resources)["flue dust"].id
        == "blast_furnace_dust"
    )


def test_a_part_of_a_name_is_proposed_and_what_is_like_none_is_not(
    samples: duckdb.DuckDBPyConnection,
) -> None:
    sites = names.names(samples, "site", park_id="chengdu", language="en")
    found = typed_names.read(samples, "site", ["oak", "Oak Forgng", "Riv", "Oak Forging"], words=sites)

    oak = found["Oak Forging"].id
    assert oak is not None
    assert found["oak"] == found["Oak Forgng"] == typed_names.Named(None, (oak,), oak)
    assert found["Riv"] == typed_names.Named()


def test_a_word_of_several_names_proposes_these_and_a_shared_name_is_asked_for(
    samples: duckdb.DuckDBPyConnection, resources: dict[str, str]
) -> None:
    """Blast-furnace dust stood first for sludge, and fuel gas was taken for refinery gas."""
    found = typed_names.read(samples, "resource", ["sludge", "fuel gas"], words=resources)

    assert found["sludge"].near
    assert all("sludge" in resources[key] for key in found["sludge"].near)
    assert found["sludge"].likely is None  # several are as likely: none is accepted without a choice
    assert found["fuel gas"] == typed_names.Named(None, ("natural_gas", "refinery_gas"))


def test_a_row_that_may_not_be_chosen_is_not_taken(samples: duckdb.DuckDBPyConnection) -> None:
    sites = names.names(samples, "site", park_id="kalundborg", language="en")

    assert (
        typed_names.read(samples, "site", ["Oak Forging"], words=sites)["Oak Forging"] == typed_names.Named()
    )
    assert typed_names.read(samples, "site", ["A"], words={"S1": "A", "S2": "A"})["A"].near == ("S1", "S2")
