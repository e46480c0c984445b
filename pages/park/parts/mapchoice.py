"""What the map page lets the reader choose beside its filters: distances, and the sites of a part of the park."""

import pandas as pd
import streamlit as st

from isdata import parkmap, synergies
from pages.common import address, controls
from pages.common.data import ask
from pages.common.language import _, reader


def by_way(arcs: pd.DataFrame) -> pd.DataFrame:
    """Let the reader choose how distances are told; return the arcs with distance and way."""
    ways = {parkmap.ROAD: _("Along the roads"), parkmap.STRAIGHT: _("Straight line")}
    address.remembered("way", ways, parkmap.ROAD)
    st.segmented_control(
        _("Distance"),
        list(ways),
        format_func=ways.__getitem__,
        required=True,
        key="way",
        persist_state="session",
    )
    address.keep("way")
    if st.session_state.way != parkmap.ROAD or arcs.empty:
        return arcs.assign(way=parkmap.STRAIGHT)
    told = ask(parkmap.ways, pairs=arcs[["provider_id", "receiver_id"]], park=controls.park_id())
    return arcs.assign(distance=told["distance"].to_numpy(), way=told["way"].to_numpy())


def of_sites(scene: synergies.Scene, shown: pd.DataFrame) -> pd.DataFrame:
    """Let the reader keep the synergies of some sites, or of all sites in a part of the park; return those left."""
    read = reader()
    areas = scene.plan.loc[scene.plan["feature_kind"] == "zone"].reset_index(drop=True)
    zones = {f"zone {number}": read.name(row["name_en"], row["name_zh"]) for number, row in areas.iterrows()}
    sites = {
        row["site_id"]: read.name(row["name_en"], row["name_zh"]) for row in scene.places.to_dict("records")
    }
    names = zones | dict(sorted(sites.items(), key=lambda item: item[1]))
    chosen = st.multiselect(
        _("Parts of the park and sites"), list(names), format_func=lambda value: names.get(value, value),
        key="map_sites", persist_state="session", placeholder=_("All"),
    )  # fmt: skip
    if not chosen:
        return shown
    kept = set(chosen)
    for number, row in areas.iterrows():
        if f"zone {number}" in kept:
            kept |= set(scene.places.loc[parkmap.inside(row["geometry"], scene.places), "site_id"])
    taking_part = scene.partners.loc[scene.partners["site_id"].isin(kept), "synergy_id"]
    return shown.loc[shown["synergy_id"].isin(taking_part)]
