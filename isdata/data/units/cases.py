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
    import pandas as pd  # takes long to load: who only converts a number does without

    results: dict[tuple[object, ...], object] = {}

    def result(*values: object) -> object:
        case = tuple(None if pd.isna(value) else value for value in values)
        if case not in results:
            results[case] = convert(dict(zip(columns, values, strict=True)))
        return results[case]

    return pd.Series([*map(result, *(rows[name].tolist() for name in columns))], index=rows.index)
