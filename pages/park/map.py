"""Map: the park plan with its sites and the synergies between them; or a region with several parks."""

from typing import Any

import pandas as pd
import streamlit as st
import vl_convert
from streamlit.delta_generator import DeltaGenerator

from isdata import parkmap, parks, synergies
from isdata.figures import parkmap as figure
from isdata.figures.parkmap import marks, words
from isdata.figures.parkmap.drawing import DASHED
from pages.common import address, amounts, controls, role, show
from pages.common.data import ask
from pages.common.language import _, ngettext, reader
from pages.park.parts import mapcandidates, mapchoice, maplists, mapview
from pages.synergies.parts import synergy

NOW = "now"
MOST_YEARS = 7  # that stand side by side; more take a slider


def choose_parks() -> list[str]:
    """Let the reader look at the park, or at a region with several."""
    read = reader()
    known = ask(parks.parks)
    areas = {"park": _("This park"), "region": _("Region")}
    address.remembered("area", areas, "park")
    st.segmented_control(
        _("Area"),
        list(areas),
        format_func=areas.__getitem__,
        required=True,
        key="area",
        persist_state="session",
    )
    address.keep("area")
    here = controls.park_id()
    if st.session_state.area == "park":
        return [here]
    names = {row["park_id"]: read.name(row["name_en"], row["name_zh"]) for row in known.to_dict("records")}
    country = known["region_id"].str.split("-").str[0]
    near = known.loc[country == country[known["park_id"] == here].iloc[0], "park_id"]
    return st.multiselect(
        _("Parks"), list(names), default=list(near), format_func=names.__getitem__, key="map_parks",
        width=640,
    ) or [here]  # fmt: skip


def choose_one(key: str, label: str, options: dict[str, str]) -> str:
    """Let the reader choose one of a few things; the choice stands in the address."""
    first = next(iter(options))
    address.remembered(key, options, first)
    st.segmented_control(
        label, list(options), format_func=options.__getitem__, required=True, key=key, persist_state="session"
    )
    address.keep(key)
    return st.session_state[key] or first


def choose_year(known: list[str]) -> int | None:
    """Let the reader go back to the end of an earlier year."""
    years = [str(year) for year in ask(parkmap.years, parks=known)]
    if len(years) < 2:
        return None
    is_short = len(years) < MOST_YEARS
    ask_for = st.segmented_control if is_short else st.select_slider
    ends: dict[str, Any] = {"default": NOW, "required": True} if is_short else {"value": NOW, "width": 420}
    chosen = ask_for(
        _("As of"), [*years, NOW], key="map_year", **ends,
        format_func=lambda value: _("today") if value == NOW else value,
        help=_("Stages are those at the end of the year, amounts those of the latest year up to it."),
    )  # fmt: skip
    return None if chosen == NOW else int(chosen)


@st.fragment
def view() -> None:
    """Draw controls, map, record and list; a click redraws only these."""
    names_all = role.sees_all()
    box = mapview.room()
    with box, mapview.row():
        chosen = choose_parks()
        looks = {"synergies": _("Synergies"), "streams": _("Supply and demand"), "heat": _("Heat")}
        look = choose_one("look", _("Show"), looks)
        year = choose_year(chosen) if look == "synergies" else None
    scene = ask(
        synergies.scene, parks=chosen, names_all=names_all, year=year, reconciled=amounts.are_reconciled()
    )
    if not scene.has_positions:
        show.nothing(
            _("No site of this park has a position and no plan is drawn, so there is no map."),
            remedy=_("Add latitude and longitude in the table “Sites”, or a plan in “Plan features”"),
        )
    if look == "synergies":
        show_synergies(scene, box, names_all=names_all)
    else:
        show_streams(scene, look, chosen, box, names_all=names_all)


def show_synergies(scene: synergies.Scene, box: DeltaGenerator, *, names_all: bool) -> None:
    """Draw the places by what they move and the synergies between them."""
    read = reader()
    with box, mapview.row():
        kinds = {"material": _("Materials"), "energy": _("Energy"), "water": _("Water")}
        kind = choose_one("moved", _("Circles measure"), kinds)
        shown = mapview.filters(scene.synergies) if len(scene.synergies) else scene.synergies
        if not scene.is_apart:
            with mapview.more_room(_("Sites")):
                shown = mapchoice.of_sites(scene, shown)
        arcs = scene.arcs(shown)
        if len(scene.parks) == 1 and not scene.is_schematic:
            arcs = mapchoice.by_way(arcs)
    picked = st.session_state.get("map_synergy")
    picked = picked if picked in set(shown["synergy_id"]) else None
    places = words.describe_places(scene.places, read)
    circles = marks.of_places(places, kind, read, layer="park" if scene.is_apart else "site")
    arcs = words.describe_arcs(arcs, shown, scene.places, read)
    place = st.session_state.get("map_place")
    near = place if place in set(scene.places["site_id"]) else None
    candidates = mapcandidates.of_scene(scene, near, names_all=names_all)
    drawn = mapcandidates.with_arcs(arcs, candidates, scene)
    stages = words.stage_legend(shown, read)
    key = [
        [(colour, f"{word} ({read.number(count)})") for colour, word, count in stages],
        words.plan_legend(scene.plan, read),
        [(DASHED, _("Could be joined"))] if len(drawn) > len(arcs) else [],
    ]
    explained = words.measured(scene.places, arcs, kind, read)

    left, right = st.columns([0.7, 0.3], gap="medium")
    with left:
        drawing = draw_map(
            scene, circles, drawn, picked, near=near,
            alt=ngettext("Map with {count} synergy", "Map with {count} synergies", len(shown)),
        )  # fmt: skip
        for entries in filter(None, key):
            mapview.legend(entries)
        st.caption(show.plain(explained))
        if amounts.are_reconciled():
            st.caption(_("The circles measure reconciled amounts where there are some."))
    with right:
        show_record(scene, shown, arcs, picked, names_all=names_all)
    if shown.empty:
        st.info(
            _("No synergy joins two of these parks yet.")
            if scene.is_apart
            else _("No synergies are recorded here, or the filters leave none."),
            icon=":material/info:",
        )
    else:
        st.session_state.map_shown = list(shown["synergy_id"])
        st.dataframe(
            maplists.of_synergies(shown), hide_index=True, key="map_list", on_select=mapview.pick_row,
            selection_mode="single-row", alt=_("The synergies shown on the map"),
        )  # fmt: skip
    if candidates is not None:
        mapcandidates.show(candidates, is_wide=len(scene.parks) > 1)
    offer(drawing, [explained], key)


