"""What firms write in their own words meets the resource that is meant."""

import pandas as pd
import pytest

from isdata.data import naming, store
from isdata.data.ingest import samples
from isdata.data.naming.spellings import vocabulary


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
    best = naming.suggest(phrase, resources).iloc[0]

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
    assert naming.suggest(phrase, resources).iloc[0]["resource_id"] == meant


GOLDEN = {
    "aluminium_chips": ["alu chips", "aluminum turnings", "lvxie", "铝屑"],
    "canteen_waste": ["厨余垃圾", "food leftovers of the canteen"],
    "cardboard_waste": ["waste cardboard boxes from the warehouse", "旧纸箱"],
    "compressed_air": ["compressed air, 7 bar", "压缩空气 7 bar"],
    "condensate": ["return of condensate", "凝结水"],
    "drums_contaminated": ["empty paint drums", "油漆桶"],
    "electronics_scrap": ["e-waste computers"],
    "fly_ash": ["coal ash", "fenmeihui"],
    "glass_cullet": ["broken glass", "废玻璃"],
    "isopropanol_waste": ["IPA waste"],
    "lead_acid_battery_scrap": ["old lead batteries", "电瓶"],
    "oily_waste": ["used gloves and rags with oil", "抹布"],
    "paint_sludge": ["paint sludge from the spray booth", "漆渣"],
    "plastic_film_waste": ["stretch wrap film", "废塑料膜"],
    "silica_sand": ["沙子", "shiyingsha"],
    "spent_activated_carbon": ["activated carbon, used"],
    "spent_emulsion": ["used coolant from CNC lathes", "ruhuaye", "机床用过的切削液"],
    "spent_pickling_acid": ["废盐酸"],
    "steel_chips": ["metal shavings from turning", "车床铁屑"],
    "steel_scrap": ["feitie", "废铁皮"],
    "used_cooking_oil": ["old frying oil from the canteen", "地沟油"],
    "waste_heat": ["hot flue gas from the furnace", "锅炉烟气余热", "waste heat of compressors"],
    "waste_solvent": ["化工废酒精", "feichurong", "fei rong ji"],
    "waste_tyres": ["scrap tires", "旧轮胎"],
    "wood_chips": ["saw dust", "锯末"],
    "wood_waste": ["old wooden pallets", "烂木头"],
}


@pytest.mark.parametrize(
    ("meant", "phrase"), [(meant, phrase) for meant, phrases in GOLDEN.items() for phrase in phrases]
)
def test_what_firms_say_is_understood(resources: pd.DataFrame, meant: str, phrase: str) -> None:
    assert naming.suggest(phrase, resources).iloc[0]["resource_id"] == meant


# As they are said in a plant in China, Taiwan, Germany or the United States.
ABROAD = {
    "aluminium_chips": ["Aluspäne ölig", "alumnium turnigs", "鋁屑"],
    "cardboard_waste": ["OCC bales", "cardbord 3 t/month", "廢紙箱"],
    "carbon_dioxide": ["CO2 from the ethanol plant"],
    "circuit_board_scrap": ["PCB边角料"],
    "condensate": ["cond. return 85°C", "蒸汽冷凝水 85℃"],
    "copper_scrap": ["Kupferschrott", "bare bright copper wire"],
    "demineralised_water": ["DI water"],
    "eps_scrap": ["Styropor", "waste styrofoam blocks", "保麗龍"],
    "fgd_gypsum": ["脫硫石膏", "gypsum from desulfurization"],
    "hydraulic_oil_waste": ["used hydrolic oil, ISO VG46"],
    "industrial_sludge": ["污泥(含水率80%)", "waste-water treatment sludge, 20 % DS"],
    "lead_acid_battery_scrap": ["UPS batteries dead", "旧电瓶"],
    "nickel_sludge": ["Ni污泥"],
    "pet_scrap": ["PET regrind flakes"],
    "sewage_sludge": ["Klärschlamm"],
    "spent_activated_carbon": ["废活性碳", "spent GAC"],  # 碳 for 炭: an input method took one for the other
    "spent_emulsion": ["廢乳化液", "Altemulsion", "12.01.09"],
    "spent_foundry_sand": ["呋喃树脂砂", "Gießereialtsand"],
    "steam": ["蒸氣", "0.8MPa蒸汽"],
    "steel_scrap": ["廢鋼", "HMS 1&2"],
    "titanium_scrap": ["Ti turnings, grade 5"],
    "used_oil": ["Altöl", "HW08 废矿物油"],
    "waste_heat": ["Abwärme Kompressor", "餘熱"],
    "waste_tyres": ["Altreifen", "廢輪胎", "scrap tire"],
    "wood_waste": ["AVV 15 01 03", "廢木棧板"],
}


