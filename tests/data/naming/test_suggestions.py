"""What firms write in their own words meets the resource that is meant."""

import pandas as pd
import pytest

from isdata.data import naming
from isdata.data.naming.spellings import vocabulary


@pytest.mark.parametrize("phrase", ["qwertium offcuts", "qwertium边角料"])
def test_an_unknown_word_beside_a_form_is_not_passed_over(resources: pd.DataFrame, phrase: str) -> None:
    found = naming.suggest(phrase, resources)

    assert found.empty or found["similarity"].iloc[0] < 0.6


def test_not_is_no_slip_of_the_pen(resources: pd.DataFrame) -> None:
    best = naming.suggest("treated timber waste", resources).iloc[0]["resource_id"]

    assert best == "treated_wood_waste"
    assert "treated_wood_waste" not in set(naming.suggest("untreated", resources)["resource_id"])


def test_the_same_word_beats_one_that_looks_like_it(resources: pd.DataFrame) -> None:
    best = [naming.suggest(phrase, resources).iloc[0]["resource_id"] for phrase in ("pallets", "pellets")]

    assert best == ["pallets", "biomass_pellets"]


def test_who_gives_and_who_wants_may_mean_different_things(resources: pd.DataFrame) -> None:
    given = naming.suggest("油漆稀释剂", resources, is_left_over=True).iloc[0]
    wanted = naming.suggest("油漆稀释剂", resources, is_left_over=False).iloc[0]

    assert (given["resource_id"], wanted["resource_id"]) == ("waste_solvent", "solvent")


@pytest.mark.parametrize("typed", ["粉煤", "fenmei", "Fly"])
def test_a_name_that_begins_with_what_is_typed_comes_first(resources: pd.DataFrame, typed: str) -> None:
    assert naming.complete(typed, resources, is_left_over=True)["resource_id"].iloc[0] == "fly_ash"


def test_a_bare_good_and_a_single_character_mean_what_they_mean_when_complete(
    resources: pd.DataFrame,
) -> None:
    best = [
        naming.complete(typed, resources, is_left_over=True)["resource_id"].iloc[0]
        for typed in ("sand", "钢")
    ]

    assert best == ["spent_foundry_sand", "steel_scrap"]
    assert naming.complete("qqqqq", resources).empty


@pytest.mark.parametrize(
    "phrase", ["", "  ", "!?", "qqqqq", "<img src=x onerror=alert(1)>", "'; drop table x"]
)
def test_what_means_nothing_finds_nothing(resources: pd.DataFrame, phrase: str) -> None:
    assert naming.suggest(phrase, resources).empty


def test_every_resource_is_found_by_each_of_its_own_names(resources: pd.DataFrame) -> None:
    for row in resources.iloc[::15].to_dict("records"):
        for name in (row["name_en"], row["name_zh"]):
            found = naming.suggest(name, resources, most=3)
            assert found.loc[found["similarity"] >= 0.99, "resource_id"].eq(row["resource_id"]).any(), name


def test_the_list_is_filled_in_both_languages(resources: pd.DataFrame) -> None:
    shown = [
        "name_en",
        "name_zh",
        "synonyms_en",
        "synonyms_zh",
        "usual_form",
        "usual_users_en",
        "usual_users_zh",
    ]

    assert len(resources) >= 350
    assert resources[shown].notna().all().all()
    assert resources["usual_form"].str.contains(" / ").all()


def test_what_a_person_confirmed_comes_first_and_helps_with_like_words(resources: pd.DataFrame) -> None:
    confirmed = pd.DataFrame({"phrase": ["grey water from hall 3"], "resource_id": ["spent_emulsion"]})

    found = naming.suggest("Grey water from hall 3", resources, confirmed=confirmed).iloc[0]
    near = naming.suggest("grey water of hall 3", resources, confirmed=confirmed).iloc[0]

    assert (found["resource_id"], found["is_confirmed"]) == ("spent_emulsion", True)
    assert (near["resource_id"], near["is_confirmed"]) == ("spent_emulsion", False)


@pytest.mark.parametrize(("similarity", "is_confirmed", "proposed"), [
    ([], [], None),
    ([0.771, 0.774], [False, False], None),
    ([0.774, 0.764], [False, False], "first"),
    ([0.9, 0.9], [True, False], "first"),
    ([0.5], [False], "first"),
])  # fmt: skip
def test_of_two_equally_likely_resources_none_is_proposed(
    similarity: list[float], is_confirmed: list[bool], proposed: str | None
) -> None:
    found = pd.DataFrame(
        {
            "resource_id": ["first", "second"][: len(similarity)],
            "similarity": similarity,
            "is_confirmed": is_confirmed,
        }
    )

    assert naming.most_similar(found) == proposed


