"""A park small enough to check by hand.

Power plant (C1), cement works (C2), a firm that shows only class and range (C3). In 2024:

    coal 1000 t → C1;  C1 → C2 fly ash 300 t;  C2 → C1 clinker dust 20 t (a loop, on purpose)
    C1 → C2 steam 900 GJ;  river → C1 5000 m³ water;  C2 → landfill 45 t;  C2 → C3 packaging, not measured
"""

import pandas as pd

ROWS: dict[str, list[dict[str, object]]] = {
    "region": [
        {"region_id": "CN", "name_en": "China", "name_zh": "中国"},
        {"region_id": "CN-SC", "name_en": "Sichuan", "name_zh": "四川", "parent_id": "CN"},
    ],
    "park": [
        {
            "park_id": "tiny",
            "name_en": "Tiny park",
            "name_zh": "小园区",
            "aliases": "TP; 微型园",
            "region_id": "CN-SC",
            "currency": "CNY",
            "latitude": 31.0,
            "longitude": 120.0,
            "is_illustrative": True,
        }
    ],
    "company": [
        {"company_id": "C1", "name_en": "Power plant", "name_zh": "发电厂", "visibility": "public"},
        {"company_id": "C2", "name_en": "Cement works", "name_zh": "水泥厂", "visibility": "public"},
        {"company_id": "C3", "name_en": "Secret Box Ltd", "name_zh": "机密包装", "visibility": "class_band"},
    ],
    "site": [
        {
            "site_id": f"S{n}",
            "company_id": f"C{n}",
            "park_id": "tiny",
            "latitude": 31.0,
            "longitude": 120.0 + n / 100,
        }
        for n in (1, 2, 3)
    ],
    "resource": [
        {"resource_id": name, "name_en": en, "name_zh": zh, "kind": kind, "resource_class": cls, "unit": unit}
        for name, en, zh, kind, cls, unit in [
            ("coal", "Coal", "煤", "material", "fuel", "t"),
            ("fly_ash", "Fly ash", "粉煤灰", "material", "by_product", "t"),
            ("clinker_dust", "Clinker dust", "熟料粉尘", "material", "by_product", "t"),
            ("mixed_waste", "Mixed waste", "混合废物", "material", "waste", "t"),
            ("packaging", "Packaging", "包装物", "material", "waste", "t"),
            ("steam", "Steam", "蒸汽", "energy", "steam", "GJ"),
            ("electricity", "Electricity", "电力", "energy", "power", "MWh"),
            ("fresh_water", "Fresh water", "新鲜水", "water", "water", "m³"),
        ]
    ],
    "flow": [
        {
            "flow_id": number,
            "park_id": "tiny",
            "provider_id": provider,
            "receiver_id": receiver,
            "resource_id": resource,
            "year": 2024,
            "quantity": quantity,
            "unit": unit,
            "destination": destination,
            "basis": "meter" if quantity else None,
            "uncertainty": 5.0 if quantity else None,
        }
        for number, provider, receiver, resource, quantity, unit, destination in [
            ("F1", None, "S1", "coal", 1000.0, "t", "input"),
            ("F2", "S1", "S2", "fly_ash", 300.0, "t", "reuse"),
            ("F3", "S2", "S1", "clinker_dust", 20.0, "t", "reuse"),
            ("F4", "S1", "S2", "steam", 900.0, "GJ", "use"),
            ("F5", None, "S1", "fresh_water", 5000.0, "m³", "input"),
            ("F6", "S2", None, "mixed_waste", 45.0, "t", "disposal"),
            ("F7", "S2", "S3", "packaging", None, "t", "reuse"),
        ]
    ],
    "synergy": [
        {
            "synergy_id": "SY1",
            "park_id": "tiny",
            "name_en": "Ash into cement",
            "name_zh": "粉煤灰制水泥",
            "synergy_kind": "by_product",
            "topic": "minerals",
            "stage": "operation",
            "resource_id": "fly_ash",
            "quantity": 300.0,
            "unit": "t",
        },
        {
            "synergy_id": "SY2",
            "park_id": "tiny",
            "name_en": "Shared boxes",
            "name_zh": "共用包装箱",
            "synergy_kind": "service",
            "topic": "shared_services",
            "stage": "idea",
            "next_step_en": "Count the boxes",
            "next_step_zh": "清点箱数",
            "owner": "Park office",
            "due_date": pd.Timestamp("2025-03-01").date(),
        },
    ],
    "synergy_participant": [
        {"synergy_id": "SY1", "site_id": "S1", "role": "provider"},
        {"synergy_id": "SY1", "site_id": "S2", "role": "receiver"},
        {"synergy_id": "SY2", "site_id": "S2", "role": "provider"},
        {"synergy_id": "SY2", "site_id": "S3", "role": "receiver"},
    ],
    "network": [
        {
            "network_id": "N1",
            "park_id": "tiny",
            "name_en": "Network",
            "name_zh": "网络",
            "baseline_year": 2012,
        }
    ],
    "measure": [
        {
            "measure_id": "M1",
            "network_id": "N1",
            "site_id": "S1",
            "name_en": "Fan drive",
            "name_zh": "风机变频",
            "category": "drives",
            "status": "implemented",
            "investment": 30000.0,
            "lifetime": 10.0,
            "currency": "CNY",
            "price_year": 2013,
        }
    ],
    "measure_saving": [
        {"measure_id": "M1", "resource_id": "electricity", "baseline": 50.0, "modified": 35.0, "unit": "MWh"}
    ],
    "price": [
        {
            "price_id": "P1",
            "resource_id": "electricity",
            "region_id": "CN",
            "price_year": 2013,
            "price": 700.0,
            "currency": "CNY",
            "unit": "MWh",
        }
    ],
    "factor": [
        {
            "factor_id": "F-EL",
            "factor_kind": "co2",
            "resource_id": "electricity",
            "region_id": "CN",
            "year": 2022,
            "value": 0.5366,
            "unit": "t/MWh",
            "source": "for tests",
        }
    ],
}

