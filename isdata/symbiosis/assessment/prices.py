"""Between which prices does a deal serve both, and which price shares the gain equally?"""

from collections.abc import Mapping

import numpy as np
import pandas as pd

from isdata.data.contracts.results import Matches

Numeric = float | np.ndarray | pd.Series
DEAL, GATE_FEE, SUBSIDY, UNKNOWN = "deal", "gate_fee", "subsidy", ""


def price_band(
    *,
    handling: Numeric = 0.0,
    avoided_disposal: Numeric = 0.0,
    virgin_price: Numeric = 0.0,
    substitution: Numeric = 1.0,
    adaptation: Numeric = 0.0,
    quality_risk: Numeric = 0.0,
    transport: Numeric = 0.0,
) -> pd.DataFrame:
    r"""Minimum price of the provider, maximum price of the receiver, and the price half way.

    .. math::

        floor = handling - avoided\ disposal, \qquad
        ceiling = virgin\ price \cdot substitution - adaptation - quality\ risk - transport

    Below zero, the price is paid by the provider: a gate fee. The receiver bears transport; who pays it at the gate
    moves the price, not the gain.

    Parameters
    ----------
    handling, avoided_disposal : numeric
        What handing over costs the provider, and what disposal costs him today; below 0 where he earns with it.
        [CNY/unit]
    virgin_price : numeric
        What the receiver pays for what it replaces. [CNY/unit]
    substitution : numeric
        How much of that one unit replaces. [-]
    adaptation, quality_risk, transport : numeric
        What the receiver has to pay for using it: treatment, worse or changing quality, the way. [CNY/unit]

    Returns
    -------
    DataFrame
        floor, ceiling, equal_gain, lacking [CNY/unit] (by how much the floor lies above the ceiling, 0 for a
        deal) and outcome: "deal", "gate_fee" (a deal in which the provider pays, at the equal-gain price),
        "subsidy" (there is no deal without `lacking`), "" where something is not known.

    Examples
    --------
    Landfill at 165 avoided, sand at 95 replaced, 20 for testing, 1 km of transport at 0.6:

    >>> price_band(avoided_disposal=165, virgin_price=95, adaptation=20, transport=0.6).iloc[0].to_dict()
    {'floor': -165.0, 'ceiling': 74.4, 'equal_gain': -45.3, 'lacking': 0.0, 'outcome': 'gate_fee'}
    """
    floor = np.atleast_1d(np.asarray(handling, dtype=float) - np.asarray(avoided_disposal, dtype=float))
    ceiling = np.atleast_1d(
        np.asarray(virgin_price, dtype=float) * np.asarray(substitution, dtype=float)
        - np.asarray(adaptation, dtype=float)
        - np.asarray(quality_risk, dtype=float)
        - np.asarray(transport, dtype=float)
    )
    floor, ceiling = np.broadcast_arrays(floor, ceiling)
    middle = (floor + ceiling) / 2
    lacking = np.maximum(0.0, floor - ceiling)
    outcome = np.select(
        [np.isnan(lacking), lacking > 0, middle < 0], [UNKNOWN, SUBSIDY, GATE_FEE], default=DEAL
    )
    table = pd.DataFrame(
        {"floor": floor, "ceiling": ceiling, "equal_gain": middle, "lacking": lacking, "outcome": outcome}
    )
    given = (handling, avoided_disposal, virgin_price, substitution, adaptation, quality_risk, transport)
    index = next((each.index for each in given if isinstance(each, pd.Series)), None)
    return table if index is None else table.set_index(index)


def of_matches(matches: Matches, *, assumptions: Mapping[str, float] | None = None) -> pd.DataFrame:
    """Price range of each match, where the data allow it.

    Parameters
    ----------
    matches : DataFrame
        supply_cost and demand_cost [currency/unit], similarity [-], treatment_cost [currency/unit] and gain
        [currency/unit], as from `matching.matches`.
    assumptions : mapping, optional
        handling, quality_risk [currency/unit], the same for all.

    Returns
    -------
    DataFrame
        As from `price_band`, with the index of `matches`.
    """
    assumed = dict(assumptions or {})
    # The gain of a match has its transport in it, and its supply cost the treatment: take them apart.
    transport = matches["supply_cost"] + matches["similarity"] * matches["demand_cost"] - matches["gain"]
    return price_band(
        handling=assumed.get("handling", 0.0),
        avoided_disposal=matches["supply_cost"] + matches["treatment_cost"],
        virgin_price=matches["demand_cost"],
        substitution=matches["similarity"],
        adaptation=matches["treatment_cost"],
        quality_risk=assumed.get("quality_risk", 0.0),
        transport=transport,
    )
