"""Exchanges of a newcomer with the companies of a park, gaps that it closes, and changes of indicators."""

import math
from typing import Any

import duckdb
import numpy as np
import pandas as pd

from isdata.data import applicable, i18n, store, units
from isdata.data.disclosure import Viewer
from isdata.data.i18n import N_
from isdata.errors import UnitError
from isdata.institution.computed_indicators import PER, computed, is_fresh_water
from isdata.institution.newcomers.inventory import Inventory, tce, uncovered
from isdata.institution.unstored_streams import as_streams
from isdata.park import parkmap
from isdata.symbiosis import matching
from isdata.symbiosis.gaps import unmatched

PREFIX = "newcomer:"  # of the stream ids of a newcomer's flows among the park's streams
_RESIDUES = ("waste", "by_product")


def exchanges(
    con: duckdb.DuckDBPyConnection,
    *,
    park_id: str,
    inventory: Inventory,
    viewer: Viewer,
    currency: str = "CNY",
) -> pd.DataFrame:
    """Streams that the companies of a park could provide to a newcomer or receive from it.

    Parameters
    ----------
    inventory : Inventory
        The newcomer. Its location is that of its plot, else the centre of the park.
    viewer : Viewer
        Who reads.
    currency : str
        Currency in which money is compared.

    Returns
    -------
    DataFrame
        Rows of `matching.matches` that involve the newcomer, with line_id, stream_id, provides (True if the newcomer is the
        provider), covers [unit of the line/yr], and hours [h/yr], basis and is_from_workshop of the stream of the park.
        Feasible ones first.
    """
    extra = _streams(con, park_id, inventory)
    where: dict[str, Any] = {"park_id": park_id, "viewer": viewer, "currency": currency}
    found = pd.concat(
        [
            matching.matches(con, **where, extra=rows, only_extra=True)
            for _direction, rows in extra.groupby("direction")
        ]
        or [matching.matches(con, **where).iloc[:0]],
        ignore_index=True,
    )
    made = _with_it(found, inventory, store.ask(con, "partner_streams", park_id=park_id))
    # An exchange of unknown amount cannot be counted.
    made = made[(made["blocked"] > 0) | (made["covers"] > 0)]
    return made.sort_values(
        ["blocked", "score"],
        key=lambda values: values > 0 if values.name == "blocked" else -values,
        kind="stable",
    ).reset_index(drop=True)


def _with_it(found: pd.DataFrame, inventory: Inventory, streams: pd.DataFrame) -> pd.DataFrame:
    """Matches with the newcomer, with the columns that `exchanges` adds."""
    own = {
        side: found[f"{side}_stream_id"].astype(str).str.startswith(PREFIX) for side in ("supply", "demand")
    }
    with_it = found[own["supply"] ^ own["demand"]]
    provides = own["supply"].reindex(with_it.index)
    line = with_it["supply_stream_id"].where(provides, with_it["demand_stream_id"]).str.removeprefix(PREFIX)
    other = with_it["demand_stream_id"].where(provides, with_it["supply_stream_id"])
    slope = line.map(inventory.lines["slope"]).astype(float)
    # Matches state the amount in the unit of the demand; divided by the factor it is in the unit of the newcomer's supply.
    amount = with_it["quantity"].astype(float) / with_it["factor"].astype(float).where(provides, 1.0)
    known = streams.set_index("stream_id")
    return with_it.assign(
        line_id=line,
        stream_id=other,
        provides=provides,
        covers=amount / slope,
        hours=other.map(known["hours"]).astype(float),
        basis=other.map(known["basis"]),
        is_from_workshop=other.map(known["is_from_workshop"]).eq(True),
    )


def gaps(
    con: duckdb.DuckDBPyConnection,
    *,
    park_id: str,
    exchanged: pd.DataFrame,
    viewer: Viewer,
    currency: str = "CNY",
) -> pd.DataFrame:
    """Streams of a park that only the newcomer, and no company of the park, can supply or use.

    Parameters
    ----------
    exchanged : DataFrame
        As returned by `exchanges` with the same parameters.

    Returns
    -------
    DataFrame
        stream_id, direction, resource_en, resource_zh, company_en, company_zh, amount [common_unit/yr], common_unit.
    """
    where: dict[str, Any] = {"park_id": park_id, "viewer": viewer, "currency": currency}
    left = unmatched(con, matching.matches(con, **where), **where)
    free = exchanged.loc[exchanged["blocked"] == 0, "stream_id"]
    columns = [
        "stream_id",
        "direction",
        "resource_en",
        "resource_zh",
        "company_en",
        "company_zh",
        "amount",
        "common_unit",
    ]
    return left.loc[left["stream_id"].isin(free), columns].reset_index(drop=True)


def _streams(con: duckdb.DuckDBPyConnection, park_id: str, inventory: Inventory) -> pd.DataFrame:
    """Flows of a newcomer as streams for matching."""
    latitude, longitude = _place(con, park_id, inventory)
    lines = inventory.lines[inventory.lines["quantity"] > 0].reset_index()
    lines = lines.assign(
        **_names(inventory),
        latitude=latitude,
        longitude=longitude,
    )
    streams = as_streams(con, lines, park_id=park_id, prefix=PREFIX)
    return streams.assign(**_purchase_costs(con, streams, park_id))


