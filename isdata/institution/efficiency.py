"""Energy, water, land, waste and raw material per value added: by company, sector and park; sector mix and chains."""

from collections.abc import Mapping

import duckdb
import numpy as np
import pandas as pd

from isdata.data import store
from isdata.data.disclosure import Viewer
from isdata.data.i18n import N_
from isdata.institution import value_added
from isdata.institution.computed_indicators import fresh_water_used
from isdata.park import flows
from isdata.park.flows.intensity import energy_used

PER = 10_000.0  # currency units
# Unit of the use of each resource; land is compared by the value added per plot area.
AMOUNTS: Mapping[str, str] = {
    "energy": "tce/yr",
    "water": "m³/yr",
    "waste": "t/yr",
    "raw_material": "t/yr",
    "area": "ha",
}
RESOURCES: Mapping[str, str] = {
    "energy": N_("Energy"),
    "water": N_("Fresh water"),
    "waste": N_("Waste and by-products"),
    "raw_material": N_("Raw material"),
    "area": N_("Land"),
}
_BOUGHT = ("material", "product")
_RESIDUES = ("waste", "by_product")


def by_company(con: duckdb.DuckDBPyConnection, *, park_id: str, year: int, viewer: Viewer) -> pd.DataFrame:
    """Resource use of each company of a park, absolute and per value added.

    Energy is input less energy passed on. Fresh water is input less water passed on to other companies, without reclaimed
    water; unknown where more is passed on than the measured input. Waste is by-products and waste that leave the company. Raw material is bought goods without energy carriers. Value
    added is converted to the currency of the park; only that of `year` is related to the flows. The result is empty for
    everybody but the facilitator.

    Returns
    -------
    DataFrame, index company_id
        name_en, name_zh, company_group, sector, is_sme, employees, value_added [currency/yr], currency, stated_currency,
        price_year, energy [tce/yr], water [m³/yr], waste, raw_material [t/yr], area [ha], unmeasured (flows without an amount), and
        energy_per, water_per, waste_per, raw_material_per [unit per 10,000 of the currency], area_per (value added per area)
        [10,000 of the currency/ha]; missing where the amount or the value added is unknown.
    """
    known = store.ask(con, "park_company_facts", park_id=park_id, year=year).set_index("company_id")
    known = value_added.in_currency(con, known if viewer.sees_all else known.iloc[:0], park_id=park_id)
    declared = flows.declared(con, park_id=park_id, year=year, viewer=viewer)
    used = energy_used(declared).set_index("company_id")["energy"]
    residues = declared[(declared["kind"] == "material") & declared["resource_class"].isin(_RESIDUES)]
    bought = declared[(declared["kind"] == "material") & declared["resource_class"].isin(_BOUGHT)]
    blank = declared[declared["quantity"].isna()]
    counts = pd.concat([blank["receiver_company"], blank["provider_company"]]).value_counts()
    rows = known.assign(
        energy=used.reindex(known.index),
        water=fresh_water_used(declared).reindex(known.index),
        waste=_sum(residues, "provider_company").reindex(known.index),
        raw_material=_sum(bought, "receiver_company").reindex(known.index),
        unmeasured=counts.reindex(known.index, fill_value=0).astype(int),
    )
    return _per_value(rows, year)


def _sum(rows: pd.DataFrame, end: str) -> pd.Series:
    return rows.groupby(end)["value"].sum(min_count=1)


def _per_value(rows: pd.DataFrame, year: int) -> pd.DataFrame:
    added = value_added.of_year(rows, year)
    amounts = rows[list(AMOUNTS)].astype(float)
    amounts = amounts.where(amounts > 0)
    found = {f"{name}_per": amounts[name] / added * PER for name in AMOUNTS if name != "area"}
    return rows.assign(**found, area_per=added / PER / amounts["area"])


def grouped(found: pd.DataFrame, by: str) -> pd.DataFrame:
    """Resource use per value added of groups of companies: a ratio of sums, never a mean of ratios.

    Each resource includes only the companies whose amount and value added are both known.

    Parameters
    ----------
    found : DataFrame
        As from `by_company`.
    by : str
        "sector", "company_group" or "park" for all companies together.

    Returns
    -------
    DataFrame, index the group
        companies, value_added [currency/yr], employees, and for each resource its amount, `_per` as in `by_company`, and
        `_known` (companies that count).
    """
    rows = found.assign(park="park")
    groups = rows.groupby(by, dropna=False)
    table = pd.DataFrame(
        {
            "companies": groups.size(),
            "value_added": groups["value_added"].sum(min_count=1),
            "employees": groups["employees"].sum(min_count=1),
        }
    )
    for name in AMOUNTS:
        both = rows[rows[f"{name}_per"].notna()].groupby(by, dropna=False)
        amount, added = both[name].sum(), both["value_added"].sum()
        table[name] = amount
        table[f"{name}_per"] = added / PER / amount if name == "area" else amount / added * PER
        table[f"{name}_known"] = both.size().reindex(table.index, fill_value=0)
    return table.sort_values("value_added", ascending=False, na_position="last")


