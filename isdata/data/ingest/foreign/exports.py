"""Conversion of exports of other programs to tables of isdata, which are then checked like any file."""

from collections.abc import Iterable
from dataclasses import dataclass

import pandas as pd
import pyarrow as pa

from isdata.data.contracts import tables
from isdata.data.i18n import Reader
from isdata.data.ingest import isolated, reading, workbook
from isdata.data.ingest.findings import column_letters
from isdata.data.ingest.foreign import formats
from isdata.data.ingest.foreign.draft import Draft, LeftOut, Placement, Refused
from isdata.data.ingest.guard import ZIP, Limits, check_size
from isdata.data.ingest.source import Notice, Problem, Sheet, Source
from isdata.errors import N_, MoneyBasisError, SourceEmptyError, SourceMissingError


@dataclass(frozen=True)
class Export:
    """A recognised export of another program.

    Attributes
    ----------
    name : str
        File name.
    program : str
        Program that wrote the file, one of `PROGRAMS`.
    places : dict of str to str
        Places whose rows need a site, with their names.
    currency : str or None
        Currency of its money, if stated.
    content : bytes
        Content of the file.
    limits : Limits
        Size limits.
    is_isolated : bool
        Whether it is read in a child process.
    """

    name: str
    program: str
    places: dict[str, str]
    currency: str | None
    content: bytes
    limits: Limits
    is_isolated: bool

    @property
    def holds_measures(self) -> bool:
        """Return True if it may contain efficiency measures, not only meters."""
        return formats.holds_measures(self.program)


@dataclass(frozen=True)
class Converted:
    """Rows that can be checked and stored like those of any file, and the entries left out."""

    source: Source
    left_out: tuple[LeftOut, ...]
    counts: dict[str, int]


def is_foreign(name: str, content: bytes, *, is_isolated: bool = False) -> bool:
    """Return True if a file appears to be an export of another program; `is_isolated` as in `open_export`."""
    if name.lower().endswith(".json"):
        return True
    if not content.startswith(ZIP):
        return False
    names = isolated.sheet_names(name, content) if is_isolated else workbook.sheet_names(name, content)
    return any(module.MARK in names for module in formats.WORKBOOKS.values())


def open_export(
    source: reading.Readable, *, limits: Limits | None = None, is_isolated: bool = False
) -> Export:
    """Recognise an export.

    Parameters
    ----------
    source : path, (name, content) or upload
        The file.
    limits : Limits, optional
        Size limits.
    is_isolated : bool
        Read it in a child process with limits on time and memory, for untrusted files.

    Raises
    ------
    SourceHarmfulError
        Reading exceeds the limits.
    SourceMissingError, SourceEmptyError, SourceTooLargeError, SourceDamagedError
        The file cannot be read.
    SourceStructureError, SourceForeignError
        The file is not JSON, or not an export of these programs.
    """
    limits = limits or Limits()
    name, content = next(iter(reading.named(source)), ("", b""))
    if not name:
        raise SourceMissingError(name=source)
    check_size(name, len(content), limits)
    if not content.strip():
        raise SourceEmptyError(name=name)
    about = formats.recognise(name, content, limits, is_isolated=is_isolated)
    return Export(name, about.program, about.places, about.currency, content, limits, is_isolated)


def convert(export: Export, placement: Placement) -> Converted:
    """Convert an export to rows of isdata's tables.

    Parameters
    ----------
    export : Export
        As returned by `open_export`.
    placement : Placement
        Sites of the rows, values missing from the export, and whether unreadable entries are left out. Otherwise they
        become problems of the source, and none of its rows can be stored.

    Raises
    ------
    MoneyBasisError
        The currency or price year of its money is missing.
    SourceHarmfulError
        Reading exceeds the limits.

    Returns
    -------
    Converted
        Its source is for `ingest.check` and `ingest.store`, with notation "point".
    """
    draft = formats.drafted(
        export.name, export.content, export.limits, placement, is_isolated=export.is_isolated
    )
    if placement.leaves_out:
        draft.left_out += [LeftOut(each.place, each.reason, each.details) for each in draft.refused]
        draft.refused.clear()
    _check_basis(export.name, draft)
    counts = {name: len(rows) for name, rows in draft.rows.items()}
    return Converted(_source(export.name, draft), tuple(draft.left_out), counts)


def left_out_table(left_out: Iterable[LeftOut], reader: Reader) -> pd.DataFrame:
    """Table of the entries left out: place and reason."""
    return pd.DataFrame(
        [(each.place, reader.text(each.reason, **each.details)) for each in left_out],
        columns=["place", "reason"],
    )


def _source(file: str, draft: Draft) -> Source:
    """Convert the rows of a draft to sheets with all columns that any row fills."""
    sheets = []
    for table, rows in draft.rows.items():
        frame = pd.DataFrame(rows, dtype=object)
        used = [column for column in tables()[table].columns if column.name in frame]
        letters = [column_letters(number) for number in range(1, len(used) + 1)]
        cells = {
            letter: _cells(frame[column.name], column.type)
            for letter, column in zip(letters, used, strict=True)
        }
        sheets.append(
            Sheet(
                file=file,
                name=table,
                table=table,
                header_row=1,
                headings=dict(zip(letters, (column.name for column in used), strict=True)),
                cells=pa.table(cells),
                rows=pa.array(range(2, len(rows) + 2), pa.int32()),
            )
        )
    notices = tuple(Notice(file, message, details) for message, details in draft.remarks.items())
    problems = tuple(_problem(file, each) for each in draft.refused)
    if not sheets and not problems:
        if draft.left_out:
            notices = (*notices, Notice(file, _NOTHING_TO_SAVE))
        else:
            problems = (Problem(file, "foreign_empty"),)
    return Source(tuple(sheets), problems, notices, {file: b""})


_NOTHING_TO_SAVE = N_("Nothing in the file can be saved; see the list for reasons.")


def _problem(file: str, refused: Refused) -> Problem:
    """Problem of an entry, with its sheet and row or its place in a document."""
    sheet, _, rest = refused.place.partition(" · ")
    row = rest.split(" · ")[0]
    if not row.isdigit():
        sheet = refused.place
    details = {
        "name": refused.name,
        "place": refused.place,
        "reason": refused.reason,
        "about": refused.details,
    }
    return Problem(file, "foreign", sheet, int(row) if row.isdigit() else None, details=details)


def _check_basis(name: str, draft: Draft) -> None:
    """Check that currency and price year of the money are known, once for the export instead of for each row.

    Raises
    ------
    MoneyBasisError
        One of them is needed and missing.
    """
    missing = {
        option
        for table, rows in draft.rows.items()
        for row in rows
        if any(
            row.get(column.name) for column in tables()[table].columns if column.unit.startswith("currency")
        )
        for option, column in (("--currency", "currency"), ("--price-year", "price_year"))
        if column in row and row[column] is None
    }
    if missing:
        raise MoneyBasisError(name=name, options=" ".join(sorted(missing)))


def _cells(values: pd.Series, kind: str) -> pa.Array:
    """Return number cells as numbers and all others as text."""
    if kind in ("number", "integer"):
        return pa.array([None if pd.isna(value) else float(value) for value in values], pa.float64())
    if kind == "flag":
        return pa.array(["yes" if value is True else "no" for value in values], pa.string())
    return pa.array([None if pd.isna(value) else str(value) for value in values], pa.string())
