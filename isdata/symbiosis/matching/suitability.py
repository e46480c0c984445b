"""Suitability of a supply for the use of a demand: polymer, process of a published use, temperature of a
treatment step."""

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd

from isdata.data import units
from isdata.data.contracts.results import Streams
from isdata.symbiosis.matching import polymers
from isdata.symbiosis.matching.constraints import bit_of

# Plants of these ISIC divisions exist at companies of every sector: boilers, water works, waste treatment.
_EVERYWHERE = ("35", "36", "37", "38", "39")
_PLASTICS = "plastics"
_WORDS = ["resource_id", "name_en", "name_zh", "form"]
_JUDGED = [*_WORDS, "topic", "steps", "lacking_step", "driving_temperature", "sector"]


def with_suitability(
    ranked: pd.DataFrame,
    supplies: Streams,
    demands: Streams,
    levels: Mapping[tuple[str, str], str],
    uses: pd.DataFrame | None,
) -> pd.DataFrame:
    """Ranked pairs with the constraints that depend on the nature of the streams and the receiver's activity.

    Parameters
    ----------
    ranked : DataFrame
        As from `ranking.rank`.
    supplies : DataFrame
        As from `chains.expanded`.
    demands : DataFrame
        As from `streams.prepared`.
    levels : mapping
        Substitution level by ids of the supplied and the required resource.
    uses : DataFrame, optional
        Rows of `uses.sql`.

    Returns
    -------
    DataFrame
        `ranked` with further bits in `blocked`, and `driving_temperature`: the minimum for the treatment, if
        the supply is colder [°C].
    """
    given, wanted = (
        side[side.columns.intersection(_JUDGED)].iloc[ranked[row]].reset_index(drop=True)
        for side, row in ((supplies, "supply_row"), (demands, "demand_row"))
    )
    lacking = given["lacking_step"].to_numpy(float)
    is_cold = lacking > 0
    blocked = ranked["blocked"].to_numpy() | np.where(is_cold, bit_of("temperature"), 0)
    blocked |= np.where(_other_polymer(given, wanted), bit_of("polymer"), 0)
    blocked |= np.where(other_process(given, wanted, levels, uses), bit_of("process"), 0)
    return ranked.assign(
        blocked=blocked,
        lacking_temperature=np.where(is_cold, lacking, ranked["lacking_temperature"]),
        driving_temperature=given["driving_temperature"].where(is_cold).to_numpy(float),
    )


def _other_polymer(given: pd.DataFrame, wanted: pd.DataFrame) -> np.ndarray:
    """Return True for plastics that are supplied untreated and known to be of another polymer than the one
    required."""
    is_asked = (given["topic"] == _PLASTICS) & (wanted["topic"] == _PLASTICS)
    is_asked &= given["steps"].map(len) == 0
    result, rows = np.zeros(len(given), dtype=bool), np.flatnonzero(is_asked)
    found = [
        units.by_case(
            side[_WORDS].iloc[rows], _WORDS, lambda words: polymers.polymers_of_stream(*words.values())
        )
        for side in (given, wanted)
    ]
    result[rows] = [polymers.clash(*pair) for pair in zip(*found, strict=True)]
    return result


def other_process(
    given: pd.DataFrame,
    wanted: pd.DataFrame,
    levels: Mapping[tuple[str, str], str],
    uses: pd.DataFrame | None,
) -> np.ndarray:
    """Return True for pairs that are based on published uses in other sectors than the receiver's only."""
    if uses is None or "sector" not in wanted:
        return np.zeros(len(given), dtype=bool)
    sectors = _sectors(uses)

    def is_other(case: dict[str, Any]) -> bool:
        pair, sector = (case["supplied"], case["required"]), case["sector"]
        is_stated = levels.get(pair) == "use" and isinstance(sector, str) and pair in sectors
        return is_stated and sector[:2] not in sectors[pair]

    sides = {"supplied": given["resource_id"], "required": wanted["resource_id"], "sector": wanted["sector"]}
    return units.by_case(pd.DataFrame(sides), list(sides), is_other).to_numpy(bool)


def _sectors(uses: pd.DataFrame) -> dict[tuple[str, str], frozenset[str]]:
    """ISIC divisions of the use of each by-product as each good, for pairs whose uses all state one outside
    energy and waste."""
    divisions = uses["sector"].astype("string").str[:2]
    is_anywhere = divisions.isna() | divisions.isin(_EVERYWHERE)
    known = uses.assign(division=divisions.astype(object), is_anywhere=is_anywhere.astype(bool))
    found: dict[tuple[str, str], set[str]] = {}
    for row in known.loc[~known["is_anywhere"]].to_dict("records"):
        found.setdefault((row["resource_id"], row["substitute_id"]), set()).add(row["division"])
    for row in known.loc[known["is_anywhere"]].to_dict("records"):
        found.pop((row["resource_id"], row["substitute_id"]), None)
    return {pair: frozenset(each) for pair, each in found.items()}
