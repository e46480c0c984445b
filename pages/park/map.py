"""Map: park plan with sites and synergies, or a region with several parks."""

import pandas as pd
import streamlit as st

from isdata.data.disclosure import Viewer
from isdata.output.figures.parkmap import emphasis, presentation
from isdata.output.figures.sankey_quantities import quantity
from isdata.park import parkmap
from isdata.symbiosis import synergies
from isdata.symbiosis.matching import published_uses
from pages.common import (
    amounts,
    controls,
    empty_view,
    exchange_rows,
    fragment,
    park_facts,
    pick,
    role,
    screen,
    selection,
    show,
    synergy_totals,
    whole_amounts,
)
from pages.common.data import ask, derive
from pages.common.language import _, ngettext, reader
from pages.common.once import once
from pages.common.presenting import headline
from pages.park.parts import (
    map_candidates,
    map_filters,
    map_frame,
    map_legend,
    map_lists,
    map_picture,
    map_record,
    map_streams,
)

# Height of what is above and below a list beside the map: one figure of a published park, or totals. [px]
_BELOW_ONE, _BELOW_TOTALS = 392, 530
_WIDE = 1500  # width of a window from which it states the stages [px]


@fragment.independent_fragment
def view() -> None:
    """Draw controls, map, record and list; a click redraws only these."""
    viewer = role.viewer()
    room = screen.screen(is_hall=controls.is_projected())
    map_frame.start_over_in_other_park()
    row = map_frame.row()
    with row.controls:
        with st.container():  # in a separate container, so that an appearing control does not move the others
            chosen = map_frame.choose_parks()
        looks = {"synergies": _("Synergies"), "streams": _("Supply and demand"), "heat": _("Heat")}
        look = pick.one_of(
            _("Show"), looks, key="look", place=row.first, label_visibility="collapsed", width="content"
        )
        with st.container():
            year = map_frame.choose_year(chosen) if look == "synergies" else None
    reconciled = amounts.are_reconciled()
    stored = ask(synergies.scene, parks=chosen, viewer=viewer, year=year, reconciled=reconciled)
    scene = derive(synergies.Scene.straightened, stored)
    if not scene.has_positions:
        empty_view.stop(
            _("No map: no site has coordinates and no plan is stored."),
            table="site",
            import_label=_("Add latitude and longitude in the table “Sites”, or a plan in “Plan features”"),
        )
    if look == "synergies":
        show_synergies(scene, row, room, viewer=viewer)
    else:
        map_streams.show_streams(scene, look, chosen, row, room, viewer=viewer)
    _note_names(chosen, look, viewer)


def _note_names(chosen: list[str], look: str, viewer: Viewer) -> None:
    """State which companies are left out, and to a guest why others are named."""
    is_presented, has_synergies = controls.is_projected(), look == "synergies"
    # Of presented synergies, it is on one line with the notes on the arcs.
    sentences = (
        [] if is_presented and has_synergies else [*map_frame.without(chosen, has_totals=has_synergies)]
    )
    if not viewer.sees_all and not is_presented:
        sentences.append(_("Companies shown by name are disclosed, or agreed to be named in a synergy."))
    if sentences:
        st.caption(reader().sentences(sentences))


