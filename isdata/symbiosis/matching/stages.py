"""Matches with data of existing synergies: those in operation, and the CO2 saved."""

from collections.abc import Sequence

import duckdb
import numpy as np
import pandas as pd

from isdata.data import units
from isdata.data.contracts.results import Matches
from isdata.data.disclosure import Viewer
from isdata.errors import UnitError
from isdata.symbiosis import synergies

_PAIR = ["provider_id", "receiver_id", "resource_id"]


def recorded(
    con: duckdb.DuckDBPyConnection, *, parks: Sequence[str], viewer: Viewer
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Exchanges in operation and CO2 saved in these parks, as `running` and `co2_of_synergies` return them."""
    known, partners = (
        of(con, parks=parks, viewer=viewer) for of in (synergies.synergies, synergies.partners)
    )
    return running(known, partners), co2_of_synergies(known, partners)


def running(known: pd.DataFrame, partners: pd.DataFrame) -> pd.DataFrame:
    """Exchanges in operation: provider_id, receiver_id, resource_id, synergy_id, and day of the start, missing if
    not stated.

    Parameters
    ----------
    known, partners : DataFrame
        As from `synergies.synergies` and `synergies.partners`, for the same reader.
    """
    run = known.loc[known["stage"] == "operation", ["synergy_id", "resource_id", "started_on", "since"]]
    days = pd.to_datetime(run["started_on"]).fillna(pd.to_datetime(run["since"]))
    joined = synergies.pairs(partners).merge(run.assign(day=days), on="synergy_id").sort_values("day")
    return joined.drop_duplicates(_PAIR)[[*_PAIR, "synergy_id", "day"]]


def marked(matches: Matches, exchanges: pd.DataFrame) -> Matches:
    """Matches with `is_running`, `running_id`: the synergy in operation, and `since`: day of its start; both missing if
    unknown.

    Parameters
    ----------
    matches : DataFrame
        As from `matching.matches`.
    exchanges : DataFrame
        As from `running`, for the same reader.
    """
    first = exchanges.assign(is_running=True)
    result = matches.assign(is_running=False, since=pd.NaT, running_id=None)
    for side in ("supply", "demand"):
        keys = matches[["supply_site_id", "demand_site_id", f"{side}_resource_id"]].set_axis(_PAIR, axis=1)
        found = keys.merge(first, on=_PAIR, how="left").set_axis(matches.index)
        is_new = found["is_running"].eq(True) & ~result["is_running"]
        result["since"] = result["since"].where(~is_new, found["day"])
        result["running_id"] = result["running_id"].where(~is_new, found["synergy_id"])
        result["is_running"] |= is_new
    return result


def co2_of_synergies(known: pd.DataFrame, partners: pd.DataFrame) -> pd.DataFrame:
    """CO2 saved by synergies that have not ended: provider_id, receiver_id, resource_id, stated_unit, and co2_each [t/unit].

    Parameters
    ----------
    known, partners : DataFrame
        As from `synergies.synergies` and `synergies.partners`, for the same reader.
    """
    is_counted = (known["co2_saved"] > 0) & (known["quantity"] > 0) & (known["stage"] != "ended")
    counted = known.loc[is_counted]
    each = counted[["synergy_id", "resource_id"]].assign(
        stated_unit=counted["unit"], co2_each=(counted["co2_saved"] / counted["quantity"]).astype(float)
    )
    joined = synergies.pairs(partners).merge(each, on="synergy_id")
    return joined.drop_duplicates(_PAIR)[[*_PAIR, "stated_unit", "co2_each"]]


def with_co2(matches: Matches, each: pd.DataFrame) -> Matches:
    """Matches with `co2`: CO2 saved by their amount at the rate of the synergy of the same partners and
    resource. [t/yr]

    It is missing if no such synergy states it, and if the resource is treated before.

    Parameters
    ----------
    matches : DataFrame
        As from `matching.matches`.
    each : DataFrame
        As from `co2_of_synergies`, for the same reader.
    """
    keys = matches[["supply_site_id", "demand_site_id", "demand_resource_id"]].set_axis(_PAIR, axis=1)
    found = keys.merge(each, on=_PAIR, how="left")
    amount = [
        quantity * _factor(unit, stated)
        for quantity, unit, stated in zip(
            matches["quantity"], matches["unit"], found["stated_unit"], strict=True
        )
    ]
    return matches.assign(co2=np.asarray(amount, dtype=float) * found["co2_each"].to_numpy(float))


def _factor(unit: object, stated: object) -> float:
    """Factor from the unit of a match to that of a synergy; NaN where there is none."""
    if pd.isna(stated):
        return np.nan
    try:
        return units.factor(str(unit), str(stated))
    except UnitError:
        return np.nan
