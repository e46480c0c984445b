"""Cells become typed rows, and everything that is wrong is listed at once with its cell."""

import duckdb
import pytest

from isdata.data import ingest, store
from isdata.data.i18n import Reader
from isdata.data.ingest import checking, destination
from isdata.errors import ProblemsError
from tests.data.ingest.files import ASH, FLOW, cells, changed, check, dump, flows, found, workbook


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
        changed(good, head, flow_id="F17", quantity="5 GJ"),  # G11: GJ in a row in t
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
        ("J6", "currency"),
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


def test_what_follows_from_an_unreadable_cell_is_not_shown(tiny: duckdb.DuckDBPyConnection) -> None:
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


def test_rows_of_one_table_may_refer_to_rows_of_another(tiny: duckdb.DuckDBPyConnection) -> None:
    site = [("site_id", "company_id", "park_id"), ("S9", "C9", "tiny")]
    company = [("company_id", "name_en", "visibility"), ("C9", "New", "In full")]

    checked = check(tiny, workbook(flow=[FLOW, changed(ASH, provider_id="S9")], site=site, company=company))

    assert found(checked) == []
    assert cells(checked, "company", "visibility") == ["public"]


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

    worded = ingest.message_table(checked.problems, Reader(language))

    assert worded["message"].str.len().min() > 10
    assert not worded["message"].str.contains("[{}]").any()
    assert worded["column"].tolist() == [
        Reader(language).column("flow", c) for c in checked.problems["column"]
    ]


def test_the_rest_of_a_sheet_waits_until_many_problems_of_its_beginning_are_corrected(
    tiny: duckdb.DuckDBPyConnection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(checking, "_BEGINNING", 2)
    monkeypatch.setattr(checking, "_MANY", 2)
    wrong = [changed(ASH, flow_id=f"F{10 + n}", quantity="many") for n in range(3)]
    sound = changed(ASH, flow_id="F20")

    assert found(flows(tiny, *wrong)) == [("", "rest_unchecked"), ("G2", "number"), ("G3", "number")]
    assert found(flows(tiny, *wrong[:2])) == [("G2", "number"), ("G3", "number")]
    assert found(flows(tiny, wrong[0], sound, wrong[1])) == [("G2", "number"), ("G4", "number")]


def test_an_id_in_the_unchecked_rest_of_a_sheet_is_not_called_unknown(
    tiny: duckdb.DuckDBPyConnection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(checking, "_BEGINNING", 2)
    monkeypatch.setattr(checking, "_MANY", 2)
    sites = [("site_id", "company_id", "park_id"), *((f"S{n}", "C1", "tiny") for n in (7, 8, 9))]
    wrong = [changed(ASH, flow_id=f"F{n}", quantity="many", receiver_id="S9") for n in (10, 11)]

    checked = check(tiny, workbook(site=sites, flow=[FLOW, *wrong]))

    assert found(checked) == [("", "rest_unchecked"), ("G2", "number"), ("G3", "number")]


def test_progress_goes_forward_to_the_end(tiny: duckdb.DuckDBPyConnection) -> None:
    shares: list[float] = []
    source = ingest.read([("b.xlsx", workbook(flow=[FLOW, ASH]))])

    ingest.store(tiny, source, who="me", progress=lambda share, message: shares.append(share))

    assert shares == sorted(shares)
    assert shares[-1] == 1.0


def test_a_slip_of_the_pen_is_proposed(tiny: duckdb.DuckDBPyConnection) -> None:
    checked = flows(tiny, changed(ASH, flow_id="F10", resource_id="fly_ahs"))

    assert checked.problems["details"].tolist() == [
        {"near": "fly_ash", "name_en": "Fly ash", "name_zh": "粉煤灰"}
    ]
    assert "Is Fly ash (fly_ash) meant" in ingest.message_table(checked.problems, Reader())["message"][0]


def test_an_id_with_other_digits_is_no_slip(tiny: duckdb.DuckDBPyConnection) -> None:
    checked = flows(tiny, changed(ASH, flow_id="F10", provider_id="S99"))

    assert found(checked) == [("C2", "reference")]
    assert checked.problems["details"].tolist() == [{}]


def test_another_word_is_no_slip(tiny: duckdb.DuckDBPyConnection) -> None:
    checked = flows(
        tiny,
        changed(ASH, flow_id="F10", receiver_id="Secret Pit Ltd"),  # 79 % of the letters of Secret Box Ltd
        changed(ASH, flow_id="F11", receiver_id="Secret Bux Ltd"),
    )

    assert [details.get("near", "") for details in checked.problems["details"]] == ["", "S3"]


def test_one_cause_is_shown_once(tiny: duckdb.DuckDBPyConnection) -> None:
    rows = [changed(ASH, flow_id=f"F{10 + n}", provider_id="X7") for n in range(3)]
    rows += [changed(ASH, flow_id="F20", receiver_id="X7"), changed(ASH, flow_id="F21", quantity="many")]

    checked = flows(tiny, *rows)

    ((words, cells),) = ingest.causes(checked.problems, Reader())
    assert cells == 4
    assert "“X7”" in words


def test_a_whole_number_is_shown_as_it_stands(tiny: duckdb.DuckDBPyConnection) -> None:
    checked = flows(tiny, (*ASH, -3), head=(*FLOW, "uncertainty"))

    assert checked.problems["value"].tolist() == ["-3"]


def test_an_import_names_the_parks_of_its_rows_and_sites(tiny: duckdb.DuckDBPyConnection) -> None:
    site = [("site_id", "company_id", "park_id"), ("S9", "C1", "tiny")]
    stream = [
        ("stream_id", "site_id", "direction", "resource_id", "unit", "period"),
        ("X1", "S2", "supply", "fly_ash", "t", "year"),
    ]

    assert destination.parks(tiny, check(tiny, workbook(site=site))) == ["tiny"]
    assert destination.parks(tiny, check(tiny, workbook(stream=stream))) == ["tiny"]
    assert destination.parks(tiny, check(tiny, workbook(region=[("region_id", "name_en"), ("X", "X")]))) == []
