"""Tables of other authors come in through a map of their columns, long or wide."""

from pathlib import Path

import duckdb
import pytest

from isdata import cli
from isdata.data import store
from isdata.data.ingest import column_maps, map_proposals
from isdata.data.ingest.column_maps import ColumnMap
from isdata.errors import ColumnMapError, ColumnMapHeadingError, ColumnMapTargetError

LONG = "No;Donor;What;Remarks\n1;Firm A;Fly ash;good\n\n2;Firm B;Steam;\n"
LONG_MAP = """
table = "resource"
[columns]
No = "resource_id"
What = "name_en"
[constants]
unit = "t"
"""
WIDE = "Site,Coal,Heat\nS1,10,20\nS2,,30\n"
WIDE_MAP = """
table = "stream"
[columns]
Site = "site_id"
[wide]
values = {Coal = "coal", Heat = "waste_heat"}
heading_to = "resource_id"
value_to = "quantity"
units = {Coal = "t", Heat = "GJ"}
[constants]
direction = "supply"
"""


def written(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, "utf-8")
    return path


def rows(path: Path, mapping: Path) -> list[dict[str, str]]:
    """Rows by column of the table."""
    source, _ = column_maps.read(path, column_maps.load(mapping))
    sheet = source.sheets[0]
    return sheet.cells.rename_columns([sheet.headings[each] for each in sheet.cells.column_names]).to_pylist()


def test_a_long_table_keeps_its_rows_and_letters(tmp_path: Path) -> None:
    path, mapping = written(tmp_path, "theirs.csv", LONG), written(tmp_path, "m.toml", LONG_MAP)

    source, left_out = column_maps.read(path, column_maps.load(mapping))
    sheet = source.sheets[0]

    assert rows(path, mapping) == [
        {"resource_id": "1", "name_en": "Fly ash", "unit": "t"},
        {"resource_id": "2", "name_en": "Steam", "unit": "t"},
    ]
    assert sheet.rows.to_pylist() == [2, 4]  # as the file itself numbers them: row 3 is empty
    assert sheet.headings["C"] == "name_en"
    assert left_out == ["Donor", "Remarks"]


def test_a_wide_table_gives_a_row_for_each_filled_value(tmp_path: Path) -> None:
    path, mapping = written(tmp_path, "theirs.csv", WIDE), written(tmp_path, "m.toml", WIDE_MAP)

    found = [
        (row["site_id"], row["resource_id"], row["quantity"], row["unit"]) for row in rows(path, mapping)
    ]

    assert found == [
        ("S1", "coal", "10", "t"),
        ("S1", "waste_heat", "20", "GJ"),
        ("S2", "waste_heat", "30", "GJ"),
    ]


def test_rows_without_an_id_get_the_same_one_in_the_next_file_of_the_source() -> None:
    mapping = ColumnMap(
        "stream", {"Firm": "site_id", "What": "resource_id", "t": "quantity"}, {"direction": "supply"}
    )

    def ids(name: str, *lines: str) -> list[str]:
        source, _ = column_maps.mapped(
            name, [["Firm", "What", "t"], *[line.split(",") for line in lines]], mapping
        )
        sheet = source.sheets[0]
        (letter,) = [letter for letter, column in sheet.headings.items() if column == "stream_id"]
        return sheet.cells[letter].to_pylist()

    first = ids("Survey 2025.csv", "Mill,ash,10", "Mill,sludge,5", "Mill,ash,1")
    assert len(set(first)) == 3
    assert all(each.startswith("survey-") for each in first)
    assert ids("survey 2026.csv", "mill,sludge,7", "Brewery,ash,7") == [
        first[1],
        ids("survey.csv", "Brewery,ash,0")[0],
    ]


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("table = ", ColumnMapError),
        ('table = "nothing"\n[columns]\n', ColumnMapTargetError),
        ('table = "stream"\n[columns]\nSite = "place"\n', ColumnMapTargetError),
        ('table = "stream"\n[columns]\nPlant = "site_id"\n', ColumnMapHeadingError),
    ],
)
def test_what_is_wrong_in_a_map_is_named(tmp_path: Path, text: str, error: type[Exception]) -> None:
    path, mapping = written(tmp_path, "theirs.csv", WIDE), written(tmp_path, "m.toml", text)

    with pytest.raises(error):
        column_maps.read(path, column_maps.load(mapping))


