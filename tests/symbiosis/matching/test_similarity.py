"""Which resource can stand in for another, and that the list shows what can be done with what is left over."""

import duckdb
import pandas as pd
import pytest

from isdata.data import store
from isdata.symbiosis.matching import similarity


@pytest.fixture(scope="module")
def resources(all_parks: duckdb.DuckDBPyConnection) -> pd.DataFrame:
    return store.ask(all_parks, "match_resources")


@pytest.fixture(scope="module")
def alike(resources: pd.DataFrame) -> dict[tuple[str, str], float]:
    """How well a resource stands in for another."""
    table = similarity.similarities(resources, resources)
    pairs = zip(table["supply_resource"], table["demand_resource"], strict=True)
    return dict(zip(pairs, table["similarity"], strict=True))


def test_most_of_what_is_left_over_has_a_way_of_treatment(
    parks: duckdb.DuckDBPyConnection, resources: pd.DataFrame
) -> None:
    steps = store.ask(parks, "match_treatments")
    left_over = resources.loc[resources["resource_class"].isin(["waste", "by_product", "waste_water"])]
    energy = steps["electricity"] * 0.5  # less than any works pays for a kWh [CNY]

    assert left_over["resource_id"].isin(steps["input_id"]).mean() > 0.8
    assert (steps["cost"] >= energy).all()  # running costs hold the energy


def test_some_resources_stand_in_for_others_and_some_never(alike: dict, resources: pd.DataFrame) -> None:
    assert alike["waste_heat", "hot_water"] == 0.9
    assert alike["steam", "waste_heat"] == 0.85
    assert ("waste_heat", "steam") not in alike
    assert ("dissipated_heat", "hot_water") not in alike  # lost already
    assert alike["sorted_steel_scrap", "steel_scrap"] == 0.8
    assert ("fly_ash", "spent_foundry_sand") not in alike  # one customs heading, two things
    assert ("nickel_sludge", "chromium_sludge") not in alike
    assert alike["plastic_drums", "plastic_scrap"] == 0.5  # shredded
    assert ("plastic_scrap", "plastic_drums") not in alike  # scrap is no drum to be filled again
    assert ("pvc_scrap", "pet_scrap") not in alike  # two polymers
    assert ("foam_scrap", "plastic_film_waste") not in alike  # a thermoset
    assert ("rubber_crumb", "waste_tyres") not in alike  # who takes tyres makes crumb of them
    assert all(alike[name, name] == 1 for name in resources["resource_id"])


def test_water_serves_where_no_purer_one_is_wanted(alike: dict) -> None:
    assert alike["demineralised_water", "reclaimed_water"] == 0.95
    assert ("reclaimed_water", "condensate") not in alike
    assert ("sea_water", "fresh_water") not in alike
