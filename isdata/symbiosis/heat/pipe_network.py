"""Heat pipes with the highest joint gain, with each source used once, by temperature and hour."""

from typing import Any

import duckdb
import numpy as np
import pandas as pd
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from isdata.data import money
from isdata.engines import progress
from isdata.symbiosis.allocation import exact_allocation
from isdata.symbiosis.heat import pinch_analysis, pipes
from isdata.symbiosis.matching import hours, streams

PAIR = ["supply_stream_id", "demand_stream_id"]  # columns that identify a pair
_GJ = 0.0036  # [GJ/kWh]
_ENDS = ("supply", "demand")
_TOLERANCE = 1e-5  # difference of gain and bound within which a set is the best one [-]


def best(table: pd.DataFrame, *, approach: float = 10.0) -> tuple[pd.DataFrame, float]:
    """Set of pipes with the highest joint gain.

    Each pipe is either built and paid in full, or not built.

    A source with several receivers supplies the heat of each hour and temperature to only one of them:
    streams are cut at the temperatures at which others begin, and the year into states by operating streams.
    Heat of a slice serves slices that are not warmer, as in the transshipment model [1]_.

    Parameters
    ----------
    table : DataFrame
        As from `pipes.pairs`.
    approach : float
        As for `pipes.pairs`. [K]

    Returns
    -------
    (DataFrame, float)
        The pairs with a pipe, with quantity [GJ/yr] and net: gain less the cost of the pipe [currency/yr],
        the largest first; and a proved bound: no set gains more [currency/yr]. It equals the gain of this set
        unless the search exceeded `exact_allocation.PATIENCE` or was stopped.

    References
    ----------
    .. [1] S. A. Papoulias, I. E. Grossmann, "A structural optimization approach in process synthesis: II",
       Computers & Chemical Engineering 7 (1983), 707-721.
    """
    # A pipe that would not pay back with all the heat to itself is never built.
    known = table.loc[table["gain"] * table["most"] > table["fixed"]].reset_index(drop=True)
    if known.empty:
        return known.assign(quantity=0.0, net=0.0), 0.0
    quantity, bound = (
        pd.Series(0.0, index=known.index),
        float((known["gain"] * known["most"] - known["fixed"]).sum()),
    )
    groups = [part for _, part in known.groupby(_component(known))]
    for number, part in enumerate(groups):
        if not progress.report(number / len(groups)):
            break
        carried, most = _carried(part, approach)
        quantity.update(carried)
        bound += most - float((part["gain"] * part["most"] - part["fixed"]).sum())
    laid = known.assign(quantity=quantity, net=quantity * known["gain"] - known["fixed"])
    ordered = laid.loc[laid["quantity"] > 0].sort_values("net", ascending=False, ignore_index=True)
    return ordered, bound


def optimised(
    con: duckdb.DuckDBPyConnection, *, approach: float, currency: str, **where: Any
) -> tuple[pd.DataFrame, pd.DataFrame, float]:
    """Pairs of a park's streams within reach of a pipe, and the set of pipes with the highest joint gain.

    Parameters
    ----------
    approach : float
        As for `pipes.pairs`. [K]
    currency : str
        Currency of all money.
    **where : object
        Arguments of `streams.declared`; undisclosed streams are left out.

    Returns
    -------
    (DataFrame, DataFrame, float)
        The pairs with quantity [GJ/yr], missing without a pipe: first those with a pipe, most heat first, then by cost of
        the pipe; `attrs` as from `pipes.pairs`. Then the set and its bound, as from `best`.
    """
    rates = money.rates(con, currency)
    found = streams.declared(con, **where)
    prepared = streams.prepared(found.loc[~found["is_hidden"].astype(bool)], rates=rates)
    table = pipes.pairs(prepared, approach=approach, rate=rates.get(pipes.CURRENCY, float("nan")), con=con)
    laid, bound = best(table, approach=approach)
    ordered = table.merge(laid[[*PAIR, "quantity"]], how="left", on=PAIR).sort_values(
        ["quantity", "pipe_cost"], ascending=[False, True], na_position="last", ignore_index=True
    )
    ordered.attrs = table.attrs
    return ordered, laid, bound


