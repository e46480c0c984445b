"""Reading the sample parks and adding up their balances, apart from the generator's own code."""

import csv
import math
from functools import cache

import pandas as pd

from tests.conftest import PUBLISHED, ROOT

SAMPLES = ROOT / "sample_data"
REFERENCE = ROOT / "isdata" / "data" / "reference"
GENERATED = ("chengdu", "kunshan", "dayawan")
PARKS = (*GENERATED, "kalundborg")


@cache
def rows(folder: str, table: str) -> list[dict[str, str]]:
    """Return the rows of a sample's table as text; none where the sample has no such table."""
    file = (REFERENCE if folder == "reference" else SAMPLES / folder) / f"{table}.csv"
    if not file.exists():
        return []
    with file.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def published(file: str) -> list[dict[str, str]]:
    """Rows of a table that others published, as text."""
    with (PUBLISHED / file).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def resources() -> dict[str, dict[str, str]]:
    """Return the product's resources by id."""
    return {row["resource_id"]: row for row in rows("reference", "resource")}


def content(resource: dict[str, str]) -> float:
    """Return what one unit counts in its kind's balance: t, m³ or GJ; 0 for services."""
    if resource["kind"] == "service":
        return 0.0
    if resource["kind"] == "energy":
        return float(resource["heating_value"] or resource["enthalpy"])
    return 1.0


def residuals(park: str, year: int) -> pd.DataFrame:
    """Return one row a site and kind: in - out - growth of stock, and the ± of it.

    Returns
    -------
    DataFrame
        site, kind, through [t, m³ or GJ], residual, tolerance, is_measured.
    """
    known = resources()
    books: dict[tuple[str, str], dict[str, float]] = {}
    for flow in rows(park, "flow"):
        resource = known[flow["resource_id"]]
        if flow["year"] != str(year) or not content(resource):
            continue
        for site, sign in ((flow["receiver_id"], 1), (flow["provider_id"], -1)):
            if site:
                book = books.setdefault(
                    (site, resource["kind"]), {"through": 0.0, "residual": 0.0, "square": 0.0, "unknown": 0}
                )
                _enter(book, flow, sign * content(resource))
    for change in rows(park, "stock_change"):
        if change["year"] == str(year):
            resource = known[change["resource_id"]]
            books[change["site_id"], resource["kind"]]["residual"] -= float(change["quantity"]) * content(
                resource
            )
    return pd.DataFrame(
        [
            {
                "site": site,
                "kind": kind,
                "through": book["through"],
                "residual": book["residual"],
                "tolerance": math.sqrt(book["square"]),
                "is_measured": book["unknown"] == 0,
            }
            for (site, kind), book in books.items()
        ]
    )


def _enter(book: dict[str, float], flow: dict[str, str], content_: float) -> None:
    """Add a flow to a site's book, or count it as unknown."""
    if not flow["quantity"]:
        book["unknown"] += 1
        return
    amount = float(flow["quantity"]) * content_
    book["residual"] += amount
    book["through"] += max(amount, 0.0)
    book["square"] += (amount * float(flow["uncertainty"]) / 100) ** 2


def books(park: str, year: int) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return a park's declared flows and the balances they stand in, as `reconcile` takes them."""
    known = resources()
    measured, balances = [], []
    for flow in rows(park, "flow"):
        resource = known[flow["resource_id"]]
        if flow["year"] != str(year) or not content(resource):
            continue
        value = float(flow["quantity"] or "nan") * content(resource)
        measured.append((flow["flow_id"], value, float(flow["uncertainty"]), 0.0))
        for site, sign in ((flow["receiver_id"], 1), (flow["provider_id"], -1)):
            if site:
                balances.append((f"{site} {resource['kind']}", flow["flow_id"], sign))
    for change in rows(park, "stock_change"):
        if change["year"] == str(year):
            kind, name = known[change["resource_id"]]["kind"], f"stock {change['site_id']}"
            measured.append((name, float(change["quantity"]), float(change["uncertainty"]), -math.inf))
            balances.append((f"{change['site_id']} {kind}", name, -1))
    flows = pd.DataFrame(measured, columns=["flow_id", "value", "percent", "lower"])
    return flows, pd.DataFrame(balances, columns=["balance_id", "flow_id", "coefficient"])
