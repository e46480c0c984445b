"""Present use of a park's limited capacities, from its flows."""

import duckdb
import pandas as pd

from isdata.data import disclosure, store, units
from isdata.data.disclosure import Viewer
from isdata.institution.computed_indicators import fresh_water_used
from isdata.institution.newcomers import trucks
from isdata.park import flows


def present_use(
    con: duckdb.DuckDBPyConnection, *, park_id: str, year: int, viewer: Viewer
) -> dict[str, float]:
    """Use of a park in a year by rule, from its data; nan where the data do not give it, as where no amount is measured.

    steam [t/yr], power from outside [MWh/yr], fresh_water (taken less passed on, by company), waste_water [m³/yr], land
    [ha], co2 [t/yr] of purchased energy, voc [t/yr], traffic [1/d] through the gates.
    """
    declared = flows.declared(con, park_id=park_id, year=year, viewer=viewer)
    is_taken = declared["receiver_company"].notna()
    kinds = declared["resource_class"]

    def total(rows: pd.Series, per: float | pd.Series = 1.0) -> float:
        return float((declared["value"] / per)[rows].sum(min_count=1))

    enthalpy = declared["slope"].where(declared["unit"] == "t")
    steam = (kinds == "steam") & is_taken
    choice = flows.FlowSelection(year=year, kind="energy", unit="GJ")
    others = disclosure.in_full(con, "streams_without_trucks", viewer, park_id=park_id)
    links = flows.converted(con, park_id=park_id, choice=choice, viewer=viewer)
    bought = links[links["provider_outside"] & ~links["receiver_outside"]]
    return {
        "steam": total(steam, enthalpy),
        "power": total(
            (declared["resource_id"] == "electricity") & is_taken & declared["provider_company"].isna(),
            units.factor("MWh", "GJ"),
        ),
        "fresh_water": float(fresh_water_used(declared).sum(min_count=1)),
        "waste_water": total((kinds == "waste_water") & (declared["destination"] == "treatment")),
        "land": float(store.ask(con, "park_plot_area", park_id=park_id)["used"].iloc[0]),
        "co2": float(bought["emitted"].sum(min_count=1)),
        "voc": total(declared["resource_id"] == "voc"),
        "traffic": trucks.present_trips(declared, others),
    }
