"""What could be joined, as a map shows it: between which places, and what a place sees from where it is."""

from collections.abc import Mapping, Sequence

import duckdb
import numpy as np
import pandas as pd

from isdata import contracts
from isdata.i18n import N_, Reader
from isdata.parkmap.geometry import distance
from isdata.synergies.matching import matches, told

TO, FROM = N_("to {who}: {what} ({score})"), N_("from {who}: {what} ({score})")
SITE, PARK, STREAM = "site_id", "park_id", "stream_id"  # what candidates join


def candidates(
    con: duckdb.DuckDBPyConnection, *, parks: Sequence[str], names_all: bool, currency: str
) -> pd.DataFrame:
    """Return the matches within some parks that nothing holds back, the best first; columns as from `matches`."""
    one = parks[0] if len(parks) == 1 else None
    found = matches(con, park_id=one, names_all=names_all, currency=currency, steps=2, top=20)
    is_here = found["supply_park_id"].isin(parks) & found["demand_park_id"].isin(parks)
    return found.loc[is_here & (found["blocked"] == 0)].reset_index(drop=True)


def candidate_pairs(candidates: pd.DataFrame, *, ends: str) -> pd.DataFrame:
    """Return which places could be joined, the best pair first.

    Parameters
    ----------
    candidates : DataFrame
        As from `candidates`.
    ends : SITE, PARK or STREAM
        What they join. Firms that keep to themselves have neither site nor stream.

    Returns
    -------
    DataFrame
        provider_id, receiver_id, resources: list of (name_en, name_zh), the best match first.
    """
    joined = [
        (*pair, list(dict.fromkeys(_given(row) for row in group.to_dict("records"))))
        for pair, group in candidates.groupby([f"supply_{ends}", f"demand_{ends}"], sort=False)
        if isinstance(pair, tuple) and pair[0] != pair[1]
    ]
    return pd.DataFrame(joined, columns=["provider_id", "receiver_id", "resources"])


def candidate_arcs(candidates: pd.DataFrame, places: pd.DataFrame, *, ends: str) -> pd.DataFrame:
    """Return what could be joined as arcs: one per pair of places with a position.

    Parameters
    ----------
    candidates : DataFrame
        As from `candidates`.
    places : DataFrame
        Sites or parks: site_id, longitude, latitude [°].
    ends : SITE or PARK
        What the arcs join.

    Returns
    -------
    DataFrame
        Columns as from `arcs`, the stage "candidate" and no amount; and resources.
    """
    spots = places.set_index("site_id")[["longitude", "latitude"]]
    drawn = candidate_pairs(candidates, ends=ends)
    for end, number in (("provider_id", 0), ("receiver_id", 1)):
        drawn[f"x{number}"] = drawn[end].map(spots["longitude"]).astype(float)
        drawn[f"y{number}"] = drawn[end].map(spots["latitude"]).astype(float)
    drawn = drawn.dropna(subset=["x0", "y0", "x1", "y1"])
    return drawn.assign(
        synergy_id="",
        stage="candidate",
        kind="material",
        amount=np.nan,
        distance=distance(*(drawn[column].to_numpy() for column in ("x0", "y0", "x1", "y1"))),
        lane=0,
    )


def _given(match: Mapping) -> tuple[str, str]:
    """Return what is given in both languages: the resource, or its class where the firm keeps to itself."""
    if match["supply_is_hidden"]:
        words = contracts.choices("resource_class")[match["supply_resource_class"]]
        return words["en"], words["zh"]
    return match["supply_resource_en"], match["supply_resource_zh"]


def seen_from(candidates: pd.DataFrame, reader: Reader, *, ends: str) -> dict[str, list[str]]:
    """Return for each place a line for each of its candidates: to or from whom, what, and the score.

    Parameters
    ----------
    candidates : DataFrame
        As from `candidates`.
    reader : Reader
        In whose words.
    ends : SITE, PARK or STREAM
        What the places are.
    """
    seen: dict[str, list[str]] = {}
    for row in candidates.to_dict("records"):
        for own, other, way in (("supply", "demand", TO), ("demand", "supply", FROM)):
            place, far = row[f"{own}_{ends}"], row[f"{other}_{ends}"]
            if not (isinstance(place, str) and isinstance(far, str)) or place == far:
                continue
            who = (
                reader.name(row[f"{other}_park_en"], row[f"{other}_park_zh"])
                if ends == PARK
                else told.company(row, other, reader)
            )
            line = reader.text(
                way,
                who=who,
                what=told.resource(row, "supply", reader),
                score=reader.number(row["score"], digits=2),
            )
            seen.setdefault(place, []).append(line)
    return seen
