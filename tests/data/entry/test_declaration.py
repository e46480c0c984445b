"""What somebody has or wants is recognised in one line, in English and Chinese."""

import time

import duckdb
import pandas as pd
import pytest

from isdata.data.entry import near_names, properties_in_text, provisional
from isdata.data.entry.declaration import Declaration, recognise
from isdata.errors import ProblemsError
from tests.data.entry.conftest import SITES


def said(found: Declaration) -> tuple:
    """What was recognised, but for the phrase and what it may mean."""
    amount = None if found.quantity is None else f"{found.quantity:g}"
    return (
        found.direction,
        found.site_id,
        found.resource_id,
        amount,
        found.unit,
        found.period,
        found.temperature,
    )


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Oak Forging, 200 t/yr used foundry sand, 60 °C",
         (None, "S4", "spent_foundry_sand", "200", "t", "year", 60)),
        ("青栎锻造，200吨/年废铸造砂，60℃", (None, "S4", "spent_foundry_sand", "200", "t", "year", 60)),
        ("青栎锻造有200吨/年废型砂，60度", ("supply", "S4", "spent_foundry_sand", "200", "t", "year", 60)),
        ("青栎锻造我有200吨/年废型砂，60度", ("supply", "S4", "spent_foundry_sand", "200", "t", "year", 60)),
        ("Pear Blossom Foods needs 1.5万 GJ steam a year at 140 °C",
         ("demand", "S10", "steam", "15000", "GJ", "year", 140)),
        ("梨花食品需要每年1.2万吨蒸汽", ("demand", "S10", "steam", "12000", "t", "year", None)),
        ("梨花食品出售果渣 3,000 t/a", ("supply", "S10", "fruit_pomace", "3000", "t", "year", None)),
        ("Oak Forgin, 5,000 tons per year steel scrap", (None, "S4", "steel_scrap", "5000", "t", "year", None)),
        ("I have 300 t spent foundry sand", ("supply", None, "spent_foundry_sand", "300", "t", None, None)),
        ("青栎锻造 求购 废有机溶剂 20 t", ("demand", "S4", "waste_solvent", "20", "t", None, None)),
        ("我司产生废乳化液 15 吨/月", ("supply", None, "spent_emulsion", "15", "t", "month", None)),
        ("Oak Forging offers steam 10 t/h 356 °F", ("supply", "S4", "steam", "10", "t", "hour", 180)),
        ("废钢 500", (None, None, "steel_scrap", "500", None, None, None)),
        ("青栎锻造有废油漆稀释剂", ("supply", "S4", "waste_solvent", None, None, None, None)),
        ("青栎锻造需要油漆稀释剂", ("demand", "S4", "solvent", None, None, None, None)),
        ("Oak Forging has paint thinner", ("supply", "S4", "waste_solvent", None, None, None, None)),
        ("hello", (None, None, None, None, None, None, None)),
        ("", (None, None, None, None, None, None, None)),
    ],
)  # fmt: skip
def test_a_line_says_who_what_and_how_much(line: str, expected: tuple, resources: pd.DataFrame) -> None:
    assert said(recognise(line, SITES, resources)) == expected


@pytest.mark.parametrize(
    ("line", "expected", "properties"),
    [
        ("Oak Forging has 30 t/month steel scrap, moisture 5%",
         ("supply", "S4", "steel_scrap", "30", "t", "month", None), ("moisture 5%",)),
        ("Oak Forging has 30 t/month steel scrap, moisture -5%",  # a dash
         ("supply", "S4", "steel_scrap", "30", "t", "month", None), ("moisture -5%",)),
        ("青栎锻造需要每月50吨废钢，含水率不超过2%",
         ("demand", "S4", "steel_scrap", "50", "t", "month", None), ("含水率不超过2%",)),
        ("青栎锻造有每月50吨粉煤灰硅含量50%",
         ("supply", "S4", "fly_ash", "50", "t", "month", None), ("硅含量50%",)),
        ("青栎锻造有每月50吨废钢，锰铬含量2%",
         ("supply", "S4", "steel_scrap", "50", "t", "month", None), ("锰铬含量2%",)),
    ],
)  # fmt: skip
def test_a_stated_property_is_no_part_of_the_resource(
    line: str, expected: tuple, properties: tuple, resources: pd.DataFrame
) -> None:
    """“Moisture” was taken for the resource, and nothing was stated about it."""
    found = recognise(line, SITES, resources)
    assert (said(found), found.properties, found.unknown) == (expected, properties, ())


