"""Possible matches for a map: by pair of places, and for one place."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import duckdb
import numpy as np
import pandas as pd

from isdata.data import contracts
from isdata.data.contracts.results import Matches
from isdata.data.disclosure import Viewer
from isdata.data.i18n import N_, Reader
from isdata.data.rows import records
from isdata.park.parkmap.geometry import distance
from isdata.park.parkmap.roads import STRAIGHT
from isdata.symbiosis import matching
from isdata.symbiosis.matching import presentation

TO, FROM = N_("to {who}: {what} ({score})"), N_("from {who}: {what} ({score})")
_WORDED = (
    "park_en", "park_zh", "company_en", "company_zh", "is_hidden", "is_typical", "resource_class", "name_en", "name_zh",
    "resource_en", "resource_zh",
)  # fmt: skip
# Columns of a match that are shown to readers.
SHOWN = (
    "supply_stream_id", "supply_park_en", "supply_park_zh", "supply_company_en", "supply_company_zh",
    "supply_resource_en", "supply_resource_zh", "demand_stream_id", "demand_park_en", "demand_park_zh",
    "demand_company_en", "demand_company_zh", "demand_resource_en", "demand_resource_zh", "quantity", "unit", "distance",
    "steps", "value", "score", "blocked", "is_hidden",
)  # fmt: skip
SITE, PARK, STREAM = "site_id", "park_id", "stream_id"  # kinds of places that candidates connect


def matches(
    con: duckdb.DuckDBPyConnection, *, viewer: Viewer, details: bool = False, **search: Any
) -> Matches:
    """Possible exchanges, best first.

    Parameters
    ----------
    con : duckdb.DuckDBPyConnection
        Connection or cursor.
    viewer : Viewer
        Reader of the matches.
    details : bool
        All columns of `contracts/results/matches.csv`; otherwise `SHOWN`.
    **search
        park_id or region_id, currency and the other parameters of `matching.matches`.

    Raises
    ------
    NotFoundError
        The park or region does not exist.
    """
    found = matching.matches(con, viewer=viewer, **search)
    return found if details else found[list(SHOWN)]


def candidates(found: Matches, parks: Sequence[str]) -> Matches:
    """Feasible matches within or between some parks, in the order given.

    Parameters
    ----------
    found : DataFrame
        As from `matching.matches`.
    parks : sequence of str
        Ids of the parks.
    """
    is_here = found["supply_park_id"].isin(parks) & found["demand_park_id"].isin(parks)
    return found.loc[is_here & (found["blocked"] == 0)].reset_index(drop=True)


def candidate_pairs(candidates: Matches, *, ends: str, most: int | None = None) -> pd.DataFrame:
    """Possible matches between places, best pair first.

    Parameters
    ----------
    candidates : DataFrame
        As from `candidates`.
    ends : SITE, PARK or STREAM
        Kind of places. Undisclosed companies have neither site nor stream.
    most : int, optional
        Maximum number of pairs; all by default.

    Returns
    -------
    DataFrame
        provider_id, receiver_id, resources: list of (name_en, name_zh), the best match first.
    """
    given = ["supply_is_hidden", "supply_resource_class", "supply_resource_en", "supply_resource_zh"]
    places = [f"supply_{ends}", f"demand_{ends}"]
    rows = candidates[[*places, *given]].dropna(subset=places)
    rows = rows[rows[places[0]] != rows[places[1]]].drop_duplicates()
    if most is not None:
        rows = rows[rows.groupby(places, sort=False).ngroup() < most]
    joined: dict[tuple[str, str], list[tuple[str, str]]] = {}
    for provider, receiver, *details in rows.itertuples(index=False):
        found = joined.setdefault((provider, receiver), [])
        found.append(_given(dict(zip(given, details, strict=True))))
    return pd.DataFrame(
        [(*pair, list(dict.fromkeys(found))) for pair, found in joined.items()],
        columns=["provider_id", "receiver_id", "resources"],
    )


def candidate_arcs(
    candidates: Matches, places: pd.DataFrame, *, ends: str, beside: pd.DataFrame | None = None
) -> pd.DataFrame:
    """Possible matches as arcs: one per pair of places with a position.

    Parameters
    ----------
    candidates : DataFrame
        As from `candidates`.
    places : DataFrame
        Sites or parks: site_id, longitude, latitude [°].
    ends : SITE or PARK
        Kind of places.
    beside : DataFrame, optional
        Arcs drawn already, as from `arcs`; those of candidates take the lanes next to them.

    Returns
    -------
    DataFrame
        Columns as from `arcs`, the stage "candidate" and no amount; and resources. The distance of sites is that of
        their matches, that of parks the straight line.
    """
    spots = places.set_index("site_id")[["longitude", "latitude"]]
    drawn = candidate_pairs(candidates, ends=ends)
    for end, number in (("provider_id", 0), ("receiver_id", 1)):
        drawn[f"x{number}"] = drawn[end].map(spots["longitude"]).astype(float)
        drawn[f"y{number}"] = drawn[end].map(spots["latitude"]).astype(float)
    drawn = drawn.dropna(subset=["x0", "y0", "x1", "y1"])
    straight = distance(*(drawn[column].to_numpy() for column in ("x0", "y0", "x1", "y1")))
    drawn = drawn.assign(
        synergy_id="",
        stage="candidate",
        kind="material",
        amount=np.nan,
        lane=0 if beside is None else _free_lanes(drawn, beside),
        straight=straight,
    )
    if ends == PARK:
        return drawn.assign(distance=straight, distance_basis=STRAIGHT)
    names = {f"supply_{ends}": "provider_id", f"demand_{ends}": "receiver_id"}
    known = candidates.rename(columns=names)[[*names.values(), "distance", "distance_basis"]]
    return drawn.merge(known.drop_duplicates([*names.values()]), on=[*names.values()])


def _free_lanes(drawn: pd.DataFrame, beside: pd.DataFrame) -> np.ndarray:
    """First lane of each pair of places that no other arc has: the number of arcs between them."""
    pair = ["provider_id", "receiver_id"]
    taken = beside.groupby(pair).size()
    return taken.reindex(pd.MultiIndex.from_frame(drawn[pair])).fillna(0).astype(int).to_numpy()


def _given(match: Mapping) -> tuple[str, str]:
    """Resource in both languages, or its class if the company is undisclosed."""
    if match["supply_is_hidden"]:
        words = contracts.choices("resource_class")[match["supply_resource_class"]]
        return words["en"], words["zh"]
    return match["supply_resource_en"], match["supply_resource_zh"]


@dataclass(frozen=True)
class View:
    """Possible matches of one place: a line for each of the best, and their total number."""

    lines: list[str]
    count: int


def seen_from(candidates: Matches, reader: Reader, *, ends: str, most: int | None = None) -> dict[str, View]:
    """Possible matches of each place: partner, resource and score, best first.

    Parameters
    ----------
    candidates : DataFrame
        As from `candidates`.
    reader : Reader
        Language and number format.
    ends : SITE, PARK or STREAM
        Kind of places.
    most : int, optional
        Maximum number of lines per place; all by default.
    """
    here = _of_places(candidates, ends)
    counts = here["place"].value_counts()
    first = here if most is None else here[here.groupby("place").cumcount() < most]
    columns = sorted({f"{side}_{what}" for side in ("supply", "demand") for what in _WORDED} | {"score"})
    shown = first["number"].unique()
    rows = dict(zip(shown, records(candidates[columns].iloc[shown]), strict=True))
    lines: dict[str, list[str]] = {}
    for place, number, other in zip(first["place"], first["number"], first["other"], strict=True):
        way = TO if other == "demand" else FROM
        lines.setdefault(place, []).append(_line(rows[number], other, way, ends, reader))
    return {place: View(found, int(counts[place])) for place, found in lines.items()}


def _of_places(candidates: Matches, ends: str) -> pd.DataFrame:
    """Each match from the perspective of both its places: place, number of the match and the other side, best
    first."""
    pairs = candidates[[f"supply_{ends}", f"demand_{ends}"]].set_axis(["supply", "demand"], axis=1)
    pairs = pairs.assign(number=range(len(pairs))).dropna()
    pairs = pairs[pairs["supply"] != pairs["demand"]]
    both = pd.concat(
        [
            pd.DataFrame({"place": pairs[own], "number": pairs["number"], "other": other})
            for own, other in (("supply", "demand"), ("demand", "supply"))
        ]
    )
    return both.sort_values("number", kind="stable")


def _line(row: dict, other: str, way: str, ends: str, reader: Reader) -> str:
    """Partner, the resource and the direction of a match, with its score."""
    who = (
        reader.name(row[f"{other}_park_en"], row[f"{other}_park_zh"])
        if ends == PARK
        else presentation.company(row, other, reader)
    )
    return reader.text(
        way,
        who=who,
        what=presentation.resource(row, "supply", reader),
        score=reader.number(row["score"], digits=2),
    )
