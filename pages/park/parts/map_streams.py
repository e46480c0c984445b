"""Supplies and demands on the map: of one resource, or heat by temperature, with possible matches."""

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from isdata.data.disclosure import Viewer
from isdata.output.figures.parkmap import marks, presentation
from isdata.park import parkmap
from isdata.symbiosis import synergies
from isdata.symbiosis.heat import pinch_analysis
from pages.common import controls, empty_view, screen, selection, show
from pages.common.data import ask, derive
from pages.common.language import _, ngettext, reader
from pages.common.once import once
from pages.common.tables import show_rows
from pages.park.parts import map_candidates, map_filters, map_frame, map_lists, map_picture, map_record
from pages.park.parts.map_picture import choose

_LARGEST = 3  # heat supplies and demands named beside a presented map


def show_streams(
    scene: synergies.Scene,
    look: str,
    chosen: list[str],
    row: selection.Line,
    room: screen.Screen,
    *,
    viewer: Viewer,
) -> None:
    """Draw supplies and demands as circles, show their totals, and list them."""
    land = map_frame.land(scene)
    share, signs = map_frame.share(land, room), map_frame.signs_beside(land, room)
    left, right = map_frame.halves(beside=signs, left=share)
    if signs:
        row.words = right.container()
    streams, marks_area = _chosen(scene, look, chosen, row, room, viewer=viewer)
    possible = map_candidates.of_scene(scene)
    circles, key, explained = once(_circles, streams, look, scene)
    if circles.empty:
        show.info(_("None of these supplies and demands has coordinates."))
        _listed(streams)
        return
    with left:
        if not controls.is_projected():
            map_frame.legend(key)  # above the map, where it is visible
        drawing, area = map_picture.draw(
            scene, circles, derive(synergies.Scene.arcs, scene, scene.synergies.iloc[:0]).assign(title="", text=""), room,
            alt=ngettext("Map with {count} supply or demand", "Map with {count} supplies and demands", len(circles)),
            marks_area=marks_area, candidates=once(map_candidates.pairs, scene, synergies.STREAM), beside=signs, left=share,
        )  # fmt: skip
        with right.container() if signs else map_frame.foot():
            if controls.is_projected():
                map_frame.legend(key, is_column=bool(signs))
            if signs and look == "heat":
                _largest(streams)
            map_picture.count_names(drawing, room)
            show.computed(explained)
    if controls.is_projected():
        return
    listed = streams if area is None else streams.loc[streams["stream_id"].isin(area)]
    with right:
        beside(streams, listed, possible, marks_area=marks_area)
    _listed(listed)
    map_picture.offer(drawing, [explained, *map_frame.without(chosen)], [key])


def _largest(streams: pd.DataFrame) -> None:
    """Name the heat supplies and demands with the largest power, beside a presented map."""
    read = reader()
    for direction, title in (("demand", _("Largest demands")), ("supply", _("Largest supplies"))):
        known = streams.loc[(streams["direction"] == direction) & streams["power"].notna()]
        lines = [
            show.escaped(
                f"{read.name(row['company_en'], row['company_zh'])} {read.amount(row['power'] / 1000, 'MW')}"
            )
            for row in known.nlargest(_LARGEST, "power").to_dict("records")
        ]
        if lines:
            st.markdown("  \n".join([f"**{title}**", *lines]))


def _chosen(
    scene: synergies.Scene,
    look: str,
    parks: list[str],
    row: selection.Line,
    room: screen.Screen,
    *,
    viewer: Viewer,
) -> tuple[pd.DataFrame, bool]:
    """Let the user choose supplies and demands, and if dragging marks an area; return both."""
    streams = scene.turn.places(ask(parkmap.streams, parks=parks, viewer=viewer))
    if look == "heat":
        streams = streams.loc[pinch_analysis.is_heat(streams)]
        streams = streams.assign(power=pinch_analysis.power(streams, streams["hours"]))
    if streams.empty:
        empty_view.stop(_("No disclosed supplies or demands are recorded."), table="stream")
    map_picture.recall([], streams["stream_id"].to_list())
    with row.controls:
        with st.container():
            streams, resource = map_filters.of_one_resource(streams) if look == "streams" else (streams, "")
        marks_area = map_picture.choose_dragging(room)
        streams = _at_places(scene, streams)
    row.state(resource, *_counts(streams))
    return streams, marks_area


def _counts(streams: pd.DataFrame) -> list[str]:
    """Texts of the numbers of supplies and of demands, if any."""
    counts = streams["direction"].value_counts()
    supplies, demands = (int(counts.get(direction, 0)) for direction in ("supply", "demand"))
    words = [
        ngettext("{count} supply", "{count} supplies", supplies) if supplies else "",
        ngettext("{count} demand", "{count} demands", demands) if demands else "",
    ]
    return [each for each in words if each]


