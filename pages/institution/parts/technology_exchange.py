"""Links from a technology to the exchange it enables: its match, and a synergy on the board."""

from typing import Any

import streamlit as st

from isdata.institution.technologies import Technologies
from isdata.symbiosis import assessment
from isdata.symbiosis.matching import presentation
from pages.common import conversions, navigation, park_facts, park_matches, proposing, role
from pages.common.data import derive
from pages.common.language import _, reader
from pages.common.show import escaped


def _best(found: Technologies, treatment_id: str) -> dict[str, Any] | None:
    """Best exchange by a technology; None if there is none."""
    rows = found.exchanges[found.exchanges["treatment_id"] == treatment_id].head(1)
    return next(iter(rows.to_dict("records")), None)


def offer(found: Technologies, treatment_id: str) -> None:
    """Link to the best exchange by a technology as a match, and let the facilitator create a synergy from it."""
    match = derive(_best, found, treatment_id)
    if match is None or not role.may_change():
        return
    currency = park_facts.currency()
    navigation.link(
        "matches",
        _("Open as match: {companies}", companies=escaped(presentation.pair(match, reader()))),
        icon=":material/join_inner:",
        match=park_matches.mark(match),
        steps="1",
    )
    rates = conversions.rates_of(match, currency)
    proposal = assessment.proposing.of_match(match, currency=currency, converted=rates)
    st.caption(_("Begin a synergy with the exchange that gains most:"))
    proposing.offer(proposal, key="technology_match")
