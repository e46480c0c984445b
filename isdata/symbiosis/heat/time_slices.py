"""Allocation of unstorable streams by hour, and of heat by temperature: candidates are split into slices."""

from dataclasses import replace
from itertools import groupby
from operator import itemgetter

import numpy as np
import pandas as pd
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from isdata.data.contracts.results import Streams
from isdata.engines import progress
from isdata.symbiosis.allocation import exact_allocation
from isdata.symbiosis.heat import pinch_analysis, pipe_network
from isdata.symbiosis.matching import hours

CLASSES = ("heat", "steam", "cold", "compressed_air")
_ENDS = ("supply", "demand")
_ALWAYS = -1  # state of storable streams: they can be used at any time
_LEAST = 1e-9


def allocate(
    candidates: pd.DataFrame, streams: Streams, *, blends: pd.DataFrame | None = None, approach: float = 10.0
) -> exact_allocation.Allocation:
    """Best allocation if heat, steam, cold and compressed air pass only while both sides operate.

    Heat that passes without treatment serves only demands that are cooler by the approach, and each degree of
    it only once.

    Parameters
    ----------
    candidates : DataFrame
        As from `offers.candidates`.
    streams : DataFrame
        As from `streams.prepared`, with the streams of the candidates.
    blends : DataFrame, optional
        As for `allocation.allocate`.
    approach : float
        Minimum temperature difference. [K]

    Returns
    -------
    Allocation
        By candidates and streams. The marginal value of a stream is that of one more unit spread over its
        present hours.
    """
    if candidates.empty:
        return exact_allocation.allocate(candidates, blends=blends)
    cut = parts(candidates, streams, approach=approach)
    if blends is not None and len(blends):
        at = cut["plant"].rename_axis("part").reset_index()
        blends = blends.merge(at, left_on="candidate", right_on="plant").assign(
            candidate=lambda one: one["part"]
        )
    found = exact_allocation.allocate(cut, blends=blends)
    quantities = found.quantities.groupby(cut["plant"]).sum().reindex(candidates.index, fill_value=0.0)
    sides = {
        f"{end}s" if end == "demand" else "supplies": _gathered(candidates, cut, found, end) for end in _ENDS
    }
    whole = (
        cut.drop_duplicates("demand").set_index("demand")["plant"].map(candidates["demand"])
        if len(cut)
        else {}
    )
    return replace(
        found,
        quantities=quantities,
        blends=found.blends.assign(demand=found.blends["demand"].map(whole)),
        **sides,
    )


def in_order(candidates: pd.DataFrame, streams: Streams, *, approach: float = 10.0) -> float:
    """Gain when the candidates are agreed one after the other, each as large as possible.

    Missing if it was stopped.

    Blending limits are ignored.

    Parameters
    ----------
    candidates, streams, approach
        As for `allocate`.
    """
    if candidates.empty:
        return 0.0
    cut = parts(candidates, streams, approach=approach)
    left = {end: dict(zip(cut[end], cut[f"{end}_amount"], strict=True)) for end in _ENDS}
    total, pieces = 0.0, cut.sort_values("plant", kind="stable").to_dict("records")
    for done, (_, rows) in enumerate(groupby(pieces, itemgetter("plant"))):
        if not progress.report(done / len(candidates)):
            return np.nan
        own = [row | {f"{end}_amount": left[end][row[end]] for end in _ENDS} for row in rows]
        moved = _moved(own)
        if sum(moved) > 0:
            total -= own[0]["fixed"]
            for row, amount in zip(own, moved, strict=True):
                total += amount * row["gain"]
                for end, used in (("supply", amount / row["factor"]), ("demand", amount)):
                    left[end][row[end]] = max(0.0, left[end][row[end]] - used)
    return total


def _moved(own: list[dict]) -> list[float]:
    """Amount of each part of one candidate without competitors."""
    if len(own) == 1:
        return [exact_allocation.alone(own[0])]
    return exact_allocation.allocate(pd.DataFrame(own)).quantities.tolist()


def parts(candidates: pd.DataFrame, streams: Streams, *, approach: float = 10.0) -> pd.DataFrame:
    """Candidates cut by the state of the year and, if heat passes untreated, by temperature.

    Parameters
    ----------
    candidates, streams, approach
        As for `allocate`.

    Returns
    -------
    DataFrame
        Input of `allocation.allocate`: plant is the row of `candidates`; supply and demand are numbers of nodes, a
        node for each stream, or for each slice of it in each state; supply_share and demand_share: share of
        the stream in a node [-].
    """
    unstorable = streams.loc[
        streams["resource_class"].isin(CLASSES)
        & streams["stream_id"].isin({*candidates["supply"], *candidates["demand"]})
        & streams["amount"].gt(0)
    ]
    nodes = _nodes(candidates, unstorable.reset_index(drop=True), approach)
    cut = candidates[["supply", "demand"]].rename_axis("plant").reset_index()
    for end in _ENDS:
        cut = cut.merge(nodes.add_prefix(f"{end}_"), left_on=end, right_on=f"{end}_stream_id")
        cut = cut.drop(columns=[end, f"{end}_stream_id"]).rename(columns={f"{end}_node": end})
        if end == "supply":
            cut = cut.assign(demand=cut["plant"].map(candidates["demand"]))
    is_at_once = cut["supply_state"].eq(cut["demand_state"]) | (
        cut[["supply_state", "demand_state"]] == _ALWAYS
    ).any(axis=1)
    is_as_it_is = cut["plant"].map(candidates["steps"].map(len)) == 0
    cut = cut.loc[is_at_once & ~(is_as_it_is & (cut["supply_level"] < cut["demand_level"]))].reset_index(
        drop=True
    )
    of_way = candidates.loc[
        cut["plant"], ["factor", "gain", "least", "fixed", "supply_amount", "demand_amount"]
    ]
    cut[list(of_way)] = of_way.to_numpy()
    for end in _ENDS:
        cut[f"{end}_amount"] *= cut[f"{end}_share"]
    return cut.assign(plant_most=_most(cut))


