"""Ranked matches between a table of supplies and a table of demands."""

import math
import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np
import pandas as pd

from isdata.data.contracts.results import Streams
from isdata.symbiosis.matching.grid import Grid, Lists, Substitutes, cell_of, grid
from isdata.symbiosis.matching.stream_arrays import EARTH, PAIR_NUMBERS, STREAM, ScoringTerms
from isdata.symbiosis.matching.streams import MONTHS

Along = Callable[[np.ndarray, np.ndarray], np.ndarray]

_ALL_OVER = EARTH * math.pi  # largest distance between two places on earth [km]
_AT_ONCE = 5_000  # demands in one batch of a thread
_DETAILS_AT_ONCE = 100_000  # pairs


@dataclass(frozen=True)
class Terms:
    """Search parameters for matches.

    Attributes
    ----------
    radius : float, optional
        Maximum distance between the two sites for a pair to be compared; unlimited by default. [km]
    approach : float
        Minimum temperature difference for heat transfer. [K]
    top : int
        Number of matches to keep for each demand, and as many blocked ones.
    counts_money : bool
        Whether economics is part of the score; costs are disclosed to the facilitator only.
    """

    radius: float | None = None
    approach: float = 10.0
    top: int = 5
    counts_money: bool = True


def rank(
    supplies: Streams,
    demands: Streams,
    similarity: pd.DataFrame,
    *,
    limits: pd.DataFrame | None = None,
    terms: Terms | None = None,
    along: Along | None = None,
) -> pd.DataFrame:
    r"""Best pairs of supply and demand, with every constraint and every part of the score.

    .. math:: score = \sqrt[5]{similarity \cdot fit \cdot time \cdot economics \cdot trust}

    with fit = min(s, d)/max(s, d) of the year's amounts; time = months · day · rhythm, where months = Σ
    min(s_m, d_m) of the monthly shares, day = the lesser of Σ min(s_h, d_h) of the shares of the hours of a
    day and of the running hours over those of the demand, for resources that cannot be stored only, and
    rhythm = min/max of the steadiness of the two by their patterns; missing data on day and pattern do not
    lower the score; economics = 1/(1 + exp(−4·gain/turnover)); trust from the origin of the figures. Unknown
    parts count 0.5.

    Parameters
    ----------
    supplies, demands : DataFrame
        As from `streams.prepared`.
    similarity : DataFrame
        As from `similarity.similarities`.
    limits : DataFrame, optional
        supply_id, demand_id of pairs in which the supply holds more of a substance than the demand allows.
    terms : Terms, optional
    along : callable, optional
        Distance between rows of supplies and of demands other than the straight line: missing if there is
        none, negative if unknown. The best pairs are chosen by the straight line, then assessed with this
        distance. [km]

    Returns
    -------
    DataFrame
        supply_row, demand_row (from 0), similarity, is_straight (the distance is that of the straight line),
        distance [km], lacking_temperature [K], lacking_pressure [bar], reach [km], quantity [per year, in the
        unit of comparison; in common operating hours for resources that cannot be stored], gain
        [currency/unit], blocked (bits as in `constraints.CONSTRAINTS`), quantity_fit, time_fit, month_fit,
        day_fit (missing if irrelevant or not stated), rhythm_fit (missing if not stated), economics (missing
        if it does not count), trust, score [-], place: rank among the blocked or the unblocked matches of its
        demand. Best first.
    """
    from isdata.symbiosis.matching import search  # imported here because numba takes long to import

    terms = terms or Terms()
    among = grid(terms.radius or _ALL_OVER)
    given, wanted, resources = _numbered(supplies, demands)
    arguments = (_substitutes(similarity, resources), among, _lists(supplies, demands, limits, resources))
    judging = ScoringTerms(terms.approach, terms.counts_money, max(1, terms.top))
    in_cells, keys = _in_cells(given, among)
    looking, _ = _in_cells(wanted, among)

    def best(first: int) -> np.ndarray:
        return search.best(in_cells, keys, looking[first : first + _AT_ONCE], *arguments, judging)

    with ThreadPoolExecutor(os.cpu_count()) as threads:
        chosen = np.concatenate([*threads.map(best, range(0, max(1, len(looking)), _AT_ONCE))])
        if along is not None:
            chosen["length"] = along(chosen["supply"], chosen["demand"])
            search.rescore(given, wanted, chosen, judging)
        chosen, score = _best_first(chosen, 0.2 if terms.counts_money else 0.25)
        table = _stated(given, wanted, chosen, judging, threads).assign(score=score, place=chosen["place"])
    return table if terms.counts_money else table.assign(economics=np.nan)


def _stated(
    given: np.ndarray,
    wanted: np.ndarray,
    chosen: np.ndarray,
    judging: ScoringTerms,
    threads: ThreadPoolExecutor,
) -> pd.DataFrame:
    """Selected pairs with the violated constraints of each, as bits, and its numbers."""
    blocked, numbers = np.empty(len(chosen), "int64"), np.empty((len(PAIR_NUMBERS), len(chosen)))

    from isdata.symbiosis.matching import search

    def details(first: int) -> None:
        search.details(given, wanted, chosen, judging, first, first + _DETAILS_AT_ONCE, blocked, numbers)

    any(threads.map(details, range(0, len(chosen), _DETAILS_AT_ONCE)))
    table = {
        "supply_row": chosen["supply"],
        "demand_row": chosen["demand"],
        "similarity": chosen["similarity"],
        "is_straight": ~(chosen["length"] >= 0),
        "blocked": blocked,
        **dict(zip(PAIR_NUMBERS, numbers, strict=True)),
    }
    return pd.DataFrame(table, copy=False).drop(columns="product")


