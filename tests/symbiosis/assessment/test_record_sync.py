"""What the sheet says goes on the record, which the board counts."""

import duckdb
import pandas as pd
import pytest

from isdata.data import store
from isdata.data.disclosure import FACILITATOR, GUEST
from isdata.symbiosis import assessment, synergies


def found(con: duckdb.DuckDBPyConnection) -> assessment.Dossier:
    dossier = assessment.dossier(con, synergy="SY1", park="tiny", viewer=FACILITATOR, draws=2)
    assert dossier is not None
    return dossier


def write(con: duckdb.DuckDBPyConnection, *rows: tuple[str, int, float]) -> None:
    table = pd.DataFrame(rows, columns=["assumption", "from_year", "value"]).assign(price_year=2024)
    assessment.store_assumptions(con, synergy="SY1", rows=table, who="Mei", reason="asked")


def take_over(con: duckdb.DuckDBPyConnection) -> None:
    dossier = found(con)
    assert dossier.sheet is not None
    assessment.update_record(
        con, facts=dossier.facts.to_dict(), stated=dossier.assumptions, made=dossier.sheet,
        case=assessment.case_of_synergy(dossier.assumptions, unit="t"), who="Mei", reason="taken over",
    )  # fmt: skip


def test_the_record_takes_what_the_last_year_brings(joined: duckdb.DuckDBPyConnection) -> None:
    """100 t and from the second year 200 t, 10 saved on each: 2,000 a year once it runs in full, for 700 invested."""
    write(
        joined,
        ("volume", 1, 100), ("volume", 2, 200), ("avoided_disposal", 1, 10), ("transport", 1, 0), ("co2", 1, 0.5),
        ("investment_provider", 1, 300), ("investment_receiver", 1, 400),
    )  # fmt: skip
    take_over(joined)

    facts = found(joined).facts
    assert facts[["quantity", "annual_saving", "investment", "co2_saved"]].to_list() == [200, 2000, 700, 100]
    money = synergies.money(joined, parks=["tiny"], viewer=FACILITATOR)
    assert 2000 in money["annual_saving"].to_list()


def test_after_that_nothing_differs_and_a_part_that_becomes_less_leaves_nothing_open(
    joined: duckdb.DuckDBPyConnection,
) -> None:
    joined.execute("update synergy set investment = null where synergy_id = 'SY1'")
    write(joined, ("avoided_disposal", 1, 10), ("transport", 1, 0), ("investment_provider", 1, 500))
    take_over(joined)
    dossier = found(joined)
    assert dossier.sheet is not None
    case = assessment.case_of_synergy(dossier.assumptions, unit="t")
    assert assessment.other_figures(dossier.facts.to_dict(), dossier.sheet, case) == {}
    rest = dossier.assumptions.set_index("assumption").loc["investment_open"]
    assert rest["source"].startswith("isdata, ")  # nobody entered this zero

    write(joined, ("investment_provider", 1, 200))

    dossier = found(joined)
    assert dossier.sheet is not None
    assert dossier.sheet.appraisal["investment"] == pytest.approx(200)


def test_who_entered_an_assumption_last_is_known(joined: duckdb.DuckDBPyConnection) -> None:
    write(joined, ("handling", 1, 3), ("volume", 2, 40))

    entries = assessment.entries(joined, synergy="SY1", viewer=FACILITATOR).set_index(
        ["assumption", "from_year"]
    )
    assert entries["changed_by"].to_dict() == {("handling", 1): "Mei", ("volume", 2): "Mei"}
    assert assessment.entries(joined, synergy="SY1", viewer=GUEST).empty


def test_what_is_not_known_leaves_the_record_as_it_is(joined: duckdb.DuckDBPyConnection) -> None:
    store.write(joined, {"synergy": pd.DataFrame([{"synergy_id": "SY1", "jobs": 7.0}])}, who="t", reason="t")
    joined.execute("update synergy set investment = null where synergy_id = 'SY1'")
    write(joined, ("avoided_disposal", 1, 10), ("transport", 1, 0))
    take_over(joined)

    facts = found(joined).facts
    assert facts["jobs"] == 7
    assert pd.isna(facts["investment"])
    assert facts["annual_saving"] == 3000
    assert facts["is_partial_gain"]

    write(
        joined,
        *((cost, 1, 0) for cost in ("avoided_purchase", "handling", "treatment", "quality_risk", "running")),
    )
    take_over(joined)

    assert not found(joined).facts["is_partial_gain"]
