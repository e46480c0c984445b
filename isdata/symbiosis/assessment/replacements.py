"""Possible replacements of interrupted exchanges: other suppliers and users."""

from collections.abc import Hashable, Mapping

import duckdb
import numpy as np
import pandas as pd

from isdata.data import disclosure, money, store
from isdata.data.contracts.results import Streams
from isdata.data.disclosure import FACILITATOR, Viewer
from isdata.park import parkmap
from isdata.symbiosis.matching import similarity, streams, substitution
from isdata.symbiosis.matching.ranking import Terms, rank

_EVERY = 10**6
_NAMES = ["company_en", "company_zh", "resource_en", "resource_zh"]
COLUMNS = [
    "supply", "demand", "supply_site", "demand_site", "supply_amount_declared", "demand_amount_declared", "unit", "distance", "score",
    *(f"{side}_{column}" for side in ("supply", "demand") for column in _NAMES),
]  # fmt: skip


def replacement_candidates(
    con: duckdb.DuckDBPyConnection, exchanged: pd.DataFrame, *, park_id: str, viewer: Viewer, currency: str
) -> pd.DataFrame:
    """Supplies and demands that could replace interrupted exchanges, at least one of the two from an
    exchange.

    Only direct matches without a violated constraint that are not known to cost more than they gain. The
    freed amount has the quality that the company declares for the same resource, if any.

    Parameters
    ----------
    exchanged : DataFrame
        As from `exchanges.exchanges`, index from 0.
    viewer : Viewer
        Reader of the replacements.

    Returns
    -------
    DataFrame
        supply, demand: id of a declared stream, or "supply 3" and "demand 3" for the amount freed by exchange
        3; supply_site, demand_site; supply_amount_declared, demand_amount_declared [unit/yr] (NaN for freed
        amounts); unit; distance [km], score [-], and the names of company and resource of both.
    """
    declared = streams.declared(con, park_id=park_id, viewer=viewer)
    resources = store.ask(con, "match_resources")
    free = _freed(con, exchanged, declared, resources, park_id)
    if free.empty:
        return pd.DataFrame(columns=COLUMNS)
    together = pd.concat([declared, free], ignore_index=True)
    days = {name: pd.to_datetime(together[name]) for name in ("available_from", "available_until")}
    ready = streams.prepared(together.assign(**days), rates=money.rates(con, currency))
    is_supply = ready["direction"] == "supply"
    given, wanted = (ready.loc[side, "resource_id"] for side in (is_supply, ~is_supply))
    alike = similarity.similarities(
        resources.loc[resources["resource_id"].isin(given)],
        resources.loc[resources["resource_id"].isin(wanted)],
        substitution.knowledge(con),
    )
    measured = disclosure.ask(con, "match_compositions", viewer)
    limits = measured.loc[measured["held"] > measured["allowed"]]
    terms = Terms(top=_EVERY, counts_money=viewer.sees_all)
    is_free = ready["stream_id"].isin(set(free["stream_id"]))
    # Two declared streams replace no exchange: in a large park they are nearly all of the pairs.
    sides = ((is_supply & is_free, ~is_supply), (is_supply & ~is_free, ~is_supply & is_free))
    found = pd.concat([_feasible(ready, *side, alike, limits, terms) for side in sides])
    best = found.sort_values("score", ascending=False, kind="stable")
    return _joined(ready.assign(amount=ready["amount"].astype(float).mask(is_free)), best)


def _feasible(
    ready: Streams,
    is_supply: pd.Series,
    is_demand: pd.Series,
    alike: pd.DataFrame,
    limits: pd.DataFrame,
    terms: Terms,
) -> pd.DataFrame:
    """Pairs of some supplies and demands that no constraint blocks: their rows in `ready`, distance and
    score."""
    supplies, demands = (np.flatnonzero(side) for side in (is_supply, is_demand))
    given, wanted = (ready.iloc[rows].reset_index(drop=True) for rows in (supplies, demands))
    ranked = rank(given, wanted, alike, limits=limits, terms=terms)
    ranked = ranked[(ranked["blocked"] == 0) & ~(ranked["gain"] < 0)]
    pairs = pd.DataFrame(
        {
            "supply": supplies[ranked["supply_row"]],
            "demand": demands[ranked["demand_row"]],
            "distance": ranked["distance"].to_numpy(),
            "score": ranked["score"].to_numpy(),
        }
    )
    units = pd.factorize(ready["common_unit"])[0]
    return pairs[units[pairs["supply"]] == units[pairs["demand"]]]