def show_synergies(
    scene: synergies.Scene, row: selection.Line, room: screen.Screen, *, viewer: Viewer
) -> None:
    """Draw the places by throughput, the synergies between them, and possible matches."""
    areas = map_frame.areas(row, map_frame.land(scene), room)
    kind, marks_area, shown, is_all = choose(scene, row, room)
    with areas.key:
        shown = map_filters.by_stage(shown, is_all=is_all) if len(shown) else shown
    row.state(*_stated(scene, kind, shown))
    answer = _answer(scene, shown)
    headline.state(answer)
    map_picture.recall(scene.synergies["synergy_id"].to_list(), scene.places["site_id"].to_list())
    picked, place, pair = map_record.chosen(scene, shown)
    parks = list(scene.parks["park_id"])
    near = once(map_candidates.chosen, scene, place, pair)
    arcs = once(_arcs, scene, shown, is_all=is_all)
    drawn = map_candidates.with_arcs(arcs, near, scene)
    is_picked = (picked, place, pair) != (None,) * 3
    answer = "" if is_picked or controls.is_projected() else answer
    with areas.picture:
        if answer and room.is_narrow:  # otherwise beside the map
            st.subheader(show.escaped(whole_amounts.line(answer)), anchor=False)
        drawing, area = map_picture.draw(
            scene, once(map_candidates.circles, scene, kind), drawn, room,
            alt=ngettext("Map with {count} synergy", "Map with {count} synergies", len(shown)), marks_area=marks_area, beside=areas.beside, left=areas.share,
            candidates=once(map_candidates.pairs, scene, map_candidates.ends(scene)), picked=picked, near=place,
        )  # fmt: skip
    explained = presentation.measured(scene.places, arcs, kind, reader())
    keys = map_legend.entries(scene, shown, arcs, drawing, has_joinable=len(drawn) > len(arcs))
    with areas.notes:
        map_picture.count_names(drawing, room)
        if areas.beside:
            map_legend.explain(explained, keys, is_column=True)
        map_legend.note(shown, arcs, parks, is_picked=picked is not None or place is not None)
        if not areas.beside and controls.is_projected():
            map_legend.explain(explained, keys)
        if scene.is_apart:
            map_legend.name_covered(drawing)
    if controls.is_projected():
        return
    with areas.key:
        map_frame.legend(map_legend.lines(keys), key="map_unknown")  # on a separate line
    with areas.right:
        if answer and not room.is_narrow:
            st.subheader(show.escaped(whole_amounts.line(answer)), anchor=False)
        map_record.beside(scene, shown, arcs, near, area, viewer=viewer, marks_area=marks_area)
        if not is_picked and area is None and not marks_area:
            map_record.hint(areas.notes if room.is_narrow else areas.right)
        map_legend.explain(explained, keys)  # below the results
    listed = shown if area is None else map_filters.of_places(scene, shown, set(area))
    is_beside = not is_picked and area is None and not marks_area and not room.is_narrow
    above = _BELOW_ONE if park_facts.is_published() else _BELOW_TOTALS
    with areas.right if is_beside else st.container():
        list_synergies(scene, listed, most=room.height - above if is_beside else None)
    if place is not None or pair is not None or len(scene.parks) > 1:
        map_candidates.listed(near, is_wide=len(scene.parks) > 1)
    map_picture.offer(drawing, [explained, *map_frame.without(parks)], keys, year=scene.year)


def _headline(shown: pd.DataFrame) -> str:
    """Headline with the numbers of synergies in operation and under construction, without ended ones, as on the board."""
    going_on = shown[shown["stage"] != "ended"]
    if going_on.empty:
        return ""
    coming = int((going_on["stage"] == "implementation").sum())
    building = _("{coming} in implementation", coming=reader().number(coming)) if coming else ""
    return reader().clauses([synergy_totals.running(going_on), building])


def _answer(scene: synergies.Scene, shown: pd.DataFrame) -> str:
    """Headline, with the CO2 saved in operation today if the map shows all synergies of one park."""
    words, (park, *others) = _headline(shown), scene.parks["park_id"]
    if not words or others or scene.year is not None or len(shown) < len(scene.synergies):
        return words
    sums = synergy_totals.in_operation(park, viewer=role.viewer())
    co2 = synergy_totals.in_words(sums, park)[0]
    saved = _("{amount} CO2 saved per year", amount=co2) if sums.co2 > 0 else ""
    return reader().clauses(filter(None, [words, saved or _hub()]))


