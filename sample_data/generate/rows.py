"""Reading of drafts and writing of tables, common to all tables of a sample park."""

import csv
from pathlib import Path

from isdata.data.contracts import tables

Row = dict[str, object]

DRAFTS = Path(__file__).parent / "drafts"
REFERENCE = Path(__file__).parents[2] / "isdata" / "data" / "reference"


def read(file: Path) -> list[dict[str, str]]:
    """Return the rows of a CSV file as text; none if the file does not exist."""
    if not file.exists():
        return []
    with file.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def draft(park: str, name: str) -> list[dict[str, str]]:
    """Return the rows of one draft of a park."""
    return read(DRAFTS / park / f"{name}.csv")


def resources() -> dict[str, dict[str, str]]:
    """Return the product's resources by id."""
    return {row["resource_id"]: row for row in read(REFERENCE / "resource.csv")}


def number(text: str) -> float:
    """Return the number in a cell of a draft; 0 for an empty cell."""
    return float(text) if text else 0.0


def significant(value: float, digits: int) -> float:
    """Return `value` rounded to a number of significant digits, as measured values are."""
    return float(f"{value:.{digits}g}")


def words(value: object) -> str:
    """Return a cell as text for the file: numbers without trailing zeros, flags as yes and no."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return f"{value:.10g}" if abs(value) < 1e10 else f"{value:.0f}"
    return str(value)


def write(folder: Path, table: str, rows: list[Row]) -> None:
    """Write a table's rows with the columns in the order of its contract, without empty columns.

    Raises
    ------
    KeyError
        A row has a column that is not in the contract.
    """
    if not rows:
        return
    known = [column.name for column in tables()[table].columns]
    unknown = {name for row in rows for name in row} - set(known)
    if unknown:
        raise KeyError(f"{table} has no columns {sorted(unknown)}")
    cells = [{name: words(value) for name, value in row.items()} for row in rows]
    used = [name for name in known if any(row.get(name) for row in cells)]
    with (folder / f"{table}.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, used, restval="", extrasaction="ignore", lineterminator="\n")
        writer.writeheader()
        writer.writerows(cells)


def completed(park: str, table: str) -> list[Row]:
    """Return a draft that already has the table's columns, with the common values filled in."""
    contract = tables()[table]
    rows: list[Row] = []
    for row in draft(park, table):
        full: Row = dict(row)
        if "park_id" in contract and "park_id" not in row:
            full["park_id"] = park
        if "is_illustrative" in contract and not row.get("is_illustrative"):
            full["is_illustrative"] = "no" if row.get("source") else "yes"
        rows.append(full)
    return rows
