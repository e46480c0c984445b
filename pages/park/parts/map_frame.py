"""Frame of the map page: positions of its controls, and choice of parks, year and size."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from isdata.data import disclosure
from isdata.output.figures import parkmap as figure
from isdata.output.figures.parkmap import presentation
from isdata.park import parkmap, parks
from isdata.symbiosis import synergies
from pages.common import controls, pick, screen, selection, show, undisclosed
from pages.common.data import ask, derive
from pages.common.language import _, ngettext, reader
from pages.common.presenting import headline

_PARK = "map_park"  # park of the last run
_OF_PARK = ("look", "area", "map_parks", "map_year")  # controls that another park does not keep
NOW = "now"
MOST_YEARS = 7  # maximum number of years side by side; more use a slider
# Shares of the page: maximum and minimum width of the map; the rest is for the panel beside it.
LEFT, LEAST_LEFT = 0.7, 0.5
GAP = 20  # gap between the two [px]
ABOVE = 300  # height of title, controls, legend and the note on the arcs [px]
ABOVE_IN_HALL = 0.315  # share of the window: title, legend and notes, whose type scales with it
TITLED = 0.05  # additional share of the window if a story has a title for the view
# The same if the selection line, the legend and the notes are beside the map; minimum and maximum share of the width for
# these.
ABOVE_BESIDE, SIGNS, MOST_SIGNS = 0.168, 0.155, 0.25
LEAST, MOST = 420, 780  # height of the map [px]
LETTERS = 12.0  # height of the map's type at scale 1 [px]
# When presented the legend is beside the map, or on one line at its lower edge, where it covers no company.
# The stages are below the map as its legend.
_KEY = """<style>
.st-key-map_key button {padding: 0.1rem 0.25rem; min-height: 1.6rem}
.st-key-map_key p {font-size: 0.74rem; white-space: nowrap}
.st-key-map_key > :has(> .st-key-map_unknown) {flex: 1 0 100%}
.st-key-map_key, .st-key-map_key :is([role=group], [role=toolbar]) {gap: 0.25rem}
.st-key-map_key [data-testid=stButtonGroup] :is([role=radiogroup], [role=group], [role=toolbar]) {
  flex-wrap: wrap; overflow: visible; mask-image: none; animation: none}
