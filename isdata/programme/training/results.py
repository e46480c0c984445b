"""What trainees have shown: who passed what, who is stuck, and which mistakes are most common."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import pandas as pd

from isdata.programme.training.exercises import COMMON, RIGHT, exercises
from isdata.programme.training.records import CHECK, HINT, START, Entry, PracticeCopy

STUCK_AFTER = timedelta(minutes=5)
STATES = ("new", "started", "stuck", "passed")


@dataclass(frozen=True)
class Attempt:
    """How one trainee stands at one exercise.

    Parameters
    ----------
    trainee, code, exercise : str
    state : str
        One of STATES; stuck is who started and has done nothing for more than five minutes.
    checks, hints : int
        How often it was checked, and how many hints were opened.
    minutes : float or None
        From the start to the first check that was passed.
    passed_at : datetime or None
        UTC.
    """

    trainee: str
    code: str
    exercise: str
    state: str
    checks: int
    hints: int
    minutes: float | None
    passed_at: datetime | None


def attempts(copies: Sequence[PracticeCopy], entries: Sequence[Entry], at: datetime) -> list[Attempt]:
    """Return how each trainee stands at each exercise, in the order of copies and exercises."""
    by_place: dict[tuple[str, str], list[Entry]] = {}
    for entry in entries:
        by_place.setdefault((entry.code, entry.exercise), []).append(entry)
    return [
        _attempt(copy, name, by_place.get((copy.code, name), []), at)
        for copy in copies
        for name in exercises()
    ]


def _attempt(copy: PracticeCopy, name: str, done: list[Entry], at: datetime) -> Attempt:
    first = next((entry.at for entry in done if entry.kind == START), None)
    passed = next((entry.at for entry in done if entry.kind == CHECK and entry.detail["is_passed"]), None)
    if passed:
        state = "passed"
    elif first is None:
        state = "new"
    else:
        state = "stuck" if at - done[-1].at > STUCK_AFTER else "started"
    return Attempt(
        copy.trainee,
        copy.code,
        name,
        state,
        checks=sum(entry.kind == CHECK for entry in done),
        hints=sum(entry.kind == HINT for entry in done),
        minutes=(passed - first).total_seconds() / 60 if passed and first else None,
        passed_at=passed,
    )


def mistakes(entries: Sequence[Entry]) -> pd.DataFrame:
    """Return the mistakes that checks found, the most common first: exercise, finding, times.

    What was only not entered yet is no mistake.
    """
    counted = Counter(
        (entry.exercise, finding)
        for entry in entries
        if entry.kind == CHECK
        for finding in entry.detail["findings"].values()
        if finding not in {RIGHT, next(iter(COMMON))}
    )
    rows = [(exercise, finding, times) for (exercise, finding), times in counted.most_common()]
    return pd.DataFrame(rows, columns=["exercise", "finding", "times"])


def competences(shown: Sequence[Attempt]) -> pd.DataFrame:
    """Return the share of passed exercises by trainee and competence: code, trainee, competence, share [0–1]."""
    rows = pd.DataFrame(
        [
            (each.code, each.trainee, exercises()[each.exercise].competence, each.state == "passed")
            for each in shown
        ],
        columns=["code", "trainee", "competence", "share"],
    )
    return rows.groupby(["code", "trainee", "competence"], sort=False, as_index=False)["share"].mean()
