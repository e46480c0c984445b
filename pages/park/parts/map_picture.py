"""Picture of the map page: interactive, or static with an area selected by dragging; and its download."""

from collections.abc import Collection
from functools import partial
from typing import Any

import pandas as pd
import streamlit as st
import vl_convert

from isdata.data import i18n
from isdata.data.disclosure import GUEST
from isdata.output.figures import parkmap as figure
from isdata.output.figures import specification
from isdata.output.figures.parkmap import presentation
from isdata.park import parks
from isdata.symbiosis import synergies
from pages.common import address, controls, park_facts, pick, screen, show, tables
from pages.common.data import cursor, derive
from pages.common.file_button import file_button
from pages.common.language import _, ngettext, reader
from pages.park.parts import map_frame

MOVE, SELECT = "move", "select"
_FEW = 3  # number of arcs of the map drawn at the start
# The buttons of a chart are half above it, over controls there; on the map they are inside it. Without graphics hardware the
# first picture takes up to 20 s, during which a text is shown in its place, later behind the map.
_STYLE = """<style>
:is(.st-key-map, .st-key-map_marked) [data-testid=stElementToolbar] {{top: 0.5rem !important; right: 0.5rem !important}}
.st-key-map {{position: relative}}
.st-key-map::before {{content: "{waiting}"; position: absolute; inset: 0; display: grid; place-items: center}}
</style>"""


def choose_dragging(room: screen.Screen) -> bool:
    """Let the user choose the effect of dragging; return True if it marks an area. Touch always moves the map."""
    if room.is_narrow:
        return False
    does = {MOVE: _("pan map"), SELECT: _("select area")}
    return pick.one_of(_("Drag mode"), does, key="drag") == SELECT


def draw(
    scene: synergies.Scene,
    circles: pd.DataFrame,
    arcs: pd.DataFrame,
    room: screen.Screen,
    *,
    alt: str,
    marks_area: bool,
    candidates: pd.DataFrame | None = None,
    picked: str | None = None,
    near: str | None = None,
    beside: float = 0.0,
    left: float = map_frame.LEFT,
) -> tuple[figure.Drawing, list[str] | None]:
    """Draw the map as large as the screen allows; return it, and the marks within the marked area.

    A map with an area is not redrawn when something is picked, because a new one would lose the area.
    """
    (width, height), scale = map_frame.size(room, beside=beside, left=left)
    waiting = _("Map is being drawn …")
    with st.spinner(waiting):  # names and arcs take seconds on a busy server
        drawing = derive(
            _drawn,
            scene.plan,
            circles,
            arcs,
            reader(),
            candidates,
            picked=None if marks_area else picked,
            near=None if marks_area else near,
            width=width,
            height=height,
            scale=scale,
            is_schematic=scene.is_schematic,
            turned=scene.turn.degrees,
        )
    st.html(_STYLE.format(waiting=waiting))
    if marks_area:
        return drawing, _area(drawing, alt)
    st.pydeck_chart(
        derive(figure.deck, drawing, turn=st.session_state.get("map_turn", 0)),
        height=round(drawing.height), key="map", on_select=_follow, alt=alt,
    )  # fmt: skip
    if room.is_narrow:
        _show_numbered(drawing)
    return drawing, None


def _drawn(
    plan: pd.DataFrame,
    circles: pd.DataFrame,
    arcs: pd.DataFrame,
    words: i18n.Reader,
    candidates: pd.DataFrame | None,
    **how: Any,
) -> figure.Drawing:
    """Draw the map; changed data that move neither arcs nor names, such as stages, find them placed already."""
    placed = derive(
        figure.draw, plan, circles, figure.placed_alike(arcs), words, candidates=candidates, **how
    )
    return figure.described(placed, arcs)


def _show_numbered(drawing: figure.Drawing) -> None:
    """Show the names of numbered circles."""
    if drawing.numbered:
        st.caption(show.escaped(" · ".join(drawing.numbered)))


def count_names(drawing: figure.Drawing, room: screen.Screen) -> None:
    """Show the names of numbered circles, unless directly below the map, and the number of named ones if not all names fit."""
    if not room.is_narrow:
        _show_numbered(drawing)
    named, total = int((drawing.names["radius"] > 0).sum()), len(drawing.marks)
    if named < total and not controls.is_projected():  # tooltips are not available when presented
        count = {"shown": reader().number(named), "total": reader().number(total)}
        st.caption(_("{shown} of {total} circles are named; tap or point at a circle for its name.", **count))


