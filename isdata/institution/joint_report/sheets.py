"""Sheets of the companies: their entries, and the amounts expected from the park's flows."""

import datetime as dt
from pathlib import Path

import duckdb
import pandas as pd

from isdata.data import disclosure, store
from isdata.data.disclosure import Viewer
from isdata.data.i18n import N_, both
from isdata.institution.joint_report.prefilled import prefilled

# Items of the report: disclosure number of the standard, and unit of the sums.
ITEMS = pd.read_csv(Path(__file__).parent / "report_item.csv", dtype=str).set_index("item")
KEYS = ["park_id", "company_id", "year", "item"]
_STATED = ["value", "unit", "basis", "source", "confirmed_on", "confirmed_by"]


def sheets(con: duckdb.DuckDBPyConnection, *, park_id: str, year: int, viewer: Viewer) -> pd.DataFrame:
    """All items of all companies of a park.

    Returns
    -------
    DataFrame
        company_id, name_en, name_zh, is_public (shown by name), is_sme, item, disclosure, value [unit], unit, basis, source,
        confirmed_on, confirmed_by (as entered), previous [previous_unit], previous_unit (entered for the year before),
        expected (from the flows of the park, in `report_unit`), report_unit, is_partial (True if `expected` is a minimum,
        because flows have no amount in that unit). One row per company and item, in the order of `ITEMS`.
    """
    companies = disclosure.in_full(con, "report_companies", viewer, park_id=park_id)
    rows = companies.merge(ITEMS.reset_index().rename(columns={"unit": "report_unit"}), how="cross")
    entered = disclosure.in_full(con, "report_values", viewer, park_id=park_id, year=year)
    before = disclosure.in_full(con, "report_values", viewer, park_id=park_id, year=year - 1)
    before = before.rename(columns={"value": "previous", "unit": "previous_unit"})
    expected = prefilled(con, park_id=park_id, year=year, viewer=viewer).rename(columns={"value": "expected"})
    by = ["company_id", "item"]
    found = (
        rows.merge(entered[by + _STATED], on=by, how="left")
        .merge(before[[*by, "previous", "previous_unit"]], on=by, how="left")
        .merge(expected, on=by, how="left")
    )
    return found.assign(is_partial=found["is_partial"].eq(True))


def earlier_figures(
    con: duckdb.DuckDBPyConnection, *, park_id: str, year: int, viewer: Viewer
) -> pd.DataFrame:
    """Figures of all companies entered for earlier years than `year`.

    Returns
    -------
    DataFrame
        years_ago, company_id, is_sme, item, value [unit], unit, report_unit.
    """
    rows = disclosure.in_full(con, "report_earlier_values", viewer, park_id=park_id, year=year)
    return rows.assign(report_unit=rows["item"].map(ITEMS["unit"]))


def save_sheet(
    con: duckdb.DuckDBPyConnection, rows: pd.DataFrame, *, park_id: str, year: int, who: str, reason: str = ""
) -> None:
    """Store entered values of one or several companies; a row without value and source is removed.

    A figure whose value or unit changes is no longer confirmed.

    Parameters
    ----------
    rows : DataFrame
        company_id, item, value [unit], unit, basis, source; other columns are ignored.

    Raises
    ------
    ProblemsError
        A row breaks the rules of the contracts; nothing was stored.
    """
    named = rows.assign(park_id=park_id, year=year)
    is_empty = named["value"].isna() & named["source"].isna()
    columns = [name for name in [*KEYS, *_STATED] if name in named]
    gone = [" · ".join(map(str, key)) for key in named.loc[is_empty, KEYS].itertuples(index=False)]
    known = con.execute(
        "select park_id, company_id, year, item, value, unit, confirmed_on, confirmed_by from report_value "
        "where park_id = ? and year = ?",
        [park_id, year],
    ).df()
    stored = {" · ".join(map(str, key)) for key in known[KEYS].itertuples(index=False)}
    kept = named.loc[~is_empty, columns]
    store.write(
        con,
        {"report_value": (kept if "confirmed_on" in kept else _confirmed(kept, known)).astype(object)},
        who=who,
        reason=reason or both(N_("Sustainability figures entered")),
        removed={"report_value": [key for key in gone if key in stored]},
    )


def _confirmed(rows: pd.DataFrame, known: pd.DataFrame) -> pd.DataFrame:
    """Rows with the confirmation of the stored figures of the same value and unit."""
    same = [*KEYS, "value", "unit"]
    signed = known[[*same, "confirmed_on", "confirmed_by"]].astype(object)
    found = rows.astype(object).merge(signed, on=same, how="left")
    return found.where(found.notna(), None)


def confirm(
    con: duckdb.DuckDBPyConnection,
    *,
    park_id: str,
    company_id: str,
    year: int,
    by: str,
    day: dt.date,
    who: str,
) -> None:
    """Store that a company confirms all its figures of a year.

    Parameters
    ----------
    by : str
        Position of the person who confirms them.
    """
    rows = con.execute(
        "select park_id, company_id, year, item, unit from report_value "
        "where park_id = ? and company_id = ? and year = ?",
        [park_id, company_id, year],
    ).df()
    rows = rows.assign(confirmed_on=day, confirmed_by=by)
    store.write(con, {"report_value": rows}, who=who, reason=both(N_("Sustainability figures confirmed")))
