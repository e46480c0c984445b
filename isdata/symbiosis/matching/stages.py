"""Matches that run already, as synergies in operation."""

import pandas as pd

from isdata.data.contracts.results import Matches
from isdata.symbiosis import synergies

_PAIR = ["provider_id", "receiver_id", "resource_id"]


def running(known: pd.DataFrame, partners: pd.DataFrame) -> pd.DataFrame:
    """Exchanges in operation: provider_id, receiver_id, resource_id, and day since when, missing where not stated.

    Parameters
    ----------
    known, partners : DataFrame
        As from `synergies.synergies` and `synergies.partners`, for the same reader.
    """
    run = known.loc[known["stage"] == "operation", ["synergy_id", "resource_id", "started_on", "since"]]
    days = pd.to_datetime(run["started_on"]).fillna(pd.to_datetime(run["since"]))
    joined = synergies.pairs(partners).merge(run.assign(day=days), on="synergy_id").sort_values("day")
    return joined.drop_duplicates(_PAIR)[[*_PAIR, "day"]]


def marked(matches: Matches, exchanges: pd.DataFrame) -> Matches:
    """Matches with `is_running`, and `since`: the day since which they have been in operation, missing where not stated.

    Parameters
    ----------
    matches : DataFrame
        As from `matching.matches`.
    exchanges : DataFrame
        As from `running`, for the same reader.
    """
    first = exchanges.assign(is_running=True)
    result = matches.assign(is_running=False, since=pd.NaT)
    for side in ("supply", "demand"):
        keys = matches[["supply_site_id", "demand_site_id", f"{side}_resource_id"]].set_axis(_PAIR, axis=1)
        found = keys.merge(first, on=_PAIR, how="left").set_axis(matches.index)
        is_new = found["is_running"].eq(True) & ~result["is_running"]
        result["since"] = result["since"].where(~is_new, found["day"])
        result["is_running"] |= is_new
    return result
