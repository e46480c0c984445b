"""Small exports of our own making, in the shape that the other programs write, and what is read of them."""

import io
from typing import Any

import duckdb
import openpyxl
import pandas as pd

from isdata.data import ingest
from isdata.data.i18n import Reader
from isdata.data.ingest import foreign

LARGE_GALLON = 3.785411784  # L per US gallon


def opportunity(name: str, **costs: object) -> dict[str, object]:
    """Return the sheet of an opportunity."""
    cost = {"engineeringServices": 0, "material": 0, "labor": 0, "otherCosts": [], "implementationEffort": 1}
    return {"name": name, "equipment": "pump", "owner": "Team", "opportunityCost": cost | costs}


def lamp(watts: object) -> dict[str, object]:
    """Return a lighting row of ten lamps that burn a thousand hours."""
    return {"hoursPerYear": 1000, "wattsPerLamp": watts, "lampsPerFixture": 1, "numberOfFixtures": 10}


def hunt(**lists: object) -> dict[str, Any]:
    """Return a MEASUR export with one treasure hunt."""
    assessment = {"type": "TreasureHunt", "name": "Our hunt", "id": 7, "treasureHunt": lists}
    settings = {
        "currency": "$",
        "unitsOfMeasure": "Imperial",
        "fuelCost": 4,
        "electricityCost": 0.05,
        "waterCost": 0.0025,
    }
    return {
        "origin": "AMO-TOOLS-DESKTOP",
        "assessments": [{"assessment": assessment, "settings": settings}],
    }


def lights(name: str = "Lamps", **costs: object) -> dict[str, object]:
    """Return a lighting opportunity that saves 0.5 MWh: 10 · (100 - 50) W · 1000 h."""
    return {
        "baseline": [lamp(100)],
        "modifications": [lamp(50)],
        "baselineElectricityCost": 0.05,
        "opportunitySheet": opportunity(name, **costs),
    }


def account() -> dict[str, object]:
    """Return a VERIFI account: two plants, an electricity and a gas meter, output and degree days."""
    meters = [
        {"guid": "e", "facilityId": "p", "name": "Power", "source": "Electricity", "energyUnit": "kWh"},
        {"guid": "g", "facilityId": "p", "name": "Gas", "source": "Natural Gas", "energyUnit": "MMBtu"},
        {"guid": "o", "facilityId": "q", "name": "Power", "source": "Electricity", "energyUnit": "kWh"},
        {"guid": "x", "facilityId": "p", "name": "Odd", "source": "Other Fuels", "fuel": "Peat"},
    ]
    days = [(2024, 1, 28), (2024, 2, 27), (2024, 3, 28)]
    bills = [
        {"meterId": meter, "year": y, "month": m, "day": d, "totalEnergyUse": use, "totalCost": 70}
        for meter, use in (("e", 1000), ("g", 10), ("o", 5), ("x", 1))
        for y, m, d in days
    ]
    weather = {"predictorType": "Weather", "weatherDataType": "HDD", "heatingBaseTemperature": 65}
    return {
        "origin": "VERIFI",
        "account": {"sustainabilityQuestions": {"energyReductionBaselineYear": 2024}},
        "facilities": [{"guid": "p", "name": "Plant"}, {"guid": "q", "name": "Other plant"}],
        "meters": meters,
        "meterData": bills,
        "predictors": [
            {"guid": "t", "facilityId": "p", "name": "Tonnes", "production": True},
            {"guid": "h", "facilityId": "p", "name": "HDD"} | weather,
        ],
        "predictorDataV2": [
            {"predictorId": guid, "year": 2024, "month": month, "amount": 90}
            for guid in ("t", "h")
            for month in (1, 2)
        ],
    }


MEASURES = ["Assessment Name", "HELPER_HIDE", None, "Energy Efficiency Measure Name", "Utility Type"]
MEASURES += ["Implementation Cost", "Energy Savings", "Energy Unit", "Cost Savings"]
ASSESSMENTS = ["Assessment Name", "Assessment Type", "Cost/Savings Data level", "Implementation Cost"]
ASSESSMENTS += ["Electricity Use", "Electricity Unit", "Electricity Savings"]


def template(
    measures: list[list[object]], assessments: list[list[object]], mark: str = "JUSTIFI_UPLOAD_V1"
) -> bytes:
    """Return a filled template of JUSTIFI: two rows of headings, helper columns, a hidden mark."""
    book = openpyxl.Workbook()
    facility = book.active
    assert facility is not None
    facility.title = "Facility"
    facility.append(["Facility Data"])
    facility.append(["Facility Name", "Our works"])
    for name, headings, rows in (
        ("Energy_Efficiency_Measures", MEASURES, measures),
        ("Assessments", ASSESSMENTS, assessments),
        ("Stakeholders", ["First Name", "Last Name"], [["Ann", "Other"]]),
    ):
        sheet = book.create_sheet(name)
        sheet.append([name])
        for row in (headings, *rows):
            sheet.append(row)
    book.create_sheet(mark).sheet_state = "hidden"
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def tables(con: duckdb.DuckDBPyConnection, found: foreign.Converted) -> dict[str, pd.DataFrame]:
    """Return the checked rows by table."""
    checked = ingest.check(con, found.source, notation="point")
    assert checked.problems.empty, ingest.message_table(checked.problems, Reader())["message"].tolist()
    return {name: rows.to_pandas() for name, rows in checked.rows.items()}


def reasons(found: foreign.Converted) -> list[str]:
    return [" | ".join(map(str, row)) for row in foreign.left_out_table(found.left_out, Reader()).to_numpy()]
