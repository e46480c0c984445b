"""Every exercise accepts its model solution for both seeds, and explains each wrong answer."""

import re
import string
import time
from itertools import product

import duckdb
import pytest

from isdata.data import i18n, ingest, store
from isdata.data.i18n import LANGUAGES
from isdata.programme.training import checking, exercise_setup, exercises
from isdata.programme.training.exercises import RIGHT, Exercise
from isdata.programme.training.practice import Practice
from pages.common import navigation
from tests.conftest import ROOT
from tests.programme.training.answers import MODELS
from tests.turns import by_turns, only

ALL = exercises.exercises()


@pytest.fixture(scope="module")
def park(samples_file, tmp_path_factory):
    """A copy of the sample parks that all exercises are planted in, one after the other."""
    path = tmp_path_factory.mktemp("exercises") / "copy.duckdb"
    path.write_bytes(samples_file.read_bytes())
    with store.open(path) as con:
        yield con


def planted(
    con: duckdb.DuckDBPyConnection, name: str, seed: int, state: str = ""
) -> exercise_setup.PlantedFacts:
    made = exercise_setup.plant(con, ALL[name], seed)
    if state:
        con.execute(state)
    return made


def test_every_exercise_has_its_answers_here() -> None:
    assert set(MODELS) == set(ALL)
    assert sorted(each.number for each in ALL.values()) == sorted({each.number for each in ALL.values()})


@pytest.mark.parametrize(("name", "seed"), only(by_turns(MODELS, [0, 1]), product(MODELS, [0, 1])))
def test_the_model_solution_is_right_and_that_of_the_other_seed_is_not(
    park: duckdb.DuckDBPyConnection, name: str, seed: int
) -> None:
    model = MODELS[name]
    facts = planted(park, name, seed, model.state[seed])

    started = time.process_time()
    outcome = checking.check(park, ALL[name], facts, model.right[seed])
    taken = time.process_time() - started
    facts = planted(park, name, seed, model.state[1 - seed])
    other = checking.check(park, ALL[name], facts, model.right[1 - seed])

    assert outcome.is_passed, outcome.findings
    assert not other.is_passed
    assert "copied" in other.mistakes
    assert taken < 0.5


@pytest.mark.parametrize(
    "name", [name for name, each in ALL.items() if any(f.kind == "number" for f in each.fields)]
)
def test_a_number_in_another_magnitude_is_recognised(park: duckdb.DuckDBPyConnection, name: str) -> None:
    model, exercise = MODELS[name], ALL[name]
    facts = planted(park, name, 0, model.state[0])
    for field in (each.name for each in exercise.fields if each.kind == "number"):
        for factor in (1000, 1e-4):
            answers = model.right[0] | {field: factor * model.right[0][field]}
            assert checking.check(park, exercise, facts, answers).findings[field] not in ("right", "wrong")


@pytest.mark.parametrize("name", MODELS)
def test_wrong_answers_have_reasons_of_their_own(park: duckdb.DuckDBPyConnection, name: str) -> None:
    model, exercise = MODELS[name], ALL[name]
    facts = planted(park, name, 0, model.state[0])
    read = i18n.reader("en")

    found = [
        (field, value, checking.check(park, exercise, facts, model.right[0] | {field: value}).findings[field])
        for field, value, _finding in model.wrong
    ]
    for sql, field, _finding in model.wrong_states:
        own = planted(park, name, 0, sql)
        found.append((sql, field, checking.check(park, exercise, own, model.right[0]).findings[field]))

    for sql, answers, field, _finding in model.of_seed_1:
        own = planted(park, name, 1, sql)
        found.append(
            (sql, field, checking.check(park, exercise, own, model.right[1] | answers).findings[field])
        )

    expected = [(sql, field, finding) for sql, _answers, field, finding in model.of_seed_1]
    assert found == model.wrong + model.wrong_states + expected
    assert set(exercise.findings) <= {finding for *_place, finding in found}
    said = {exercises.feedback(exercise, finding, facts.own, read) for *_place, finding in found}
    assert len(said) >= 5


def test_all_planted_exercises_together_keep_the_rules_of_the_tables(park: duckdb.DuckDBPyConnection) -> None:
    for name in ALL:
        planted(park, name, 0)

    assert store.check(park).to_dict("records") == []


