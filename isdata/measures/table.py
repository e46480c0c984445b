"""The measures as a table for people, and as a file for programs."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from pandas.io.formats.style import Styler

from isdata import units
from isdata.i18n import N_, Reader
from isdata.measures.words import measure_words, words

# What the file holds, with the unit of each number; {currency} is the park's.
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


def measures(
    appraised: pd.DataFrame,
    reader: Reader,
    currency: str,
    unit: str,
    *,
    sees_money: bool = True,
    needs: Mapping[str, str] | None = None,
) -> Styler:
    """Return the measures with numbers that sort as numbers and read as words: "never", "immediate".

    Parameters
    ----------
    appraised : DataFrame
        As `measures.appraise` returns; the shortest payback comes first, "never" and unknown last.
    reader : Reader
        Words and numbers.
    currency : str
        Of the money.
    unit : str
        Of the energy: MWh, GJ or tce.
    sees_money : bool
        Whether the money of single measures may be shown.
    needs : mapping of str to str, optional
        Words of what each measure needs, by measure_id.
    """
    rows = appraised.sort_values("payback", kind="stable", na_position="last")
    rows = rows.assign(needs=rows.index.map(dict(needs or {}))).reset_index(drop=True)
    columns = {
        column.title: column
        for column in (*_columns(reader, currency, unit), *_about(reader))
        if sees_money or not column.is_money
    }
    cells = {title: column.cells(rows) for title, column in columns.items()}
    styled = pd.DataFrame(cells).style
    styled.format({title: column.words for title, column in columns.items() if column.words})
    irr = reader.text(N_("IRR"))
    for status, word in (("none", N_("none")), ("several", N_("several"))):
        at = np.flatnonzero(rows["irr_status"] == status).tolist()
        if at and irr in cells:
            said = reader.text(word)
            styled.format(lambda _, said=said: said, subset=pd.IndexSlice[at, [irr]])
    return styled


def certainty(simulated: pd.DataFrame, reader: Reader, currency: str, *, sees_money: bool = True) -> Styler:
    """Return how sure each measure is, in the order given.

    Parameters
    ----------
    simulated : DataFrame
        Measures with the columns of `uncertainty.Simulation.measures`.
    reader : Reader
        Words and numbers.
    currency : str
        Of the money.
    sees_money : bool
        Whether the money of single measures may be shown.
    """
    text = reader.text
    rows = simulated.reset_index(drop=True)
    shares = (10, 50, 90)
    years = {text(N_("Payback P{share} [yr]"), share=share): rows[f"payback_p{share}"] for share in shares}
    amounts = {text(N_("Net present value P{share}"), share=share): rows[f"npv_p{share}"] for share in shares}
    amounts = amounts if sees_money else {}
    chances = {
        text(N_("Chance to pay back in time")): rows["chance_hurdle"],
        text(N_("Chance to gain")): rows["chance_gain"],
    }
    styled = pd.DataFrame({**_who(rows, reader), **chances, **years, **amounts}).style
    styled.format(
        {title: lambda value: words(value, reader) for title in years}
        | {title: lambda value: reader.money(value, currency) for title in amounts}
        | dict.fromkeys(chances, reader.percent)
    )
    return styled


def _who(rows: pd.DataFrame, reader: Reader) -> dict[str, list[str]]:
    """Return the cells that say which measure of which company a row is."""
    return {
        reader.text(N_("Measure")): [measure_words(row, reader) for row in rows.to_dict("records")],
        reader.text(N_("Company")): [
            reader.name(*pair) or reader.text(N_("not named"))
            for pair in zip(rows["company_en"], rows["company_zh"], strict=True)
        ],
        reader.text(N_("Category")): [reader.choice("measure_category", name) for name in rows["category"]],
    }


def plan(chosen: pd.DataFrame, reader: Reader, currency: str, *, sees_money: bool = True) -> Styler:
    """Return the measures of a plan, by year and payback.

    Parameters
    ----------
    chosen : DataFrame
        Columns of the register, and cost, npv [currency], co2 [t/yr], payback [yr], plan_year (from 1).
    reader : Reader
        Words and numbers.
    currency : str
        Of the money.
    sees_money : bool
        Whether the money of single measures may be shown.
    """
    rows = chosen.sort_values(["plan_year", "payback"], kind="stable").reset_index(drop=True)
    text = reader.text
    year = {text(N_("Year of the plan")): rows["plan_year"]}
    years = {text(N_("Payback [yr]")): rows["payback"]}
    amounts = (
        {text(N_("To be paid")): rows["cost"], text(N_("Net present value")): rows["npv"]}
        if sees_money
        else {}
    )
    tonnes = {text(N_("CO2 saved [t/yr]")): rows["co2"]}
    styled = pd.DataFrame({**_who(rows, reader), **year, **amounts, **years, **tonnes}).style
    styled.format(
        {title: lambda value: reader.money(value, currency) for title in amounts}
        | {title: lambda value: words(value, reader) for title in years}
        | dict.fromkeys(tonnes, reader.number)
    )
    return styled


def plan_csv(chosen: pd.DataFrame, currency: str) -> bytes:
    """Return the measures of a plan as CSV; parameters as `plan`."""
    rows = chosen.sort_values(["plan_year", "payback"], kind="stable").reset_index()
    names = ["measure_id", "name_en", "name_zh", "company_en", "company_zh", "category"]
    out = (
        rows[names]
        .map(_harmless)
        .assign(
            **{
                "year of the plan": rows["plan_year"],
                f"to be paid [{currency}]": rows["cost"],
                f"net present value [{currency}]": rows["npv"],
                "CO2 saved [t/yr]": rows["co2"],
                "payback [yr]": [_payback_cell(years) for years in rows["payback"]],
            }
        )
    )
    return out.to_csv(index=False, float_format="%.12g").encode("utf-8-sig")


def reasons(
    explained: pd.DataFrame, said: Mapping[str, str], reader: Reader, currency: str, *, tonnes: bool = False
) -> Styler:
    """Return why each measure is in a plan or out of it, the closest calls first.

    Parameters
    ----------
    explained : DataFrame
        Columns of the register, and is_chosen, reason, marginal [currency or t/yr].
    said : mapping of str to str
        Words of the reasons.
    reader : Reader
        Words and numbers.
    currency : str
        Of the money.
    tonnes : bool
        Whether marginal is in tonnes.
    """
    rows = explained.sort_values("marginal", kind="stable", na_position="last").reset_index(drop=True)
    marginal = reader.text(N_("Turning it round costs"))
    cells = {
        **_who(rows, reader),
        reader.text(N_("In the plan")): [
            reader.text(N_("yes")) if is_chosen else reader.text(N_("no")) for is_chosen in rows["is_chosen"]
        ],
        reader.text(N_("Why")): [said[reason] for reason in rows["reason"]],
        marginal: rows["marginal"],
    }
    styled = pd.DataFrame(cells).style
    styled.format(
        {marginal: lambda value: reader.amount(value, "t") if tonnes else reader.money(value, currency)}
    )
    return styled


@dataclass(frozen=True)
class _Column:
    """One column of the table: its heading, its cells, and how a number in it reads."""

    title: str
    cells: Callable[[pd.DataFrame], Any]
    words: Callable[[float], str] | None = None
    is_money: bool = False


def _columns(reader: Reader, currency: str, unit: str) -> list[_Column]:
    text = reader.text
    money = lambda amount: reader.money(amount, currency)  # noqa: E731
    years = lambda value: words(value, reader)  # noqa: E731
    choices = lambda name: lambda rows: [reader.choice(f"measure_{name}", cell) for cell in rows[name]]  # noqa: E731
    factor = units.factor("MWh", unit)
    return [
        _Column(
            text(N_("Measure")),
            lambda rows: [measure_words(row, reader) for row in rows.to_dict("records")],
        ),
        _Column(
            text(N_("Company")),
            lambda rows: [
                reader.name(*names) or text(N_("not named"))
                for names in zip(rows["company_en"], rows["company_zh"], strict=True)
            ],
        ),
        _Column(text(N_("Category")), choices("category")),
        _Column(text(N_("Status")), choices("status")),
        _Column(text(N_("Investment")), lambda rows: rows["investment"], money, is_money=True),
        _Column(text(N_("Saving a year")), lambda rows: rows["annual_saving"], money, is_money=True),
        _Column(text(N_("Payback [yr]")), lambda rows: rows["payback"], years),
        _Column(text(N_("Discounted payback [yr]")), lambda rows: rows["discounted_payback"], years),
        _Column(text(N_("Net present value")), lambda rows: rows["npv"], money, is_money=True),
        # Without a single rate the cell says why, and sorts below every rate.
        _Column(
            text(N_("IRR")),
            lambda rows: rows["irr"].where(~rows["irr_status"].isin(("none", "several")), -np.inf),
            reader.percent,
        ),
        _Column(
            text(N_("Energy saved [{unit}/yr]"), unit=unit),
            lambda rows: rows["energy_saving"] * factor,
            reader.number,
        ),
        _Column(text(N_("CO2 saved [t/yr]")), lambda rows: rows["co2_saving"], reader.number),
        _Column(text(N_("Life [yr]")), lambda rows: rows["lifetime"], reader.number),
    ]


def _about(reader: Reader) -> list[_Column]:
    """Return the columns that tell of the work: when, how hard, by whom, and what else it touches."""
    text = reader.text

    def stream(rows: pd.DataFrame) -> list[str]:
        return [
            f"{name} {reader.percent(change)}".replace("-", "−", 1)
            if isinstance(name, str) and change == change
            else ""
            for name, change in zip(rows["stream_id"], rows["stream_change"].astype(float), strict=True)
        ]

    def owner(rows: pd.DataFrame) -> list[str]:
        named = rows["is_named"] if "is_named" in rows else pd.Series(True, index=rows.index)
        return [reader.half(name) if shown else "" for name, shown in zip(rows["owner"], named, strict=True)]

    return [
        _Column(
            text(N_("Year")), lambda rows: ["" if pd.isna(year) else str(int(year)) for year in rows["year"]]
        ),
        _Column(
            text(N_("Effort")),
            lambda rows: [
                reader.choice("effort", effort) if isinstance(effort, str) else ""
                for effort in rows["effort"]
            ],
        ),
        _Column(text(N_("Owner")), owner),
        _Column(text(N_("ARC code")), lambda rows: [_told(code) for code in rows["arc_code"]]),
        _Column(text(N_("Changes stream")), stream),
        _Column(text(N_("Needs first")), lambda rows: [_told(name) for name in rows["needs"]]),
    ]


def _told(cell: object) -> str:
    """Return a text, empty where it is missing."""
    return cell if isinstance(cell, str) else ""


def csv(appraised: pd.DataFrame, currency: str) -> bytes:
    """Return the measures as CSV for a spreadsheet: full numbers, units in the heading, "never" and "immediate".

    Parameters
    ----------
    appraised : DataFrame
        As `measures.appraise` returns.
    currency : str
        Of the money.
    """
    rows = appraised.sort_values("payback", kind="stable", na_position="last").reset_index()
    out = rows[[name for name in _FILE if name in rows]].copy()
    for name in ("payback", "discounted_payback"):
        out[name] = [_payback_cell(years) for years in out[name]]
    for name in out.select_dtypes(include=["object", "str"]):
        out[name] = out[name].map(_harmless)
    headings = {
        name: f"{name} [{unit.format(currency=currency)}]" if unit else name for name, unit in _FILE.items()
    }
    return out.rename(columns=headings).to_csv(index=False, float_format="%.12g").encode("utf-8-sig")


def _payback_cell(years: float) -> object:
    if np.isinf(years):
        return "never"
    return "immediate" if years <= 0 else years


def _harmless(cell: object) -> object:
    """Return text that a spreadsheet does not take for a formula."""
    return f"'{cell}" if isinstance(cell, str) and cell[:1] in ("=", "+", "-", "@", "\t", "\r") else cell
