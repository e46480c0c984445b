"""Tables of other authors come in through a map of their columns, long or wide."""

from pathlib import Path

import duckdb
import pytest

from isdata import cli
from isdata.data import store
from isdata.data.ingest import column_maps
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


def test_headings_that_name_a_column_in_either_language_are_proposed() -> None:
    assert column_maps.proposed("stream", ["资源", "Amount", "Colour of the lorry"]).columns == {
        "资源": "resource_id",
        "Amount": "quantity",
    }
