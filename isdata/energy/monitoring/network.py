"""Metered savings of a network's members by month, against the target path."""

import duckdb
import pandas as pd

from isdata.data.disclosure import FACILITATOR, Viewer, identifies
from isdata.energy.monitoring.metered import CONSUMPTION, megawatt_hours, metered
from isdata.energy.monitoring.metered import meters as stored_meters
from isdata.energy.monitoring.metered import months as stored_months

# Readings of meters within the boundary of one measure are included in those of the site's meter.
_PART_OF_SITE = ("a", "b")


def of_network(meters: pd.DataFrame, months: pd.DataFrame, network_id: str) -> pd.DataFrame:
    """Monthly savings of a network's whole-site meters.

    Parameters
    ----------
    meters, months : DataFrame
        As `meters` and `months` return.
    network_id : str
        The network.

    Returns
    -------
    DataFrame
        month, saving [MWh], last_year [MWh/yr]: the sum of the twelve months up to it, missing before there
        are twelve; meters and sites: the numbers included. Energy only; months without a reading of one of
        the meters include the others only.
    """
    return _by_month(_savings(meters, months, network_id))


def _by_month(parts: pd.DataFrame) -> pd.DataFrame:
    """Sums as `of_network` returns of savings as `_savings` returns."""
    if parts.empty:
        return pd.DataFrame(columns=["month", "saving", "last_year", "meters", "sites"])
    table = parts.groupby("month").agg(
        saving=("saving", "sum"), meters=("meter_id", "nunique"), sites=("site_id", "nunique")
    )
    whole = table.reindex(pd.date_range(table.index.min(), table.index.max(), freq="MS"))
    last_year = whole["saving"].rolling(12).sum().reindex(table.index)
    return table.assign(last_year=last_year).reset_index()[
        ["month", "saving", "last_year", "meters", "sites"]
    ]


def _savings(meters: pd.DataFrame, months: pd.DataFrame, network_id: str) -> pd.DataFrame:
    """Monthly saving of each whole-site meter of a network: month, saving [MWh], meter_id, site_id, company_id."""
    own = _counting(meters, network_id)
    parts = [pd.DataFrame(columns=["month", "saving", "meter_id", "site_id", "company_id"])]
    for meter_id in own["meter_id"]:
        found = metered(meters, months, meter_id)
        factor = megawatt_hours(found.meter)
        saving = (found.table["saving"] * factor).dropna()
        if len(saving):
            known = found.meter[["meter_id", "site_id", "company_id"]].to_dict()
            parts.append(pd.DataFrame({"month": saving.index, "saving": saving.to_numpy(), **known}))
    return pd.concat(parts[1:] or parts, ignore_index=True)


def sites_of(meters: pd.DataFrame, network_id: str) -> list[str]:
    """Sites of a network at which the total use of some energy is metered."""
    return sorted(set(_counting(meters, network_id)["site_id"]))


def _counting(meters: pd.DataFrame, network_id: str) -> pd.DataFrame:
    return meters[
        (meters["network_id"] == network_id)
        & (meters["meter_kind"] == CONSUMPTION)
        & (meters["kind"] == "energy")
        & ~meters["ipmvp_option"].isin(_PART_OF_SITE)
    ]


def by_year(network_months: pd.DataFrame) -> pd.DataFrame:
    """Savings of meters in each full calendar year.

    Parameters
    ----------
    network_months : DataFrame
        As `of_network` returns.

    Returns
    -------
    DataFrame
        year, saving [MWh/yr], sites: the smallest number with readings in any of its months. Years with a
        missing month are left out.
    """
    if network_months.empty:
        return pd.DataFrame(columns=["year", "saving", "sites"])
    year = pd.to_datetime(network_months["month"]).dt.year.rename("year")
    table = network_months.groupby(year).agg(
        saving=("saving", "sum"), sites=("sites", "min"), count=("month", "nunique")
    )
    return table[table.pop("count") == 12].reset_index()


def years_of_network(
    con: duckdb.DuckDBPyConnection, *, park_id: str, network_id: str, viewer: Viewer
) -> pd.DataFrame | None:
    """Savings of the meters of a park's network in each full year; columns as in `by_year`.

    None if it has no such meters. A year is left out if one or two companies not fully disclosed to the viewer
    could be identified: only those whose meters have a saving in it count.
    """
    meters = stored_meters(con, park_id=park_id, viewer=FACILITATOR)
    if _counting(meters, network_id).empty:
        return None
    months = stored_months(con, park_id=park_id, viewer=FACILITATOR)
    parts = _savings(meters, months, network_id)
    is_read = parts["company_id"].isin(stored_meters(con, park_id=park_id, viewer=viewer)["company_id"])
    hidden = parts[~is_read].groupby(pd.to_datetime(parts["month"]).dt.year)["company_id"]
    shut = [year for year, companies in hidden if identifies(companies)]
    table = by_year(_by_month(parts))
    return table[~table["year"].isin(shut)].reset_index(drop=True)
