"""Cells become typed rows, and everything that is wrong is listed at once with its cell."""

import datetime as dt

import duckdb
import pytest

from isdata import ingest, store
from isdata.contracts import Table, tables
from isdata.errors import ProblemsError
from isdata.i18n import Reader
from tests.ingest.files import ASH, FLOW, cells, changed, check, dump, flows, found, workbook


def test_a_workbook_with_twelve_mistakes_yields_exactly_those_twelve(tiny: duckdb.DuckDBPyConnection) -> None:
    head = [*FLOW, "cost", "currency", "uncertainty", "is_illustrative", "tempratur"]
    good = [*ASH, 100, "CNY", 5, "no", None]
    rows = [
        head,  # M1: no such column
        changed(good, head, quantity="22.347"),  # G2: twenty-two thousand or twenty-two?
        changed(good, head, flow_id="F10", quantity="many"),  # G3: not a number
        changed(good, head, flow_id="F11", provider_id="S99"),  # C4: unknown site
        changed(good, head, flow_id="F12", unit="tonz"),  # H5: unknown unit
        changed(good, head, flow_id="F13", currency="Taler"),  # J6: not a choice
        changed(good, head, flow_id="F14", uncertainty=-3),  # K7: below the least
        changed(good, head, flow_id="F15", is_illustrative="perhaps"),  # L8: neither yes nor no
        changed(good, head, flow_id="F16", resource_id=None),  # E9: missing
        changed(good, head, flow_id="F10"),  # A10: the id of row 3 again
        changed(good, head, flow_id="F17", quantity="5 kg"),  # G11: kg in a row told in t
        changed(
            good, head, flow_id="F18", provider_id=None, receiver_id=None
        ),  # C12: from nowhere to nowhere
    ]

    checked = check(tiny, workbook(flow=rows))

    assert found(checked) == [
        ("M1", "unknown_column_near"),
        ("G2", "ambiguous_number"),
        ("G3", "number"),
        ("C4", "reference"),
        ("H5", "unit_near"),
        ("J6", "choice"),
        ("K7", "low"),
        ("L8", "flag"),
        ("E9", "missing"),
        ("A10", "duplicate"),
        ("G11", "unit_conflict"),
        ("C12", "flow_without_ends"),
    ]


def test_a_row_with_an_unreadable_cell_is_judged_by_all_other_rules_as_well(
    tiny: duckdb.DuckDBPyConnection,
) -> None:
    row = changed(ASH, flow_id="F10", quantity="many", provider_id=None, receiver_id=None)

    assert found(flows(tiny, row)) == [("C2", "flow_without_ends"), ("G2", "number")]


def test_what_follows_from_an_unreadable_cell_is_not_told(tiny: duckdb.DuckDBPyConnection) -> None:
    stream = [
        ("stream_id", "site_id", "direction", "resource_id", "unit", "period"),
        ("D1", "S1", "supply", "fly_ash", "t", "year"),
    ]
    profile = [("stream_id", "month", "share"), ("D1", 1, 0.5), ("D1", 2, "half")]

    assert found(check(tiny, workbook(stream=stream, stream_profile=profile))) == [("C3", "number")]


def test_nothing_is_stored_while_anything_is_wrong(tiny: duckdb.DuckDBPyConnection) -> None:
    before = dump(tiny, "flow")
    source = ingest.read(
        [("b.xlsx", workbook(flow=[FLOW, ASH, changed(ASH, flow_id="F10", quantity="many")]))]
    )

    with pytest.raises(ProblemsError) as caught:
        ingest.store(tiny, source, who="me")

    assert len(caught.value.problems) == 1
    assert dump(tiny, "flow") == before
    assert store.data_version(tiny) == 1


def test_checking_leaves_no_trace(tiny: duckdb.DuckDBPyConnection) -> None:
    before = (
        tiny.execute("from duckdb_tables() select table_name order by all").fetchall(),
        dump(tiny, "flow"),
    )

    flows(tiny, ASH)

    assert (
        tiny.execute("from duckdb_tables() select table_name order by all").fetchall(),
        dump(tiny, "flow"),
    ) == before


def test_sound_rows_are_stored_with_who_and_why(tiny: duckdb.DuckDBPyConnection) -> None:
    version = ingest.store(
        tiny, ingest.read([("b.xlsx", workbook(flow=[FLOW, ASH]))]), who="Ms Li", reason="round 2"
    )

    assert tiny.execute("select quantity, unit from flow where flow_id = 'F9'").fetchall() == [(12.0, "t")]
    assert tiny.execute(
        "select changed_by, reason, version from change_log order by version desc limit 1"
    ).fetchall() == [("Ms Li", "round 2", version)]


