"""Newcomers to the tiny park: its limits and offers, and a foundry that asks to settle.

The foundry wants 3 t/h of steam and 900 m³ of water a year on 2 ha with 40 people; the power plant has waste heat.
"""

import datetime as dt

import pandas as pd

RULES = [
    # id, rule, minimum, maximum, unit, used, temperature, pressure
    ("T1", "steam", None, 10.0, "t/h", 7.5, 190.0, 10.0),
    ("T2", "steam", None, 5.0, "t/h", 1.0, 320.0, 25.0),
    ("T3", "fresh_water", None, 6000.0, "m³/yr", None, None, None),
    ("T4", "land", None, 20.0, "ha", None, None, None),
    ("T5", "jobs_per_area", 15.0, None, "jobs/ha", None, None, None),
    ("T6", "power", None, None, "MW", None, None, None),
    ("T7", "voc", None, 10.0, "t/yr", 9.5, None, None),
]
FOUNDRY = {
    "newcomer_id": "N1", "park_id": "tiny", "name_en": "Foundry", "area": 2.0, "employees": 40, "value_added": 30e6,
    "currency": "CNY", "price_year": 2024, "status": "enquiry",
}  # fmt: skip
DEMANDS = [
    ("L1", "steam", 12000.0, "t", 4000.0, 170.0, 8.0),
    ("L2", "fresh_water", 900.0, "m³", None, None, None),
]
HEAT = {
    "stream_id": "W1", "site_id": "S1", "direction": "supply", "resource_id": "steam", "quantity": 8000.0,
    "unit": "GJ", "period": "year", "hours": 5000.0,
}  # fmt: skip
PLOTS = [
    ("P1", "free_plot", 1.0),
    ("P2", "free_plot", 3.0),
    ("P3", "plot", None),
]  # the area of P3 is not known
OFFERS = [
    {"offer_id": "O1", "offer_kind": "utility", "threshold_id": "T1", "price": 180.0, "currency": "CNY", "price_per": "t",
     "price_year": 2026, "available_from": 2027, "terms": "up to 10 bar"},
    {"offer_id": "O2", "offer_kind": "utility", "name_en": "Natural gas", "quantity": 500.0, "unit": "m³/h",
     "valid_until": dt.date(2027, 6, 30)},
    {"offer_id": "O3", "offer_kind": "plot", "feature_id": "P3"},
]  # fmt: skip


def rows() -> dict[str, pd.DataFrame]:
    """Rows to be stored in addition to those of the tiny park."""
    limits = ["threshold_id", "rule", "minimum", "maximum", "unit", "used", "temperature", "pressure"]
    demands = ["newcomer_flow_id", "resource_id", "quantity", "unit", "hours", "temperature", "pressure"]
    place = {"park_id": "tiny", "geometry": '{"type": "Point", "coordinates": [104.27, 30.56]}'}
    plots = [
        place | {"feature_id": name, "feature_kind": kind, "name_en": name, "area": area}
        for name, kind, area in PLOTS
    ]
    return {
        "plan_feature": pd.DataFrame(plots),
        "offer": pd.DataFrame(OFFERS, dtype=object).assign(park_id="tiny"),
        "service": pd.DataFrame([{"service_id": "V1", "park_id": "tiny", "name_en": "Advice"}]),
        "threshold": pd.DataFrame(RULES, columns=limits).assign(
            park_id="tiny", name_en=[row[0] for row in RULES]
        ),
        "newcomer": pd.DataFrame([FOUNDRY]),
        "newcomer_flow": pd.DataFrame(DEMANDS, columns=demands).assign(newcomer_id="N1", direction="demand"),
        "stream": pd.DataFrame([HEAT]),
    }
