"""Data quality of companies, and the entries that would improve it most."""

from collections.abc import Mapping

import pandas as pd

from isdata.park.flows.destinations import is_loss

# Score of a figure by its origin, between 0 and 1; a convention of this product.
POINTS: Mapping[str, float] = {
    "meter": 1.0,
    "invoice": 0.95,
    "published": 0.7,
    "interview": 0.5,
    "balance": 0.5,
    "estimate": 0.35,
    "sector_default": 0.2,
}
POINTS_OTHERWISE = 0.1


def quality(flows: pd.DataFrame) -> pd.DataFrame:
    """Score of each company's figures, the lowest first.

    Half of a figure's weight is its share of the company's amounts of its kind, the other half is equal for
    all figures of that kind; the kinds have equal weights. A figure has the score of its basis, and zero if
    it was never measured.

    Parameters
    ----------
    flows : DataFrame
        As `declared` returns them.

    Returns
    -------
    DataFrame
        company_id, score [-], flows, measured (metered or invoiced) [-], unmeasured, assumed (figures without
        a ± of their own), improve_id (the flow whose better measurement raises the score most, losses
        excluded) and gain (increase of the score) [-].
    """
    figures = _of_companies(flows)
    grouped = figures.groupby(["company_id", "kind"])
    value = figures["value"].abs().fillna(0.0)
    total = value.groupby([figures["company_id"], figures["kind"]]).transform("sum")
    count = grouped["flow_id"].transform("size")
    by_amount = (value / total.where(total > 0)).fillna(1 / count)
    kinds = figures.groupby("company_id")["kind"].transform("nunique")
    weight = (by_amount + 1 / count) / 2 / kinds
    points = (
        figures["basis"]
        .map(POINTS)
        .astype(float)
        .fillna(POINTS_OTHERWISE)
        .where(figures["value"].notna(), 0.0)
    )
    gain = (weight * (1 - points)).mask(is_loss(figures), 0.0)  # losses cannot be metered
    scored = figures.assign(score=weight * points, gain=gain)
    best = scored.loc[scored.groupby("company_id")["gain"].idxmax(), ["company_id", "flow_id", "gain"]]
    found = scored.groupby("company_id", as_index=False).agg(
        score=("score", "sum"),
        flows=("flow_id", "size"),
        measured=("basis", lambda basis: basis.isin(["meter", "invoice"]).mean()),
        unmeasured=("value", lambda values: values.isna().sum()),
        assumed=("is_assumed", "sum"),
    )
    found = found.merge(best.rename(columns={"flow_id": "improve_id"}), on="company_id")
    return found.sort_values("score", kind="stable", ignore_index=True)


def _of_companies(flows: pd.DataFrame) -> pd.DataFrame:
    """Each flow once for each of its companies."""
    sides = [
        flows[flows[end].notna()].assign(company_id=flows[end])
        for end in ("provider_company", "receiver_company")
    ]
    return pd.concat(sides).drop_duplicates(["company_id", "flow_id"]).reset_index(drop=True)
