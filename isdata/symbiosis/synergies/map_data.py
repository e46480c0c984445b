"""Map data of one or several parks, and the arcs between their places."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace

import duckdb
import numpy as np
import pandas as pd

from isdata.data.disclosure import Viewer
from isdata.park.parkmap.geometry import distance
from isdata.park.parkmap.places import amounts, is_sketch, parks_of, plan, sites
from isdata.park.parkmap.regions import are_far_apart, between_parks
from isdata.park.parkmap.roads import along_roads
from isdata.park.parkmap.straightening import NORTH_UP, Turn, straightening
from isdata.symbiosis.synergies import register


@dataclass(frozen=True)
class Scene:
    """Map data of one or several parks.

    Attributes
    ----------
    parks : DataFrame
        As from `parks_of`.
    plan : DataFrame
        As from `plan`; empty if the parks are far apart.
    places : DataFrame
        As from `sites`; or `parks_of` with their id as site_id if the parks are far apart.
    synergies, partners : DataFrame
        As from the register; if the parks are far apart, only synergies between two of them.
    pairs : DataFrame
        Places that each synergy connects, and their distance: along the roads of the plan if they connect
        both, else straight-line; unknown on a sketch.
    is_apart : bool
        Whether the parks are so far apart that each is one place.
    year : int, optional
        State at the end of this year; None for today.
    is_schematic : bool
        Whether the plan of a real park is only a sketch, so that distances on it have no meaning.
    turn : Turn
        Rotation of plan and places against north.
    """

    parks: pd.DataFrame
    plan: pd.DataFrame
    places: pd.DataFrame
    synergies: pd.DataFrame
    partners: pd.DataFrame
    pairs: pd.DataFrame
    is_apart: bool
    year: int | None
    is_schematic: bool
    turn: Turn = NORTH_UP

    def straightened(self) -> "Scene":
        """The same data with the plan of one park rotated so that its longer side is horizontal."""
        if self.is_apart or len(self.parks) > 1 or self.plan.empty:
            return self
        turn = straightening(self.plan)
        return replace(self, plan=turn.plan(self.plan), places=turn.places(self.places), turn=turn)

    @property
    def has_positions(self) -> bool:
        """Return True if there is anything to draw."""
        return len(self.plan) > 0 or bool(self.places["longitude"].notna().any())

    def arcs(self, shown: pd.DataFrame) -> pd.DataFrame:
        """Arcs between places for some of the synergies."""
        return arcs(shown, self.pairs, self.places)


def scene(
    con: duckdb.DuckDBPyConnection,
    *,
    parks: Sequence[str],
    viewer: Viewer,
    year: int | None = None,
    reconciled: bool = False,
) -> Scene:
    """Map data of some parks, today or at the end of a year; with reconciled amounts if requested."""
    day = dt.date(year, 12, 31) if year else None
    shown = parks_of(con, parks=parks, viewer=viewer, year=year, reconciled=reconciled)
    known = register.synergies(con, parks=parks, viewer=viewer, day=day)
    partners = register.partners(con, parks=parks, viewer=viewer)
    places = sites(con, parks=parks, viewer=viewer, year=year, reconciled=reconciled)
    pairs = register.pairs(partners)
    drawn = plan(con, parks=parks, viewer=viewer)
    is_apart = are_far_apart(shown)
    if is_apart:
        pairs = between_parks(pairs, places)
        pairs = pairs.loc[pairs["provider_id"].isin(parks) & pairs["receiver_id"].isin(parks)]
        known = known.loc[known["synergy_id"].isin(pairs["synergy_id"])].reset_index(drop=True)
        places = shown.assign(site_id=shown["park_id"])
        drawn = drawn.iloc[:0]
    is_schematic = is_sketch(drawn, shown)
    pairs = along_roads(pairs, places, drawn.loc[drawn["feature_kind"] == "road", "geometry"])
    if is_schematic:
        pairs = pairs.assign(distance=np.nan)
    return Scene(shown, drawn, places, known, partners, pairs, is_apart, year, is_schematic)


def arcs(synergies: pd.DataFrame, pairs: pd.DataFrame, places: pd.DataFrame) -> pd.DataFrame:
    """Arcs between places: one row per synergy and pair of partners with a position.

    Parameters
    ----------
    synergies : DataFrame
        synergy_id, stage, band_least and the columns that `amounts` needs.
    pairs : DataFrame
        synergy_id, provider_id, receiver_id; and distance [km] and distance_basis, as from `along_roads`.
    places : DataFrame
        site_id, longitude, latitude [°].

    Returns
    -------
    DataFrame
        synergy_id, provider_id, receiver_id, stage, kind, amount [t, GJ or m³ by kind; the synergy's, divided
        evenly among its pairs], is_unknown (True if the synergy goes on, without a recorded amount in any unit), x0, y0, x1, y1 [°], distance [km], distance_basis, straight [km, straight-line], lane:
        0, 1, 2 … among arcs between the same two places.
    """
    is_unknown = synergies[["quantity", "band_least"]].isna().all(axis=1) & (synergies["stage"] != "ended")
    known = amounts(synergies).assign(is_unknown=is_unknown)  # hours, for example, have no amount
    by_synergy = known[["synergy_id", "stage", "kind", "amount", "is_unknown"]]
    drawn = pairs.merge(by_synergy, on="synergy_id")
    drawn["amount"] /= drawn.groupby("synergy_id")["synergy_id"].transform("size")
    spots = places.dropna(subset=["longitude", "latitude"]).set_index("site_id")
    drawn = drawn.loc[drawn["provider_id"].isin(spots.index) & drawn["receiver_id"].isin(spots.index)]
    for end, number in (("provider_id", 0), ("receiver_id", 1)):
        drawn[f"x{number}"] = drawn[end].map(spots["longitude"])
        drawn[f"y{number}"] = drawn[end].map(spots["latitude"])
    both = [tuple(sorted(ends)) for ends in zip(drawn["provider_id"], drawn["receiver_id"], strict=True)]
    keys = pd.Series(both, index=drawn.index, dtype=object)
    return drawn.assign(
        straight=distance(*(drawn[column].to_numpy() for column in ("x0", "y0", "x1", "y1"))),
        lane=keys.groupby(keys).cumcount(),
    ).reset_index(drop=True)
