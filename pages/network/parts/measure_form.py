"""The form of a measure: its columns in sections, what it saves, what it hangs together with, what else it brings."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

import pandas as pd
import streamlit as st

from isdata.data.disclosure import FACILITATOR
from isdata.energy import measures
from isdata.energy.measures import editing
from isdata.park import parkmap
from pages.common import editing as asking
from pages.common import form
from pages.common.data import ask
from pages.common.language import _, names, reader

WHAT = ("name_en", "name_zh", "site_id", "network_id", "category", "arc_code")
STATE = ("status", "year", "effort", "owner", "dropped_reason")
COST = (
    "currency", "price_year", "lifetime", "investment", "incentive", "avoided_replacement", "investment_engineering",
    "investment_material", "investment_labour", "investment_other", "running_cost", "salvage", "replacement_cost",
)  # fmt: skip
SAVING = ("other_saving", "degradation")
DOUBT = ("uncertainty_investment", "uncertainty")
STREAM = ("stream_id", "stream_change")
WORDS = ("benefit_en", "benefit_zh")
REST = ("note", "source", "is_illustrative")
SAVED = ("resource_id", "baseline", "modified", "unit", "price")
RELATED = ("other_id", "relation", "overlap", "shared_cost")
BENEFITS = ("benefit_id", "name_en", "name_zh", "amount", "currency", "price_year")


def fill(park_id: str, measure_id: str, currency: str, titles: Mapping[str, str]) -> dict[str, Any]:
    """Let the reader fill the form; return what `editing.save` takes: values, savings, relations and benefits.

    Parameters
    ----------
    park_id : str
        The park.
    measure_id : str
        The measure that is changed; empty for a new one.
    currency : str
        The park's.
    titles : mapping of str to str
        Words of the park's measures.
    """
    known = ask(editing.stored, measure_id=measure_id).to_dict("records")
    this_year = dt.date.today().year
    first = {"status": "idea", "currency": currency, "price_year": this_year, "lifetime": 10}
    former: dict[Any, Any] = known[0] if known else first
    options = _options(park_id)
    values: dict[str, object] = {}

    def section(heading: str, names: tuple[str, ...]) -> None:
        st.subheader(heading, anchor=False)
        values.update(
            form.fields(
                "measure",
                names,
                scope=f"measure_{measure_id}",
                values=former,
                options=options,
                currency=str(former.get("currency") or currency),
            )
        )

    section(_("Description and location"), WHAT)
    section(_("Progress"), STATE)
    section(_("Costs"), COST)
    section(_("Savings"), SAVING)
    savings = _savings(measure_id)
    section(_("Uncertainty of the data"), DOUBT)
    section(_("Affected stream of the site"), STREAM)
    st.subheader(_("Relations to other measures"), anchor=False)
    relations = _relations(measure_id, {name: words for name, words in titles.items() if name != measure_id})
    section(_("Other benefits"), WORDS)
    benefits = _benefits(measure_id, currency)
    section(_("Notes and source"), REST)
    return {"values": values, "savings": savings, "relations": relations, "benefits": benefits}


def _options(park_id: str) -> dict[str, dict[str, str]]:
    read = reader()
    streams = ask(editing.streams, park_id=park_id).to_dict("records")
    return {
        "site_id": names(ask(parkmap.sites, parks=[park_id], viewer=FACILITATOR), "site_id"),
        "network_id": names(ask(measures.networks, park_id=park_id), "network_id"),
        "stream_id": {
            row["stream_id"]: " · ".join(
                (
                    read.name(row["company_en"], row["company_zh"]),
                    read.choice("direction", row["direction"]),
                    read.name(row["name_en"], row["name_zh"]),
                )
            )
            for row in streams
        },
    }


def _savings(measure_id: str) -> pd.DataFrame:
    table = "measure_saving"
    resources = names(ask(editing.resources), "resource_id")
    return asking.edited(
        table,
        ask(editing.saved, measure_id=measure_id)[list(SAVED)],
        {
            "resource_id": asking.choice_column(table, "resource_id", resources),
            "baseline": asking.column(table, "baseline"),
            "modified": asking.column(table, "modified"),
            "unit": asking.column(table, "unit"),
            "price": asking.column(table, "price", help=_("Empty: price list of the park.")),
        },
        key=f"measure_saved_{measure_id}",
        may_grow=True,
        alt=_("Amounts used before and after the measure, by resource"),
    )


def _relations(measure_id: str, titles: Mapping[str, str]) -> pd.DataFrame:
    table = "measure_relation"
    return asking.edited(
        table,
        ask(editing.related, measure_id=measure_id)[list(RELATED)],
        {
            "other_id": asking.choice_column(table, "other_id", titles, width="large"),
            **{name: asking.column(table, name) for name in ("relation", "overlap", "shared_cost")},
        },
        key=f"measure_related_{measure_id}",
        may_grow=True,
        alt=_("Measures that need, exclude or overlap each other, or share costs"),
    )


def _benefits(measure_id: str, currency: str) -> pd.DataFrame:
    table = "measure_benefit"
    return asking.edited(
        table,
        ask(editing.benefits, measure_id=measure_id)[list(BENEFITS)],
        {
            **{name: asking.column(table, name) for name in ("name_en", "name_zh", "amount")},
            "currency": asking.column(table, "currency", default=currency),
            "price_year": asking.column(table, "price_year", format="%d", default=dt.date.today().year),
        },
        key=f"measure_benefits_{measure_id}",
        may_grow=True,
        alt=_("Non-energy benefits with their value per year, not included in energy savings"),
    )
