"""Truck trips through the gates of a park."""

import pandas as pd

from isdata.data import units
from isdata.park import flows
from isdata.park.flows.amounts import conversion

# Assumptions of this product: load of a truck, and delivery days per year. A delivery is two trips.
LOAD, DAYS = 20.0, 300.0  # [t], [d/yr]
WITHOUT_TRUCKS = ("pipe", "rail", "ship", "cable")  # modes of transport, as in `streams_without_trucks.sql`


def trips(tonnes: float) -> float:
    """Trips of the trucks that carry an annual amount. [1/d]"""
    return tonnes / LOAD / DAYS * 2


def by_road(rows: pd.DataFrame) -> pd.Series:
    """True for solids and liquids: materials except gases and losses, and fuels whose mass is known.

    Parameters
    ----------
    rows : DataFrame
        kind, resource_class, resource_id, destination, mass [t/unit].
    """
    is_material = (rows["kind"] == "material") & (rows["resource_class"] != "gas") & ~flows.is_loss(rows)
    leaves = rows["destination"] == "emission"
    return (is_material & ~leaves) | ((rows["resource_class"] == "fuel") & rows["mass"].notna())


def present_trips(declared: pd.DataFrame, others: pd.DataFrame) -> float:
    """Trips for what a park takes from outside and gives to it; nan where no amount is measured. [1/d]

    A flow inside the park passes no gate. Flows by pipe, rail, ship or cable use no truck; where a flow states no transport,
    streams of the same site and resource do.

    Parameters
    ----------
    declared : DataFrame
        As from `flows.declared`.
    others : DataFrame
        Streams that use no truck, as in `streams_without_trucks.sql`.
    """
    mass = units.by_case(declared, ["unit", "usual_unit", "density"], lambda row: conversion(row, "t")[0])
    rows = declared.assign(mass=mass.astype(float))
    passes = rows["provider_company"].isna() != rows["receiver_company"].isna()
    is_stated, passes = rows["transport_mode"].notna(), passes & ~rows["transport_mode"].isin(WITHOUT_TRUCKS)
    for direction, end in (("supply", "provider_id"), ("demand", "receiver_id")):
        known = others[others["direction"] == direction].set_index(["site_id", "resource_id"]).index
        passes &= is_stated | ~pd.MultiIndex.from_frame(rows[[end, "resource_id"]]).isin(known)
    counted = rows[passes & by_road(rows)]
    return trips(float((counted["quantity"] * counted["mass"]).sum(min_count=1)))