def test_a_long_property_is_read_at_once() -> None:
    """Thirty equal signs took minutes, in which the server answered nobody."""
    lines = ["moisture " + "=" * 5000, "moisture" + " " * 20_000, "1," * 10_000 + "%", "5" + " " * 20_000]
    begun = time.process_time()
    for line in lines:
        assert properties_in_text.read(line) == ((), line)
    assert time.process_time() - begun < 2


def test_heat_is_declared_by_its_power(resources: pd.DataFrame) -> None:
    found = recognise("1.2 MW waste heat 60°C, Oak Forging", SITES, resources)

    assert (found.power, found.temperature, found.resource_id) == (1200, 60, "waste_heat")


def test_a_company_that_is_not_known_is_kept_by_name(resources: pd.DataFrame) -> None:
    found = recognise("New Firm, 30 m³/d waste water", SITES, resources)

    assert (found.site_id, found.company, found.resource_id) == (None, "New Firm", "waste_water")


@pytest.mark.parametrize(
    ("line", "site", "near", "misspelt"),
    [
        ("Oak Forgng has 200 t/yr used foundry sand", "S4", (), "Oak Forgng"),
        ("used foundry sand 200 t/yr Forging Oak", "S4", (), "Forging Oak"),
        ("青栎段造有200吨/年废铸造砂", "S4", (), "青栎段造"),
        ("Oak Forgng 有 200吨/年废铸造砂", "S4", (), "Oak Forgng"),
        ("青栎制造,200吨/年废铸造砂", None, ("S4",), ""),
        ("Oakforge, 200 t/yr used foundry sand", None, ("S4",), ""),
        (
            "橡树锻造，200吨/年废铸造砂",
            None,
            ("S4",),
            "",
        ),  # the English name translated; the only company that forges
        ("橡树涂装，200吨/年废铸造砂", None, (), ""),
        ("Ambrosia, 200 t/yr used foundry sand", None, ("S11", "S12"), ""),
        ("used foundry sand, 200 t/yr", None, (), ""),
        ("废铸造砂,200吨/年", None, (), ""),
    ],
)
def test_a_misspelt_company_is_recognised_or_proposed(
    line: str, site: str | None, near: tuple, misspelt: str, resources: pd.DataFrame
) -> None:
    found = recognise(line, SITES | {"Ambrosia Glass": "S11", "Ambrosia Tiles": "S12"}, resources)

    assert (found.site_id, found.near_sites, found.misspelt) == (site, near, misspelt)
    assert found.resource_id == "spent_foundry_sand"


def test_a_chinese_name_is_recognised_without_its_city(resources: pd.DataFrame) -> None:
    sites = {"成都金桐锻压有限公司": "S20", "成都白杨铸件有限公司": "S21"}
    found = recognise("金桐锻压有200吨/年废铸造砂", sites, resources)
    assert (found.site_id, found.company, found.resource_id) == ("S20", "", "spent_foundry_sand")

    # Two companies whose names end so: neither is guessed.
    both = recognise("金桐锻压有200吨/年废铸造砂", sites | {"重庆金桐锻压有限公司": "S22"}, resources)
    assert both.site_id is None


def test_a_misspelt_resource_has_near_names(resources: pd.DataFrame) -> None:
    found = recognise("Zebra Works, 5 t usd fundry snad", SITES, resources)

    assert (found.company, found.unknown) == ("Zebra Works", ("usd fundry snad",))
    assert near_names.resources(found.phrase, resources)[0] == "spent_foundry_sand"


