"""Potential of a park that is not used yet: feasible matches that are no synergy, and their gain."""

import pandas as pd

from isdata.data import units
from isdata.data.contracts.results import Matches
from isdata.symbiosis.assessment import on_board


def unused_matches(matches: Matches, connected: pd.DataFrame) -> Matches:
    """Feasible matches that are not on the board yet.

    Parameters
    ----------
    matches : DataFrame
        As from `matching.matches`.
    connected : DataFrame
        As from `on_board.pairs`, for the same reader.
    """
    feasible = matches.loc[matches["blocked"] == 0]
    return feasible.loc[~on_board.are_on_board(feasible, connected)]


def joint_gain(matches: Matches) -> float:
    """Gain of matches if each supply and each demand is used once, the largest gains first; NaN if none is known. [currency/yr]

    A lower limit of the best allocation; matches with a loss are left out.
    """
    if len(matches) and matches["value"].isna().all():
        return float("nan")
    known = matches.loc[matches["value"] > 0].sort_values("value", ascending=False, kind="stable")
    used: set[str] = set()
    total = 0.0
    streams = known[["supply_stream_id", "demand_stream_id"]].itertuples(index=False, name=None)
    for value, (supply, demand) in zip(known["value"], streams, strict=True):
        if supply not in used and demand not in used:
            used |= {supply, demand}
            total += float(value)
    return total


def serving(matches: Matches, treatment: str) -> Matches:
    """Feasible matches with a treatment as a step."""
    has_step = matches["steps"].map(lambda steps: treatment in steps).astype(bool)
    return matches[(matches["blocked"] == 0) & has_step]


def energy_at_most(matches: Matches) -> float:
    """Energy of matches of which each supply serves one receiver, the largest one. [MWh/yr]"""
    energy = matches["quantity"] * [units.factor(unit, "MWh") for unit in matches["unit"]]
    return float(energy.groupby(matches["supply_stream_id"]).max().sum())
