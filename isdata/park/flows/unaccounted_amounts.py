"""Stock changes and unaccounted amounts of companies, as separate ribbons."""

from collections.abc import Mapping
from dataclasses import replace

import duckdb
import numpy as np
import pandas as pd

from isdata.data import disclosure
from isdata.data.disclosure import Viewer
from isdata.park.flows.amounts import conversion
from isdata.park.flows.views import COMPANY, LINK_COLUMNS, RESIDUAL, STOCK, View

SMALLEST = 1e-6  # share of the total below which a residual is a rounding error


def stock_change(
    con: duckdb.DuckDBPyConnection,
    *,
    park_id: str,
    company_id: str,
    year: int,
    kind: str,
    unit: str,
    viewer: Viewer,
) -> tuple[float, float]:
    """Stock change of a company by kind in a year, with the half width of its interval. [unit/yr]"""
    rows = disclosure.ask(con, "stock_growth", viewer, park_id=park_id, years=[year])
    own = rows[(rows["company_id"] == company_id) & (rows["kind"] == kind)]
    value = [row["quantity"] * _slope(row, unit) for row in own.to_dict("records")]
    spread = own["uncertainty"].fillna(0.0) / 100 * np.abs(value)
    return float(np.nansum(value)), float(np.sqrt((spread**2).sum()))


def _slope(row: Mapping[str, object], unit: str) -> float:
    return conversion({**row, "co2_factor": None, "co2_unit": None}, unit)[0]


def with_leftover(view: View, company_id: str, growth: tuple[float, float]) -> View:
    """Company's view with its stock change and its unaccounted amount.

    Parameters
    ----------
    view : View
        The view "company".
    company_id : str
    growth : pair of float
        Growth of its stocks and the half width of its interval. [unit/yr]
    """
    node = f"{COMPANY}:{company_id}"
    into, out = view.links[view.links["target"] == node], view.links[view.links["source"] == node]
    # Ranges do not balance: the difference of their middles would not be a figure of the company.
    if into.empty or out.empty or into["is_banded"].any() or out["is_banded"].any():
        return view
    residual = into["value"].sum() - out["value"].sum() - growth[0]
    variance = (into["spread"] ** 2).sum() + (out["spread"] ** 2).sum() + growth[1] ** 2
    parts = ((STOCK, growth[0], growth[1]), (RESIDUAL, residual, float(np.sqrt(variance))))
    shown = [part for part in parts if abs(part[1]) > SMALLEST * view.total]
    links = [_link(node, role, value, spread) for role, value, spread in shown]
    nodes = [
        {"node": f"{role}:", "role": role, "ref": "", "side": "take" if value > 0 else "give"}
        for role, value, _spread in shown
    ]
    if not links:
        return view
    return replace(
        view,
        links=pd.concat([view.links, pd.DataFrame(links)[LINK_COLUMNS]], ignore_index=True),
        nodes=pd.concat([view.nodes, pd.DataFrame(nodes)], ignore_index=True),
    )


def _link(node: str, role: str, value: float, spread: float) -> dict[str, object]:
    source, target = (node, f"{role}:") if value > 0 else (f"{role}:", node)
    return {
        "source": source,
        "target": target,
        "group": role,
        "value": abs(value),
        "spread": spread,
        "least": abs(value),
        "most": abs(value),
        "before": 0.0,
        "before_least": 0.0,
        "before_most": 0.0,
        "is_measured": True,
        "is_banded": False,
        "volume": float("nan"),
        "resource_id": f"{role}:",
        "resource_en": None,
        "resource_zh": None,
        "kind": role,
        "resource_class": role,
        "change": "",
        "links": (),
    }
