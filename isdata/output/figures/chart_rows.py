"""Tables prepared for charts: wide columns become kinds, amounts become money on an axis."""

from collections.abc import Mapping

import pandas as pd

from isdata.data.i18n import Reader
from isdata.output.figures.frame import MoneyAxis


def by_kind(
    table: pd.DataFrame,
    by: str | list[str],
    words: Mapping[str, str],
    *,
    kind: str = "kind",
    amount: str = "amount",
) -> pd.DataFrame:
    """Reshape a table from wide to long: one row per column in `words`.

    Parameters
    ----------
    table : DataFrame
        Table with the columns of `words` and `by`.
    by : str or list of str
        Columns to keep.
    words : mapping of str to str
        Label of each column to reshape.
    kind, amount : str
        Names of the resulting columns of labels and amounts.
    """
    rows = table.melt(by, list(words), var_name=kind, value_name=amount)
    return rows.assign(**{kind: rows[kind].map(words)})


def in_money(rows: pd.DataFrame, column: str, axis: MoneyAxis, reader: Reader, currency: str) -> pd.DataFrame:
    """Convert a column of amounts to money in the steps of an axis, and add it as text.

    Parameters
    ----------
    rows : DataFrame
        Table with the column. [currency]
    """
    return rows.assign(
        money=rows[column] / axis.step,
        words=[reader.money(amount, currency) for amount in rows[column]],
    )
