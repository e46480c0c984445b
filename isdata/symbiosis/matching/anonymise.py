"""Disclosure of matches of undisclosed companies: resource class, and ranges of amount and distance."""

import numpy as np
import pandas as pd

# Columns that are undisclosed for an undisclosed company.
_UNDISCLOSED = [
    "resource_id", "resource_en", "resource_zh", "ewc_code", "gbt_code", "name_en", "name_zh", "amount", "least", "state", "form", "temperature",
    "cost", "price", "price_year", "current_route", "latitude", "longitude",
]  # fmt: skip
_REVEALING = [
    "similarity", "level", "lacking_temperature", "driving_temperature", "lacking_pressure", "quantity", "gain", "quantity_fit", "time_fit", "month_fit", "day_fit",
    "rhythm_fit", "economics", "trust",
    "reach", "value", "substances", "process", "declared_unit", "per_declared_unit",
]  # fmt: skip
# States that some constraint blocks a match of an undisclosed company; naming the constraint would disclose
# too much.
HELD_BACK = 1 << 20
DISTANCE_BANDS = (0.5, 1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 20100)


def kept(table: pd.DataFrame) -> pd.DataFrame:
    """Matches without the undisclosed data of companies: class, range and distance remain."""
    result = table.copy()
    for side in ("supply", "demand"):
        is_hidden = table[f"{side}_is_hidden"].astype(bool)
        least, most = band(table[f"{side}_amount"].where(is_hidden))
        result[f"{side}_band_least"], result[f"{side}_band_most"] = least, most
        for column in _UNDISCLOSED:
            name = f"{side}_{column}"
            result[name] = result[name].mask(is_hidden)
    hidden = table["is_hidden"]
    for column in _REVEALING:
        result[column] = result[column].mask(hidden)
    result["distance"] = table["distance"].mask(hidden, distance_band(table["distance"]))
    # Rounded so that the reader's own amount and the score do not reveal the other amount.
    result["score"] = table["score"].mask(hidden, table["score"].round(1))
    result["steps"] = [() if kept else steps for kept, steps in zip(hidden, table["steps"], strict=True)]
    for column in ("blocked", "blocked_directly"):
        result[column] = table[column].mask(hidden & (table[column] > 0), HELD_BACK)
    for column in ("factor", "treatment_cost", "treatment_electricity", "investment"):
        result[column] = table[column].mask(hidden)
    return result


def ordered(table: pd.DataFrame) -> pd.DataFrame:
    """Matches by displayed score, feasible ones first.

    Matches with the same displayed score are ordered by tokens of their streams, which carry no information:
    an order by the exact score would disclose the better one.
    """
    is_blocked = table["blocked"] > 0
    order = table.assign(is_blocked=is_blocked).sort_values(
        ["is_blocked", "score", "supply_token", "demand_token"], ascending=[True, False, True, True]
    )
    return order.drop(columns="is_blocked")


def band(amounts: pd.Series) -> tuple[pd.Series, pd.Series]:
    """Range of each amount, bounded by 1, 3, 10, 30, …

    Examples
    --------
    >>> [bound.tolist() for bound in band(pd.Series([2.0, 45.0]))]
    [[1.0, 30.0], [3.0, 100.0]]
    """
    known = amounts.astype(float).where(amounts > 0)
    step = 10.0 ** np.floor(np.log10(known))
    is_low = known < 3 * step
    return step.where(is_low, 3 * step), (3 * step).where(is_low, 10 * step)


def distance_band(distances: pd.Series) -> np.ndarray:
    """Each distance rounded up to a round number. [km]

    Examples
    --------
    >>> distance_band(pd.Series([1.2, 12, np.nan])).tolist()
    [2.0, 20.0, nan]
    """
    bounds = np.array([*DISTANCE_BANDS, np.nan])
    return bounds[np.searchsorted(DISTANCE_BANDS, distances.astype(float))]
