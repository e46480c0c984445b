"""A guest sees names and amounts of single measures where the company agreed."""

import duckdb
import pandas as pd
import pytest

from isdata import scenarios
from isdata.data.disclosure import FACILITATOR, GUEST
from isdata.energy import measures
from isdata.energy.measures import Register, Terms


def appraised(register: Register) -> pd.DataFrame:
    """Return the appraised measures of the small network."""
    return measures.appraise(register, Terms())


def test_a_guest_sees_names_of_companies_that_agreed_only(register: Register) -> None:
    shown = measures.disclosed(appraised(register), viewer=GUEST)

    assert shown.loc["three", "name_en"] == "Measure three"
    assert pd.isna(shown.loc["habit", "name_en"])
    assert pd.isna(shown.loc["habit", "company_en"])
    assert not shown.loc["habit", "is_named"]


def test_a_facilitator_sees_all_names(register: Register) -> None:
    assert measures.disclosed(appraised(register), viewer=FACILITATOR)["is_named"].all()


def test_a_guest_reads_no_amount_stream_or_words_of_who_is_not_named(register: Register) -> None:
    table = appraised(register).assign(stream_id="S2-heat", benefit_en="quieter at Two", owner="Two")
    shown = measures.disclosed(table, viewer=GUEST)

    kept = ["energy_saving", "co2_saving", "stream_id", "benefit_en", "owner"]
    assert shown.loc["habit", kept].isna().all()
    assert shown.loc["three", kept].notna().all()
    assert shown.loc["habit", "payback"] == table.loc["habit", "payback"]


def test_budgets_by_company_are_offered_for_the_companies_that_a_reader_knows(
    small: duckdb.DuckDBPyConnection,
) -> None:
    known, shown = (
        scenarios.disclosed_measures(small, park_id="small", scenario_id=None, viewer=viewer)
        for viewer in (FACILITATOR, GUEST)
    )
    companies = known.by_company()

    assert companies["company_en"].tolist() == ["Company 1", "Company 2", "Company 3"]
    assert companies["cost"].sum() == pytest.approx(known.spending)
    assert shown.by_company()["company_en"].tolist() == ["Company 1"]
