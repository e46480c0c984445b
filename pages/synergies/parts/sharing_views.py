"""Shared supply page: companies with a demand, and their costs."""

import math
from collections.abc import Mapping
from functools import partial
from typing import Any

import pandas as pd
import streamlit as st

from isdata.data import money
from isdata.data.disclosure import FACILITATOR, GUEST
from isdata.symbiosis import assessment
from isdata.symbiosis.matching import distance_presentation
from isdata.symbiosis.matching.receivers import site_distances, within_reach
from pages.common import controls, conversions, phone_tables, proposing, role, screen, show, undisclosed
from pages.common.data import ask, derive
from pages.common.editing import table_input
from pages.common.language import _, ngettext, reader
from pages.common.presenting import headline, room
from pages.synergies.parts import sharing_assumptions, sharing_figures, sharing_options
from pages.synergies.parts import sharing_results as results

# Maximum number of companies sharing one plant; in a large park those with the largest demands.
MOST_FIRMS = 100
_MONEY = ("fixed_cost", "unit_cost", "investment")  # columns of an option


def _taking(found: pd.DataFrame, near: list[str], unit: str, currency: str) -> pd.DataFrame:
    """Let the user edit the participants: company, amount and present cost, by site."""
    table = _table(found, near)
    with st.container(key="desk_sharing"):
        st.subheader(_("Participating companies"), anchor=False)
        edited = _edited(table, unit, currency)
    if role.may_change():
        conversions.show_note(found["stated_in"].explode().dropna(), currency)
    kept = edited.loc[edited["takes_part"].astype(bool)]
    paid = kept["today"].astype(float) if "today" in kept else float("nan")
    return kept[["company"]].assign(amount=kept["amount"].fillna(0.0), today=paid)


def is_answered(option: Mapping[str, Any], *, park: str, currency: str, with_typical: bool) -> bool:
    """Return True if the profitability for the companies initially proposed to a guest may be shown."""
    found = sharing_options.companies(option, park, currency, GUEST, with_typical=with_typical).head(
        MOST_FIRMS
    )
    rate = ask(money.rates, currency=currency).get(option["currency"])
    if len(found) < 2 or found["amount"].isna().any() or rate is None:
        return False
    sites, reach = list(found.index), option["distance_maximum"]
    if not pd.isna(reach):
        distances = ask(site_distances, park_id=park, sites=tuple(sites))
        near = within_reach(distances, found["amount"], reach)
        sites = near if len(near) > 1 else sites
    curve = sharing_options.curve({**option, **{name: option[name] * rate for name in _MONEY}})
    asked = {"park_id": park, "currency": currency, "with_typical": with_typical}
    return not _is_contradicted(found.loc[sites], curve, option, **asked)


def _wanting(
    option: Mapping[str, Any], park: str, currency: str, *, with_typical: bool
) -> pd.DataFrame | None:
    """Companies with a demand, largest first; None, with the reason shown, if they cannot be compared."""
    found = sharing_options.companies(option, park, currency, role.viewer(), with_typical=with_typical)
    if len(found) < 2:
        sharing_options.too_few(option, park, currency)
        return None
    if len(found) > MOST_FIRMS:
        total = reader().number(len(found))
        st.caption(
            _("The {shown} companies with the largest demand, of {total}.", shown=MOST_FIRMS, total=total)
        )
        found = found.head(MOST_FIRMS)
    unlike = found.loc[found["amount"].isna(), "common_unit"]
    if unlike.empty:
        return found
    show.info(
        _(
            "This option is measured in {unit}; some demands cannot be converted to it. Use {usual} "
            "for the option, or add the density or heating value of the resource.",
            unit=option["unit"],
            usual=unlike.iloc[0],
        )
    )
    return None


def _table(found: pd.DataFrame, near: list[str]) -> pd.DataFrame:
    """Proposed participants with their demand, current cost and data basis."""
    names = zip(found["company_en"], found["company_zh"], strict=True)
    basis = [_("typical, to be confirmed") if each else _("declared") for each in found["is_typical"]]
    table = pd.DataFrame(
        {
            "takes_part": found.index.isin(near),
            "company": [reader().name(*both) for both in names],
            "amount": found["amount"].round(1),
            "today": found["today"],
            "basis": basis,
        },
        index=found.index,
    )
    return table if role.may_change() else table.drop(columns="today")


