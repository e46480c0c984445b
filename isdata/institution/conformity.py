"""A park's indicators compared with standards for parks: value, limit and gap."""

import math
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import duckdb
import numpy as np
import pandas as pd

from isdata.data import money, store
from isdata.data.disclosure import Viewer, withheld
from isdata.data.i18n import N_
from isdata.errors import NotFoundError
from isdata.institution.computed_indicators import computed

_FOLDER = Path(__file__).parent
STATUSES: Mapping[str, str] = {
    "missed": N_("Limit missed"),
    "met": N_("Limit met"),
    "no value": N_("Value unknown"),
    "no limit": N_("Limit to be entered from the document"),
}


@cache
def standards() -> pd.DataFrame:
    """Standards that a park can be compared with.

    Returns
    -------
    DataFrame
        standard_id (index), name_en, name_zh, edition, publisher, document, status_en and status_zh (what is known
        of the document).
    """
    return pd.read_csv(_FOLDER / "standard.csv", dtype=str).set_index("standard_id")


@cache
def _indicators() -> pd.DataFrame:
    rows = pd.read_csv(_FOLDER / "standard_indicator.csv", dtype=str)
    flags = {name: rows[name] == "yes" for name in ("is_more_better", "is_mandatory")}
    return rows.assign(**flags, indicator_id=rows["standard_id"] + ":" + rows["code"])


