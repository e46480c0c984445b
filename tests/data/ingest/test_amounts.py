"""Years, periods and units of amounts: what can only mean one thing is converted, what may mean several is refused."""

import duckdb
import pytest

from isdata.data import ingest
from tests.data.ingest.files import ASH, FLOW, cells, changed, check, flows, found, reviewed, workbook


@pytest.mark.parametrize("unit", ["gal", "kgal/yr", "Mlb", "CCF", "tons"])
def test_a_unit_with_several_meanings_is_refused_though_proposals_are_accepted(
    tiny: duckdb.DuckDBPyConnection, unit: str
) -> None:
    source = ingest.read([("b.xlsx", workbook(flow=[FLOW, changed(ASH, unit=unit)]))])

    assert found(ingest.check(tiny, source, accept_proposals=True)) == [("H2", "unit_ambiguous")]


@pytest.mark.parametrize(
    ("written", "year", "why"),
    [
        ("2023年", 2023, None),
        ("2023-12-31", 2023, "year_of_day"),
        ("05/06/2023", 2023, "year_of_day"),
        ("1905-07-15", 2023, "year_shown_as_day"),
    ],
)
def test_a_year_is_understood(
    tiny: duckdb.DuckDBPyConnection, written: str, year: int, why: str | None
) -> None:
    checked = flows(tiny, changed(ASH, year=written))

    assert cells(checked, "flow", "year") == [year]
    assert reviewed(checked) == ([("F2", written, str(year), why)] if why else [])


@pytest.mark.parametrize(
    ("written", "rule"),
    [
        ("2022-2023", "two_years"),
        ("2022/23", "two_years"),
        ("2011-12", "two_years"),
        ("last year", "year"),
        (2099, "future"),
        ("2099年", "future"),
    ],
)
def test_what_is_no_past_year_is_refused_as_such(
    tiny: duckdb.DuckDBPyConnection, written: object, rule: str
) -> None:
    assert found(flows(tiny, changed(ASH, year=written))) == [("F2", rule)]


@pytest.mark.parametrize(
    ("unit", "quantity", "stored_unit", "why"),
    [
        ("t/a", 12, "t", "per_year"),
        ("吨/年", 12, "t", "per_year"),
        ("t per year", 12, "t", "per_year"),
        ("tpa", 12, "t", "per_year"),
        ("吨/月", 144, "t", "per_month"),
        ("吨每月", 144, "t", "per_month"),
    ],
)
def test_amounts_per_year_or_month_are_those_of_the_year(
    tiny: duckdb.DuckDBPyConnection, unit: str, quantity: float, stored_unit: str, why: str
) -> None:
    checked = flows(tiny, changed(ASH, unit=unit))

    assert found(checked) == []
    assert (cells(checked, "flow", "quantity"), cells(checked, "flow", "unit")) == ([quantity], [stored_unit])
    assert reviewed(checked) == [("H2", unit, stored_unit, why)]


@pytest.mark.parametrize(
    ("unit", "rule"),
    [
        ("t/d", "amount_per_time"),
        ("吨/小时", "amount_per_time"),
        ("tph", "amount_per_time"),
        ("kg/t", "amount_per_other"),
        ("kW", "unit_rate"),
    ],
)
def test_rates_are_refused_with_what_to_write(tiny: duckdb.DuckDBPyConnection, unit: str, rule: str) -> None:
    assert found(flows(tiny, changed(ASH, unit=unit))) == [("H2", rule)]


def test_pieces_of_what_is_weighed_are_refused(tiny: duckdb.DuckDBPyConnection) -> None:
    assert found(flows(tiny, changed(ASH, unit="台"))) == [("H2", "unit_of_other_kind")]


def test_a_stream_keeps_the_period_that_its_unit_shows(tiny: duckdb.DuckDBPyConnection) -> None:
    head = ("stream_id", "site_id", "direction", "resource_id", "quantity", "unit", "period")
    row = ("ST", "S1", "supply", "fly_ash", 5, "t/d", None)

    checked = check(tiny, workbook(stream=[head, row]))
    clashing = check(tiny, workbook(stream=[head, changed(row, head, period="month")]))

    assert found(checked) == []
    assert (cells(checked, "stream", "unit"), cells(checked, "stream", "period")) == (["t"], ["day"])
    assert found(clashing) == [("F2", "period_conflict")]


@pytest.mark.parametrize(
    ("written", "head", "unit", "quantity"),
    [
        ("3 Mt", "quantity", "t", 3e6),
        ("500 kg", "quantity", "t", 0.5),
        (3, "Quantity [kt]", "t", 3000),
        ("2万吨", "quantity", "kg", 2e7),
    ],
)
def test_a_number_in_another_unit_of_the_same_kind_is_converted(
    tiny: duckdb.DuckDBPyConnection, written: object, head: str, unit: str, quantity: float
) -> None:
    checked = flows(tiny, changed(ASH, quantity=written, unit=unit), head=[*FLOW[:6], head, FLOW[7]])

    assert found(checked) == []
    assert cells(checked, "flow", "quantity") == [pytest.approx(quantity)]
    assert cells(checked, "flow", "unit") == [unit]
    assert [why for *_rest, why in reviewed(checked)] == ["unit_converted"]


def test_a_price_in_another_unit_is_converted_the_other_way(tiny: duckdb.DuckDBPyConnection) -> None:
    head = ("measure_id", "resource_id", "baseline", "modified", "unit", "price")
    checked = check(tiny, workbook(measure_saving=[head, ("M", "coal", 9, 4, "t", "0.7 元/kg")]))

    assert found(checked) == [("A2", "reference")]
    assert cells(checked, "measure_saving", "price") == [pytest.approx(700)]
