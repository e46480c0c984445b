"""The CO2 that a synergy saves: what is avoided, less what treatment and the way emit, nothing twice and nothing unknown as 0."""

import dataclasses
import math

import duckdb
import pandas as pd
import pytest

from isdata.data import i18n, store
from isdata.data.disclosure import FACILITATOR
from isdata.output.reports import synergy_co2
from isdata.symbiosis import assessment
from isdata.symbiosis.assessment import simulation
from isdata.symbiosis.assessment.case import tonnes

# 1,000 t a year: 0.05 t avoided of each, 30 kWh at 0.5 kg, 20 km at 0.1 kg: 50 less 15 less 2 t a year.
CASE = assessment.Case(
    1000.0, "t", lifetime=2, co2_avoided=0.05, treatment_electricity=30, co2_electricity=0.5, co2_transport=0.1, distance=20
)  # fmt: skip
FREIGHT = {"factor_id": "lorry", "factor_kind": "co2", "transport_mode": "truck", "region_id": "CN", "year": 2019,
           "value": 0.1, "unit": "kg/(t·km)", "source": "for tests / 测试用"}  # fmt: skip
STEP = {"treatment_id": "sieve", "name_en": "Sieve", "name_zh": "筛分", "input_id": "fly_ash", "output_id": "clinker_dust",
        "output_ratio": 1.0, "electricity": 40.0, "source": "for tests"}  # fmt: skip


def write(con: duckdb.DuckDBPyConnection, **values: float) -> None:
    rows = pd.DataFrame({"assumption": list(values), "from_year": 1, "value": list(values.values())})
    assessment.store_assumptions(con, synergy="SY1", rows=rows, who="Mei", reason="asked")


def found(con: duckdb.DuckDBPyConnection) -> assessment.Dossier:
    dossier = assessment.dossier(con, synergy="SY1", park="tiny", viewer=FACILITATOR, draws=2)
    assert dossier is not None
    return dossier


def first_year(case: assessment.Case) -> dict[str, float]:
    return {name: amounts[1] for name, amounts in tonnes(case).items()}


def test_treatment_and_the_way_are_taken_off_what_is_avoided() -> None:
    assert first_year(CASE) == pytest.approx(
        {"co2_avoided": 50, "co2_of_treatment": -15, "co2_of_transport": -2, "co2": 33}
    )
    assert assessment.sheet(CASE).years["co2"].tolist() == pytest.approx([0, 33, 33])


def test_what_is_shown_as_a_whole_has_nothing_taken_off() -> None:
    whole = dataclasses.replace(CASE, co2=0.04)

    assert first_year(whole) == {"co2": 40}
    assert whole.co2_left_out == ()


@pytest.mark.parametrize(
    ("unknown", "left_out", "saved"),
    [
        ("co2_transport", ("co2_of_transport",), 35),
        ("distance", ("co2_of_transport",), 35),
        ("treatment_electricity", ("co2_of_treatment",), 48),
        ("co2_electricity", ("co2_of_treatment",), 48),
    ],
)
def test_what_is_not_known_is_named_and_not_taken_for_nothing(
    unknown: str, left_out: tuple[str, ...], saved: float
) -> None:
    case = dataclasses.replace(CASE, **{unknown: math.nan})

    assert case.co2_left_out == left_out
    assert math.isnan(first_year(case)[left_out[0]])
    assert first_year(case)["co2"] == pytest.approx(saved)


def test_without_what_is_avoided_nothing_is_known_and_no_treatment_needs_no_factor() -> None:
    assert math.isnan(first_year(dataclasses.replace(CASE, co2_avoided=math.nan))["co2"])
    direct = dataclasses.replace(CASE, treatment_electricity=0.0, co2_electricity=math.nan)
    assert first_year(direct)["co2"] == pytest.approx(48)


def test_co2_is_drawn_with_the_amount_that_money_is_drawn_with() -> None:
    names = ("volume", "co2_avoided", "treatment_electricity", "co2_electricity", "co2_transport")
    sure = dict.fromkeys(names, 0.0)

    fixed = simulation.co2(dataclasses.replace(CASE, uncertainty=sure), draws=500)
    drawn = simulation.co2(dataclasses.replace(CASE, uncertainty=sure | {"volume": 20.0}), draws=5000)

    assert fixed.tolist() == pytest.approx([33] * 3)
    # A triangle of ± 20 % in its middle 95 %: its limits 0.2 / (1 − √0.05), P10 at 1 − limit · (1 − √0.2)
    end = 0.2 / (1 - 0.05**0.5) * (1 - 0.2**0.5)
    assert drawn.tolist() == pytest.approx([33 * (1 - end), 33, 33 * (1 + end)], rel=1e-3)
    assert simulation.co2(dataclasses.replace(CASE, co2_avoided=math.nan), draws=9).isna().all()


