"""Flows derived from a company's yearly use of power, gas, steam, diesel and water, including losses and waste water."""

from sample_data.generate.flow import Flow
from sample_data.generate.rows import draft, number

# Inputs of a company: column of the draft, resource, operator of the network, ± %.
TAKEN = (
    ("electricity", "electricity", "power", "meter", 2.0),
    ("natural_gas", "natural_gas", "", "meter", 1.5),
    ("steam", "steam", "steam", "meter", 3.0),
    ("diesel", "diesel", "", "invoice", 4.0),
    ("fresh_water", "fresh_water", "water", "meter", 2.0),
)
STEAM_TEMPERATURE = "175"


def roles(park: str) -> dict[str, str]:
    """Return the companies that supply power, steam and water and receive waste water."""
    return {row["role"]: row["id"] for row in draft(park, "utilities")}


def flows(park: str, year: int, base: int) -> list[Flow]:
    """Return the supply, waste-water, evaporation and heat-loss flows of every company of a park."""
    supplier = roles(park)
    prices = {price["resource"]: number(price["price"]) for price in draft(park, "prices")}
    found: list[Flow] = []
    for row in draft(park, "companies"):
        factor = number(row["growth"]) if year != base else 1.0
        extra = _not_yet_reclaimed(park, row, year, base)
        found += _supplied(row, supplier, prices, factor, extra)
        found += _water_used(row, supplier["waste_water"], prices["waste_water"], factor)
        if row["id"] not in (supplier["power"], supplier["steam"]):
            found.append(
                Flow(row["id"], "", "dissipated_heat", None, "balance", 10.0, destination="emission")
            )
    return found


def _supplied(
    row: dict[str, str],
    supplier: dict[str, str],
    prices: dict[str, float],
    factor: float,
    extra_water: float,
) -> list[Flow]:
    """Return the flows to a company from the networks of the park, or from outside."""
    return [
        Flow(
            supplier.get(role, ""),
            row["id"],
            resource,
            number(row[column]) * factor + (extra_water if resource == "fresh_water" else 0.0),
            basis,
            uncertainty,
            prices[resource],
            "use" if role else "input",
            STEAM_TEMPERATURE if resource == "steam" else "",
        )
        for column, resource, role, basis, uncertainty in TAKEN
        if row[column]
    ]


def _not_yet_reclaimed(park: str, row: dict[str, str], year: int, base: int) -> float:
    """Return the fresh water used instead of reclaimed water before its pipe was built. [m³/yr]"""
    if year == base:
        return 0.0
    given = next(
        (
            number(flow["quantity_2023"])
            for flow in draft(park, "flows")
            if flow["receiver"] == row["id"]
            and flow["resource"] == "reclaimed_water"
            and flow["quantity_2023"]
        ),
        None,
    )
    return 0.0 if given is None else number(row["reclaimed_water"]) * number(row["growth"]) - given


def _water_used(row: dict[str, str], plant: str, fee: float, factor: float) -> list[Flow]:
    """Return the outputs of a company's water; it pays the waste-water plant, so the price is negative."""
    site = row["id"]
    if not row["waste_share"]:
        return []
    taken = (number(row["fresh_water"]) + number(row["reclaimed_water"])) * factor
    drained = taken * number(row["waste_share"])
    found = [
        Flow(site, plant, "waste_water", drained, "meter", 3.0, -fee, "treatment"),
        Flow(site, "", "water_vapour", None, "balance", 15.0, destination="emission"),
    ]
    if row["product_water"]:
        kept = number(row["product_water"]) * factor
        found.append(Flow(site, "", "product_water", kept, "estimate", 10.0, destination="product"))
    return found