def note_arcs(shown: pd.DataFrame, arcs: pd.DataFrame) -> None:
    """Show the number of synergies drawn faint on a crowded map, how to see them, and the number without an arc."""
    sentences = presentation.faint(arcs, reader())
    if count := int((~shown["synergy_id"].isin(arcs["synergy_id"])).sum()):
        sentences.append(
            ngettext(
                "{count} synergy has no arc: too few partners on the map.",
                "{count} synergies have no arc: too few partners on the map.",
                count,
            )
        )
    if sentences:
        st.caption(reader().sentences(sentences))


def _area(drawing: figure.Drawing, alt: str) -> list[str] | None:
    """Draw the map for marking an area; return the marks within it."""
    st.vega_lite_chart(
        figure.selectable(drawing), theme=None, key="map_marked", on_select=partial(_mark, drawing), alt=alt,
        width="content",
    )  # fmt: skip
    area = address.remembered_many("map_area", drawing.marks["mark"].tolist())
    address.keep("map_area")
    return area or None


def recall(synergies: Collection[str], places: Collection[str]) -> None:
    """Keep the user's selection among these in the address, so that a shared link opens the same record."""
    for key, known in (("map_synergy", synergies), ("map_place", places)):
        address.remembered(key, ["", *known], "")
        address.keep(key)
    address.remembered_many("map_pair", places)
    address.keep("map_pair")


def choose(
    *, synergy: str | None = None, place: str | None = None, pair: tuple[str, str] | None = None
) -> None:
    """Select the record shown beside the map."""
    st.session_state.map_synergy = synergy
    st.session_state.map_place = place
    st.session_state.map_pair = list(pair or ())
    st.session_state.map_turn = st.session_state.get("map_turn", 0) + 1


def _follow() -> None:
    """Select the item clicked on the map; a click on empty space keeps the selection."""
    objects = st.session_state.map["selection"]["objects"]
    clicked = next((found[0] for found in objects.values() if found), None)
    if clicked and "mark" in clicked:
        choose(place=clicked["mark"])
    elif clicked and clicked["synergy_id"]:
        choose(synergy=clicked["synergy_id"])
    elif clicked:
        choose(pair=(clicked["provider_id"], clicked["receiver_id"]))


def _mark(drawing: figure.Drawing) -> None:
    """Store the places within the dragged box."""
    box = st.session_state.map_marked["selection"].get(figure.AREA) or {}
    st.session_state.map_area = figure.inside(drawing, box)


def choose_from(table: pd.DataFrame, synergies: list[str], *, most: int | None = None) -> None:
    """List the synergies shown, scrolling from the height `most` [px]; the chosen row determines the record beside the map."""
    key = pick.widget_key("map_list", synergies)
    tables.show_rows(
        table,
        key=key,
        on_select=partial(_choose_row, key, synergies),
        selection_mode="single-row",
        alt=_("Synergies on the map"),
        most=most,
    )


def _choose_row(key: str, synergies: list[str]) -> None:
    rows = st.session_state[key]["selection"]["rows"]
    choose(synergy=synergies[rows[0]] if rows else None)


def offer(drawing: figure.Drawing, subtitle: list[str], key: list, *, year: int | None = None) -> None:
    """Offer the map, at the end of a year or today, as a picture, created only on request."""
    title, subtitle = park_facts.name(), [*filter(None, [" · ".join(drawing.numbered)]), *subtitle]
    name = f"{controls.park_id()}-map"
    if year is not None:
        subtitle = [_("As of the end of {year}.", year=year), *subtitle]
        name = f"{name}-{year}"
    if park_facts.about()["is_illustrative"]:
        subtitle = [
            *subtitle,
            _("Illustrative sample with fictitious data."),
        ]

    def chart() -> dict[str, Any]:
        return specification.of(figure.printed(drawing, title=title, subtitle=subtitle, legend=key))

    with st.container(horizontal=True):
        file_button(
            _("Image (SVG)"), lambda: vl_convert.vegalite_to_svg(chart()), f"{name}.svg", key="map_svg"
        )
        file_button(
            _("Image (PNG)"),
            lambda: vl_convert.vegalite_to_png(chart(), scale=2),
            f"{name}.png",
            key="map_png",
        )


def warm() -> None:
    """Draw a map with few arcs, so that the first visitor does not wait for the libraries.

    Keeping all arcs of a park apart took a second of each start, and no visitor sees this map.
    """
    known = parks.parks(cursor())
    if known.empty:
        return
    scene = synergies.scene(cursor(), parks=[known["park_id"].iloc[0]], viewer=GUEST)
    read = i18n.reader("en")
    places = presentation.describe_places(scene.places, read)
    circles = figure.of_places(places, "material", read, layer="site")
    arcs = presentation.describe_arcs(scene.arcs(scene.synergies), scene.synergies, scene.places, read)
    if scene.has_positions:
        figure.deck(figure.draw(scene.plan, circles, arcs.head(_FEW), read)).to_json()
