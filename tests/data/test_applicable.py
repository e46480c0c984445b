"""Which price and which factor apply: one rule for every figure."""

import re
from pathlib import Path

import duckdb
import pytest

from isdata.data import applicable
from isdata.data.i18n import reader
from isdata.data.store import asking

FACTORS = [
    ("province 2020", "co2", "electricity", "CN-SC", 2020, 0.20, "t/MWh"),
    ("province 2022", "co2", "electricity", "CN-SC", 2022, 0.22, "t/MWh"),
    ("country 2021", "co2", "electricity", "CN", 2021, 0.51, "t/MWh"),
    ("no year", "co2", "electricity", "CN-SC", None, 0.99, "t/MWh"),
    ("elsewhere", "co2", "electricity", "DK", 2021, 0.15, "t/MWh"),
    ("world", "energy_content", "coal", "WORLD", 2006, 25.8, "GJ/t"),
    ("everywhere", "energy_content", "coal", None, 2023, 20.0, "GJ/t"),
]


@pytest.fixture
def listed(tiny: duckdb.DuckDBPyConnection) -> duckdb.DuckDBPyConnection:
    """The tiny park in Sichuan, with factors of its province, its country, another country and the world."""
    tiny.execute("delete from factor")
    tiny.execute("delete from price")
    tiny.executemany(
        "insert into factor (factor_id, factor_kind, resource_id, region_id, year, value, unit, source) "
        "values (?, ?, ?, ?, ?, ?, ?, 'Office of Statistics, Yearbook, p. 3')",
        FACTORS,
    )
    tiny.execute("""insert into price (price_id, resource_id, region_id, price_year, price, currency, unit)
        select 'price ' || y, 'electricity', 'CN-SC', y, y, 'CNY', 'MWh' from (values (2019), (2022)) t(y)""")
    return tiny


@pytest.mark.parametrize(
    ("year", "factor"),
    [
        (2022, "province 2022"),
        (2021, "province 2020"),  # not the country's of that very year, nor the later one of the province
        (2019, "province 2020"),  # nothing earlier: the nearest later one
        (2030, "province 2022"),
        (None, "province 2022"),  # a year that is not known: the newest
    ],
)
def test_the_nearest_region_counts_then_the_year_or_the_latest_before_it(
    listed: duckdb.DuckDBPyConnection, year: int | None, factor: str
) -> None:
    found = applicable.values(listed, park_id="tiny", years=[year])

    assert applicable.of_resources(found, applicable.CO2).loc["electricity", "value_id"] == factor


def test_prices_follow_the_rule_of_factors(listed: duckdb.DuckDBPyConnection) -> None:
    found = applicable.values(listed, park_id="tiny", years=[2018, 2019, 2021, 2022, 2030])
    prices = found[found["value_kind"] == applicable.PRICE]

    assert prices.set_index("data_year")["value"].to_dict() == {
        2018: 2019,
        2019: 2019,
        2021: 2019,
        2022: 2022,
        2030: 2022,
    }
    assert set(prices["unit"]) == {"CNY/MWh"}


def test_the_factors_of_a_wider_region_can_be_asked_for(listed: duckdb.DuckDBPyConnection) -> None:
    found = applicable.values(listed, park_id="tiny", years=[2022], factor_from="CN")

    assert applicable.of_resources(found, applicable.CO2).loc["electricity", "value_id"] == "country 2021"


def test_without_a_place_only_what_holds_everywhere_applies(listed: duckdb.DuckDBPyConnection) -> None:
    found = applicable.values(listed)

    assert found["value_id"].tolist() == ["world"]


def test_a_factor_is_named_by_region_year_and_publisher(listed: duckdb.DuckDBPyConnection) -> None:
    found = applicable.values(listed, park_id="tiny", years=[2021])
    factor = applicable.of_resources(found, applicable.CO2).loc["electricity"].to_dict()

    assert applicable.origin(factor, reader("en")) == "Sichuan, 2020, Office of Statistics"
    assert applicable.origin(factor, reader("zh")) == "四川、2020、Office of Statistics"


def test_no_other_question_chooses_a_factor_or_a_price_by_year() -> None:
    """Exchange rates, of which only the newest are stored, follow their own rule; a published mean is compared with, not
    applied."""
    may = {"applicable_values", "exchange_rate", "resource_benchmarks"}

    def chooses(path: Path) -> bool:
        text = path.read_text("utf-8")
        reads = re.search(r"\b(from|join) (factor|price)\b", text)
        return bool(reads and re.search(r"qualify|arg_min|arg_max|limit 1", text))

    assert {path.stem for path in asking.QUESTIONS.glob("*.sql") if chooses(path)} == may
