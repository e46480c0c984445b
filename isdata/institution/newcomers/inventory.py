"""Inputs and outputs of a newcomer: entered in a form, typical of its sector, or copied from a company of the park."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import duckdb
import numpy as np
import pandas as pd

from isdata.data import applicable, money, store, units
from isdata.data.disclosure import Viewer
from isdata.data.i18n import N_
from isdata.errors import HiddenError, NotFoundError
from isdata.park import flows
from isdata.park.flows.amounts import CO2, conversion

LINES = (
    "line_id",
    "direction",
    "resource_id",
    "quantity",
    "unit",
    "hours",
    "temperature",
    "pressure",
    "current_route",
)
COMMON = {"material": "t", "energy": "GJ", "water": "m³"}
_MONEY = ("value_added", "investment")
_NUMBERS = (*_MONEY, "area", "employees", "price_year")
_ABOUT = ("sector", "feature_id", "area", "employees", "value_added", "investment", "currency", "price_year")


@dataclass(frozen=True)
class Inventory:
    """A newcomer with its flows.

    Attributes
    ----------
    about : dict
        name_en, name_zh, sector, feature_id, area [ha], employees, value_added [currency/yr], investment [currency],
        currency (that of the park), price_year; missing where unknown.
    lines : DataFrame, index line_id
        direction, resource_id, resource_en, resource_zh, kind, resource_class, quantity [unit/yr], unit, hours [h/yr],
        temperature [°C], pressure [bar], current_route, slope (t, GJ or m³ per unit), co2 [t/unit], mass [t/unit].
    covered : DataFrame
        Synergies included: line_id, stream_id, quantity [unit of the line/yr], hours [h/yr] of the stream.
    is_settled : bool
        True if it is in the park already, so that the present use includes it.
    """

    about: Mapping[str, Any]
    lines: pd.DataFrame
    covered: pd.DataFrame = field(
        default_factory=lambda: pd.DataFrame(columns=["line_id", "stream_id", "quantity", "hours"])
    )
    is_settled: bool = False


def newcomers(con: duckdb.DuckDBPyConnection, *, park_id: str) -> pd.DataFrame:
    """Companies that want to settle in a park; columns as in `newcomer_list.sql`."""
    return store.ask(con, "newcomer_list", park_id=park_id)


def stored(con: duckdb.DuckDBPyConnection, *, park_id: str, newcomer_id: str) -> Inventory:
    """Inventory of a stored newcomer, including the synergies stored for it.

    Raises
    ------
    NotFoundError
        There is no such newcomer in the park.
    """
    known = newcomers(con, park_id=park_id).set_index("newcomer_id")
    if newcomer_id not in known.index:
        raise NotFoundError(thing=N_("newcomer"), name=newcomer_id, known=", ".join(known.index))
    lines = store.ask(con, "newcomer_flows", newcomer_id=newcomer_id)
    covered = store.ask(con, "newcomer_synergies", newcomer_id=newcomer_id)
    return Inventory(
        _facts(con, known.loc[newcomer_id], park_id=park_id),
        described(con, lines, park_id=park_id),
        covered[["line_id", "stream_id", "quantity", "hours"]],
    )


def unsaved_inventory(
    con: duckdb.DuckDBPyConnection, about: Mapping[str, Any], lines: pd.DataFrame | None, *, park_id: str
) -> Inventory:
    """Inventory of a newcomer that is not stored.

    Parameters
    ----------
    about : mapping
        Row of the table `newcomer`.
    lines : DataFrame, optional
        Rows of the newcomer in the table `newcomer_flow`.
    """
    rows = pd.DataFrame(columns=[*LINES]) if lines is None else lines
    rows = rows.rename(columns={"newcomer_flow_id": "line_id"})
    facts = {name: about.get(name) for name in ("name_en", "name_zh", *_ABOUT)}
    return Inventory(_facts(con, facts, park_id=park_id), described(con, rows, park_id=park_id))


def _facts(
    con: duckdb.DuckDBPyConnection, about: Mapping[str, Any] | pd.Series, *, park_id: str
) -> dict[str, Any]:
    """Facts with money in the currency of the park, unknown numbers as NaN and unknown texts as None."""
    facts: dict[str, Any] = {
        str(name): value if pd.notna(value) else np.nan if name in _NUMBERS else None
        for name, value in about.items()
    }
    own = money.currency_of(con, park_id=park_id)
    rate = money.rates(con, own).get(facts["currency"] or own, np.nan)
    return facts | {name: facts.get(name, np.nan) * rate for name in _MONEY} | {"currency": own}


def typical(con: duckdb.DuckDBPyConnection, *, park_id: str, sector: str, employees: int) -> Inventory:
    """Inventory of a plant by sector and number of employees, from the sector profiles.

    The amounts are orders of magnitude; the profiles state their uncertainty. Flows that a profile does not list are
    unknown, not zero.
    """
    lines = store.ask(con, "sector_needs", sector=sector)
    lines = lines.assign(quantity=lines["quantity"] * employees, pressure=np.nan)
    about = dict.fromkeys(_ABOUT, np.nan) | {
        "name_en": None,
        "name_zh": None,
        "sector": sector,
        "employees": employees,
        "feature_id": None,
        "currency": None,
    }
    return Inventory(about, described(con, lines, park_id=park_id))


def of_company(
    con: duckdb.DuckDBPyConnection, *, park_id: str, company_id: str, year: int, viewer: Viewer
) -> Inventory:
    """Inventory of a company of the park, from its flows of a year; for the facilitator.

    Raises
    ------
    HiddenError
        The viewer is not the facilitator.
    NotFoundError
        There is no such company in the park.
    """
    if not viewer.sees_all:
        raise HiddenError()
    known = store.ask(con, "park_company_facts", park_id=park_id, year=year).set_index("company_id")
    if company_id not in known.index:
        raise NotFoundError(thing=N_("company"), name=company_id, known=", ".join(known.index))
    declared = flows.declared(con, park_id=park_id, year=year, viewer=viewer)
    ends = {"demand": "receiver_company", "supply": "provider_company"}
    parts = [declared[declared[end] == company_id].assign(direction=side) for side, end in ends.items()]
    rows = pd.concat(parts)
    rows = rows[rows["quantity"].notna()]
    lines = pd.DataFrame(
        {
            "line_id": rows["flow_id"] + ":" + rows["direction"],
            "direction": rows["direction"],
            "resource_id": rows["resource_id"],
            "quantity": rows["quantity"],
            "unit": rows["unit"],
            "hours": np.nan,
            "temperature": rows["temperature"],
            "pressure": np.nan,
            "current_route": rows["destination"].map(_ROUTES),
        }
    )
    about = _facts(con, known.loc[company_id], park_id=park_id) | {"feature_id": None}
    return Inventory(about, described(con, lines, park_id=park_id), is_settled=True)


_ROUTES = {
    "disposal": "landfill",
    "treatment": "treatment",
    "emission": "emission",
    "recovery": "incineration",
} | dict.fromkeys(("reuse", "recycling", "use", "product"), "recycling")


def described(con: duckdb.DuckDBPyConnection, lines: pd.DataFrame, *, park_id: str) -> pd.DataFrame:
    """Lines with names and conversions, index line_id; columns as `Inventory.lines`.

    Parameters
    ----------
    lines : DataFrame
        With the columns `LINES`.
    """
    resources = store.ask(con, "match_resources").set_index("resource_id")
    factors = applicable.values(con, park_id=park_id)
    kinds = {"co2": applicable.CO2, "energy": applicable.ENERGY_CONTENT}
    values = {prefix: applicable.of_resources(factors, kind) for prefix, kind in kinds.items()}
    rows = []
    for line in lines.reindex(columns=[*LINES]).to_dict("records"):
        resource = resources.loc[line["resource_id"]]
        row = {
            "unit": line["unit"],
            **{name: resource[name] for name in ("usual_unit", "heating_value", "density", "enthalpy")},
        }
        for prefix, found in values.items():
            known = line["resource_id"] in found.index
            row[f"{prefix}_factor"] = found["value"][line["resource_id"]] if known else np.nan
            row[f"{prefix}_unit"] = found["unit"][line["resource_id"]] if known else None
        target = COMMON.get(str(resource["kind"]), str(line["unit"]))
        rows.append(
            line
            | {
                "resource_en": resource["name_en"],
                "resource_zh": resource["name_zh"],
                **resource[["kind", "resource_class"]],
                "slope": conversion(row, target)[0],
                "co2": conversion(row, CO2)[0],
                "mass": conversion(row, "t")[0],
            }
        )
    columns = [*LINES, "resource_en", "resource_zh", "kind", "resource_class", "slope", "co2", "mass"]
    return pd.DataFrame(rows, columns=columns).set_index("line_id")


def uncovered(inventory: Inventory) -> pd.DataFrame:
    """Part of each line that synergies do not cover: `lines` with net [unit/yr] and peak (remaining share of the rate).

    A source reduces the hourly rate only if it runs for at least as many hours as the line; otherwise the network has to
    supply the full rate in the remaining hours.
    """
    lines = inventory.lines
    known = inventory.covered.merge(
        lines[["hours", "quantity"]].set_axis(["needed", "whole"], axis=1).rename_axis(None),
        left_on="line_id",
        right_index=True,
    ).reset_index(drop=True)
    firm = known["hours"].fillna(8760.0) >= known["needed"].fillna(8760.0)
    covered = known.groupby("line_id")["quantity"].sum().reindex(lines.index, fill_value=0.0)
    firmly = known[firm].groupby("line_id")["quantity"].sum().reindex(lines.index, fill_value=0.0)
    whole = lines["quantity"].where(lines["quantity"] > 0)
    net = (lines["quantity"] - covered).clip(lower=0.0)
    return lines.assign(
        net=net.where(lines["quantity"].notna()),
        peak=(1.0 - (firmly / whole).clip(upper=1.0)).fillna(1.0),
        covered=covered,
    )


def factors(lines: pd.DataFrame, unit: str) -> pd.Series:
    """Number of `unit` per unit of each line; nan where they measure different quantities."""
    found = [
        1.0 if own == unit else units.factor(own, unit) if units.kind(own) == units.kind(unit) else np.nan
        for own in lines["unit"]
    ]
    return pd.Series(found, index=lines.index, dtype=float)


def tce(lines: pd.DataFrame, amounts: pd.Series) -> float:
    """Energy of amounts of lines [tce/yr]; nan if an amount cannot be converted to energy."""
    energy = lines["kind"] == "energy"
    return float((amounts * lines["slope"])[energy].sum(skipna=False)) * units.factor("GJ", "tce")
