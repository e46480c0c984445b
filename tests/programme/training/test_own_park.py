"""Exercises on the data of a park: right answers follow from the data, wrong ones have reasons, lacking data are named."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb
import pytest

from isdata.data import i18n, store
from isdata.data.i18n import LANGUAGES
from isdata.errors import LackingDataError
from isdata.programme.training import checking, exercise_setup, exercises
from isdata.programme.training.exercise_setup import PlantedFacts
from isdata.programme.training.exercises import RIGHT
from pages.common import navigation

OWN = exercises.own_exercises()


def right_answers(name: str, facts: PlantedFacts) -> dict[str, Any]:
    """What the task asks for, worked out from the facts that it states."""
    own = facts.own
    number = {key: value for key, value in own.items() if isinstance(value, float)}
    return {
        "own_balance": lambda: {
            "side": own["side"],
            "amount": abs(number["inputs"] - number["outputs"] - number["growth"]),
        },
        "own_unused": lambda: {"which": own["right"], "share": 100 * number["expected"] / number["total"]},
        "own_obstacle": lambda: {"obstacle": own["right"], "amount": number["expected"]},
        "own_payback": lambda: {"payback": 1.2 * number["investment"] / number["saving"]},
        "own_days": lambda: {"median": number["expected"]},
        "own_board": dict,
    }[name]()


WRONG = {
    "own_balance": [
        ("amount", "added", lambda own: own["inputs"] + own["outputs"]),
        ("amount", "one_side", lambda own: own["inputs"]),
        ("amount", "magnitude", lambda own: 1000 * own["expected"]),
    ],
    "own_unused": [("share", "amount", lambda own: own["expected"]), ("share", "fraction", lambda own: own["expected"] / own["total"])],
    "own_payback": [
        ("payback", "old_offer", lambda own: own["before"]),
        ("payback", "inverse", lambda own: own["saving"] / own["investment"] / 1.2),
        ("payback", "months", lambda own: 12 * own["expected"]),
    ],
    "own_days": [("median", "with_it", lambda own: own["all"]), ("median", "mean", lambda own: own["mean"])],
    "own_obstacle": [("amount", "wrong", lambda own: 7 * (own["supply"] + own["demand"]))],
}  # fmt: skip


@pytest.mark.parametrize("name", [name for name in OWN if name != "own_board"])
def test_right_answers_pass_and_wrong_ones_have_reasons(parks: duckdb.DuckDBPyConnection, name: str) -> None:
    exercise = OWN[name]
    for seed in (0, 1):
        facts = exercise_setup.plant(parks, exercise, seed, park_id="chengdu")
        right = right_answers(name, facts)

        assert checking.check(parks, exercise, facts, right).is_passed
        for field, finding, wrong in WRONG[name]:
            found = checking.check(parks, exercise, facts, {**right, field: wrong(facts.own)}).findings
            assert found[field] == finding
        if facts.own != facts.other:
            swapped = PlantedFacts(facts.other, facts.own)
            assert not checking.check(parks, exercise, swapped, right).is_passed


def test_the_field_names_the_unit_of_the_question(parks: duckdb.DuckDBPyConnection) -> None:
    facts = exercise_setup.plant(parks, OWN["own_balance"], 0, park_id="chengdu").own
    (amount,) = [field for field in OWN["own_balance"].fields if field.name == "amount"]

    assert amount.unit_of(facts) == facts["unit_en"] != ""


def test_a_choice_that_is_not_right_is_explained(parks: duckdb.DuckDBPyConnection) -> None:
    for name, field in (("own_unused", "which"), ("own_obstacle", "obstacle")):
        facts = exercise_setup.plant(parks, OWN[name], 0, park_id="chengdu")
        for option in "abcd":
            found = checking.check(parks, OWN[name], facts, {field: option}).findings[field]
            assert found == (RIGHT if option == facts.own["right"] else "not_this")


@pytest.fixture
def copied(samples_file: Path, tmp_path: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """A copy of the sample parks that may be changed."""
    path = Path(shutil.copy(samples_file, tmp_path / "copy.duckdb"))
    with store.open(path) as con:
        yield con


def test_the_match_has_to_be_on_the_board_with_its_roles(copied: duckdb.DuckDBPyConnection) -> None:
    exercise = OWN["own_board"]
    facts = exercise_setup.plant(copied, exercise, 0, park_id="chengdu")
    sites = [facts.own["supply_site"], facts.own["demand_site"]]

    def finding() -> str:
        return checking.check(copied, exercise, facts, {}).findings["synergy"]

    assert finding() == "nothing_yet"
    copied.execute(
        "insert into synergy by name select 'SYX' as synergy_id, 'chengdu' as park_id, 'X' as name_en, 'exchange' "
        "as synergy_kind, 'other' as topic, 'idea' as stage, $resource as resource_id",
        {"resource": facts.own["resource_id"]},
    )
    copied.execute(
        "insert into synergy_participant by name select 'SYX' as synergy_id, unnest($sites) as site_id, "
        "unnest(['receiver', 'provider']) as role",
        {"sites": sites},
    )
    assert finding() == "reversed"
    copied.execute(
        "update synergy_participant set role = if(role = 'receiver', 'provider', 'receiver') where synergy_id = 'SYX'"
    )
    assert finding() == RIGHT
    copied.execute("update synergy set resource_id = 'steam' where synergy_id = 'SYX'")
    assert finding() == "other_resource"


@pytest.mark.parametrize("name", OWN)
def test_texts_are_filled_in_both_languages_and_lead_to_a_page(
    parks: duckdb.DuckDBPyConnection, name: str
) -> None:
    exercise = OWN[name]
    facts = exercise_setup.plant(parks, exercise, 0, park_id="chengdu")
    options = [words for field in exercise.fields for words in field.options.values()]
    for language in LANGUAGES:
        for words in [
            exercise.title,
            *exercise.situation,
            *exercise.steps,
            *exercise.hints.values(),
            *options,
        ]:
            assert "{" not in exercises.worded(words, facts.own, i18n.reader(language))
    assert list(exercise.hints) == list(exercises.HINTS)
    assert all(f"'{finding}'" in (exercise.sql("check") or "") for finding in [*exercise.findings, RIGHT])
    assert exercise.page in {entry.name for entry in navigation.ENTRIES}


@pytest.mark.parametrize("name", ["own_balance", "own_unused", "own_payback", "own_days", "own_board"])
def test_data_that_a_park_lacks_are_named_in_one_line(parks: duckdb.DuckDBPyConnection, name: str) -> None:
    with pytest.raises(LackingDataError) as refused:
        exercise_setup.plant(parks, OWN[name], 0, park_id="kalundborg")

    words = [i18n.reader(language).error(refused.value) for language in LANGUAGES]
    assert words[0] != words[1]
    assert all("\n" not in each for each in words)
