"""The template explains itself, imports as nothing, and takes data in the rows below its example."""

import io

import duckdb
import openpyxl
import pytest
from openpyxl.utils import get_column_letter

from isdata.data import ingest
from isdata.data.contracts import choices, tables
from isdata.data.i18n import LANGUAGES, Reader
from isdata.data.ingest.headings import bilingual
from tests.data.ingest.files import cells, check, found, workbook

FLOWS = bilingual(tables()["flow"].label)


def template(
    language: str = "en", tables: tuple[str, ...] | None = None, con: duckdb.DuckDBPyConnection | None = None
) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(ingest.template(Reader(language), only=tables, con=con)))


def saved(book: openpyxl.Workbook) -> bytes:
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def test_the_untouched_template_imports_as_nothing(con: duckdb.DuckDBPyConnection) -> None:
    checked = check(con, ingest.template(Reader("zh")))

    assert found(checked) == []
    assert (checked.count, checked.notices) == (0, ())


def test_every_table_has_its_sheet_with_meanings_and_an_example() -> None:
    book = template()

    assert book.sheetnames == [
        "Guide 说明",
        *(bilingual(table.label) for table in tables().values()),
        "Lists 选项",
    ]
    for table in tables().values():
        rows = [[cell.value for cell in row] for row in book[bilingual(table.label)].iter_rows(max_row=3)]
        assert len(rows[0]) == len(table.columns) + 1
        for place, column in enumerate(table.columns, 1):
            assert column.label.zh in rows[0][place]
            assert column.meaning.en in rows[1][place]
            assert rows[2][place] is not None or column.example == ""


def test_a_filled_template_is_imported_with_the_cells_of_its_rows(tiny: duckdb.DuckDBPyConnection) -> None:
    book = template("zh", tables=("flow",))
    sheet = book[FLOWS]
    names = [column.name for column in tables()["flow"].columns]
    values = {"flow_id": "F9", "park_id": "tiny", "provider_id": "S1", "resource_id": "coal", "year": 2024,
              "quantity": 22.347, "unit": "吨", "destination": "再利用", "is_illustrative": "是"}  # fmt: skip
    for name, value in values.items():
        sheet.cell(4, names.index(name) + 2).value = value
    sheet.cell(5, 2).value = "F10"

    checked = check(tiny, saved(book))

    assert checked.problems["row"].unique().tolist() == [5]
    assert cells(checked, "flow", "quantity")[0] == 22.347
    assert cells(checked, "flow", "destination")[0] == "reuse"
    assert cells(checked, "flow", "is_illustrative")[0] is True


def test_an_example_that_was_written_over_is_shown(tiny: duckdb.DuckDBPyConnection) -> None:
    book = template(tables=("flow",))
    book[FLOWS]["B3"] = "F77"

    assert found(check(tiny, saved(book))) == [("A3", "example_changed")]


def test_an_example_whose_mark_was_cleared_is_data(tiny: duckdb.DuckDBPyConnection) -> None:
    book = template(tables=("flow",))
    book[FLOWS]["A3"] = None

    checked = check(tiny, saved(book))

    assert cells(checked, "flow", "flow_id") == ["F0001"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_drop_downs_offer_the_choices_in_the_readers_language(language: str) -> None:
    book = template(language, tables=("flow",))
    rules = {
        str(rule.sqref).split(":")[0]: rule.formula1 for rule in book[FLOWS].data_validations.dataValidation
    }
    place = [column.name for column in tables()["flow"].columns].index("destination") + 2
    column = rules[f"{get_column_letter(place)}4"].split("!$")[1].split("$")[0]

    offered = [cell.value for cell in book["Lists 选项"][column] if cell.value]

    assert offered == [words[language] for words in choices("destination").values()]


def test_ids_are_offered_from_the_database(tiny: duckdb.DuckDBPyConnection) -> None:
    book = template(tables=("flow",), con=tiny)

    offered = {cell.value for row in book["Lists 选项"].iter_rows() for cell in row}

    assert {"S1", "S2", "S3", "Fly ash 粉煤灰 (fly_ash)", "Tiny park (tiny)"} <= offered


def test_what_a_drop_down_offers_is_what_the_import_understands(tiny: duckdb.DuckDBPyConnection) -> None:
    head = ("flow_id", "park_id", "provider_id", "resource_id", "year", "unit")
    row = ("F9", "Tiny park (tiny)", "S1", "Fly ash 粉煤灰 (fly_ash)", 2024, "t")

    checked = check(tiny, workbook(flow=[head, row]))

    assert found(checked) == []
    assert cells(checked, "flow", "park_id") + cells(checked, "flow", "resource_id") == ["tiny", "fly_ash"]
    assert checked.interpretations.empty


def test_drop_downs_offer_stored_sites_and_those_of_the_workbook(tiny: duckdb.DuckDBPyConnection) -> None:
    book = template(tables=("site", "flow"), con=tiny)
    rules = {
        str(rule.sqref).split(":")[0]: rule.formula1 for rule in book[FLOWS].data_validations.dataValidation
    }
    lists = book["Lists 选项"]
    place = [column.name for column in tables()["flow"].columns].index("provider_id") + 2
    source = rules[f"{get_column_letter(place)}4"]
    column = source.split("!$")[1].split("$")[0]

    assert source.startswith("OFFSET(")
    assert "COUNTA(" in source
    assert [lists[f"{column}{row}"].value for row in (1, 2, 3)] == ["S1", "S2", "S3"]
    # The row below is the first row to be filled in of the workbook's own sheet of sites.
    assert lists[f"{column}4"].value.endswith('$B$4&""')
