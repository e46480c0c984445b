"""Map: the park plan with its sites and the synergies between them; or a region with several parks."""

import pandas as pd
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from isdata import parkmap, synergies
from isdata.figures import parkmap as figure
from isdata.figures.parkmap import marks, words
from pages.common import address, amounts, controls, pick, role, screen, show
from pages.common.data import ask
from pages.common.language import _, ngettext, reader
from pages.park.parts import mapcandidates, mapfilters, mapframe, maplists, mappicture, maprecord


@st.fragment
def view() -> None:
    """Draw controls, map, record and list; a click redraws only these."""
    with address.at_once():
        names_all = role.sees_all()
        room = screen.screen(is_hall=controls.is_projected())
        row = mapframe.row(room)
        with row:
            chosen = mapframe.choose_parks()
            looks = {"synergies": _("Synergies"), "streams": _("Supply and demand"), "heat": _("Heat")}
            look = pick.one_of(_("Show"), looks, key="look")
            year = mapframe.choose_year(chosen) if look == "synergies" else None
        scene = ask(
            synergies.scene,
            parks=chosen,
            names_all=names_all,
            year=year,
            reconciled=amounts.are_reconciled(),
        )
        if not scene.has_positions:
            show.nothing(
                _("No site of this park has a position and no plan is drawn, so there is no map."),
                remedy=_("Add latitude and longitude in the table “Sites”, or a plan in “Plan features”"),
            )
        if look == "synergies":
            show_synergies(scene, row, room, names_all=names_all)
        else:
            show_streams(scene, look, chosen, row, room, names_all=names_all)


def show_synergies(
    scene: synergies.Scene, row: DeltaGenerator, room: screen.Screen, *, names_all: bool
) -> None:
    """Draw the places by what they move, the synergies between them and what could be joined."""
    read = reader()
    shown = scene.synergies
    with row:
        kinds = {"material": _("Materials"), "energy": _("Energy"), "water": _("Water")}
        kind = pick.one_of(_("Circles measure"), kinds, key="moved")
        marks_area = mappicture.choose_dragging(room)
        if len(scene.synergies):
            with mapframe.more_room():
                shown = mapfilters.by_kind(shown)
                chosen = None if scene.is_apart else mapfilters.choose_places(scene)
                shown = shown if chosen is None else mapfilters.of_places(scene, shown, chosen)
    left, right = st.columns([mapframe.LEFT, mapframe.RIGHT], gap="medium")
    with left:
        picture, below = st.container(), st.container()
    with below:
        shown = mapfilters.by_stage(shown) if len(shown) else shown
    stages = [
        (colour, f"{word} ({read.number(count)})") for colour, word, count in words.stage_legend(shown, read)
    ]

    possible = mapcandidates.of_scene(scene, names_all=names_all)
    picked, place, pair = maprecord.chosen(scene, shown)
    near = mapcandidates.chosen(possible, scene, place, pair)
    ends = mapcandidates.ends(scene)
    circles = marks.of_places(
        words.describe_places(scene.places, read), kind, read, layer="park" if scene.is_apart else "site"
    )
    circles = marks.with_candidates(circles, mapcandidates.seen(possible, ends), read)
    arcs = words.describe_arcs(scene.arcs(shown), shown, scene.places, read)
    drawn = mapcandidates.with_arcs(arcs, near, scene)
    explained = words.measured(scene.places, arcs, kind, read)
    with picture:
        drawing, area = mappicture.draw(
            scene, circles, drawn, room,
            alt=ngettext("Map with {count} synergy", "Map with {count} synergies", len(shown)),
            marks_area=marks_area, candidates=mapcandidates.pairs(possible, ends), picked=picked, near=place,
        )  # fmt: skip
    plan = words.plan_legend(scene.plan, read)
    joinable = [(figure.DASHED, _("Could be joined"))] if len(drawn) > len(arcs) else []
    with below:
        mapframe.legend([*joinable, *plan])
        st.caption(show.plain(explained))
        if amounts.are_reconciled():
            st.caption(_("The circles measure reconciled amounts where there are some."))
    with right:
        maprecord.beside(scene, shown, arcs, near, area, names_all=names_all, marks_area=marks_area)
    listed = shown if area is None else mapfilters.of_places(scene, shown, set(area))
    list_synergies(scene, listed)
    if place is not None or pair is not None or len(scene.parks) > 1:
        mapcandidates.listed(near, is_wide=len(scene.parks) > 1)
    mappicture.offer(drawing, [explained], [stages, plan, joinable])


def list_synergies(scene: synergies.Scene, listed: pd.DataFrame) -> None:
    """List the synergies on the map, or in the area that the reader marked."""
    if listed.empty:
        st.info(
            _("No synergy joins two of these parks yet.")
            if scene.is_apart
            else _("No synergies are recorded here, or the filters leave none."),
            icon=":material/info:",
        )
        return
    st.session_state.map_shown = list(listed["synergy_id"])
    st.dataframe(
        maplists.of_synergies(listed), hide_index=True, key="map_list", on_select=mappicture.pick_row,
        selection_mode="single-row", alt=_("The synergies shown on the map"),
    )  # fmt: skip


def show_streams(
    scene: synergies.Scene,
    look: str,
    chosen: list[str],
    row: DeltaGenerator,
    room: screen.Screen,
    *,
    names_all: bool,
) -> None:
    """Draw supplies and demands of one resource, or heat by its temperature, and what of it could be joined."""
    read = reader()
    streams = ask(parkmap.streams, parks=chosen, names_all=names_all)
    if look == "heat":
        streams = streams.loc[streams["temperature"].notna() & (streams["kind"] == "energy")]
    if streams.empty:
        show.nothing(_("No supplies or demands that may be shown are recorded here."))
    with row:
        if look == "streams":
            streams = mapfilters.of_one_resource(streams)
        if not scene.is_apart:
            with mapframe.more_room():
                places = mapfilters.choose_places(scene)
            streams = streams if places is None else streams.loc[streams["site_id"].isin(places)]
        marks_area = mappicture.choose_dragging(room)
    if look == "streams":
        key = [(marks.SUPPLY, _("Supply (full circle)")), (marks.DEMAND, _("Demand (ring)"))]
        circles, explained = marks.of_streams(streams, read), _("Area: amount a year.")
    else:
        key, circles = marks.heat_legend(read), marks.of_heat(streams, read)
        explained = _(
            "Full circles are supplies, rings demands. Area: power. Colour: temperature of supply or need."
        )
    possible = mapcandidates.of_scene(scene, names_all=names_all)
    circles = marks.with_candidates(circles, mapcandidates.seen(possible, synergies.STREAM), read)
    none = scene.arcs(scene.synergies.iloc[:0]).assign(title="", text="")
    left, right = st.columns([mapframe.LEFT, mapframe.RIGHT], gap="medium")
    with left:
        drawing, area = mappicture.draw(
            scene, circles, none, room,
            alt=ngettext("Map with {count} supply or demand", "Map with {count} supplies and demands", len(circles)),
            marks_area=marks_area, candidates=mapcandidates.pairs(possible, synergies.STREAM),
        )  # fmt: skip
        mapframe.legend(key)
        st.caption(explained)
    listed = streams if area is None else streams.loc[streams["stream_id"].isin(area)]
    with right:
        maprecord.of_streams(streams, listed, possible, marks_area=marks_area)
    st.dataframe(maplists.of_streams(listed), hide_index=True, alt=_("The supplies and demands on the map"))
    mappicture.offer(drawing, [explained], [key])


view()
