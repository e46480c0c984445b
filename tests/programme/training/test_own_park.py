"""Exercises on the data of a park: right answers follow from the data, wrong ones have reasons, lacking data are named."""

from typing import Any

import duckdb
import pytest

from isdata.data import i18n
from isdata.data.i18n import LANGUAGES
from isdata.errors import LackingDataError
from isdata.programme.training import checking, exercises
from isdata.programme.training.checking import PlantedFacts
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
    "own_balance": [("amount", "added", lambda own: own["inputs"] + own["outputs"]), ("amount", "one_side", lambda own: own["inputs"])],
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
        facts = checking.plant(parks, exercise, seed, park_id="chengdu")
        right = right_answers(name, facts)

        assert checking.check(parks, exercise, facts, right).is_passed
        for field, finding, wrong in WRONG[name]:
            found = checking.check(parks, exercise, facts, {**right, field: wrong(facts.own)}).findings
            assert found[field] == finding
        if facts.own != facts.other:
            swapped = PlantedFacts(facts.other, facts.own)
            assert not checking.check(parks, exercise, swapped, right).is_passed


def test_a_choice_that_is_not_right_is_explained(parks: duckdb.DuckDBPyConnection) -> None:
    for name, field in (("own_unused", "which"), ("own_obstacle", "obstacle")):
        facts = checking.plant(parks, OWN[name], 0, park_id="chengdu")
        for option in "abcd":
            found = checking.check(parks, OWN[name], facts, {field: option}).findings[field]
            assert found == (RIGHT if option == facts.own["right"] else "not_this")


def test_the_match_has_to_be_on_the_board_with_its_roles(parks: duckdb.DuckDBPyConnection) -> None:
    exercise, cursor = OWN["own_board"], parks.cursor()
    facts = checking.plant(parks, exercise, 0, park_id="chengdu")

    def finding(resource: str, provider: str, receiver: str) -> str:
        cursor.begin()
        cursor.execute(
            "insert into synergy by name select 'SYX' as synergy_id, 'chengdu' as park_id, 'X' as name_en, 'exchange' "
            "as synergy_kind, 'other' as topic, 'idea' as stage, $resource as resource_id",
            {"resource": resource},
        )
        for site, role in ((facts.own["supply_site"], provider), (facts.own["demand_site"], receiver)):
            cursor.execute(
                "insert into synergy_participant (synergy_id, site_id, role) values ('SYX', ?, ?)",
                [site, role],
            )
        found = checking.check(cursor, exercise, facts, {}).findings["synergy"]
        cursor.rollback()
        return found

    resource = str(facts.own["resource_id"])
    assert checking.check(parks, exercise, facts, {}).findings == {"synergy": "nothing_yet"}
    assert finding(resource, "provider", "receiver") == RIGHT
    assert finding(resource, "receiver", "provider") == "reversed"
    assert finding("steam", "provider", "receiver") == "other_resource"


@pytest.mark.parametrize("name", OWN)
def test_texts_are_filled_in_both_languages_and_lead_to_a_page(
    parks: duckdb.DuckDBPyConnection, name: str
) -> None:
    exercise = OWN[name]
    facts = checking.plant(parks, exercise, 0, park_id="chengdu")
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
        checking.plant(parks, OWN[name], 0, park_id="kalundborg")

    words = [i18n.reader(language).error(refused.value) for language in LANGUAGES]
    assert words[0] != words[1]
    assert all("\n" not in each for each in words)