def _at_places(scene: synergies.Scene, streams: pd.DataFrame) -> pd.DataFrame:
    """Let the user choose places; return their streams."""
    if scene.is_apart:
        return streams
    places = map_filters.choose_places(scene)
    return streams if places is None else streams.loc[streams["site_id"].isin(places)]


def _circles(
    streams: pd.DataFrame, look: str, scene: synergies.Scene
) -> tuple[pd.DataFrame, list[tuple[str, str]], str]:
    """Circles, their legend, and the meaning of area and colour."""
    read = reader()
    if look == "streams":
        key = [(marks.SUPPLY, _("Supply (filled circle)")), (marks.DEMAND, _("Demand (ring)"))]
        circles, explained = marks.of_streams(streams, read), _("Area: amount per year.")
        unknown = _("Amount unknown")
    else:
        key, circles = marks.heat_legend(read, streams["power"]), marks.of_heat(streams, read)
        explained = _(
            "Filled circles: supplies; rings: demands. Area: power, or annual heat divided by operating "
            "hours. Colour: temperature."
        )
        unknown = _("Power unknown")
    if circles["weight"].isna().any():
        key = [*key, (marks.UNKNOWN, unknown)]
    return (
        marks.with_candidates(circles, map_candidates.seen(scene, synergies.STREAM), read),
        key,
        explained,
    )


def _listed(streams: pd.DataFrame) -> None:
    show_rows(map_lists.of_streams(streams), alt=_("Supplies and demands on the map"))


def beside(streams: pd.DataFrame, listed: pd.DataFrame, possible: pd.DataFrame, *, marks_area: bool) -> None:
    """Show the clicked supply or demand, or the totals on the map or in the marked area."""
    picked = st.session_state.get("map_place")
    row = next((one for one in streams.to_dict("records") if one["stream_id"] == picked), None)
    if row is not None:
        st.button(_("Show all"), icon=":material/arrow_back:", on_click=choose, key="map_back")
        is_own = (possible["supply_stream_id"] == picked) | (possible["demand_stream_id"] == picked)
        seen = synergies.seen_from(possible.loc[is_own], reader(), ends=synergies.STREAM)
        stream_record(row, seen[str(picked)].lines if picked in seen else [])
        return
    if marks_area and len(listed) == len(streams):
        map_record.ask_for_area()
    elif not marks_area:
        st.info(
            _("Hover over a circle for feasible matches; click it for details."),
            icon=":material/touch_app:",
        )
    totals(listed)


def totals(streams: pd.DataFrame) -> None:
    """Show annual supply and demand, one row per kind; entries without an annual amount are shown separately."""
    read = reader()
    table = pd.DataFrame(
        [
            (
                f"{read.choice('direction', row['direction'])} · {read.choice('kind', row['kind'])}",
                read.quantity(row["amount"], parkmap.UNITS.get(row["kind"], "")),
                read.number(row["number"]),
            )
            for row in parkmap.stream_totals(streams).to_dict("records")
        ],
        columns=[_("Total per year"), read.column("stream", "quantity"), _("Number")],
    )
    st.table(table, border="horizontal", hide_index=True)
    unknown = int(streams["amount"].isna().sum())
    if unknown:
        st.caption(
            ngettext(
                "{count} of them has no amount that can be added.",
                "{count} of them have no amount that can be added.",
                unknown,
            )
        )


def stream_record(row: dict, could_join: Sequence[str]) -> None:
    """Show a supply or demand with its possible matches."""
    read = reader()
    st.subheader(show.escaped(presentation.stream_title(row, read)), anchor=False)
    st.markdown(
        f"{show.escaped(read.choice('direction', row['direction']))} · "
        f"{show.escaped(read.name(row['company_en'], row['company_zh']))}"
    )
    facts = {
        read.column("stream", "resource_id"): read.name(row["resource_en"], row["resource_zh"]),
        read.column("stream", "quantity"): (
            f"{read.quantity(row['quantity'], row['unit'])} / {read.choice('period', row['period'])}"
        ),
    } | {
        read.column("stream", column): read.amount(row[column], unit)
        for column, unit in (
            ("temperature", "°C"), ("return_temperature", "°C"), ("power", "kW"), ("hours", "h/a"),
            ("distance_maximum", "km"),
        )
        if pd.notna(row[column])
    }  # fmt: skip
    table = pd.DataFrame({"label": list(facts), "text": [show.escaped(text) for text in facts.values()]})
    st.table(table, border="horizontal", hide_header=True, hide_index=True)
    if could_join:
        st.markdown(_("Feasible matches, with score:"))
        st.markdown("\n".join(f"- {show.escaped(line)}" for line in could_join))
    show.fictitious(row)
