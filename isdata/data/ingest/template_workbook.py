"""Template workbook: one sheet per table, with drop-downs, units, bilingual headings and an example row."""

import datetime as dt
import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import duckdb
import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from isdata.data import contracts, units
from isdata.data.contracts import Column, Table, tables
from isdata.data.contracts.rules import quoted
from isdata.data.i18n import LANGUAGES, Reader
from isdata.data.ingest.examples import EXAMPLE, MEANING, YES_NO, shown
from isdata.data.ingest.findings import column_letters
from isdata.data.ingest.headings import MARK, bilingual
from isdata.errors import N_

GUIDE, LISTS = "Guide 说明", "Lists 选项"
_FIRST, _LAST = 3, 5000  # first and last row for input, counted from 0
_MOST_OWN = 300  # maximum rows of the workbook's own sheets offered in drop-downs, in addition to stored ones
_ROOMS = {
    "place": "#4C78A8", "flows": "#54A24B", "synergies": "#B279A2", "energy": "#E45756",
    "factors": "#72B7B2", "programme": "#EECA3B",
}  # fmt: skip
_WORDS = (
    N_("How to fill in this workbook"),
    N_("Each sheet is a table, each row below the headings one entry. Leave out sheets you do not need."),
    N_("Rows marked ※ explain the columns and show an example. They are not imported; keep the mark."),
    N_("Columns with * are required. IDs are short, permanent codes; other sheets refer to them."),
    N_("Enter amounts as numbers with the unit in the next column. Other units are recognised and kept."),
    N_("Leave unknown values empty. Empty means unknown; 0 means none."),
    N_("Amounts of money need a currency and a price year."),
    N_("Write dates as 2024-05-17."),
    N_("All data are checked before saving. Every problem is listed with its cell and remedy."),
)
_UNITS = ("t", "kg", "m³", "Nm³", "MWh", "kWh", "GJ", "tce", "pcs", "h", "m²", "t·km")


def template(
    reader: Reader, *, only: Iterable[str] | None = None, con: duckdb.DuckDBPyConnection | None = None
) -> bytes:
    """Template workbook.

    Parameters
    ----------
    reader : Reader
        Determines the language of the choices; headings and meanings are in both languages.
    only : iterable of str, optional
        Names of the tables; by default all.
    con : duckdb.DuckDBPyConnection, optional
        Database whose ids are offered in columns that refer to another table.
    """
    wanted = [table for name, table in tables().items() if only is None or name in set(only)]
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True, "strings_to_formulas": False}) as book:
        TemplateWorkbook(book, reader, wanted, con).write()
    return content.getvalue()


@dataclass(frozen=True)
class OwnColumn:
    """Id column of a sheet of the workbook."""

    sheet: str
    letter: str

    @property
    def whole(self) -> str:
        """Range of all input cells."""
        return f"{self.cell(0)}:${self.letter}${_LAST + 1}"

    def cell(self, row: int) -> str:
        """One input cell, counted from 0."""
        return f"{self.sheet}${self.letter}${_FIRST + 1 + row}"


def _offered(row_id: str, name: str) -> str:
    """Text of a row in a drop-down, which the import recognises."""
    return f"{name} ({row_id})" if name else row_id


