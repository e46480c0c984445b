"""Which synergies of a crowded map are drawn in full: those with the largest amounts; the others are faint."""

from collections.abc import Mapping

import pandas as pd

FULL = 8  # synergies drawn in full on a crowded map
CROWDED = 12  # most synergies that are all drawn in full


def ranked(arcs: pd.DataFrame, *, full: int = FULL) -> pd.DataFrame:
    """Mark the arcs of a crowded map that are drawn faint.

    Amounts of materials, energy and water are compared with the largest of their kind, as the widths of the arcs are. Those
    without a known amount come last.

    Parameters
    ----------
    arcs : DataFrame
        As from `synergies.arcs`: synergy_id, kind, amount.
    full : int
        Number of synergies drawn in full.

    Returns
    -------
    DataFrame
        The arcs with is_minor: whether they are drawn faint where the reader chose nothing.
    """
    count = arcs["synergy_id"].nunique()
    if count <= CROWDED:
        return arcs.assign(is_minor=False)
    largest = arcs.groupby("kind")["amount"].transform("max")
    share = (arcs["amount"] / largest.where(largest > 0)).fillna(-1.0)
    first = share.groupby(arcs["synergy_id"]).max().sort_values(ascending=False, kind="stable").index[:full]
    return arcs.assign(is_minor=~arcs["synergy_id"].isin(first))


def counts(arcs: pd.DataFrame) -> tuple[int, int]:
    """Return how many synergies are drawn in full, and how many faint."""
    minor = arcs.loc[arcs["is_minor"], "synergy_id"].nunique()
    return arcs["synergy_id"].nunique() - minor, minor


def is_minor(arc: Mapping) -> bool:
    """Whether an arc is drawn faint; possible matches are not marked."""
    return arc.get("is_minor", False) == 1  # not a number among possible matches
