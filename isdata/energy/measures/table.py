"""Measures as a table for readers, and as a CSV file."""

from collections.abc import Callable, Mapping

import numpy as np
import pandas as pd
from pandas.io.formats.style import Styler

from isdata.data import units
from isdata.data.i18n import N_, Reader
from isdata.data.spreadsheet_csv import to_csv
from isdata.energy.measures.columns import Column, money, name_columns, owner, styled
from isdata.energy.measures.presentation import range_text, words

# Columns of the file, with the unit of each number; {currency} is the park's.
_FILE = {
    "measure_id": "",
    "name_en": "",
    "name_zh": "",
    "company_en": "",
    "company_zh": "",
    "category": "",
    "status": "",
    "year": "",
    "effort": "",
    "owner": "",
    "arc_code": "",
    "stream_id": "",
    "stream_change": "1",
    "lifetime": "yr",
    "investment": "{currency}",
    "incentive": "{currency}",
    "avoided_replacement": "{currency}",
    "annual_saving": "{currency}/yr",
    "energy_saving": "MWh/yr",
    "co2_saving": "t/yr",
    "co2_factors": "",
    "payback": "yr",
    "payback_class": "yr",
    "discounted_payback": "yr",
    "npv": "{currency}",
    "npv_annuity": "{currency}/yr",
    "irr": "1/yr",
    "irr_status": "",
    "mirr": "1/yr",
    "is_economic": "",
    "profitability_index": "",
    "savings_to_investment": "",
    "conserved_energy_cost": "{currency}/MWh",
    "abatement_cost_annual": "{currency}/t",
    "abatement_cost_lifetime": "{currency}/t",
    "is_illustrative": "",
}


def ordered(appraised: pd.DataFrame) -> pd.DataFrame:
    """Measures in the order of their table: the shortest payback first, "never" and unknown last."""
    return appraised.sort_values("payback", kind="stable", na_position="last")


def measures(
    appraised: pd.DataFrame,
    reader: Reader,
    currency: str,
    unit: str,
    *,
    needs: Mapping[str, str] | None = None,
) -> Styler:
    """Measures with numbers that are sorted as numbers and displayed in words: "never",
    "immediate".

    Parameters
    ----------
    appraised : DataFrame
        As `measures.appraise` and `measures.disclosed` return; the shortest payback comes first, "never" and unknown last.
    reader : Reader
        Language and number format.
    currency : str
        Currency of the money.
    unit : str
        Energy unit: MWh, GJ or tce.
    needs : mapping of str to str, optional
        Requirements of each measure in words, by measure_id.
    """
    rows = ordered(appraised)
    rows = rows.assign(needs=rows.index.map(dict(needs or {}))).reset_index(drop=True)
    columns = [*name_columns(reader), *_figures(reader, currency, unit), *_about(reader)]
    table = styled(rows, columns)
    irr = reader.text(N_("IRR"))
    for status, word in (("none", N_("none")), ("several", N_("several"))):
        at = np.flatnonzero(rows["irr_status"] == status).tolist()
        if at:
            shown = reader.text(word)
            table.format(lambda _, shown=shown: shown, subset=pd.IndexSlice[at, [irr]])
    return table


def certainty(simulated: pd.DataFrame, reader: Reader, currency: str) -> Styler:
    """Uncertainty of each measure, in the given order.

    Parameters
    ----------
    simulated : DataFrame
        Measures as `measures.disclosed` returns, with the columns of `uncertainty.Simulation.measures`.
    reader : Reader
        Language and number format.
    currency : str
        Currency of the money.
    """
    text, amount = reader.text, money(reader, currency)

    def years(value):
        return words(value, reader)

    def ranges(what: str, each: Callable[[float], str]) -> Callable[[pd.DataFrame], pd.Series]:
        return lambda rows: pd.Series(
            [
                range_text(each(low), each(high), reader)
                for low, high in zip(rows[f"{what}_p10"], rows[f"{what}_p90"], strict=True)
            ],
            index=rows.index,
        )

    columns = [
        *name_columns(reader),
        Column(text(N_("Required payback met")), "chance_hurdle", reader.percent),
        Column(text(N_("Positive NPV")), "chance_gain", reader.percent),
        Column(text(N_("Median payback [yr]")), "payback_p50", years),
        Column(text(N_("80% range [yr]")), ranges("payback", years)),
        Column(text(N_("Median NPV")), "npv_p50", amount, is_money=True),
        Column(text(N_("80% range of NPV")), ranges("npv", amount), is_money=True),
    ]
    return styled(simulated, columns)


