"""What nobody takes or gives yet, and which single newcomer would close most of it, by several measures at once."""

import duckdb
import numpy as np
import pandas as pd

from isdata import store, units
from isdata.errors import UnitError
from isdata.matching import streams

MEASURES = ("tonnes", "value", "co2", "water")
TAKES, GIVES = "takes", "gives"


def newcomers(
    con: duckdb.DuckDBPyConnection,
    matches: pd.DataFrame,
    *,
    park_id: str | None = None,
    region_id: str | None = None,
    names_all: bool = False,
    with_typical: bool = False,
    currency: str = "CNY",
) -> pd.DataFrame:
    """Return which newcomer would close how much of what has no free match, the best over all measures first.

    A newcomer takes what is left over of one resource, or gives what is wanted of one. Heavy waste leads by tonnes
    only: each measure has its own place beside it.

    Parameters
    ----------
    con : duckdb.DuckDBPyConnection
        Connection or cursor.
    matches : DataFrame
        As from `matching.matches` with the same park or region and names.
    park_id, region_id, names_all, with_typical, currency
        As for `matching.matches`. Guests are told of resources that firms show in full, and of no money.

    Returns
    -------
    DataFrame
        does ("takes" or "gives"), resource_id, resource_en, resource_zh, resource_class, streams, firms, tonnes
        [t/yr], energy [GJ/yr], co2 [t/yr] (of heat and fuel that it would replace), water [m³/yr], value
        [currency/yr] (disposal or purchase avoided, missing for guests), place_tonnes, place_value, place_co2,
        place_water, and score: mean share of the largest over the measures.
    """
    parks = [park_id] if park_id else None
    declared = store.ask(
        con,
        "match_streams",
        parks=parks,
        region=region_id,
        names_all=names_all,
        introduced=False,
        profiles=with_typical,
    )
    ready = streams.prepared(declared.loc[~declared["is_hidden"].astype(bool)], currency=currency)
    free = matches.loc[matches["blocked"] == 0]
    taken = set(free["supply_stream_id"]) | set(free["demand_stream_id"])
    left = ready.loc[~ready["stream_id"].isin(taken)]
    co2 = _per_unit(store.ask(con, "match_co2", park_id=park_id), left)
    return _ranked(left, co2)


def _per_unit(factors: pd.DataFrame, left: pd.DataFrame) -> pd.Series:
    """Return the CO2 that one common unit of each stream's resource stands for; heat counts as bought heat. [t]"""
    known = factors.set_index("resource_id")

    def one(row: dict) -> float:
        name = "hot_water" if row["resource_class"] in ("heat", "cold") else row["resource_id"]
        if row["kind"] != "energy" or name not in known.index:
            return np.nan
        unit = str(known["unit"][name]).partition("/")[2]
        try:
            return float(known["value"][name]) * units.factor(row["common_unit"], unit)
        except UnitError:
            return (
                float(known["value"][name]) / row["enthalpy"] if unit == "t" and row["enthalpy"] else np.nan
            )

    return pd.Series([one(row) for row in left.to_dict("records")], index=left.index, dtype=float)


def _ranked(left: pd.DataFrame, co2: pd.Series) -> pd.DataFrame:
    amount = left["amount"]
    counted = left.assign(
        does=np.where(left["direction"] == "supply", TAKES, GIVES),
        tonnes=amount.where(left["kind"] == "material"),
        energy=amount.where(left["common_unit"] == "GJ"),
        water=amount.where(left["kind"] == "water"),
        co2=amount * co2,
        value=(amount * left["cost"]).clip(lower=0.0),
    )
    keys = ["does", "resource_id", "resource_en", "resource_zh", "resource_class"]
    table = counted.groupby(keys, as_index=False, dropna=False).agg(
        streams=("stream_id", "size"),
        firms=("owner", "nunique"),
        **{name: (name, lambda told: told.sum(min_count=1)) for name in (*MEASURES, "energy")},
    )
    shares = pd.DataFrame({name: table[name] / table[name].max() for name in MEASURES})
    for name in MEASURES:
        table[f"place_{name}"] = table[name].where(table[name] > 0).rank(ascending=False, method="min")
    score = shares.fillna(0.0).mean(axis=1)
    return (
        table.assign(score=score)
        .sort_values(["score", "resource_id"], ascending=[False, True])
        .reset_index(drop=True)
    )
