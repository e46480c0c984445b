"""Emphasis on a crowded map: the synergies in operation, else those with the largest amounts, are drawn in full, the others faint."""

from collections.abc import Mapping

import pandas as pd

FULL = 8  # synergies drawn in full on a crowded map
CROWDED = 12  # largest number of synergies that are all drawn in full


def ranked(arcs: pd.DataFrame, *, full: int = FULL) -> pd.DataFrame:
    """Mark the arcs of a crowded map that are drawn faint.

    Amounts of materials, energy and water are compared with the largest of their kind, as the widths of the arcs are. Those
    without a known amount are faint if another has one.

    Parameters
    ----------
    arcs : DataFrame
        As returned by `synergies.arcs`: synergy_id, kind, amount.
    full : int
        Number of synergies drawn in full.

    Returns
    -------
    DataFrame
        The arcs with is_minor: True if drawn faint as long as nothing is selected.
    """
    count = arcs["synergy_id"].nunique()
    if count <= CROWDED:
        return arcs.assign(is_minor=False)
    largest = arcs.groupby("kind")["amount"].transform("max")
    share = (arcs["amount"] / largest.where(largest > 0)).fillna(-1.0)
    most = share.groupby(arcs["synergy_id"]).max().sort_values(ascending=False, kind="stable")
    first = (most[most >= 0] if (most >= 0).any() else most).index[:full]
    return arcs.assign(is_minor=~arcs["synergy_id"].isin(first))


def running(arcs: pd.DataFrame) -> pd.DataFrame:
    """As `ranked`, but those in operation drawn in full if they are few, and ended ones always faint; `arcs` also with stage."""
    own = arcs.loc[arcs["stage"] == "operation", "synergy_id"]
    if arcs["synergy_id"].nunique() <= CROWDED or not 0 < own.nunique() <= FULL:
        found = ranked(arcs)
    else:
        found = arcs.assign(is_minor=~arcs["synergy_id"].isin(own))
    is_ended = arcs["stage"] == "ended"
    return found if is_ended.all() else found.assign(is_minor=found["is_minor"] | is_ended)


def is_of_running(arcs: pd.DataFrame) -> bool:
    """Return True if exactly the synergies in operation are drawn in full."""
    return bool((arcs["is_minor"] == (arcs["stage"] != "operation")).all())


def counts(arcs: pd.DataFrame) -> tuple[int, int]:
    """Numbers of synergies drawn in full and drawn faint, without ended ones, whose colour explains them."""
    going_on = arcs[arcs["stage"] != "ended"]
    minor = going_on.loc[going_on["is_minor"], "synergy_id"].nunique()
    return going_on["synergy_id"].nunique() - minor, minor


def is_ended_faint(arcs: pd.DataFrame) -> bool:
    """Return True if ended synergies are drawn, and faint; arcs are as from `running`."""
    return bool((arcs["is_minor"].astype(bool) & (arcs["stage"] == "ended")).any())


def is_minor(arc: Mapping) -> bool:
    """Return True if an arc is drawn faint; possible matches carry no such mark."""
    return arc.get("is_minor", False) == 1  # NaN for possible matches
