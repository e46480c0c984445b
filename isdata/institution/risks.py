"""Risk register of a park: expected loss and high loss of each risk and of all risks together."""

import datetime as dt
from collections.abc import Mapping

import duckdb
import numpy as np
import pandas as pd

from isdata.data import money, store
from isdata.data.disclosure import Viewer
from isdata.data.i18n import N_

# Weights of the low, median and high assessment to estimate a mean from P10, P50 and P90.
# A. Hurst, G. C. Brown, R. I. Swanson, Swanson's 30-40-30 rule, AAPG Bulletin 84 (2000) 1883-1891.
WEIGHTS = np.array([0.3, 0.4, 0.3])
YEARS, SEED = 20_000, 20246  # number of simulated years

RANKINGS: Mapping[str, str] = {"expected": N_("Expected loss"), "worst": N_("High loss if it happens")}


def register(con: duckdb.DuckDBPyConnection, *, park_id: str, viewer: Viewer) -> pd.DataFrame:
    r"""Risks of a park with their expected loss, the largest first, those without a loss last.

    The expected loss of a year is the product of mean probability and mean loss,

    .. math:: E = \bar p \, \bar L, \quad \bar x = 0.3 x_{10} + 0.4 x_{50} + 0.3 x_{90},

    assuming that probability and loss are independent. Money is converted to the park's currency at the newest stored rate;
    price years are not adjusted.

    Returns
    -------
    DataFrame, index risk_id
        Columns of `risk_register.sql`, probability (mean) [1/yr], loss (mean if it happens), expected [currency/yr], worst (P90
        of the loss) [currency], place_expected and place_worst (rank, 1 the largest). A missing low or high assessment is that of
        the median; without a median, the values are missing. No rows for viewers other than the facilitator.
    """
    rows = store.ask(con, "risk_register", park_id=park_id).set_index("risk_id")
    rows = rows if viewer.sees_all else rows.iloc[:0]
    own = money.currency_of(con, park_id)
    rate = money.rate_of(rows["currency"].fillna(own), money.rates(con, own))
    rows = rows.assign(currency=own, **_assessed(rows, "probability"), **_assessed(rows, "loss", rate))
    probability = _mean(rows, "probability")
    loss = _mean(rows, "loss")
    found = rows.assign(
        probability=probability, loss=loss, expected=probability * loss, worst=rows["loss_p90"]
    )
    for name in RANKINGS:
        open_ones = found[name].where(found["status"] != "closed")
        found[f"place_{name}"] = open_ones.rank(ascending=False, method="min")
    return found.sort_values("expected", ascending=False, na_position="last", kind="stable")


def _assessed(rows: pd.DataFrame, name: str, factor: pd.Series | float = 1.0) -> dict[str, pd.Series]:
    """Low, median and high assessment times a factor; without a range, the median counts as all three."""
    median = rows[f"{name}_p50"].astype(float) * factor
    low, high = (rows[f"{name}_p{n}"].astype(float) * factor for n in (10, 90))
    return {
        f"{name}_p10": low.fillna(median),
        f"{name}_p50": median,
        f"{name}_p90": high.fillna(median),
    }


def _mean(rows: pd.DataFrame, name: str) -> pd.Series:
    three = rows[[f"{name}_p{n}" for n in (10, 50, 90)]].to_numpy(dtype=float)
    return pd.Series(three @ WEIGHTS, index=rows.index)


def total(found: pd.DataFrame) -> dict[str, float]:
    """Loss of a year over all open risks: mean, and P50, P90 and P99 of simulated years [currency/yr].

    Each risk happens at most once a year, independently of the others, with its mean probability; its loss is the low,
    median or high assessment with the weights of the mean. Risks without a loss are left out; a fixed seed makes the result
    repeatable.

    Parameters
    ----------
    found : DataFrame
        As from `register`.
    """
    rows = found[(found["status"] != "closed") & found["expected"].notna()]
    chance = np.random.default_rng(SEED)
    happens = chance.random((YEARS, len(rows))) < rows["probability"].to_numpy()
    which = chance.choice(3, size=(YEARS, len(rows)), p=WEIGHTS)
    losses = rows[["loss_p10", "loss_p50", "loss_p90"]].to_numpy(dtype=float)
    years = (happens * losses[np.arange(len(rows)), which]).sum(axis=1)
    p50, p90, p99 = np.quantile(years, [0.5, 0.9, 0.99])
    return {"mean": float(rows["expected"].sum()), "p50": float(p50), "p90": float(p90), "p99": float(p99)}


def overdue(found: pd.DataFrame, *, today: dt.date) -> pd.DataFrame:
    """Open risks, as from `register`, whose treatment is past its due date."""
    return found[(found["status"] != "closed") & (pd.to_datetime(found["due_date"]).dt.date < today)]
