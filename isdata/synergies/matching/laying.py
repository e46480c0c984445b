"""Which heat pipes gain most together? Each source's heat is used once: by its temperature and in its hours."""

import numpy as np
import pandas as pd

from isdata.synergies.matching import allocation, heat, hours, pipes

_GJ = 0.0036  # [GJ/kWh]
_ENDS = ("supply", "demand")


def best(table: pd.DataFrame, *, approach: float = 10.0) -> pd.DataFrame:
    """Return the set of pipes that gains most together, exact: a pipe is paid whole or not laid.

    A source that serves several takers gives each hour's heat and each degree of it to one of them only: streams are cut
    at the temperatures at which others begin, and the year into states by who runs. Heat of a piece serves pieces that
    are not warmer, as in the transshipment model [1]_.

    Parameters
    ----------
    table : DataFrame
        As from `pipes.pairs`.
    approach : float
        As for `pipes.pairs`. [K]

    Returns
    -------
    DataFrame
        The pairs that are joined, with quantity [GJ/yr] and net: gain less the pipe [currency/yr], the greatest
        first.

    References
    ----------
    .. [1] S. A. Papoulias, I. E. Grossmann, "A structural optimization approach in process synthesis: II",
       Computers & Chemical Engineering 7 (1983), 707-721.
    """
    # What would not even pay with all the heat to itself is never laid.
    known = table.loc[table["gain"] * table["most"] > table["fixed"]].reset_index(drop=True)
    if known.empty:
        return known.assign(quantity=0.0, net=0.0)
    ways = _ways(known, approach)
    carried = allocation.allocate(ways).quantities.groupby(ways["plant"]).sum()
    quantity = carried.reindex(known.index, fill_value=0.0)
    laid = known.assign(quantity=quantity, net=quantity * known["gain"] - known["fixed"])
    return laid.loc[laid["quantity"] > 0].sort_values("net", ascending=False, ignore_index=True)


def _ways(known: pd.DataFrame, approach: float) -> pd.DataFrame:
    """Return what `allocation.allocate` may choose: from a piece of a source to one of a demand, in one state."""
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
    ways, of_pair = joined.iloc[row].reset_index(drop=True), known.iloc[joined["plant"].to_numpy()[row]]
    told = {name: of_pair[column].to_numpy() for name, column in _OF_PAIR.items()}
    for end in _ENDS:
        told[end] = ways[f"{end}_piece"] * len(length) + state
        told[f"{end}_amount"] = ways[f"{end}_power"] * length[state] * _GJ
    return pd.DataFrame({"plant": ways["plant"], **told, "least": 0.0})


_OF_PAIR = {"factor": "kept", "gain": "gain", "fixed": "fixed", "plant_most": "most"}


def pieces(streams: pd.DataFrame, approach: float) -> pd.DataFrame:
    """Return the streams cut at the shifted temperatures at which streams begin: only there can heat be pinched.

    Parameters
    ----------
    streams : DataFrame
        stream_id, inlet, outlet [°C], power [kW], is_hot.
    approach : float
        Least temperature difference. [K]

    Returns
    -------
    DataFrame
        stream_id, row (in `streams`), piece (its number), level: the higher, the warmer, power [kW].
    """
    top, bottom = heat.shifted(streams, approach)
    edges = np.unique(np.where(streams["is_hot"], top, bottom))
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