def _joined(ready: Streams, pairs: pd.DataFrame) -> pd.DataFrame:
    """Pairs with the data of both sides; `ready` without the freed amounts."""
    named = {
        "": "stream_id",
        "_site": "site_id",
        "_amount_declared": "amount",
        **{f"_{name}": name for name in _NAMES},
    }
    sides = {
        f"{side}{end}": ready[column].take(pairs[side]).array
        for side in ("supply", "demand")
        for end, column in named.items()
    }
    own = {"unit": ready["common_unit"].take(pairs["demand"]).array}
    own |= {name: pairs[name].array for name in ("distance", "score")}
    return pd.DataFrame(sides | own)[COLUMNS]


def _freed(
    con: duckdb.DuckDBPyConnection,
    exchanged: pd.DataFrame,
    declared: pd.DataFrame,
    resources: pd.DataFrame,
    park_id: str,
) -> pd.DataFrame:
    """Streams released by each exchange: the supply of its provider, the demand of its receiver."""
    about = resources.drop_duplicates("resource_id").set_index("resource_id").to_dict("index")
    own = _own(exchanged, declared)
    sites = parkmap.sites(con, parks=[park_id], viewer=FACILITATOR).set_index("site_id").to_dict("index")
    owners = dict(zip(declared["site_id"], declared["owner"], strict=True))
    rows = []
    columns = ["amount", "resource_id", "provider_id", "receiver_id", "unit"]
    for number, row in exchanged[columns].to_dict("index").items():
        if np.isnan(row["amount"]) or row["amount"] <= 0 or row["resource_id"] not in about:
            continue
        resource = about[row["resource_id"]]
        for direction, site in (("supply", row["provider_id"]), ("demand", row["receiver_id"])):
            if pd.isna(site):  # several companies with undisclosed shares
                continue
            declared_there = own.get((site, direction, row["resource_id"]))
            base = declared_there or _undeclared(resource, sites.get(site, {}), direction)
            rows.append(
                {
                    **base,
                    "stream_id": f"{direction} {number}", "token": None, "site_id": site, "direction": direction,
                    "resource_id": row["resource_id"], "quantity": row["amount"], "quantity_minimum": np.nan,
                    "unit": row["unit"], "period": "year", "available_from": None, "available_until": None,
                    "owner": owners.setdefault(site, 10_000 + len(owners)), "is_hidden": False, "is_typical": False,
                }
            )  # fmt: skip
    return pd.DataFrame(rows, columns=declared.columns)


def _own(
    exchanged: pd.DataFrame, declared: pd.DataFrame
) -> dict[tuple[str, str, str], dict[Hashable, object]]:
    """Declared streams with the resource of an exchange at one of its ends, by site, direction and resource."""
    freed = {
        (site, direction, resource)
        for direction, end in (("supply", "provider_id"), ("demand", "receiver_id"))
        for site, resource in zip(exchanged[end], exchanged["resource_id"], strict=True)
    }
    keys = list(zip(declared["site_id"], declared["direction"], declared["resource_id"], strict=True))
    place = {key: number for number, key in reversed([*enumerate(keys)]) if key in freed}
    records = declared.iloc[list(place.values())].to_dict("records")
    return dict(zip(place, records, strict=True))


def _undeclared(resource: Mapping, where: Mapping, direction: str) -> dict[str, object]:
    """Known data of an undeclared stream: its resource and location."""
    return {
        **{f"resource_{language}": resource[f"name_{language}"] for language in ("en", "zh")},
        **{name: resource[name] for name in ("resource_class", "kind", "topic", "usual_unit", "heating_value", "density", "enthalpy")},
        **{f"company_{language}": where.get(f"name_{language}") for language in ("en", "zh")},
        "is_hazardous": resource["is_hazardous"],
        "needs_permit": bool(resource["is_hazardous"]) and direction == "demand",
        "latitude": where.get("latitude"),
        "longitude": where.get("longitude"),
    }  # fmt: skip
