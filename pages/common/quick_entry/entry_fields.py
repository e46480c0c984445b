"""Fields of the “I have / I want” entry, with the values recognised in the line."""

from collections.abc import Mapping
from typing import Any

import streamlit as st

from isdata.data import contracts
from isdata.data.entry import declaration, direction_in_text
from isdata.data.entry.declaration import Declaration
from pages.common import number_field, resource_choice
from pages.common.language import _, reader
from pages.common.quick_entry import entry_notices


def labels() -> dict[str, str]:
    """Names of the fields, by column of the stream."""
    return {
        "direction": _("Supply or demand"),
        "site_id": _("Company"),
        "resource_id": _("Resource"),
        "quantity": _("Amount"),
        "unit": _("Unit"),
        "period": _("Per"),
        "year": _("Year"),
        "temperature": _("Temperature [°C]"),
        "power": _("Power [kW]"),
    }


def enter(found: Declaration, sites: Mapping[str, str], year: int, mark: str) -> tuple[dict[str, Any], str]:
    """Fields with the recognised values for correction: columns of the stream, and the name of a new company.

    The line states no year: `year` is the one first entered.
    """
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        direction = _direction(found, mark)
        site, company = _company(found, sites, mark)
        resource = _resource(found, mark)
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        amounts = _amounts(found, resource, year, mark)
    return {"direction": direction, "site_id": site, "resource_id": resource, **amounts}, company


def _direction(found: Declaration, mark: str) -> str:
    words = reader().choices("direction")
    return st.segmented_control(
        labels()["direction"],
        list(words),
        format_func=words.__getitem__,
        default=found.direction or direction_in_text.SUPPLY,
        required=True,
        key=f"declare_direction_{mark}",
    )


def _company(found: Declaration, sites: Mapping[str, str], mark: str) -> tuple[str | None, str]:
    """Site, or name of an unknown company; a possibly misspelt name is asked for."""
    offered = [*sites, *([found.company] if found.company else [])]
    likely = found.site_id or (None if found.near_sites else found.company)
    chosen = st.selectbox(
        labels()["site_id"],
        offered,
        index=offered.index(likely) if likely in offered else None,
        format_func=lambda key: sites.get(key) or _("New: {name}", name=key),
        accept_new_options=True,
        placeholder=_("Choose, or type a new one"),
        key=f"declare_site_{mark}",
        width=300,
    )
    return (chosen, "") if chosen in sites else (None, str(chosen or ""))


def _resource(found: Declaration, mark: str) -> str | None:
    """Choice of the resource, with possible meanings of the text first."""
    first = list(found.proposals.get("resource_id", []))
    # If several are equally likely, the user has to choose; otherwise the likeliest is preselected.
    likely = None if declaration.is_open(found) else found.resource_id or next(iter(first), None)
    return resource_choice.choose(
        labels()["resource_id"], key=f"declare_resource_{mark}", first=first, likely=likely, width=300
    )


def _amounts(found: Declaration, resource: str | None, year: int, mark: str) -> dict[str, Any]:
    """Fields for amount, unit, period, year and temperature; power if one was stated."""
    quantity = _number("quantity", found.quantity, mark)
    unit = _unit(found, resource, mark)
    periods = reader().choices("period")
    period = st.selectbox(
        labels()["period"],
        list(periods),
        index=list(periods).index(found.period or "year"),
        format_func=periods.__getitem__,
        key=f"declare_period_{mark}",
        placeholder=_("Choose"),
        width=130,
    )
    of_year = _number("year", year, mark, width=90)
    temperature = _number("temperature", found.temperature, mark)
    power = _number("power", found.power, mark) if found.power is not None else None
    return {
        "quantity": quantity,
        "uncertainty": entry_notices.uncertainty(found, quantity),
        "unit": unit,
        "period": period,
        "year": of_year,
        "temperature": temperature,
        "power": power,
    }


def _number(name: str, value: float | None, mark: str, *, width: int = 170) -> float | None:
    """Field for a number of the stream, in the unit of its column."""
    column = contracts.tables()["stream"][name]
    return number_field.enter_number(
        labels()[name], value=value, column=column, key=f"declare_{name}_{mark}", width=width
    )


def _unit(found: Declaration, resource: str | None, mark: str) -> str:
    """Field for the unit, at first that of the resource.

    An unknown unit has to be entered: that of the resource would change the amount.
    """
    usual = found.unit or ("" if found.amount.unknown_unit else resource_choice.unit(resource))
    written = reader().unit(usual)
    typed = st.text_input(
        labels()["unit"], value=written, key=f"declare_unit_{mark}_{found.unit or resource}", width=90
    )
    return usual if typed == written else typed
