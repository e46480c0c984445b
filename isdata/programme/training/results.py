"""Results of trainees: exercises passed, difficulties, and the most common mistakes."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import pandas as pd

from isdata.programme.training.exercises import HINTS, MISSING, RIGHT, known, of_copy
from isdata.programme.training.records import CHECK, HINT, START, Entry, PracticeCopy

STUCK_AFTER = timedelta(minutes=5)
STATES = ("new", "started", "stuck", "passed")
# Levels of a competence: nothing passed yet; passed with the solution open; one exercise, or two and more, passed without
# it.
LEVELS = ("none", "helped", "shown", "secure")


@dataclass(frozen=True)
class Attempt:
    """Result of one trainee in one exercise.

    Parameters
    ----------
    trainee, code, exercise : str
    state : str
        One of STATES; "stuck" means no action for more than five minutes in the exercise worked on last.
    checks, hints : int
        Numbers of checks and of opened hints.
    minutes : float or None
        Time from the start to the first check passed. [min]
    """

    trainee: str
    code: str
    exercise: str
    state: str
    checks: int
    hints: int
    minutes: float | None


def attempts(copies: Sequence[PracticeCopy], entries: Sequence[Entry], at: datetime) -> list[Attempt]:
    """Results of each trainee in each exercise, in the order of copies and exercises."""
    by_place: dict[tuple[str, str], list[Entry]] = {}
    at_work = {entry.code: entry.exercise for entry in entries if entry.exercise}  # the last one counts
    for entry in entries:
        by_place.setdefault((entry.code, entry.exercise), []).append(entry)
    return [
        _attempt(copy, name, by_place.get((copy.code, name), []), at, is_last=at_work.get(copy.code) == name)
        for copy in copies
        for name in of_copy(copy.park_id)
    ]


def _attempt(copy: PracticeCopy, name: str, done: list[Entry], at: datetime, *, is_last: bool) -> Attempt:
    first = next((entry.at for entry in done if entry.kind == START), None)
    passed = next((entry.at for entry in done if entry.kind == CHECK and entry.detail["is_passed"]), None)
    if passed:
        state = "passed"
    elif first is None:
        state = "new"
    else:
        state = "stuck" if is_last and at - done[-1].at > STUCK_AFTER else "started"
    return Attempt(
        copy.trainee,
        copy.code,
        name,
        state,
        checks=sum(entry.kind == CHECK for entry in done),
        hints=sum(entry.kind == HINT for entry in done),
        minutes=(passed - first).total_seconds() / 60 if passed and first else None,
    )


def mistakes(entries: Sequence[Entry]) -> pd.DataFrame:
    """Mistakes found by checks, most common first: exercise, finding, times.

    Fields not entered and steps not done yet are no mistakes.
    """
    counted = Counter(
        (entry.exercise, finding)
        for entry in entries
        if entry.kind == CHECK
        for finding in entry.detail["findings"].values()
        if finding not in {RIGHT, MISSING, *_pending(entry.exercise)}
    )
    rows = [(exercise, finding, times) for (exercise, finding), times in counted.most_common()]
    return pd.DataFrame(rows, columns=["exercise", "finding", "times"])


def _pending(exercise: str) -> tuple[str, ...]:
    found = known().get(exercise)  # an exercise of an earlier release may no longer exist
    return found.pending if found else ()


def competences(shown: Sequence[Attempt], entries: Sequence[Entry]) -> pd.DataFrame:
    """Competences demonstrated by each trainee, and the next exercise.

    Parameters
    ----------
    shown : sequence of Attempt
        As returned by `attempts`.
    entries : sequence of Entry

    Returns
    -------
    DataFrame
        code, trainee, competence, level (one of LEVELS), passed, next (exercise; empty if all are passed). An exercise
        counts as passed without help if its solution was not opened before.
    """
    helped = _helped(entries)
    by_place: dict[tuple[str, str, str], list[Attempt]] = {}
    for each in shown:
        by_place.setdefault((each.code, each.trainee, known()[each.exercise].competence), []).append(each)
    rows = []
    for place, own in by_place.items():
        passed = [each.exercise for each in own if each.state == "passed"]
        alone = sum((place[0], name) not in helped for name in passed)
        level = LEVELS[min(alone, 2) + 1 if alone else int(bool(passed))]
        left = next((each.exercise for each in own if each.state != "passed"), "")
        rows.append((*place, level, len(passed), left))
    return pd.DataFrame(rows, columns=["code", "trainee", "competence", "level", "passed", "next"])


def _helped(entries: Sequence[Entry]) -> set[tuple[str, str]]:
    """Code and exercise where the solution was opened before the exercise was passed."""
    passed: set[tuple[str, str]] = set()
    helped: set[tuple[str, str]] = set()
    for entry in entries:
        place = (entry.code, entry.exercise)
        if entry.kind == CHECK and entry.detail["is_passed"]:
            passed.add(place)
        elif entry.kind == HINT and entry.detail["level"] == next(reversed(HINTS)) and place not in passed:
            helped.add(place)
    return helped


@dataclass(frozen=True)
class Best:
    """Anonymous answer that passed.

    Parameters
    ----------
    answers : dict
        Value by field; empty if the exercise reads everything from the copy.
    hints, checks : int
    minutes : float
    """

    answers: dict[str, Any]
    hints: int
    checks: int
    minutes: float


def best(shown: Sequence[Attempt], entries: Sequence[Entry], exercise: str, most: int = 3) -> list[Best]:
    """Best answers to an exercise: fewest hints, then fewest checks, then shortest time."""
    first: dict[str, dict[str, Any]] = {}
    for entry in entries:
        if entry.exercise == exercise and entry.kind == CHECK and entry.detail["is_passed"]:
            first.setdefault(entry.code, entry.detail["answers"])
    passed = [each for each in shown if each.exercise == exercise and each.code in first]
    passed.sort(key=lambda each: (each.hints, each.checks, each.minutes or 0.0))
    return [Best(first[each.code], each.hints, each.checks, each.minutes or 0.0) for each in passed[:most]]


def next_exercises(found: pd.DataFrame) -> dict[str, str]:
    """Next exercise of each trainee by code, from the weakest competence with one left; `found` as from `competences`."""
    ranked = found.assign(rank=found["level"].map(LEVELS.index)).sort_values("rank", kind="stable")
    left = ranked[ranked["next"] != ""].groupby("code", sort=False)["next"].first()
    return {str(code): str(exercise) for code, exercise in left.items()}