def _component(known: pd.DataFrame) -> np.ndarray:
    """Connected groups of pairs: pipes of two parks do not depend on each other's hours."""
    ends = [pd.factorize(known[f"{end}_stream_id"])[0] for end in _ENDS]
    count = 1 + max(ends[0]), 1 + max(ends[1])
    joined = coo_array((np.ones(len(known)), (ends[0], count[0] + ends[1])), shape=(sum(count), sum(count)))
    return connected_components(joined, directed=False)[1][ends[0]]


def _carried(known: pd.DataFrame, approach: float) -> tuple[pd.Series, float]:
    """Amounts of the optimal pipes, by pair [GJ/yr], and a bound on any gain [currency/yr]."""
    candidates = _slice_pairs(known, approach)
    found = exact_allocation.allocate(candidates)
    return found.quantities.groupby(candidates["plant"]).sum(), found.bound


def _slice_pairs(known: pd.DataFrame, approach: float) -> pd.DataFrame:
    """Candidates for `exact_allocation.allocate`: from a slice of a source to one of a demand, in one state."""
    sides = [pipes.side(known, end).drop_duplicates("stream_id") for end in _ENDS]
    streams = pd.concat([one.assign(is_hot=end == "supply") for one, end in zip(sides, _ENDS, strict=True)])
    streams = streams.reset_index(drop=True)
    cut = pieces(streams, approach)
    joined = known.reset_index(names="plant")[["plant", "supply_stream_id", "demand_stream_id"]]
    for end in _ENDS:
        joined = joined.merge(cut.add_prefix(f"{end}_"), on=f"{end}_stream_id")
    joined = joined.loc[joined["supply_level"] >= joined["demand_level"]]
    running, length = hours.states(streams).distinct()
    row, state = np.nonzero(running.T[joined["supply_row"]] & running.T[joined["demand_row"]])
    candidates, of_pair = joined.iloc[row].reset_index(drop=True), known.loc[joined["plant"].to_numpy()[row]]
    columns = {name: of_pair[column].to_numpy() for name, column in _OF_PAIR.items()}
    for end in _ENDS:
        columns[end] = candidates[f"{end}_piece"] * len(length) + state
        columns[f"{end}_amount"] = candidates[f"{end}_power"] * length[state] * _GJ
    return pd.DataFrame({"plant": candidates["plant"], **columns, "least": 0.0})


_OF_PAIR = {"factor": "kept", "gain": "gain", "fixed": "fixed", "plant_most": "most"}


def pieces(streams: pd.DataFrame, approach: float) -> pd.DataFrame:
    """Streams cut at the shifted temperatures at which streams begin: a pinch can only occur
    there.

    Parameters
    ----------
    streams : DataFrame
        stream_id, inlet, outlet [°C], power [kW], is_hot.
    approach : float
        Minimum temperature difference. [K]

    Returns
    -------
    DataFrame
        stream_id, row (in `streams`), piece (its number), level: higher is warmer, power [kW].
    """
    top, bottom = pinch_analysis.shifted(streams, approach)
    is_hot = streams["is_hot"].to_numpy(dtype=bool)
    edges = np.unique(np.where(is_hot, top, bottom))
    # Slices warmer than any demand are equivalent.
    edges = edges[edges <= top[~is_hot].max(initial=-np.inf)]
    cuts = np.concatenate([[-np.inf], edges, [np.inf]])
    upper, lower = (np.clip(cut[None, :], bottom[:, None], top[:, None]) for cut in (cuts[1:], cuts[:-1]))
    power = streams["power"].to_numpy()[:, None] * (upper - lower) / (top - bottom)[:, None]
    row, level = np.nonzero(power > 1e-9)
    return pd.DataFrame(
        {
            "stream_id": streams["stream_id"].to_numpy()[row],
            "row": row,
            "piece": range(len(row)),
            "level": level,
            "power": power[row, level],
        }
    )


def gap(gain: float, bound: float) -> float:
    """Share by which a set of pipes may be below the optimum. [-]

    Parameters
    ----------
    gain, bound : float
        Gain of the set, and that which no set exceeds, as from `best`. [currency/yr]

    Examples
    --------
    >>> gap(80.0, 100.0), gap(100.0, 100.0)
    (0.25, 0.0)
    """
    return (bound - gain) / max(1.0, gain)


def is_optimum(gain: float, bound: float) -> bool:
    """Return True if a set of pipes is proved to be the best one, within the tolerance of the solver."""
    return gap(gain, bound) < _TOLERANCE
