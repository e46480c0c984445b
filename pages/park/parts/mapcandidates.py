"""What could be joined, on the map: between parks, or from the site that the reader chose. The same matches as on Matches."""

import pandas as pd
import streamlit as st

from isdata import parkmap, parks, synergies
from isdata.figures.parkmap import words
from isdata.synergies import matching
from isdata.synergies.matching import told
from pages.common import controls
from pages.common.data import ask
from pages.common.language import _, ngettext, reader
from pages.synergies.parts import matching as views


def of_scene(scene: synergies.Scene, place: str | None, *, names_all: bool) -> pd.DataFrame | None:
    """Return the possible matches to show: between the parks of a region, or of the chosen site; None where neither."""
    here, known = controls.park_id(), set(scene.parks["park_id"])
    currency = str(ask(parks.parks).set_index("park_id").loc[here, "currency"])
    settings = {"names_all": names_all, "currency": currency, "steps": 2, "top": 20}
    if len(known) > 1:
        found = ask(matching.matches, **settings)
        is_between = (
            found["is_between_parks"]
            & found["supply_park_id"].isin(known)
            & found["demand_park_id"].isin(known)
        )
        return found.loc[is_between & (found["blocked"] == 0)].reset_index(drop=True)
    if place not in set(scene.places["site_id"]):
        return None
    found = ask(matching.matches, park_id=here, **settings)
    is_own = (found["supply_site_id"] == place) | (found["demand_site_id"] == place)
    return found.loc[is_own & (found["blocked"] == 0)].reset_index(drop=True)


def with_arcs(arcs: pd.DataFrame, candidates: pd.DataFrame | None, scene: synergies.Scene) -> pd.DataFrame:
    """Add what could be joined, dashed: between parks where each is one place, else between sites."""
    if candidates is None or candidates.empty:
        return arcs
    ends = "park_id" if scene.is_apart else "site_id"
    possible = parkmap.candidate_arcs(candidates, scene.places, ends=ends)
    described = words.describe_candidates(possible, scene.places, reader())
    return pd.concat([described, arcs], ignore_index=True) if len(described) else arcs


def show(candidates: pd.DataFrame, *, is_wide: bool) -> None:
    """List what could be joined, the best first."""
    st.subheader(
        _("What could be joined across parks") if is_wide else _("What this site could join"), anchor=False
    )
    if candidates.empty:
        st.info(
            _("No supply of one of these parks resembles a demand of another.")
            if is_wide
            else _("No supply or demand of this site has a possible match here."),
            icon=":material/info:",
        )
        return
    st.dataframe(
        told.table(candidates, views.treatment_names(), reader(), shows_parks=is_wide),
        hide_index=True,
        column_config={
            _("Score"): st.column_config.ProgressColumn(min_value=0.0, max_value=1.0, format="%.2f")
        },
        alt=_("Possible matches, the best first"),
    )
    st.caption(
        ngettext("{count} possible match.", "{count} possible matches.", len(candidates))
        + " "
        + _("The same as on the page “Matches”, where each is told in full.")
    )
