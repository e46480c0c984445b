"""Allocated amounts, and the value of one more unit of each scarce stream."""

import pandas as pd

from isdata.symbiosis.allocation.exact_allocation import Allocation

_LEAST = 1e-6  # smallest marginal value that is stated [currency/unit]


def moved(candidates: pd.DataFrame, found: Allocation) -> pd.DataFrame:
    """Exchanges in use, those with the highest gain first.

    Parameters
    ----------
    candidates : DataFrame
        As from `offers.candidates`.
    found : Allocation
        As from `time_slices.allocate` of these.

    Returns
    -------
    DataFrame
        `candidates` with quantity [unit/yr] as allocated, and net [currency/yr]: gain less fixed costs.
    """
    if candidates.empty:
        return candidates
    used = candidates.assign(
        quantity=found.quantities, net=found.quantities * candidates["gain"] - candidates["fixed"]
    )
    return used.loc[used["quantity"] > 0].sort_values("net", ascending=False)


def scarce_streams(candidates: pd.DataFrame, found: Allocation) -> pd.DataFrame:
    """Streams with a positive marginal value, the highest first.

    Parameters
    ----------
    candidates, found
        As for `moved`.

    Returns
    -------
    DataFrame
        side ("supply" or "demand"), amount [stream_unit/yr], stream_unit, marginal_value
        [currency/stream_unit], and the columns of a match of the stream.
    """
    sides = []
    for side, streams in (("supply", found.supplies), ("demand", found.demands)):
        few = streams.loc[streams["marginal_value"] > _LEAST, ["amount", "marginal_value"]]
        match = candidates.drop_duplicates(side).set_index(side).drop(columns=few.columns, errors="ignore")
        unit = match["given_unit" if side == "supply" else "unit"].rename("stream_unit")
        sides.append(few.join(unit).join(match).assign(side=side))
    both = pd.concat(sides, ignore_index=True)
    worth = both["marginal_value"] * both["amount"]
    return both.loc[worth.sort_values(ascending=False, kind="stable").index].reset_index(drop=True)


def count_unused_supplies(found: Allocation) -> int:
    """Number of supplies that are not fully used."""
    return int((found.supplies["used"] < 0.999 * found.supplies["amount"]).sum())
