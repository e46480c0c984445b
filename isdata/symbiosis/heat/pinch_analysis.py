"""Heat recovery between streams: cascade, pinch, composite curves and pairs."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from isdata.symbiosis.matching import hours

_PHASE_CHANGE = 0.1  # temperature span assigned to a stream with a phase change at one temperature [K]


@dataclass(frozen=True)
class Cascade:
    """Minimum external heating and cooling of a set of streams after heat recovery.

    Attributes
    ----------
    hot_utility, cold_utility : float
        Minimum external heating and cooling. [kW]
    recovered : float
        Heat transferred between the streams. [kW]
    pinch : float
        Shifted temperature that no heat crosses; the highest of several, missing if there is none (no heating
        or no cooling is needed). [°C]
    intervals : DataFrame
        top, bottom (shifted) [°C], net (surplus of the interval) [kW], passed (heat cascaded to the next one)
        [kW].
    """

    hot_utility: float
    cold_utility: float
    recovered: float
    pinch: float
    intervals: pd.DataFrame


def cascade(streams: pd.DataFrame, *, approach: float = 10.0) -> Cascade:
    r"""Minimum external heating and cooling of a set of streams (problem table algorithm).

    Hot streams are shifted down and cold ones up by half the approach. In each interval between shifted
    temperatures the surplus is (ΣCP_hot − ΣCP_cold)·ΔT. The largest deficit of the cascade must be supplied
    externally at the top.

    .. math:: Q_H = -\min_k \sum_{i \le k} \Delta H_i, \qquad Q_C = Q_H + \sum_i \Delta H_i

    Parameters
    ----------
    streams : DataFrame
        inlet and outlet temperature [°C] and power [kW], of either sign; hot if the outlet is cooler. A
        stream of constant temperature needs is_hot; it changes its phase.
    approach : float
        Minimum temperature difference ΔTmin for heat transfer. [K]

    Returns
    -------
    Cascade

    Examples
    --------
    >>> kemp = pd.DataFrame(
    ...     {"inlet": [20, 170, 80, 150], "outlet": [135, 60, 140, 30], "power": [230, 330, 240, 180]})
    >>> found = cascade(kemp)
    >>> found.hot_utility, found.cold_utility, found.pinch
    (20.0, 60.0, 85.0)

    References
    ----------
    .. [1] B. Linnhoff, J. R. Flower, "Synthesis of heat exchanger networks: I", AIChE Journal 24 (1978), 633-642.
    .. [2] I. C. Kemp, "Pinch Analysis and Process Integration", 2nd ed., Butterworth-Heinemann 2007.
    """
    hot, top, bottom, capacity = _shifted(streams, approach / 2)
    edges = np.unique(np.concatenate([top, bottom]))[::-1]
    if len(edges) < 2:
        nothing = pd.DataFrame({"top": [], "bottom": [], "net": [], "passed": []}, dtype=float)
        return Cascade(0.0, 0.0, 0.0, np.nan, nothing)
    upper, lower = edges[:-1], edges[1:]
    covers = (top[:, None] >= upper) & (bottom[:, None] <= lower)
    signed = np.where(hot, capacity, -capacity)
    net = (covers * signed[:, None]).sum(axis=0) * (upper - lower)
    summed = np.cumsum(net)
    hot_utility = max(0.0, -float(summed.min()))
    passed = hot_utility + summed
    cold_utility = max(0.0, float(passed[-1]))
    given = float((capacity * (top - bottom))[hot].sum())
    tolerance = 1e-9 * max(1.0, float(np.abs(net).sum()))
    at_pinch = np.concatenate([[hot_utility], passed]) <= tolerance
    at_pinch[[0, -1]] = False  # zero heat flow at an end of the cascade is not a pinch
    pinch = float(edges[at_pinch].max()) if at_pinch.any() else np.nan
    intervals = pd.DataFrame({"top": upper, "bottom": lower, "net": net, "passed": passed})
    return Cascade(
        round(hot_utility, 9), round(cold_utility, 9), round(given - cold_utility, 9), pinch, intervals
    )


def recovered(streams: pd.DataFrame, loads: np.ndarray, *, approach: float = 10.0) -> np.ndarray:
    """Heat transferred between streams for each of several loads; one `cascade` each.

    Parameters
    ----------
    streams : DataFrame
        As for `cascade`.
    loads : ndarray, cases × streams
        Share of its power at which each stream operates. [-]
    approach : float
        Minimum temperature difference. [K]

    Returns
    -------
    ndarray
        One value per case. [kW]
    """
    hot, top, bottom, capacity = _shifted(streams, approach / 2)
    edges = np.unique(np.concatenate([top, bottom]))[::-1]
    if len(edges) < 2:
        return np.zeros(len(loads))
    covers = (top[:, None] >= edges[:-1]) & (bottom[:, None] <= edges[1:])
    net = covers * np.where(hot, capacity, -capacity)[:, None] * (edges[:-1] - edges[1:])
    lacking = np.maximum(0.0, -np.cumsum(loads @ net, axis=1).min(axis=1))
    wanted = loads @ (capacity * (top - bottom) * ~hot)
    return np.maximum(0.0, wanted - lacking)


def shifted(streams: pd.DataFrame, approach: float) -> tuple[np.ndarray, np.ndarray]:
    """Shifted temperature range of each stream: hot streams half the approach lower. [°C]"""
    _, top, bottom, _ = _shifted(streams, approach / 2)
    return top, bottom


def _shifted(streams: pd.DataFrame, half: float) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Hot streams, shifted temperatures and heat capacity flows [kW/K]."""
    inlet = streams["inlet"].to_numpy(dtype=float)
    outlet = streams["outlet"].to_numpy(dtype=float)
    is_flat = inlet == outlet
    stated = (
        streams["is_hot"].to_numpy(dtype=bool) if "is_hot" in streams else np.zeros(len(streams), dtype=bool)
    )
    if is_flat.any() and "is_hot" not in streams:
        raise ValueError("a stream that keeps its temperature needs is_hot")
    hot = np.where(is_flat, stated, outlet < inlet)
    # Phase change: a tenth of a kelvin, on the side on which the stream has its heat.
    top = np.maximum(inlet, outlet)
    bottom = np.minimum(inlet, outlet)
    bottom = np.where(is_flat, bottom - _PHASE_CHANGE, bottom)
    capacity = np.abs(streams["power"].to_numpy(dtype=float)) / (top - bottom)
    shift = np.where(hot, -half, half)
    return hot, top + shift, bottom + shift, capacity