def test_columns_left_out_keep_what_is_stored(tiny: duckdb.DuckDBPyConnection) -> None:
    ingest.store(
        tiny, ingest.read([("b.xlsx", workbook(flow=[("flow_id", "quantity"), ("F2", 310)]))]), who="me"
    )

    assert tiny.execute("select quantity, unit, resource_id from flow where flow_id = 'F2'").fetchall() == [
        (310.0, "t", "fly_ash")
    ]


def test_headings_are_known_by_name_and_by_words_of_either_language(tiny: duckdb.DuckDBPyConnection) -> None:
    head = ["Flow ID", "园区", "供方 ", "RECEIVER*", "Resource 资源", "year 年份", "数量（t）", "备注"]

    checked = flows(tiny, ["F9", "tiny", "S1", "S2", "fly_ash", 2024, 12, "x"], head=head)

    assert found(checked) == []
    assert cells(checked, "flow", "unit") == ["t"]
    assert cells(checked, "flow", "note") == ["x"]


def test_sheets_are_known_by_words_of_either_language(tiny: duckdb.DuckDBPyConnection) -> None:
    for name in ("flow", "Flows", "流", "Flows 流", "ＦＬＯＷ"):
        assert check(tiny, workbook(**{name: [FLOW, ASH]})).count == 1


def test_rows_of_one_table_may_refer_to_rows_of_another(tiny: duckdb.DuckDBPyConnection) -> None:
    site = [("site_id", "company_id", "park_id"), ("S9", "C9", "tiny")]
    company = [("company_id", "name_en", "visibility"), ("C9", "New", "In full")]

    checked = check(tiny, workbook(flow=[FLOW, changed(ASH, provider_id="S9")], site=site, company=company))

    assert found(checked) == []
    assert cells(checked, "company", "visibility") == ["public"]


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


def test_a_number_that_only_one_reading_allows_is_not_asked(tiny: duckdb.DuckDBPyConnection) -> None:
    """The latitude 30.561 cannot be thirty thousand."""
    head = ("park_id", "name_en", "region_id", "currency", "latitude")

    checked = check(tiny, workbook(park=[head, ("p", "P", "CN", "CNY", "30.561")]))

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


def test_a_unit_that_does_not_fit_its_column_is_told(tiny: duckdb.DuckDBPyConnection) -> None:
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


def test_blank_rows_do_not_shift_the_row_numbers(tiny: duckdb.DuckDBPyConnection) -> None:
    checked = flows(tiny, ASH, [None] * 8, ["  "] * 8, changed(ASH, flow_id="F10", unit="qqq"))

    assert found(checked) == [("H5", "unit")]
    assert checked.count == 2


def test_headings_may_begin_lower_and_further_right(tiny: duckdb.DuckDBPyConnection) -> None:
    rows = [[], [None, "Flows of 2024"], [], [None, None, *FLOW], [None, None, *changed(ASH, unit="ell")]]

    checked = check(tiny, workbook(flow=rows))

    assert [cell for cell, _ in found(checked)] == ["J5"]


def test_a_missing_column_is_told_once(tiny: duckdb.DuckDBPyConnection) -> None:
    rows = [(f"F{n}", "tiny", "S1", 2024, "t") for n in range(20, 40)]

    checked = flows(tiny, *rows, head=("flow_id", "park_id", "provider_id", "year", "unit"))

    assert found(checked) == [("", "missing_column")]
    assert checked.problems["column"].tolist() == ["resource_id"]


def test_a_misspelled_heading_is_one_problem(tiny: duckdb.DuckDBPyConnection) -> None:
    checked = flows(tiny, ASH, head=[*FLOW[:4], "Resurce", *FLOW[5:]])

    assert found(checked) == [("E1", "unknown_column_near")]
    assert "Resource" in ingest.word(checked.problems, Reader())["message"][0]


def test_duplicate_and_missing_headings_are_told(tiny: duckdb.DuckDBPyConnection) -> None:
    checked = flows(tiny, [*ASH, 13, "stray"], head=[*FLOW, "数量", None])

    assert found(checked) == [("I1", "duplicate_column"), ("J1", "no_heading")]


@pytest.mark.parametrize("table", tables().values(), ids=lambda table: table.name)
def test_a_heading_in_either_language_means_one_column(table: Table) -> None:
    for language in ("en", "zh"):
        labels = [column.label[language] for column in table.columns]
        assert len(set(labels)) == len(labels)


def test_columns_and_sheets_can_be_left_out_by_name(tiny: duckdb.DuckDBPyConnection) -> None:
    book = workbook(flow=[[*FLOW, "_mine"], [*ASH, "private"]], _notes=[["anything"], ["else"]])

    assert found(check(tiny, book)) == []


