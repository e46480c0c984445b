"""Options for shared supply: choice of an option, and advice if there is no demand."""

from collections.abc import Callable, Mapping
from typing import Any

import pandas as pd
import streamlit as st

from isdata.data import store
from isdata.data.disclosure import GUEST, Viewer
from isdata.engines import finance
from isdata.symbiosis import assessment, synergies
from isdata.symbiosis.matching import appraisal, published_uses, shared_supply
from isdata.symbiosis.matching.discharges import discharges
from isdata.symbiosis.matching.receivers import receivers
from pages.common import controls, empty_view, exchange_rows, park_facts, pick, role, screen, show
from pages.common.data import ask
from pages.common.language import _, ngettext, reader

# Width of the choice on a phone at least, and of the button beside it. [px]
_LEAST, _BUTTON = 168, 100


def choose_option(
    park: str, currency: str, *, with_typical: bool, is_answered: Callable[[Mapping[str, Any]], bool]
) -> dict[str, Any] | None:
    """Let the user choose what is shared, the option with the most companies first; None if there is none for two companies.

    Parameters
    ----------
    is_answered : callable
        Returns True if the profitability of an option may be shown to guests: such an option comes first, so that a page
        presents what it opens with.
    """
    firms = _firms_of_options(park, currency, role.viewer(), with_typical=with_typical)
    usual = _firms_of_options(park, currency, role.viewer(), with_typical=True)
    listed = ask(store.ask, name="shared_options").to_dict("records")
    known = {
        row["option_id"]: row
        for row in listed
        if max(counts[row["option_id"]] for counts in (firms, usual)) > 1
    }
    if not known:
        return None
    order = _in_order(known, firms, park, currency, with_typical=with_typical, is_answered=is_answered)
    counts = {
        key: ngettext("{count} company", "{count} companies", firms[key])
        if firms[key] > 1
        else ngettext("{count} likely company", "{count} likely companies", usual[key])
        for key in order
    }
    titles = {key: reader().name(known[key]["name_en"], known[key]["name_zh"]) for key in order}
    names = {
        key: title
        if screen.is_phone()
        else f"{title} · {counts[key]}"  # a phone has the number in the headline
        for key, title in titles.items()
    }
    width = max(_LEAST, screen.width() - _BUTTON) if screen.is_phone() else 340
    pick.from_dropdown(
        _("Shared supply or service"), names, key="option", width=width, label_visibility="collapsed"
    )
    return known[st.session_state.option]


def _in_order(
    known: Mapping[str, Mapping[str, Any]],
    firms: Mapping[str, int],
    park: str,
    currency: str,
    *,
    with_typical: bool,
    is_answered: Callable[[Mapping[str, Any]], bool],
) -> list[str]:
    """Ids of the options, the first one whose profitability may be shown ahead, then those of the most companies."""
    usual = _firms_of_options(park, currency, role.viewer(), with_typical=True)
    public = _firms_of_options(park, currency, GUEST, with_typical=with_typical)
    # An option with fewer than two companies cannot be shared; then options typical of their sectors come first.
    order = sorted(
        known,
        key=lambda key: (*(-count[key] if count[key] > 1 else 0 for count in (public, firms)), -usual[key]),
    )
    answered = next((key for key in order if public[key] > 1 and is_answered(known[key])), order[0])
    return [answered, *(key for key in order if key != answered)]


def is_any_answered(
    park: str, currency: str, is_answered: Callable[[Mapping[str, Any]], bool], *, with_typical: bool
) -> bool:
    """Return True if the profitability of any option with several companies may be shown."""
    firms = _firms_of_options(park, currency, role.viewer(), with_typical=with_typical)
    known = ask(store.ask, name="shared_options").to_dict("records")
    return any(is_answered(row) for row in known if firms[row["option_id"]] > 1)


def is_declared(park: str, currency: str) -> bool:
    """Return True if two companies of the park declared a demand for a shareable option."""
    return max(_firms_of_options(park, currency, role.viewer(), with_typical=False).values(), default=0) > 1


def is_treatment(option: Mapping[str, Any]) -> bool:
    """Return True if an option treats what companies discharge, instead of supplying what they require."""
    return option["option_kind"] == shared_supply.TREATMENT