def _most(cut: pd.DataFrame) -> pd.Series:
    """Maximum amount of each candidate: in each state, that of either side."""
    state = cut[["supply_state", "demand_state"]].max(axis=1)
    sides = []
    for end, times in (("supply", cut["factor"]), ("demand", 1.0)):
        own = cut.assign(state=state, amount=cut[f"{end}_amount"] * times)
        once = own.drop_duplicates(["plant", "state", end])
        sides.append(once.groupby(["plant", "state"])["amount"].sum())
    return cut["plant"].map(np.minimum(*sides).groupby("plant").sum())


def _nodes(candidates: pd.DataFrame, unstorable: pd.DataFrame, approach: float) -> pd.DataFrame:
    """Nodes of all streams: stream_id, node, state, level (missing if any level is suitable),
    share [-]."""
    found = []
    others = {*candidates["supply"], *candidates["demand"]} - set(unstorable["stream_id"])
    found.append(pd.DataFrame({"stream_id": sorted(others), "state": _ALWAYS, "level": np.nan, "share": 1.0}))
    if len(unstorable):
        found.append(_in_states(unstorable, _components(candidates, unstorable), approach))
    nodes = pd.concat(found, ignore_index=True)
    return nodes.assign(node=range(len(nodes)))


def _components(candidates: pd.DataFrame, unstorable: pd.DataFrame) -> np.ndarray:
    """Connected groups of streams: only their states need to be distinguished."""
    place = pd.Series(unstorable.index, index=unstorable["stream_id"])
    ends = candidates[list(_ENDS)].apply(lambda ids: ids.map(place)).dropna().astype(int)
    shape = (len(unstorable), len(unstorable))
    joined = coo_array((np.ones(len(ends)), (ends["supply"], ends["demand"])), shape=shape)
    return connected_components(joined, directed=False)[1]


def _in_states(unstorable: pd.DataFrame, component: np.ndarray, approach: float) -> pd.DataFrame:
    levels = _levels(unstorable, approach)
    when = hours.pattern(unstorable)
    found = []
    for _, own in when.groupby(component):
        running, length = hours.states(own).distinct()
        share = running * length[:, None] / own["running_hours"].to_numpy()
        state, column = np.nonzero(share > _LEAST)
        ids = unstorable["stream_id"].loc[own.index].to_numpy()[column]
        found.append(pd.DataFrame({"stream_id": ids, "state": state, "hours_share": share[state, column]}))
    nodes = pd.concat(found).merge(levels, on="stream_id")
    return nodes.assign(share=nodes.pop("hours_share") * nodes.pop("piece_share"))


def _levels(unstorable: pd.DataFrame, approach: float) -> pd.DataFrame:
    """Slices of each stream by temperature; one slice of any temperature if it is not stated."""
    warm = pinch_analysis.from_streams(unstorable)
    cut = pipe_network.pieces(warm, approach)
    cut = cut.assign(piece_share=cut["power"] / cut.groupby("stream_id")["power"].transform("sum"))
    others = unstorable.loc[~unstorable["stream_id"].isin(warm["stream_id"]), ["stream_id"]]
    return pd.concat(
        [cut[["stream_id", "level", "piece_share"]], others.assign(level=np.nan, piece_share=1.0)]
    )


def _gathered(
    candidates: pd.DataFrame, cut: pd.DataFrame, found: exact_allocation.Allocation, end: str
) -> pd.DataFrame:
    """Streams of one side with the use and the marginal value of their nodes."""
    whole = candidates.drop_duplicates(end).set_index(end)[f"{end}_amount"].rename("amount").to_frame()
    nodes = cut.drop_duplicates(end).set_index(end)
    stated = found.supplies if end == "supply" else found.demands
    stated = stated.join(nodes[[f"{end}_share", "plant"]])
    stream = stated["plant"].map(candidates[end])
    worth = stated["marginal_value"] * stated[f"{end}_share"]
    sums = pd.DataFrame({"used": stated["used"], "marginal_value": worth}).groupby(stream).sum()
    return whole.join(sums).fillna({"used": 0.0, "marginal_value": 0.0})
