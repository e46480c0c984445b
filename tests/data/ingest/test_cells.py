"""A cell means one number, unit, day or choice, or the reader is asked which."""

import datetime as dt

import duckdb
import pytest

from tests.data.ingest.files import ASH, FLOW, cells, changed, check, flows, found, workbook


def test_a_number_in_a_numeric_cell_is_never_asked(tiny: duckdb.DuckDBPyConnection) -> None:
    """A word elsewhere in the column makes the reader give every cell as text; the true kind still counts."""
    checked = flows(
        tiny,
        changed(ASH, quantity=22.347),
        changed(ASH, flow_id="F10", quantity="22.347"),
        changed(ASH, flow_id="F11", quantity=0.123456789012345),
    )

    assert found(checked) == [("G3", "ambiguous_number")]
    assert cells(checked, "flow", "quantity") == [22.347, None, 0.123456789012345]


def test_the_notation_of_the_file_can_be_chosen(tiny: duckdb.DuckDBPyConnection) -> None:
    row = changed(ASH, quantity="22.347")

    assert cells(flows(tiny, row, notation="point"), "flow", "quantity") == [22.347]
    assert cells(flows(tiny, row, notation="comma"), "flow", "quantity") == [22347.0]


def test_commas_group_thousands_unless_one_of_the_column_begins_decimals(
    tiny: duckdb.DuckDBPyConnection,
) -> None:
    """A table read 30,000 and a file asked about it."""
    large = changed(ASH, quantity="30,000")
    read = flows(tiny, large, changed(ASH, flow_id="F10", quantity="5"))
    assert cells(read, "flow", "quantity") == [30_000, 5]
    assert read.interpretations["rule"].tolist() == ["grouped"]

    for other in ("2,5", "2，5", "1.200.000"):  # decimals after a comma, and thousands grouped by points
        read = flows(tiny, large, changed(ASH, flow_id="F10", quantity=other))
        assert found(read) == [("G2", "ambiguous_number")]


def test_a_number_that_only_one_reading_allows_is_not_asked(tiny: duckdb.DuckDBPyConnection) -> None:
    """The latitude 30.561 cannot be thirty thousand."""
    head = ("park_id", "name_en", "region_id", "currency", "latitude")

    checked = check(tiny, workbook(park=[head, ("p", "P", "CN", "CNY", "30,561")]))

    assert found(checked) == []
    assert cells(checked, "park", "latitude") == [30.561]


@pytest.mark.parametrize(
    ("written", "unit", "quantity", "stored_unit"),
    [
        ("120 t", None, 120, "t"),
        ("120 t", "吨", 120, "t"),
        ("3万m³", "m³", 30_000, "m³"),
        ("3万m³", None, 3, "万m³"),
        ("1.234,5", "kg", 1234.5, "kg"),
    ],
)
def test_a_unit_beside_the_number_is_the_rows_unit(
    tiny: duckdb.DuckDBPyConnection, written: str, unit: str | None, quantity: float, stored_unit: str
) -> None:
    checked = flows(tiny, [*ASH[:6], written, unit])

    assert found(checked) == []
    assert (cells(checked, "flow", "quantity"), cells(checked, "flow", "unit")) == ([quantity], [stored_unit])


def test_money_in_ten_thousands_is_counted_in_its_currency(tiny: duckdb.DuckDBPyConnection) -> None:
    head = [*FLOW, "cost"]

    checked = flows(tiny, [*ASH, "3.5万元"], changed([*ASH, "RMB 1.2 Mio"], head, flow_id="F10"), head=head)

    assert found(checked) == []
    assert cells(checked, "flow", "cost") == [35_000, 1_200_000]
    assert cells(checked, "flow", "currency") == ["CNY", "CNY"]


def test_currencies_do_not_mix(tiny: duckdb.DuckDBPyConnection) -> None:
    checked = flows(tiny, [*ASH, "5 EUR", "CNY"], head=[*FLOW, "cost", "currency"])

    assert found(checked) == [("I2", "currency_conflict")]


def test_a_unit_in_the_heading_holds_for_the_column(tiny: duckdb.DuckDBPyConnection) -> None:
    head = [*FLOW[:6], "Quantity [kg]", "Cost [万元]", "Temperature [K]"]

    checked = flows(tiny, [*ASH[:6], 12, 3.5, 373.15], head=head)

    assert found(checked) == []
    assert cells(checked, "flow", "unit") == ["kg"]
    assert cells(checked, "flow", "cost") == [35_000]
    assert cells(checked, "flow", "currency") == ["CNY"]
    assert cells(checked, "flow", "temperature") == pytest.approx([100])


def test_a_unit_that_does_not_fit_its_column_is_shown(tiny: duckdb.DuckDBPyConnection) -> None:
    head = [*FLOW, "Temperature [kg]", "uncertainty"]

    checked = flows(tiny, [*ASH, 5, "3 t"], head=head)

    assert found(checked) == [("I1", "heading_unit"), ("J2", "unit_of_number")]


def test_a_percentage_is_a_share_or_a_percent(tiny: duckdb.DuckDBPyConnection) -> None:
    stream = [
        ("stream_id", "site_id", "direction", "resource_id", "unit", "period"),
        ("ST", "S1", "Have", "coal", "t", "年"),
    ]
    composition = [("stream_id", "substance", "share", "uncertainty"), ("ST", "Cu", "2%", "5 %")]

    checked = check(tiny, workbook(stream=stream, stream_composition=composition))

    assert found(checked) == []
    assert cells(checked, "stream_composition", "share") == [0.02]
    assert cells(checked, "stream_composition", "uncertainty") == [5.0]
    assert cells(checked, "stream", "period") == ["year"]


def test_dates_flags_and_choices_are_understood(tiny: duckdb.DuckDBPyConnection) -> None:
    head = (
        "stream_id",
        "site_id",
        "direction",
        "resource_id",
        "unit",
        "period",
        "consent_date",
        "needs_permit",
    )
    days = [dt.date(2024, 5, 17), "2024/5/17", "2024年5月17日", "17.05.2024"]
    flags = [True, "否", "ja", 0]
    rows = [
        (f"ST{n}", "S1", direction, "coal", "t", "year", day, flag)
        for n, (direction, day, flag) in enumerate(
            zip(["supply", "供给", "HAVE", "Want"], days, flags, strict=True)
        )
    ]

    checked = check(tiny, workbook(stream=[head, *rows]))

    assert found(checked) == []
    assert cells(checked, "stream", "consent_date") == [dt.date(2024, 5, 17)] * 4
    assert cells(checked, "stream", "needs_permit") == [True, False, True, False]
    assert cells(checked, "stream", "direction") == ["supply", "supply", "supply", "demand"]


def test_a_day_that_may_be_two_is_asked(tiny: duckdb.DuckDBPyConnection) -> None:
    head = ("event_id", "park_id", "event_kind", "name_en", "starts_on")

    checked = check(tiny, workbook(event=[head, ("E", "tiny", "visit", "Visit", "05/06/2024")]))

    assert found(checked) == [("E2", "ambiguous_date")]


def test_a_serial_number_is_no_day(tiny: duckdb.DuckDBPyConnection) -> None:
    head = ("event_id", "park_id", "event_kind", "name_en", "starts_on")

    checked = check(tiny, workbook(event=[head, ("E", "tiny", "visit", "Visit", 45429)]))

    assert found(checked) == [("E2", "date")]


def test_half_a_year_is_no_year(tiny: duckdb.DuckDBPyConnection) -> None:
    assert found(flows(tiny, changed(ASH, year=2024.5))) == [("F2", "whole")]
