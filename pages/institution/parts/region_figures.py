"""Totals of the parks of a region."""

import pandas as pd
import streamlit as st

from isdata.institution import regions
from pages.common import cards, published_savings
from pages.common.language import _, reader
from pages.common.show import escaped


def show(parks: pd.DataFrame) -> None:
    """Show the totals of the parks of the region."""
    if len(parks) == 1 and len(saved := published_savings.found()):  # a published case records nothing else
        st.caption(escaped(published_savings.figures(saved)))
        return
    read, whole = reader(), regions.totals(parks)
    # The headline states the rate of a single park under the same name.
    together = [_("{count} parks together", count=read.number(len(parks)))] if len(parks) > 1 else []
    savers = int(parks["co2_saved"].notna().sum())
    with cards.row(4):
        cards.metric(
            _("Solid waste utilisation rate"),
            "–" if pd.isna(whole.used_share) else read.percent(whole.used_share, digits=1),
            _(
                "Share of waste and by-products of all parks that is utilised, of those with a recorded destination."
            ),
            _("not recorded")
            if pd.isna(whole.waste)
            else read.listed([*together, _("of {amount}", amount=read.quantity(whole.waste, "t/yr"))]),
        )
        cards.metric(
            _("CO2 saved"),
            "–" if pd.isna(whole.co2_saved) else read.quantity(whole.co2_saved, "t/yr"),
            _("As recorded with the operating synergies of all parks."),
            _in_parks(savers, len(parks)) if savers else _("not recorded"),
        )
        cards.metric(
            _("Synergies in operation"),
            read.number(whole.running),
            _("Synergies of all parks, without ended ones."),
            _("of {total}", total=read.number(whole.synergies)),
        )
        cards.metric(
            _("Overdue meeting actions"),
            "–" if pd.isna(whole.late_actions) else read.number(whole.late_actions),
            _(
                "Open actions of meetings whose due date has passed; agreed steps of synergies are not included."
            ),
            _("not recorded")
            if pd.isna(whole.open_actions)
            else _("of {total} open", total=read.number(whole.open_actions)),
        )


def _in_parks(known: int, total: int) -> str:
    """Text of the number of parks with a known figure."""
    read = reader()
    return _("in {count} of {total} parks", count=read.number(known), total=read.number(total))