HOSTILE = (
    "<img src=x onerror=alert(1)>",
    "'; drop table flow; --",
    "*bold* [x](javascript:alert(1)) $x$ :red[y]",
)


def frames() -> dict[str, pd.DataFrame]:
    """Return the tiny park as tables."""
    return {table: pd.DataFrame(rows) for table, rows in (ROWS | _meters()).items()}


def _meters() -> dict[str, list[dict[str, object]]]:
    """Return an electricity meter of the public C1 and of the hidden C3: 100 MWh a month in 2012, then 90 for half a year."""
    months = pd.period_range("2012-01", "2013-06", freq="M")
    return {
        "meter": [
            {
                "meter_id": f"MT{n}",
                "site_id": f"S{n}",
                "name_en": "Main meter",
                "name_zh": "总表",
                "meter_kind": "consumption",
                "resource_id": "electricity",
                "unit": "MWh",
                "baseline_from": pd.Timestamp("2012-01-01").date(),
                "baseline_until": pd.Timestamp("2012-12-31").date(),
            }
            for n in (1, 3)
        ],
        "meter_reading": [
            {
                "meter_id": f"MT{n}",
                "starts_on": month.start_time.date(),
                "ends_on": month.end_time.date(),
                "quantity": 90.0 if month.year == 2013 else 100.0 + month.month % 2,
            }
            for n in (1, 3)
            for month in months
        ],
    }


def hostile() -> dict[str, pd.DataFrame]:
    """Return the tiny park with names that try to do harm."""
    tables = frames()
    for table in ("park", "company", "resource", "synergy", "measure", "meter"):
        for column in ("name_en", "name_zh"):
            tables[table][column] = [HOSTILE[row % len(HOSTILE)] for row in range(len(tables[table]))]
    return tables
