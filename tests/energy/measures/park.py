"""A network small enough to check by hand; money in CNY, prices and factors of Sichuan or else of China.

measure      saves           at            a year   costs        payback
three        100 MWh         800 (its own)  80,000  240,000      exactly 3 years
steam        90 GJ steam     215 a tonne     7,167   20,000      2.79 years
habit        10 MWh          680             6,800        0      immediate
worse        uses 5 MWh more 680            -3,400   10,000      never
euro         10 MWh, EUR     680             6,800    1,000 EUR  7,500 / 6,800
unpriced     1,000 Nm³ gas   no price      unknown    5,000      unknown
dropped      10 MWh          680             6,800    1,000      in no sum
planned      10 MWh          680             6,800   34,000      5 years
"""

import pandas as pd

from tests import tiny

COMPANIES = {
    "three": 1,
    "steam": 1,
    "habit": 2,
    "worse": 2,
    "euro": 3,
    "unpriced": 3,
    "dropped": 1,
    "planned": 3,
}
COSTS = {
    "three": 240_000.0,
    "steam": 20_000.0,
    "habit": 0.0,
    "worse": 10_000.0,
    "euro": 1_000.0,
    "unpriced": 5_000.0,
    "dropped": 1_000.0,
    "planned": 34_000.0,
}
CATEGORIES = {"three": "pumps", "steam": "process_heat", "habit": "management", "worse": "drives"}
STATUSES = {"dropped": "dropped", "planned": "planned", "three": "verified"}
SAVINGS = {
    "three": ("electricity", 100.0, "MWh", 800.0),
    "steam": ("steam", 90.0, "GJ", None),
    "habit": ("electricity", 10_000.0, "kWh", None),
    "worse": ("electricity", -5.0, "MWh", None),
    "euro": ("electricity", 10.0, "MWh", None),
    "unpriced": ("natural_gas", 1_000.0, "Nm³", None),
    "dropped": ("electricity", 10.0, "MWh", None),
    "planned": ("electricity", 10.0, "MWh", None),
}


def frames() -> dict[str, pd.DataFrame]:
    """Return the network as tables."""
    return {table: pd.DataFrame(rows) for table, rows in _rows().items()}


def _rows() -> dict[str, list[dict[str, object]]]:
    return _places() | _measures() | _values()


def _places() -> dict[str, list[dict[str, object]]]:
    """Park, companies and sites."""
    return {
        "region": tiny.ROWS["region"],
        "park": [
            {"park_id": "small", "name_en": "Small park", "aliases": "Smallville", "region_id": "CN-SC", "currency": "CNY"}
        ],
        "company": [
            {"company_id": f"C{n}", "name_en": f"Company {n}", "visibility": "public" if n == 1 else "class_band"}
            for n in (1, 2, 3)
        ],
        "site": [{"site_id": f"S{n}", "company_id": f"C{n}", "park_id": "small"} for n in (1, 2, 3)],
        "network": [
            {"network_id": "N", "park_id": "small", "name_en": "Net", "baseline_year": 2018, "hurdle_rate": 0.15}
        ],
    }  # fmt: skip


def _measures() -> dict[str, list[dict[str, object]]]:
    """Measures with what they save, and what a paper says of them."""
    return {
        "measure": [
            {
                "measure_id": name,
                "site_id": f"S{COMPANIES[name]}",
                "name_en": f"Measure {name}",
                "category": CATEGORIES.get(name, "drives"),
                "status": STATUSES.get(name, "implemented"),
                "investment": cost,
                "lifetime": 10.0,
                "currency": "EUR" if name == "euro" else "CNY",
                "price_year": 2020,
            }
            for name, cost in COSTS.items()
        ],
        "measure_saving": [
            {"measure_id": name, "resource_id": resource, "baseline": 1_000.0 + saved, "modified": 1_000.0}
            | {"unit": unit, "price": price}
            for name, (resource, saved, unit, price) in SAVINGS.items()
        ],
        "claim": [
            _claim("1", "annual_saving", "more_than", 60_000.0, "CNY"),
            _claim("2", "share", "more_than", 50.0, "%") | {"categories": "pumps"},
            _claim("3", "co2_saving", "exact", 20.0, "t"),
            _claim("4", "other", "about", 25.0, "companies"),
            _claim("5", "co2_saving", "exact", 9.0, "t") | {"parks": "elsewhere"},
        ],
    }


def _values() -> dict[str, list[dict[str, object]]]:
    """Energy carriers, their prices and factors."""
    return {
        "resource": [
            _resource("electricity", "MWh"),
            _resource("steam", "t") | {"enthalpy": 2.7},
            _resource("natural_gas", "Nm³") | {"heating_value": 0.04},
        ],
        "price": [
            _price("electricity", "CN-SC", 2019, 680.0, "MWh") | {"growth": 0.05},
            _price("electricity", "CN-SC", 2015, 500.0, "MWh"),
            _price("electricity", "CN-SC", 2023, 900.0, "MWh"),
            _price("electricity", "CN", 2020, 700.0, "MWh"),
            _price("steam", "CN", 2022, 215.0, "t"),
        ],
        "factor": [
            _factor("sc", "co2", "electricity", "CN-SC", 0.14, "t/MWh"),
            _factor("cn", "co2", "electricity", "CN", 0.54, "t/MWh"),
            _factor("steam", "co2", "steam", "CN", 300.0, "kg/t"),
            _factor("gas", "co2", "natural_gas", None, 0.002, "t/Nm³"),
            _factor("rate", "exchange_rate", None, None, 7.5, "CNY/EUR"),
        ],
    }


def _resource(name: str, unit: str) -> dict[str, object]:
    return {"resource_id": name, "name_en": name, "kind": "energy", "resource_class": "fuel", "unit": unit}


def _price(resource: str, region: str, year: int, price: float, unit: str) -> dict[str, object]:
    return {
        "price_id": f"{resource} {region} {year}",
        "resource_id": resource,
        "region_id": region,
        "price_year": year,
        "price": price,
        "currency": "CNY",
        "unit": unit,
    }


def _factor(
    name: str, kind: str, resource: str | None, region: str | None, value: float, unit: str
) -> dict[str, object]:
    return {
        "factor_id": name,
        "factor_kind": kind,
        "resource_id": resource,
        "region_id": region,
        "year": 2022,
        "value": value,
        "unit": unit,
        "source": "for tests",
    }


def _claim(number: str, subject: str, bound: str, value: float, unit: str) -> dict[str, object]:
    return {
        "claim_id": f"CL{number}",
        "name_en": f"What a paper says of {subject}",
        "subject": subject,
        "parks": "elsewhere; small",
        "bound": bound,
        "value": value,
        "unit": unit,
        "scope_en": "of both towns",
        "source": "a paper",
    }
