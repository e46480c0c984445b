"""Published results stand beside what the stored measures give, in the same unit and with their scope."""

import duckdb
import pandas as pd
import pytest

from isdata.data.disclosure import FACILITATOR
from isdata.energy import measures
from isdata.energy.measures import Terms


def beside(con: duckdb.DuckDBPyConnection, park_id: str):
    """Return the claims of a park beside its implemented measures."""
    register = measures.in_scope(measures.register(con, park_id=park_id, viewer=FACILITATOR), "achieved")
    appraised = measures.appraise(register, Terms())
    return measures.beside_claims(
        measures.claims(con, park_id=park_id),
        measures.totals(register, Terms(), appraised),
        measures.by_category(appraised),
        register.currency,
    ).set_index("claim_id")


def test_what_is_said_of_several_parks_is_shown_in_each_of_them(small: duckdb.DuckDBPyConnection) -> None:
    assert list(measures.claims(small, park_id="small")["claim_id"]) == ["CL1", "CL2", "CL3", "CL4"]


def test_each_claim_finds_its_figure_in_its_own_unit(small: duckdb.DuckDBPyConnection) -> None:
    table = beside(small, "small")

    assert table.loc["CL1", "here"] == pytest.approx(80_000 + 90 / 2.7 * 215 + 6_800 - 3_400 + 6_800)
    assert table.loc["CL2", "here"] == pytest.approx(100 * 80_000 / table.loc["CL1", "here"])
    assert table.loc["CL3", "here"] == pytest.approx(115 * 0.14 + 90 / 2.7 * 0.3 + 2)


def test_what_is_not_about_measures_has_no_figure_here(small: duckdb.DuckDBPyConnection) -> None:
    assert pd.isna(beside(small, "small").loc["CL4", "here"])


def test_the_unnamed_rest_of_the_sample_is_at_most_26_percent(parks: duckdb.DuckDBPyConnection) -> None:
    table = beside(parks, "chengdu")
    rest = measures.unnamed_rest(table)

    assert rest is not None
    assert rest.most == pytest.approx(0.26)
    assert 0.2 < rest.here < 0.26
    assert set(table["subject"]) == {
        "other",
        "annual_saving",
        "investment",
        "measures",
        "co2_saving",
        "share",
    }


def test_shares_name_their_categories(parks: duckdb.DuckDBPyConnection) -> None:
    named = beside(parks, "chengdu")["categories"]

    assert named["ZN-CL05"] == ("drives", "pumps", "management", "other_technical")
    assert named["ZN-CL06"] == ("air_conditioning", "refrigeration", "ventilation")
    assert named["ZN-CL07"] == ("compressed_air",)


def test_without_claimed_shares_there_is_no_rest(small: duckdb.DuckDBPyConnection) -> None:
    assert measures.unnamed_rest(beside(small, "small").drop(index="CL2")) is None
