"""Amounts, units and periods in a line of what somebody has or wants."""

import pandas as pd
import pytest

from isdata.data.entry.declaration import recognise
from isdata.data.ingest import cell_parsing
from tests.data.entry.conftest import SITES


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


@pytest.mark.parametrize(
    ("line", "either"),
    [
        ("Oak Forging, 0.850-1.200 t fly ash", {"large": "1200", "small": "1.2", "plain": "1.2"}),
        ("Oak Forging, 1.200-1.500 t fly ash", {"large": "1200", "small": "1.2", "plain": "1.2"}),
        ("青栎锻造，1.200万吨粉煤灰", {"large": "12000000", "small": "12000", "plain": "12000"}),
    ],
)
def test_an_end_of_a_range_that_may_mean_two_is_asked_and_a_multiplier_is_kept(
    line: str, either: dict[str, str], resources: pd.DataFrame
) -> None:
    """0.850-1.200 t was read as 0.85 to 1,200 t, in the middle 600 t."""
    found = recognise(line, SITES, resources)

    assert found.quantity is None
    assert cell_parsing.both_readings(found.amount.either) == either


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
        ("青栎锻造，5Oo吨废钢", 500, "t", None),
        ("Oak Forging, 2oo t/yr steel scrap", 200, "t", "year"),  # a letter for a zero
    ],
)
def test_a_number_in_characters_or_with_letters_is_read(
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
