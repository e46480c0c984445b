"""Conversion of many rows with each distinct case computed once."""

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
        Rows with few distinct combinations; missing values count as equal.
    columns : sequence of str
        Columns on which the result depends.
    convert : callable
        Takes a dict of these columns.
    """
    import numpy as np
    import pandas as pd  # slow to load, and not needed for converting a single number

    distinct = np.zeros(len(rows), dtype=np.int64)
    for name in columns:
        codes, values = pd.factorize(rows[name])
        distinct = pd.factorize(distinct * (len(values) + 1) + codes)[0]
    first = np.unique(distinct, return_index=True)[1]
    cases = zip(*(rows[name].iloc[first].tolist() for name in columns), strict=True)
    results = [convert(dict(zip(columns, values, strict=True))) for values in cases]
    return pd.Series([results[case] for case in distinct], index=rows.index)