def test_an_unknown_sheet_is_told_with_the_nearest_table(tiny: duckdb.DuckDBPyConnection) -> None:
    checked = check(tiny, workbook(Flowz=[FLOW, ASH], Gossip=[["a"], ["b"]], Sheet3=[]))

    assert checked.problems[["sheet", "rule", "table"]].values.tolist() == [
        ["Flowz", "unknown_sheet_near", "flow"],
        ["Gossip", "unknown_sheet", ""],
    ]


def test_a_reference_into_a_sheet_that_was_not_read_is_no_further_problem(
    tiny: duckdb.DuckDBPyConnection,
) -> None:
    site = [("site_id", "company_id", "park_id"), ("S9", "C1", "tiny")]

    checked = check(tiny, workbook(flow=[FLOW, changed(ASH, provider_id="S9")], sitez=site))

    assert [rule for _, rule in found(checked)] == ["unknown_sheet_near"]


def test_two_files_may_hold_rows_of_one_table(tiny: duckdb.DuckDBPyConnection) -> None:
    first = ("a.xlsx", workbook(flow=[FLOW, ASH]))
    second = ("flow.csv", b"flow_id,quantity\nF2,310\nF1,ten\n")

    checked = ingest.check(tiny, ingest.read([first, second]))

    assert checked.problems[["file", "cell"]].values.tolist() == [["flow.csv", "B3"]]
    assert cells(checked, "flow", "unit") == ["t", "t", "t"]  # what a part leaves out is what is stored


def test_problems_come_in_the_same_order_every_time(tiny: duckdb.DuckDBPyConnection) -> None:
    rows = [changed(ASH, flow_id=f"F{n}", unit="ell", provider_id="S99", quantity="x") for n in range(10, 60)]

    first, second = (flows(tiny, *rows).problems for _ in range(2))

    assert first.equals(second)
    assert first["row"].is_monotonic_increasing
    assert first["cell"].head(3).tolist() == ["C2", "G2", "H2"]


@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_problem_is_worded_in_the_readers_language(
    tiny: duckdb.DuckDBPyConnection, language: str
) -> None:
    checked = flows(
        tiny,
        changed(ASH, quantity="22.347", provider_id="S99", unit="ell", year="x"),
        head=[*FLOW[:7], "Unit"],
    )

    worded = ingest.word(checked.problems, Reader(language))

    assert worded["message"].str.len().min() > 10
    assert not worded["message"].str.contains("[{}]").any()
    assert worded["column"].tolist() == [
        Reader(language).column("flow", c) for c in checked.problems["column"]
    ]


def test_progress_goes_forward_to_the_end(tiny: duckdb.DuckDBPyConnection) -> None:
    shares: list[float] = []
    source = ingest.read([("b.xlsx", workbook(flow=[FLOW, ASH]))])

    ingest.store(tiny, source, who="me", progress=lambda share, message: shares.append(share))

    assert shares == sorted(shares)
    assert shares[-1] == 1.0


@pytest.mark.parametrize(
    ("value", "near"),
    [
        ("C1", "S1"),  # the company in place of its site
        ("power plant", "S1"),  # its name
        ("水泥厂", "S2"),
        ("S99", None),
    ],
)
def test_an_unknown_site_may_be_known_otherwise(
    tiny: duckdb.DuckDBPyConnection, value: str, near: str | None
) -> None:
    checked = flows(tiny, changed(ASH, flow_id="F10", provider_id=value))

    assert checked.problems["rule"].tolist() == ["reference"]
    assert checked.problems["details"].tolist() == [{"near": near} if near else {}]
    words = ingest.word(checked.problems, Reader())["message"][0]
    assert ("Perhaps “S1” is meant" in words) == (near == "S1")


def test_a_slip_of_the_pen_is_proposed(tiny: duckdb.DuckDBPyConnection) -> None:
    checked = flows(tiny, changed(ASH, flow_id="F10", resource_id="fly_ahs"))

    assert checked.problems["details"].tolist() == [{"near": "fly_ash"}]


def test_one_cause_is_told_once(tiny: duckdb.DuckDBPyConnection) -> None:
    rows = [changed(ASH, flow_id=f"F{10 + n}", provider_id="X7") for n in range(3)]
    rows += [changed(ASH, flow_id="F20", receiver_id="X7"), changed(ASH, flow_id="F21", quantity="many")]

    checked = flows(tiny, *rows)

    ((words, cells),) = ingest.causes(checked.problems, Reader())
    assert cells == 4
    assert "“X7”" in words


def test_a_whole_number_is_told_as_it_stands(tiny: duckdb.DuckDBPyConnection) -> None:
    checked = flows(tiny, (*ASH, -3), head=(*FLOW, "uncertainty"))

    assert checked.problems["value"].tolist() == ["-3"]
