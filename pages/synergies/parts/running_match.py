"""Match that operates already: what is recorded of it instead of a score."""

from collections.abc import Mapping

import pandas as pd
import streamlit as st

from isdata.symbiosis import synergies
from isdata.symbiosis.matching import presentation
from pages.common import navigation, park_facts, role, screen, show
from pages.common.data import ask
from pages.common.language import _, reader
from pages.synergies.parts import synergy_presented

_SHARE = 0.48  # share of the window that the picture of the exchange takes
_HEIGHT, _TYPE = 150, 16  # its height, and its largest type [px]


def show_record(match: Mapping) -> None:
    """Show the exchange of a match in operation, with its start, source and a link to its synergy."""
    read = reader()
    parks = tuple(sorted({match["supply_park_id"], match["demand_park_id"]}))
    known = ask(synergies.synergies, parks=parks, viewer=role.viewer()).set_index("synergy_id")
    row = known.loc[match["running_id"]]
    since = pd.Timestamp(match["since"]).year if pd.notna(match["since"]) else None
    facts = {
        _("Amount per year"): _amount(match),
        _("In operation since"): str(since) if since else "",
        _("Distance"): "" if pd.isna(match["distance"]) else presentation.distance(match, read),
        _("Source"): read.half(row["source"]) if isinstance(row["source"], str) else "",
    }
    stated = {label: words for label, words in facts.items() if words}
    partners = ask(synergies.partners, parks=parks, viewer=role.viewer())
    partners = partners[partners["synergy_id"] == match["running_id"]]
    left, right = (st.container(), st.container()) if screen.is_phone() else st.columns(2, gap="large")
    with left:
        width = screen.width() * _SHARE
        synergy_presented.draw_partners(row.to_dict(), partners, width=width, height=_HEIGHT, largest=_TYPE)
    with right:
        show.table(pd.DataFrame({"what": list(stated), "text": list(stated.values())}), hide_header=True)
        navigation.link(
            "synergy", _("Synergy"), icon=":material/handshake:", synergy=str(match["running_id"])
        )


def _amount(match: Mapping) -> str:
    """Amount of a match, with the newest year with flows of the provider's park."""
    amount, park = presentation.amount(match, reader()), match["supply_park_id"]
    years = park_facts.years(park)
    return (
        _("{amount} ({year})", amount=amount, year=park_facts.year_words(years[0], park)) if years else amount
    )