def composite(streams: pd.DataFrame, *, approach: float = 10.0) -> pd.DataFrame:
    """Hot and the cold composite curve, the cold one shifted until the approach is met.

    Parameters
    ----------
    streams : DataFrame
        As for `cascade`.
    approach : float
        Minimum temperature difference. [K]

    Returns
    -------
    DataFrame
        curve ("hot" or "cold"), temperature [°C], heat (from the cold end) [kW]; one row per bend, ascending.
    """
    hot, top, bottom, capacity = _shifted(streams, 0.0)
    curves = []
    offset = {"hot": 0.0, "cold": cascade(streams, approach=approach).cold_utility}
    for name, chosen in (("hot", hot), ("cold", ~hot)):
        edges = np.unique(np.concatenate([top[chosen], bottom[chosen]]))
        if len(edges) < 2:
            continue
        covers = (top[chosen][:, None] >= edges[1:]) & (bottom[chosen][:, None] <= edges[:-1])
        steps = (covers * capacity[chosen][:, None]).sum(axis=0) * np.diff(edges)
        heat = offset[name] + np.concatenate([[0.0], np.cumsum(steps)])
        curves.append(pd.DataFrame({"curve": name, "temperature": edges, "heat": heat}))
    empty = pd.DataFrame({"curve": [], "temperature": [], "heat": []})
    return pd.concat(curves, ignore_index=True) if curves else empty


def is_heat(streams: pd.DataFrame) -> pd.Series:
    """Heat streams with a stated temperature; cold and compressed air are not heat.

    Parameters
    ----------
    streams : DataFrame
        resource_class, temperature [°C].
    """
    return streams["resource_class"].isin(["heat", "steam"]) & streams["temperature"].notna()


