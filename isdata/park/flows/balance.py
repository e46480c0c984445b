"""Balances of sites: inputs, outputs, stock changes, and unaccounted amounts."""

from collections.abc import Mapping

import duckdb
import numpy as np
import pandas as pd

from isdata.data import applicable, disclosure, units
from isdata.data.disclosure import Viewer
from isdata.engines.reconciliation import standard_deviation
from isdata.park.flows.amounts import PER_ROW, conversion

# Unit of balance of each kind: its amount is conserved, and only changes owner and form.
BALANCED_IN: Mapping[str, str] = {"material": "t", "energy": "GJ", "water": "m³"}

# Half width of the 95 % interval for a figure without one of its own [%]; assumptions of this product.
ASSUMED = {
    "meter": 3.0,
    "invoice": 3.0,
    "published": 20.0,
    "interview": 30.0,
    "balance": 30.0,
    "estimate": 40.0,
    "sector_default": 60.0,
}
ASSUMED_OTHERWISE = 40.0

CLOSES, BEYOND, OPEN, UNKNOWN = "closes", "beyond", "open", "unknown"


def declared(
    con: duckdb.DuckDBPyConnection, *, park_id: str, year: int, viewer: Viewer, reconciled: bool = False
) -> pd.DataFrame:
    """Park's declared flows in the unit of balance of their kind.

    Parameters
    ----------
    park_id : str
    year : int
    reconciled : bool
        Whether to use reconciled amounts instead of declared ones, if there are valid ones.

    Returns
    -------
    DataFrame
        Columns as in `flow_declared.sql`, and value, spread (half width of the 95 % interval) and deviation
        (standard) [t, GJ or m³ a year], slope (value per declared quantity), measure (the unit), is_assumed
        (no ± was declared, so one was assumed from the basis). Flows that cannot be converted to this unit
        are included without a slope.
    """
    applied = applicable.values(con, park_id=park_id, years=[year])
    factors = applied.loc[applied["value_kind"] == applicable.ENERGY_CONTENT, "value_id"].tolist()
    rows = disclosure.in_full(
        con, "flow_declared", viewer, park_id=park_id, year=year, reconciled=reconciled, factor_ids=factors
    )
    return _valued(rows)


def growth(con: duckdb.DuckDBPyConnection, *, park_id: str, year: int, viewer: Viewer) -> pd.DataFrame:
    """Stock changes in the unit of balance of their kind; columns as added by `declared`."""
    return _valued(disclosure.ask(con, "stock_growth", viewer, park_id=park_id, years=[year]))


def places(
    con: duckdb.DuckDBPyConnection, *, park_id: str, viewer: Viewer, year: int | None = None
) -> pd.DataFrame:
    """Sites inside a park with their companies; columns as in `park_places.sql`.

    Parameters
    ----------
    year : int, optional
        Year of the value added, where it is stored; that of each company's price year by default.
    """
    return disclosure.ask(con, "park_places", viewer, park_id=park_id, year=year)


def _valued(rows: pd.DataFrame) -> pd.DataFrame:
    measure = rows["kind"].map(BALANCED_IN)
    rows = rows.assign(measure=measure, co2_factor=np.nan, co2_unit=None)
    slope = units.by_case(rows, [*PER_ROW, "measure"], lambda row: conversion(row, row["measure"])[0]).astype(
        float
    )
    assumed = rows["basis"].map(ASSUMED).astype(float).fillna(ASSUMED_OTHERWISE)
    percent = rows["uncertainty"].fillna(assumed)
    value = rows["quantity"] * slope
    return rows.drop(columns=["co2_factor", "co2_unit"]).assign(
        slope=slope,
        value=value,
        spread=value.abs() * percent / 100,
        deviation=standard_deviation(value, percent),
        is_assumed=rows["uncertainty"].isna() & rows["quantity"].notna(),
    )


def balances(flows: pd.DataFrame, stocks: pd.DataFrame) -> pd.DataFrame:
    """Balance of each site and kind: inputs less outputs less stock change.

    Parameters
    ----------
    flows, stocks : DataFrame
        As `declared` and `growth` return them.

    Returns
    -------
    DataFrame
        balance_id ("site|kind"), site_id, kind, measure, inputs, outputs, growth, residual, spread (half
        width of the 95 % interval of the residual) [measure/yr], share (residual / greater side) [-],
        ratio (residual / spread) [-], flows, unmeasured, state: "closes" (within its ±), "beyond", "open"
        (only one side is known) or "unknown" (one of its flows was never measured). The most significant
        first.
    """
    entries = entries_by_site(flows, stocks)
    sides = entries.assign(
        into=entries["value"].where(entries["side"] == "in"),
        out=entries["value"].where(entries["side"] == "out"),
        grown=entries["value"].where(entries["side"] == "stock"),
        variance=entries["spread"] ** 2,
        is_missing=entries["value"].isna(),
    )
    found = sides.groupby(["balance_id", "site_id", "kind", "measure"], as_index=False).agg(
        inputs=("into", "sum"),
        outputs=("out", "sum"),
        growth=("grown", "sum"),
        variance=("variance", "sum"),
        flows=("flow_id", "size"),
        unmeasured=("is_missing", "sum"),
    )
    greater = found[["inputs", "outputs"]].max(axis=1)
    residual = found["inputs"] - found["outputs"] - found["growth"]
    spread = np.sqrt(found["variance"])
    found = found.assign(
        residual=residual,
        spread=spread,
        share=(residual / greater.where(greater > 0)).fillna(0.0),
        ratio=(residual / spread.where(spread > 0)).fillna(0.0),
    ).drop(columns="variance")
    found["state"] = _states(found)
    striking = found["ratio"].abs().where(found["state"].isin([BEYOND, CLOSES]), -1.0)
    return found.loc[striking.sort_values(ascending=False, kind="stable").index].reset_index(drop=True)