def _names(inventory: Inventory) -> dict[str, str]:
    """Names of a newcomer; those of a plant type without a name say that it is new, as no name means undisclosed."""
    names = {language: inventory.about[f"name_{language}"] or "" for language in i18n.LANGUAGES}
    if not any(names.values()):
        names = {each: i18n.reader(each).text(N_("New company")) for each in names}
    return {f"company_{language}": name for language, name in names.items()}


def _purchase_costs(con: duckdb.DuckDBPyConnection, streams: pd.DataFrame, park_id: str) -> dict[str, list]:
    """Prices of the park as the present cost of a newcomer's demands, without which no gain can be stated.

    Missing where the park has no price, or none that can be converted to the unit of the demand.
    """
    listed = applicable.values(con, park_id=park_id)
    prices = applicable.of_resources(listed, applicable.PRICE).to_dict("index")
    costs: dict[str, list] = {"current_cost": [], "currency": [], "price_year": []}
    for row in streams.to_dict("records"):
        price = prices.get(row["resource_id"]) if row["direction"] == "demand" else None
        slope = _slope(row["unit"], applicable.denominator(price["unit"])) if price else math.nan
        is_known = price is not None and slope == slope
        costs["current_cost"].append(price["value"] * slope if is_known else math.nan)
        costs["currency"].append(applicable.numerator_unit(price["unit"]) if is_known else None)
        costs["price_year"].append(price["year"] if is_known else None)
    return costs


def _slope(unit: str, target: str) -> float:
    """Number of `target` units per unit; NaN where they cannot be converted."""
    try:
        return units.factor(unit, target)
    except UnitError:
        return math.nan


def _place(con: duckdb.DuckDBPyConnection, park_id: str, inventory: Inventory) -> tuple[float, float]:
    """Latitude and longitude of the centre of a newcomer's plot, else of the park. [°]"""
    plot = inventory.about["feature_id"]
    if pd.notna(plot) and len(drawn := store.ask(con, "plot_geometry", feature_id=plot)["geometry"]):
        longitude, latitude = parkmap.middle(drawn.iloc[0])
        return latitude, longitude
    return tuple(store.ask(con, "park_place", park_id=park_id).iloc[0])


def effects(
    con: duckdb.DuckDBPyConnection, *, park_id: str, inventory: Inventory, year: int, viewer: Viewer
) -> pd.DataFrame:
    """Indicators of a park that follow from its data, today and with a newcomer.

    Returns
    -------
    DataFrame
        measure (index), unit, before, after [unit]; missing where unknown, and after where before is. Only indicators that the newcomer changes.
    """
    found = computed(con, park_id=park_id, year=year, viewer=viewer)
    rows = []
    for measure, (part, whole) in _added(inventory).items():
        row = found.loc[measure]
        scale = {"%": 100.0}.get(str(row["unit"]), PER if row["whole_unit"] not in ("tce/yr", "1") else 1.0)
        scale = 1 / PER if measure == "value_per_person" else scale
        bottom = row["whole"] + whole
        after = (row["part"] + part) / bottom * scale if bottom > 0 and pd.notna(row["value"]) else math.nan
        rows.append({"measure": measure, "unit": row["unit"], "before": row["value"], "after": after})
    return pd.DataFrame(rows).set_index("measure")


def _added(inventory: Inventory) -> dict[str, tuple[float, float]]:
    """Numerator and denominator that a newcomer adds to each indicator; missing where unknown."""
    lines, about = uncovered(inventory), inventory.about
    demand = lines[lines["direction"] == "demand"]
    added, people = float(about["value_added"]), float(about["employees"])
    is_residue = lines["resource_class"].isin(_RESIDUES) & (lines["kind"] == "material")
    residues = lines[(lines["direction"] == "supply") & is_residue]
    is_used = residues["current_route"].isin(["recycling", "sale", "internal"])
    tonnes = residues["quantity"] * residues["slope"]
    used = (residues["covered"] * residues["slope"]).where(~is_used, tonnes)
    wasted = float(tonnes.sum(skipna=False)) if len(tonnes) else math.nan
    energy = demand["kind"] == "energy"
    equivalent = tce(demand, demand["net"]) if energy.any() else math.nan
    emitted = float((demand["net"] * demand["co2"])[energy].sum(skipna=False)) if energy.any() else math.nan
    return {
        "energy_intensity": (equivalent, added),
        "water_intensity": (_sum(demand, is_fresh_water(demand)), added),
        "solid_waste_intensity": (wasted, added),
        "value_per_person": (added, people),
        "solid_waste_used": (float(used.sum(skipna=False)) if len(tonnes) else math.nan, wasted),
        "co2_per_energy": (emitted, equivalent),
    }


def _sum(lines: pd.DataFrame, rows: pd.Series) -> float:
    return float((lines["net"] * lines["slope"])[rows].sum(skipna=False)) if rows.any() else math.nan


def chosen(rows: pd.DataFrame, pairs: list[str]) -> pd.DataFrame:
    """Counted rows of `exchanges`, selected by "line|stream", in the form of `Inventory.covered`."""
    keys = rows["line_id"] + "|" + rows["stream_id"]
    taken = rows[keys.isin(pairs) & (rows["blocked"] == 0)].drop_duplicates(["line_id", "stream_id"])
    table = taken[["line_id", "stream_id", "covers", "hours"]].rename(columns={"covers": "quantity"})
    return table.assign(quantity=np.where(table["quantity"] > 0, table["quantity"], 0.0)).reset_index(
        drop=True
    )
