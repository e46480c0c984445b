"""Arrows on ribbons that lead back."""

import pandas as pd


def arrows(ribbons: pd.DataFrame, size: float) -> pd.DataFrame:
    """Two arrows for each pair of nodes with ribbons that lead back: halfway, to the left, and at the end, to the right.

    Ribbons of the same two nodes have the arrows of one in the middle of them, as wide as all: an arrow on each of many
    thin ones would cut a gash through all.

    Parameters
    ----------
    ribbons : DataFrame
        As in `Layout`.
    size : float
        Height of a name, in picture units.

    Returns
    -------
    DataFrame
        x, y (middle) and high, in picture units; angle; row, the position of the widest of the ribbons.
    """
    back = _bundles(ribbons.assign(row=range(len(ribbons)))[ribbons["is_backward"]])
    high = (back["width"] * 0.8).clip(size * 0.75, size * 1.5)
    half = back.assign(x=back["back_x"], y=back["back_y"], angle=270, high=high)
    end = back.assign(x=back["target_x"] - high / 2, y=back["target_y"], angle=90, high=high)
    return pd.concat([half, end])[["x", "y", "angle", "high", "row"]]


def _bundles(back: pd.DataFrame) -> pd.DataFrame:
    """Ribbons of the same two nodes as one."""
    places = ["back_x", "back_y", "target_x", "target_y"]
    weighted = back.assign(**{place: back[place] * back["width"] for place in places})
    bundles = weighted.sort_values("width", ascending=False, kind="stable").groupby(
        ["source", "target"], sort=False
    )
    found = bundles[[*places, "width"]].sum().assign(row=bundles["row"].first()).reset_index()
    return found.assign(**{place: found[place] / found["width"] for place in places})
