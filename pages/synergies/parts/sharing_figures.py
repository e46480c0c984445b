"""Key figures of a shared plant or service: costs and saving, and what a treatment removes."""

import math
from collections.abc import Mapping
from typing import Any

import pandas as pd
import streamlit as st

from isdata.data.costs_in_words import CostWords, costs_in_words
from isdata.energy.measures import presentation
from isdata.symbiosis import assessment
from pages.common import cards, controls, screen
from pages.common.language import _, ngettext, reader
from pages.synergies.parts import sharing_options


def show(found: assessment.Sharing, option: Mapping[str, Any], currency: str) -> None:
    """Show the key figures in one row; what a treatment removes is a line above it when presented, and below it on a phone."""
    removes = sharing_options.is_treatment(option)
    if removes and controls.is_projected():
        _state_removal(found, option, currency)
    has_removal = removes and not controls.is_projected() and not screen.is_phone()
    with cards.row(6 if has_removal else 3, brief="sharing"):
        _show_sums(found, currency)
        if has_removal:
            _show_removal(found, option, currency)
    if removes and not has_removal and not controls.is_projected():
        _state_removal(found, option, currency)


def words(found: assessment.Sharing, currency: str) -> CostWords:
    """Costs and savings in one unit; without shares if sharing does not pay."""
    shares = list(found.firms["share"]) if found.pays else []
    return costs_in_words(list(found.firms["alone"]), shares, found.together, currency, reader())


def show_joint_cost(found: assessment.Sharing, cost: str) -> None:
    """Show the cost of joint operation, in words, as a card."""
    cards.metric(
        _("Joint cost per year"),
        cost,
        _("Yearly cost of one plant or service for the selected companies."),
        _capital(found),
    )


def _capital(found: assessment.Sharing) -> str | None:
    """Note that a cost includes that of the plant."""
    return _("with capital cost") if found.investment else None


def _show_sums(found: assessment.Sharing, currency: str) -> None:
    """Show the costs of joint and separate operation and the saving, in a row of cards."""
    read, is_estimated = reader(), found.is_estimated
    costs = words(found, currency)
    show_joint_cost(found, costs.total_share)
    cards.metric(
        _("Cost alone per year"),
        costs.total_alone,
        _("Yearly cost if each selected company runs its own."),
        read.clauses([_("estimated"), _capital(found) or ""]) if is_estimated else None,
    )
    cards.metric(
        _("Joint saving per year"),
        costs.total_saving,
        _("Separate less joint operation. Negative: sharing costs more than separate operation."),
        _share(found, is_estimated=is_estimated),
    )


def _share(found: assessment.Sharing, *, is_estimated: bool) -> str | None:
    """Note with the saving as a share of separate operation."""
    if not found.alone:
        return None
    share = _(
        "{share} of the cost alone", share=reader().percent((found.alone - found.together) / found.alone)
    )
    return reader().clauses([_("estimated") if is_estimated else "", share])


def _state_removal(found: assessment.Sharing, option: Mapping[str, Any], currency: str) -> None:
    """Show pollutant removed, investment and payback of the joint plant as a line."""
    read = reader()
    removed, pollutant = _removed(found, option)
    details = {
        "removed": read.noted(removed, pollutant) if pollutant else removed,
        "money": read.money(found.investment, currency),
    }
    st.caption(
        _(
            "Removed per year: {removed}. Investment {money}; own plants would cost at least as much.",
            **details,
        )
        if found.payback == 0
        else _(
            "Removed per year: {removed}. Investment {money}; payback {payback}, own plants deducted.",
            **details,
            payback=_payback(found),
        )
    )


def _show_removal(found: assessment.Sharing, option: Mapping[str, Any], currency: str) -> None:
    """Show pollutant removed, investment and payback of the joint plant as cards."""
    removed, pollutant = _removed(found, option)
    demand = reader().quantity(float(found.firms["amount"].sum()), str(option["unit"]))
    cards.metric(
        _("Removed per year"),
        removed,
        _("Amount treated, times the pollutant content and the removal efficiency."),
        " · ".join(filter(None, [pollutant, _("demand {amount}", amount=demand)])),
    )
    cards.metric(
        _("Joint investment"),
        reader().money(found.investment, currency),
        _("For the amount of the selected companies."),
        ngettext("for {count} company", "for {count} companies", len(found.firms)),
    )
    cards.metric(
        _("Payback"),
        _payback(found),
        _(
            "Investment less that of the own plants it replaces, divided by the yearly saving before capital cost."
        ),
        _("costs no more than own plants")
        if found.payback == 0
        else _("own plants deducted, before capital cost"),
    )


def _payback(found: assessment.Sharing) -> str:
    """Payback of the joint plant, in words; none if own plants would cost at least as much."""
    if found.payback == 0:
        return _("immediate")
    if 0 < found.payback < math.inf:
        return _("{years} years", years=presentation.words(found.payback, reader()))
    return presentation.words(found.payback, reader())


def _removed(found: assessment.Sharing, option: Mapping[str, Any]) -> tuple[str, str]:
    """Amount of pollutant removed by the joint plant per year, and its name; "–" and empty if unknown."""
    read, content = reader(), option["pollutant_content"]
    if pd.isna(content) or pd.isna(option["removal_efficiency"]):
        return "–", ""
    name = read.name(option["pollutant_en"], option["pollutant_zh"])
    return read.amount(found.removed(content, option["removal_efficiency"]), "t"), name