def _best_first(pairs: np.ndarray, power: float) -> tuple[np.ndarray, np.ndarray]:
    """Pairs and their scores, the best first, ties by their rows.

    Ties are few, so only they are sorted again.
    """
    score, supply, demand = pairs["product"] ** power, pairs["supply"], pairs["demand"]
    order = np.argsort(-score)
    is_equal = np.diff(score[order]) == 0
    equal = np.flatnonzero(np.append(is_equal, False) | np.append(False, is_equal))
    some = order[equal]
    order[equal] = some[np.lexsort((demand[some], supply[some], -score[some]))]
    return pairs[order], score[order]


NUMBERS = [
    "owner", "forms", "temperature", "pressure", "hours", "daily_from", "day_length", "steadiness", "latitude",
    "longitude", "amount", "least", "cost", "reach", "rate", "trust",
]  # fmt: skip
DATES = ["available_from", "available_until"]
_UNSTORABLE = ("heat", "steam", "cold", "compressed_air")  # cannot be stored from one hour to the next
_DISCARDED = ("waste", "waste_water")  # only a licensed site may take hazardous ones of these
_PASSED_ON = ("steam", "cold")  # the medium itself goes to the receiver, without a heat exchanger
_PRESSED = ("steam", "gas", "compressed_air", "fuel")


def _numbered(supplies: Streams, demands: Streams) -> tuple[np.ndarray, np.ndarray, pd.Index]:
    """Return supplies and demands as arrays for the compiled search, and the resources in the order of their
    numbers."""
    both = pd.concat([supplies, demands], ignore_index=True)
    table = np.empty(len(both), STREAM)
    for name in NUMBERS:
        table[name] = both[name].to_numpy(float, na_value=np.nan)
    for name in DATES:
        days = pd.to_datetime(both[name]).to_numpy("datetime64[D]")
        table[name] = np.where(np.isnat(days), np.nan, days.astype("int64"))
    table["resource"], resources = pd.factorize(both["resource_id"])
    table["state"] = pd.factorize(both["state"])[0]
    table["unit"] = pd.factorize(both["common_unit"])[0]
    # If months are not stated, a stream runs evenly.
    table["share"] = both[MONTHS].fillna(1 / 12)
    for name, values in (*_kinds(both).items(), *_on_globe(table["latitude"], table["longitude"]).items()):
        table[name] = values
    given, wanted = table[: len(supplies)], table[len(supplies) :]
    given["row"], wanted["row"] = np.arange(len(given)), np.arange(len(wanted))
    return given, wanted, pd.Index(resources)


def _kinds(streams: Streams) -> dict[str, pd.Series]:
    """Requirements of each stream's class for a pair."""
    kind = streams["resource_class"]
    is_hazard = streams["is_hazardous"].astype(bool) & kind.isin(_DISCARDED)
    return {
        "needs_licence": streams["needs_permit"].astype(bool) | is_hazard,
        "is_cold": kind == "cold",
        "is_heat": kind.isin(["heat", "steam"]),
        "is_pressed": kind.isin(_PRESSED),
        "passes_on": kind.isin(_PASSED_ON),
        "is_unstorable": kind.isin(_UNSTORABLE),
    }


def _on_globe(latitude: np.ndarray, longitude: np.ndarray) -> dict[str, np.ndarray]:
    """Places as points on a sphere; straight lines between them give distances. [km]"""
    up, east = np.radians(latitude), np.radians(longitude)
    return {
        "x": EARTH * np.cos(up) * np.cos(east),
        "y": EARTH * np.cos(up) * np.sin(east),
        "z": EARTH * np.sin(up),
    }


def _in_cells(streams: np.ndarray, among: Grid) -> tuple[np.ndarray, np.ndarray]:
    """Streams sorted by resource and cell, and their sort keys: neighbours are adjacent."""
    keys = streams["resource"] * among.total + cell_of(streams, among)
    order = np.argsort(keys, kind="stable")
    return streams[order], keys[order]


def _substitutes(similarity: pd.DataFrame, resources: pd.Index) -> Substitutes:
    """Substitutes of each resource, by resource number."""
    numbers = pd.DataFrame(
        {
            "given": resources.get_indexer(similarity["supply_resource"]),
            "wanted": resources.get_indexer(similarity["demand_resource"]),
            "similarity": similarity["similarity"].to_numpy(float),
        }
    )
    known = numbers.loc[(numbers["given"] >= 0) & (numbers["wanted"] >= 0)].sort_values("wanted")
    start = np.searchsorted(known["wanted"], range(len(resources) + 1))
    return Substitutes(start, known["given"].to_numpy(), known["similarity"].to_numpy())


def _lists(supplies: Streams, demands: Streams, limits: pd.DataFrame | None, resources: pd.Index) -> Lists:
    """Licensed resources of receivers, and pairs blocked by a composition limit, as sorted numbers."""
    count = max(len(supplies), len(resources))
    licensed, limited = np.empty(0, "int64"), np.empty(0, "int64")
    if "licences" in demands:
        licences = demands["licences"].reset_index(drop=True).explode()
        number = resources.get_indexer(licences)
        licensed = np.unique((licences.index.to_numpy() * count + number)[number >= 0])
    if limits is not None and len(limits):
        rows = limits[["supply_id", "demand_id"]].drop_duplicates()
        for side, streams in (("supply", supplies), ("demand", demands)):
            numbers = pd.DataFrame({f"{side}_id": streams["stream_id"], f"{side}_row": range(len(streams))})
            rows = rows.merge(numbers, on=f"{side}_id")
        limited = np.unique(
            rows["demand_row"].to_numpy("int64") * count + rows["supply_row"].to_numpy("int64")
        )
    return Lists(licensed, limited, count)
