"""What somebody has or wants is recognised in one line, in English and Chinese."""

import duckdb
import pandas as pd
import pytest

from isdata.data.entry import provisional
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


def test_a_declaration_is_stored_as_provisional(tiny: duckdb.DuckDBPyConnection) -> None:
    """The unit is that of the resource, the year that of the park's flows."""
    values = {"direction": "supply", "site_id": "S1", "resource_id": "fly_ash", "quantity": 200.0}
    name = provisional.save(tiny, values, park_id="tiny", line="200 t fly ash", who="test")
    note = tiny.execute("select note, unit, period, year, basis, quantity from stream").fetchone()

    assert name == "tiny-ST001"
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
