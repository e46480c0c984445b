"""Parts of the map page: its filters, its legends, and what stands beside the map after a click."""

from collections.abc import Sequence

import pandas as pd
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from isdata import contracts, i18n, parkmap, parks, synergies
from isdata.figures import parkmap as figure
from isdata.figures import style
from isdata.figures.parkmap import words
from isdata.figures.parkmap.drawing import DASHED
from isdata.synergies.matching.standins import stand_ins, with_stand_ins
from pages.common import controls, show
from pages.common.data import ask, cursor
from pages.common.language import _, ngettext, reader
from pages.synergies.parts import synergy

PHONE, DESK, HALL = (340, 420), (980, 760), (1330, 620)  # width and greatest height of the map [px]


def size() -> tuple[tuple[int, int], float]:
    """Return width and greatest height of the map [px], and the factor on its type."""
    if is_phone():
        return PHONE, 1.0
    return (HALL, 1.4) if controls.is_projected() else (DESK, 1.0)


def room() -> DeltaGenerator:
    """Return the place of the map's controls: a row, or one button in a hall, where the map needs the room."""
    if controls.is_projected():
        return st.popover(_("What the map shows"), icon=":material/layers:")
    return st.container()


def is_phone() -> bool:
    """Return whether the reader holds a phone."""
    return "Mobi" in (st.context.headers.get("User-Agent") or "")


def row() -> DeltaGenerator:
    """Return a row of controls; on a phone and in a hall one below the other."""
    is_row = not (controls.is_projected() or is_phone())
    return st.container(horizontal=is_row, vertical_alignment="bottom")


def more_room(label: str = "") -> DeltaGenerator:
    """Return the place of filters that are seldom used."""
    if controls.is_projected():
        return st.container()
    return st.popover(label or _("More filters"), icon=":material/filter_alt:")


def in_order(values: pd.Series, choices: str) -> list[str]:
    """Return the values that occur: those of the contract in its order, then the park's own."""
    own, listed = set(values.dropna()), list(contracts.choices(choices))
    return [value for value in listed if value in own] + sorted(own - set(listed))


def filters(known: pd.DataFrame) -> pd.DataFrame:
    """Let the reader filter synergies; return those left."""
    read = reader()
    stages = [stage for stage in contracts.choices("stage") if stage in set(known["stage"])]
    wanted = {
        "stage": st.pills(
            _("Stages"),
            stages,
            format_func=lambda value: read.choice("stage", value),
            selection_mode="multi",
            key="map_stage",
            persist_state="session",
        )
    }
    with more_room():
        for column, choices in (("topic", "topic"), ("synergy_kind", "synergy_kind")):
            there = in_order(known[column], choices)
            wanted[column] = st.pills(
                read.column("synergy", column),
                there,
                format_func=lambda value, choices=choices: words.one_language(
                    read.choice(choices, value), read
                ),
                selection_mode="multi",
                key=f"map_{column}",
                persist_state="session",
            )
        named = known.dropna(subset="resource_id").drop_duplicates("resource_id")
        names = {
            row["resource_id"]: read.name(row["resource_en"], row["resource_zh"])
            for row in named.to_dict("records")
        }
        wanted["resource_id"] = st.multiselect(
            read.column("synergy", "resource_id"),
            sorted(names, key=names.__getitem__),
            format_func=lambda value: names.get(value, value),
            key="map_resource",
            persist_state="session",
            placeholder=_("All"),
        )
    return synergies.chosen(known, **wanted)


def legend(entries: Sequence[tuple[str, str]]) -> None:
    """Show coloured signs, each with its words beside it."""
    with st.container(horizontal=True, gap="small"):
        for colour, word in entries:
            sign = (
                f':color[**– –**]{{foreground="{style.MUTED}"}}'
                if colour == DASHED
                else f':color[\u2003]{{background="{colour}"}}'
            )
            st.markdown(f"{sign}\u00a0{show.plain(word)}", width="content")


def of_one_resource(streams: pd.DataFrame) -> pd.DataFrame:
    """Let the reader choose a resource; return its supplies and demands, and those of what stands in for it.

    The resource with most supplies and demands comes first.
    """
    read = reader()
    counts = streams["resource_id"].value_counts()
    named = streams.drop_duplicates("resource_id").set_index("resource_id")
    names = {
        resource: f"{read.name(*named.loc[resource, ['resource_en', 'resource_zh']])} ({read.number(count)})"
        for resource, count in counts.items()
    }
    chosen = st.selectbox(
        read.column("stream", "resource_id"),
        list(names),
        format_func=lambda value: names.get(value, value),
        key="map_stream",
        persist_state="session",
    )
    if not st.toggle(
        _("With what can stand in for it"), value=True, key="map_alike", persist_state="session"
    ):
        return streams.loc[streams["resource_id"] == chosen]
    return with_stand_ins(streams, str(chosen), ask(stand_ins, resource_id=str(chosen)))