def test_a_declaration_is_stored_as_provisional(tiny: duckdb.DuckDBPyConnection) -> None:
    """The unit is that of the resource, the year that of the park's flows."""
    values = {"direction": "supply", "site_id": "S1", "resource_id": "fly_ash", "quantity": 200.0}
    saved = provisional.save(tiny, values, park_id="tiny", line="200 t fly ash", who="test")
    note = tiny.execute("select note, unit, period, year, basis, quantity from stream").fetchone()

    assert saved.stream_id == "tiny-ST001"
    assert note is not None
    assert note[1:] == ("t", "year", 2024, "estimate", 200)
    assert "200 t fly ash" in note[0]


def test_a_new_company_is_stored_with_its_declaration_or_not_at_all(tiny: duckdb.DuckDBPyConnection) -> None:
    values = {"direction": "demand", "resource_id": "fly_ash", "quantity": 200.0}
    with pytest.raises(ProblemsError):
        provisional.save(
            tiny, values | {"quantity": -1.0}, park_id="tiny", line="-", company="新厂", who="test"
        )
    assert tiny.execute("select count(*) from company where name_zh = '新厂'").fetchone() == (0,)

    provisional.save(tiny, values, park_id="tiny", line="-", company="新厂", who="test")
    assert tiny.execute(
        "select company.name_zh, company.visibility, park_id from stream join site using (site_id) join company using (company_id)"
    ).fetchone() == ("新厂", "class_band", "tiny")


def test_a_declaration_without_resource_is_refused_by_name(tiny: duckdb.DuckDBPyConnection) -> None:
    with pytest.raises(ProblemsError) as refused:
        provisional.save(tiny, {"direction": "supply", "site_id": "S1"}, park_id="tiny", line="-", who="test")

    assert {"resource_id", "unit"} == set(refused.value.problems["column"])


def test_two_companies_or_amounts_belong_into_two_lines(resources: pd.DataFrame) -> None:
    found = recognise("Pear Blossom needs 5 t/d of cardboard, Oak Forging, 3 t/d", SITES, resources)

    assert (found.is_several, found.companies, found.others) == (
        True,
        ("Pear Blossom", "Oak Forging"),
        ("3 t/d",),
    )
    assert not recognise("1.2 MW waste heat, 5000 MWh/yr, Oak Forging", SITES, resources).is_several


@pytest.mark.parametrize("line", ["Pear Blossom, 3 t whey", "梨花，3000吨果渣"])
def test_the_beginning_of_a_name_means_the_company(line: str, resources: pd.DataFrame) -> None:
    assert recognise(line, SITES, resources).site_id == "S10"


@pytest.mark.parametrize(
    ("line", "near", "phrase"),
    [
        ("Banyan 有 3万立方米 废水", ("S11",), "废水"),
        ("Oak has 200 t wood", ("S4",), "wood"),
        ("Oak chips 200 t", (), "Oak chips"),
    ],
)
def test_the_first_word_of_a_name_as_subject_proposes_the_company(
    line: str, near: tuple, phrase: str, resources: pd.DataFrame
) -> None:
    """Banyan and oak resemble names of woods and plants; before “chips”, oak is one."""
    found = recognise(line, SITES | {"Banyan Metal Recycling": "S11"}, resources)

    assert (found.site_id, found.near_sites, found.phrase) == (None, near, phrase)


@pytest.mark.parametrize(
    ("line", "direction", "phrase"),
    [
        ("我们厂有余热 120 ℃ 约 5000 GJ", "supply", "余热"),
        ("本厂有余热 5000 GJ", "supply", "余热"),
        ("have waste heat, 120 °C, 5000 GJ", "supply", "waste heat"),
        ("need steam, 5 t/h", "demand", "steam"),
        ("our plant has waste heat, 5000 GJ", "supply", "waste heat"),
    ],
)
def test_words_for_the_own_company_and_verbs_are_no_name(
    line: str, direction: str, phrase: str, resources: pd.DataFrame
) -> None:
    found = recognise(line, SITES, resources)

    assert (found.direction, found.company, found.phrase) == (direction, "", phrase)