class TemplateWorkbook:
    """Writer of the template workbook."""

    words: tuple[str, ...] = _WORDS
    example_mark = EXAMPLE

    def __init__(
        self,
        book: xlsxwriter.Workbook,
        reader: Reader,
        wanted: list[Table],
        con: duckdb.DuckDBPyConnection | None,
    ) -> None:
        self.book, self.reader, self.wanted, self.con = book, reader, wanted, con
        wrapped = {"text_wrap": True, "valign": "top"}
        self.heading = book.add_format(
            {"bold": True, "bg_color": "#1F3A5F", "font_color": "#FFFFFF", **wrapped}
        )
        self.meaning = book.add_format(
            {"italic": True, "font_color": "#595959", "bg_color": "#F2F2F2", **wrapped}
        )
        self.example = {
            kind: book.add_format(
                {"font_color": "#7F7F7F", "bg_color": "#F2F2F2", "num_format": number_format}
            )
            for kind, number_format in (("number", "General"), ("date", "yyyy-mm-dd"), ("text", "@"))
        }
        self.cell = {
            "text": book.add_format({"num_format": "@"}),
            "date": book.add_format({"num_format": "yyyy-mm-dd"}),
        }
        self.lists: dict[str, str] = {}

    def write(self) -> None:
        """Write guide, tables and drop-down lists."""
        self._write_guide(self.book.add_worksheet(GUIDE))
        sheets = {table.name: self.book.add_worksheet(bilingual(table.label)) for table in self.wanted}
        self.list_sheet = self.book.add_worksheet(LISTS)
        for table in self.wanted:
            self._write_table(sheets[table.name], table)
        self.list_sheet.hide()

    def _write_guide(self, sheet: Worksheet) -> None:
        title = self.book.add_format({"bold": True, "font_size": 14})
        wrapped = self.book.add_format({"text_wrap": True, "valign": "top"})
        sheet.set_column(0, 1, 70)
        sheet.hide_gridlines(2)
        for place, language in enumerate(LANGUAGES):
            for row, words in enumerate(self.words):
                sheet.write_string(row, place, Reader(language).text(words), wrapped if row else title)
            for row, table in enumerate(self.wanted, len(self.words) + 1):
                link = f"internal:'{bilingual(table.label)}'!A1"
                sheet.write_url(row, place, link, string=f"{table.label[language]}: {table.grain[language]}")

    def _write_table(self, sheet: Worksheet, table: Table) -> None:
        sheet.set_tab_color(_ROOMS.get(table.room, "#7F7F7F"))
        sheet.freeze_panes(1, 2)
        sheet.set_row(0, 48)
        sheet.set_row(1, 75)
        sheet.set_column(0, 0, 8)
        for row, text in enumerate((MARK, MEANING, self.example_mark)):
            sheet.write_string(row, 0, text, (self.heading, self.meaning, self.example["text"])[row])
        for place, column in enumerate(table.columns, 1):
            self._write_column(sheet, place, column)

    def _write_column(self, sheet: Worksheet, place: int, column: Column) -> None:
        sheet.set_column(place, place, 18, self.cell.get(_kind(column)))
        sheet.write_string(0, place, heading(column), self.heading)
        sheet.write_string(1, place, "\n".join(self._meanings(column)), self.meaning)
        self._write_example(sheet, place, column, self.example[_kind(column)])
        source = self._choices(column)
        if source:
            sheet.data_validation(
                _FIRST, place, _LAST, place,
                {"validate": "list", "source": source, "error_type": "warning", "show_error": bool(column.choices)},
            )  # fmt: skip

    def _write_example(self, sheet: Worksheet, place: int, column: Column, look: Format) -> None:
        example = shown(column, self.reader.language)
        if isinstance(example, dt.date):
            sheet.write_datetime(2, place, dt.datetime.combine(example, dt.time()), look)
        elif isinstance(example, float):
            sheet.write_number(2, place, example, look)
        else:
            sheet.write_string(2, place, str(example), look)

    def _meanings(self, column: Column) -> Iterator[str]:
        """Meaning of a column in both languages, with the unit if the heading does not show it."""
        for language in LANGUAGES:
            unit = f" [{column.unit}]" if column.unit and not _is_fixed(column.unit) else ""
            yield f"{column.meaning[language]}{unit}"

    def _choices(self, column: Column) -> str | None:
        """Cell range with the values of a column's drop-down list."""
        language = self.reader.language
        if column.choices:
            words = [label[language] for label in contracts.choices(column.choices).values()]
            return self._list(f"choices {column.choices}", words)
        if column.type == "flag":
            return self._list("flag", YES_NO[language])
        if column.type == "unit":
            return self._list("unit", _UNITS)
        return self._known(*column.reference) if column.reference else None

    def _known(self, table: str, key: str) -> str | None:
        """Cell range of the rows that a column may refer to: stored rows and those of the workbook's own sheet."""
        stored, own = self._stored(table, key), self._own(table, key)
        if own is None:
            return self._list(f"ids {table}", stored) if stored else None
        if not stored:
            return f"=OFFSET({own.cell(0)},0,0,MAX(1,COUNTA({own.whole})),1)"
        first = self._list(f"ids {table}", stored, then=own).removeprefix("=").split(":")[0]
        return f"=OFFSET({first},0,0,{len(stored)}+COUNTA({own.whole}),1)"

    def _stored(self, table: str, key: str) -> list[str]:
        """Drop-down texts of the stored rows of a table: name and id, or the id if there is no name."""
        if self.con is None:
            return []
        names = [name for name in ("name_en", "name_zh") if name in tables()[table]]
        columns = ", ".join(map(quoted, [key, *names]))
        rows = self.con.execute(f"select {columns} from {quoted(table)} order by 1").fetchall()
        if table == "resource":  # both names: companies of both languages fill in the same workbook
            return [_offered(str(row_id), " ".join(filter(None, found))) for row_id, *found in rows]
        return [_offered(str(row_id), self.reader.name(*(found or (None, None)))) for row_id, *found in rows]

    def _own(self, table: str, key: str) -> "OwnColumn | None":
        """Cells of the workbook's own sheet with the ids of a table."""
        if tables()[table] not in self.wanted:
            return None
        place = [each.name for each in tables()[table].columns].index(key)
        return OwnColumn(f"'{bilingual(tables()[table].label)}'!", column_letters(place + 2))

    def _list(self, name: str, entries: Iterable[str], *, then: "OwnColumn | None" = None) -> str:
        """Write a list into the hidden sheet once, followed by the ids of the workbook's own rows; return its range."""
        if name not in self.lists:
            texts, place = list(entries), len(self.lists)
            for row, text in enumerate(texts):
                self.list_sheet.write_string(row, place, text)
            for row in range(_MOST_OWN if then else 0):
                formula = f'={then.cell(row)}&""' if then else ""
                self.list_sheet.write_formula(len(texts) + row, place, formula, None, "")
            letter = column_letters(place + 1)
            self.lists[name] = f"='{LISTS}'!${letter}$1:${letter}${len(texts)}"
        return self.lists[name]


def heading(column: Column) -> str:
    """Column's heading: label in both languages, the unit if fixed, and * if required."""
    unit = f" [{column.unit}]" if _is_fixed(column.unit) else ""
    return f"{bilingual(column.label)}{unit}{' *' if column.required == 'yes' else ''}"


def _is_fixed(unit: str) -> bool:
    """Return True if a column has a fixed unit, not the row's own unit or currency."""
    return bool(unit) and not {"unit", "currency"} & set(unit.split("/")) and units.is_known(unit)


def _kind(column: Column) -> str:
    return {"number": "number", "integer": "number", "date": "date"}.get(column.type, "text")
