"""What firms write in their own words meets the resource that is meant."""

import pandas as pd
import pytest

from isdata import store
from isdata.ingest import samples
from isdata.matching import likeness


@pytest.fixture(scope="module")
def resources() -> pd.DataFrame:
    with store.open() as con:
        samples.init(con)
        return store.ask(con, "match_resources")


@pytest.mark.parametrize(
    "phrase",
    [
        "废乳化液",
        "spent machining emulsion",
        "cutting oil",
        "机加工废乳化液",
        "used coolent emulsion",
        "废乳液",
        "120109",
    ],
)
def test_a_strangers_phrase_meets_the_same_class(resources: pd.DataFrame, phrase: str) -> None:
    best = likeness.suggest(phrase, resources).iloc[0]

    assert best["resource_id"] == "spent_emulsion"
    assert best["resource_class"] == "waste_water"
    assert best["ewc_code"] == "12 01 09"


@pytest.mark.parametrize(
    ("phrase", "meant"),
    [
        ("粉煤灰", "fly_ash"),
        ("废木托盘", "wood_waste"),
        ("foundary sand", "spent_foundry_sand"),
        ("scrap steel punchings", "steel_scrap"),
        ("废机油", "used_oil"),
        ("回用中水", "reclaimed_water"),
        ("Steam, 8 bar", "steam"),
        ("烟气余热", "waste_heat"),
    ],
)
def test_other_words_and_mistakes_are_understood(resources: pd.DataFrame, phrase: str, meant: str) -> None:
    assert likeness.suggest(phrase, resources).iloc[0]["resource_id"] == meant


def test_who_gives_and_who_wants_may_mean_different_things(resources: pd.DataFrame) -> None:
    given = likeness.suggest("油漆稀释剂", resources, is_left_over=True).iloc[0]
    wanted = likeness.suggest("油漆稀释剂", resources, is_left_over=False).iloc[0]

    assert (given["resource_id"], wanted["resource_id"]) == ("waste_solvent", "solvent")


@pytest.mark.parametrize(
    "phrase", ["", "  ", "!?", "qqqqq", "<img src=x onerror=alert(1)>", "'; drop table x"]
)
def test_what_means_nothing_finds_nothing(resources: pd.DataFrame, phrase: str) -> None:
    assert likeness.suggest(phrase, resources).empty


def test_every_resource_is_found_by_each_of_its_own_names(resources: pd.DataFrame) -> None:
    for row in resources.iloc[::15].to_dict("records"):
        for name in (row["name_en"], row["name_zh"]):
            found = likeness.suggest(name, resources, most=3)
            assert found.loc[found["likeness"] >= 0.99, "resource_id"].eq(row["resource_id"]).any(), name


def test_the_list_holds_at_least_250_resources_in_both_languages(resources: pd.DataFrame) -> None:
    assert len(resources) >= 250
    assert resources[["name_en", "name_zh", "synonyms_en", "synonyms_zh"]].notna().all().all()


def stands_in(resources: pd.DataFrame) -> dict[tuple[str, str], float]:
    table = likeness.between(resources, resources)
    return dict(
        zip(
            zip(table["supply_resource"], table["demand_resource"], strict=True),
            table["likeness"],
            strict=True,
        )
    )


def test_some_resources_stand_in_for_others_and_some_never(resources: pd.DataFrame) -> None:
    alike = stands_in(resources)

    assert alike["waste_heat", "hot_water"] == 0.9
    assert alike["steam", "waste_heat"] == 0.85
    assert ("waste_heat", "steam") not in alike
    assert alike["sorted_steel_scrap", "steel_scrap"] == 0.8
    assert ("fly_ash", "spent_foundry_sand") not in alike  # one customs heading, two things
    assert ("nickel_sludge", "chromium_sludge") not in alike
    assert all(alike[name, name] == 1 for name in resources["resource_id"])


def test_what_a_person_confirmed_comes_first_and_helps_with_like_words(resources: pd.DataFrame) -> None:
    confirmed = pd.DataFrame({"phrase": ["grey water from hall 3"], "resource_id": ["spent_emulsion"]})

    found = likeness.suggest("Grey water from hall 3", resources, confirmed=confirmed).iloc[0]
    near = likeness.suggest("grey water of hall 3", resources, confirmed=confirmed).iloc[0]

    assert (found["resource_id"], found["is_confirmed"]) == ("spent_emulsion", True)
    assert (near["resource_id"], near["is_confirmed"]) == ("spent_emulsion", False)
