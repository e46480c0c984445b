"""What the map page lets the reader narrow down: synergies by stage, topic or place, streams by resource."""

import pandas as pd
import streamlit as st

from isdata import contracts, parkmap, synergies
from isdata.figures.parkmap import words
from isdata.synergies.matching.standins import stand_ins, with_stand_ins
from pages.common import controls, pick, show
from pages.common.data import ask
from pages.common.language import _, names, reader


def in_order(values: pd.Series, choices: str) -> list[str]:
    """Return the values that occur: those of the contract in its order, then the park's own."""
    own, listed = set(values.dropna()), list(contracts.choices(choices))
    return [value for value in listed if value in own] + sorted(own - set(listed))


def by_kind(known: pd.DataFrame) -> pd.DataFrame:
    """Let the reader keep synergies of some topics, kinds or resources; return those left."""
    read = reader()
    wanted = {}
    for column in ("topic", "synergy_kind"):
        wanted[column] = st.pills(
            read.column("synergy", column),
            in_order(known[column], column),
            format_func=lambda value, choices=column: words.one_language(read.choice(choices, value), read),
            selection_mode="multi",
            key=f"map_{column}",
            persist_state="session",
        )
    named = known.dropna(subset="resource_id").drop_duplicates("resource_id")
    resources = names(named, "resource_id", "resource")
    wanted["resource_id"] = st.multiselect(
        read.column("synergy", "resource_id"),
        sorted(resources, key=resources.__getitem__),
        format_func=lambda value: resources.get(value, value),
        key="map_resource",
        persist_state="session",
        placeholder=_("All"),
    )
    return synergies.chosen(known, **wanted)


def by_stage(known: pd.DataFrame) -> pd.DataFrame:
    """Show what the colours mean, with how many synergies there are of each stage; return those that are chosen."""
    read = reader()
    told = {
        stage: f':color[■]{{foreground="{colour}"}} {show.plain(word)} ({read.number(count)})'
        for stage, (colour, word, count) in zip(
            in_order(known["stage"], "stage"), words.stage_legend(known, read), strict=True
        )
    }
    chosen = st.pills(
        _("Stages"),
        list(told),
        format_func=lambda stage: told.get(stage, stage),
        selection_mode="multi",
        key="map_stage",
        persist_state="session",
        help=_("Choose stages to see only them."),
    )
    return synergies.chosen(known, stage=chosen)


def by_site(scene: synergies.Scene, shown: pd.DataFrame) -> pd.DataFrame:
    """Let the reader keep the synergies of some sites, or of all sites in a part of the park; return those left."""
    read = reader()
    areas = scene.plan.loc[scene.plan["feature_kind"] == "zone"].reset_index(drop=True)
    zones = {f"zone {number}": read.name(row["name_en"], row["name_zh"]) for number, row in areas.iterrows()}
    sites = sorted(names(scene.places, "site_id").items(), key=lambda item: item[1])
    offered = zones | dict(sites)
    chosen = st.multiselect(
        _("Parts of the park and sites"), list(offered), format_func=lambda value: offered.get(value, value),
        key="map_sites", persist_state="session", placeholder=_("All"),
    )  # fmt: skip
    if not chosen:
        return shown
    kept = set(chosen)
    for number, row in areas.iterrows():
        if f"zone {number}" in kept:
            kept |= set(scene.places.loc[parkmap.inside(row["geometry"], scene.places), "site_id"])
    return of_places(scene, shown, kept)


def of_places(scene: synergies.Scene, shown: pd.DataFrame, places: set[str]) -> pd.DataFrame:
    """Return the synergies that begin or end at some places, or have a partner there."""
    at_end = scene.pairs["provider_id"].isin(places) | scene.pairs["receiver_id"].isin(places)
    taking_part = {
        *scene.pairs.loc[at_end, "synergy_id"],
        *scene.partners.loc[scene.partners["site_id"].isin(places), "synergy_id"],
    }
    return shown.loc[shown["synergy_id"].isin(taking_part)]


def choose_way() -> str:
    """Let the reader choose how distances are told."""
    ways = {parkmap.ROAD: _("Along the roads"), parkmap.STRAIGHT: _("Straight line")}
    return pick.one_of(_("Distance"), ways, key="way")


def along(arcs: pd.DataFrame, way: str) -> pd.DataFrame:
    """Return the arcs of a park with distance and way."""
    if way != parkmap.ROAD or arcs.empty:
        return arcs.assign(way=parkmap.STRAIGHT)
    told = ask(parkmap.ways, pairs=arcs[["provider_id", "receiver_id"]], park=controls.park_id())
    return arcs.assign(distance=told["distance"].to_numpy(), way=told["way"].to_numpy())


def of_one_resource(streams: pd.DataFrame) -> pd.DataFrame:
    """Let the reader choose a resource; return its supplies and demands, and those of what stands in for it.

    The resource with most supplies and demands comes first.
    """
    read = reader()
    counts = streams["resource_id"].value_counts()
    named = streams.drop_duplicates("resource_id").set_index("resource_id")
    titles = {
        resource: f"{read.name(*named.loc[resource, ['resource_en', 'resource_zh']])} ({read.number(count)})"
        for resource, count in counts.items()
    }
    chosen = st.selectbox(
        read.column("stream", "resource_id"),
        list(titles),
        format_func=lambda value: titles.get(value, value),
        key="map_stream",
        persist_state="session",
        width=320,
    )
    if not st.toggle(
        _("With what can stand in for it"), value=True, key="map_alike", persist_state="session"
    ):
        return streams.loc[streams["resource_id"] == chosen]
    return with_stand_ins(streams, str(chosen), ask(stand_ins, resource_id=str(chosen)))