@pytest.mark.parametrize(
    ("meant", "phrase"), [(meant, phrase) for meant, phrases in ABROAD.items() for phrase in phrases]
)
def test_what_is_said_elsewhere_is_understood(resources: pd.DataFrame, meant: str, phrase: str) -> None:
    assert naming.suggest(phrase, resources).iloc[0]["resource_id"] == meant


@pytest.mark.parametrize(
    ("code", "meant"),
    [
        ("12 01 09*", {"spent_emulsion"}),
        ("HW09", {"spent_emulsion", "oily_water"}),
        ("900-006-09", {"spent_emulsion", "oily_water"}),  # an entry of China's list of hazardous waste
        ("EWC 12 01 02, 10 t", {"ferrous_dust"}),
        ("08 01 12", {"paint_sludge", "paint_wastewater"}),  # not in the list: its sub-chapter is
        ("120000", set()),  # an amount
    ],
)
def test_a_code_alone_finds_what_carries_it(resources: pd.DataFrame, code: str, meant: set[str]) -> None:
    assert set(naming.suggest(code, resources)["resource_id"]) == meant


# Grades as they stand on drawings, and forms that say nothing without the word beside them.
@pytest.mark.parametrize(
    ("phrase", "meant"),
    [
        ("Q345钢板边角料", "steel_scrap"),
        ("A380 swarf", "aluminium_chips"),
        ("EVA边角料", "eva_scrap"),  # not steel, though its offcuts are called just that
        ("HDPE drums, shredded", "plastic_scrap"),  # not resin: nobody buys it so
        ("PU foam trimmings", "foam_scrap"),
        ("galvanised sheet offcuts", "steel_scrap"),
        ("炉窑换下来的耐火砖", "refractory_waste"),
    ],
)
def test_the_words_of_a_trade_are_understood(resources: pd.DataFrame, phrase: str, meant: str) -> None:
    assert naming.suggest(phrase, resources).iloc[0]["resource_id"] == meant


# From mines and fields to waste works: nothing else in the list comes near.
@pytest.mark.parametrize(
    ("phrase", "meant"),
    [
        ("洗选矸石", "coal_gangue"),
        ("镍矿选矿尾砂", "mine_tailings"),
        ("wet bagasse from the mill", "bagasse"),
        ("废硅藻土浆", "diatomite_waste"),
        ("raw pelts", "hides"),
        ("合成革废离型纸", "release_liner"),
        ("OG泥", "bof_sludge"),
        ("Gichtgasstaub", "blast_furnace_dust"),
        ("冲罐马口铁废料", "tinplate_scrap"),
        ("gold cyanidation tailings", "cyanide_tailings"),
        ("broken SPL", "spent_potlining"),
        ("burnt-out motor windings", "motor_scrap"),
    ],
)
def test_what_other_trades_name_is_known(resources: pd.DataFrame, phrase: str, meant: str) -> None:
    assert naming.suggest(phrase, resources).iloc[0]["resource_id"] == meant


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

    assert naming.likeliest(found) == proposed


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
