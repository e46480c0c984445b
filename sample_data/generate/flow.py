"""Flows of a park: drafts made complete so that every site balances, then declared with errors.

A draft gives most amounts. One flow a site and kind is `rest`: it takes what is left, so the true
amounts balance exactly. What is declared differs from the truth within the declared ± %.
"""

import random
from dataclasses import dataclass, replace

from sample_data.generate.rows import Row, draft, number, resources, significant

# The standard deviation of an error over the declared ± %. A fair meter has 0.51 (19 of 20 within);
# the samples keep a little closer, so that every site balances.
SPREAD = 0.3


@dataclass(frozen=True)
class Flow:
    """One flow of a year before it is declared; `quantity` is None while it is the rest."""

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

    def at(self, site: str) -> int:
        """Return +1 when the flow enters the site, -1 when it leaves it, 0 elsewhere."""
        return (self.receiver == site) - (self.provider == site)


def content(resource: dict[str, str]) -> float:
    """Return what one unit counts in its kind's balance: t, m³ or GJ; 0 when it is not balanced."""
    if resource["kind"] == "service":
        return 0.0
    if resource["kind"] == "energy":
        return number(resource["heating_value"] or resource["enthalpy"])
    return 1.0


def settled(flows: list[Flow], stocks: dict[tuple[str, str], float]) -> list[Flow]:
    """Return the flows with every rest replaced by what its site's balance leaves.

    Parameters
    ----------
    flows : list of Flow
        At most one rest a site and kind, with its other end outside.
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
    """Return the flows a park's draft gives for a year; other years than the base shrink with growth."""
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
            )
        )
    return flows


def declared(flows: list[Flow], park: str, year: int, chance: random.Random) -> list[Row]:
    """Return the flows as table rows: measured within their ± %, rounded, paid for."""
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
        }
        if flow.price and not flow.is_unmeasured:
            row |= {"cost": significant(amount * flow.price, 4), "currency": "CNY", "price_year": year}
        rows.append(row)
    return rows


def _measured(flow: Flow, chance: random.Random) -> float:
    """Return what somebody would have read off: the truth with an error, rounded."""
    if flow.quantity is None:
        raise ValueError(f"{flow.resource} is not settled")
    error = max(-1.0, min(1.0, chance.gauss(0, SPREAD))) * flow.uncertainty / 100
    return significant(flow.quantity * (1 + error), 3 if flow.uncertainty > 5 else 4)


def _prefix(park: str) -> str:
    return {"chengdu": "CD", "kunshan": "KS", "dayawan": "DY"}[park]


def _source(flow: Flow, year: int) -> str:
    """Return who would have said it: a made-up but traceable origin for every figure."""
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
