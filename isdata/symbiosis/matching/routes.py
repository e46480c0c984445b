"""Matches of supplies and demands, by the best treatment route of each pair."""

from dataclasses import replace

import numpy as np
import pandas as pd

from isdata.data.contracts.results import Streams
from isdata.symbiosis.matching import anonymise, match_rows, substitution, suitability
from isdata.symbiosis.matching.ranking import Along, Terms, rank

YEARS_APART = 20  # a supply and a demand recorded longer apart are not of the same network: isdata's own assumption [yr]
STEP_FACTOR = 0.93  # of the score, for each treatment step: an agreement with a further company: isdata's own assumption [-]


def matches_of_streams(
    supplies: Streams,
    demands: Streams,
    alike: pd.DataFrame,
    *,
    limits: pd.DataFrame | None = None,
    terms: Terms | None = None,
    along: Along | None = None,
    uses: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """Matches of two tables; columns as in `matches`.

    Parameters
    ----------
    supplies : DataFrame
        As from `chains.expanded`.
    demands : DataFrame
        As from `streams.prepared`.
    alike : DataFrame
        As from `similarity.similarities`.
    limits : DataFrame, optional
        As from `match_compositions.sql`, those in which the supply holds more than the demand allows.
    along : callable, optional
        As from `distances.along_roads`.
    uses : DataFrame, optional
        Rows of `uses.sql`; without them, the receiver's sector is not compared with published uses.
    """
    terms = terms or Terms()
    # Treatment routes are dropped if a direct match exists, so the search keeps more than the requested rank.
    # The effect of treatment on substances is unknown: limits apply to untreated supplies only.
    as_it_is = supplies["stream_id"].where(supplies["steps"].map(len) == 0)
    ranked = rank(
        supplies.assign(stream_id=as_it_is),
        demands,
        alike,
        limits=limits,
        terms=replace(terms, top=4 * terms.top),
        along=along,
    )
    if terms.radius is not None:  # the road distance may exceed the straight-line radius of the search
        ranked = ranked.loc[~(ranked["distance"] > terms.radius)]
    ranked = ranked.loc[_are_of_one_time(ranked, supplies, demands)]
    steps = supplies["steps"].map(len).to_numpy()[ranked["supply_row"]]
    ranked["score"] *= STEP_FACTOR**steps
    ranked = suitability.with_suitability(ranked, supplies, demands, _by_pair(alike), uses)
    stream = pd.factorize(supplies["stream_id"])[0][ranked["supply_row"]]
    routes = _best_routes(ranked.assign(steps=steps, stream=stream))
    joined = match_rows.candidate_pairs(routes, supplies, demands, alike, limits)
    shown = anonymise.kept(joined.assign(process=_processes(joined, uses)))
    return anonymise.ordered(shown).reset_index(drop=True)


def _are_of_one_time(ranked: pd.DataFrame, supplies: Streams, demands: Streams) -> np.ndarray:
    """Whether the data of both sides of each pair are of years near each other, or of an unknown year."""
    if "year" not in supplies or "year" not in demands:
        return np.ones(len(ranked), dtype=bool)
    given, wanted = (
        table["year"].to_numpy(float, na_value=np.nan)[ranked[f"{side}_row"]]
        for side, table in (("supply", supplies), ("demand", demands))
    )
    return ~(np.abs(given - wanted) > YEARS_APART)


def _by_pair(alike: pd.DataFrame) -> dict[tuple[str, str], str]:
    """Substitution level by ids of the supplied and the required resource."""
    keys = zip(alike["supply_resource"], alike["demand_resource"], strict=True)
    return dict(zip(keys, alike["alike_by"], strict=True))


def _processes(table: pd.DataFrame, uses: pd.DataFrame | None) -> pd.Series:
    """Process of the best established published use of a match, English / Chinese.

    Empty for matches without one.
    """
    if uses is None:
        return pd.Series("", index=table.index)
    rank = uses["maturity"].map(substitution.MATURITY).astype(float)
    best = uses.assign(rank=-rank).sort_values("rank", kind="stable")
    best = best.drop_duplicates(["resource_id", "substitute_id"])
    named = best[["resource_id", "substitute_id", "process"]].set_axis(
        ["supply_resource_id", "demand_resource_id", "process"], axis=1
    )
    found = table[["supply_resource_id", "demand_resource_id"]].merge(named, how="left")["process"]
    return found.set_axis(table.index).where(table["level"] == "use", "").fillna("")


def _best_routes(ranked: pd.DataFrame) -> pd.DataFrame:
    """One treatment route for each pair: the feasible one with the fewest steps, and the constraints of the direct
    one.

    Parameters
    ----------
    ranked : DataFrame
        As from `rank`, with steps: their number; and stream: the number of the supply before treatment.
    """
    pair = ["stream", "demand_row"]
    order = ranked.assign(
        is_blocked=ranked["blocked"] > 0,
        undriven=ranked["lacking_temperature"].where(ranked["driving_temperature"].notna(), 0.0),
        worse=-ranked["score"],
    )
    order = order.sort_values(["is_blocked", "undriven", "steps", "worse"], kind="stable")
    chosen = order.drop(columns=["is_blocked", "undriven", "worse"]).drop_duplicates(pair)
    direct = ranked.loc[ranked["steps"] == 0, [*pair, "blocked"]].drop_duplicates(pair)
    chosen = chosen.merge(direct.rename(columns={"blocked": "blocked_directly"}), on=pair, how="left")
    return chosen.assign(blocked_directly=chosen["blocked_directly"].fillna(0).astype(int))