def conformity(
    con: duckdb.DuckDBPyConnection,
    *,
    park_id: str,
    standard_id: str,
    year: int,
    viewer: Viewer,
    known: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """Indicators of a standard with a park's value and the limit.

    A stored value of the year is preferred to the computed one, since a standard may require other system boundaries than
    those of the stored flows. An unknown value never counts as a missed limit.

    Parameters
    ----------
    park_id, standard_id : str
        The park, and the standard: see `standards`.
    year : int
        Of the values.
    viewer : Viewer
        Who reads.
    known : DataFrame, optional
        The park's indicators as returned by `computed`; computed if omitted.

    Raises
    ------
    NotFoundError
        There is no such standard.

    Returns
    -------
    DataFrame
        indicator_id (index), group_en, group_zh, name_en, name_zh, unit, is_more_better, is_mandatory, measure (of a
        computed value), value [unit],
        origin ("stored", "computed" or ""), part, part_unit, whole, whole_unit (of a computed value), source (of a
        stored one), minimum, maximum [unit], limit_source, status (a key of `STATUSES`).
    """
    if standard_id not in standards().index:
        raise NotFoundError(thing=N_("standard"), name=standard_id, known=", ".join(standards().index))
    rows = _indicators()
    rows = rows[rows["standard_id"] == standard_id].set_index("indicator_id")
    rows = rows.assign(unit=[_unit(con, park_id, unit) for unit in rows["unit"]])
    if known is None:
        known = computed(con, park_id=park_id, year=year, viewer=viewer)
    derived = known.reindex(rows["measure"])
    derived.index = rows.index
    kept = _recorded(con, park_id, year, viewer)
    limits = store.ask(con, "indicator_limits", park_id=park_id).set_index("indicator_id")
    limits = limits[["minimum", "maximum", "source"]].rename(columns={"source": "limit_source"})
    stored = kept["value"].reindex(rows.index)
    found = rows.drop(columns=["standard_id"]).join(derived[["part", "part_unit", "whole", "whole_unit"]])
    found = found.assign(
        value=stored.fillna(derived["value"].astype(float)),
        origin=np.select([stored.notna(), derived["value"].notna()], ["stored", "computed"], ""),
        source=kept["source"].reindex(rows.index),
    ).join(limits)
    return found.assign(status=[_status(row) for row in found.to_dict("records")])


def _recorded(con: duckdb.DuckDBPyConnection, park_id: str, year: int, viewer: Viewer) -> pd.DataFrame:
    """Stored values of a year, index indicator_id; none where they would identify an undisclosed company to the viewer."""
    kept = store.ask(con, "indicator_values", park_id=park_id)
    kept = kept[(kept["year"] == year) & (kept["value_kind"] == "reached")].set_index("indicator_id")
    return kept.iloc[:0] if withheld(con, viewer=viewer, parks=[park_id]).hides_records else kept


def _status(row: Mapping) -> str:
    low, high, value = row["minimum"], row["maximum"], row["value"]
    if pd.isna(low) and pd.isna(high):
        return "no limit"
    if pd.isna(value):
        return "no value"
    is_kept = (pd.isna(low) or value >= low) and (pd.isna(high) or value <= high)
    return "met" if is_kept else "missed"


def _unit(con: duckdb.DuckDBPyConnection, park_id: str, unit: str) -> str:
    """Unit with the currency of the park filled in, if it is per 10,000 of a currency."""
    if not unit.endswith("/10⁴"):
        return unit
    return f"{unit} {money.currency_of(con, park_id=park_id)}"


def record_limit(
    con: duckdb.DuckDBPyConnection,
    *,
    park_id: str,
    indicator_id: str,
    minimum: float | None,
    maximum: float | None,
    source: str,
    who: str,
) -> None:
    """Store a limit as stated in the document of a standard; without minimum and maximum, remove it.

    Raises
    ------
    ProblemsError
        The limits contradict each other or the rules of the contracts.
    """
    row = _indicators().set_index("indicator_id").loc[indicator_id]
    key = f"{park_id}:{indicator_id}"
    reason = "A limit of a standard was entered from its document."
    if minimum is None and maximum is None:
        store.write(con, {}, who=who, reason=reason, removed={"threshold": [key]})
        return
    limit = {
        "threshold_id": key,
        "park_id": park_id,
        "indicator_id": indicator_id,
        "name_en": row["name_en"],
        "name_zh": row["name_zh"],
        "minimum": math.nan if minimum is None else minimum,
        "maximum": math.nan if maximum is None else maximum,
        "unit": _unit(con, park_id, row["unit"]),
        "source": source,
    }
    rows = {"indicator": as_indicators([indicator_id]), "threshold": pd.DataFrame([limit])}
    store.write(con, rows, who=who, reason=reason)


def record_value(
    con: duckdb.DuckDBPyConnection,
    *,
    park_id: str,
    indicator_id: str,
    year: int,
    value: float,
    source: str,
    who: str,
) -> None:
    """Store a park's value of an indicator that does not follow from its data or has other system boundaries.

    Raises
    ------
    ProblemsError
        The value breaks the rules of the contracts.
    """
    reached = {
        "indicator_id": indicator_id,
        "park_id": park_id,
        "year": year,
        "value_kind": "reached",
        "value": value,
        "source": source,
    }
    rows = {"indicator": as_indicators([indicator_id]), "indicator_value": pd.DataFrame([reached])}
    store.write(con, rows, who=who, reason="A value of an indicator was entered.")


def elements(standard_id: str) -> pd.DataFrame:
    """Indicators of a standard, index indicator_id: group_en, group_zh, name_en, name_zh, unit and more."""
    rows = _indicators()
    return rows[rows["standard_id"] == standard_id].set_index("indicator_id")


def as_indicators(ids: list[str]) -> pd.DataFrame:
    """Indicators of standards as rows of the table of indicators, which values and limits refer to."""
    rows = _indicators().set_index("indicator_id").loc[ids].reset_index()
    about = standards().loc[rows["standard_id"]].reset_index()
    return pd.DataFrame(
        {
            "indicator_id": rows["indicator_id"],
            "name_en": rows["name_en"],
            "name_zh": rows["name_zh"],
            "framework": about["name_en"] + " / " + about["name_zh"],
            "unit": rows["unit"],
            "is_more_better": rows["is_more_better"].astype(bool),
            "source": about["document"],
        }
    )
