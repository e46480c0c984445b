"""Readiness of a synergy on six axes, by partner, and where partners disagree."""

import duckdb
import pandas as pd

from isdata.data import contracts, disclosure, store
from isdata.data.disclosure import FACILITATOR, Viewer
from isdata.errors import N_

APART = 2  # difference in levels from which partners should discuss an axis
LEVELS = {
    1: N_("nothing in place"),
    2: N_("idea"),
    3: N_("planned"),
    4: N_("agreed or tested"),
    5: N_("in place"),
}
# Question for partners before they score an axis.
QUESTIONS = {
    "technology": N_("Does it work technically with this stream, amount and quality?"),
    "business": N_("Is it profitable for us, with reliable prices and amounts?"),
    "organisation": N_("Do we have the people, time and authority?"),
    "legal": N_("Are permits and contracts in place?"),
    "society": N_("Do staff, neighbours and authorities support it?"),
    "environment": N_("Is it demonstrably better for the environment than today?"),
}


def scores(con: duckdb.DuckDBPyConnection, *, synergy: str, viewer: Viewer) -> pd.DataFrame:
    """Ratings of each partner; columns as in `synergy_readiness_scores.sql`. For the facilitator."""
    return disclosure.in_full(con, "synergy_readiness_scores", viewer, synergy=synergy)


def by_axis(scored: pd.DataFrame) -> pd.DataFrame:
    """Six axes with the combined scores of the partners.

    Parameters
    ----------
    scored : DataFrame
        site_id, axis, level; as from `scores`.

    Returns
    -------
    DataFrame, index axis
        partners (number that scored it), least, most, mean [1 to 5], is_apart: whether some differ by two
        levels or more.
    """
    known = scored.dropna(subset=["axis", "level"])
    grouped = known.assign(level=known["level"].astype(float)).groupby("axis")["level"]
    table = pd.DataFrame(
        {
            "partners": grouped.count(),
            "least": grouped.min(),
            "most": grouped.max(),
            "mean": grouped.mean(),
        }
    ).reindex(list(contracts.choices("readiness_axis")))
    table["partners"] = table["partners"].fillna(0).astype(int)
    return table.assign(is_apart=(table["most"] - table["least"]) >= APART)


def weakest(axes: pd.DataFrame) -> list[str]:
    """Axes with the lowest mean; empty if there are no scores."""
    lowest = axes["mean"].min()
    return list(axes.index[axes["mean"] == lowest]) if pd.notna(lowest) else []


def write_scores(
    con: duckdb.DuckDBPyConnection, *, synergy: str, rows: pd.DataFrame, who: str, reason: str
) -> int:
    """Store scores; one without a level is removed. Return the new data version.

    Parameters
    ----------
    rows : DataFrame
        site_id, axis, level, and the other columns of the table “Synergy readiness”.

    Raises
    ------
    ProblemsError
        Values break rules of the contract; nothing was stored.
    """
    filled = rows.assign(synergy_id=synergy)
    kept = filled.loc[filled["level"].notna()]
    known = scores(con, synergy=synergy, viewer=FACILITATOR).dropna(subset="axis")
    stored = set(zip(known["site_id"], known["axis"], strict=True))
    gone = [
        f"{synergy} · {row['site_id']} · {row['axis']}"
        for row in filled.loc[filled["level"].isna()].to_dict("records")
        if (row["site_id"], row["axis"]) in stored
    ]
    return store.write(
        con, {"synergy_readiness": kept}, removed={"synergy_readiness": gone}, who=who, reason=reason
    )
