"""Quick-start workbook: companies, and flows between them by name."""

import io
from dataclasses import replace

import duckdb
import xlsxwriter

from isdata.data.contracts import Column, tables
from isdata.data.i18n import LANGUAGES, Reader
from isdata.data.ingest.headings import MARK, bilingual
from isdata.data.ingest.template_workbook import OwnColumn, TemplateWorkbook
from isdata.errors import N_

_EXAMPLES = {
    "provider_id": "Sample power plant 示例发电厂",
    "receiver_id": "Sample cement works 示例水泥厂",
    "resource_id": "Fly ash 粉煤灰",
}
_FLOW = ["provider_id", "receiver_id", "resource_id", "year", "quantity", "unit"]
_GUIDE = (
    N_("Quick start: companies and the flows between them"),
    N_("List the companies in the first sheet, in one language or both."),
    N_("Each row of the second sheet is one flow in a year: provider, receiver, resource, amount and unit."),
    N_("Leave the provider or receiver empty if it is outside the park."),
    N_(
        "Write a resource in your own words, or choose it from the list; the import asks about what it does not know."
    ),
    N_("Rows marked ※ explain the columns and show an example. They are not imported; keep the mark."),
    N_("IDs, sites and visibility are filled in. Import the same workbook again to correct it."),
)


def quick_start(reader: Reader, *, con: duckdb.DuckDBPyConnection | None = None) -> bytes:
    """Quick-start workbook with one sheet of companies and one of flows.

    Ids, sites and visibility are generated on import.

    Parameters
    ----------
    reader : Reader
        Determines the language of the choices; headings and meanings are in both languages.
    con : duckdb.DuckDBPyConnection, optional
        Database whose resources are offered.
    """
    names = [f"name_{reader.language}", *(f"name_{each}" for each in LANGUAGES if each != reader.language)]
    columns = {"company": [*names, "sector", "employees"], "flow": _FLOW}
    wanted = [
        replace(tables()[name], columns=tuple(_with_words(tables()[name][column]) for column in chosen))
        for name, chosen in columns.items()
    ]
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True, "strings_to_formulas": False}) as book:
        _QuickStartWorkbook(book, reader, wanted, con).write()
    return content.getvalue()


def _with_words(column: Column) -> Column:
    """Column with reference whose example is a name instead of an id."""
    example = _EXAMPLES.get(column.name)
    return column if example is None else replace(column, example=example)


class _QuickStartWorkbook(TemplateWorkbook):
    """Writer of the quick-start workbook; flows refer to the companies of its first sheet."""

    words = _GUIDE
    example_mark = f"{MARK} e.g. 例如"  # the examples are names; the full template has ids

    def _choices(self, column: Column) -> str | None:
        if column.name not in ("provider_id", "receiver_id"):
            return super()._choices(column)
        own = OwnColumn(f"'{bilingual(tables()['company'].label)}'!", "B")
        return f"=OFFSET({own.cell(0)},0,0,MAX(1,COUNTA({own.whole})),1)"
