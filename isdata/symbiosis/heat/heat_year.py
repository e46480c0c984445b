"""Recoverable heat between streams over a year, hour by hour, without and with storage for a day."""

from dataclasses import dataclass

import pandas as pd

from isdata.symbiosis.heat import pinch_analysis
from isdata.symbiosis.matching import hours

_GJ = 0.0036  # [GJ/kWh]
GJ_PER_MW_YEAR = 8760 * 1000 * _GJ  # heat of a constant power [GJ/(MW·yr)]


@dataclass(frozen=True)
class HeatYear:
    """Heat supply, demand and recoverable heat of a set of streams in a year.

    Attributes
    ----------
    given, wanted : float
        Heat of all sources and of all demands. [GJ/yr]
    passed : float
        Heat that could be transferred in the common operating hours of source and demand. [GJ/yr]
    stored : float
        Heat that could be transferred if stores shifted heat to other hours of the same day. [GJ/yr]
    by_hour : DataFrame
        begins, ends [h], and for these hours given, wanted and passed on the mean day of the year [kW]; one
        row per block.
    """

    given: float
    wanted: float
    passed: float
    stored: float
    by_hour: pd.DataFrame


def over_year(streams: pd.DataFrame, *, approach: float = 10.0) -> HeatYear:
    """Targets of a year: one cascade for each set of operating streams (time slices), and one for
    each kind of day.

    Distance, pipes and their losses are excluded.

    Parameters
    ----------
    streams : DataFrame
        As from `heat.from_streams`.
    approach : float
        Minimum temperature difference. [K]

    Returns
    -------
    HeatYear

    References
    ----------
    .. [1] I. C. Kemp, "Pinch Analysis and Process Integration", 2nd ed., Butterworth-Heinemann 2007: batch and
       time-dependent processes, time slice and time average model.
    """
    year = hours.states(streams)
    power = streams["power"].to_numpy(dtype=float)
    is_hot = streams["is_hot"].to_numpy(dtype=bool)
    length = year.blocks[:, 1] - year.blocks[:, 0]
    running = (year.days[:, None, :] & year.windows[None, :, :]).astype(
        float
    )  # kinds of day, blocks, streams
    shape = running.shape[:2]
    flat = running.reshape(-1, len(streams))
    passed = pinch_analysis.recovered(streams, flat, approach=approach).reshape(shape)
    sides = {
        name: (flat @ (power * side)).reshape(shape)
        for name, side in (("given", is_hot), ("wanted", ~is_hot))
    }
    mean = {name: year.count @ side / hours.DAYS.sum() for name, side in {**sides, "passed": passed}.items()}
    by_hour = pd.DataFrame({"begins": year.blocks[:, 0], "ends": year.blocks[:, 1], **mean})
    # With a store for a day, only the heat of the day counts, not its hours.
    spread = year.days * (streams["day_length"].to_numpy(dtype=float) / 24)
    stored = year.count @ pinch_analysis.recovered(streams, spread, approach=approach) * 24
    total = {
        name: float(year.count @ side @ length * _GJ) for name, side in {**sides, "passed": passed}.items()
    }
    return HeatYear(**total, stored=max(total["passed"], float(stored * _GJ)), by_hour=by_hour)