def power(streams: pd.DataFrame, hours: pd.Series) -> pd.Series:
    """Power of streams: as stated, otherwise annual heat divided by hours, if stated. [kW]

    Parameters
    ----------
    streams : DataFrame
        power [kW], amount [GJ/yr], hours [h/yr].
    hours : Series
        Annual operating hours of each stream. [h/yr]

    Examples
    --------
    >>> stated = pd.DataFrame({"power": [np.nan], "amount": [72.0], "hours": [1000.0]})
    >>> power(stated, stated["hours"]).round(9).tolist()
    [20.0]
    """
    has_hours = streams["hours"].notna() & (hours > 0)
    return streams["power"].fillna((streams["amount"] / hours / 0.0036).where(has_hours))


def from_streams(prepared: pd.DataFrame) -> pd.DataFrame:
    """Heat streams among the declared ones, as input of `cascade`.

    Parameters
    ----------
    prepared : DataFrame
        As from `matching.streams.prepared`.

    Returns
    -------
    DataFrame
        stream_id, inlet, outlet [°C], power [kW], is_hot, hours [h/yr], and operating time as from
        `hours.pattern`; only streams that state temperature and power, or an amount and hours. A supply of
        heat is a hot stream, a demand a cold one: it returns cooler than it was delivered, so it is heated
        from its return to its delivery temperature.
    """
    heat = prepared.loc[is_heat(prepared)]
    when = hours.pattern(heat)
    in_heat = heat.assign(amount=heat["amount"].where(heat["common_unit"].eq("GJ")))
    is_hot = heat["direction"] == "supply"
    back = heat["return_temperature"].fillna(heat["temperature"])
    table = pd.DataFrame(
        {
            "stream_id": heat["stream_id"],
            "inlet": heat["temperature"].where(is_hot, back),
            "outlet": back.where(is_hot, heat["temperature"]),
            "power": power(in_heat, when["running_hours"]),
            "is_hot": is_hot,
            "hours": when["running_hours"],
        }
    ).join(when.drop(columns="running_hours"))
    runs_right = (table["inlet"] >= table["outlet"]) == table["is_hot"]
    return table.loc[table["power"].gt(0) & (runs_right | (table["inlet"] == table["outlet"]))].reset_index(
        drop=True
    )


def passed(supply: pd.DataFrame, demand: pd.DataFrame, *, approach: float = 10.0) -> np.ndarray:
    r"""Heat that each supply can transfer to the demand of the same row: `cascade` of the two
    alone.

    Only heat of the supply above the demand's temperatures counts: at each point, the source must be warmer
    by the approach. The deficit above a temperature T must be supplied otherwise; it is largest at an end of
    one of the two.

    .. math:: q = Q_{cold} - \max_T \bigl(0, Q_{cold}(>T) - Q_{hot}(>T)\bigr)

    Parameters
    ----------
    supply, demand : DataFrame
        inlet, outlet [°C] and power, with the same number of rows.
    approach : float
        Minimum temperature difference. [K]

    Returns
    -------
    ndarray
        In the unit of power; alternatively a day's heat, if power holds a day's heat of both and a store
        bridges the hours.
    """
    ends, capacities = [], []
    for side, shift in ((supply, -approach / 2), (demand, approach / 2)):
        _, top, bottom, capacity = _shifted(side.assign(is_hot=shift < 0), 0.0)
        ends.append((top + shift, bottom + shift))
        capacities.append(capacity)
    (hot_top, hot_bottom), (cold_top, cold_bottom) = ends
    lacking = np.zeros(len(supply))
    for at in (hot_top, hot_bottom, cold_top, cold_bottom):
        wanted = capacities[1] * (cold_top - np.clip(at, cold_bottom, cold_top))
        given = capacities[0] * (hot_top - np.clip(at, hot_bottom, hot_top))
        lacking = np.maximum(lacking, wanted - given)
    return np.maximum(0.0, capacities[1] * (cold_top - cold_bottom) - lacking)