def _edited(table: pd.DataFrame, unit: str, currency: str) -> pd.DataFrame:
    """Let the user edit participation, demand and present cost of each company."""
    number = partial(st.column_config.NumberColumn, min_value=0.0, format="localized")
    named = _("Amount per year, {unit}", unit=reader().unit(unit))
    cost = _("Current cost per year, {unit}", unit=reader().currency(currency))
    note = _("Empty: cost of an own plant on the same cost curve.")
    takes_part, widths = _("Participates"), {}
    if screen.is_phone():  # all visible: headings are an icon and units there
        note = f"{cost}. {note}"
        takes_part, named = "✓", reader().unit(f"{unit}/yr")
        cost = _("Now [{unit}]", unit=reader().unit(f"{currency}/yr"))
        widths = {name: phone_tables.edited_heading(name) for name in (takes_part, named, cost)}
        widths["company"] = screen.width() - sum(widths.values())
    return table_input.edited(
        "sharing_firms",
        table,
        [name for name in ("takes_part", "amount", "today") if name in table],
        height=min(420, 38 + 35 * len(table)),
        column_config={
            "takes_part": st.column_config.CheckboxColumn(takes_part, width=widths.get(takes_part)),
            "company": st.column_config.TextColumn(_("Company"), width=widths.get("company")),
            "amount": number(named, width=widths.get(named)),
            "today": number(cost, width=widths.get(cost), help=note),
            "basis": _("Basis"),
        },
        placeholder="–",
    )


def _near(option: Mapping[str, Any], found: pd.DataFrame, park: str) -> list[str]:
    """Companies close enough to each other, or all if no two are; shows those too far away."""
    sites, reach = list(found.index), option["distance_maximum"]
    if pd.isna(reach):
        return sites
    distances = ask(site_distances, park_id=park, sites=tuple(sites))
    near = within_reach(distances, found["amount"], reach)
    if len(near) == len(sites):
        return sites
    lengths = {"reach": reach, "far": distances.max(axis=None)}
    details = {name: distance_presentation.kilometres(length, reader()) for name, length in lengths.items()}
    if len(near) < 2:
        st.warning(
            _(
                "Such a supply reaches {reach}, but no two of these companies are that close; the largest "
                "distance is {far}. The results below ignore this.",
                **details,
            ),
            icon=":material/social_distance:",
        )
        return sites
    st.caption(
        ngettext(
            "Such a supply reaches {reach}; the largest distance is {far}. {count} company too far from "
            "the others is not selected.",
            "Such a supply reaches {reach}; the largest distance is {far}. {count} companies too far from "
            "the others are not selected.",
            len(sites) - len(near),
            **details,
        )
    )
    return near


def _in_currency(option: Mapping[str, Any], currency: str) -> dict[str, Any] | None:
    """Option with its costs in the park's currency; None, with a notice, if no exchange rate is stored."""
    rate = ask(money.rates, currency=currency).get(option["currency"])
    if rate is None:
        show.info(
            _(
                "The costs of this option are in {currency}; there is no exchange rate to the park's "
                "currency. Add it to the factors.",
                currency=option["currency"],
            )
        )
        return None
    conversions.show_note({option["currency"]}, currency)
    costs = {name: option[name] * rate for name in _MONEY}
    return {**option, **costs, "currency": currency}


def _is_contradicted(
    group: pd.DataFrame, curve: assessment.Option, option: Mapping[str, Any], **asked: Any
) -> bool:
    """Return True if the estimated saving of the proposed companies contradicts bills undisclosed to this reader.

    Recorded amounts are used, not those entered here: otherwise a guest could find a bill by trying amounts.
    """
    known = sharing_options.companies(
        option, asked["park_id"], asked["currency"], FACILITATOR, with_typical=asked["with_typical"]
    )
    bills = known["today"].reindex(group.index)
    if bills.isna().all():
        return False
    estimated, paid = (
        derive(assessment.shared, group[["amount"]].assign(today=today), curve) for today in (math.nan, bills)
    )
    return not assessment.agrees_with_bills(estimated, paid)