def test_a_map_beside_the_file_is_remembered(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The kind and class that a resource must have are missing: named with the row and file of the author."""
    park = tmp_path / "park.duckdb"
    store.open(park, create=True).close()
    theirs = written(tmp_path, "theirs.csv", LONG)
    written(tmp_path, "theirs.columns.toml", LONG_MAP)

    assert cli.run(["import", str(park), str(theirs), "--dry-run"]) == 1
    printed = capsys.readouterr()
    assert "resource.name_en (C): Fly ash, Steam" in printed.out
    assert "left out: Donor, Remarks" in printed.out
    assert "theirs.csv" in printed.out + printed.err

    full = LONG_MAP + 'kind = "material"\nresource_class = "by_product"\n'
    written(tmp_path, "theirs.columns.toml", full)
    assert cli.run(["import", str(park), str(theirs), "--dry-run"]) == 0
    assert "2 rows can be stored" in capsys.readouterr().out


def test_a_map_is_remembered_for_the_next_file_of_its_source(con: duckdb.DuckDBPyConnection) -> None:
    mapping = ColumnMap("stream", {"Site": "site_id"}, {"direction": "supply"}, {"Coal": "coal"}, "resource_id", "quantity", {"Coal": "t"})  # fmt: skip
    first, later = column_maps.source_of("Meters 2025.csv"), column_maps.source_of("meters_2026-04.csv")

    assert column_maps.remembered(con, first) is None
    column_maps.remember(con, first, mapping, who="Park office")

    assert column_maps.remembered(con, later) == mapping
    assert column_maps.remembered(con, "other") is None


def test_a_map_of_a_column_that_no_longer_exists_is_not_used(con: duckdb.DuckDBPyConnection) -> None:
    column_maps.remember(con, "meters", ColumnMap("stream", {"Site": "gone"}), who="Park office")

    assert column_maps.remembered(con, "meters") is None


@pytest.mark.parametrize(
    ("names", "columns", "constants"),
    [
        (
            ["资源", "Amount", "Colour of the lorry"],
            ["resource_id", "quantity"],
            {},
        ),
        (
            ["Firm", "What", "Tonnes per year"],
            ["site_id", "resource_id", "quantity"],
            {"unit": "t", "period": "year"},
        ),
        (
            ["产废单位", "废物名称", "年产生量（吨）", "处置方式", "备注"],
            ["site_id", "resource_id", "quantity", "current_route", "note"],
            {"direction": "supply", "unit": "t", "period": "year"},
        ),
        (
            ["Supplier", "By-product", "Amount in m³/month", "Temp. (°C)", "Unit"],
            ["site_id", "resource_id", "quantity", "temperature", "unit"],
            {"direction": "supply", "period": "month"},
        ),
        (
            ["企业", "物料", "年用量(吨)"],
            ["site_id", "resource_id", "quantity"],
            {"direction": "demand", "unit": "t", "period": "year"},
        ),
        (["Telephone", "Price list"], [], {}),
    ],
)
def test_usual_headings_of_others_are_proposed_with_what_they_state(
    names: list[str], columns: list[str], constants: dict[str, str]
) -> None:
    found = map_proposals.proposed("stream", names)

    assert (list(found.columns.values()), dict(found.constants)) == (columns, constants)


def test_what_every_row_needs_beside_the_columns_of_a_file_is_named() -> None:
    assert column_maps.needed(map_proposals.proposed("stream", ["Firm", "What", "Tonnes per year"])) == [
        "direction"
    ]
