"""Panel beside the map: the record of the selection, or the totals of the synergies."""

import contextlib
from collections.abc import Sequence

import pandas as pd
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from isdata.data.disclosure import Viewer
from isdata.output.figures.parkmap import presentation
from isdata.symbiosis import synergies
from isdata.symbiosis.matching import distance_presentation
from pages.common import cards, screen, show, synergy_record, synergy_totals
from pages.common.data import ask
from pages.common.language import _, ngettext, reader
from pages.common.once import once
from pages.park.parts import map_candidates
from pages.park.parts.map_picture import choose

TODAYS = ("owner", "next_step_en", "next_step_zh", "due_date")  # kinds without stored history


def chosen(
    scene: synergies.Scene, shown: pd.DataFrame
) -> tuple[str | None, str | None, tuple[str, str] | None]:
    """Selected synergy, place or pair of places, if it still exists."""
    state, places = st.session_state, set(scene.places["site_id"])
    picked, place, pair = (state.get(f"map_{what}") for what in ("synergy", "place", "pair"))
    return (
        picked if picked in set(shown["synergy_id"]) else None,
        place if place in places else None,
        (pair[0], pair[1]) if pair and set(pair) <= places else None,
    )


def beside(
    scene: synergies.Scene,
    shown: pd.DataFrame,
    arcs: pd.DataFrame,
    near: pd.DataFrame,
    area: list[str] | None,
    *,
    viewer: Viewer,
    marks_area: bool,
) -> None:
    """Show the selected or marked objects, or the results of the synergies.

    Parameters
    ----------
    scene : Scene
    shown, arcs : DataFrame
        Synergies that pass the filters, and their drawn arcs.
    near : DataFrame
        Possible matches of the chosen place or pair.
    area : list of str, optional
        Places within the marked area.
    viewer : Viewer
        Who reads it.
    marks_area : bool
        True if dragging marks an area.
    """
    picked, place, pair = chosen(scene, shown)
    if picked or place or pair:
        st.button(_("Show all"), icon=":material/arrow_back:", on_click=choose, key="map_back")
    if picked:
        today = dict.fromkeys([] if scene.year is None else TODAYS)
        synergy_record.show_record(
            shown.set_index("synergy_id", drop=False).loc[picked].to_dict() | today,
            scene.partners.loc[scene.partners["synergy_id"] == picked],
            distance=distances(arcs.loc[arcs["synergy_id"] == picked]),
        )
    elif place:
        joined = arcs.loc[(arcs["provider_id"] == place) | (arcs["receiver_id"] == place), "synergy_id"]
        place_record(
            scene.places.set_index("site_id", drop=False).loc[place].to_dict(),
            shown.loc[shown["synergy_id"].isin(joined)],
        )
    elif pair:
        map_candidates.record(near, scene, pair)
    elif area is not None:
        area_record(scene.places.loc[scene.places["site_id"].isin(area)])
    elif marks_area:
        ask_for_area()
    else:
        if scene.is_apart:
            between(shown, near)
        with st.container(gap="small"):  # as high as its content, not as the map
            once(overview, list(scene.parks["park_id"]), viewer=viewer, is_past=scene.year is not None)


def hint(place: DeltaGenerator) -> None:
    """Show what can be hovered or clicked; placed below the totals, so that their last rows stay above the fold."""
    words = (
        _("Tap a circle, synergy or row for details and feasible matches.")
        if screen.is_phone()
        else _("Hover over a circle for feasible matches; click a circle, synergy or row for details.")
    )
    place.caption(f":material/touch_app: {words}")


def between(shown: pd.DataFrame, near: pd.DataFrame) -> None:
    """Show existing and possible synergies between the parks of a region."""
    cards.metric(
        _("Between the parks"),
        ngettext("{count} synergy", "{count} synergies", len(shown)),
        _("Synergies and feasible matches between companies of different parks."),
        ngettext("{count} feasible match", "{count} feasible matches", len(near)),
    )


