"""Conversions of many rows, each distinct case computed once."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas as pd


def by_case(
    rows: "pd.DataFrame", columns: Sequence[str], convert: Callable[[dict[str, Any]], object]
) -> "pd.Series":
    """Result of `convert` for each row, called once per distinct combination of `columns`.

    Parameters
    ----------
    rows : DataFrame
        Many rows with few distinct combinations; missing values are alike.
    columns : sequence of str
        Columns that the result depends on.
    convert : callable
        Takes them as a dict.
    """
    cases = rows[columns].drop_duplicates()
    found = cases.assign(_result=[convert(case) for case in cases.to_dict("records")])
    return rows[columns].merge(found, on=list(columns), how="left")["_result"].set_axis(rows.index)
