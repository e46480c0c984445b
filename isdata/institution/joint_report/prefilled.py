"""Items of the joint report computed from the flows of a park, by company."""

from collections.abc import Iterator

import duckdb
import pandas as pd

from isdata.data.contracts.results import Links
from isdata.data.disclosure import Viewer
from isdata.park import flows

_FUELS, _POWER = ("fuel", "gas"), ("power",)
_HEAT = ("heat", "steam", "cold", "compressed_air")
_WASTE = ("waste", "by_product")
_USED = ("use", *flows.USED_AGAIN)
_DISPOSED = ("disposal", "treatment")


def prefilled(con: duckdb.DuckDBPyConnection, *, park_id: str, year: int, viewer: Viewer) -> pd.DataFrame:
    """Amounts of the report's items that follow from the flows of a year.

    They cover energy carriers, water and materials as input, energy and by-products as output, and waste by destination.
    CO2 uses the factors that apply to park and year: direct for fuels, indirect for purchased energy.

    Returns
    -------
    DataFrame
        company_id, item, value [GJ, m³ or t a year, as in `report_item.csv`], is_partial (True if flows of the item have no
        amount in its unit, so that the value is a minimum). Items that do not follow from the flows have no row.
    """

    def links(kind: str, unit: str) -> pd.DataFrame:
        choice = flows.FlowSelection(year=year, kind=kind, unit=unit)
        found = flows.converted(con, park_id=park_id, choice=choice, viewer=viewer)
        return found.assign(
            provider_id=found["provider_id"].where(~found["provider_outside"]),
            receiver_id=found["receiver_id"].where(~found["receiver_outside"]),
        )

    parts = [
        *_energy(links("energy", "GJ")),
        *_water(links("water", "m³")),
        *_materials(links("material", "t")),
    ]
    found = pd.concat(parts, ignore_index=True)
    return found[found["value"] > 0].sort_values(["company_id", "item"], ignore_index=True)


def _by_company(rows: pd.DataFrame, end: str, item: str, value: str = "value") -> pd.DataFrame:
    """Sum of links by the company at one of their ends."""
    amounts = rows.dropna(subset=[end]).groupby(end)[value]
    sums = pd.DataFrame({"value": amounts.sum(min_count=1), "is_partial": amounts.count() < amounts.size()})
    return sums.rename_axis("company_id").reset_index().assign(item=item).astype({"company_id": str})


def _energy(links: Links) -> Iterator[pd.DataFrame]:
    kind = links["resource_class"]
    taken = "receiver_id"
    yield _by_company(links[kind.isin(_FUELS)], taken, "fuel_used")
    yield _by_company(links[kind.isin(_POWER)], taken, "electricity_bought")
    yield _by_company(links[kind.isin(_HEAT)], taken, "heat_bought")
    is_sold = kind.isin(_POWER + _HEAT + _FUELS) & links["destination"].isin(_USED)
    yield _by_company(links[is_sold], "provider_id", "energy_sold")
    yield _by_company(links[kind.isin(_FUELS)], taken, "co2_direct", "emitted")
    yield _by_company(links[kind.isin(_POWER + _HEAT)], taken, "co2_indirect", "emitted")


def _water(links: Links) -> Iterator[pd.DataFrame]:
    yield _by_company(links[links["resource_class"] == "water"], "receiver_id", "water_withdrawn")
    yield _by_company(links[links["resource_class"] == "waste_water"], "provider_id", "water_discharged")


def _materials(links: Links) -> Iterator[pd.DataFrame]:
    is_waste, is_used = links["resource_class"].isin(_WASTE), links["destination"].isin(_USED)
    between = links["provider_id"].notna() & links["receiver_id"].notna()
    yield _by_company(links[is_waste & is_used], "provider_id", "waste_recovered")
    yield _by_company(links[is_waste & links["destination"].isin(_DISPOSED)], "provider_id", "waste_disposed")
    yield _by_company(links[is_waste & is_used & between], "receiver_id", "secondary_in")
    yield _by_company(links[is_waste & is_used & between], "provider_id", "secondary_out")
    yield _by_company(links, "receiver_id", "materials_in")