def ask_for_area() -> None:
    """Explain how to mark an area."""
    st.info(
        _("Drag a box on the map to filter the list; double-click to clear it."),
        icon=":material/select:",
    )


def area_record(places: pd.DataFrame) -> None:
    """List the places within the marked area."""
    read = reader()
    st.subheader(
        ngettext(
            "{count} location in the selected area", "{count} locations in the selected area", len(places)
        ),
        anchor=False,
    )
    with st.container(gap="xxsmall"):
        for row in places.to_dict("records"):
            st.button(
                show.escaped(read.name(row["name_en"], row["name_zh"])),
                key=f"map_place_{row['site_id']}",
                on_click=choose,
                kwargs={"place": row["site_id"]},
                type="tertiary",
            )


def overview(parks: Sequence[str], *, viewer: Viewer, is_past: bool = False) -> None:
    """Show the results of running synergies and, separately, of planned ones."""
    totals = ask(synergies.totals, parks=list(parks), viewer=viewer).set_index("state")
    money = ask(synergies.money, parks=list(parks), viewer=viewer)
    if is_past:
        st.caption(_("The map shows an earlier year; these totals are current."))
    headings = {"achieved": _("In operation"), "pipeline": _("In preparation")}
    states = [state for state in headings if state in totals.index]
    is_joint = len(states) == len(headings) and not screen.is_phone()
    with cards.row(len(states)) if is_joint else contextlib.nullcontext():
        for state in states:
            row = totals.loc[state]
            cards.metric(
                headings[state],
                ngettext("{count} synergy", "{count} synergies", int(row["synergies"])),
                _(
                    "Only synergies in operation count as achieved. Those in preparation are weighted by "
                    "their probability of success."
                ),
            )
            if not is_joint:
                synergy_totals.show_sums(row, money, state)
    if is_joint:
        synergy_totals.show_both(totals, money, headings)


def place_record(place: dict, taking_part: pd.DataFrame) -> None:
    """Show the facts of a site or park, and its synergies."""
    read = reader()
    st.subheader(show.escaped(read.name(place["name_en"], place["name_zh"])), anchor=False)
    group = presentation.one_language(place.get("company_group"), read)
    if group:
        st.caption(show.escaped(group))
    moved = presentation.moved_lines(place, read)
    st.markdown("\n".join(f"- {show.escaped(line)}" for line in moved) or _("Amounts unknown."))
    if not taking_part.empty:
        st.markdown(
            ngettext(
                "Participates in {count} synergy:", "Participates in {count} synergies:", len(taking_part)
            )
        )
    for row in taking_part.to_dict("records"):
        st.button(
            f"{show.escaped(presentation.synergy_name(row, read))} · {show.escaped(read.choice('stage', row['stage']))}",
            key=f"map_open_{row['synergy_id']}",
            on_click=choose,
            kwargs={"synergy": row["synergy_id"]},
            type="tertiary",
        )
    if isinstance(place.get("source"), str):
        st.caption(_("Source: {source}", source=show.escaped(read.half(place["source"]))))
    show.fictitious(place)


def distances(arcs: pd.DataFrame) -> str:
    """Distances between the partners of a synergy, by road or straight-line."""
    if arcs["distance"].isna().all():
        return ""
    read = reader()
    nearest, farthest = (arcs.loc[row] for row in (arcs["distance"].idxmin(), arcs["distance"].idxmax()))
    if farthest["distance"] - nearest["distance"] < 0.05:
        return presentation.apart(nearest, read)
    if arcs["distance_basis"].nunique() > 1:
        return read.span(*(distance_presentation.distance_text(arc, read) for arc in (nearest, farthest)))
    ends = read.span(
        *(distance_presentation.kilometres(arc["distance"], read) for arc in (nearest, farthest))
    )
    return distance_presentation.distance_with_basis(ends, nearest["distance_basis"], read)
