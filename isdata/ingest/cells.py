"""From the cells of a sheet to typed rows: what is plain is cast in SQL, what is odd goes by its meaning.

SQL is put together from column letters, names of the contracts and numbers only; what stands in
the cells is never part of it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import duckdb
import pyarrow as pa

from isdata.contracts.rules import quoted, text
from isdata.ingest import meanings
from isdata.ingest.columns import Field, Part
from isdata.ingest.headings import MARK
from isdata.ingest.measured import Measure, measure

_PLAIN = r"[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)([eE][+-]?[0-9]{1,2})?"
_WHOLE = r"[+-]?[0-9]+"
_TWOFOLD = r"[+-]?[1-9][0-9]{0,2}\.[0-9]{3}"
_ROUNDED = r".*\.[0-9]{9,}"
_BLANKS = (
    "chr(9) || chr(10) || chr(11) || chr(12) || chr(13) || chr(32) || chr(160) || chr(12288) || chr(65279)"
)


@dataclass(frozen=True)
class Reading:
    """How one column of a sheet becomes one of its table.

    Attributes
    ----------
    spelled, value : str
        SQL of the cell as text, and of what it means.
    odd : str or None
        Table of the meanings of its odd texts, to be joined on `spelled`.
    heading : Measure
        What the heading tells about all its numbers.
    """

    field: Field
    spelled: str
    value: str
    odd: str | None = None
    heading: Measure = Measure()


class Cells:
    """The cells of one sheet, laid into the database and read column by column."""

    def __init__(self, con: duckdb.DuckDBPyConnection, part: Part, number: int, notation: str) -> None:
        self.con, self.part, self.notation = con, part, notation
        self.number = number
        self.raw = f"raw_{number}"
        self._lay()

    def _lay(self) -> None:
        """Lay the cells into a table of their own, without empty rows and the template's own rows."""
        sheet = self.part.sheet
        letters = sheet.cells.column_names
        filled = " or ".join(
            f"trim({quoted(letter)}) <> ''" if self._is_text(letter) else f"{quoted(letter)} is not null"
            for letter in letters
        )
        first = quoted(letters[0])
        mark = (
            f"coalesce(starts_with({first}, {text(MARK)}), false)" if self._is_text(letters[0]) else "false"
        )
        self.con.register("sheet", sheet.cells.append_column("row", sheet.rows))
        self.con.execute(
            f"create or replace temp table {self.raw} as select row, {', '.join(map(quoted, letters))} from sheet "
            f"where ({filled}) and not {mark}"
        )
        self.con.unregister("sheet")

    def readings(self) -> list[Reading]:
        """Return how each recognised column is read."""
        return [self._reading(field) for field in self.part.fields]

    def _type(self, letter: str) -> pa.DataType:
        return self.part.sheet.cells.schema.field(letter).type

    def _is_text(self, letter: str) -> bool:
        return pa.types.is_string(self._type(letter)) or pa.types.is_large_string(self._type(letter))

    def _reading(self, field: Field) -> Reading:
        column, cell = field.column, f"raw.{quoted(field.letter)}"
        spelled = self._spelled(field.letter)
        if column.type in ("number", "integer"):
            return self._number(field, spelled)
        if column.type == "date" and pa.types.is_temporal(self._type(field.letter)):
            return Reading(field, spelled, f"cast({cell} as date)")
        if column.type == "flag" and pa.types.is_boolean(self._type(field.letter)):
            return Reading(field, spelled, cell)
        if column.type in ("text", "geojson"):
            return self._text(field, spelled)
        odd = self._odd(field, spelled, partial(meanings.BY_TYPE[column.type], column=column))
        return Reading(field, spelled, f"{odd}.{meanings.MEANT_AS[column.type]}", odd)

    def _text(self, field: Field, spelled: str) -> Reading:
        """Return how texts are read: as they stand, but ids in half width."""
        if not (field.column.is_key or field.column.reference):
            return Reading(field, spelled, spelled)
        half_width = partial(meanings.BY_TYPE["text"], column=field.column)
        odd = self._odd(field, spelled, half_width, f"regexp_matches({spelled}, '[^ -~]')")
        return Reading(field, spelled, f"coalesce({odd}.word, {spelled})", odd)

    def _spelled(self, letter: str) -> str:
        """Return the SQL that gives a cell as trimmed text, null where there is none."""
        cell, kind = f"raw.{quoted(letter)}", self._type(letter)
        if self._is_text(letter):
            return f"nullif(trim({cell}, {_BLANKS}), '')"
        if pa.types.is_floating(kind):
            whole = f"cast(cast({cell} as hugeint) as varchar)"
            return f"if({cell} = trunc({cell}) and abs({cell}) < 1e15, {whole}, cast({cell} as varchar))"
        if pa.types.is_timestamp(kind):
            return f"replace(cast({cell} as varchar), ' 00:00:00', '')"
        return f"cast({cell} as varchar)"

    def _odd(
        self, field: Field, spelled: str, meaning: Callable[[str], meanings.Meaning], where: str = "true"
    ) -> str:
        """Find out once what each distinct text means; return the name of the table that tells it."""
        name = f"odd_{self.number}_{field.letter.lower()}"
        distinct = self.con.execute(
            f"select distinct {spelled} as spelled from {self.raw} as raw where spelled is not null and {where} "
            "order by spelled"
        ).fetchall()
        self.con.register("meant", meanings.table((each for (each,) in distinct), meaning))
        self.con.execute(f"create or replace temp table {name} as from meant")
        self.con.unregister("meant")
        return name

    def _number(self, field: Field, spelled: str) -> Reading:
        """Return how numbers are read. Plain ones are cast; a heading may tell their unit."""
        heading = measure(field.column, field.heading_unit)
        cell = f"raw.{quoted(field.letter)}"
        if not self._is_text(field.letter):
            is_number = pa.types.is_floating(self._type(field.letter)) or pa.types.is_integer(
                self._type(field.letter)
            )
            if is_number or pa.types.is_null(self._type(field.letter)):
                return Reading(
                    field, spelled, self._scaled(field, f"cast({cell} as double)", heading), None, heading
                )
        exact = self._exact(field.letter, spelled)
        is_plain = self._is_plain(spelled)
        where = f"not ({is_plain})" + (f" and {exact} is null" if exact else "")
        meaning = partial(meanings.number, column=field.column, heading=heading, notation=self.notation)
        odd = self._odd(field, spelled, meaning, where)
        plain = f"if({is_plain}, try_cast({spelled} as double), null)"
        plain = f"coalesce({exact}, {plain})" if exact else plain
        return Reading(
            field, spelled, f"coalesce({self._scaled(field, plain, heading)}, {odd}.number)", odd, heading
        )

    def _is_plain(self, spelled: str) -> str:
        """Return the SQL that is true where a text can only be one number."""
        if self.notation == "comma":
            return f"regexp_full_match({spelled}, {text(_WHOLE)})"
        plain = f"regexp_full_match({spelled}, {text(_PLAIN)})"
        return (
            plain
            if self.notation == "point"
            else f"{plain} and not regexp_full_match({spelled}, {text(_TWOFOLD)})"
        )

    def _scaled(self, field: Field, value: str, heading: Measure) -> str:
        """Return a number in its column's own unit; a cell that shows 5 % holds 0.05."""
        if (heading.factor, heading.offset) != (1.0, 0.0):
            value = f"({value}) * {heading.factor!r} + {heading.offset!r}"
        shown_as_percent = [
            cell.removeprefix(field.letter)
            for cell in sorted(self.part.sheet.findings.percentages)
            if cell.rstrip("0123456789") == field.letter
        ]
        if field.column.unit != "%" or not shown_as_percent:
            return value
        return f"({value}) * if(raw.row in ({', '.join(shown_as_percent)}), 100, 1)"

    def _exact(self, letter: str, spelled: str) -> str | None:
        """Return where the true numbers of a mixed column stand, if its texts leave doubts."""
        exact = self.part.sheet.exact
        if exact is None or not self._is_text(letter):
            return None
        doubts = [f"regexp_full_match({spelled}, {text(pattern)})" for pattern in (_TWOFOLD, _ROUNDED)]
        if not self.con.execute(
            f"select 1 from {self.raw} as raw where {' or '.join(doubts)} limit 1"
        ).fetchall():
            return None
        name = f"exact_{letter}"
        self.con.register(
            "numbers", exact([letter]).rename_columns([name]).append_column("row", self.part.sheet.rows)
        )
        self.con.execute(
            f"create or replace temp table {self.raw} as select raw.*, numbers.{name} from {self.raw} as raw "
            "join numbers using (row)"
        )
        self.con.unregister("numbers")
        return f"raw.{name}"
