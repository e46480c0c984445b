"""One list of what a park could still do: efficiency measures, synergies and matches, by the same figures."""

from collections.abc import Collection, Mapping
from dataclasses import replace

import duckdb
import numpy as np
import pandas as pd

from isdata.data import money
from isdata.data.contracts.results import Matches
from isdata.data.disclosure import Viewer
from isdata.data.i18n import N_
from isdata.decisions.planning.synergies import open_synergies
from isdata.energy import measures
from isdata.energy.measures import Terms
from isdata.energy.measures.register import AHEAD
from isdata.engines import finance
from isdata.symbiosis import synergies
from isdata.symbiosis.assessment import on_board
from isdata.symbiosis.matching import appraisal, stages

KINDS: Mapping[str, str] = {
    "measure": N_("Efficiency measures"),
    "synergy": N_("Synergies"),
    "match": N_("Matches not on the board"),
}
# Orders of the list: the column, and whether the largest comes first.
ORDERS: Mapping[str, tuple[str, bool]] = {
    "gain": (N_("Gain per year"), True),
    "npv_annuity": (N_("Net present value per year"), True),
    "payback": (N_("Payback"), False),
    "co2": (N_("CO2 saved"), True),
    "effort": (N_("Effort"), False),
}
EFFORTS = ("low", "medium", "high")
COLUMNS = (
    "kind", "id", "name_en", "name_zh", "partners_en", "partners_zh", "stage", "gain", "investment", "payback", "npv",
    "npv_annuity", "co2", "effort", "recorded", "price_year",
)  # fmt: skip


def opportunities(
    con: duckdb.DuckDBPyConnection, *, park_id: str, matches: Matches, viewer: Viewer
) -> pd.DataFrame:
    """Measures, synergies and matches of a park that are not implemented, each valued alone.

    Parameters
    ----------
    con : duckdb.DuckDBPyConnection
        Connection or cursor.
    park_id : str
    matches : DataFrame
        As from `matching.matches`; those that are blocked or on the board are left out.
    viewer : Viewer
        Only the facilitator sees the list; others see none.

    Returns
    -------
    DataFrame
        kind (one of `KINDS`), id, name_en, name_zh, partners_en, partners_zh, stage (`measure.status` or
        `synergy.stage`; empty for a match), gain [currency/yr], investment [currency], payback [yr], npv [currency],
        npv_annuity [currency/yr], co2 [t/yr], effort (`measure.effort` or `synergy.effort`; empty where it is not stated),
        recorded [currency/yr] (gain in the record of a synergy, as on the board; else missing), price_year (newest one
        of its money; missing if unknown). Measures and synergies at today's prices and 8 % over their lives, as on the pages of the energy network; matches at 8 %
        over 10 years, as on Matches. Payback and CO2 of synergies are those of their sheets, CO2 at full operation.
    """
    if not viewer.sees_all:
        return pd.DataFrame(columns=list(COLUMNS))
    own = _appraised(con, park_id, viewer)
    feasible = matches.loc[matches["blocked"] == 0]
    is_known = on_board.are_on_board(feasible, on_board.pairs(con, viewer=viewer))
    _running, saved = stages.recorded(con, parks=[park_id], viewer=viewer)
    unused = stages.with_co2(feasible.loc[~is_known].reset_index(drop=True), saved)
    return pd.concat([own, _matches(unused)], ignore_index=True)


def ordered(table: pd.DataFrame, by: str, kinds: Collection[str] = ()) -> pd.DataFrame:
    """Opportunities of some kinds in one of `ORDERS`, unknown figures last; of equal ones, that with the larger gain first.

    Parameters
    ----------
    kinds : collection of str
        Of `KINDS`; all if empty.
    """
    shown = table[table["kind"].isin(list(kinds))] if kinds else table
    effort = shown["effort"].map({name: place for place, name in enumerate(EFFORTS)})
    key = effort.astype(float) if by == "effort" else shown[by].astype(float)
    keys = pd.DataFrame({"key": -key if ORDERS[by][1] else key, "gain": -shown["gain"].astype(float)})
    return shown.loc[keys.sort_values(["key", "gain"], kind="stable", na_position="last").index].reset_index(
        drop=True
    )