def _hub() -> str:
    """Company of a published park with the most synergies; empty if it has not one of its own."""
    counts = exchange_rows.by_partner() if park_facts.is_published() else pd.DataFrame()
    if len(counts) < 2 or counts["amount"].iloc[0] == counts["amount"].iloc[1]:
        return ""
    company, count = counts["name"].iloc[0], reader().number(int(counts["amount"].iloc[0]))
    return _("{company} in {count} of them", company=company, count=count)


def choose(
    scene: synergies.Scene, row: selection.Line, room: screen.Screen
) -> tuple[str, bool, pd.DataFrame, bool]:
    """Let the user choose the meaning of circles, the effect of dragging, and the synergies shown and drawn in full."""
    shown = scene.synergies
    with row.controls:
        kind = pick.one_of(_("Circle size"), _kinds(), key="moved")
        marks_area = map_picture.choose_dragging(room)
        is_all = map_filters.draws_all()
        if len(shown):
            shown = map_filters.by_kind(shown)
            places = map_filters.choose_places(scene)
            shown = shown if places is None else map_filters.of_places(scene, shown, places)
    return kind, marks_area, shown, is_all


def _kinds() -> dict[str, str]:
    return {"material": _("Materials"), "energy": _("Energy"), "water": _("Water")}


def _stated(scene: synergies.Scene, kind: str, shown: pd.DataFrame) -> list[str]:
    """Day or year of the data, meaning of the circles and number of synergies; ended ones are counted separately, as in the title."""
    ended = int((shown["stage"] == "ended").sum())
    years = park_facts.years() if scene.year is None and park_facts.is_published() else []
    return [
        # A published network is that of its source, not of today.
        _("flows of {years}", years=park_facts.year_words(years[0]))
        if years
        else _("As of {day}", day=_("today") if scene.year is None else str(scene.year)),
        _circles(scene, _kinds()[kind], kind),
        ngettext("{count} synergy", "{count} synergies", len(shown) - ended),
        _("{count} ended", count=reader().number(ended)) if ended else "",
    ]


def _circles(scene: synergies.Scene, name: str, kind: str) -> str:
    """Meaning of the circles with scale and year of the amounts, which may be old on a map of the present day."""
    years, most = scene.places["year"].dropna(), scene.places[kind].max()
    if years.empty:
        return _("circles: {kind}", kind=name)
    year = park_facts.year_words(int(years.max()), scene.parks["park_id"].iloc[0])
    name = published_uses.in_sentence(name)
    if not most > 0:
        return _("circles: {kind}, {year}", kind=name, year=year)
    amount = quantity(most, parkmap.UNITS[kind], reader())
    return _("circles: {kind}, {year}, up to {amount}", kind=name, year=year, amount=amount)


def _arcs(scene: synergies.Scene, shown: pd.DataFrame, *, is_all: bool) -> pd.DataFrame:
    """Synergies as arcs with tooltip texts; arcs drawn faint on a crowded map are marked."""
    bare = derive(synergies.Scene.arcs, scene, shown)  # the same in every language
    arcs = presentation.describe_arcs(bare, shown, scene.places, reader())
    return arcs.assign(is_minor=False) if is_all else emphasis.running(arcs)


def list_synergies(scene: synergies.Scene, listed: pd.DataFrame, *, most: int | None = None) -> None:
    """List the synergies on the map or in the marked area; briefly beside the map, where the list scrolls from a height. [px]"""
    if listed.empty:
        show.info(
            _("No synergy connects two of these parks yet.")
            if scene.is_apart
            else _("No synergies are recorded, or none meets the filters.")
        )
        return
    table = once(map_lists.of_synergies, listed, is_today=scene.year is None, is_short=most is not None)
    if most is not None and screen.width() < _WIDE:  # so that no name is cut
        table = table.drop(columns=reader().column("synergy", "stage"), errors="ignore")
    map_picture.choose_from(table, list(listed["synergy_id"]), most=most)


view()
