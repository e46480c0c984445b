"""Energy intensity of value added: by company, sector and park."""

import duckdb
import numpy as np
import pandas as pd

from isdata.data import store, units

PER = 10_000.0  # units of the currency; China reports tce per 10,000 RMB
LOST = ("emission", "disposal", "treatment")


def energy_used(flows: pd.DataFrame) -> pd.DataFrame:
    """Energy use of each company: its inputs less the energy that it passes on.

    Parameters
    ----------
    flows : DataFrame
        As `declared` returns them.

    Returns
    -------
    DataFrame
        company_id, taken, passed_on, energy [tce/yr], is_complete (every flow of it was measured).
    """
    energy = flows[flows["kind"] == "energy"]
    tce = energy["value"] * units.factor("GJ", "tce")
    passed = energy["provider_company"].where(~energy["destination"].isin(LOST))
    sides = pd.concat(
        [
            pd.DataFrame({"company_id": energy["receiver_company"], "taken": tce, "passed_on": 0.0 * tce}),
            pd.DataFrame({"company_id": passed, "taken": 0.0 * tce, "passed_on": tce}),
        ]
    ).dropna(subset="company_id")
    found = sides.groupby("company_id", as_index=False).agg(
        taken=("taken", "sum"),
        passed_on=("passed_on", "sum"),
        is_complete=("taken", lambda values: values.notna().all()),
    )
    return found.assign(energy=found["taken"] - found["passed_on"])


def intensities(flows: pd.DataFrame, companies: pd.DataFrame) -> pd.DataFrame:
    """Return energy per value added of each company.

    Parameters
    ----------
    flows : DataFrame
        As `declared` returns them.
    companies : DataFrame
        company_id, name_en, name_zh, company_group, sector, value_added [currency/yr]; one row per company.

    Returns
    -------
    DataFrame
        `companies` with taken, passed_on, energy [tce/yr], is_complete and intensity [tce per 10,000 of the
        currency]; unknown without energy inputs or a known value added. The highest first.
    """
    found = companies.drop_duplicates("company_id").merge(energy_used(flows), on="company_id")
    added = found["value_added"].where(found["value_added"] > 0)
    found = found.assign(intensity=found["energy"].where(found["taken"] > 0) / added * PER)
    return found.sort_values("intensity", ascending=False, na_position="last", ignore_index=True)


def grouped(found: pd.DataFrame, by: str) -> pd.DataFrame:
    """Return energy per value added of each `by` ("sector" or "company_group") of the companies of `intensities`.

    Returns
    -------
    DataFrame
        `by`, energy [tce/yr], value_added [currency/yr], intensity, companies; the highest first. Only
        companies with both figures known count: sums of energy over sums of value, not a mean of ratios.
    """
    both = found[found["intensity"].notna()]
    sums = both.groupby(by, as_index=False).agg(
        energy=("energy", "sum"), value_added=("value_added", "sum"), companies=("company_id", "size")
    )
    sums = sums.assign(intensity=sums["energy"] / sums["value_added"] * PER)
    return sums.sort_values("intensity", ascending=False, ignore_index=True)


def of_park(found: pd.DataFrame) -> float:
    """Return energy per value added of all companies together; unknown (nan) if there is none."""
    both = found[found["intensity"].notna()]
    added = both["value_added"].sum()
    return float(both["energy"].sum() / added * PER) if added > 0 else np.nan


def bands(con: duckdb.DuckDBPyConnection, *, park_id: str) -> pd.DataFrame:
    """Benchmark bands of a park for energy per value added, the lowest first.

    Columns as in `energy_intensity_bands.sql`; empty if the park sets none. [tce per 10,000]
    """
    return store.ask(con, "energy_intensity_bands", park_id=park_id)


def in_band(found: pd.DataFrame, limits: pd.DataFrame) -> pd.Series:
    """Position of the band of each intensity; unknown if there is none.

    A limit belongs to the band below it.
    """
    place = pd.Series(np.nan, index=found.index)
    for k, row in enumerate(limits.to_dict("records")):
        low = -np.inf if pd.isna(row["minimum"]) else row["minimum"]
        high = np.inf if pd.isna(row["maximum"]) else row["maximum"]
        place = place.mask(place.isna() & (found["intensity"] > low) & (found["intensity"] <= high), float(k))
    return place
