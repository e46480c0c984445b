"""Where each number of a sheet comes from, what is not known, and how changes are stored."""

import math

import duckdb
import pandas as pd
import pytest

from isdata.data import store
from isdata.data.disclosure import FACILITATOR, GUEST
from isdata.errors import NotFoundError, ProblemsError
from isdata.symbiosis import assessment
from isdata.symbiosis.assessment.assumptions import UNITS

# Fly ash of the tiny park: 300 t from S1 to S2, CO2 100 t, saving 50 of investment 200 (tests/synergies/park.py).


def shown(con: duckdb.DuckDBPyConnection, synergy: str = "SY1") -> pd.DataFrame:
    return assessment.assumptions(con, synergy=synergy, viewer=FACILITATOR).set_index("assumption")


def write(con: duckdb.DuckDBPyConnection, *rows: dict[str, object]) -> None:
    filled = pd.DataFrame([{"from_year": 1, **row} for row in rows])
    assessment.store_assumptions(con, synergy="SY1", rows=filled, who="Mei", reason="asked the firms")


def test_every_assumption_is_there_with_its_unit_and_what_is_not_known_is_not_zero(
    joined: duckdb.DuckDBPyConnection,
) -> None:
    rows = shown(joined)

    assert set(rows.index) == set(UNITS)
    assert rows.loc["volume", ["value", "unit", "origin"]].to_list() == [300, "t/yr", "record"]
    assert rows.loc["annual_saving", ["value", "unit"]].to_list() == [50, "CNY/yr"]
    assert rows.loc["co2", "value"] == pytest.approx(100 / 300)
    assert math.isnan(rows.loc["treatment", "value"])
    assert rows.loc["treatment", "origin"] == "unknown"


def test_streams_and_prices_fill_what_nobody_wrote_down(joined: duckdb.DuckDBPyConnection) -> None:
    streams = [
        {"stream_id": "X1", "site_id": "S1", "direction": "supply", "resource_id": "fly_ash", "quantity": 100.0,
         "unit": "t", "period": "year", "current_cost": 60.0, "currency": "CNY", "price_year": 2024,
         "current_route": "landfill"},
        {"stream_id": "X2", "site_id": "S1", "direction": "supply", "resource_id": "fly_ash", "quantity": 300.0,
         "unit": "t", "period": "year", "current_cost": 100.0, "currency": "CNY", "price_year": 2024,
         "current_route": "landfill"},
    ]  # fmt: skip
    price = {"price_id": "P", "resource_id": "fly_ash", "region_id": "CN", "price_year": 2024, "price": 80.0,
             "currency": "CNY", "unit": "t", "source": "list"}  # fmt: skip
    store.write(
        joined, {"stream": pd.DataFrame(streams), "price": pd.DataFrame([price])}, who="t", reason="streams"
    )

    rows = shown(joined)

    # By amount: (100 · 60 + 300 · 100) / 400
    assert rows.loc["avoided_disposal", ["value", "origin"]].to_list() == [90, "stream"]
    assert rows.loc["avoided_purchase", ["value", "origin", "source"]].to_list() == [
        80,
        "price",
        "China, 2024, list / 中国、2024、list",
    ]
    assert rows.loc["landfill", "value"] == 1


def test_what_is_written_down_goes_before_and_a_part_replaces_the_whole(
    joined: duckdb.DuckDBPyConnection,
) -> None:
    write(
        joined,
        {"assumption": "avoided_disposal", "value": 10.0, "uncertainty": 30.0},
        {"assumption": "distance", "value": 1.0},
    )

    rows = shown(joined)
    made = assessment.sheet_of(rows.reset_index(), unit="t")

    assert rows.loc["avoided_disposal", ["value", "origin"]].to_list() == [10, "stored"]
    assert rows.loc["annual_saving", "origin"] == "unknown"
    assert made.appraisal["annual_saving"] == pytest.approx(
        2820
    )  # 300 t at 10 avoided less the usual 0.6 for 1 km
    assert {"avoided_purchase", "treatment"} <= set(made.unknown)


def test_a_whole_gain_is_halved_and_pays_back(joined: duckdb.DuckDBPyConnection) -> None:
    made = assessment.sheet_of(assessment.assumptions(joined, synergy="SY1", viewer=FACILITATOR), unit="t")

    assert made.unknown == ()
    assert made.appraisal["payback"] == pytest.approx(4)  # 200 / 50
    assert made.parties["gain"].tolist() == pytest.approx([25, 25])
    assert made.parties["investment"].tolist() == [100, 100]


