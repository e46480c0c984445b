"""Appraisal of matches, and their order by it."""

from collections.abc import Mapping

import numpy as np
import pandas as pd

from isdata.data.contracts.results import Matches
from isdata.data.i18n import N_
from isdata.engines import finance

DISCOUNT_RATE, YEARS = 0.08, 10  # real, per year; period of the appraisal, as in a synergy's sheet
# Sort orders of matches, for readers who may see money.
ORDERS: Mapping[str, str] = {
    "gain": N_("Gain per year"),
    "payback": N_("Payback"),
    "score": N_("Score"),
}


def appraised(matches: Matches) -> pd.DataFrame:
    """Payback and net present value of matches, with the index of these.

    Parameters
    ----------
    matches : DataFrame
        value [currency/yr] and investment [currency], as from `matching.matches`.

    Returns
    -------
    DataFrame
        payback [yr], infinite where it never pays back; npv [currency], over `YEARS` at `DISCOUNT_RATE`; both missing
        if the gain is unknown.
    """
    value = matches["value"].to_numpy(float)
    investment = matches["investment"].fillna(0.0).to_numpy(float)
    years = np.where(value > 0, investment / np.where(value > 0, value, 1.0), np.inf)
    npv = value / float(finance.crf(DISCOUNT_RATE, YEARS)) - investment
    payback = np.where(np.isnan(value), np.nan, years)
    return pd.DataFrame({"payback": payback, "npv": npv}, index=matches.index)


def ordered(matches: Matches, by: str) -> Matches:
    """Matches in one order, with `payback` [yr] and `npv` [currency] as from `appraised`.

    Matches that do not pay back within `YEARS` at `DISCOUNT_RATE` come last, preceded by those of unknown
    gain; within each group, those that are already on the board come last (`is_on_board`, if available).

    Parameters
    ----------
    matches : DataFrame
        As from `matching.matches`.
    by : str
        One of `ORDERS`; without money, as for guests, "score": undisclosed companies and services then come
        last.
    """
    worth = appraised(matches)
    has_money = matches["value"].notna().any()
    is_service = (matches["supply_kind"] == "service").to_numpy()
    keys = {
        "fails": (worth["npv"] <= 0).to_numpy(),
        "is_open": worth["npv"].isna().to_numpy() & has_money,
        "is_known": matches.get("is_on_board", pd.Series(False, index=matches.index)).to_numpy(bool),
        "is_hidden": matches["is_hidden"].to_numpy(bool) & (not has_money),
        "is_service": is_service & (not has_money),
        "rank": {
            "gain": -matches["value"].to_numpy(float),
            "payback": worth["payback"].to_numpy(float),
            "score": -matches["score"].to_numpy(float),
        }[by],
        "score": -matches["score"].to_numpy(float),
    }
    if has_money and by == "score":
        keys["is_open"] = np.zeros(len(matches), dtype=bool)
    order = pd.DataFrame(keys).sort_values([*keys], kind="stable").index.to_numpy()
    return matches.assign(**worth).iloc[order].reset_index(drop=True)
