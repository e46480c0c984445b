"""A park's own indicators: values by pillar, the gap to target and vision, and the progress of each pillar."""

from collections.abc import Sequence

import duckdb
import numpy as np
import pandas as pd

from isdata.data import store
from isdata.data.disclosure import Viewer, withheld

# Of a circular economy in industrial parks (National Development and Reform Commission).
PILLARS = range(1, 8)
WASTE_USED = "waste_reused"  # indicator under which a park records its share of reused solid waste
_ABOUT = [
    "indicator_id", "name_en", "name_zh", "framework", "pillar", "unit", "is_more_better", "method", "source",
]  # fmt: skip
_COLUMNS = [
    *_ABOUT, "years", "values", "baseline_year", "year", "value", "target_year", "target", "vision_year", "vision", "progress",
    "gap", "is_missed", "is_illustrative",
]  # fmt: skip


def scorecard(con: duckdb.DuckDBPyConnection, *, park_id: str, viewer: Viewer) -> pd.DataFrame:
    """The park's own indicators with their history, next target and vision.

    Values of standards, which `conformity` compares with limits, are left out. So are recorded values that would identify
    an undisclosed company to the viewer (`Withheld.hides_records`).

    Returns
    -------
    DataFrame
        indicator_id (index), name_en, name_zh, framework, pillar, unit, is_more_better, method, years and values (lists of
        recorded values), baseline_year (year of the first value, if there is a later one), year and value (the newest),
        target_year, target, vision_year, vision [unit], progress (reached share of the change from the first value to the
        target; missing without an earlier value) [-], gap (amount missing to the target, 0 where it is
        reached; missing without a value or a target) [unit], is_missed (no value of the target's year or later reaches it), source, is_illustrative. In the order of
        pillars, those without a pillar last.
    """
    stored = _stored(con, park_id, viewer)
    rows = [_row(group) for _name, group in stored.groupby("indicator_id", sort=False)]
    found = pd.DataFrame(rows, columns=_COLUMNS)
    return found.sort_values(["pillar", "indicator_id"], na_position="last").set_index("indicator_id")


def by_urgency(found: pd.DataFrame) -> pd.DataFrame:
    """Indicators of a `scorecard` that have a target: missed ones first, then by progress, furthest behind first.

    Those without an earlier value, whose progress is unknown, stand before the reached ones.
    """
    own = found[found["target"].notna()]
    order = own.assign(
        rank=np.select([own["is_missed"], own["gap"] == 0, own["progress"].isna()], [0, 3, 2], 1)
    )
    return own.loc[order.sort_values(["rank", "progress"], kind="stable").index]


def attainment(found: pd.DataFrame) -> pd.Series:
    """Newest value of each indicator relative to its target, at most 1: value / target, or target / value where less is better.

    Unlike the progress it needs no earlier value. Missing unless both are positive. [-]
    """
    value, target = found["value"].astype(float), found["target"].astype(float)
    share = (value / target).where(found["is_more_better"].astype(bool), target / value)
    return share.where((value > 0) & (target > 0)).clip(upper=1.0)


def in_drawn_order(found: pd.DataFrame) -> pd.DataFrame:
    """Indicators with a target, missed ones first, then furthest behind, with the newest value relative to the target as
    the progress.

    Those without such a value stand before the reached ones.
    """
    drawn = found.assign(progress=attainment(found))
    return drawn.loc[by_urgency(drawn).index]


def _stored(con: duckdb.DuckDBPyConnection, park_id: str, viewer: Viewer) -> pd.DataFrame:
    """Values of the park's own indicators that may be shown to the viewer; columns as in `indicator_values.sql`."""
    stored = store.ask(con, "indicator_values", park_id=park_id)
    stored = stored[~stored["indicator_id"].str.contains(":")]
    if withheld(con, viewer=viewer, parks=[park_id]).hides_records:
        stored = stored[stored["value_kind"] != "reached"]
    return stored


def pillars(found: pd.DataFrame) -> pd.DataFrame:
    r"""Indicators, targets and progress of each of the seven pillars.

    .. math:: P_k = \frac{1}{n_k} \sum_{i \in k} p_i

    over the n indicators i of pillar k whose progress is known.

    Parameters
    ----------
    found : DataFrame
        Rows of `scorecard`.

    Returns
    -------
    DataFrame
        By pillar (1 to 7): indicators, reached (the newest value meets the next target), missed (no value of the target's
        year or later meets it), unknown (no value or no target), progress (mean over the indicators with a progress;
        missing if there is none) [-]. The other indicators are in progress.
    """
    rows = [_pillar(found[found["pillar"] == number]) for number in PILLARS]
    return pd.DataFrame(rows, index=pd.Index(PILLARS, name="pillar"))


