"""Array types of formulas: the result has the type of the input (number, array or pandas object)."""

from collections.abc import Callable, Sequence
from typing import Any, TypeAlias

import numpy as np
import pandas as pd

# Arguments of element-wise formulas: all of them are broadcast against each other.
Numeric: TypeAlias = float | Sequence[float] | np.ndarray | pd.Series
# Results of element-wise formulas: a number for numbers, a Series if a Series was given, else an array.
Result: TypeAlias = Any
# Arguments of formulas on cash flows: one flow from year 0, or one flow per row.
CashFlow: TypeAlias = Sequence[float] | np.ndarray | pd.Series | pd.DataFrame
# The binomial coefficients of more years exceed the range of floats. [yr]
LONGEST_FLOW = 1_000


def same_type(result: np.ndarray, *given: object) -> Result:
    """Return `result` as a Series if one was given, as a float if only numbers were, else unchanged.

    Raises
    ------
    ValueError
        If two Series have different indexes: pairing them by position would mix up measures.
    """
    indexes = [argument.index for argument in given if isinstance(argument, pd.Series)]
    if any(not index.equals(indexes[0]) for index in indexes[1:]):
        raise ValueError("all Series must have the same index; align them first")
    if indexes:
        return pd.Series(result, index=indexes[0])
    return float(result) if np.ndim(result) == 0 else result


def flow_rows(cash_flow: CashFlow) -> tuple[np.ndarray, Callable[[np.ndarray], Result]]:
    """Flows as rows of one array, and a function that restores the shape of one result per row.

    Raises
    ------
    ValueError
        If a flow has no years.
    """
    flow = np.asarray(cash_flow, dtype=float)
    if flow.ndim == 0 or flow.shape[-1] == 0:
        raise ValueError("a cash flow needs at least year 0")
    rows = np.ascontiguousarray(flow.reshape(-1, flow.shape[-1]))
    if isinstance(cash_flow, pd.DataFrame):
        return rows, lambda result: pd.Series(result, index=cash_flow.index)
    if flow.ndim == 1:
        return rows, lambda result: result.tolist()[0]
    return rows, lambda result: np.reshape(result, flow.shape[:-1])
