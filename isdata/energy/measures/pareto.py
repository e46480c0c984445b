"""Pareto fronts of measures in NPV and CO2, without a price of CO2."""

import numpy as np
import pandas as pd


def fronts(npv: pd.Series, co2_saving: pd.Series) -> pd.Series:
    r"""Pareto front of each measure: 1 for those that are not outperformed.

    .. math:: i \succ j \iff NPV_i \ge NPV_j \wedge \Delta CO_{2,i} \ge \Delta CO_{2,j}, \text{ one of them } >

    Front 2 is front 1 of the measures remaining without front 1, and so on. Within a front there is no order:
    one measure gains more, the other avoids more. Cost per tonne would order them wrongly if it is negative.

    Parameters
    ----------
    npv : Series
        Net present value. [currency]
    co2_saving : Series
        CO2 avoided. [t/yr]

    Returns
    -------
    Series of Int64
        Front from 1; missing if a number is missing.

    Examples
    --------
    A gain of 100 with 10 t beats the same gain with 1 t, though it is "less" per tonne:

    >>> fronts(pd.Series([100.0, 100.0]), pd.Series([1.0, 10.0])).tolist()
    [2, 1]

    References
    ----------
    .. [1] S. Taylor, The ranking of negative-cost emissions reduction measures, Energy Policy 48 (2012)
       430-438, doi:10.1016/j.enpol.2012.05.071.
    """
    known = npv.notna() & co2_saving.notna()
    gain, tonnes = npv[known].to_numpy(dtype=float), co2_saving[known].to_numpy(dtype=float)
    front = np.zeros(len(gain), dtype=np.int64)
    # By descending gain, then descending tonnes: a measure can only be beaten by an earlier one.
    order = np.lexsort((-tonnes, -gain))
    # The last measure of each front so far; it has the front's largest CO2 saving, as gains only decrease.
    best: list[tuple[float, float]] = []
    for place in order:
        level = next(
            (
                number
                for number, (worth, most) in enumerate(best)
                if tonnes[place] > most or (tonnes[place] == most and gain[place] == worth)
            ),
            len(best),
        )
        best[level : level + 1] = [(gain[place], tonnes[place])]
        front[place] = level + 1
    return pd.Series(pd.array(front, dtype="Int64"), index=npv.index[known]).reindex(npv.index)
