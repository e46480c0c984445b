"""Changes of a scenario in the reader's language."""

from collections.abc import Mapping

import pandas as pd

from isdata.data.i18n import N_, Reader
from isdata.scenarios.changes import Scenario

_SENTENCES = {
    "measure_taken": N_("“{name}” is implemented"),
    "measure_dropped": N_("“{name}” is rejected"),
    "synergy_on": N_("synergy “{name}” operates"),
    "company_leaves": N_("{name} leaves"),
    "company_arrives": N_("{name} arrives"),
}
_HIDDEN = {
    "measure_taken": N_("a measure is implemented"),
    "measure_dropped": N_("a measure is rejected"),
    "measure_delayed": N_("a measure is delayed by {count} years"),
    "measure_resized": N_("a measure is scaled × {factor}"),
    "synergy_on": N_("a synergy goes into operation"),
    "company_leaves": N_("a company leaves"),
    "company_arrives": N_("a company arrives"),
}


def change_words(row: Mapping, reader: Reader, currency: str) -> str:
    """One change in words, with names only if disclosed to the reader.

    Parameters
    ----------
    row : mapping
        One row of `scenario_changes.sql`, its budget in `currency`.
    reader : Reader
        Language and number format.
    currency : str
        The park's.
    """
    text, kind = reader.text, str(row["change_kind"])
    details = {
        "count": "" if pd.isna(row["delay"]) else reader.number(float(row["delay"])),
        "factor": "" if pd.isna(row["factor"]) else reader.number(float(row["factor"])),
    }
    if kind == "price":
        return _price_words(row, reader)
    if kind == "company_budget":
        return _cap_words(row, reader, currency)
    if kind == "budget":
        return _budget_words(row, reader, currency)
    if not row["is_open"]:
        return text(_HIDDEN[kind], **details)
    name = reader.name(row["name_en"], row["name_zh"])
    if kind == "measure_delayed":
        return text(N_("“{name}” is delayed by {count} years"), name=name, **details)
    if kind == "measure_resized":
        return text(N_("“{name}” is scaled × {factor}"), name=name, **details)
    return text(_SENTENCES[kind], name=name)


def plan_words(scenario: Scenario, reader: Reader, currency: str) -> list[str]:
    """Settings of a scenario for horizon, measures and plan, each in words."""
    text, clauses = reader.text, []
    if scenario.scope is not None:
        clauses.append(text(N_("measures: {scope}"), scope=reader.choice("measure_scope", scenario.scope)))
    if scenario.horizon:
        clauses.append(reader.plural("horizon of {count} year", "horizon of {count} years", scenario.horizon))
    for name in ("degradation", "tax_rate", "inflation"):
        share = getattr(scenario, name)
        if share is not None:
            label = reader.column("scenario", name)
            clauses.append(text(N_("{a}: {b}"), a=label, b=reader.rate(share)))
    if scenario.carries_over is not None:
        kept = N_("unspent budget is carried over to the next year")
        clauses.append(text(kept if scenario.carries_over else N_("unspent budget is not carried over")))
    if scenario.objective == "both" and scenario.co2_price is not None:
        price = reader.money(scenario.co2_price, currency)
        clauses.append(text(N_("plan optimised for NPV and CO2 at {price} per tonne"), price=price))
    elif scenario.objective == "co2":
        clauses.append(text(N_("plan optimised for CO2")))
    if scenario.co2_floor is not None:
        least = reader.amount(scenario.co2_floor, "t")
        clauses.append(text(N_("at least {amount} of CO2 saved per year"), amount=least))
    if scenario.longest_payback is not None:
        years = reader.number(scenario.longest_payback)
        clauses.append(text(N_("maximum payback {years} years"), years=years))
    return clauses


def _cap_words(row: Mapping, reader: Reader, currency: str) -> str:
    money = reader.money(float(row["budget"]), currency, is_padded=False)
    if not row["is_open"]:
        return reader.text(N_("at most {money} for one specific company"), money=money)
    name = reader.name(row["name_en"], row["name_zh"])
    if not name:
        return reader.text(N_("at most {money} per company"), money=money)
    return reader.text(N_("at most {money} for {name}"), money=money, name=name)


def _price_words(row: Mapping, reader: Reader) -> str:
    text = reader.text
    name = reader.name(row["name_en"], row["name_zh"]) or text(N_("All energy"))
    parts = []
    if not pd.isna(row["factor"]):
        parts.append(f"× {reader.number(float(row['factor']))}")
    if not pd.isna(row["growth"]):
        parts.append(text(N_("{rate} per year"), rate=reader.rate(float(row["growth"]))))
    return text(N_("{name}: price {change}"), name=name, change=reader.listed(parts))


def _budget_words(row: Mapping, reader: Reader, currency: str) -> str:
    money = reader.money(float(row["budget"]), currency, is_padded=False)
    if pd.isna(row["year"]):
        return reader.text(N_("budget: {money}"), money=money)
    return reader.text(N_("budget in year {year}: {money}"), year=int(row["year"]), money=money)