def _appraised(con: duckdb.DuckDBPyConnection, park_id: str, viewer: Viewer) -> pd.DataFrame:
    """Measures that are not implemented, and synergies that do not operate, by the same appraisal."""
    terms = Terms()
    stored = measures.register(con, park_id=park_id, viewer=viewer)
    ahead = stored.only(stored.measures.index[stored.measures["status"].isin(AHEAD)])
    ahead_too = open_synergies(con, park_id=park_id, discount_rate=terms.discount_rate)
    offered = ahead_too.rows
    rows = pd.concat([ahead.measures, offered.reindex(columns=ahead.measures.columns)])
    table = measures.appraise(replace(ahead, measures=rows.rename_axis("measure_id")), terms)
    is_synergy = table.index.isin(offered.index)
    # The mean gain would repay the investment in another time than the gains of the sheet, which differ by year.
    of_sheets = ahead_too.sheets.reindex(table.index)
    table = table.assign(**{name: of_sheets[name].fillna(table[name]) for name in of_sheets})
    known = synergies.synergies(con, parks=[park_id], viewer=viewer).set_index("synergy_id")
    rate = money.rate_of(known["currency"], money.rates(con, money.currency_of(con, park_id)))
    ids = pd.Series(table.index, index=table.index)
    prices = ahead.savings.groupby("measure_id")["price_year"].max()
    partners = {
        f"partners_{language}": table[f"company_{language}"].where(~is_synergy, ids.map(names))
        for language, names in _partners(con, park_id, viewer).items()
    }
    return pd.DataFrame(
        {
            "kind": np.where(is_synergy, "synergy", "measure"),
            "id": table.index,
            "stage": table["status"],
            "gain": table["annual_saving"],
            "co2": table["co2_saving"],
            **{
                name: table[name]
                for name in ("name_en", "name_zh", "investment", "payback", "npv", "npv_annuity")
            },
            "effort": table["effort"].where(~is_synergy, known["effort"].reindex(table.index)),
            "recorded": (known["annual_saving"] * rate).reindex(table.index),
            "price_year": pd.concat(
                [known["price_year"], ahead.measures["price_year"], prices], axis="columns"
            )
            .astype(float)
            .max(axis="columns")
            .reindex(table.index),
            **partners,
        }
    )[list(COLUMNS)].reset_index(drop=True)


def _partners(con: duckdb.DuckDBPyConnection, park_id: str, viewer: Viewer) -> dict[str, dict[str, str]]:
    """Names of the partners of each synergy by language."""
    rows = synergies.partners(con, parks=[park_id], viewer=viewer)
    joins = {"en": ", ", "zh": "、"}
    names = {}
    for language, joined in joins.items():
        known = rows.dropna(subset=[f"name_{language}"]).drop_duplicates(["synergy_id", f"name_{language}"])
        names[language] = known.groupby("synergy_id")[f"name_{language}"].agg(joined.join).to_dict()
    return names


def _matches(matches: Matches) -> pd.DataFrame:
    """Matches with the appraisal of the matches page."""
    worth = appraisal.appraised(matches)
    annuity = float(finance.crf(appraisal.DISCOUNT_RATE, appraisal.YEARS))
    named = {
        f"name_{language}": _stream(matches, "supply", language)
        + " → "
        + _stream(matches, "demand", language)
        for language in ("en", "zh")
    } | {
        f"partners_{language}": matches[f"supply_company_{language}"].fillna("")
        + " → "
        + matches[f"demand_company_{language}"].fillna("")
        for language in ("en", "zh")
    }
    ids = matches["supply_stream_id"].astype(str) + "→" + matches["demand_stream_id"].astype(str)
    return pd.DataFrame(
        {
            "kind": "match",
            "id": ids,
            "stage": None,
            "gain": matches["value"].astype(float),
            "investment": matches["investment"].fillna(0.0),
            "payback": worth["payback"],
            "npv": worth["npv"],
            "npv_annuity": worth["npv"] * annuity,
            "co2": matches["co2"].astype(float),
            "effort": None,
            "recorded": np.nan,
            "price_year": matches[["supply_price_year", "demand_price_year"]]
            .astype(float)
            .max(axis="columns"),
            **named,
        }
    )[list(COLUMNS)].reset_index(drop=True)


def _stream(matches: Matches, side: str, language: str) -> pd.Series:
    """Names of supplies or demands; of those without a name, that of the resource."""
    names = matches[f"{side}_name_{language}"]
    return names.fillna(matches[f"{side}_resource_{language}"]).fillna("")
