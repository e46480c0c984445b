"""All problems in one table, in the order of files, sheets, rows and columns."""

from collections.abc import Iterable

import pandas as pd

from isdata.data.ingest.columns import Part
from isdata.data.ingest.findings import column_number
from isdata.data.ingest.source import Problem, Source

COLUMNS = ["file", "sheet", "row", "letter", "cell", "table", "column", "row_key", "value", "rule", "details"]
_ORDER = ["file_place", "sheet_place", "row_place", "letter_place", "table", "row_key", "rule"]


def listed(
    source: Source, parts: list[Part], problems: Iterable[Problem], faults: Iterable[pd.DataFrame]
) -> pd.DataFrame:
    """Return problems and faults in the order of files, sheets, rows and columns.

    Parameters
    ----------
    source : Source
        Determines the order of files and sheets.
    parts : list of Part
        Sheets, indexed by the `part` of faults.
    problems : iterable of Problem
        Problems of files, sheets and headings.
    faults : iterable of DataFrame
        part, row, table, column, value, rule; optionally row_key and details. A fault without
        a part concerns a stored row.
    """
    placed = [_placed(frame, parts) for frame in faults if not frame.empty]
    own = pd.DataFrame([vars(problem) for problem in problems], columns=COLUMNS, dtype=object)
    together = pd.concat([frame for frame in (own, *placed) if not frame.empty] or [own], ignore_index=True)
    together["row"] = together["row"].astype("Int64")
    has_cell = together["letter"].fillna("") != ""
    rows = together["row"].astype("string").fillna("")
    together["cell"] = (together["letter"] + rows).where(has_cell, "").astype(object)
    ordered = together.assign(**_places(together, source)).sort_values(
        _ORDER, kind="stable", ignore_index=True
    )
    return ordered[COLUMNS]


def _placed(faults: pd.DataFrame, parts: list[Part]) -> pd.DataFrame:
    """Add file, sheet and column letter to faults."""
    files = dict(enumerate(part.sheet.file for part in parts))
    sheets = dict(enumerate(part.sheet.name for part in parts))
    letters = {
        (number, field.column.name): field.letter
        for number, part in enumerate(parts)
        for field in part.fields
    }
    found = [letters.get(place, "") for place in zip(faults["part"], faults["column"], strict=True)]
    texts = {name: _texts(faults, name) for name in ("row_key", "value")}
    return (
        faults.reindex(columns=[*COLUMNS, "part"])
        .astype(object)
        .assign(
            file=_texts(faults.assign(file=faults["part"].map(files)), "file"),
            sheet=_texts(faults.assign(sheet=faults["part"].map(sheets)), "sheet"),
            letter=found,
            details=[
                each if isinstance(each, dict) else {} for each in faults.get("details", [None] * len(faults))
            ],
            **texts,
        )
    )


def _texts(frame: pd.DataFrame, name: str) -> pd.Series:
    """Column as texts; empty texts if it does not exist."""
    if name not in frame:
        return pd.Series("", index=frame.index, dtype=object)
    return frame[name].astype("string").fillna("").astype(object)


def _places(problems: pd.DataFrame, source: Source) -> dict[str, pd.Series]:
    """Sort keys of problems."""
    files = {name: number for number, name in enumerate(source.contents)}
    keys = list(zip(problems["file"], problems["sheet"], strict=True))
    read = [(sheet.file, sheet.name) for sheet in source.sheets]
    sheets = {key: number for number, key in enumerate(dict.fromkeys([*read, *keys]))}
    return {
        "file_place": problems["file"].map(files).fillna(len(files)),
        "sheet_place": pd.Series([sheets[key] for key in keys], index=problems.index, dtype="int64"),
        "row_place": problems["row"].fillna(0),
        "letter_place": problems["letter"].map(
            {each: column_number(each) for each in problems["letter"].unique()}
        ),
    }
