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
    import numpy as np
    import pandas as pd  # take long to load: who only converts a number does without

    distinct = np.zeros(len(rows), dtype=np.int64)
    for name in columns:
        codes, values = pd.factorize(rows[name])
        distinct = pd.factorize(distinct * (len(values) + 1) + codes)[0]
    first = np.unique(distinct, return_index=True)[1]
    cases = zip(*(rows[name].iloc[first].tolist() for name in columns), strict=True)
    results = [convert(dict(zip(columns, values, strict=True))) for values in cases]
    return pd.Series([results[case] for case in distinct], index=rows.index)
