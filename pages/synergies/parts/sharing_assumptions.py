"""Assumptions of the cost of a shared plant or service, with their year, region and source."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from isdata.data import store
from isdata.symbiosis.matching import appraisal
from pages.common import show
from pages.common.data import ask
from pages.common.language import _, reader
from pages.synergies.parts import sharing_options


def show_assumptions(option: Mapping[str, Any], currency: str) -> None:
    """Show the assumptions of the cost of an option; `currency`: of its money."""
    if sharing_options.is_treatment(option):
        _show_treatment(option, currency)
    else:
        _show_supply(option, currency)


def _show_supply(option: Mapping[str, Any], currency: str) -> None:
    """Show the assumptions of the cost."""
    read = reader()
    show.computed(
        _(
            "Assumed: fixed cost {fixed} per year plus {unit_cost} per {unit} at {amount} per year, "
            "scaling with the amount to the power of {scale}; {year} prices. Shares are Shapley values: "
            "the average saving a company brings to the others. Source: {source}.",
            fixed=read.money(option["fixed_cost"], currency),
            unit_cost=read.money(option["unit_cost"], currency),
            unit=read.unit(option["unit"]),
            amount=read.amount(option["reference_quantity"], option["unit"]),
            scale=read.number(option["scale_exponent"]),
            year=int(option["price_year"]) if pd.notna(option["price_year"]) else "–",
            source=show.escaped(read.half(option["source"]) or "–"),
        )
    )


def _show_treatment(option: Mapping[str, Any], currency: str) -> None:
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
            source=show.escaped(read.half(option["source"]) or "–"),
        )
    )
    return sentences


def _region(region_id: object) -> str:
    """Name of a region; a dash where none is stated."""
    names = ask(store.ask, name="region_names").set_index("region_id")
    if pd.isna(region_id) or region_id not in names.index:
        return "–"
    return reader().name(*names.loc[region_id, ["name_en", "name_zh"]])
