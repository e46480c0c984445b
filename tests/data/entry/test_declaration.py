"""What somebody has or wants is recognised in one line, in English and Chinese."""

import duckdb
import pandas as pd
import pytest

from isdata.data.entry import near_names, provisional
from isdata.data.entry.declaration import Declaration, recognise
from isdata.data.ingest.samples import REFERENCE
from isdata.errors import ProblemsError

SITES = {
    "Oak Forging": "S4",
    "青栎锻造": "S4",
    "Pear Blossom Foods Co., Ltd.": "S10",
    "梨花食品有限公司": "S10",
}


@pytest.fixture(scope="module")
def resources() -> pd.DataFrame:
    """The reference list."""
    return pd.read_csv(REFERENCE / "resource.csv", dtype={"ewc_code": str, "gbt_code": str})


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
        ("青栎制造,200吨/年废铸造砂", None, ("S4",), ""),
        ("Oakforge, 200 t/yr used foundry sand", None, ("S4",), ""),
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


@pytest.mark.parametrize(
    ("line", "quantity", "ends", "unit", "period"),
    [
        ("about 20-30 t per week wood pallets", 25, (20, 30), "t", "week"),
        ("Oak Forging has 20 t to 30 t fly ash a year", 25, (20, 30), "t", "year"),
        ("青栎锻造有3000～5000吨/年粉煤灰", 4000, (3000, 5000), "t", "year"),
        ("Oak Forging - 5 t fly ash", 5, None, "t", None),
        ("Oak Forging, 2.5 mn t fly ash", 2.5e6, None, "t", None),
        ("Oak Forging, 1.5 k t/a whey", 1.5, None, "kt", "year"),
    ],
)
def test_a_range_is_read_as_a_range(
    line: str, quantity: float, ends: tuple | None, unit: str, period: str, resources: pd.DataFrame
) -> None:
    found = recognise(line, SITES, resources)

    assert (found.quantity, found.unit, found.period) == (quantity, unit, period)
    low, high = ends or (None, None)
    assert (found.amount.low, found.amount.high) == (low, high)
    assert (found.amount.uncertainty is None) == (ends is None)


def test_a_range_of_temperatures_is_not_below_zero(resources: pd.DataFrame) -> None:
    found = recognise("Oak Forging, steam 10 t/h, 8 bar, 120-140 °C", SITES, resources)

    assert (found.temperature, found.temperature_range) == (130, (120, 140))
    assert (found.quantity, found.others) == (10, ())


@pytest.mark.parametrize(
    ("line", "unit", "period"),
    [
        ("Oak Forging, 12 skips/month fly ash", "skips", "month"),
        ("Oak Forging sells 3 lorries per day of fly ash", "lorries", "day"),
        ("青栎锻造，每月12车粉煤灰", "车", "month"),
        ("Oak Forging, 500 steel scrap", "", None),
    ],
)
def test_a_unit_that_nobody_knows_is_named_and_not_replaced(
    line: str, unit: str, period: str | None, resources: pd.DataFrame
) -> None:
    found = recognise(line, SITES, resources)

    assert (found.amount.unknown_unit, found.unit, found.period) == (unit, None, period)
    assert found.resource_id in ("fly_ash", "steel_scrap")
    assert not found.unknown


def test_an_amount_below_zero_is_none(resources: pd.DataFrame) -> None:
    found = recognise("Oak Forging, -5 t/yr fly ash", SITES, resources)

    assert (found.quantity, found.amount.is_negative, found.amount.text) == (None, True, "-5 t/yr")


def test_an_amount_that_may_mean_two_is_asked_as_in_a_field(resources: pd.DataFrame) -> None:
    """1.200 was read as 1200 here and refused in a field, 1,200 was refused in one table and read in another."""
    found = recognise("Oak Forging, 1.200 t fly ash", SITES, resources)
    assert (found.quantity, found.amount.either) == (None, ("1200", "1.200"))

    found = recognise("Oak Forging, 1,200 t fly ash", SITES, resources)
    assert (found.quantity, found.amount.either) == (1200, ())


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
    ("line", "quantity", "unit", "period"),
    [
        ("我们要工业盐酸，一年五百来吨，青栎锻造", 500, "t", "year"),
        ("青栎锻造，三十多吨粉煤灰", 30, "t", None),
        ("青栎锻造，一个月两千三百公斤废机油", 2300, "kg", "month"),
        ("青栎锻造，每年一万二吨粉煤灰", 12000, "t", "year"),
        ("青栎锻造，500多吨废钢", 500, "t", None),
        ("青栎锻造，5百吨废钢", 500, "t", None),
        ("青栎锻造，1.2万吨粉煤灰", 12000, "t", None),
        ("青栎锻造，三五百吨粉煤灰", 400, "t", None),
        ("青栎锻造，二氧化碳，20吨", 20, "t", None),
    ],
)
def test_a_number_in_characters_is_read(
    line: str, quantity: float, unit: str, period: str | None, resources: pd.DataFrame
) -> None:
    found = recognise(line, SITES, resources)

    assert (found.quantity, found.unit, found.period, found.vague) == (quantity, unit, period, ())


def test_the_same_power_is_read_in_kilowatts_and_a_name_keeps_its_characters(resources: pd.DataFrame) -> None:
    found = recognise("五度农业，五百千瓦余热，八十度", {"五度农业": "S9"}, resources)

    assert (found.site_id, found.power, found.temperature) == ("S9", 500, 80)


def test_an_amount_without_a_number_is_named(resources: pd.DataFrame) -> None:
    found = recognise("青栎锻造有几百吨废钢", SITES, resources)

    assert (found.quantity, found.vague, found.resource_id) == (None, ("几百",), "steel_scrap")


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
    ("line", "quantity", "period", "span"),
    [
        ("青栎锻造两年五百吨粉煤灰", 250, "year", ("两年", 500.0)),
        ("青栎锻造有500吨粉煤灰，3个月", 500 / 3, "month", ("3个月", 500.0)),
        ("青栎锻造半年500吨粉煤灰", 1000, "year", ("半年", 500.0)),
        ("Oak Forging, 500 t fly ash in two years", 250, "year", ("in two years", 500.0)),
        ("Oak Forging, 60 t fly ash every 3 months", 20, "month", ("every 3 months", 60.0)),
        ("青栎锻造2024年500吨粉煤灰", 500, "year", None),
        ("青栎锻造两年前500吨粉煤灰", 500, "year", None),
        ("青栎锻造一年500吨粉煤灰", 500, "year", None),
        ("青栎锻造有500吨/年粉煤灰，两年", 500, "year", None),
        ("Oak Forging, 500 t/yr fly ash in two years", 500, "year", None),
    ],
)
def test_an_amount_of_several_periods_is_that_of_one(
    line: str, quantity: float, period: str, span: tuple, resources: pd.DataFrame
) -> None:
    found = recognise(line, SITES, resources)

    assert found.quantity == pytest.approx(quantity)
    assert (found.period, found.span, found.resource_id) == (period, span, "fly_ash")
