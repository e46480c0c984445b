"""Rows of tables as dictionaries."""

from typing import Any

import pandas as pd


def records(table: pd.DataFrame) -> list[dict[Any, Any]]:
    """Rows of a table by column name, as from `to_dict("records")` but in a fraction of its time.

    Examples
    --------
    >>> records(pd.DataFrame({"name": ["a", "b"], "amount": [1.0, 2.5]}))
    [{'name': 'a', 'amount': 1.0}, {'name': 'b', 'amount': 2.5}]
    """
    columns = [column.tolist() for _name, column in table.items()]
    return [dict(zip(table.columns, row, strict=True)) for row in zip(*columns, strict=True)]