def test_a_beginning_that_names_a_resource_is_no_company(resources: pd.DataFrame) -> None:
    found = recognise("Steel scrap, 3 t", {"Steel Works": "S7"}, resources)

    assert (found.site_id, found.resource_id) == (None, "steel_scrap")


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("hello", ("hello",)),
        ("200 t/yr unobtanium", ("unobtanium",)),
        ("Oak Forging, 20 t fly ash blorb", ("blorb",)),
        ("usd foundary sand 20 t/yr", ("usd",)),
        ("Oak Forging, 20 t foundary sand, used", ()),
        ("fei tie 20 t", ()),
        ("青栎锻造有20吨粉煤灰", ()),
        ("我们厂有好多碎玻璃渣要处理", ()),
        ("一批报废托盘木头", ()),
        ("青栎锻造有20吨魔法粉煤灰", ("魔法",)),
        ("有500吨火星土和废钢", ("火星",)),
        ("青栎锻造有20吨粉煤灰，蓝莓酱", ("蓝莓酱",)),
    ],
)
def test_words_that_were_not_understood_are_named(line: str, words: tuple, resources: pd.DataFrame) -> None:
    assert recognise(line, SITES, resources).unknown == words


@pytest.mark.parametrize(
    ("line", "direction"),
    [
        ("青栎锻造 大概每月30吨废机油要处理", "supply"),
        ("青栎锻造有30吨废机油需要清运", "supply"),
        ("青栎锻造，15吨废乳化液待处置", "supply"),
        ("青栎锻造，30吨废机油要找下家", "supply"),
        ("Oak Forging needs to get rid of 20 t waste oil", "supply"),
        ("Oak Forging wants to get rid of 30 t/month waste oil", "supply"),
        ("Oak Forging needs an outlet for 20 t waste oil", "supply"),
        ("Oak Forging, 20 t waste oil for disposal", "supply"),
        ("Oak Forging is looking for 20 t waste oil", "demand"),
        ("青栎锻造需要处理后的污水", "demand"),
        ("青栎锻造要废机油30吨", "demand"),
    ],
)
def test_what_has_to_be_disposed_of_is_a_supply(line: str, direction: str, resources: pd.DataFrame) -> None:
    found = recognise(line, SITES, resources)

    assert found.direction == direction
    assert found.resource_id == ("used_oil" if "oil" in line or "机油" in line else found.resource_id)


@pytest.mark.parametrize("line", ["榕树金属 余热 80度 1.2万吉焦/年", "榕树金属有余热80度，1.2万吉焦/年"])
def test_the_beginning_of_a_chinese_name_ends_at_a_space_or_verb(line: str, resources: pd.DataFrame) -> None:
    found = recognise(line, {"榕树金属回收": "S3", "榕城化工": "S4"}, resources)

    assert (found.site_id, found.resource_id, found.temperature) == ("S3", "waste_heat", 80)


@pytest.mark.parametrize(
    ("line", "phrase", "written"),
    [
        ("青栎锻造有约200吨/年的用过的铸造砂", "用过 铸造砂", "用过的铸造砂"),
        ("青栎锻造有废铸造砂，200吨/年", "废铸造砂", "废铸造砂"),
    ],
)
def test_words_are_quoted_as_written(line: str, phrase: str, written: str, resources: pd.DataFrame) -> None:
    """用过的铸造砂 was quoted, and kept as a name, as 用过 铸造砂."""
    found = recognise(line, SITES, resources)

    assert (found.phrase, found.written, found.resource_id) == (phrase, written, "spent_foundry_sand")