def draw_map(
    scene: synergies.Scene,
    circles: pd.DataFrame,
    arcs: pd.DataFrame,
    picked: str | None,
    *,
    alt: str,
    near: str | None = None,
) -> figure.Drawing:
    """Draw the map, as large as the screen allows; what touches the place `near` stands out."""
    (width, height), scale = mapview.size()
    drawing = figure.draw(
        scene.plan,
        circles,
        arcs,
        reader(),
        picked=picked,
        near=near,
        width=width,
        height=height,
        scale=scale,
        is_schematic=scene.is_schematic,
    )
    st.pydeck_chart(
        figure.deck(drawing, turn=st.session_state.get("map_turn", 0)),
        height=round(drawing.height), key="map", on_select=mapview.pick, alt=alt,
    )  # fmt: skip
    return drawing


def show_record(
    scene: synergies.Scene, shown: pd.DataFrame, arcs: pd.DataFrame, picked: str | None, *, names_all: bool
) -> None:
    """Show what was clicked, or what the synergies bring together."""
    place = st.session_state.get("map_place")
    if picked or place in set(scene.places["site_id"]):
        st.button(_("Back to all"), icon=":material/arrow_back:", on_click=mapview.choose, key="map_back")
    if picked:
        synergy.show_record(
            shown.set_index("synergy_id", drop=False).loc[picked].to_dict(),
            scene.partners.loc[scene.partners["synergy_id"] == picked],
            sees_money=names_all,
            distance=mapview.distances(arcs.loc[arcs["synergy_id"] == picked]),
        )
    elif place in set(scene.places["site_id"]):
        joined = arcs.loc[(arcs["provider_id"] == place) | (arcs["receiver_id"] == place), "synergy_id"]
        mapview.place_record(
            scene.places.set_index("site_id", drop=False).loc[place].to_dict(),
            shown.loc[shown["synergy_id"].isin(joined)],
        )
    else:
        mapview.overview(scene.parks["park_id"], names_all=names_all, is_past=scene.year is not None)


def show_streams(
    scene: synergies.Scene, look: str, chosen: list[str], box: DeltaGenerator, *, names_all: bool
) -> None:
    """Draw supplies and demands of one resource, or heat by its temperature."""
    read = reader()
    streams = ask(parkmap.streams, parks=chosen, names_all=names_all)
    if look == "heat":
        streams = streams.loc[streams["temperature"].notna() & (streams["kind"] == "energy")]
    if streams.empty:
        show.nothing(_("No supplies or demands that may be shown are recorded here."))
    if look == "streams":
        with box:
            streams = mapview.of_one_resource(streams)
        key = [[(marks.SUPPLY, _("Supply (full circle)")), (marks.DEMAND, _("Demand (ring)"))]]
        circles, explained = marks.of_streams(streams, read), _("Area: amount a year.")
    else:
        key = [marks.heat_legend(read)]
        circles = marks.of_heat(streams, read)
        explained = _(
            "Full circles are supplies, rings demands. Area: power. Colour: temperature of supply or need."
        )
    none = scene.arcs(scene.synergies.iloc[:0])
    left, right = st.columns([0.7, 0.3], gap="medium")
    with left:
        drawing = draw_map(
            scene, circles, none.assign(title="", text=""), None,
            alt=ngettext("Map with {count} supply or demand", "Map with {count} supplies and demands", len(circles)),
        )  # fmt: skip
        mapview.legend(key[0])
        st.caption(explained)
    with right:
        mapview.stream_record(streams)
    st.dataframe(maplists.of_streams(streams), hide_index=True, alt=_("The supplies and demands on the map"))
    offer(drawing, [explained], key)


def offer(drawing: figure.Drawing, subtitle: list[str], key: list) -> None:
    """Offer the map as a picture; it is made only when asked for."""
    about = ask(parks.parks).set_index("park_id").loc[controls.park_id()]
    title = reader().name(about["name_en"], about["name_zh"])
    if about["is_illustrative"]:
        subtitle = [
            *subtitle,
            _("Illustrative data, invented for this sample; no fact of a real park or company."),
        ]

    def chart() -> str:
        return figure.printed(drawing, title=title, subtitle=subtitle, legend=key).to_json()

    with st.container(horizontal=True):
        st.download_button(
            _("Picture (SVG)"), lambda: vl_convert.vegalite_to_svg(chart()), f"{controls.park_id()}-map.svg",
            "image/svg+xml", icon=":material/download:", on_click="ignore", key="map_svg",
        )  # fmt: skip
        st.download_button(
            _("Picture (PNG)"), lambda: vl_convert.vegalite_to_png(chart(), scale=2), f"{controls.park_id()}-map.png",
            "image/png", icon=":material/download:", on_click="ignore", key="map_png",
        )  # fmt: skip


view()
