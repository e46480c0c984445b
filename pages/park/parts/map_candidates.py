"""Possible matches on the map: of the selected place, and between the parks of a region.

They are the same matches as on the page Matches.
"""

import duckdb
import pandas as pd
import streamlit as st

from isdata.data import store
from isdata.data.contracts.results import Matches
from isdata.data.disclosure import Viewer
from isdata.output.figures.parkmap import marks, presentation
from isdata.symbiosis import synergies
from isdata.symbiosis.matching import match_tables
from isdata.symbiosis.matching import presentation as match_presentation
from pages.common import park_matches, role, show, tables
from pages.common.data import ask
from pages.common.language import _, names, reader

MOST_LINES = 3  # number of lines of a tooltip
MOST = 400  # number of matches that the browser draws when the pointer is on a place


def of_scene(scene: synergies.Scene) -> pd.DataFrame:
    """Possible matches today between places of the map; in a region of distant parks only between them."""
    parks = scene.parks["park_id"].to_list()
    found = ask(_of_parks, parks=parks, viewer=role.viewer())
    if scene.year is not None:
        return found.iloc[:0]
    return found.loc[found["is_between_parks"]] if scene.is_apart else found


def _of_parks(_con: duckdb.DuckDBPyConnection, *, parks: list[str], viewer: Viewer) -> pd.DataFrame:
    return synergies.candidates(park_matches.of_parks(parks, viewer), parks)


def ends(scene: synergies.Scene) -> str:
    """Ends of the circles of a map of synergies."""
    return synergies.PARK if scene.is_apart else synergies.SITE


def pairs(scene: synergies.Scene, kind: str) -> pd.DataFrame:
    """Pairs of circles with possible matches, best first."""
    return synergies.candidate_pairs(of_scene(scene), ends=kind, most=MOST)


def seen(scene: synergies.Scene, kind: str) -> dict[str, synergies.View]:
    """Tooltip text of each circle with its possible matches."""
    return synergies.seen_from(of_scene(scene), reader(), ends=kind, most=MOST_LINES)


def chosen(scene: synergies.Scene, place: str | None, pair: tuple[str, str] | None) -> pd.DataFrame:
    """Possible matches of the selected place or pair; otherwise between the parks of a region."""
    found, kind = of_scene(scene), ends(scene)
    supply, demand = found[f"supply_{kind}"], found[f"demand_{kind}"]
    if pair is not None:
        return found.loc[(supply == pair[0]) & (demand == pair[1])]
    if place is not None:
        return found.loc[(supply == place) | (demand == place)]
    return found.loc[found["is_between_parks"]]


def with_arcs(arcs: pd.DataFrame, found: Matches, scene: synergies.Scene) -> pd.DataFrame:
    """Add possible matches to the arcs as dashed arcs."""
    if found.empty:
        return arcs
    possible = synergies.candidate_arcs(found, scene.places, ends=ends(scene), beside=arcs)
    described = presentation.describe_candidates(possible.assign(is_unknown=True), scene.places, reader())
    return pd.concat([described, arcs], ignore_index=True) if len(described) else arcs


def record(found: Matches, scene: synergies.Scene, pair: tuple[str, str]) -> None:
    """Show possible matches between two places, beside the map."""
    read = reader()
    ends = read.names(scene.places.set_index("site_id").loc[list(pair)])
    st.subheader(show.escaped(" → ".join(ends)), anchor=False)
    for row in found.to_dict("records"):
        st.markdown(
            f"**{show.escaped(match_presentation.resource(row, 'supply', read))}** · {show.escaped(match_presentation.amount(row, read))}  \n"
            f"{show.escaped(match_presentation.company(row, 'supply', read))} → {show.escaped(match_presentation.company(row, 'demand', read))}  \n"
            + _(
                "Score {score}, {distance}",
                score=read.percent(row["score"]),
                distance=show.escaped(match_presentation.distance(row, read)),
            )
        )


def listed(found: Matches, *, is_wide: bool) -> None:
    """List possible matches, best first."""
    st.subheader(
        _("Feasible matches between parks") if is_wide else _("Feasible matches of this site"), anchor=False
    )
    if found.empty:
        show.info(
            _("No supply in one of these parks is similar to a demand in another.")
            if is_wide
            else _("This site has no feasible matches.")
        )
        return
    treatments = names(ask(store.ask, name="match_treatments"), "treatment_id")
    tables.show_rows(
        match_tables.table(found, treatments, reader(), shows_parks=is_wide),
        lines=3,
        column_config={**tables.texts({_("Match"): 330}), _("Score"): tables.bar()},
        alt=_("Feasible matches, best first"),
    )


def circles(scene: synergies.Scene, kind: str) -> pd.DataFrame:
    """Circles of the places by throughput, with the possible matches of each."""
    read, layer = reader(), "park" if scene.is_apart else "site"
    places = marks.of_places(presentation.describe_places(scene.places, read), kind, read, layer=layer)
    return marks.with_candidates(places, seen(scene, ends(scene)), read)
