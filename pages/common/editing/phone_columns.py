"""Order of the columns of an editable table on a phone, so that the one beside the pinned names is whole."""

from collections.abc import Callable, Iterable, Mapping, Sequence

import pandas as pd

from isdata.data.contracts import Table
from isdata.data.naming import sectors
from pages.common import form, phone_tables, screen
from pages.common.language import reader

_MARK = 36  # width of the column that marks rows, with the borders [px]


def fitted(
    table: Table,
    shown: pd.DataFrame,
    columns: Sequence[str],
    widths: Mapping[str, int],
    words: Callable[[str], Mapping[str, str]],
) -> tuple[list[str], dict[str, int]]:
    """Columns in order and their widths: behind the names, the first column that is whole beside them.

    Parameters
    ----------
    table : Table
        Contract of the table.
    shown : DataFrame
        Rows of the table.
    columns : sequence of str
        Columns shown, the names first.
    widths : mapping of str to int
        Widths of columns, among them that of the names. [px]
    words : function
        Label of each value of a column; empty for columns without labels.
    """
    names, *others = columns
    room = screen.width() - _MARK - widths[names]
    for name in others:
        if _need(table, name, shown[name], words(name)) <= room:
            return [names, name, *(other for other in others if other != name)], {**widths, name: room}
    return list(columns), dict(widths)


def _need(table: Table, name: str, values: pd.Series, words: Mapping[str, str]) -> float:
    """Width that shows the heading and all values of a column. [px]"""
    column = table[name]
    label = form.with_unit(column.label[reader().language], form.unit_words(column.unit, None))
    cells: Iterable[str] = (words.get(str(value), str(value)) for value in values.dropna())
    if sectors.is_column(column):
        cells = (sectors.code_with_name(code, reader().language) for code in cells)
    longest = max(map(phone_tables.letters, cells), default=0.0)
    return max(longest, phone_tables.edited_heading(label + (" *" if column.required == "yes" else "")))