@media (max-width: 640px) {
  .st-key-map_key button {padding: 0 0.25rem; min-height: 1.5rem}
  .st-key-map_key p {font-size: 0.72rem}
}
</style>"""
_AT_FOOT = "<style>:is(.st-key-map_foot, .st-key-map_signs) p {font-size: 0.85rem; line-height: 1.3}</style>"


def land(scene: synergies.Scene) -> figure.Extent | None:
    """Land occupied by the plan and the places of a map."""
    return derive(_land, scene)


def _land(scene: synergies.Scene) -> figure.Extent | None:
    return figure.extent(scene.plan["geometry"], scene.places)


def signs_beside(land: figure.Extent | None, room: screen.Screen) -> float:
    """Share of the presented width left by the land for the legend beside it; 0 if too small."""
    if land is None or room.is_narrow or not controls.is_projected():
        return 0.0
    tall = _tall_in_hall(room, ABOVE_BESIDE)
    left = 1 - (tall * land.width / land.height + GAP) / room.width
    return min(left, MOST_SIGNS) if left > SIGNS else 0.0


def _tall_in_hall(room: screen.Screen, above: float) -> float:
    """Height of the presented map below the elements above it. [px]"""
    return room.height - (above + TITLED * headline.is_below_title()) * room.fitting


def share(land: figure.Extent | None, room: screen.Screen) -> float:
    """Share of the page width taken by the land at the available height, so that no grey area is beside it."""
    if land is None or room.is_narrow:
        return LEFT
    wide = _tall(room) * land.width / land.height + GAP
    return min(max(wide / room.width, LEAST_LEFT), LEFT)


def _tall(room: screen.Screen) -> int:
    """Height of the map on a working page. [px]"""
    return min(max(room.height - ABOVE, LEAST), MOST)


def size(room: screen.Screen, *, beside: float = 0.0, left: float = LEFT) -> tuple[tuple[int, int], float]:
    """Width and maximum height of the map [px], and the factor on its type size.

    Parameters
    ----------
    room : screen.Screen
    beside : float
        As from `signs_beside`.
    left : float
        As from `share`.
    """
    if room.is_narrow:
        return (room.width, max(LEAST, round(1.1 * room.width))), 1.0
    if controls.is_projected():
        # Names are at least 2.2 % of the height of the screen that fits in the window.
        wide = round((1 - beside) * room.width) - GAP if beside else room.width
        tall = _tall_in_hall(room, ABOVE_BESIDE if beside else ABOVE_IN_HALL)
        return (wide, max(LEAST, round(tall))), max(1.3, 0.0235 * room.fitting / LETTERS)
    return (round(room.width * left) - GAP, _tall(room)), 1.0


def row() -> selection.Line:
    """Containers of the most frequent choice, the selection line, and the other controls."""
    return selection.line("map")


def halves(*, beside: float = 0.0, left: float = LEFT) -> tuple[DeltaGenerator, DeltaGenerator]:
    """Containers of the map and of the panel beside it; when presented the map takes the whole width.

    Parameters
    ----------
    beside : float
        As from `signs_beside`.
    left : float
        As from `share`.
    """
    if beside:
        signs, middle = st.columns([beside, 1 - beside], gap="small")
        return middle, signs.container(key="map_signs", gap="xsmall")
    if controls.is_projected():
        return st.container(key="map_hall"), st.container()
    picture, facts = st.columns([left, 1 - left], gap="medium")
    return picture, facts


def foot() -> DeltaGenerator:
    """Container of the legend below the map."""
    if not controls.is_projected():
        return st.container()
    st.html(_AT_FOOT)
    return st.container(key="map_foot", gap="xsmall")


@dataclass(frozen=True)
class Areas:
    """Containers of the parts of the page: the map, and the parts below and right of it.

    Attributes
    ----------
    key : DeltaGenerator
        Container of the choice of stages and of the legend, below the map.
    notes : DeltaGenerator
        Container of the notes on the map.
    beside, share : float
        As from `signs_beside` and `share`.
    """

    picture: DeltaGenerator
    key: DeltaGenerator
    right: DeltaGenerator
    notes: DeltaGenerator
    beside: float
    share: float


def areas(row: selection.Line, land: figure.Extent | None, room: screen.Screen) -> Areas:
    """Containers of the parts of the page; the selection line is beside a map that needs its height."""
    beside, taken = signs_beside(land, room), share(land, room)
    left, right = halves(beside=beside, left=taken)
    if beside:
        row.words = right.container()
    picture = left.container()
    with st.container() if beside else left:
        key = (
            None
            if controls.is_projected()
            else st.container(key="map_key", horizontal=True, vertical_alignment="center")
        )
        below = foot()
    if key is not None:
        key.html(_KEY)
    notes = right if beside else below
    if room.is_narrow and not controls.is_projected():  # a phone shows the results first
        right, notes = right.container(), right.container()
    return Areas(picture, key or below, right, notes, beside, taken)


def start_over_in_other_park() -> None:
    """Reset view, area and year when another park is opened, unless its address contains the view: those of a story about
    the former park would show other content than the park's own map.
    """
    here, state = controls.park_id(), st.session_state
    is_linked = st.query_params.get("park") == here and "look" in st.query_params
    if state.get(_PARK, here) != here and not is_linked:
        for key in _OF_PARK:
            state.pop(key, None)
    state[_PARK] = here


def choose_parks() -> list[str]:
    """Let the user choose the park, or a region with several parks."""
    read = reader()
    known = ask(parks.parks)
    here = controls.park_id()
    if pick.one_of(_("Area"), {"park": _("This park"), "region": _("Region")}, key="area") == "park":
        return [here]
    names = {row["park_id"]: read.name(row["name_en"], row["name_zh"]) for row in known.to_dict("records")}
    country = known["region_id"].str.split("-").str[0]
    near = known.loc[country == country[known["park_id"] == here].iloc[0], "park_id"]
    return pick.some_of(_("Parks"), names, key="map_parks", default=list(near), width=640) or [here]


def choose_year(known: list[str]) -> int | None:
    """Let the user choose the end of an earlier year."""
    years = [str(year) for year in ask(parkmap.years, parks=known)]
    if len(years) < 2:
        return None
    about: dict[str, Any] = {} if len(years) < MOST_YEARS else {"width": 420}
    choose = pick.on_slider if about else pick.one_of
    chosen = choose(
        _("As of"), [*years, NOW], key="map_year", default=NOW,
        words=lambda value: _("today") if value == NOW else value, **about,
        help=_("Stages at the end of the year; amounts of the latest year up to it."),
    )  # fmt: skip
    return None if chosen == NOW else int(chosen)


def legend(entries: Sequence[tuple[str, str]], *, is_column: bool = False, key: str | None = None) -> None:
    """Show legend symbols (coloured areas and lines, or glyphs) with their labels; `key` is the key of their container."""
    with st.container(horizontal=not is_column, gap="small", key=key):
        for entry, word in entries:
            glyph, colour = presentation.sign(presentation.BROKEN if entry == figure.DASHED else entry)
            sign = (
                f':color[**{glyph}**]{{foreground="{colour}"}}'
                if glyph
                else f':color[\u2003]{{background="{colour}"}}'
            )
            words = f"{sign}\u00a0{show.escaped(word)}"
            st.markdown(words if controls.is_projected() else f":small[{words}]", width="content")


def undisclosed_in_hall(parks_shown: Sequence[str]) -> str:
    """Short text on the number of companies left out of a presented map; empty for none."""
    found, read = undisclosed.undisclosed_companies({"parks": parks_shown}), reader()
    missing = found.companies - found.named
    if not missing or not found.named:
        return disclosure.clause(missing, read)
    counts = {"count": read.number(found.companies), "named": read.number(found.named)}
    return _("{named} of {count} undisclosed companies shown, as agreed", **counts)


def without(parks_shown: Sequence[str], *, has_totals: bool = False) -> list[str]:
    """Sentences on companies left out of the map but included in the totals beside it; empty if none is left out."""
    found, read = undisclosed.undisclosed_companies({"parks": parks_shown}), reader()
    if not found.companies:
        return []
    missing = found.companies - found.named
    if not found.named:
        sentence = ngettext(
            "The map is without {count} undisclosed company.",
            "The map is without {count} undisclosed companies.",
            missing,
        )
    elif missing:
        sentence = _(
            "The map is without {missing} of {count} undisclosed companies; the others are shown by name, as agreed in a "
            "synergy, without amounts of their own.",
            missing=read.number(missing),
            count=read.number(found.companies),
        )
    else:
        sentence = ngettext(
            "{count} undisclosed company is shown by name, as agreed in a synergy, without amounts of its own.",
            "{count} undisclosed companies are shown by name, as agreed in a synergy, without amounts of their own.",
            found.named,
        )
    totals = _("Totals refer to all synergies; the range contains the true value.")
    return [sentence, totals] if has_totals else [sentence]
