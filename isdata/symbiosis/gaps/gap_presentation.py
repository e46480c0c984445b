"""Gaps of a park in words: suitable new companies, supplies without a receiver, and possible loops."""

from collections.abc import Mapping

import pandas as pd

from isdata.data.i18n import N_, Reader
from isdata.symbiosis.matching import constraints
from isdata.symbiosis.matching.presentation import DOES, MEASURES, TYPICAL
from isdata.symbiosis.matching.published_uses import in_sentence


def newcomers(table: pd.DataFrame, reader: Reader, currency: str, *, first: str = "tonnes") -> pd.DataFrame:
    """New companies with amount and rank by each measure, side by side.

    `first` is the leading measure.
    """
    rows = table.to_dict("records")
    columns: dict[str, list] = {
        reader.text(N_("Prospective company")): [newcomer(row, reader) for row in rows],
        reader.text(N_("Streams")): [row["streams"] for row in rows],
    }
    for measure in sorted(MEASURES, key=lambda name: name != first):
        columns[reader.text(MEASURES[measure])] = [
            reader.text(
                N_("{amount} (rank {place})"),
                amount=amount(row[measure], measure, reader, currency),
                place=int(row[f"place_{measure}"]),
            )
            if pd.notna(row[measure]) and pd.notna(row[f"place_{measure}"])
            else "–"
            for row in rows
        ]
    return pd.DataFrame(columns)


def amount(value: float, measure: str, reader: Reader, currency: str) -> str:
    """Amount of a new company by one of `MEASURES`, with its unit. [t/yr, currency/yr, t/yr,
    m³/yr, -]"""
    if measure == "value":
        return reader.money(value, currency)
    if measure == "innovation":
        return reader.number(value)
    return reader.amount(value, "m³" if measure == "water" else "t")


def newcomer(row: Mapping, reader: Reader) -> str:
    """Role of a new company, such as “uses fly ash”."""
    does = DOES[row["does"]]
    return reader.text(does, resource=in_sentence(reader.name(row["resource_en"], row["resource_zh"])))


def residuals(table: pd.DataFrame, reader: Reader, currency: str) -> pd.DataFrame:
    """Unmatched supplies, one row each, with the constraint of the closest demand."""
    rows = []
    for row in table.to_dict("records"):
        own = reader.name(row["name_en"], row["name_zh"])
        name = own or reader.name(row["resource_en"], row["resource_zh"])
        held = [reader.text(constraint.title) for constraint in constraints.violated(row["held"])]
        cost = row["amount"] * row["cost"]
        rows.append(
            {
                reader.text(N_("Provides")): reader.name(row["company_en"], row["company_zh"]),
                reader.text(N_("Description")): reader.text(TYPICAL, resource=name)
                if row["is_typical"]
                else name,
                reader.text(N_("Amount per year")): reader.amount(row["amount"], row["common_unit"]),
                reader.text(N_("Current destination")): reader.choice("route", row["current_route"]),
                reader.text(N_("Current cost per year")): reader.money(cost, currency),
                reader.text(N_("Closest demand blocked by")): reader.listed(held)
                or (
                    reader.text(N_("undisclosed company"))
                    if row["held"]
                    else reader.text(N_("no similar demand"))
                ),
            }
        )
    return pd.DataFrame(rows)


def loops(table: pd.DataFrame, reader: Reader) -> pd.DataFrame:
    """Possible loops, one row each: companies with what each supplies to the next, and the lowest
    score in per cent."""
    rows = []
    for row in table.to_dict("records"):
        names = [reader.name(*both) for both in zip(row["companies_en"], row["companies_zh"], strict=True)]
        carried = [reader.name(*both) for both in zip(row["resources_en"], row["resources_zh"], strict=True)]
        way = " ".join(f"{name} – {what} →" for name, what in zip(names, carried, strict=True))
        rows.append(
            {
                reader.text(N_("Loop")): f"{way} {names[0]}",
                reader.text(N_("Weakest link")): 100 * row["score"],
                reader.text(N_("Companies")): len(names),
            }
        )
    return pd.DataFrame(rows)
