"""Columns of measure tables: headings, cells and number formats."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

import pandas as pd
from pandas.io.formats.style import Styler

from isdata.data.i18n import N_, Reader
from isdata.energy.measures.presentation import company_words, measure_words


@dataclass(frozen=True)
class Column:
    """One column of a table.

    Attributes
    ----------
    title : str
        Heading.
    cells : str or callable
        Name of a column of the rows, or a function of the rows.
    words : callable, optional
        Format of its numbers; it is sorted as a number.
    is_money : bool
        Whether it contains money of single measures.
    """

    title: str
    cells: str | Callable[[pd.DataFrame], Any]
    words: Callable[[Any], str] | None = None
    is_money: bool = False

    def of(self, rows: pd.DataFrame) -> Any:
        """Cells of the column."""
        cells = rows[self.cells] if isinstance(self.cells, str) else self.cells(rows)
        return cells.where(rows["has_money"]) if self.is_money else cells


def styled(rows: pd.DataFrame, columns: Iterable[Column]) -> Styler:
    """Rows as a table of these columns, in the order given; money only if `has_money` is True.

    Parameters
    ----------
    rows : DataFrame
        One per line of the table; has_money, as `measures.disclosed` returns, if a column is money.
    columns : iterable of Column
        From left to right.
    """
    rows = rows.reset_index(drop=True)
    shown = [column for column in columns if not column.is_money or rows["has_money"].any()]
    cells = {column.title: column.of(rows) for column in shown}
    table = pd.DataFrame(cells).style
    table.format({column.title: column.words for column in shown if column.words})
    return table


def money(reader: Reader, currency: str) -> Callable[[float], str]:
    """Format of amounts of a currency."""
    return lambda amount: reader.money(amount, currency)


def owner(reader: Reader) -> Column:
    """Column of the person or office responsible for each measure, if its company is named."""

    def cells(rows: pd.DataFrame) -> list[str]:
        named = rows["is_named"] if "is_named" in rows else pd.Series(True, index=rows.index)
        return [reader.half(name) if shown else "" for name, shown in zip(rows["owner"], named, strict=True)]

    return Column(reader.text(N_("Owner")), cells)


def owned(rows: pd.DataFrame, reader: Reader) -> list[Column]:
    """The column of `owner` if any of the measures has one."""
    column = owner(reader)
    return [column] if any(column.of(rows)) else []


def name_columns(reader: Reader) -> list[Column]:
    """Columns with the measure and the company of each row."""

    def company(rows: pd.DataFrame) -> list[str]:
        return company_words(rows, reader)

    return [
        Column(
            reader.text(N_("Measure")),
            lambda rows: [measure_words(row, reader) for row in rows.to_dict("records")],
        ),
        Column(reader.text(N_("Company")), company),
        Column(
            reader.text(N_("Category")),
            lambda rows: [reader.choice("measure_category", name) for name in rows["category"]],
        ),
    ]
