"""Price range in which both partners gain, and the price of equal gain."""

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
    r"""Minimum price of the provider, maximum price of the receiver, and the price halfway between them.

    .. math::

        floor = handling - avoided\ disposal, \qquad
        ceiling = virgin\ price \cdot substitution - adaptation - quality\ risk - transport

    A negative price is paid by the provider: a gate fee. The receiver bears transport; if the provider bears
    it, the price changes, but not the gain.

    Parameters
    ----------
    handling, avoided_disposal : numeric
        Cost of handing over for the provider, and present cost of disposal; negative if it earns money.
        [CNY/unit]
    virgin_price : numeric
        Price of the replaced resource for the receiver. [CNY/unit]
    substitution : numeric
        Amount of it that one unit replaces. [-]
    adaptation, quality_risk, transport : numeric
        Costs of the receiver for using it: treatment, lower or varying quality, transport. [CNY/unit]

    Returns
    -------
    DataFrame
        floor, ceiling, equal_gain, lacking [CNY/unit] (amount by which the floor exceeds the ceiling, 0 for a
        deal) and outcome: "deal", "gate_fee" (a deal in which the provider pays, at the equal-gain price),
        "subsidy" (no deal without `lacking`), "" if something is unknown.

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
    """Price range of each match, if the data are sufficient.

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
    # The gain of a match includes its transport, and its supply cost the treatment: separate them.
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
