"""Results of shared treatment: pollutant removed, investment and payback, and the assumptions of its costs."""

import math
from collections.abc import Mapping
from typing import Any

import pandas as pd
import streamlit as st

from isdata.data import store
from isdata.energy.measures import presentation
from isdata.symbiosis import assessment
from isdata.symbiosis.matching import appraisal
from pages.common import cards, show
from pages.common.data import ask
from pages.common.language import _, reader


def state_removal(found: assessment.Sharing, option: Mapping[str, Any], currency: str) -> None:
    """Show pollutant removed, investment and payback of the joint plant as a line, above the cards of a presentation."""
    payback = _payback(found)
    st.caption(
        _(
            "Removed per year: {removed}. Investment {money}, payback: {payback}.",
            removed=_removed(found, option),
            money=reader().money(found.investment, currency),
            payback=reader().noted(payback, reason) if (reason := _no_more(found)) else payback,
        )
    )


def show_removal(found: assessment.Sharing, option: Mapping[str, Any], currency: str) -> None:
    """Show pollutant removed, investment and payback of the joint plant as cards."""
    cards.metric(
        _("Removed per year"),
        _removed(found, option),
        _("Amount treated, times the pollutant content and the removal efficiency."),
    )
    cards.metric(
        _("Investment in the joint plant"),
        reader().money(found.investment, currency),
        _("For the amount of the selected companies."),
    )
    cards.metric(
        _("Payback"),
        _payback(found),
        _(
            "Investment less that of the own plants it replaces, divided by the yearly saving before capital cost."
        ),
    )


def _payback(found: assessment.Sharing) -> str:
    """Payback of the joint plant, in words."""
    if 0 < found.payback < math.inf:
        return reader().amount(found.payback, "yr")
    return presentation.words(found.payback, reader())


def _no_more(found: assessment.Sharing) -> str | None:
    """Reason of a payback at once."""
    return _("own plants need no less investment") if found.payback == 0 else None


def _removed(found: assessment.Sharing, option: Mapping[str, Any]) -> str:
    """Pollutant removed by the joint plant per year, in words."""
    read, content = reader(), option["pollutant_content"]
    if pd.isna(content) or pd.isna(option["removal_efficiency"]):
        return "–"
    tonnes = float(found.firms["amount"].sum()) * content * option["removal_efficiency"] / 100 / 1000
    name = read.name(option["pollutant_en"], option["pollutant_zh"])
    return read.noted(read.amount(tonnes, "t"), name)


def show_assumptions(option: Mapping[str, Any], currency: str) -> None:
    """Show the assumptions of the costs, with their uncertainty, region, year and source."""
    read = reader()
    unit, amount = read.unit(option["unit"]), read.amount(option["reference_quantity"], option["unit"])
    show.computed(
        read.sentences(
            [
                _(
                    "Assumed for {amount} per year: investment {investment}, scaling with the amount to the power of "
                    "{investment_scale}, over {years} years at {rate}; fixed cost {fixed} per year; {unit_cost} per "
                    "{unit}, scaling to the power of {scale}.",
                    amount=amount,
                    investment=read.money(option["investment"], currency),
                    investment_scale=read.number(option["investment_exponent"]),
                    years=read.number(option["lifetime"]),
                    rate=read.percent(appraisal.DISCOUNT_RATE),
                    fixed=read.money(option["fixed_cost"], currency),
                    unit_cost=read.money(option["unit_cost"], currency),
                    unit=unit,
                    scale=read.number(option["scale_exponent"]),
                ),
                *_basis(option),
            ]
        )
    )


def _basis(option: Mapping[str, Any]) -> list[str]:
    """Sentences on removal, uncertainty, prices and source."""
    read, sentences = reader(), []
    if pd.notna(option["pollutant_content"]) and pd.notna(option["removal_efficiency"]):
        sentences.append(
            _(
                "Pollutant content {content} per {unit}, of which {share} is removed.",
                content=read.amount(option["pollutant_content"], "kg"),
                unit=read.unit(option["unit"]),
                share=read.percent(option["removal_efficiency"] / 100),
            )
        )
    if pd.notna(option["uncertainty"]):
        sentences.append(_("Costs ±{share}.", share=read.percent(option["uncertainty"] / 100)))
    sentences.append(
        _(
            "Prices: {year}, {region}. Source: {source}.",
            year=int(option["price_year"]) if pd.notna(option["price_year"]) else "–",
            region=_region(option["region_id"]),
            source=show.plain(read.half(option["source"]) or "–"),
        )
    )
    return sentences


def _region(region_id: object) -> str:
    """Name of a region; a dash where none is stated."""
    names = ask(store.ask, name="region_names").set_index("region_id")
    if pd.isna(region_id) or region_id not in names.index:
        return "–"
    return reader().name(*names.loc[region_id, ["name_en", "name_zh"]])
