"""Assignment of sheet columns to table columns, and units stated in headings."""

from collections.abc import Iterator
from dataclasses import dataclass

from isdata.data.contracts import Column, Table
from isdata.data.ingest import headings
from isdata.data.ingest.source import Problem, Sheet
from isdata.data.ingest.unit_parsing import measure

# Rule of a unit in a heading, by the rule of the same fault beside a number.
_OF_HEADING = {
    "unit_of_number": "heading_unit",
    "unit_of_plain": "heading_unit_of_plain",
    "amount_per_time": "heading_per_time",
}


@dataclass(frozen=True)
class Field:
    """A recognised column of a sheet."""

    letter: str
    column: Column
    heading_unit: str


@dataclass(frozen=True)
class Part:
    """A sheet as rows of a table, with its recognised columns."""

    table: Table
    sheet: Sheet
    fields: tuple[Field, ...]

    @property
    def missing(self) -> list[Column]:
        """Columns required in new rows but missing in the sheet."""
        present = {field.column.name for field in self.fields}
        return [
            column for column in self.table.columns if column.required == "yes" and column.name not in present
        ]


def recognise(sheet: Sheet, table: Table) -> tuple[Part, list[Problem]]:
    """Recognised columns of a sheet and the problems of its headings."""
    found = {letter: headings.column_of(heading, table) for letter, heading in sheet.headings.items()}
    if not any(column for column, _ in found.values()):
        return Part(table, sheet, ()), [_problem(sheet, table, "no_headings")]
    fields = {
        letter: Field(letter, column, unit) for letter, (column, unit) in found.items() if column is not None
    }
    part = Part(table, sheet, _first_of_each(fields))
    problems = [
        *_unclear(sheet, table, found, part),
        *_twice(sheet, table, fields, part),
        *_without_heading(sheet, table),
        *_unfit_unit(sheet, table, part),
    ]
    guessed = {problem.details.get("meant") for problem in problems}
    present = {field.column.name for field in part.fields}
    problems += [
        _problem(sheet, table, "missing_key", column=key)
        for key in table.keys
        if key not in present and key not in guessed
    ]
    return part, problems


def _first_of_each(fields: dict[str, Field]) -> tuple[Field, ...]:
    first: dict[str, Field] = {}
    for field in fields.values():
        first.setdefault(field.column.name, field)
    return tuple(first.values())


def _unclear(sheet: Sheet, table: Table, found: dict, part: Part) -> Iterator[Problem]:
    """Yield headings that match no column."""
    taken = [field.column.name for field in part.fields]
    for letter, (column, _) in found.items():
        heading = sheet.headings[letter]
        if column or heading.startswith((headings.LEFT_OUT, headings.MARK)):
            continue
        near = headings.nearest_column(heading, table, taken)
        rule = "unknown_column_near" if near else "unknown_column"
        details = {"meant": near.name} if near else {}
        yield _problem(sheet, table, rule, letter, value=heading, details=details)


def _twice(sheet: Sheet, table: Table, fields: dict[str, Field], part: Part) -> Iterator[Problem]:
    """Yield headings of a column that another heading already names."""
    for letter, field in fields.items():
        first = next(each for each in part.fields if each.column.name == field.column.name)
        if first.letter != letter:
            heading, details = sheet.headings[letter], {"letter": first.letter}
            yield _problem(
                sheet, table, "duplicate_column", letter, field.column.name, value=heading, details=details
            )


def _unfit_unit(sheet: Sheet, table: Table, part: Part) -> Iterator[Problem]:
    """Yield headings whose unit does not fit their column."""
    for field in part.fields:
        if (
            field.column.type in ("number", "integer")
            and (measured := measure(field.column, field.heading_unit)).rule
        ):
            heading = sheet.headings[field.letter]
            yield _problem(
                sheet,
                table,
                _OF_HEADING[measured.rule],
                field.letter,
                field.column.name,
                value=heading,
                details=measured.details,
            )


def _without_heading(sheet: Sheet, table: Table) -> Iterator[Problem]:
    """Yield columns with values below an empty heading, as under merged headings."""
    for letter in sheet.cells.column_names:
        if letter not in sheet.headings and _is_filled(sheet, letter):
            yield _problem(sheet, table, "no_heading", letter, details={"letter": letter})


def _is_filled(sheet: Sheet, letter: str) -> bool:
    values = sheet.cells[letter]
    if values.null_count == len(values):
        return False
    if str(values.type) not in ("string", "large_string"):
        return True
    return any(text and text.strip() for text in values.unique().to_pylist())


def _problem(
    sheet: Sheet,
    table: Table,
    rule: str,
    letter: str = "",
    column: str = "",
    *,
    value: str = "",
    details: dict | None = None,
) -> Problem:
    row = sheet.header_row if letter or rule != "missing_key" else None
    return Problem(
        sheet.file, rule, sheet.name, row, letter, table.name, column, value, details=details or {}
    )
