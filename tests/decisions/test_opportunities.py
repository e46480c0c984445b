"""Measures, synergies and matches in one list: figures of the pages that list each of them, and the order."""

import duckdb
import numpy as np
import pandas as pd
import pytest

from isdata.data.disclosure import FACILITATOR, GUEST
from isdata.decisions import opportunities
from isdata.energy import measures
from isdata.energy.measures import Terms
from isdata.symbiosis import assessment, matching, synergies
from isdata.symbiosis.matching import appraisal


@pytest.fixture(scope="module")
def matches(all_parks: duckdb.DuckDBPyConnection) -> pd.DataFrame:
    return matching.matches(all_parks, park_id="kunshan", viewer=FACILITATOR, steps=2)


@pytest.fixture(scope="module")
def listed(all_parks: duckdb.DuckDBPyConnection, matches: pd.DataFrame) -> pd.DataFrame:
    return opportunities.opportunities(all_parks, park_id="kunshan", matches=matches, viewer=FACILITATOR)


def of_kind(listed: pd.DataFrame, kind: str) -> pd.DataFrame:
    return listed[listed["kind"] == kind].set_index("id")


def test_measures_have_the_figures_of_the_energy_pages(
    parks: duckdb.DuckDBPyConnection, listed: pd.DataFrame
) -> None:
    stored = measures.undisclosed(parks, park_id="kunshan").in_full
    table = measures.appraise(stored, Terms())
    ahead = table[table["status"].isin(["idea", "planned", "decided"])]
    shown = of_kind(listed, "measure")

    assert set(shown.index) == set(ahead.index)
    for name, column in {
        "gain": "annual_saving",
        "npv": "npv",
        "payback": "payback",
        "co2": "co2_saving",
    }.items():
        assert shown[name].astype(float).to_numpy() == pytest.approx(
            ahead[column].reindex(shown.index), nan_ok=True
        )


def test_matches_have_the_figures_of_the_matches_page_and_are_not_on_the_board(
    listed: pd.DataFrame, matches: pd.DataFrame
) -> None:
    worth = matches.assign(**appraisal.appraised(matches))
    worth.index = worth["supply_stream_id"] + "→" + worth["demand_stream_id"]
    shown = of_kind(listed, "match")

    assert 0 < len(shown) < (worth["blocked"] == 0).sum() + 1
    for name, column in {"gain": "value", "npv": "npv", "payback": "payback"}.items():
        own = [worth[column][[key]].iloc[0] for key in shown.index]
        assert shown[name].astype(float).to_list() == pytest.approx(own, nan_ok=True)


def test_synergies_that_do_not_operate_are_listed_with_partners_and_effort(
    parks: duckdb.DuckDBPyConnection, listed: pd.DataFrame
) -> None:
    known = synergies.synergies(parks, parks=["kunshan"], viewer=FACILITATOR).set_index("synergy_id")
    shown = of_kind(listed, "synergy")

    assert set(shown.index) == set(known.index[~known["stage"].isin(["operation", "ended"])])
    assert shown["partners_en"].notna().all()
    assert shown["effort"].to_dict() == known["effort"].reindex(shown.index).to_dict()
    assert shown["recorded"].to_list() == pytest.approx(
        known["annual_saving"].reindex(shown.index).to_list(), nan_ok=True
    )


def test_payback_and_co2_of_a_synergy_are_those_of_its_sheet(
    all_parks: duckdb.DuckDBPyConnection, matches: pd.DataFrame
) -> None:
    found = opportunities.opportunities(
        all_parks, park_id="chengdu", matches=matches.iloc[:0], viewer=FACILITATOR
    )
    shown = of_kind(found, "synergy")
    name = shown.index[shown["name_en"] == "Joint drying and remelting of aluminium chips"][0]
    dossier = assessment.dossier(all_parks, synergy=name, park="chengdu", viewer=FACILITATOR, draws=10)

    assert dossier is not None
    assert dossier.sheet is not None
    assert shown.loc[name, "payback"] == pytest.approx(dossier.sheet.appraisal["payback"])
    assert shown.loc[name, "co2"] == pytest.approx(dossier.sheet.years["co2"].iloc[-1])


def test_the_order_is_that_of_one_figure_whatever_the_kind(listed: pd.DataFrame) -> None:
    by_gain = opportunities.ordered(listed, "gain")["gain"].dropna().astype(float)
    by_payback = opportunities.ordered(listed, "payback")["payback"].dropna().astype(float)
    efforts = opportunities.ordered(listed, "effort", ["measure"])["effort"].dropna().tolist()

    assert by_gain.is_monotonic_decreasing
    assert by_payback.is_monotonic_increasing
    assert efforts == sorted(efforts, key=opportunities.EFFORTS.index)
    assert set(opportunities.ordered(listed, "npv_annuity", ["match"])["kind"]) == {"match"}
    assert np.isfinite(listed["gain"].astype(float)).any()


def test_others_than_the_facilitator_see_none(
    parks: duckdb.DuckDBPyConnection, matches: pd.DataFrame
) -> None:
    assert opportunities.opportunities(parks, park_id="kunshan", matches=matches, viewer=GUEST).empty


def test_each_opportunity_has_the_year_of_its_prices(listed: pd.DataFrame) -> None:
    """The page stated gains without the year of their prices."""
    assert set(listed["price_year"]) == {2024.0}