def _note(park: str, *, is_withheld: bool) -> None:
    """Show which companies are left out, why a saving is withheld, and the basis of stand-alone costs for readers who see
    no bills.
    """
    left_out, more = undisclosed.words({"park_id": park}), ""
    if is_withheld:
        more = _("Saving withheld: what these companies pay today is not disclosed.")
    elif left_out:
        more = _("With further companies, the cost alone and the share of each are different.")
    if left_out or more:
        st.caption(reader().sentences([*left_out, more]))
    if not (is_withheld or role.may_change() or controls.is_projected()):  # presented, the figures state it
        st.caption(
            _(
                "Cost alone is estimated for the same technology; what companies pay today is for the facilitator only."
            )
        )


def show_sharing(
    option: Mapping[str, Any], park: str, currency: str, *, with_typical: bool, with_bills: bool = True
) -> None:
    """Show joint and stand-alone costs, the share of each company, and the participants.

    Parameters
    ----------
    with_bills : bool
        Whether a company alone pays its present cost, where known; otherwise each would have a plant of its own.
    """
    result = st.container()
    wanting = _wanting(option, park, currency, with_typical=with_typical)
    if wanting is None:
        return
    if not with_bills:
        wanting = wanting.assign(today=math.nan)
    near = _near(option, wanting, park)
    firms = _taking(wanting, near, str(option["unit"]), currency)
    converted = _in_currency(option, currency)
    if converted is None:
        return
    curve = sharing_options.curve(converted)
    found = derive(assessment.shared, firms[["amount", "today"]], curve)
    if len(found.firms) < 2:
        result.info(_("At least two firms must take part."), icon=":material/info:")
        return
    asked = {"park_id": park, "currency": currency, "with_typical": with_typical}
    is_withheld = (
        with_bills and not role.may_change() and _is_contradicted(wanting.loc[near], curve, option, **asked)
    )
    with result:
        (_withheld if is_withheld else _costs_and_shares)(converted, firms, found, park=park)
    if role.may_change():
        _propose(converted, park, found)
    sharing_assumptions.show_assumptions(converted, currency)


def _withheld(
    option: Mapping[str, Any], firms: pd.DataFrame, found: assessment.Sharing, *, park: str
) -> None:
    """Show the participants without a conclusion about costs."""
    unit, currency = str(option["unit"]), str(option["currency"])
    title = results.withheld_headline(_name(option), found, unit, currency)
    headline.state(title, is_on_page=True)
    results.show_withheld(found, firms["company"], unit=unit, currency=currency, height=_height(title))
    _note(park, is_withheld=True)


def _costs_and_shares(
    option: Mapping[str, Any], firms: pd.DataFrame, found: assessment.Sharing, *, park: str
) -> None:
    """Show joint and stand-alone costs and the share of each company."""
    unit, currency = str(option["unit"]), str(option["currency"])
    title = results.headline(_name(option), found, currency)
    headline.state(title, is_on_page=True)
    notes = st.container() if not controls.is_projected() else None
    # Its costs have notes, and what a treatment removes takes a line.
    height = _height(title) - room.NOTE * (2 if sharing_options.is_treatment(option) else 1)
    sharing_figures.show(found, option, currency)
    curve = sharing_options.curve(option)
    results.show_results(found, curve, firms["company"], unit=unit, currency=currency, height=height)
    with notes or st.container():  # when presented the picture comes first
        _note(park, is_withheld=False)


def _name(option: Mapping[str, Any]) -> str:
    return reader().name(option["name_en"], option["name_zh"])


def _height(title: str) -> float:
    """Height of the picture when presented, below the figures and with three lines of notes. [px]"""
    return room.below(title) - room.TILES - room.HEADING - 3 * room.NOTE


def _propose(option: Mapping[str, Any], park: str, found: assessment.Sharing) -> None:
    """Offer to add the shared option to the board."""
    proposal = assessment.proposing.of_sharing(
        option, park_id=park, sites=found.firms["amount"], alone=found.alone, together=found.together
    )
    proposing.offer(proposal, key="sharing")
