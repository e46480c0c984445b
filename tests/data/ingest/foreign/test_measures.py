"""Opportunities of MEASUR arrive with their carriers and costs; what does not fit is listed."""

import dataclasses
import json
from typing import Any

import duckdb
import pandas as pd
import pytest

from isdata.data import ingest
from isdata.data.disclosure import FACILITATOR
from isdata.data.i18n import Reader
from isdata.data.ingest import foreign
from isdata.energy import measures
from isdata.errors import MoneyBasisError, ProblemsError, SourceHarmfulError
from tests.conftest import PUBLISHED
from tests.data.ingest.foreign import documents
from tests.data.ingest.foreign.documents import LARGE_GALLON, hunt, lights, opportunity, reasons, tables


def converted(document: dict[str, Any], **placement: Any) -> foreign.Converted:
    """Return a MEASUR export placed at S1."""
    export = foreign.open_export(("export.json", json.dumps(document).encode()))
    standard = foreign.Placement(dict.fromkeys(export.places, "S1"), None, export.currency, 2024)
    return foreign.convert(export, dataclasses.replace(standard, **placement))


def unchecked(found: foreign.Converted, table: str) -> pd.DataFrame:
    """Return the rows of a table as they go to the checks."""
    sheet = next(sheet for sheet in found.source.sheets if sheet.table == table)
    return sheet.cells.rename_columns([sheet.headings[name] for name in sheet.cells.column_names]).to_pandas()


