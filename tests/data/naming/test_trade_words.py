"""The words of trades, countries and waste lists meet the resource that is meant."""

import pandas as pd
import pytest

from isdata.data import naming


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
    "spent_foundry_sand": ["waste sand", "呋喃树脂砂", "Gießereialtsand"],
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