def _figures(reader: Reader, currency: str, unit: str) -> list[Column]:
    """Columns for status, cost and results of a measure."""
    text, amount = reader.text, money(reader, currency)

    def years(value):
        return words(value, reader)

    factor = units.factor("MWh", unit)
    return [
        Column(
            text(N_("Status")),
            lambda rows: [reader.choice("measure_status", name) for name in rows["status"]],
        ),
        Column(text(N_("Investment")), "investment", amount, is_money=True),
        Column(text(N_("Annual saving")), "annual_saving", amount, is_money=True),
        Column(text(N_("Payback [yr]")), "payback", years),
        Column(text(N_("Discounted payback [yr]")), "discounted_payback", years),
        Column(text(N_("Net present value")), "npv", amount, is_money=True),
        # Without a unique rate the cell states the reason, and is sorted below every rate.
        Column(
            text(N_("IRR")),
            lambda rows: rows["irr"].where(~rows["irr_status"].isin(("none", "several")), -np.inf),
            reader.percent,
        ),
        Column(
            text(N_("Energy saved [{unit}/yr]"), unit=unit),
            lambda rows: rows["energy_saving"] * factor,
            reader.number,
        ),
        Column(text(N_("CO2 saved [t/yr]")), "co2_saving", reader.number),
        Column(text(N_("Lifetime [yr]")), "lifetime", reader.number),
    ]


def _about(reader: Reader) -> list[Column]:
    """Columns for the implementation: year, effort, owner, relations."""
    text = reader.text

    def stream(rows: pd.DataFrame) -> list[str]:
        return [
            f"{name} {reader.percent(change)}".replace("-", "−", 1)
            if isinstance(name, str) and change == change
            else ""
            for name, change in zip(rows["stream_id"], rows["stream_change"].astype(float), strict=True)
        ]

    def effort(rows: pd.DataFrame) -> list[str]:
        return [reader.choice("effort", one) if isinstance(one, str) else "" for one in rows["effort"]]

    return [
        Column(
            text(N_("Year")), lambda rows: ["" if pd.isna(year) else str(int(year)) for year in rows["year"]]
        ),
        Column(text(N_("Effort")), effort),
        owner(reader),
        Column(text(N_("ARC code")), lambda rows: [_shown(code) for code in rows["arc_code"]]),
        Column(text(N_("Affected stream")), stream),
        Column(text(N_("Prerequisites")), lambda rows: [_shown(name) for name in rows["needs"]]),
    ]


def _shown(cell: object) -> str:
    """Text, empty if it is missing."""
    return cell if isinstance(cell, str) else ""


def csv(appraised: pd.DataFrame, currency: str, factors: pd.Series) -> bytes:
    """Measures as CSV for a spreadsheet: full numbers, units in the heading, "never" and "immediate".

    Parameters
    ----------
    appraised : DataFrame
        As `measures.appraise` returns.
    currency : str
        Currency of the money.
    factors : Series
        CO2 factors in words by measure_id, as `presentation.factors_by_measure` returns.
    """
    rows = appraised.assign(co2_factors=factors.reindex(appraised.index).fillna(""))
    rows = rows.sort_values("payback", kind="stable", na_position="last").reset_index()
    out = rows[[name for name in _FILE if name in rows]].copy()
    for name in ("payback", "discounted_payback"):
        out[name] = [payback_cell(years) for years in out[name]]
    headings = {
        name: f"{name} [{unit.format(currency=currency)}]" if unit else name for name, unit in _FILE.items()
    }
    return to_csv(out.rename(columns=headings))


def payback_cell(years: float) -> object:
    """Payback time for a spreadsheet: a number, "never" or "immediate"."""
    if np.isinf(years):
        return "never"
    return "immediate" if years <= 0 else years
