"""Synergies small enough to check by hand, on the tiny park.

SY1 (in operation): ash 300 t from S1 to S2, CO2 100 t, saving 50 of investment 200.
SY2 (idea): boxes between S2 and S3, whose company shows only class and range.
SY3 (negotiation, chance 0.4): dust 25 t from S2 to S1, CO2 10 t, saving 30 of investment 80.
SY4 (idea, no chance stated): steam from S1 to S4, whose company shows itself to the facilitator only.
"""

import datetime as dt

import duckdb
import pandas as pd

from isdata.data import store
from isdata.data.disclosure import FACILITATOR, Viewer
from isdata.symbiosis import synergies

PARKS = ["tiny"]


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


ROWS: dict[str, list[dict[str, object]]] = {
    "company": [{"company_id": "C4", "name_en": "Hidden Hand", "name_zh": "隐名企业", "visibility": "facilitator"}],
    "site": [
        {"site_id": "S4", "company_id": "C4", "park_id": "tiny", "latitude": 31.01, "longitude": 120.02},
    ],
    "synergy": [
        {"synergy_id": "SY1", "co2_saved": 100.0, "investment": 200.0, "annual_saving": 50.0, "currency": "CNY",
         "price_year": 2024, "owner": "Ash desk"},
        {"synergy_id": "SY2", "quantity": 25.0, "unit": "t", "resource_id": "packaging", "co2_saved": 5.0,
         "probability": 0.5},
    ],
    "synergy_participant": [{"synergy_id": "SY4", "site_id": "S1", "role": "provider"},
                            {"synergy_id": "SY4", "site_id": "S4", "role": "receiver"},
                            {"synergy_id": "SY3", "site_id": "S2", "role": "provider"},
                            {"synergy_id": "SY3", "site_id": "S1", "role": "receiver"}],
    "synergy_stage": [
        {"synergy_id": "SY1", "entered_on": day("2022-05-01"), "stage": "idea"},
        {"synergy_id": "SY1", "entered_on": day("2024-02-01"), "stage": "operation", "note": "first delivery"},
        {"synergy_id": "SY3", "entered_on": day("2023-06-01"), "stage": "negotiation", "note": "price asked"},
    ],
}  # fmt: skip
NEW: list[dict[str, object]] = [
    {"synergy_id": "SY3", "park_id": "tiny", "name_en": "Dust back to the boiler", "name_zh": "粉尘回炉",
     "synergy_kind": "by_product", "topic": "minerals", "stage": "negotiation", "resource_id": "clinker_dust",
     "quantity": 25.0, "unit": "t", "co2_saved": 10.0, "investment": 80.0, "annual_saving": 30.0,
     "currency": "CNY", "price_year": 2023, "probability": 0.4, "due_date": day("2024-01-31")},
    {"synergy_id": "SY4", "park_id": "tiny", "name_en": "Steam to the hidden hand", "name_zh": "向隐名企业供汽",
     "synergy_kind": "utility", "topic": "energy", "stage": "idea", "resource_id": "steam", "quantity": 400.0,
     "unit": "GJ", "co2_saved": 1.0},
]  # fmt: skip


def fill(con: duckdb.DuckDBPyConnection) -> duckdb.DuckDBPyConnection:
    """Add the synergies to a database that holds the tiny park."""
    rows = {table: pd.DataFrame(values) for table, values in ROWS.items()}
    store.write(con, {"synergy": pd.DataFrame(NEW)}, who="test", reason="new synergies")
    for row in rows.pop("synergy").to_dict("records"):  # one by one: each has columns of its own
        filled = {column: value for column, value in row.items() if pd.notna(value)}
        store.write(con, {"synergy": pd.DataFrame([filled])}, who="test", reason="more about a synergy")
    store.write(con, rows, who="test", reason="partners and history")
    return con


def known(
    con: duckdb.DuckDBPyConnection, *, viewer: Viewer = FACILITATOR, day: dt.date | None = None
) -> pd.DataFrame:
    """Return the synergies of both parks by their id."""
    return synergies.synergies(con, parks=PARKS, viewer=viewer, day=day).set_index("synergy_id")
