"""Exports of other programs: converted into isdata's own tables, checked as any file."""

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
    """An export of another program, recognised.

    Attributes
    ----------
    name : str
        Of the file.
    program : str
        Program that wrote it, one of `PROGRAMS`.
    places : dict of str to str
        The places whose rows need a site, with their names.
    currency : str or None
        Of its money, where it states one.
    content : bytes
        Of the file.
    limits : Limits
        How much is read.
    is_isolated : bool
        Whether it is read in a process of its own.
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
        """Whether it may hold efficiency measures, and not only meters."""
        return formats.holds_measures(self.program)


@dataclass(frozen=True)
class Converted:
    """Rows that can be checked and stored as those of any file, and what of the export is not among them."""

    source: Source
    left_out: tuple[LeftOut, ...]
    counts: dict[str, int]


def is_foreign(name: str, content: bytes, *, is_isolated: bool = False) -> bool:
    """Return whether a file looks like an export of another program; `is_isolated` as in `open_export`."""
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
        How much is read.
    is_isolated : bool
        Read it in a process of its own, with limits of time and memory: for files of others.

    Raises
    ------
    SourceHarmfulError
        Reading takes more than allowed.
    SourceMissingError, SourceEmptyError, SourceTooLargeError, SourceDamagedError
        The file cannot be read.
    SourceStructureError, SourceForeignError
        It is no JSON, or an export of none of these programs.
    """
    limits = limits or Limits()
    name, content = next(iter(reading.named(source)), ("", b""))
    if not name:
        raise SourceMissingError(name=source)
    check_size(name, len(content), limits)
    if not content.strip():
        raise SourceEmptyError(name=name)
    about = formats.about(name, content, limits, is_isolated=is_isolated)
    return Export(name, about.program, about.places, about.currency, content, limits, is_isolated)


def convert(export: Export, placement: Placement) -> Converted:
    """Return an export as rows of isdata's tables.

    Parameters
    ----------
    export : Export
        As `open_export` returns.
    placement : Placement
        Where its rows belong, what it does not state, and whether entries that cannot be read are left out; otherwise
        they become problems of the source, and nothing of it can be stored.

    Raises
    ------
    MoneyBasisError
        Nobody said in which currency, or of which year, its money is.
    SourceHarmfulError
        Reading takes more than allowed.

    Returns
    -------
    Converted
        Its source goes to `ingest.check` and `ingest.store`, with notation "point".
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


def worded(left_out: Iterable[LeftOut], reader: Reader) -> pd.DataFrame:
    """Excluded rows as place and reason."""
    return pd.DataFrame(
        [(each.place, reader.text(each.reason, **each.details)) for each in left_out],
        columns=["place", "reason"],
    )


def _source(file: str, draft: Draft) -> Source:
    """Lay the rows of a draft as sheets, with the columns that any row fills."""
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
            notices = (*notices, Notice(file, _NOTHING))
        else:
            problems = (Problem(file, "foreign_empty"),)
    return Source(tuple(sheets), problems, notices, {file: b""})


_NOTHING = N_("Nothing in the file can be saved; see the list for reasons.")


def _problem(file: str, refused: Refused) -> Problem:
    """Problem with its sheet and row, or its place in a document."""
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
    """Ask once for the currency and the price year of the money in an export, not for each of its rows.

    Raises
    ------
    MoneyBasisError
        One of them is needed and not stated it.
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
    """Return numbers as numbers and everything else as text."""
    if kind in ("number", "integer"):
        return pa.array([None if pd.isna(value) else float(value) for value in values], pa.float64())
    if kind == "flag":
        return pa.array(["yes" if value is True else "no" for value in values], pa.string())
    return pa.array([None if pd.isna(value) else str(value) for value in values], pa.string())