def test_a_later_amount_goes_on_until_the_next(joined: duckdb.DuckDBPyConnection) -> None:
    write(
        joined,
        {"assumption": "avoided_disposal", "value": 10.0},
        {"assumption": "volume", "from_year": 3, "value": 600.0},
    )

    made = assessment.sheet_of(assessment.assumptions(joined, synergy="SY1", viewer=FACILITATOR), unit="t")

    assert made.years["volume"].tolist()[:5] == [0, 300, 300, 600, 600]


def test_an_emptied_value_is_forgotten_and_the_log_knows(joined: duckdb.DuckDBPyConnection) -> None:
    write(joined, {"assumption": "treatment", "value": 20.0})
    write(joined, {"assumption": "treatment", "value": None})

    assert shown(joined).loc["treatment", "origin"] == "unknown"
    log = joined.execute(
        "select changed_by, reason from change_log where table_name = 'synergy_assumption'"
    ).fetchall()
    assert log == [("Mei", "asked the firms")] * 2


def test_a_number_in_another_unit_is_not_used(joined: duckdb.DuckDBPyConnection) -> None:
    write(joined, {"assumption": "treatment", "value": 20.0})
    unit = pd.DataFrame([{"synergy_id": "SY1", "unit": "kg"}])
    store.write(joined, {"synergy": unit}, who="t", reason="other unit")

    assert shown(joined).loc["treatment", "origin"] == "unknown"


def test_a_cost_below_nothing_is_refused(joined: duckdb.DuckDBPyConnection) -> None:
    """It would raise the gain; what a treatment earns is a price, and a price may be below nothing."""
    costs = ["handling", "treatment", "quality_risk"]
    write(joined, {"assumption": "price", "value": -5.0})
    for name in costs:
        with pytest.raises(ProblemsError):
            write(joined, {"assumption": name, "value": -5.0})

    found = shown(joined)
    assert found.loc["price", "value"] == -5.0
    assert found.loc[costs, "origin"].ne("stored").all()


def test_what_breaks_the_contract_stores_nothing(joined: duckdb.DuckDBPyConnection) -> None:
    with pytest.raises(ProblemsError):
        write(
            joined,
            {"assumption": "treatment", "value": 20.0},
            {"assumption": "handling", "value": 1.0, "uncertainty": -5.0},
        )

    assert shown(joined).loc["treatment", "origin"] == "unknown"
    with pytest.raises(NotFoundError):
        assessment.assumptions(joined, synergy="nowhere", viewer=FACILITATOR)


def test_without_any_gain_nothing_is_appraised(joined: duckdb.DuckDBPyConnection) -> None:
    made = assessment.sheet_of(assessment.assumptions(joined, synergy="SY2", viewer=FACILITATOR), unit="t")

    assert math.isnan(made.appraisal["npv"])
    assert math.isnan(made.appraisal["payback"])
    assert math.isnan(made.simulation.total["chance_hurdle"])
    assert made.swings.empty
    assert {"avoided_disposal", "avoided_purchase", "investment"} <= set(made.unknown)


def test_a_guest_gets_no_sheet_scores_risks_or_permits(joined: duckdb.DuckDBPyConnection) -> None:
    seen = assessment.dossier(joined, synergy="SY2", park="tiny", viewer=GUEST)

    assert seen is not None
    assert seen.sheet is None
    hidden = [seen.assumptions, seen.readiness, seen.risks, seen.permits, seen.likely_permits]
    assert all(table.empty for table in hidden)
    everything = str(seen.facts.to_dict()) + seen.partners.to_csv() + seen.history.to_csv()
    assert not [word for word in ("Secret Box", "机密包装", "S3") if word in everything]
    assert assessment.dossier(joined, synergy="SY4", park="tiny", viewer=GUEST) is None


def test_an_investment_shown_as_a_whole_gives_way_to_the_parts_that_are_written_down(
    joined: duckdb.DuckDBPyConnection,
) -> None:
    """Of the 200 of the record 150 are the provider's: 50 are open; once more than 200 is recorded, nothing is."""
    write(joined, {"assumption": "investment_provider", "value": 150.0})
    assert shown(joined).loc["investment_open", ["value", "origin"]].to_list() == [50, "record"]

    write(joined, {"assumption": "investment_receiver", "value": 70.0})
    assert shown(joined).loc["investment_open", "value"] == 0


RATE = {"factor_id": "fx", "factor_kind": "exchange_rate", "year": 2024, "method": "central_parity", "value": 7.5257,
        "unit": "CNY/EUR", "source": "central bank"}  # fmt: skip


