"""What a park can offer to a newcomer: plots, utilities with their free capacity, services and permit support."""

import math
from collections.abc import Collection, Mapping
from typing import Any

import duckdb
import pandas as pd

from isdata.data import store
from isdata.data.disclosure import Viewer
from isdata.data.i18n import N_, Reader
from isdata.institution import presentation
from isdata.institution.newcomers.needs import in_unit
from isdata.institution.newcomers.park_use import present_use
from isdata.symbiosis.matching import presentation as match_words

KINDS = ("plot", "utility", "service", "permit")


def offered(con: duckdb.DuckDBPyConnection, *, park_id: str, year: int, viewer: Viewer) -> pd.DataFrame:
    """Items that a park can offer, index item_id.

    Parameters
    ----------
    year : int
        Year of the flows that give the present use of utilities.
    viewer : Viewer
        Who reads. The use of the park is a sum over companies, shown to the facilitator only.

    Returns
    -------
    DataFrame
        Columns of `park_offers.sql`, and free [unit]: the amount stated or the area of a plot, else what the limit of a
        utility leaves; missing where unknown.
    """
    found = store.ask(con, "park_offers", park_id=park_id).set_index("item_id")
    used = present_use(con, park_id=park_id, year=year, viewer=viewer)
    return found.assign(free=[_free(row, used) for row in found.to_dict("records")])


def _free(row: Mapping[str, Any], used: Mapping[str, float]) -> float:
    """Amount on offer; nan where unknown. [unit]"""
    if pd.notna(row["quantity"]) or pd.isna(row["rule"]) or pd.isna(row["maximum"]):
        return float(row["quantity"])
    name, unit = str(row["rule"]), str(row["unit"])
    present = float(row["used"]) if pd.notna(row["used"]) else in_unit(used[name], name, unit)
    return math.nan if math.isnan(present) else max(0.0, float(row["maximum"]) - present)


def suitable_plots(items: pd.DataFrame, *, area: float | None, feature_id: str | None) -> list[str]:
    """Items of the plots to offer first: the one that the newcomer asked for, else those large enough, else all.

    Parameters
    ----------
    items : DataFrame
        As from `offered`, with feature_id.
    area : float or None
        Area that the newcomer wants. [ha]
    feature_id : str or None
        Plot that it asked for.
    """
    plots = items[items["offer_kind"] == "plot"]
    asked = plots.index[plots["feature_id"] == feature_id]
    large = plots.index if area is None or pd.isna(area) else plots.index[plots["free"] >= area]
    return list(next((each for each in (asked, large) if len(each)), plots.index))


def available(row: Mapping[str, Any], reader: Reader) -> str:
    """Amount on offer, with the year from which it is available."""
    if pd.isna(row["free"]) or pd.isna(row["unit"]):
        amount = ""
    else:
        amount = presentation.amount(row["free"], row["unit"], reader)
    since = row["available_from"]
    year = "" if pd.isna(since) else reader.text(N_("from {year}"), year=str(int(since)))
    return reader.clauses(filter(None, [amount, year])) or "–"


def tariff(row: Mapping[str, Any], reader: Reader) -> str:
    """Price of an offer with its unit and price year; the currency is that of the row."""
    if pd.isna(row["price"]):
        return "–"
    unit = "/".join(str(row[name]) for name in ("currency", "price_per") if pd.notna(row[name]))
    price = presentation.amount(row["price"], unit, reader) if unit else reader.number(row["price"])
    return presentation.dated(price, row["price_year"], reader)


def earliest_end(items: pd.DataFrame, chosen: Collection[str]) -> pd.Timestamp | None:
    """First day on which one of the chosen items ends its validity; None if none states one."""
    days = pd.to_datetime(items.loc[list(chosen), "valid_until"]).dropna()
    return None if days.empty else days.min()


def exchange_amount(row: Mapping[str, Any], reader: Reader) -> str:
    """Amount of an exchange; an amount that the company stated at a workshop or that is an estimate is marked."""
    words = match_words.amount(row, reader)
    if row["is_from_workshop"]:
        return reader.noted(words, reader.text(N_("stated at a workshop")))
    is_estimate = row["basis"] == "estimate"
    return reader.noted(words, reader.text(N_("estimate"))) if is_estimate else words


def are_uncertain(rows: pd.DataFrame) -> pd.Series:
    """True for exchanges whose amount was stated at a workshop or is an estimate."""
    return rows["is_from_workshop"].astype(bool) | (rows["basis"] == "estimate")


def investments(rows: pd.DataFrame, reader: Reader, currency: str) -> list[str]:
    """Investment of each exchange; one treatment plant for several exchanges is stated once.

    Parameters
    ----------
    rows : DataFrame
        As from `exchanges.exchanges`, in the order in which they are listed.
    """
    known: set[tuple[Any, ...]] = set()
    words = []
    for row in rows.to_dict("records"):
        # A plant treats what one company provides: a flow of the newcomer, or flows of one company of the park.
        of = (row["line_id"],) if row["provides"] else (row["supply_company_en"], row["supply_company_zh"])
        plant = (row["provides"], *of, *row["steps"])
        is_same = row["investment"] > 0 and plant in known
        known.add(plant)
        words.append(
            reader.text(N_("same plant as above"))
            if is_same
            else match_words.investment(row, reader, currency)
        )
    return words