def unit_per(name: str, currency: str) -> str:
    """Unit of a resource per value added."""
    return f"10⁴ {currency}/ha" if name == "area" else f"{AMOUNTS[name].removesuffix('/yr')}/10⁴ {currency}"


def sector_mix(found: pd.DataFrame) -> pd.DataFrame:
    """Share of each division of ISIC in companies, value added and jobs, the largest value added first.

    Returns
    -------
    DataFrame, index division
        companies, value_added [currency/yr], value_share, jobs_share [-].
    """
    rows = found.assign(division=found["sector"].astype("string").str[:2].fillna(""))
    groups = rows.groupby("division")
    table = pd.DataFrame(
        {
            "companies": groups.size(),
            "value_added": groups["value_added"].sum(),
            "employees": groups["employees"].sum(),
        }
    )
    return table.assign(
        value_share=table["value_added"] / table["value_added"].sum(),
        jobs_share=table["employees"] / table["employees"].sum(),
    ).sort_values("value_added", ascending=False)


def concentration(mix: pd.DataFrame) -> float:
    """Herfindahl index of the value added by division: 1 for a single one, 1/n for n equal ones; nan if no value added is
    known. [-]"""
    return float((mix["value_share"] ** 2).sum(min_count=1))


def chains(con: duckdb.DuckDBPyConnection, *, park_id: str, viewer: Viewer) -> pd.DataFrame:
    r"""Length of the chains of a park, and value added per raw material from outside, by year.

    Average path length of ecological network analysis,

    .. math:: L = \frac{\sum_i T_i}{\sum_i z_i}

    with the inflow T of each company, and its part z from outside the park: the mean number of companies that a tonne,
    gigajoule or cubic metre passes through before it leaves the park. J. T. Finn, Measures of ecosystem structure and
    function derived from analysis of flows, Journal of Theoretical Biology 56 (1976) 363-380.

    Returns
    -------
    DataFrame, index year
        material, energy, water [-]; missing where there is no inflow from outside. value_per_tonne: value added per tonne of
        material from outside [currency/t], where value added of the year is stored; only for the facilitator.
    """
    rows = {}
    for year in sorted(int(each) for each in flows.years(con, park_id=park_id)["year"]):
        declared = flows.declared(con, park_id=park_id, year=year, viewer=viewer)
        inflow = declared[declared["receiver_company"].notna()]
        outside = inflow[inflow["provider_company"].isna()]
        whole, entering = (part.groupby("kind")["value"].sum() for part in (inflow, outside))
        entering = entering.where(entering > 0)
        length = whole / entering
        rows[year] = {kind: length.get(kind, np.nan) for kind in ("material", "energy", "water")} | {
            "value_per_tonne": _value_added(con, park_id, year, viewer) / entering.get("material", np.nan)
        }
    return pd.DataFrame.from_dict(
        rows, orient="index", columns=["material", "energy", "water", "value_per_tonne"]
    )


def _value_added(con: duckdb.DuckDBPyConnection, park_id: str, year: int, viewer: Viewer) -> float:
    """Value added of all companies in a year; nan where none is stored, and for all but the facilitator. [currency/yr]"""
    known = store.ask(con, "park_company_facts", park_id=park_id, year=year)
    companies = value_added.in_currency(con, known if viewer.sees_all else known.iloc[:0], park_id=park_id)
    return float(value_added.of_year(companies, year).sum(min_count=1))


def trend(con: duckdb.DuckDBPyConnection, *, park_id: str, viewer: Viewer) -> pd.DataFrame:
    """Resource use of a park per value added by year, each divided by the value added of that year.

    Only companies count for which amount and value added are known in every such year, so that a company that joins
    or begins to report does not look like a change.

    Returns
    -------
    DataFrame, index year
        Columns of AMOUNTS, unit as `unit_per`; missing where fewer than two years can be compared. Empty for everybody
        but the facilitator.
    """
    years = sorted(int(each) for each in flows.years(con, park_id=park_id)["year"])
    tables = {year: by_company(con, park_id=park_id, year=year, viewer=viewer) for year in years}
    found = pd.DataFrame(index=pd.Index(years, name="year"), columns=list(AMOUNTS), dtype=float)
    for name in AMOUNTS:
        stated = {year: table.index[table[f"{name}_per"].notna()] for year, table in tables.items()}
        stated = {year: companies for year, companies in stated.items() if len(companies)}
        common = set.intersection(*map(set, stated.values())) if len(stated) > 1 else set()
        for year in stated if common else ():
            found.loc[year, name] = grouped(tables[year].loc[sorted(common)], "park").iloc[0][f"{name}_per"]
    return found.dropna(how="all")


def missing(values: pd.Series, minimum: float, maximum: float) -> int:
    """Number of values beyond a limit, the maximum where both are stated; an unknown value misses none.

    Examples
    --------
    >>> missing(pd.Series([1.0, 3.0, np.nan]), np.nan, 2.0), missing(pd.Series([1.0, 3.0]), 2.0, np.nan)
    (1, 1)
    """
    return int((values > maximum if pd.notna(maximum) else values < minimum).sum())