def weakest_pillar(found: pd.DataFrame) -> int:
    """Number of the pillar with the least progress, of rows by pillar; the first where none is known."""
    known = found["progress"].dropna()
    return PILLARS[0] if known.empty else int(known.idxmin())


def _pillar(own: pd.DataFrame) -> dict[str, float]:
    return {
        "indicators": len(own),
        "reached": int((own["gap"] == 0).sum()),
        "missed": int(own["is_missed"].sum()),
        "unknown": int(own["gap"].isna().sum()),
        "progress": float(own["progress"].astype(float).mean()),
    }


def pillars_by_year(found: pd.DataFrame) -> pd.DataFrame:
    """Mean progress of each pillar at the end of each year.

    An indicator counts with its newest value up to the year; those without a target or with a single value are left out.

    Parameters
    ----------
    found : DataFrame
        Rows of `scorecard`.

    Returns
    -------
    DataFrame
        By pillar (1 to 7), one column per year: mean share of the way from the first value to the next target, 1 where the
        value meets it. [0–1]
    """
    rows = [
        {"pillar": row["pillar"], "year": year, "progress": share, "name": name}
        for name, row in found.iterrows()
        for year, share in _progress_by_year(row).items()
    ]
    if not rows:
        return pd.DataFrame(index=pd.Index(PILLARS, name="pillar"))
    each = pd.DataFrame(rows).pivot(index=["pillar", "name"], columns="year", values="progress")
    return each.ffill(axis=1).groupby("pillar").mean().reindex(PILLARS)


def _progress_by_year(row: pd.Series) -> dict[int, float]:
    """Share of the way to the target by year, of an indicator with a target and more than one value. [0–1]"""
    if len(row["values"]) < 2 or np.isnan(row["target"]) or pd.isna(row["pillar"]):
        return {}
    shares = _progress(row["values"], row["target"], is_more_better=row["is_more_better"])
    return dict(zip(row["years"], shares.tolist(), strict=True))


def _progress(values: Sequence[float] | pd.Series, target: float, *, is_more_better: bool) -> np.ndarray:
    """Share of the way from the first value to the target, of each value. [0–1]

    1 where it meets the target; 0 where it does not, although the first value did.
    """
    sign = 1.0 if is_more_better else -1.0
    reached, needed = sign * np.asarray(values, dtype=float), sign * target
    way = needed - reached[:1]
    shares = np.divide(reached - reached[:1], way, out=np.zeros(len(reached)), where=way > 0)
    return np.where(reached >= needed, 1.0, np.clip(shares, 0.0, 1.0))


def recorded_share(
    con: duckdb.DuckDBPyConnection, *, indicator_id: str, park_id: str, year: int, viewer: Viewer
) -> float:
    """Share that a park recorded under an indicator for a year; nan if there is none or it is withheld. [-]"""
    own = _stored(con, park_id, viewer)
    is_asked = (
        (own["indicator_id"] == indicator_id) & (own["value_kind"] == "reached") & (own["year"] == year)
    )
    found = own.loc[is_asked & (own["unit"] == "%"), "value"]
    return float(found.iloc[-1]) / 100 if len(found) else np.nan


def _row(group: pd.DataFrame) -> dict[str, object]:
    about = group.iloc[0][_ABOUT].to_dict()
    reached = group[group["value_kind"] == "reached"].sort_values("year")
    last = reached["value"].iloc[-1] if len(reached) else np.nan
    newest = int(reached["year"].iloc[-1]) if len(reached) else None
    target_year, target = _goal(group, "target", newest)
    vision_year, vision = _goal(group, "vision", newest)
    missing = (target - last) if about["is_more_better"] else (last - target)
    shares = _progress(reached["value"], target, is_more_better=bool(about["is_more_better"]))
    return about | {
        "years": reached["year"].tolist(),
        "values": reached["value"].tolist(),
        "baseline_year": int(reached["year"].iloc[0]) if len(reached) > 1 else None,
        "year": newest,
        "value": last,
        "target_year": target_year,
        "target": target,
        "vision_year": vision_year,
        "vision": vision,
        "progress": np.nan if np.isnan(missing) or (missing > 0 and len(shares) < 2) else shares[-1],
        "gap": max(0.0, missing) if not np.isnan(missing) else np.nan,
        "is_missed": bool(
            missing > 0 and target_year is not None and newest is not None and newest >= target_year
        ),
        "is_illustrative": bool(group["is_illustrative"].any()),
    }


def _goal(group: pd.DataFrame, kind: str, newest: int | None) -> tuple[int | None, float]:
    """Year and value of the next goal after the newest value; the last goal if all years have passed."""
    goals = group[group["value_kind"] == kind].sort_values("year")
    if goals.empty:
        return None, np.nan
    ahead = goals[goals["year"] > (newest or 0)]
    row = (ahead if len(ahead) else goals.tail(1)).iloc[0]
    return int(row["year"]), float(row["value"])