CASES = {
    # 10 · (100 - 50) W · 1000 h
    "lightingReplacements": (lights(), [("electricity", 1.0, 0.5, "MWh", 50.0)]),
    # 5 MMBtu of the higher heating value; 1 kgal
    "opportunitySheets": (
        opportunity("Sheet")
        | {
            "baselineEnergyUseItems": [{"type": "Gas", "amount": 9}, {"type": "Water", "amount": 3}],
            "modificationEnergyUseItems": [{"type": "Gas", "amount": 4}, {"type": "Water", "amount": 2}],
        },
        [
            ("natural_gas", 9 * 1.05505585262 * 0.9, 4 * 1.05505585262 * 0.9, "GJ", 4 / 1.05505585262 / 0.9),
            ("fresh_water", 3 * LARGE_GALLON, 2 * LARGE_GALLON, "m³", 2.5 / LARGE_GALLON),
        ],
    ),
    # 100 hp · 90 % · 1000 h over the efficiency
    "replaceExistingMotors": (
        {
            "replaceExistingData": {
                "operatingHours": 1000,
                "motorSize": 100,
                "load": 90,
                "existingEfficiency": 80,
                "newEfficiency": 90,
                "electricityCost": 0.05,
            },
            "opportunitySheet": opportunity("Motor"),
        },
        [("electricity", 74.5699872 * 0.9 / 0.8, 74.5699872, "MWh", 50.0)],
    ),
    # 1000 SCF/h · 1030 Btu · 1000 h = 1030 MMBtu before, 30 entered after
    "naturalGasReductions": (
        {
            "baseline": [
                {
                    "measurementMethod": 0,
                    "operatingHours": 1000,
                    "fuelCost": 4,
                    "flowMeterMethodData": {"flowRate": 1000},
                }
            ],
            "modification": [{"measurementMethod": 3, "otherMethodData": {"consumption": 30}}],
            "opportunitySheet": opportunity("Gas"),
        },
        [
            (
                "natural_gas",
                1030 * 1.05505585262 * 0.9,
                30 * 1.05505585262 * 0.9,
                "GJ",
                4 / 1.05505585262 / 0.9,
            )
        ],
    ),
    # 50 kW for 1000 h, then off
    "electricityReductions": (
        {
            "baseline": [
                {
                    "measurementMethod": 2,
                    "operatingHours": 1000,
                    "powerMeterData": {"power": 50},
                    "electricityCost": 0.05,
                }
            ],
            "modification": [{"measurementMethod": 2, "operatingHours": 0, "powerMeterData": {"power": 50}}],
            "opportunitySheet": opportunity("Pump off"),
        },
        [("electricity", 50.0, 0.0, "MWh", 50.0)],
    ),
    # 4 ft³ in 24 s = 10 scfm · 60 · 1000 h · 0.2 kW/scfm / 60 · 50 %
    "compressedAirReductions": (
        {
            "baseline": [
                {
                    "measurementMethod": 1,
                    "hoursPerYear": 1000,
                    "utilityType": 1,
                    "electricityCost": 0.05,
                    "bagMethodData": {"bagVolume": 4, "bagFillTime": 24},
                    "compressorElectricityData": {
                        "compressorSpecificPower": 0.2,
                        "compressorControlAdjustment": 50,
                    },
                }
            ],
            "modification": [],
            "opportunitySheet": opportunity("Leaks"),
        },
        [("electricity", 1.0, 0.0, "MWh", 50.0)],
    ),
    # 10 gpm · 60 · 1000 h
    "waterReductions": (
        {
            "baseline": [
                {
                    "measurementMethod": 0,
                    "hoursPerYear": 1000,
                    "waterCost": 0.0025,
                    "meteredFlowMethodData": {"meterReading": 10},
                }
            ],
            "modification": [],
            "opportunitySheet": opportunity("Pipe"),
        },
        [("fresh_water", 600 * LARGE_GALLON, 0.0, "m³", 2.5 / LARGE_GALLON)],
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_a_calculator_gives_the_use_before_and_after(name: str) -> None:
    item, expected = CASES[name]
    savings = unchecked(converted(hunt(**{name: [item]})), "measure_saving")

    for row, (resource, baseline, modified, unit, price) in zip(
        savings.to_dict("records"), expected, strict=True
    ):
        assert (row["resource_id"], row["unit"]) == (resource, unit)
        assert [row["baseline"], row["modified"], row["price"]] == pytest.approx(
            [baseline, modified, price], rel=1e-6
        )


def test_the_price_year_is_asked_for_once() -> None:
    with pytest.raises(MoneyBasisError, match=r"with --price-year\)"):
        converted(hunt(lightingReplacements=[lights(material=5), lights(material=6)]), price_year=None)


def test_what_has_no_place_is_listed_with_its_place() -> None:
    document = hunt(
        lightingReplacements=[lights("Good")],
        unheardOf=[{"opportunitySheet": opportunity("New")}],
    )
    document["assessments"].append({"assessment": {"type": "PSAT", "name": "A pump"}})
    found = converted(document)
    listed = "\n".join(reasons(found))

    assert found.counts["measure"] == 1
    assert not found.source.problems
    assert "unheardOf 1" in listed
    assert "assessments 2" in listed


def test_what_cannot_be_read_keeps_all_from_being_stored_until_it_is_left_out(
    tiny: duckdb.DuckDBPyConnection,
) -> None:
    document = hunt(
        lightingReplacements=[lights("Good"), lights("Bad") | {"baseline": [documents.lamp("many")]}],
        waterReductions=["no opportunity at all"],
    )
    checked = ingest.check(tiny, converted(document).source, notation="point")

    assert checked.problems["rule"].tolist() == ["foreign", "foreign"]
    assert checked.problems["sheet"].str.contains("lightingReplacements 2 · baseline 1 · wattsPerLamp").any()
    words = "\n".join(ingest.message_table(checked.problems, Reader())["message"])
    assert "“Bad” cannot be read: “many” is not a number." in words
    with pytest.raises(ProblemsError):
        ingest.store(tiny, checked, who="me")

    rest = converted(document, leaves_out=True)
    assert "wattsPerLamp | “many” is not a number." in "\n".join(reasons(rest))
    ingest.store(tiny, rest.source, who="me", notation="point")
    assert tiny.execute("select name_en from measure where status = 'idea'").fetchall() == [("Good",)]


@pytest.mark.parametrize(
    "document", [hunt(lightingReplacements=[lights(material=5)], odd=[1]), documents.account()]
)
def test_a_process_with_limits_reads_the_same(document: dict[str, Any]) -> None:
    content = json.dumps(document).encode()
    here, there = (
        foreign.open_export(("export.json", content), is_isolated=is_isolated)
        for is_isolated in (False, True)
    )
    placement = foreign.Placement(dict.fromkeys(here.places, "S1"), None, "USD", 2024)
    own, other = foreign.convert(here, placement), foreign.convert(there, placement)

    assert (here.program, here.places, here.currency) == (there.program, there.places, there.currency)
    assert own.counts == other.counts
    assert reasons(own) == reasons(other)
    assert own.source.notices == other.source.notices
    for mine, theirs in zip(own.source.sheets, other.source.sheets, strict=True):
        assert mine.headings == theirs.headings
        assert mine.cells.equals(theirs.cells)


def test_a_document_that_takes_too_much_is_refused() -> None:
    content = json.dumps({"assessments": [[0] * 1000] * 1000}).encode()

    with pytest.raises(SourceHarmfulError, match=r"export\.json"):
        foreign.open_export(("export.json", content), limits=ingest.Limits(memory=2**22), is_isolated=True)


def test_an_export_is_stored_whole_with_its_change_logged(tiny: duckdb.DuckDBPyConnection) -> None:
    document = hunt(lightingReplacements=[lights(material=5), lights("<script>alert(1)</script>")])
    found = converted(document, network_id="N1")
    version = ingest.store(tiny, found.source, who="me", reason="MEASUR", notation="point")
    ingest.store(tiny, converted(document, network_id="N1").source, who="me", reason="again")

    register = measures.register(tiny, park_id="tiny", viewer=FACILITATOR).measures
    assert {"S1-MEASUR-7-01", "S1-MEASUR-7-02"} < set(register.index)
    assert register.loc["S1-MEASUR-7-02", "name_en"] == "<script>alert(1)</script>"
    logged = tiny.execute(
        "select distinct changed_by from change_log where version = $v", {"v": version}
    ).fetchall()
    assert logged == [("me",)]


def test_nothing_is_stored_where_one_row_is_wrong(tiny: duckdb.DuckDBPyConnection) -> None:
    found = converted(hunt(lightingReplacements=[lights(), lights()]), network_id="nowhere")

    with pytest.raises(ProblemsError):
        ingest.store(tiny, found.source, who="me", reason="MEASUR")
    assert len(measures.register(tiny, park_id="tiny", viewer=FACILITATOR).measures) == 1


def test_the_public_treasure_hunt_arrives_whole(samples: duckdb.DuckDBPyConnection) -> None:
    """16 opportunities; the plant's own totals bound what they may save."""
    export = foreign.open_export(PUBLISHED / "energy" / "measur_treasure_hunt.json")
    placement = foreign.Placement(dict.fromkeys(export.places, "CD05-S"), "CD-N1", "USD", 2024)
    found = foreign.convert(export, placement)
    rows = tables(samples, found)

    assert len(rows["measure"]) == 16
    # Named by what is saved where the equipment looked at cannot save it.
    category = rows["measure"].set_index("name_en")["category"]
    assert category["Pump Insulation"] == "process_heat"
    assert category["Eliminate Pipe Leaks"] == "other_technical"
    assert category["Office Lighting"] == "lighting"
    life = next(notice for notice in found.source.notices if "Lifetime of" in notice.message)
    assert life.details == {"years": "10"}
    assert set(rows["measure_saving"]["measure_id"]) == set(rows["measure"]["measure_id"])
    saved = rows["measure_saving"].assign(saved=lambda table: table["baseline"] - table["modified"])
    assert (saved["saved"] > 0).all()
    by_carrier = saved.groupby("resource_id")["saved"].sum()
    assert by_carrier["electricity"] < 32_000
    assert by_carrier["natural_gas"] < 125_000 * 1.055 * 0.9
    assert rows["measure"]["investment"].sum() == pytest.approx(135_150)
    assert rows["measure"]["incentive"].sum() == 2000
    assert rows["measure"]["other_saving"].sum() == 3700
