"""Practice copies and checks: times to copy, reset and check, and for twenty simultaneous checks by trainees.

    python -m benchmarks.training

Builds the sample park once. Each trainee has a separate connection, as in the app; all check every exercise
simultaneously, several times.
"""

import statistics
import tempfile
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from isdata.programme.training import checking
from isdata.programme.training.checking import ExerciseSession
from isdata.programme.training.exercises import exercises
from isdata.programme.training.practice import Practice

TRAINEES, ROUNDS = 20, 3
BUDGETS = {"copy": 1.0, "reset": 0.5, "check": 0.5, "check of twenty at once, 95 %": 1.0}  # [s]


def seconds(action: Callable[[], object]) -> float:
    """Time that an action takes. [s]"""
    started = time.perf_counter()
    action()
    return time.perf_counter() - started


def centile(values: list[float], share: float) -> float:
    """Quantile: value that a share of the values does not exceed."""
    return sorted(values)[min(len(values) - 1, int(share * len(values)))]


def alone(copies: Practice) -> dict[str, list[float]]:
    """Times for one trainee: copies, resets and the check of every exercise. [s]"""
    made = [seconds(lambda: copies.make("Trainee")) for _round in range(5)]
    copy = copies.make("Trainee")
    copies.connection(copy)
    reset = [seconds(lambda: copies.reset(copies.find(copy.code))) for _round in range(5)]
    con = copies.connection(copies.find(copy.code))
    checked = []
    for exercise in exercises().values():
        planted = checking.plant(con, exercise, copy.seed)
        checked += [
            seconds(lambda exercise=exercise, planted=planted: checking.check(con, exercise, planted, {}))
            for _round in range(ROUNDS)
        ]
    return {"copy": made, "reset": reset, "check": checked}


def at_once(copies: Practice) -> list[float]:
    """Times of simultaneous checks of the same exercise by twenty trainees, including recording. [s]"""
    held = [copies.make(f"Trainee {number}") for number in range(TRAINEES)]
    taken: list[float] = []
    for exercise in exercises().values():
        desks = [ExerciseSession(copies.records, copy, copies.connection(copy), exercise) for copy in held]
        planted = [desk.start() for desk in desks]
        for _round in range(ROUNDS):
            gate = threading.Barrier(TRAINEES)

            def check(
                place: int, gate: threading.Barrier = gate, desks: list = desks, planted: list = planted
            ) -> float:
                gate.wait()
                return seconds(lambda: desks[place].check(planted[place], {}))

            with ThreadPoolExecutor(TRAINEES) as trainees:
                taken += trainees.map(check, range(TRAINEES))
    return taken


def main() -> None:
    """Print each time with its budget."""
    with tempfile.TemporaryDirectory() as folder:
        copies = Practice(Path(folder) / "training")
        print(f"sample park built once: {seconds(copies.prepare):.1f} s")
        found = alone(copies)
        found["check of twenty at once, 95 %"] = [centile(at_once(copies), 0.95)]
        copies.close()
    for name, values in found.items():
        most = max(values)
        verdict = "kept" if most <= BUDGETS[name] else "MISSED"
        print(
            f"{name}: median {statistics.median(values):.3f} s, at most {most:.3f} s; budget {BUDGETS[name]:.1f} s, {verdict}"
        )


main()
