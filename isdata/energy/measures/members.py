"""Progress of a network towards its joint target, and comparison of its members."""

import duckdb
import numpy as np
import pandas as pd

from isdata.data import disclosure, store
from isdata.data.contracts.results import Relations
from isdata.data.disclosure import Undisclosed, Viewer
from isdata.energy.measures.package import lost_shares
from isdata.energy.measures.register import ACHIEVED, Register


def members(con: duckdb.DuckDBPyConnection, *, park_id: str, viewer: Viewer) -> Undisclosed[pd.DataFrame]:
    """Members of a park's networks, with names if disclosed to the viewer, and with their baselines for
    computations.

    Columns as in `network_members.sql`.
    """
    return Undisclosed(disclosure.ask(con, "network_members", viewer, park_id=park_id))


def targets(con: duckdb.DuckDBPyConnection, *, park_id: str) -> pd.DataFrame:
    """Target saving of each year; columns as in `network_targets.sql`."""
    return store.ask(con, "network_targets", park_id=park_id)


def events(con: duckdb.DuckDBPyConnection, *, park_id: str, viewer: Viewer) -> pd.DataFrame:
    """Meetings and other events of a park's networks; columns as in `network_events.sql`."""
    return disclosure.ask(con, "network_events", viewer, park_id=park_id)


def saved_in(register: Register, network_id: str, year: int, relations: Relations | None = None) -> pd.Series:
    """Saving of each measure of a network in a year.

    A measure saves from the year it was implemented until the end of its life. Only implemented and verified measures
    count; those without a year are left out.

    Parameters
    ----------
    register : Register
        The park's measures.
    network_id : str
        Network that the measures are reported to.
    year : int
        Calendar year.
    relations : DataFrame, optional
        As `relations` returns: overlaps of measures in operation are deducted. By default each counts
        separately.

    Returns
    -------
    Series, index measure_id
        Saving of each measure in operation. [MWh/yr]
    """
    rows = register.measures
    begins = rows["year"].astype(float)
    in_use = (
        (rows["network_id"] == network_id)
        & rows["status"].isin(ACHIEVED)
        & (begins <= year)
        & (year < begins + rows["lifetime"].astype(float))
    )
    saving = rows.loc[in_use, "energy_saving"].fillna(0.0).astype(float)
    return saving if relations is None else saving * (1 - lost_shares(relations, saving.index))


def progress(
    register: Register, targets: pd.DataFrame, network: pd.Series, relations: Relations | None = None
) -> pd.DataFrame:
    """Saving of a network in each year and its target; counted as in `saved_in`.

    Parameters
    ----------
    register : Register
        The park's measures.
    targets : DataFrame
        As `targets` returns.
    network : Series
        One row of `networks`.
    relations : DataFrame, optional
        See `saved_in`.

    Returns
    -------
    DataFrame
        year, result [MWh/yr], target [MWh/yr], both also as share of the baseline [-]: result_share, target_share.
        From the baseline year to the target year, or to the last year with a measure.
    """
    own = register.measures[
        (register.measures["network_id"] == network["network_id"])
        & register.measures["status"].isin(ACHIEVED)
        & register.measures["year"].notna()
    ]
    path = targets[targets["network_id"] == network["network_id"]].set_index("year")["target_saving"]
    known_years = [network["baseline_year"], network["target_year"], *own["year"], *path.index]
    last = int(max(year for year in known_years if pd.notna(year)))
    years = range(int(network["baseline_year"]), last + 1)
    result = [saved_in(register, network["network_id"], year, relations).sum() for year in years]
    table = pd.DataFrame({"year": years, "result": result}).set_index("year")
    table["target"] = path.reindex(table.index)
    if len(path):
        table.loc[int(network["baseline_year"]), "target"] = 0.0
    baseline = network["baseline_energy"] if network["baseline_energy"] else np.nan
    return table.assign(
        result_share=table["result"] / baseline, target_share=table["target"] / baseline
    ).reset_index()


def comparison(
    register: Register,
    members: pd.DataFrame,
    network: pd.Series,
    *,
    year: int,
    relations: Relations | None = None,
) -> pd.DataFrame:
    """Share of its own baseline saved by each member in a year, highest first.

    The members' total equals the result of `progress` for that year, less savings at sites of non-members.

    Parameters
    ----------
    register : Register
        The park's measures; counted as in `saved_in`.
    members : DataFrame
        As `members` returns.
    network : Series
        One row of `networks`.
    year : int
        Calendar year.
    relations : DataFrame, optional
        See `saved_in`.

    Returns
    -------
    DataFrame
        site_id, company_en, company_zh (both missing if undisclosed), letter (A, B, … by result), saving
        [MWh/yr], baseline_energy [MWh/yr], result [-], target [-] (the joint target's share of its baseline;
        missing without one), is_named. The baseline is missing where the names are.
    """
    own = members[members["network_id"] == network["network_id"]]
    saved = saved_in(register, network["network_id"], year, relations)
    saving = saved.groupby(register.measures.loc[saved.index, "site_id"]).sum()
    table = own.assign(saving=own["site_id"].map(saving).astype(float).fillna(0.0))
    baseline = table["baseline_energy"].where(table["baseline_energy"] > 0)
    joint = network["target_saving"] * network["baseline_energy"]
    table = table.assign(
        result=table["saving"] / baseline, target=table["target_share"] * joint / baseline
    ).sort_values("result", ascending=False, na_position="last", ignore_index=True)
    table["baseline_energy"] = table["baseline_energy"].where(table["is_named"].astype(bool))
    return table.assign(letter=[_letter(place) for place in range(len(table))])


def _letter(place: int) -> str:
    """Return A to Z, then AA, AB and so on."""
    head, tail = divmod(place, 26)
    return (_letter(head - 1) if head else "") + chr(ord("A") + tail)
