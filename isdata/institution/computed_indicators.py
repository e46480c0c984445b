"""Indicators that follow from the stored flows, companies and synergies of a park."""

import math
from typing import NamedTuple

import duckdb
import pandas as pd

from isdata.data import disclosure, money, store, units
from isdata.data.disclosure import Viewer
from isdata.institution import value_added
from isdata.park import flows

PER = 10_000.0  # currency units; intensities are reported per 10,000 CNY in China
METERED = ("meter", "invoice")
RECLAIMED = "reclaimed_water"  # treated waste water that companies buy or take
# Water that statistics do not count as fresh: unconventional sources, and what comes back as condensate.
_UNCONVENTIONAL_WATER = (RECLAIMED, "stormwater", "sea_water", "condensate", "evaporator_condensate")
PER_VALUE_ADDED = ("energy_intensity", "water_intensity", "solid_waste_intensity", "value_per_person")


class Indicator(NamedTuple):
    """A computed indicator.

    Attributes
    ----------
    measure : str
        Key of the indicator; see `standard_indicator.csv`.
    value : float
        In `unit`; nan where it is unknown.
    unit : str
        Of the value, such as "tce/10⁴ CNY" for tce per 10,000 of the park's currency.
    part, whole : float
        Numerator and denominator, in `part_unit` and `whole_unit`.
    """

    measure: str
    value: float
    unit: str
    part: float = math.nan
    part_unit: str = ""
    whole: float = math.nan
    whole_unit: str = ""


def computed(con: duckdb.DuckDBPyConnection, *, park_id: str, year: int, viewer: Viewer) -> pd.DataFrame:
    r"""Compute the indicators of a park that follow from its data.

    Shares are :math:`p / w`, intensities :math:`p / (V / 10^4)` with the value added V of the companies that state it for
    the year, and the amounts p of these companies; they are unknown in every other year. Solid waste and by-products, waste water and waste heat count as used where their destination is reuse,
    recycling or recovery. The denominator is the residual amount with a recorded destination, with losses to air and water (`flows.shares`); the share is
    unknown if no other destination is recorded. Reclaimed water that companies take counts as used waste water. Metered
    energy is the energy of flows based on meters and invoices. CO2 and energy refer to energy carriers from outside the
    park.

    Parameters
    ----------
    park_id : str
        The park.
    year : int
        Of the flows, and of the start of synergies.
    viewer : Viewer
        Who reads.

    Returns
    -------
    DataFrame
        measure (index), value [unit], unit, part [part_unit], part_unit, whole [whole_unit], whole_unit;
        unknown values are missing.
    """
    rates = money.rates(con, money.currency_of(con, park_id=park_id))
    to_own = {"currencies": list(rates), "rates": list(rates.values())}
    totals = disclosure.ask(con, "indicator_park_totals", viewer, park_id=park_id, year=year, **to_own)
    found = [
        *_left_over(con, park_id, year, viewer),
        *_energy(con, park_id, year, viewer),
        *_per_value_added(con, park_id, year, totals.iloc[0], list(rates), viewer),
        _new_links(con, park_id, year),
    ]
    return pd.DataFrame(found).set_index("measure")


def _share(measure: str, part: float, whole: float, unit: str) -> Indicator:
    return Indicator(measure, 100 * part / whole if whole > 0 else math.nan, "%", part, unit, whole, unit)


def _left_over(con: duckdb.DuckDBPyConnection, park_id: str, year: int, viewer: Viewer) -> list[Indicator]:
    """Destinations of solid waste, waste water and waste heat."""
    found = []
    for kind, unit, name in (
        ("material", "t", "solid_waste"),
        ("water", "m³", "waste_water"),
        ("energy", "GJ", "waste_heat"),
    ):
        choice = flows.FlowSelection(year=year, kind=kind, unit=unit)
        links = flows.converted(con, park_id=park_id, choice=choice, viewer=viewer)
        ends = flows.shares(links).set_index("destination")["value"]
        used, whole = float(ends[list(flows.USED_AGAIN)].sum()), float(ends.sum())
        if kind == "water":
            between = ~links["provider_outside"] & ~links["receiver_outside"]
            is_known = (links["resource_id"] == RECLAIMED) & ~links["is_banded"]
            reclaimed = float(links.loc[between & is_known, "value"].sum())
            used, whole = used + reclaimed, whole + reclaimed
        share = 100 * flows.used_share(used, whole)
        found.append(Indicator(f"{name}_used", share, "%", used, f"{unit}/yr", whole, f"{unit}/yr"))
        if kind == "material":
            known = whole if not math.isnan(share) else math.nan
            found.append(_share("solid_waste_disposed", float(ends["disposal"]), known, "t/yr"))
    return found