@pytest.mark.parametrize(
    ("phrase", "meant"),
    [
        ("Safety glass", "vehicle_glass"),
        ("Bio-sludge", "biological_sludge"),
        ("Residual coconut", "fruit_pomace"),
        ("PET瓶片白料", "pet_scrap"),
        ("07 02 13 PVC", "pvc_scrap"),
        ("water", "fresh_water"),
        ("水", "fresh_water"),
        ("煤", "coal"),
        ("BOSF", "steel_slag"),
        ("COG", "coke_oven_gas"),
        ("BFG", "blast_furnace_gas"),
        ("FGD", "fgd_gypsum"),
        ("RTO", "hot_air"),
    ],
)
def test_bare_goods_and_abbreviations_mean_one_resource(
    resources: pd.DataFrame, phrase: str, meant: str
) -> None:
    assert naming.suggest(phrase, resources)["resource_id"].iloc[0] == meant


def test_who_wants_sand_buys_silica_sand_and_no_spent_sand(resources: pd.DataFrame) -> None:
    assert naming.suggest("sand", resources, is_left_over=False)["resource_id"].iloc[0] == "silica_sand"
    assert naming.suggest("砂", resources, is_left_over=False)["resource_id"].iloc[0] == "silica_sand"


def test_who_has_sand_to_give_away_has_spent_foundry_sand(resources: pd.DataFrame) -> None:
    assert naming.suggest("sand", resources, is_left_over=True)["resource_id"].iloc[0] == "spent_foundry_sand"
    assert naming.suggest("砂", resources, is_left_over=True)["resource_id"].iloc[0] == "spent_foundry_sand"


def test_who_has_oil_to_give_away_does_not_sell_the_good(resources: pd.DataFrame) -> None:
    assert naming.suggest("oil", resources, is_left_over=True)["resource_id"].iloc[0] == "used_oil"
    assert naming.suggest("oil", resources, is_left_over=False)["resource_id"].iloc[0] == "lubricant"


def test_a_code_breaks_ties_and_never_overrides_a_name(resources: pd.DataFrame) -> None:
    """07 02 13 is waste plastic: beside the name of another thing, the name counts."""
    assert naming.suggest("07 02 13 glass cullet", resources)["resource_id"].iloc[0] == "glass_cullet"
    assert naming.suggest("07 02 13", resources)["resource_class"].iloc[0] == "by_product"


def test_what_an_entry_excludes_is_not_meant(resources: pd.DataFrame) -> None:
    whole = naming.suggest("Waste sand other than that mentioned in 10 09 07", resources)
    phrase = "Casting sand other than those mentioned in 12 01 09"

    assert "spent_emulsion" not in set(naming.suggest(phrase, resources)["resource_id"])
    assert len(whole)


@pytest.mark.parametrize(
    ("phrase", "meant"),
    [
        ("petroleum coke fly ash", "fly_ash"),  # the last word says what it is
        ("含有机溶剂废活性炭", "spent_activated_carbon"),
        ("sludge from the treatment of pickling effluent", "industrial_sludge"),
        ("mango peel", "fruit_pomace"),  # by the kind that a mango belongs to
        ("PHB waste", "plastic_scrap"),
    ],
)
def test_the_thing_counts_more_than_its_origin(resources: pd.DataFrame, phrase: str, meant: str) -> None:
    assert naming.suggest(phrase, resources, is_left_over=True)["resource_id"].iloc[0] == meant


@pytest.mark.parametrize("phrase", ["phytic acid", "preventable loss", "beach wrack", "post-processed data"])
def test_none_of_these_is_an_answer(resources: pd.DataFrame, phrase: str) -> None:
    found = naming.suggest(phrase, resources, is_left_over=True)

    assert found.empty or found["similarity"].iloc[0] < 0.6


@pytest.mark.parametrize(
    ("phrase", "meant"),
    [
        ("yeast industry wastewater", "organic_waste_water"),
        ("quarry waste", "quarry_fines"),
        ("使用硝酸剥落镀层产生的废酸液", "spent_nitric_acid"),
        ("电镀产生的废槽液、槽渣和废水处理污泥", "plating_rinse"),
        ("WFS", "spent_foundry_sand"),
    ],
)
def test_state_list_and_what_was_used_show_what_is_meant(
    resources: pd.DataFrame, phrase: str, meant: str
) -> None:
    assert naming.suggest(phrase, resources, is_left_over=True)["resource_id"].iloc[0] == meant


def test_a_phrase_takes_no_loop_over_all_names(resources: pd.DataFrame) -> None:
    """The names that share no word with the phrase are not compared: the same words meet few of thousands."""
    _, names = vocabulary(resources)

    compared = {at for word in ("fly", "ash") for at in names.names_of_word[word]}

    assert len(compared) < len(names.spellings) / 20
