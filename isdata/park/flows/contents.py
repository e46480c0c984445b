"""Contents of flows as measurements: concentrations and temperatures, with their balances."""

import duckdb
import numpy as np
import pandas as pd

from isdata.data import store
from isdata.engines.reconciliation import standard_deviation
from isdata.park.flows.balance import entries_by_site
from isdata.park.flows.substances import ASSUMED

HEAT = "temperature"  # the substance whose content is a temperature
HEAT_OF_WATER = 4.187e-3  # heat capacity of water [GJ/(t K)]; steam tables, 40 °C
ASSUMED_KELVIN = 2.0  # half width of the 95 % interval of a temperature [K]; of this product
_UNKNOWN = 1  # number of unknown shares that a balance can determine

CONTENT = ["flow_id", "substance", "value", "deviation", "lower"]
TERM = ["balance_id", "substance", "flow_id", "coefficient"]


def contents(
    con: duckdb.DuckDBPyConnection,
    *,
    park_id: str,
    year: int,
    flows: pd.DataFrame,
    stocks: pd.DataFrame,
    coefficients: pd.DataFrame,
) -> tuple[pd.DataFrame, pd.DataFrame]:
    r"""Contents of the flows of a network, and all balances, as input of `reconcile_bilinear`.

    A substance is balanced at a site if both sides contain some and at most one share is not declared; a
    substance that is formed or destroyed there must not be declared on both sides. Heat is balanced if water
    goes in and out and all of it has a temperature: with :math:`m c (T - 0 °C)` together with the site's
    energy flows, in place of its energy balance.

    Parameters
    ----------
    park_id : str
    year : int
    flows, stocks : DataFrame
        As `declared` and `growth` return them.
    coefficients : DataFrame
        The balances of amounts, as `reconciling.network` returns them.

    Returns
    -------
    pair of DataFrame
        Contents: flow_id, substance, value [share of mass, or °C], deviation, lower. Balances: balance_id,
        substance (missing for amounts), flow_id, coefficient.
    """
    held, terms = _substances(con, park_id, year, coefficients, stocks)
    warm, heat, replaced = _heat(flows, stocks)
    amounts = coefficients[~coefficients["balance_id"].isin(replaced)].assign(substance=None)
    kept = heat[heat["flow_id"].isin(amounts["flow_id"]) | heat["is_energy"]]
    balances = pd.concat([amounts[TERM], terms[TERM], kept[TERM]], ignore_index=True)
    return pd.concat([held[CONTENT], warm[CONTENT]], ignore_index=True), balances


def _substances(
    con: duckdb.DuckDBPyConnection,
    park_id: str,
    year: int,
    coefficients: pd.DataFrame,
    stocks: pd.DataFrame,
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Shares of substances, and the balances that contain them."""
    shares = store.ask(con, "flow_substances", park_id=park_id, year=year, reconciled=False)
    usual = store.ask(con, "resource_substances")
    stocked = stocks[["site_id", "resource_id"]].merge(usual, on="resource_id")
    stocked["flow_id"] = "stock|" + stocked["site_id"] + "|" + stocked["resource_id"]
    known = pd.concat([shares, stocked[shares.columns]], ignore_index=True)
    material = coefficients[coefficients["balance_id"].str.endswith("|material")]
    entries = material.merge(known["substance"].drop_duplicates(), how="cross")
    entries = entries.merge(known, how="left", on=["flow_id", "substance"])
    entries = entries[_can_balance(entries)]
    entries["balance_id"] = entries["balance_id"].str.removesuffix("material") + entries["substance"]
    held = entries.drop_duplicates(["flow_id", "substance"])
    value = held["share"].to_numpy(dtype=float)
    spread = held["share_uncertainty"].fillna(ASSUMED).to_numpy(dtype=float)
    return held.assign(value=value, deviation=standard_deviation(value, spread), lower=0.0), entries


def _can_balance(entries: pd.DataFrame) -> pd.Series:
    """Return True for entries of a substance balance that carries information."""
    keys = [entries["balance_id"], entries["substance"]]
    holds = entries["share"] > 0
    into = (holds & (entries["coefficient"] > 0)).groupby(keys).transform("any")
    out = (holds & (entries["coefficient"] < 0)).groupby(keys).transform("any")
    unknown = entries["share"].isna().groupby(keys).transform("sum")
    return into & out & (unknown <= _UNKNOWN)


def _heat(flows: pd.DataFrame, stocks: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame, list[str]]:
    """Return temperatures, heat balances, and the energy balances that these replace."""
    entries = entries_by_site(flows[flows["slope"].notna()], stocks)
    about = flows.set_index("flow_id")
    entries["temperature"] = entries["flow_id"].map(about["temperature"]).astype(float)
    water = entries[entries["kind"] == "water"]
    sites = [
        site
        for site, of_site in water.groupby("site_id")
        if of_site["temperature"].notna().all() and {"in", "out"} <= set(of_site["side"])
    ]
    own = entries[entries["site_id"].isin(sites) & entries["kind"].isin(["water", "energy"])]
    is_energy = own["kind"] == "energy"
    density = own["flow_id"].map(about["density"]).astype(float).fillna(1.0)
    heat = own.assign(
        balance_id=own["site_id"] + "|" + HEAT,
        substance=HEAT,
        is_energy=is_energy,
        coefficient=own["coefficient"] * np.where(is_energy, 1.0, density * HEAT_OF_WATER),
    )
    warm = heat.drop_duplicates("flow_id")
    warm = warm.assign(
        value=np.where(warm["is_energy"], 1.0, warm["temperature"]),
        deviation=np.where(warm["is_energy"], 0.0, standard_deviation(1.0, ASSUMED_KELVIN * 100)),
        lower=0.0,
    )
    return warm, heat, [f"{site}|energy" for site in sites]
