"""Uses and substitutes: published uses of by-products, substitutes of inputs, and streams of plant types."""

from typing import Literal

import pandas as pd
import streamlit as st

from isdata.data import store
from isdata.data.disclosure import GUEST
from isdata.symbiosis.gaps import by_products, plant_types
from isdata.symbiosis.matching import published_uses, streams
from pages.common import (
    controls,
    navigation,
    park_facts,
    park_matches,
    pick,
    role,
    screen,
    show,
    tables,
)
from pages.common.data import ask
from pages.common.language import _, names, reader
from pages.common.once import once
from pages.common.presenting import headline
from pages.common.presenting import room as room_of_view
from pages.synergies.parts import sources, uses_headline, uses_picture

read = reader()
QUESTIONS = {
    "for": _("What can this be used for?"),
    "instead": _("What could replace this input?"),
    "plants": _("What does such a plant buy and discharge?"),
}
SHORT = {"for": _("Uses"), "instead": _("Substitutes"), "plants": _("Plant types")}
_QUESTION, _RESOURCE = 132, 212  # widths of the two choices in a row of a phone [px]
_GAP, _SHARE = 64, 0.6  # between picture and substitutes when presented [px], and share of the picture
_LINE = 44  # height of a presented line of substitutes [px]
_BELOW = 3  # number of substitutes that are presented below the picture instead of beside it
line = st.container(horizontal=True, vertical_alignment="center", gap="small", key="selection_uses")
room = screen.screen(is_hall=controls.is_projected())  # a phone shows less
# The last questions of a row would not be visible on a phone, which has them beside the resource in short.
asked = (pick.from_dropdown if screen.is_phone() else pick.one_of)(
    _("Question"),
    SHORT if screen.is_phone() else QUESTIONS,
    key="asked",
    label_visibility="collapsed",
    place=line,
    width=_QUESTION if screen.is_phone() else "content",
)
known = ask(store.ask, name="match_resources")


def choices(counts: pd.Series) -> dict[str, str]:
    """Resources with published uses: those of the park first, its largest unused one ahead; then by number of uses."""
    park = controls.park_id() if st.session_state.get("park") else None
    own = of_park(park) if park else []
    first = [name for name in own if name in counts.index]
    rows = known.set_index("resource_id").loc[
        list(dict.fromkeys([*first, *counts.index.intersection(known["resource_id"])]))
    ]
    return {str(key): read.label(en, zh) for key, en, zh in rows[["name_en", "name_zh"]].itertuples()}


def first_choice(counts: pd.Series) -> str | None:
    """Resource of the park with the most published uses, of those that guests see; None without any."""
    park = controls.park_id() if st.session_state.get("park") else None
    own = ask(published_uses.of_park, direction=asked, park_id=park, viewer=GUEST, matched=()) if park else []
    return max((name for name in own if name in counts.index), key=counts.__getitem__, default=None)


def of_park(park: str) -> list[str]:
    """Resources of the park, those without a feasible match first, then undeclared by-products of its flows.

    Resources visible to guests come first, so that a presentation has the same default as the page.
    """
    found = park_matches.of_park(park, GUEST)
    free = found.loc[found["blocked"] == 0]
    matched = tuple(sorted({*free["supply_stream_id"], *free["demand_stream_id"]}))
    declared = [
        name
        for viewer in dict.fromkeys([GUEST, role.viewer()])
        for name in ask(published_uses.of_park, direction=asked, park_id=park, viewer=viewer, matched=matched)
    ]
    if asked != "for" or not role.viewer().sees_all:
        return declared
    return [*declared, *ask(by_products.unused, park_id=park, viewer=role.viewer())["resource_id"]]


def show_picture(direction: str, resource_id: str, width: float, height: float, *, is_brief: bool) -> None:
    """Draw the published uses or substitutes of a resource; `is_brief` without share, treatment and countries."""
    uses = ask(published_uses.uses_of_resource, resource_id=resource_id, direction=direction)
    size = {"width": width, "height": height, "is_brief": is_brief}
    uses_picture.uses(
        direction, uses, names(known, "resource_id"), resource_id, alt=QUESTIONS[direction], **size
    )


def list_uses(direction: str, resource_id: str) -> None:
    """List the published uses or substitutes of a resource, with their sources."""
    uses = ask(published_uses.uses_of_resource, resource_id=resource_id, direction=direction)
    own = names(known, "resource_id")
    table = published_uses.table(uses, direction, own, read)
    if screen.is_phone():
        table = table.iloc[:, [0, 1, 2, -1]]
    with st.container(key="cited_uses"):
        sources.table(table, alt=QUESTIONS[direction], is_brief=screen.is_phone())


def show_substitutes(direction: str, resource_id: str, height: float = 0.0) -> None:
    """List substitutes without a published use, equal ones together; when presented one per line if `height` [px] allows it."""
    found = ask(published_uses.substitutes, resource_id=resource_id, direction=direction)
    own, groups = names(known, "resource_id"), found.groupby(["similarity", "alike_by"], sort=False)
    is_listed = (
        len(found) > _BELOW and (2 * groups.ngroups + len(found)) * _LINE <= height - room_of_view.HEADING
    )
    st.subheader(_("Substitutes by similarity"), anchor=False)
    for _key, rows in groups:
        share, level = rows.iloc[0][["similarity", "alike_by"]]
        listed = [show.escaped(own[each]) for each in rows["resource_id"]]
        alike = _("{share} similar", share=read.percent(share))
        basis = f"**{alike}** · {_(published_uses.LEVELS[level])}"
        if is_listed:
            st.markdown("\n".join([basis, "", *(f"- {name}" for name in listed)]))
        else:
            words = read.listed([listed[0], *map(published_uses.in_sentence, listed[1:])])
            st.markdown(_("{a}: {b}", a=basis, b=words))