def _energy(con: duckdb.DuckDBPyConnection, park_id: str, year: int, viewer: Viewer) -> list[Indicator]:
    """Metered share of the energy, and CO2 of each unit that enters the park."""
    declared = flows.declared(con, park_id=park_id, year=year, viewer=viewer)
    taken = declared[(declared["kind"] == "energy") & declared["receiver_company"].notna()]
    metered = float(taken.loc[taken["basis"].isin(METERED), "value"].sum())
    choice = flows.FlowSelection(year=year, kind="energy", unit="GJ")
    links = flows.converted(con, park_id=park_id, choice=choice, viewer=viewer)
    bought = links[links["provider_outside"] & ~links["receiver_outside"] & links["emitted"].notna()]
    tce = float(bought["value"].sum()) * units.factor("GJ", "tce")
    co2 = float(bought["emitted"].sum())
    return [
        _share("metered_energy", metered, float(taken["value"].sum()), "GJ/yr"),
        Indicator("co2_per_energy", co2 / tce if tce > 0 else math.nan, "t/tce", co2, "t/yr", tce, "tce/yr"),
    ]


def _per_value_added(
    con: duckdb.DuckDBPyConnection,
    park_id: str,
    year: int,
    totals: pd.Series,
    currencies: list[str],
    viewer: Viewer,
) -> list[Indicator]:
    """Energy, fresh water and solid waste per value added, and value added per employee."""
    declared = flows.declared(con, park_id=park_id, year=year, viewer=viewer)
    known = flows.places(con, park_id=park_id, viewer=viewer, year=year)
    places = value_added.in_currency(con, known, park_id=park_id)
    used = flows.intensities(declared, places.assign(value_added=value_added.of_year(places, year)))
    others = _without_value_added(places, currencies)
    both = used[used["intensity"].notna()]
    energy, of_both = float(both["energy"].sum()), float(both["value_added"].sum(min_count=1))
    waste = _residues(con, park_id, year, others, viewer)
    added, people = (
        math.nan if pd.isna(totals[name]) else float(totals[name]) for name in ("value_added", "employees")
    )
    currency = totals["currency"]
    worth = added / people / PER if people > 0 else math.nan
    return [
        _per("energy_intensity", energy, "tce", of_both, currency),
        _per("water_intensity", _fresh_water(declared, others), "m³", added, currency),
        _per("solid_waste_intensity", waste, "t", added, currency),
        Indicator("value_per_person", worth, f"10⁴ {currency}", added, f"{currency}/yr", people, "1"),
    ]


def _per(measure: str, part: float, unit: str, added: float, currency: str) -> Indicator:
    """Amount per 10,000 of the value added."""
    value = part / added * PER if added > 0 and part > 0 else math.nan
    return Indicator(measure, value, f"{unit}/10⁴ {currency}", part, f"{unit}/yr", added, f"{currency}/yr")


def _residues(
    con: duckdb.DuckDBPyConnection, park_id: str, year: int, others: set[str], viewer: Viewer
) -> float:
    """Waste and by-products with a known destination, without those of the companies `others`. [t/yr]"""
    choice = flows.FlowSelection(year=year, kind="material", unit="t")
    links = flows.converted(con, park_id=park_id, choice=choice, viewer=viewer)
    return float(flows.shares(links[~links["provider_id"].isin(others)])["value"].sum())


def _without_value_added(places: pd.DataFrame, currencies: list[str]) -> set[str]:
    """Companies that state no value added of the year in a convertible currency; not everybody may read the value itself."""
    states = places["is_of_year"] & places["stated_currency"].isin(currencies)
    return set(places["company_id"]) - set(places.loc[states, "company_id"])


def is_fresh_water(rows: pd.DataFrame) -> pd.Series:
    """True for each row of fresh water, by resource_id and resource_class."""
    return (rows["resource_class"] == "water") & ~rows["resource_id"].isin(_UNCONVENTIONAL_WATER)


def fresh_water_used(declared: pd.DataFrame) -> pd.Series:
    """Fresh water that each company takes, less what it passes on to others; missing where that is more than it takes. [m³/yr]"""
    water = declared[is_fresh_water(declared)]
    passed = water[water["receiver_company"].notna()]
    taken, given = (
        rows.groupby(end)["value"].sum(min_count=1)
        for rows, end in ((water, "receiver_company"), (passed, "provider_company"))
    )
    used = taken.sub(given, fill_value=0.0)
    return used.where(used >= 0)


def _fresh_water(declared: pd.DataFrame, others: set[str]) -> float:
    """Fresh water from outside the park, without that of the companies `others`. [m³/yr]"""
    received = declared[declared["receiver_company"].notna() & declared["provider_company"].isna()]
    is_counted = is_fresh_water(received) & ~received["receiver_company"].isin(others)
    return float(received.loc[is_counted, "value"].sum())


def _new_links(con: duckdb.DuckDBPyConnection, park_id: str, year: int) -> Indicator:
    links = float(store.ask(con, "indicator_new_links", park_id=park_id, year=year)["links"].iloc[0])
    return Indicator("new_links", links, "projects")