def test_factors_treatment_list_and_map_show_what_is_emitted(joined: duckdb.DuckDBPyConnection) -> None:
    """The tiny park's electricity is 0.5366 t/MWh; what the record states as a total gives way to what is avoided."""
    rows = {"factor": pd.DataFrame([FREIGHT]), "treatment": pd.DataFrame([STEP])}
    store.write(joined, rows, who="t", reason="t")
    write(joined, co2_avoided=0.4, treatment=5.0, distance=10.0)

    shown = assessment.assumptions(joined, synergy="SY1", viewer=FACILITATOR).set_index("assumption")
    case = assessment.case_of_synergy(shown.reset_index(), unit="t")

    assert shown.loc["co2", "origin"] == "unknown"
    assert shown.loc["treatment_electricity", ["value", "origin"]].to_list() == [40, "treatment"]
    assert shown.loc["co2_electricity", "value"] == pytest.approx(0.5366)
    assert shown.loc["co2_transport", ["value", "source"]].to_list() == [
        0.1,
        "China, 2019, for tests / 中国、2019、测试用",
    ]
    # 300 t: 120 t less 300 · 40 · 0.5366 kg less 300 · 10 · 0.1 kg
    assert first_year(case)["co2"] == pytest.approx(120 - 6.4392 - 0.3)


def test_another_way_of_carrying_has_another_factor(joined: duckdb.DuckDBPyConnection) -> None:
    store.write(joined, {"factor": pd.DataFrame([FREIGHT])}, who="t", reason="t")
    rows = pd.DataFrame([{"assumption": "distance", "from_year": 1, "value": 10.0, "transport_mode": "rail"}])
    assessment.store_assumptions(joined, synergy="SY1", rows=rows, who="Mei", reason="by rail")

    shown = assessment.assumptions(joined, synergy="SY1", viewer=FACILITATOR).set_index("assumption")

    assert shown.loc["co2_transport", "origin"] == "unknown"


def test_taken_over_twice_nothing_is_taken_off_twice(joined: duckdb.DuckDBPyConnection) -> None:
    write(joined, co2_avoided=0.4, treatment_electricity=40.0, co2_transport=0.1, distance=10.0)
    saved = []
    for _ in range(2):
        dossier = found(joined)
        assert dossier.sheet is not None
        case = assessment.case_of_synergy(dossier.assumptions, unit="t")
        assessment.update_record(
            joined, facts=dossier.facts.to_dict(), stated=dossier.assumptions, made=dossier.sheet, case=case, who="Mei",
            reason="taken over",
        )  # fmt: skip
        saved.append(found(joined).facts["co2_saved"])

    assert saved == pytest.approx([120 - 6.4392 - 0.3] * 2)


def test_what_a_factor_shows_energy_stays_a_part_once_the_record_has_it(
    joined: duckdb.DuckDBPyConnection,
) -> None:
    """Electricity of its own: 0.5366 t avoided of each MWh; the record would count as a whole, and the way no more."""
    joined.execute(
        "update synergy set resource_id = 'electricity', unit = 'MWh', co2_saved = null where synergy_id = 'SY1'"
    )
    dossier = found(joined)
    assert dossier.sheet is not None
    case = assessment.case_of_synergy(dossier.assumptions, unit="MWh")
    assessment.update_record(
        joined, facts=dossier.facts.to_dict(), stated=dossier.assumptions, made=dossier.sheet, case=case, who="Mei",
        reason="taken over",
    )  # fmt: skip

    shown = found(joined).assumptions.set_index("assumption")
    assert found(joined).facts["co2_saved"] == pytest.approx(300 * 0.5366)
    assert shown.loc["co2", "origin"] == "unknown"
    assert shown.loc["co2_avoided", ["value", "origin"]].to_list() == [pytest.approx(0.5366), "confirmed"]
    published = dossier.assumptions.set_index("assumption").loc["co2_avoided", "source"]
    assert shown.loc["co2_avoided", "source"] == published


def test_chengdus_sand_by_hand(parks: duckdb.DuckDBPyConnection) -> None:
    """9,500 t: 0.023 t avoided of each, 20 kWh at Sichuan's 0.1404 kg, a lorry of 18 t at 0.129 kg over the map's distance."""
    dossier = assessment.dossier(parks, synergy="CD-SY05", park="chengdu", viewer=FACILITATOR, draws=2)
    assert dossier is not None
    assert dossier.sheet is not None
    distance = dossier.assumptions.set_index("assumption").loc["distance", "value"]

    first = dossier.sheet.years.iloc[1]

    assert first["co2_avoided"] == pytest.approx(218.5)
    assert first["co2_of_treatment"] == pytest.approx(-9500 * 20 * 0.1404 / 1000)
    assert first["co2_of_transport"] == pytest.approx(-9500 * distance * 0.129 / 1000)
    assert first["co2"] == pytest.approx(218.5 - 26.676 - 1.2255 * distance)
    # The record that the board counts says the same, rounded.
    assert "co2_saved" not in assessment.other_figures(
        dossier.facts.to_dict(), dossier.sheet, assessment.case_of_synergy(dossier.assumptions, unit="t")
    )


@pytest.mark.parametrize(
    ("language", "words"),
    [
        (
            "en",
            "CO2 saved: 35 t per year (CO2 avoided 50 t, CO2 of treatment -15 t, CO2 of transport unknown)",
        ),
        ("zh", "运输的二氧化碳排放 未知"),
    ],
)
def test_a_report_shows_the_parts_and_what_is_not_taken_off(language: str, words: str) -> None:
    made = assessment.sheet(dataclasses.replace(CASE, co2_transport=math.nan))
    read = i18n.reader(language)

    assert words in synergy_co2.saved(made, read)
    assert synergy_co2.left_out(made, read)
    assert synergy_co2.left_out(assessment.sheet(CASE), read) == ""