def show_resource() -> None:
    """Let the user choose a resource; show its uses or substitutes."""
    counts = ask(published_uses.counts, direction=asked)
    if counts.empty:
        show.missing_data(_("No uses are stored. They are included in the reference lists."))
        return
    resource = pick.from_dropdown(
        _("By-product") if asked == "for" else _("Input"),
        choices(counts),
        key=f"use_{asked}",
        default=first_choice(counts),
        place=line,
        label_visibility="collapsed",
        width=_RESOURCE if screen.is_phone() else 380,
    )
    width, height = room.width, room_of_view.below(state_answer(resource), amount_in_park(resource))
    others_found = len(ask(published_uses.substitutes, resource_id=resource, direction=asked))
    is_brief = screen.is_phone() or controls.is_projected()
    if others_found > _BELOW and controls.is_projected() and not screen.is_phone():
        picture, others = st.columns([_SHARE, 1 - _SHARE], gap="large")
        with picture:
            own_width = _SHARE * (width - tables.scaled(_GAP))
            once(show_picture, asked, resource, own_width, height, is_brief=True)
        with others:
            show_substitutes(asked, resource, height)
    else:
        if height and others_found:
            height -= room_of_view.HEADING + others_found * _LINE
        once(show_picture, asked, resource, width, height, is_brief=is_brief)
        if not controls.is_projected():  # directly below, or it would look like a list of the substitutes
            once(list_uses, asked, resource)
        if others_found:
            show_substitutes(asked, resource)
    show.end_of_presented()
    show.computed(
        _(
            "Each row is based on the publications cited. The replaced good is inferred from the use; "
            "check composition, permits and prices for your case."
        )
    )


def state_answer(resource: str) -> str:
    """State the answer, with the amount in the park and a link to its matches below; return the headline of a presentation."""
    own = names(known, "resource_id")
    uses = ask(published_uses.uses_of_resource, resource_id=resource, direction=asked)
    title = uses_headline.of_resource(asked, own[resource], uses, own)
    headline.state(title, is_on_page=True)
    gap: Literal["xxsmall", "medium"] = "xxsmall" if screen.is_phone() else "medium"
    with st.container(horizontal=True, vertical_alignment="center", gap=gap, key="small_supply"):
        if own_amount := amount_in_park(resource):
            st.markdown(show.escaped(own_amount), width="content")
            show.fictitious(park_facts.about())
        words = show.escaped(published_uses.in_sentence(own[resource]))
        navigation.link(
            "matches",
            _("Matches of {resource} in the park", resource=words),
            icon=":material/handshake:",
            view="phrase",
            phrase=own[resource],
            meant=resource,
        )
    return title if controls.is_projected() else ""


def amount_in_park(resource: str) -> str:
    """Amount of a resource in the park as visible to this reader; empty without a park."""
    park = controls.park_id() if st.session_state.get("park") else None
    if not park:
        return ""
    found = ask(streams.declared, park_id=park, resources=(resource,), viewer=role.viewer())
    return uses_headline.in_park(found, asked, is_published=park_facts.is_published())


def usual_plant() -> str | None:
    """Default plant type: one of the sectors of the park, the same when presented."""
    park = controls.park_id() if st.session_state.get("park") else None
    return ask(plant_types.usual, park_id=park, viewer=GUEST) if park else None


def show_plant() -> None:
    """Let the user choose a plant type; show its typical streams."""
    plants = ask(plant_types.plants)
    if not plants:
        show.missing_data(_("No plant types are stored. They are included in the reference lists."))
        return
    halves = {each: each.partition(" / ")[::2] for each in sorted(plants, key=read.half)}
    plant = pick.from_dropdown(
        _("Plant type"),
        {each: read.label(en, zh) for each, (en, zh) in halves.items()},
        key="plant",
        default=usual_plant(),
        place=line,
        label_visibility="collapsed",
        width=_RESOURCE if screen.is_phone() else 380,
    )
    name = read.name(*halves[plant])
    streams_of_plant = ask(plant_types.streams_of_plant_type, plant=plant)
    headline.state(uses_headline.of_plant(name, streams_of_plant), is_on_page=True)
    once(show_streams, plant, name)
    show.computed(
        _(
            "Matching uses typical inputs and outputs without amounts for companies of the same ISIC "
            "class that did not declare this resource, and labels them."
        )
    )


def show_streams(plant: str, title: str) -> None:
    """Draw and list the typical streams of a plant type."""
    streams, own = ask(plant_types.streams_of_plant_type, plant=plant), names(known, "resource_id")
    streams = streams.sort_values("direction", kind="stable")  # demand first, as in the picture
    picture, table = st.columns(2, gap="large")
    with picture:
        uses_picture.plant(title, streams, own, alt=QUESTIONS["plants"])
    with table:
        st.caption(_("Typical inputs and outputs as published for such plants; not data of any company."))
        is_brief = screen.is_phone() or controls.is_projected()
        sources.table(plant_types.table(streams, own, read), alt=QUESTIONS["plants"], is_brief=is_brief)


if asked == "plants":
    show_plant()
else:
    show_resource()