def stream_record(streams: pd.DataFrame) -> None:
    """Show the supply or demand that was clicked on the map."""
    read = reader()
    row = next(
        (one for one in streams.to_dict("records") if one["stream_id"] == st.session_state.get("map_place")),
        None,
    )
    if row is None:
        st.info(_("Click a circle on the map to see its supply or demand."), icon=":material/touch_app:")
        return
    st.subheader(show.plain(words.stream_title(row, read)), anchor=False)
    st.markdown(
        f"{show.plain(read.choice('direction', row['direction']))} · "
        f"{show.plain(read.name(row['company_en'], row['company_zh']))}"
    )
    facts = {
        read.column("stream", "resource_id"): read.name(row["resource_en"], row["resource_zh"]),
        read.column("stream", "quantity"): (
            f"{read.amount(row['quantity'], row['unit'])} / {read.choice('period', row['period'])}"
        ),
    } | {
        read.column("stream", column): read.amount(row[column], unit)
        for column, unit in (
            ("temperature", "°C"), ("return_temperature", "°C"), ("power", "kW"), ("hours", "h/a"),
            ("distance_maximum", "km"),
        )
        if pd.notna(row[column])
    }  # fmt: skip
    table = pd.DataFrame({"label": list(facts), "text": [show.plain(text) for text in facts.values()]})
    st.table(table, border="horizontal", hide_header=True, hide_index=True)
    if row["is_illustrative"]:
        st.caption(_("Illustrative: invented for this sample, not a fact."))


def overview(parks: Sequence[str], *, names_all: bool, is_past: bool = False) -> None:
    """Show what the synergies bring: what runs, and apart from it what is on the way."""
    totals = ask(synergies.totals, parks=list(parks), names_all=names_all).set_index("state")
    money = ask(synergies.money, parks=list(parks), names_all=names_all)
    st.info(
        _("Click a synergy or a circle on the map, or a row of the list, to see its record."),
        icon=":material/touch_app:",
    )
    if is_past:
        st.caption(_("The map shows an earlier year; these sums are those of today."))
    for state, heading in (("achieved", _("In operation")), ("pipeline", _("On the way"))):
        if state not in totals.index:
            continue
        row = totals.loc[state]
        st.metric(
            heading,
            ngettext("{count} synergy", "{count} synergies", int(row["synergies"])),
            border=True,
            help=_("Only what operates counts as achieved. What is on the way is weighted by its chance."),
        )
        synergy.show_gains(
            synergy.gains(row, money.loc[money["state"] == state]), weighted=state == "pipeline"
        )
        if state == "pipeline" and row["without_chance"]:
            st.caption(
                ngettext(
                    "{count} of them has no chance stated and is left out of the weighted sums.",
                    "{count} of them have no chance stated and are left out of the weighted sums.",
                    int(row["without_chance"]),
                )
            )


def place_record(place: dict, taking_part: pd.DataFrame) -> None:
    """Show what is known of a site or park, and the synergies it takes part in."""
    read = reader()
    st.subheader(show.plain(read.name(place["name_en"], place["name_zh"])), anchor=False)
    group = words.one_language(place.get("company_group"), read)
    if group:
        st.caption(show.plain(group))
    moved = words.moved_lines(place, read)
    st.markdown("\n".join(f"- {show.plain(line)}" for line in moved) or _("No amounts are known."))
    if not taking_part.empty:
        st.markdown(
            ngettext("Takes part in {count} synergy:", "Takes part in {count} synergies:", len(taking_part))
        )
    for row in taking_part.to_dict("records"):
        st.button(
            f"{show.plain(words.synergy_name(row, read))} · {show.plain(read.choice('stage', row['stage']))}",
            key=f"map_open_{row['synergy_id']}",
            on_click=choose,
            kwargs={"synergy": row["synergy_id"]},
            type="tertiary",
        )
    if isinstance(place.get("source"), str):
        st.caption(_("Source: {source}", source=show.plain(read.half(place["source"]))))
    if place["is_illustrative"]:
        st.caption(_("Illustrative: invented for this sample, not a fact."))


def choose(*, synergy: str | None = None, place: str | None = None) -> None:
    """Remember what the reader wants to see beside the map."""
    st.session_state.map_synergy = synergy
    st.session_state.map_place = place
    st.session_state.map_turn = st.session_state.get("map_turn", 0) + 1


def pick() -> None:
    """Remember what was clicked on the map; a click beside everything leaves the choice."""
    objects = st.session_state.map["selection"]["objects"]
    clicked = next((found[0] for found in objects.values() if found), None)
    if clicked:
        choose(synergy=clicked.get("synergy_id"), place=clicked.get("mark"))


def pick_row() -> None:
    """Remember which row of the list was chosen."""
    rows = st.session_state.map_list["selection"]["rows"]
    shown = st.session_state.get("map_shown", [])
    choose(synergy=shown[rows[0]] if rows and rows[0] < len(shown) else None)


def distances(arcs: pd.DataFrame) -> str:
    """Return how far apart the partners of a synergy are, along the roads or the straight line."""
    if arcs["distance"].isna().all():
        return ""
    read = reader()
    near, far = arcs["distance"].min(), arcs["distance"].max()
    way = parkmap.ROAD if "way" in arcs and (arcs["way"] == parkmap.ROAD).all() else parkmap.STRAIGHT
    if far - near < 0.05:
        return words.apart(far, way, read)
    if way == parkmap.ROAD:
        return _(
            "{near} to {far} km along the roads",
            near=read.number(near, significant=2),
            far=read.number(far, significant=2),
        )
    return _(
        "{near} to {far} km in a straight line",
        near=read.number(near, significant=2),
        far=read.number(far, significant=2),
    )


def warm() -> None:
    """Draw the map of one park, so that the first visitor does not wait for the libraries."""
    known = parks.parks(cursor())
    if known.empty:
        return
    scene = synergies.scene(cursor(), parks=[known["park_id"].iloc[0]], names_all=False)
    read = i18n.reader("en")
    places = words.describe_places(scene.places, read)
    circles = figure.of_places(places, "material", read, layer="site")
    arcs = words.describe_arcs(scene.arcs(scene.synergies), scene.synergies, scene.places, read)
    if scene.has_positions:
        figure.deck(figure.draw(scene.plan, circles, arcs, read)).to_json()