def companies(
    option: Mapping[str, Any], park: str, currency: str, viewer: Viewer, *, with_typical: bool
) -> pd.DataFrame:
    """Companies with a demand for an option, or with a discharge that it treats; columns as from `receivers`."""
    named = {"park_id": park, "unit": option["unit"], "viewer": viewer, "currency": currency}
    if is_treatment(option):
        resources = tuple(option["resources"])
        return ask(discharges, resources=resources, with_typical=with_typical, **named)
    return ask(receivers, resource_id=option["resource_id"], with_typical=with_typical, **named)


def curve(converted: Mapping[str, Any]) -> assessment.Option:
    """Cost curve of an option with costs in the park's currency."""
    names = (
        "fixed_cost", "unit_cost", "reference_quantity", "scale_exponent", "investment", "investment_exponent",
    )  # fmt: skip
    annuity = float(finance.crf(appraisal.DISCOUNT_RATE, converted["lifetime"]))
    return assessment.Option(*(float(converted[name]) for name in names), annuity)


def _firms_of_options(park: str, currency: str, viewer: Viewer, *, with_typical: bool) -> dict[str, int]:
    """Number of companies with a demand for each option, or with a discharge that it treats."""
    return ask(
        shared_supply.companies_of_options,
        park_id=park,
        currency=currency,
        viewer=viewer,
        with_typical=with_typical,
    )


def no_option() -> None:
    """State that no option is recorded, or that none has a demand at two companies, and what to do; end the page."""
    if ask(store.ask, name="shared_options").empty:
        empty_view.stop(
            _("No shared option is recorded"),
            _("Enter one in the table “Shared options” under Data."),
            table="shared_option",
        )
    if park_facts.is_published() and len(shared := _shared_supplies()):
        words = _("Their costs are not published, so they cannot be divided among the companies.")
        known, supplies = exchange_rows.found("utility"), list(shared["resource"].unique())
        empty_view.state(
            _(
                "Shared by several companies: {supplies}",
                supplies=reader().listed(map(published_uses.in_sentence, supplies)),
            ),
            words,
            is_computed=True,
            related="utility",
            presented=words,
            exchanges=known[known["resource_id"].isin(shared["resource_id"])],
        )
        return
    empty_view.state(
        _("No shareable supply or service is in demand at two companies"),
        _("Enter more demands with “I have / I want”."),
        content=[
            _("Costs of a jointly run plant or service compared with separate ones"),
            _("Fair share and saving of each company"),
        ],
        is_computed=True,
        related="utility",
    )


def _shared_supplies() -> pd.DataFrame:
    """Receivers of the resources that utility synergies of the park supply to several: resource_id, resource, company."""
    viewer, read = role.viewer(), reader()
    known = ask(synergies.synergies, parks=[controls.park_id()], viewer=viewer)
    running = known[(known["synergy_kind"] == "utility") & (known["stage"] == "operation")]
    ends = ask(synergies.partners, parks=[controls.park_id()], viewer=viewer)
    ends = ends.merge(running[["synergy_id", "resource_id", "resource_en", "resource_zh"]], on="synergy_id")
    ends = ends[ends["role"] == "receiver"]
    ends = ends.assign(company=read.names(ends), resource=read.names(ends, "resource"))
    return ends[ends.groupby("resource_id")["company"].transform("nunique") > 1]


def too_few(option: Mapping[str, Any], park: str, currency: str) -> None:
    """Show that fewer than two companies declared a demand, and what to do next."""
    usual = _firms_of_options(park, currency, role.viewer(), with_typical=True)[option["option_id"]]
    if is_treatment(option):
        message = _(
            "Fewer than two companies of this park discharge what this option treats. Choose another option above."
        )
    else:
        message = ngettext(
            "Fewer than two companies declared this demand, but {count} company is likely to have it. "
            "Choose “Declared and typical of the sector” under “Adjust” and ask it.",
            "Fewer than two companies declared this demand, but {count} companies are likely to have it. "
            "Choose “Declared and typical of the sector” under “Adjust” and ask them.",
            usual,
        )
    show.missing_data(message)