@pytest.mark.parametrize("name", ALL)
def test_an_exercise_can_be_planted_again_and_all_its_texts_be_filled(
    park: duckdb.DuckDBPyConnection, name: str
) -> None:
    exercise, version = ALL[name], store.data_version(park)

    planted_once = planted(park, name, 1)

    assert planted(park, name, 1) == planted_once
    assert planted_once.own != planted_once.other
    assert store.data_version(park) == version + 2
    texts = [
        exercise.title,
        *exercise.situation,
        *exercise.steps,
        *exercise.hints.values(),
        *exercise.findings.values(),
    ]
    for language in LANGUAGES:
        written = [exercises.worded(text, planted_once.own, i18n.reader(language)) for text in texts]
        assert all(text.strip() and "{" not in text for text in written)
    assert list(exercise.hints) == list(exercises.HINTS)
    assert all(_is_filled_alike(text) for text in texts)
    assert all(f"'{finding}'" in (exercise.sql("check") or "") for finding in [*exercise.findings, RIGHT])
    assert set(exercise.pending) <= set(exercise.findings)
    assert exercise.case in {"", *known_cases(park)}
    assert exercise.page in {"", *(entry.name for entry in navigation.ENTRIES)}
    assert _named_columns(park, exercise) == set(exercise.columns)


def test_the_page_of_an_exercise_opens_with_what_it_needs() -> None:
    """The address of its link names controls that the pages have."""
    pages = "\n".join(path.read_text("utf-8") for path in (ROOT / "pages").glob("**/*.py"))
    controls = set(re.findall(r'(?:key=|remembered\()"(\w+)"', pages))

    assert {name for each in ALL.values() for name in each.query} <= controls | {"park"}


def known_cases(con: duckdb.DuckDBPyConnection) -> list[str]:
    return [name for (name,) in con.execute("select case_id from case_study").fetchall()]


@pytest.mark.parametrize("name", ALL)
def test_a_wrong_answer_is_explained_without_the_solution(name: str) -> None:
    """The first wrong meter stated the month, from which the factor and the sum follow."""
    exercise = ALL[name]
    stated = set().union(*(_filled(each) for each in [*exercise.situation, *exercise.steps]))

    given_away = {finding: _filled(words) - stated for finding, words in exercise.findings.items()}
    assert {finding: facts for finding, facts in given_away.items() if facts} == {}
    assert list(exercise.hints)[-1] == "solution"


def _filled(words: exercises.Words) -> set[str]:
    """Facts that a text states."""
    return {name for _, name, _, _ in string.Formatter().parse(words["en"]) if name}


def _is_filled_alike(words: exercises.Words) -> bool:
    """Whether both languages fill the same facts."""
    named = [{name for _, name, _, _ in string.Formatter().parse(words[each])} - {None} for each in LANGUAGES]
    return named[0] == named[1]


def _named_columns(con: duckdb.DuckDBPyConnection, exercise: Exercise) -> set[str]:
    """Columns of the table of a task that have a heading."""
    rows = exercise_setup.table(con, exercise, 0, "en")
    return set() if rows is None else set(rows) & set(exercise.columns)


def test_hints_are_recorded_once_and_a_reset_needs_a_new_start(copies: Practice) -> None:
    copy = copies.make("Li Wei")
    exercise = ALL["balance"]

    def desk() -> checking.ExerciseSession:
        return checking.ExerciseSession(copies.records, copy, copies.connection(copy), exercise)

    assert desk().planted() is None
    facts = desk().start()
    desk().hint("nudge")
    desk().hint("where")
    desk().hint("nudge")
    outcome = desk().check(facts, MODELS["balance"].right[copy.seed])

    assert desk().hints() == ["nudge", "where"]
    assert outcome.is_passed
    assert desk().is_passed()
    assert desk().planted() == facts
    copy = copies.reset(copy)
    assert desk().planted() is None
    assert desk().is_passed()


def test_the_messy_workbook_is_refused_for_what_a_program_can_find(park: duckdb.DuckDBPyConnection) -> None:
    """Seven of the twelve faults: the other five are only wrong when compared with the papers."""
    planted(park, "clean_workbook", 0)
    made = exercise_setup.workbook(park, ALL["clean_workbook"], 0) or b""

    found = ingest.check(park, ingest.read(("company.xlsx", made)), notation="comma").problems

    assert list(zip(found["cell"], found["column"], strict=True)) == [
        ("A4", "stream_id"),  # twice
        ("D6", "resource_id"),  # used oill
        ("F7", "unit"),  # m3/d in a row per year
        ("C8", "direction"),  # empty
        ("H9", "year"),  # 2204
        ("B11", "site_id"),  # no such site
        ("E13", "quantity"),  # below zero
    ]
