"""A park whose matches can be checked by hand.

The foundry has 600 t of sand, landfilled at 100 a tonne, and heat at 90 °C; the block maker wants 1,200 t of sand in
place of aggregate at 60 a tonne, the laundry hot water at 60 °C. A firm that keeps to class and band has 45 t of
solvent, another wants regenerated solvent: a still lies between them.
"""

import pandas as pd

from tests.tiny import frames as tiny

RESOURCES = [
    ("spent_foundry_sand", "Spent foundry sand", "废铸造砂", "material", "by_product", "t", "metals", False),
    ("waste_heat", "Waste heat", "余热", "energy", "heat", "GJ", "energy", False),
    ("hot_water", "Hot water", "热水", "energy", "heat", "GJ", "energy", False),
    ("waste_solvent", "Waste solvent", "废溶剂", "material", "waste", "t", "chemicals", True),
    (
        "regenerated_solvent",
        "Regenerated solvent",
        "再生溶剂",
        "material",
        "by_product",
        "t",
        "chemicals",
        False,
    ),
]
SITES = {"FO": 120.00, "BL": 120.01, "LA": 120.02, "PA": 120.03, "CH": 120.04}
SUPPLY = {"direction": "supply", "period": "year", "currency": "CNY", "price_year": 2024, "basis": "meter"}
DEMAND = SUPPLY | {"direction": "demand"}
STREAMS = [
    SUPPLY | {"stream_id": "SAND", "site_id": "FO", "resource_id": "spent_foundry_sand", "quantity": 600.0,
              "unit": "t", "state": "solid", "form": "sand", "current_cost": 100.0, "current_route": "landfill"},
    DEMAND | {"stream_id": "AGGR", "site_id": "BL", "resource_id": "spent_foundry_sand", "quantity": 1200.0,
              "unit": "t", "state": "solid", "form": "sand", "current_cost": 60.0},
    SUPPLY | {"stream_id": "HEAT", "site_id": "FO", "resource_id": "waste_heat", "quantity": 9000.0, "unit": "GJ",
              "temperature": 90.0, "return_temperature": 50.0, "hours": 5000.0, "power": 500.0,
              "current_cost": 0.0},
    DEMAND | {"stream_id": "WASH", "site_id": "LA", "resource_id": "hot_water", "quantity": 9000.0, "unit": "GJ",
              "temperature": 60.0, "return_temperature": 20.0, "hours": 5000.0, "power": 500.0,
              "current_cost": 80.0},
    SUPPLY | {"stream_id": "THIN", "site_id": "PA", "resource_id": "waste_solvent", "quantity": 45.0, "unit": "t",
              "needs_permit": True, "current_cost": 1900.0},
    DEMAND | {"stream_id": "SOLV", "site_id": "CH", "resource_id": "regenerated_solvent", "quantity": 40.0,
              "unit": "t", "current_cost": 7400.0},
]  # fmt: skip


def frames(*changes: dict, hidden: str = "PA") -> dict[str, pd.DataFrame]:
    """Return the park as tables; a change names its stream_id and the columns that differ."""
    by_id = {change["stream_id"]: change for change in changes}
    streams = [row | by_id.get(str(row["stream_id"]), {}) for row in STREAMS]
    base = tiny()
    names = ["resource_id", "name_en", "name_zh", "kind", "resource_class", "unit", "topic", "is_hazardous"]
    return {
        "region": base["region"],
        "park": base["park"],
        "resource": pd.DataFrame(RESOURCES, columns=names).assign(heating_value=[None, 1.0, 1.0, None, None]),
        "company": pd.DataFrame(
            [
                {
                    "company_id": site,
                    "name_en": f"Firm {site}",
                    "name_zh": f"企业{site}",
                    "visibility": "class_band" if site == hidden else "public",
                }
                for site in SITES
            ]
        ),
        "site": pd.DataFrame(
            [
                {"site_id": site, "company_id": site, "park_id": "tiny", "latitude": 31.0, "longitude": east}
                for site, east in SITES.items()
            ]
        ),
        "treatment": pd.DataFrame(
            [
                {
                    "treatment_id": "still",
                    "name_en": "Still",
                    "name_zh": "蒸馏",
                    "input_id": "waste_solvent",
                    "output_id": "regenerated_solvent",
                    "output_ratio": 0.8,
                    "cost": 1000.0,
                    "currency": "CNY",
                    "price_year": 2024,
                }
            ]
        ),
        "stream": pd.DataFrame(streams),
    }
