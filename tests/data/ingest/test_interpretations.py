"""What can only mean one thing is taken for it, and listed for review; what may mean several is asked."""

import io
from collections.abc import Sequence

import duckdb
import pytest
import xlsxwriter

from isdata.data import ingest
from isdata.data.i18n import reader
from tests.data.ingest.files import ASH, FLOW, Row, cells, changed, check, flows, found, reviewed, workbook


def rows(column: str, values: list[str]) -> list[list]:
    """Return the same flow as often as there are values of a column."""
    return [changed(ASH, flow_id=f"R{number}", **{column: value}) for number, value in enumerate(values)]


def test_a_site_goes_by_its_id_in_any_case_and_by_its_company(tiny: duckdb.DuckDBPyConnection) -> None:
    reasons = {
        "s1": "case",
        "C1": "only_site",
        "Power plant": "only_site",
        "发电厂": "only_site",
        "power PLANT": "only_site",
    }
    checked = flows(tiny, *rows("provider_id", list(reasons)))

    assert found(checked) == []
    assert cells(checked, "flow", "provider_id") == ["S1"] * 5
    assert reviewed(checked) == [
        (f"C{number}", written, "S1", why) for number, (written, why) in enumerate(reasons.items(), 2)
    ]


def test_a_company_stands_for_its_site_although_that_site_names_it_by_name(
    tiny: duckdb.DuckDBPyConnection,
) -> None:
    company = [("company_id", "name_zh", "visibility"), ("C9", "新厂", "public")]
    site = [("site_id", "company_id", "park_id"), ("S9", "新厂", "Tiny park")]

    checked = check(tiny, workbook(company=company, site=site, flow=[FLOW, changed(ASH, provider_id="c9")]))

    assert found(checked) == []
    assert cells(checked, "flow", "provider_id") == ["S9"]


def test_a_company_with_two_sites_does_not_show_which(tiny: duckdb.DuckDBPyConnection) -> None:
    site = [("site_id", "company_id", "park_id"), ("S9", "C1", "tiny")]

    checked = check(tiny, workbook(site=site, flow=[FLOW, changed(ASH, provider_id="C1")]))

    assert found(checked) == [("C2", "reference")]
    assert (
        "(S1), Power plant (S9). Write one of them."
        in ingest.message_table(checked.problems, reader("en"))["message"][0]
    )


def test_a_resource_goes_by_its_names_and_exact_synonyms(tiny: duckdb.DuckDBPyConnection) -> None:
    tiny.execute(
        "update resource set synonyms_en = 'PFA; fly-ash', synonyms_zh = '飞灰; 煤灰' where resource_id = 'fly_ash'"
    )
    reasons = {"Fly ash": "name", "粉煤灰": "name", "FLY_ASH": "case", "fly-ash": "other_name", "飞灰": "other_name",
               "pfa": "other_name"}  # fmt: skip

    checked = flows(tiny, *rows("resource_id", list(reasons)))

    assert cells(checked, "flow", "resource_id") == ["fly_ash"] * 6
    assert reviewed(checked) == [
        (f"E{number}", written, "fly_ash", why) for number, (written, why) in enumerate(reasons.items(), 2)
    ]


def test_trade_words_of_the_list_are_exact(parks: duckdb.DuckDBPyConnection) -> None:
    meant = {"煤渣": "bottom_ash", "污泥": "industrial_sludge", "中水": "reclaimed_water", "冷凝水": "condensate",
             "绿泥": "green_liquor_dregs"}  # fmt: skip
    checked = flows(parks, *rows("resource_id", list(meant)))

    assert cells(checked, "flow", "resource_id") == list(meant.values())


def test_a_synonym_of_two_resources_is_asked(tiny: duckdb.DuckDBPyConnection) -> None:
    tiny.execute("update resource set synonyms_zh = '灰' where resource_id in ('fly_ash', 'clinker_dust')")

    checked = flows(tiny, changed(ASH, resource_id="灰"))

    assert found(checked) == [("E2", "reference")]
    assert reviewed(checked) == []
    [asked] = ingest.message_table(checked.problems, reader("en"))["message"]
    assert "may mean: Clinker dust (clinker_dust), Fly ash (fly_ash). Choose one" in asked


def test_the_drop_down_of_the_template_is_no_interpretation(tiny: duckdb.DuckDBPyConnection) -> None:
    checked = flows(tiny, changed(ASH, resource_id="Fly ash (fly_ash)"))

    assert cells(checked, "flow", "resource_id") == ["fly_ash"]
    assert reviewed(checked) == []


