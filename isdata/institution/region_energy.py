"""Energy use, energy per value added and CO2 of the parks of a region."""

import duckdb
import pandas as pd

from isdata.data import money
from isdata.data.disclosure import Viewer
from isdata.institution import efficiency
from isdata.institution.computed_indicators import computed

PER = efficiency.PER  # currency units
_SHOWN = [
    "year", "currency", "companies", "known", "energy", "compared_energy", "value_added", "energy_per", "co2", "metered",
]  # fmt: skip


def of_parks(con: duckdb.DuckDBPyConnection, *, parks: pd.DataFrame, viewer: Viewer) -> pd.DataFrame:
    """Energy use of each park in the year of its newest flows.

    Energy is what the companies take in less what they pass on, so that it is counted once. CO2 is that of energy carriers
    from outside the park. Everything is missing for others than the facilitator.

    Parameters
    ----------
    parks : DataFrame
        park_id, year (missing without flows), as from `regions.parks_of_region`.

    Returns
    -------
    DataFrame
        By park, in the order of `parks`: year, currency, companies, known (companies with known energy and value added),
        energy [tce/yr], compared_energy (of those companies) [tce/yr], value_added (of those companies) [currency/yr],
        energy_per [tce per 10,000 of the currency], co2 [t/yr], metered (share of energy known from meters and invoices)
        [%]; missing if unknown.
    """
    rows = [
        _of_park(con, str(row["park_id"]), None if pd.isna(row["year"]) else int(row["year"]), viewer)
        for row in parks.to_dict("records")
    ]
    return pd.DataFrame(rows, columns=_SHOWN, index=parks["park_id"])


def _of_park(con: duckdb.DuckDBPyConnection, park_id: str, year: int | None, viewer: Viewer) -> dict:
    currency = money.currency_of(con, park_id=park_id)
    if year is None or not viewer.sees_all:
        return {"year": year, "currency": currency, "companies": 0, "known": 0}
    found = efficiency.by_company(con, park_id=park_id, year=year, viewer=viewer)
    both = found[found["energy_per"].notna()]
    used, added = both["energy"].sum(min_count=1), both["value_added"].sum(min_count=1)
    of_data = computed(con, park_id=park_id, year=year, viewer=viewer)
    bought = of_data.loc["co2_per_energy"]
    return {
        "year": year,
        "currency": currency,
        "companies": len(found),
        "known": len(both),
        "energy": found["energy"].sum(min_count=1),
        "compared_energy": used,
        "value_added": added,
        "energy_per": used / added * PER if len(both) else float("nan"),
        "co2": bought["part"] if pd.notna(bought["value"]) else float("nan"),
        "metered": of_data.loc["metered_energy", "value"],
    }


def together(found: pd.DataFrame) -> pd.Series:
    """Sums of all parks; energy per value added is a ratio of sums, missing if parks have several currencies.

    Parameters
    ----------
    found : DataFrame
        As from `of_parks`.
    """
    known = found[found["energy_per"].notna()]
    is_one = known["currency"].nunique() == 1
    added = known["value_added"].sum() if is_one else float("nan")
    return pd.Series(
        {
            "currency": known["currency"].iloc[0] if is_one else "",
            "energy": found["energy"].sum(min_count=1),
            "value_added": added,
            "energy_per": known["compared_energy"].sum() / added * PER if is_one else float("nan"),
            "co2": found["co2"].sum(min_count=1),
        }
    )
