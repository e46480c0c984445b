"""Gains of a synergy that differ, each by what it is."""

import dataclasses
from pathlib import Path

import duckdb
import pytest

from isdata.data import i18n, store
from isdata.data.disclosure import FACILITATOR
from isdata.output.reports import gain_differences
from isdata.symbiosis import assessment
from isdata.symbiosis.assessment.dossier import Dossier

ENGLISH = i18n.reader("en")


@pytest.fixture(scope="module")
def chips(samples_file: Path) -> Dossier:
    """Synergy whose recorded gain is not that of its sheet, and whose plan adds a treatment."""
    with store.open(samples_file) as con:
        return _dossier(con, "CD-SY07")


def _dossier(con: duckdb.DuckDBPyConnection, synergy: str) -> Dossier:
    found = assessment.dossier(con, synergy=synergy, park="chengdu", viewer=FACILITATOR, draws=2)
    assert found is not None
    return found


def test_record_and_appraisal_name_each_other_s_gain(chips: Dossier) -> None:
    facts, made = chips.facts.to_dict(), chips.sheet
    assert made is not None

    assert gain_differences.recorded(facts, made, ENGLISH) == "recorded on the board: 1.25 M CNY"
    assert "recorded 1.25 M CNY" in gain_differences.of_record(facts, made, ENGLISH)
    assert "gives 1.23 M CNY on average" in gain_differences.of_appraisal(facts, made, ENGLISH)


def test_nothing_is_said_where_both_are_the_same(parks: duckdb.DuckDBPyConnection) -> None:
    found = _dossier(parks, "CD-SY20")
    assert found.sheet is not None

    assert gain_differences.of_record(found.facts.to_dict(), found.sheet, ENGLISH) == ""
    assert gain_differences.of_appraisal(found.facts.to_dict(), found.sheet, ENGLISH) == ""


@pytest.mark.parametrize(("has_steps", "is_added"), [(False, True), (True, False)])
def test_a_match_says_which_costs_the_plan_adds(chips: Dossier, has_steps: bool, is_added: bool) -> None:
    """A match that counts a treatment has that of the plan already."""
    assert chips.sheet is not None
    said = gain_differences.beside_match(
        chips.facts.to_dict(), chips.sheet, ENGLISH, gain=2.94e6, has_steps=has_steps
    )

    assert "1.23 M CNY gain per year; here 2.94 M CNY" in said
    assert "Other running cost (-380 k CNY)" in said
    assert ("Treatment (-2.43 M CNY)" in said) == is_added


@pytest.mark.parametrize(
    ("language", "of_total", "of_prices"),
    [
        ("en", "recorded as a total; here 2.94 M CNY", "here 2.94 M CNY. Its plan has its own prices."),
        ("zh", "（登记总额）", "其方案采用自有价格。"),
    ],
)
def test_only_a_gain_that_was_recorded_as_a_total_is_called_so(
    chips: Dossier, parks: duckdb.DuckDBPyConnection, language: str, of_total: str, of_prices: str
) -> None:
    """A plan of parts without further costs differs by its prices."""
    total = _dossier(parks, "CD-SY20")
    assert total.sheet is not None
    assert chips.sheet is not None
    costs = dict.fromkeys(("handling", "treatment", "quality_risk", "running"), 0.0)
    parts = dataclasses.replace(chips.sheet, years=chips.sheet.years.assign(**costs))
    said = [
        gain_differences.beside_match(
            found.facts.to_dict(), sheet, i18n.reader(language), gain=2.94e6, has_steps=False
        )
        for found, sheet in ((total, total.sheet), (chips, parts))
    ]

    assert [of_total in each for each in said] == [True, False]
    assert [of_prices in each for each in said] == [False, True]


def test_a_match_of_the_same_gain_says_nothing(chips: Dossier) -> None:
    assert chips.sheet is not None
    same = float(chips.sheet.appraisal["annual_gain"])

    assert (
        gain_differences.beside_match(chips.facts.to_dict(), chips.sheet, ENGLISH, gain=same, has_steps=False)
        == ""
    )
