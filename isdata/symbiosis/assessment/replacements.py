"""If an exchange stops, who else could give or take? The ways that could take its place."""

import duckdb
import numpy as np
import pandas as pd

from isdata.data import disclosure, store
from isdata.data.disclosure import FACILITATOR, Viewer
from isdata.energy.measures import money
from isdata.park import parkmap
from isdata.symbiosis.matching import finding, similarity, streams, substitution
from isdata.symbiosis.matching.ranking import Terms

_EVERY = 10**6
_NAMES = ["company_en", "company_zh", "resource_en", "resource_zh"]
COLUMNS = [
    "supply", "demand", "supply_site", "demand_site", "supply_amount_declared", "demand_amount_declared", "unit", "distance", "score",
    *(f"{side}_{column}" for side in ("supply", "demand") for column in _NAMES),
]  # fmt: skip


def ways(
    con: duckdb.DuckDBPyConnection, exchanged: pd.DataFrame, *, park_id: str, viewer: Viewer, currency: str
) -> pd.DataFrame:
    """Supplies and demands that could replace interrupted exchanges, at least one of the two from an
    exchange.

    Direct ones only, without a violated constraint and that are not known to cost more than they gain. What comes free has the
    quality of what the firm declares of the same resource, where it declares any.

    Parameters
    ----------
    exchanged : DataFrame
        As from `exchanges.exchanges`, index from 0.
    viewer : Viewer
        Who reads it.

    Returns
    -------
    DataFrame
        supply, demand: id of a declared stream, or "supply 3" and "demand 3" for what comes free of exchange 3;
        supply_site, demand_site; supply_amount_declared, demand_amount_declared [unit/yr] (NaN for what comes free); unit; distance [km], score
        [-], and the names of company and resource of both.
    """
    declared = streams.declared(con, park_id=park_id, viewer=viewer)
    resources = store.ask(con, "match_resources")
    free = _free(con, exchanged, declared, resources, park_id)
    if free.empty:
        return pd.DataFrame(columns=COLUMNS)
    together = pd.concat([declared, free], ignore_index=True)
    days = {name: pd.to_datetime(together[name]) for name in ("available_from", "available_until")}
    ready = streams.prepared(together.assign(**days), rates=money.rates(con, currency))
    is_supply = ready["direction"] == "supply"
    given, wanted = (ready.loc[side, "resource_id"] for side in (is_supply, ~is_supply))
    alike = similarity.between(
        resources.loc[resources["resource_id"].isin(given)],
        resources.loc[resources["resource_id"].isin(wanted)],
        substitution.knowledge(con),
    )
    supplies = ready.loc[is_supply].reset_index(drop=True)
    supplies = supplies.assign(
        steps=[()] * len(supplies),
        factor=1.0,
        treatment_cost=0.0,
        treatment_electricity=0.0,
        investment=0.0,
        given_unit=supplies["common_unit"],
    )
    measured = disclosure.ask(con, "match_compositions", viewer)
    demands, released = ready.loc[~is_supply], set(free["stream_id"])
    given, wanted = (side["stream_id"].isin(released) for side in (supplies, demands))
    # Two declared streams replace nothing: of a large park they are nearly all pairs.
    found = [
        finding.found(
            supplies.loc[some].reset_index(drop=True),
            others.reset_index(drop=True),
            alike,
            limits=measured.loc[measured["held"] > measured["allowed"]],
            terms=Terms(top=_EVERY, counts_money=viewer.sees_all),
        )
        for some, others in ((given, demands), (~given, demands.loc[wanted]))
    ]
    both = pd.concat([_of_freed(each, released) for each in found])
    return both.sort_values("score", ascending=False, kind="stable", ignore_index=True)


def _of_freed(found: pd.DataFrame, free: set[str]) -> pd.DataFrame:
    is_free = found["supply_stream_id"].isin(free) | found["demand_stream_id"].isin(free)
    is_sound = (found["blocked"] == 0) & ~(found["gain"] < 0) & (found["given_unit"] == found["unit"])
    declared = {
        f"{side}_amount_declared": found[f"{side}_amount"]
        .astype(float)
        .mask(found[f"{side}_stream_id"].isin(free))
        for side in ("supply", "demand")
    }
    named = found.assign(**declared).loc[is_free & is_sound].rename(
        columns={
            "supply_stream_id": "supply", "demand_stream_id": "demand", "supply_site_id": "supply_site",
            "demand_site_id": "demand_site",
        }
    )  # fmt: skip
    return named[COLUMNS].reset_index(drop=True)


def _free(
    con: duckdb.DuckDBPyConnection,
    exchanged: pd.DataFrame,
    declared: pd.DataFrame,
    resources: pd.DataFrame,
    park_id: str,
) -> pd.DataFrame:
    """Streams released by each exchange: the supply of its provider, the demand of its receiver."""
    about = resources.drop_duplicates("resource_id").set_index("resource_id")
    own = declared.drop_duplicates(["site_id", "direction", "resource_id"]).set_index(
        ["site_id", "direction", "resource_id"]
    )
    sites = parkmap.sites(con, parks=[park_id], viewer=FACILITATOR).set_index("site_id")
    owners = dict(zip(declared["site_id"], declared["owner"], strict=True))
    rows = []
    for number, row in exchanged.iterrows():
        if np.isnan(row["amount"]) or row["amount"] <= 0 or row["resource_id"] not in about.index:
            continue
        resource = about.loc[row["resource_id"]]
        for direction, site in (("supply", row["provider_id"]), ("demand", row["receiver_id"])):
            key = (site, direction, row["resource_id"])
            base = own.loc[key].to_dict() if key in own.index else _bare(resource, sites, site, direction)
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


def _bare(resource: pd.Series, sites: pd.DataFrame, site: str, direction: str) -> dict[str, object]:
    """Known data of an undeclared stream: its resource and location."""
    where = sites.loc[site].to_dict() if site in sites.index else {}
    return {
        **{f"resource_{language}": resource[f"name_{language}"] for language in ("en", "zh")},
        **{name: resource[name] for name in ("resource_class", "kind", "topic", "usual_unit", "heating_value", "density", "enthalpy")},
        **{f"company_{language}": where.get(f"name_{language}") for language in ("en", "zh")},
        "is_hazardous": resource["is_hazardous"],
        "needs_permit": bool(resource["is_hazardous"]) and direction == "demand",
        "latitude": where.get("latitude"),
        "longitude": where.get("longitude"),
    }  # fmt: skip
