"""Substitution levels: resources that can replace others, by published use or by common function."""

from collections.abc import Mapping
from dataclasses import dataclass

import duckdb
import pandas as pd

from isdata.data import store

# Suitability of a resource as a substitute of a good in a published use, by maturity: the product's own
# scale.
MATURITY: Mapping[str, float] = {"practised": 0.9, "demonstrated": 0.75, "researched": 0.6}
FUNCTION = 0.5  # suitability of resources of the same function without a published use
_PAIR = ["supply_resource", "demand_resource"]
_FUELS = "fuel_"


@dataclass(frozen=True)
class Knowledge:
    """Published uses as from `uses.sql`, and functions as from `resource_functions.sql`."""

    uses: pd.DataFrame
    functions: pd.DataFrame


def knowledge(con: duckdb.DuckDBPyConnection) -> Knowledge:
    """Published uses and functions of the stored resources."""
    return Knowledge(store.ask(con, "uses"), store.ask(con, "resource_functions"))


def pairs(given: pd.DataFrame, wanted: pd.DataFrame, known: Knowledge) -> pd.DataFrame:
    """Substitutions of required resources by supplied ones.

    Parameters
    ----------
    given, wanted : DataFrame
        Resources as from `match_resources.sql`.
    known : Knowledge

    Returns
    -------
    DataFrame
        supply_resource, demand_resource, similarity [-], alike_by ("use" or "function"); one row per pair and level.
    """
    return pd.concat([_by_use(given, wanted, known.uses), _by_function(given, wanted, known.functions)])


def _by_use(given: pd.DataFrame, wanted: pd.DataFrame, uses: pd.DataFrame) -> pd.DataFrame:
    is_asked = uses["resource_id"].isin(given["resource_id"])
    is_asked &= uses["substitute_id"].isin(wanted["resource_id"])
    # Heat is neither power nor cold: the treatment step states the required temperature and the yield.
    for made in ("power", "cold"):
        ids = wanted.loc[wanted["resource_class"] == made, "resource_id"]
        own = given.loc[given["resource_class"] == made, "resource_id"]
        is_asked &= ~uses["substitute_id"].isin(ids) | uses["resource_id"].isin(own)
    asked = uses.loc[is_asked, ["resource_id", "substitute_id", "maturity"]].set_axis(
        [*_PAIR, "maturity"], axis=1
    )
    similarity = asked["maturity"].map(MATURITY).astype(float)
    best = asked[_PAIR].assign(similarity=similarity).groupby(_PAIR, as_index=False)["similarity"].max()
    return best.assign(alike_by="use")


def _by_function(given: pd.DataFrame, wanted: pd.DataFrame, functions: pd.DataFrame) -> pd.DataFrame:
    """Pairs of the same function; fuels are weighted by the lesser of their heating values over the greater.

    A receiver of a waste treats or recovers it: other resources of the same function are of no use to it.
    """
    columns = ["resource_id", "usual_unit", "heating_value"]
    served = functions.merge(given[columns], on="resource_id")
    asked = functions.merge(wanted.loc[wanted["resource_class"] != "waste", columns], on="resource_id")
    both = served.merge(asked, on="function", suffixes=("_given", "_wanted"))
    both = both.loc[both["resource_id_given"] != both["resource_id_wanted"]]
    heat = both[["heating_value_given", "heating_value_wanted"]].astype(float)
    is_fuel = both["function"].str.startswith(_FUELS)
    is_comparable = (
        is_fuel & (both["usual_unit_given"] == both["usual_unit_wanted"]) & heat.notna().all(axis=1)
    )
    ratio = (heat.min(axis=1) / heat.max(axis=1)).where(is_comparable, 1.0)
    found = both.assign(similarity=FUNCTION * ratio, alike_by="function").rename(
        columns={"resource_id_given": _PAIR[0], "resource_id_wanted": _PAIR[1]}
    )
    return (
        found[[*_PAIR, "similarity", "alike_by"]]
        .sort_values("similarity", ascending=False)
        .drop_duplicates(_PAIR)
    )