def test_what_comes_in_the_same_files_is_known_by_name_too(tiny: duckdb.DuckDBPyConnection) -> None:
    head = ("resource_id", "name_en", "name_zh", "kind", "resource_class", "unit")
    resource = [head, ("r77", "Rice husk ash", "稻壳灰", "material", "by_product", "t")]

    checked = check(tiny, workbook(resource=resource, flow=[FLOW, changed(ASH, resource_id="稻壳灰")]))

    assert found(checked) == []
    assert cells(checked, "flow", "resource_id") == ["r77"]


def test_all_proposals_are_accepted_at_once_and_words_are_remembered(tiny: duckdb.DuckDBPyConnection) -> None:
    source = ingest.read(
        [("b.xlsx", workbook(flow=[FLOW, changed(ASH, resource_id="fly ashes", unit="tonz", quantity=3)]))]
    )

    asked = ingest.check(tiny, source)
    taken = ingest.check(tiny, source, accept_proposals=True)
    ingest.store(tiny, taken, who="Ms Li")

    assert [rule for _cell, rule in found(asked)] == ["reference", "unit_near"]
    assert asked.proposals == 2
    assert reviewed(taken) == [("E2", "fly ashes", "fly_ash", "likely"), ("H2", "tonz", "t", "likely")]
    assert tiny.execute("select phrase, resource_id, confirmed_by from resource_phrase").fetchall() == [
        ("fly ashes", "fly_ash", "Ms Li")
    ]
    assert reviewed(flows(tiny, changed(ASH, resource_id="Fly ashes"))) == [
        ("E2", "Fly ashes", "fly_ash", "confirmed")
    ]


@pytest.mark.parametrize(
    ("direction", "meant"), [("supply", "aluminium_scrap"), ("demand", "aluminium_ingot")]
)
def test_what_a_word_means_is_proposed_by_the_side_of_its_rows(
    parks: duckdb.DuckDBPyConnection, direction: str, meant: str
) -> None:
    head = ("stream_id", "site_id", "direction", "resource_id", "quantity", "year")
    company = [("company_id", "name_en", "visibility"), ("C9", "New works", "public")]
    site = [("site_id", "company_id", "park_id"), ("S9", "C9", "new")]
    park = [("park_id", "name_en", "region_id"), ("new", "New park", "CN")]
    stream = [head, ("ST1", "S9", direction, "aluminium", 5, 2024)]
    book = workbook(park=park, company=company, site=site, stream=stream)
    checked = ingest.check(parks, ingest.read([("b.xlsx", book)]), accept_proposals=True)

    assert cells(checked, "stream", "resource_id") == [meant]


@pytest.mark.parametrize("word", ["合计", "合 计", "总计：", "Total", "合计（吨）", "Subtotal 2024"])
def test_a_row_of_totals_is_left_out_and_said(tiny: duckdb.DuckDBPyConnection, word: str) -> None:
    total = (word, None, None, None, None, None, 12, "t")

    checked = flows(tiny, ASH, total)

    assert found(checked) == []
    assert cells(checked, "flow", "flow_id") == ["F9"]
    assert reviewed(checked) == [("A3", word, "", "total")]


def test_a_row_that_has_all_it_needs_is_no_total(tiny: duckdb.DuckDBPyConnection) -> None:
    assert cells(flows(tiny, changed(ASH, flow_id="Total")), "flow", "flow_id") == ["Total"]


def merged(*ranges: str, rows: Sequence[Row]) -> bytes:
    """A workbook of flows in which ranges of cells are merged."""
    content = io.BytesIO()
    with xlsxwriter.Workbook(content) as book:
        sheet = book.add_worksheet("flow")
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
        for cells_of in ranges:
            first = cells_of.split(":")[0]
            row, column = int(first[1:]) - 1, ord(first[0]) - 65
            sheet.merge_range(cells_of, rows[row][column])
    return content.getvalue()


def test_a_merged_provider_holds_for_all_its_rows(tiny: duckdb.DuckDBPyConnection) -> None:
    rows = [FLOW, ASH, changed(ASH, flow_id="F10", provider_id=None), changed(ASH, flow_id="F11")]

    checked = check(tiny, merged("C2:C3", "F2:F4", rows=rows))

    assert found(checked) == []
    assert cells(checked, "flow", "provider_id") == ["S1", "S1", "S1"]
    assert cells(checked, "flow", "year") == [2024, 2024, 2024]
    assert reviewed(checked) == [
        ("C3", "", "S1", "merged"),
        ("F3", "", "2024", "merged"),
        ("F4", "", "2024", "merged"),
    ]


