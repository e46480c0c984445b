"""Tables as charts draw them: columns side by side become kinds, amounts become money on an axis."""

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
    """Return a row for each of some columns.

    Parameters
    ----------
    table : DataFrame
        Has the columns.
    by : str or list of str
        Columns that are kept.
    words : mapping of str to str
        How each of the columns reads.
    kind, amount : str
        What the columns of the words and of the amounts are called.
    """
    rows = table.melt(by, list(words), var_name=kind, value_name=amount)
    return rows.assign(**{kind: rows[kind].map(words)})


def in_money(rows: pd.DataFrame, column: str, axis: MoneyAxis, reader: Reader, currency: str) -> pd.DataFrame:
    """Return rows with a column's amounts as money, in the steps of an axis, and as words.

    Parameters
    ----------
    rows : DataFrame
        Has the column. [currency]
    """
    return rows.assign(
        money=rows[column] / axis.step,
        words=[reader.money(amount, currency) for amount in rows[column]],
    )
