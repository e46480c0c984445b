"""Matches as candidates of an allocation: amounts, least amounts, fixed costs, and blending constraints."""

import numpy as np
import pandas as pd

from isdata.data.contracts.results import Matches
from isdata.engines import finance
from isdata.symbiosis.matching.constraints import CONSTRAINTS

# Financing of treatment plants: assumptions of this product.
DISCOUNT_RATE = 0.08  # real [1/yr]
LIFETIME = 10  # [yr]
MOST = 4_000  # candidates of one allocation: with 12,000, the result within the time limit is worse
_COMPOSITION = next(constraint.bit for constraint in CONSTRAINTS if constraint.name == "composition")


def candidates(matches: Matches) -> pd.DataFrame:
    """Matches that can be allocated, the best first.

    They include unblocked matches, and those that only a composition limit blocks: blended with cleaner
    supplies they may be feasible. Matches with class and range only, or without a known gain, are excluded.

    Parameters
    ----------
    matches : DataFrame
        As from `matching.matches`.

    Returns
    -------
    DataFrame
        `matches` with supply and demand (stream ids), factor, gain, least, fixed and amounts as in
        `allocate`, index from 0. A treatment plant is counted once per exchange, with its investment spread
        over ten years at 8 %.
    """
    is_possible = matches["blocked"].isin([0, _COMPOSITION]) & ~matches["is_hidden"].astype(bool)
    is_known = matches["gain"].notna() & (matches["quantity"] > 0)
    kept = matches.loc[is_possible & is_known].reset_index(drop=True)
    least = np.fmax(kept["supply_least"].astype(float), kept["demand_least"].astype(float))
    return kept.assign(
        supply=kept["supply_stream_id"],
        demand=kept["demand_stream_id"],
        supply_amount=kept["supply_amount"].astype(float) / kept["factor"].astype(float),
        demand_amount=kept["demand_amount"].astype(float),
        factor=kept["factor"].astype(float),
        gain=kept["gain"].astype(float),
        least=least.fillna(0.0),
        fixed=finance.annuity(kept["investment"].fillna(0.0).astype(float), DISCOUNT_RATE, LIFETIME),
    )


def most_valuable(candidates: pd.DataFrame, *, most: int = MOST) -> pd.DataFrame:
    """Candidates with the highest gain alone, in their order, with index from 0.

    `attrs["left_out"]`: number of the others.
    """
    amount = np.minimum(candidates["supply_amount"] * candidates["factor"], candidates["demand_amount"])
    worth = candidates["gain"] * amount - candidates["fixed"]
    kept = candidates.loc[worth.nlargest(most).index.sort_values()].reset_index(drop=True)
    kept.attrs["left_out"] = len(candidates) - len(kept)
    return kept


def blends(candidates: pd.DataFrame, measured: pd.DataFrame) -> pd.DataFrame:
    """Blending constraints: excess of each candidate in each substance limited by its demand.

    Parameters
    ----------
    candidates : DataFrame
        As from `candidates`.
    measured : DataFrame
        As from `match_compositions.sql`.

    Returns
    -------
    DataFrame
        candidate, substance, excess [share]; for untreated supplies only: the effect of treatment on
        substances is unknown.
    """
    direct = candidates.loc[candidates["steps"].map(len) == 0, ["supply", "demand"]].reset_index(
        names="candidate"
    )
    measured_in = direct.merge(measured, left_on=["supply", "demand"], right_on=["supply_id", "demand_id"])
    return measured_in.assign(excess=measured_in["held"] - measured_in["allowed"])[
        ["candidate", "substance", "excess"]
    ]