def _states(found: pd.DataFrame) -> np.ndarray:
    """State of each balance, as `balances` describes them."""
    is_open = (found["inputs"] <= 0) | (found["outputs"] <= 0)
    is_unknown = (found["unmeasured"] > 0) & ~(found["residual"] < -found["spread"])
    return np.select([is_open, is_unknown, found["ratio"].abs() > 1], [OPEN, UNKNOWN, BEYOND], default=CLOSES)


def entries_by_site(flows: pd.DataFrame, stocks: pd.DataFrame) -> pd.DataFrame:
    """Each flow once for each of its sites, and each stock.

    Returns
    -------
    DataFrame
        balance_id, site_id, kind, measure, flow_id (of a stock: "stock|site|resource"), side ("in", "out"
        or "stock"), coefficient (1, -1, -1), value, spread, deviation. Flows of a site to itself cancel and
        are left out.
    """
    inner = flows["provider_id"] == flows["receiver_id"]
    kept = flows[~inner]
    parts = [
        kept[kept["receiver_id"].notna()].assign(site_id=kept["receiver_id"], side="in", coefficient=1.0),
        kept[kept["provider_id"].notna()].assign(site_id=kept["provider_id"], side="out", coefficient=-1.0),
        stocks.assign(
            flow_id="stock|" + stocks["site_id"] + "|" + stocks["resource_id"], side="stock", coefficient=-1.0
        ),
    ]
    columns = ["site_id", "kind", "measure", "flow_id", "side", "coefficient", "value", "spread", "deviation"]
    entries = pd.concat([part[columns] for part in parts], ignore_index=True)
    return entries.assign(balance_id=entries["site_id"] + "|" + entries["kind"])


def by_resource(flows: pd.DataFrame, stocks: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Flows and stock changes with the resource instead of the kind, for a balance of each
    resource."""
    return flows.assign(kind=flows["resource_id"]), stocks.assign(kind=stocks["resource_id"])


def two_sided(found: pd.DataFrame) -> pd.DataFrame:
    """Balances of resources with both inputs and outputs at a site, such as power that is passed
    on."""
    return found[(found["inputs"] > 0) & (found["outputs"] > 0)].reset_index(drop=True)


def explanations(balance: Mapping[str, object], flows: pd.DataFrame, stocks: pd.DataFrame) -> pd.DataFrame:
    """Flows that could explain the residual of a balance, the likeliest first.

    Returns
    -------
    DataFrame
        flow_id, side, value, spread, needed (the value that would close the balance) [measure/yr], change
        (relative change to that value) [-], strain (that change in widths of its ±) [-]. Unknown,
        and last, if the flow would have to be negative.
    """
    entries = entries_by_site(flows, stocks)
    own = entries[(entries["balance_id"] == balance["balance_id"]) & entries["value"].notna()]
    residual = float(str(balance["residual"]))
    needed = own["value"] - residual / own["coefficient"]
    can_be = needed >= 0
    found = own.assign(
        needed=needed.where(can_be),
        change=((needed - own["value"]) / own["value"].abs()).where(can_be & (own["value"] != 0)),
        strain=((needed - own["value"]).abs() / own["spread"].where(own["spread"] > 0)).where(can_be),
    )
    columns = ["flow_id", "side", "value", "spread", "needed", "change", "strain"]
    return found.sort_values("strain", kind="stable", ignore_index=True)[columns]


def unmeasured_flows(
    balance: Mapping[str, object], flows: pd.DataFrame, stocks: pd.DataFrame
) -> pd.DataFrame:
    """Flows of a balance that were never measured.

    Returns
    -------
    DataFrame
        flow_id, needed: for a single flow, the value that would close the balance; unknown if it would be
        negative or if there are several. [measure/yr]
    """
    entries = entries_by_site(flows, stocks)
    own = entries[(entries["balance_id"] == balance["balance_id"]) & entries["value"].isna()]
    own = own[own["side"] != "stock"]
    needed = -float(str(balance["residual"])) / own["coefficient"]
    return own.assign(needed=needed.where((len(own) == 1) & (needed > 0)))[["flow_id", "needed"]]
