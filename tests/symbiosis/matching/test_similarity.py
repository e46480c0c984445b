"""Which resource can stand in for another, and that the list shows what can be done with what is left over."""

import duckdb
import pandas as pd
import pytest

from isdata.data import store
from isdata.data.naming.spellings import rarity, spellings
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


def test_pairs_of_names_that_are_left_out_early_are_not_alike(resources: pd.DataFrame) -> None:
    names = spellings(resources)["words"].iloc[::9].tolist()
    weight = rarity(names)
    nothing_certain = dict.fromkeys(weight, 0.0)
    certain = {word: 0.0 if similarity._has_spellings(word) else each for word, each in weight.items()}
    compared = [[(words, frozenset(words))] for words in names]

    left_out = 0
    for place, one in enumerate(compared):
        for other in compared[:place]:
            every = similarity._best(one, other, weight, nothing_certain)
            found = similarity._best(one, other, weight, certain)
            assert found == every or (found == 0.0 and every < similarity._ALIKE)
            left_out += found != every
    assert left_out > 100