def test_money_of_another_currency_is_converted_and_says_so(joined: duckdb.DuckDBPyConnection) -> None:
    """100 CNY a tonne at 7.5257 CNY for 1 EUR are 13.29 EUR; so is the usual transport of 0.6 CNY."""
    stream = {"stream_id": "X1", "site_id": "S1", "direction": "supply", "resource_id": "fly_ash", "quantity": 100.0,
              "unit": "t", "period": "year", "current_cost": 100.0, "currency": "CNY", "price_year": 2024}  # fmt: skip
    store.write(
        joined,
        {
            "stream": pd.DataFrame([stream]),
            "synergy": pd.DataFrame([{"synergy_id": "SY1", "currency": "EUR"}]),
            "factor": pd.DataFrame([RATE]),
        },
        who="t",
        reason="t",
    )

    rows = shown(joined)

    assert rows.loc["avoided_disposal", ["unit", "source"]].to_list() == ["EUR/t", "CNY × 0.1329 (2024)"]
    assert rows.loc["avoided_disposal", "value"] == pytest.approx(100 / 7.5257)
    assert rows.loc["transport", "value"] == pytest.approx(0.6 / 7.5257)


def test_a_life_of_nothing_counts_as_none(joined: duckdb.DuckDBPyConnection) -> None:
    store.write(
        joined, {"synergy": pd.DataFrame([{"synergy_id": "SY1", "lifetime": 0.0}])}, who="t", reason="t"
    )

    assert shown(joined).loc["lifetime", ["value", "origin"]].to_list() == [10, "usual"]


def test_what_cannot_be_is_not_stored(joined: duckdb.DuckDBPyConnection) -> None:
    rows: list[dict[str, object]] = [
        {"assumption": "volume", "value": -1.0},
        {"assumption": "lifetime", "value": 0.0},
        {"assumption": "discount_rate", "value": 8.0},
        {"assumption": "investment_open", "value": -5.0},
        {"assumption": "price", "value": 5.0, "from_year": 2},
    ]
    for row in rows:
        with pytest.raises(ProblemsError):
            write(joined, row)

    origins = assessment.assumptions(joined, synergy="SY1", viewer=FACILITATOR)["origin"]
    assert len(origins)
    assert origins.ne("stored").all()


def test_disposal_that_earns_money_and_a_gate_fee_may_be_below_zero(
    joined: duckdb.DuckDBPyConnection,
) -> None:
    write(joined, {"assumption": "avoided_disposal", "value": -3.0}, {"assumption": "price", "value": -8.0})

    assert shown(joined).loc[["avoided_disposal", "price"], "value"].to_list() == [-3, -8]


def made_of(con: duckdb.DuckDBPyConnection, resource: str, kind: str, resource_class: str, unit: str) -> None:
    """Let SY1 be of another resource, of which nothing is recorded."""
    con.execute(
        "insert into resource (resource_id, name_en, kind, resource_class, topic, unit, enthalpy) "
        "select $id, $id, $kind, $class, 'energy', $unit, 2.685 "
        "where $id not in (select resource_id from resource)",
        {"id": resource, "kind": kind, "class": resource_class, "unit": unit},
    )
    con.execute(
        "update synergy set resource_id = $id, unit = $unit, co2_saved = null, water_saved = null "
        "where synergy_id = 'SY1'",
        {"id": resource, "unit": unit},
    )


def test_heat_counts_the_co2_of_bought_heat_and_water_itself(joined: duckdb.DuckDBPyConnection) -> None:
    factor = {"factor_id": "heat", "factor_kind": "co2", "resource_id": "hot_water", "region_id": "CN", "year": 2015,
              "method": "purchased_heat", "value": 0.11, "unit": "t/GJ", "source": "NDRC"}  # fmt: skip
    made_of(joined, "hot_water", "energy", "heat", "GJ")
    store.write(joined, {"factor": pd.DataFrame([factor])}, who="t", reason="t")
    made_of(joined, "test_heat", "energy", "heat", "MWh")

    # 1 MWh is 3.6 GJ: 0.396 t
    assert shown(joined).loc["co2_avoided", ["value", "origin", "source"]].to_list() == [
        pytest.approx(0.396),
        "factor",
        "China, 2015, NDRC / 中国、2015、NDRC",
    ]

    made_of(joined, "test_water", "water", "water", "m³")
    assert shown(joined).loc["water", ["value", "origin"]].to_list() == [1, "usual"]
    assert shown(joined).loc["co2", "origin"] == "unknown"
