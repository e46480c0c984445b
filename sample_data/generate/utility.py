"""Flows that follow from a company's yearly use: power, gas, steam, diesel, water and what becomes of them."""

from sample_data.generate.flow import Flow
from sample_data.generate.rows import draft, number

# What a company takes: column of the draft, resource, whose network brings it, ± %.
TAKEN = (
    ("electricity", "electricity", "power", "meter", 2.0),
    ("natural_gas", "natural_gas", "", "meter", 1.5),
    ("steam", "steam", "steam", "meter", 3.0),
    ("diesel", "diesel", "", "invoice", 4.0),
    ("fresh_water", "fresh_water", "water", "meter", 2.0),
)
STEAM_TEMPERATURE = "175"


def roles(park: str) -> dict[str, str]:
    """Return which company brings power, steam and water and takes waste water."""
    return {row["role"]: row["id"] for row in draft(park, "utilities")}


def flows(park: str, year: int, base: int) -> list[Flow]:
    """Return the supply, waste-water, evaporation and heat-loss flows of every company of a park."""
    supplier = roles(park)
    prices = {row["resource"]: number(row["price"]) for row in draft(park, "prices")}
    found: list[Flow] = []
    for row in draft(park, "companies"):
        factor = number(row["growth"]) if year != base else 1.0
        for column, resource, role, basis, uncertainty in TAKEN:
            if not row[column]:
                continue
            amount = number(row[column]) * factor
            if resource == "fresh_water":
                amount += _not_yet_reclaimed(park, row, year, base)
            found.append(
                Flow(
                    supplier.get(role, ""),
                    row["id"],
                    resource,
                    amount,
                    basis,
                    uncertainty,
                    prices[resource],
                    "use" if supplier.get(role) else "input",
                    STEAM_TEMPERATURE if resource == "steam" else "",
                )
            )
        found += _water_used(row, supplier, factor)
        if row["id"] not in (supplier.get("power"), supplier.get("steam")):
            found.append(
                Flow(row["id"], "", "dissipated_heat", None, "balance", 10.0, destination="emission")
            )
    return found


def _not_yet_reclaimed(park: str, row: dict[str, str], year: int, base: int) -> float:
    """Return the fresh water that made up for reclaimed water before its pipe was laid. [m³/yr]"""
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


def _water_used(row: dict[str, str], supplier: dict[str, str], factor: float) -> list[Flow]:
    """Return what becomes of a company's water: waste water, water in the product, evaporation."""
    site = row["id"]
    if not row["waste_share"]:
        return []
    taken = (number(row["fresh_water"]) + number(row["reclaimed_water"])) * factor
    found = [
        Flow(
            site,
            supplier["waste_water"],
            "waste_water",
            taken * number(row["waste_share"]),
            "meter",
            3.0,
            3.2,
            "treatment",
        ),
        Flow(site, "", "water_vapour", None, "balance", 15.0, destination="emission"),
    ]
    if row["product_water"]:
        found.append(
            Flow(
                site,
                "",
                "product_water",
                number(row["product_water"]) * factor,
                "estimate",
                10.0,
                destination="product",
            )
        )
    return found
