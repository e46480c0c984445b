"""Years, periods and units of amounts: what can only mean one thing is converted, what may mean several is refused."""

import duckdb
import pytest

from isdata.data import ingest
from isdata.data.i18n import reader
from tests.data.ingest.files import ASH, FLOW, cells, changed, check, flows, found, reviewed, workbook


def rows(**columns: list) -> list[list]:
    """Return the same flow as often as there are values of a column."""
    ((name, values),) = columns.items()
    return [changed(ASH, flow_id=f"R{number}", **{name: value}) for number, value in enumerate(values)]


def cell(letter: str, number: int) -> str:
    """Return the cell of the first row of data, or of one below it."""
    return f"{letter}{number + 2}"


def test_a_unit_with_several_meanings_is_refused_though_proposals_are_accepted(
    tiny: duckdb.DuckDBPyConnection,
) -> None:
    units = ["gal", "kgal/yr", "Mlb", "CCF", "tons"]
    source = ingest.read([("b.xlsx", workbook(flow=[FLOW, *rows(unit=units)]))])

    assert found(ingest.check(tiny, source, accept_proposals=True)) == [
        (cell("H", number), "unit_ambiguous") for number in range(len(units))
    ]


def test_a_year_is_understood(tiny: duckdb.DuckDBPyConnection) -> None:
    written = ["2023年", "2023-12-31", "05/06/2023", "1905-07-15"]
    checked = flows(tiny, *rows(year=written))

    assert cells(checked, "flow", "year") == [2023] * 4
    assert reviewed(checked) == [
        ("F3", "2023-12-31", "2023", "year_of_day"),
        ("F4", "05/06/2023", "2023", "year_of_day"),
        ("F5", "1905-07-15", "2023", "year_shown_as_day"),
    ]


def test_what_is_no_past_year_is_refused_as_such(tiny: duckdb.DuckDBPyConnection) -> None:
    rules = {
        "2022-2023": "two_years",
        "2022/23": "two_years",
        "2011-12": "two_years",
        "last year": "year",
        2099: "future",
        "2099年": "future",
    }
    checked = flows(tiny, *rows(year=list(rules)))

    assert found(checked) == [(cell("F", number), rule) for number, rule in enumerate(rules.values())]


def test_amounts_per_year_or_month_are_those_of_the_year(tiny: duckdb.DuckDBPyConnection) -> None:
    yearly, monthly = ["t/a", "吨/年", "t per year", "tpa"], ["吨/月", "吨每月"]
    checked = flows(tiny, *rows(unit=yearly + monthly))

    assert found(checked) == []
    assert cells(checked, "flow", "quantity") == [12] * 4 + [144] * 2
    assert cells(checked, "flow", "unit") == ["t"] * 6
    assert reviewed(checked) == [
        (cell("H", number), unit, "t", "per_year" if unit in yearly else "per_month")
        for number, unit in enumerate(yearly + monthly)
    ]


def test_rates_are_refused_with_what_to_write(tiny: duckdb.DuckDBPyConnection) -> None:
    rules = {
        "t/d": "amount_per_time",
        "吨/小时": "amount_per_time",
        "tph": "amount_per_time",
        "kg/t": "amount_per_other",
        "kW": "unit_rate",
    }
    checked = flows(tiny, *rows(unit=list(rules)))

    assert found(checked) == [(cell("H", number), rule) for number, rule in enumerate(rules.values())]


def test_pieces_of_what_is_weighed_are_refused(tiny: duckdb.DuckDBPyConnection) -> None:
    checked = flows(tiny, changed(ASH, unit="台"))

    assert found(checked) == [("H2", "unit_of_other_kind")]
    (message,) = ingest.message_table(checked.problems, reader("en"))["message"]
    assert message.startswith("“Fly ash” cannot be measured in pcs")


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