def test_a_merged_amount_and_cells_merged_across_columns_are_refused(tiny: duckdb.DuckDBPyConnection) -> None:
    rows = [FLOW, ASH, changed(ASH, flow_id="F10"), changed(ASH, flow_id="F11")]

    checked = check(tiny, merged("G2:G3", "C4:D4", rows=rows))

    assert found(checked) == [("G2", "merged_number"), ("C4", "merged_columns")]
    messages = ingest.message_table(checked.problems, reader("en"))["message"].tolist()
    assert ["G2:G3" in messages[0], "C4:D4" in messages[1]] == [True, True]


def test_every_unknown_id_is_found_although_a_row_has_no_id(tiny: duckdb.DuckDBPyConnection) -> None:
    head = ("resource_id", "name_en", "kind", "resource_class", "unit")
    nameless = (None, "Something", "material", "waste", "t")

    checked = check(
        tiny, workbook(resource=[head, nameless], flow=[FLOW, changed(ASH, resource_id="unobtainium")])
    )

    assert found(checked) == [("A2", "missing"), ("E2", "reference")]


def test_the_cells_of_a_sheet_without_ids_are_checked_as_well(tiny: duckdb.DuckDBPyConnection) -> None:
    checked = flows(tiny, changed(ASH[1:], FLOW[1:], quantity="many", unit="zz"), head=FLOW[1:])

    assert found(checked) == [("", "missing_key"), ("F2", "number"), ("G2", "unit")]


def test_two_rows_without_an_id_are_no_twins(tiny: duckdb.DuckDBPyConnection) -> None:
    checked = flows(tiny, changed(ASH, flow_id=None), changed(ASH, flow_id=None))

    assert found(checked) == [("A2", "missing"), ("A3", "missing")]


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_review_shows_each_thing_once_with_its_first_cell(
    tiny: duckdb.DuckDBPyConnection, language: str
) -> None:
    tiny.execute("update resource set synonyms_zh = '飞灰' where resource_id = 'fly_ash'")
    rows = [changed(ASH, flow_id=f"F{n}", provider_id="S1", resource_id="飞灰") for n in (20, 21)]
    rows += [changed(ASH, flow_id="F22", provider_id="发电厂", resource_id="粉煤灰")]  # as written
    rows += [changed(ASH, flow_id="合计", provider_id=None, receiver_id=None, resource_id=None, year=None)]

    shown = ingest.interpreted(flows(tiny, *rows).interpretations, reader(language))

    assert shown["place"].iloc[0] == "book.xlsx · flow · A5"  # the row of totals comes first
    resource = {"en": "Fly ash", "zh": "粉煤灰"}[language]
    assert shown[["value", "meaning", "cells", "place"]].values.tolist()[1:] == [
        ["飞灰", resource, 2, "book.xlsx · flow · E2"]
    ]


@pytest.mark.parametrize(
    ("written", "quantity", "uncertainty", "why"),
    [
        ("约100", 100.0, 10.0, "about"),
        ("approx 1200", 1200.0, 10.0, "about"),
        ("100-200", 150.0, 33.0, "range"),
    ],
)
def test_an_imprecise_amount_is_proposed_with_its_uncertainty(
    tiny: duckdb.DuckDBPyConnection, written: str, quantity: float, uncertainty: float, why: str
) -> None:
    source = ingest.read([("book.xlsx", workbook(flow=[FLOW, changed(ASH, quantity=written)]))])
    asked = ingest.check(tiny, source)
    assert (found(asked), asked.proposals) == ([("G2", f"{why}_number")], 1)

    checked = ingest.check(tiny, source, accept_proposals=True)

    assert found(checked) == []
    assert checked.accepted == 1
    assert cells(checked, "flow", "quantity") == [quantity]
    assert cells(checked, "flow", "uncertainty") == [uncertainty]
    assert reviewed(checked) == [("G2", written, f"{quantity:g}", why)]


def test_an_uncertainty_that_a_row_states_is_kept_and_a_bound_is_not_proposed(
    tiny: duckdb.DuckDBPyConnection,
) -> None:
    head = [*FLOW, "uncertainty"]
    rows = [[*changed(ASH, quantity="~100 kg"), 25], [*changed(ASH, flow_id="F10", quantity=7), None]]
    source = ingest.read([("book.xlsx", workbook(flow=[head, *rows]))])

    checked = ingest.check(tiny, source, accept_proposals=True)

    assert cells(checked, "flow", "quantity") == [0.1, 7.0]
    assert cells(checked, "flow", "uncertainty") == [25.0, None]
    bound = ingest.read([("book.xlsx", workbook(flow=[FLOW, changed(ASH, quantity="<5")]))])
    assert found(ingest.check(tiny, bound, accept_proposals=True)) == [("G2", "below_number")]
