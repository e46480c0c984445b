"""Flows of a park: drafts are completed so that every site balances, then declared with errors.

A draft contains most amounts. One flow per site and kind is `rest`: it closes the balance, so that the true
amounts balance exactly. Declared amounts differ from the true ones within the declared ± %.
"""

import random
from dataclasses import dataclass, replace

from sample_data.generate.rows import Row, draft, number, resources, significant

# Standard deviation of an error relative to the declared ± %. A correct meter has 0.51 (19 of 20 within);
# the samples have slightly smaller errors, so that every site balances.
SPREAD = 0.3


@dataclass(frozen=True)
class Flow:
    """One flow of a year before it is declared; `quantity` is None for a rest that is not yet computed."""

    provider: str
    receiver: str
    resource: str
    quantity: float | None
    basis: str
    uncertainty: float
    price: float | None = None
    destination: str = ""
    temperature: str = ""
    synergy: str = ""
    note: str = ""
    is_unmeasured: bool = False
    transport: str = ""

    def at(self, site: str) -> int:
        """Return +1 if the flow enters the site, -1 if it leaves it, 0 otherwise."""
        return (self.receiver == site) - (self.provider == site)


def content(resource: dict[str, str]) -> float:
    """Return the content of one unit in the balance of its kind [t, m³ or GJ]; 0 if it is not balanced."""
    if resource["kind"] == "service":
        return 0.0
    if resource["kind"] == "energy":
        return number(resource["heating_value"] or resource["enthalpy"])
    return 1.0


def settled(flows: list[Flow], stocks: dict[tuple[str, str], float]) -> list[Flow]:
    """Return the flows with every rest computed from its site's balance.

    Parameters
    ----------
    flows : list of Flow
        At most one rest per site and kind, with its other end outside the park.
    stocks : dict
        (site, kind) to growth of stock. [t, m³ or GJ]
    """
    known = resources()
    result: list[Flow] = []
    for flow in flows:
        if flow.quantity is not None:
            result.append(flow)
            continue
        site = flow.provider or flow.receiver
        kind = known[flow.resource]["kind"]
        left = sum(
            other.at(site) * other.quantity * content(known[other.resource])
            for other in flows
            if other.quantity is not None and known[other.resource]["kind"] == kind
        ) - stocks.get((site, kind), 0.0)
        amount = -flow.at(site) * left / content(known[flow.resource])
        if amount <= 0:
            raise ValueError(f"{site} has no {flow.resource} left over: {amount:.0f}")
        result.append(replace(flow, quantity=amount))
    return result


def drafted(park: str, year: int, base: int, chance: random.Random) -> list[Flow]:
    """Return the drafted flows of a park for a year; amounts of years other than the base are scaled by growth."""
    growth = {row["id"]: number(row["growth"]) for row in draft(park, "companies")}
    flows = []
    for row in draft(park, "flows"):
        site = row["provider"] or row["receiver"]
        factor = growth[site] * chance.uniform(0.98, 1.02) if year != base else 1.0
        given = row["quantity"].removeprefix("?")
        quantity = None if given == "rest" else float(given) * factor
        if year != base and row["quantity_2023"]:
            quantity = float(row["quantity_2023"])
        flows.append(
            Flow(
                row["provider"],
                row["receiver"],
                row["resource"],
                quantity,
                row["basis"],
                number(row["uncertainty"]),
                number(row["price"]) if row["price"] else None,
                row["destination"] or ("input" if not row["provider"] else "use"),
                row["temperature"],
                row["synergy"],
                row["note"],
                row["quantity"].startswith("?"),
                row.get("transport", ""),
            )
        )
    return flows


def declared(flows: list[Flow], park: str, year: int, chance: random.Random) -> list[Row]:
    """Return the flows as table rows: with an error within their ± %, rounded, with prices."""
    known = resources()
    rows: list[Row] = []
    for order, flow in enumerate(flows, start=1):
        amount = _measured(flow, chance)
        row: Row = {
            "flow_id": f"{_prefix(park)}-F{order:03d}-{year}",
            "park_id": park,
            "provider_id": f"{flow.provider}-S" if flow.provider else None,
            "receiver_id": f"{flow.receiver}-S" if flow.receiver else None,
            "resource_id": flow.resource,
            "year": year,
            "quantity": None if flow.is_unmeasured else amount,
            "unit": known[flow.resource]["unit"],
            "destination": flow.destination,
            "temperature": flow.temperature,
            "basis": flow.basis,
            "uncertainty": flow.uncertainty,
            "synergy_id": flow.synergy,
            "note": flow.note,
            "source": _source(flow, year),
            "is_illustrative": True,
            "transport_mode": flow.transport,
        }
        if flow.price and not flow.is_unmeasured:
            row |= {"cost": significant(amount * flow.price, 4), "currency": "CNY", "price_year": year}
        rows.append(row)
    return rows


def _measured(flow: Flow, chance: random.Random) -> float:
    """Return the measured amount: true amount with an error, rounded."""
    if flow.quantity is None:
        raise ValueError(f"{flow.resource} is not settled")
    error = max(-1.0, min(1.0, chance.gauss(0, SPREAD))) * flow.uncertainty / 100
    return significant(flow.quantity * (1 + error), 3 if flow.uncertainty > 5 else 4)


def _prefix(park: str) -> str:
    return {"chengdu": "CD", "kunshan": "KS", "dayawan": "DY"}[park]


def _source(flow: Flow, year: int) -> str:
    """Return a fictitious but plausible source for a figure."""
    site = flow.provider or flow.receiver
    said = {
        "meter": (f"meter record {year}, {site}", f"{year}年计量记录，{site}"),
        "invoice": (f"invoices {year}, {site}", f"{year}年发票，{site}"),
        "interview": (f"interview {year}, {site}", f"{year}年访谈，{site}"),
        "estimate": (f"estimate of the plant engineer, {site}", f"工厂工程师估算，{site}"),
        "sector_default": (f"typical value of the sector, {site}", f"行业典型值，{site}"),
        "balance": (f"left over in the balance of {site}", f"{site} 平衡余量"),
    }
    en, zh = said[flow.basis]
    return f"Sample data: {en} / 示例数据：{zh}"
