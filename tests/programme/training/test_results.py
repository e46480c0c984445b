"""The trainer sees who is stuck and what goes wrong; a changed certificate fails verification."""

import datetime as dt
from dataclasses import replace

import pandas as pd
import pytest

from isdata.data import i18n
from isdata.output import reports
from isdata.output.reports import training
from isdata.output.reports.certificate import certificate_report
from isdata.programme.training import exercises, results
from isdata.programme.training.certificates import Certificate, is_genuine, sign
from isdata.programme.training.records import CHECK, HINT, START, Entry, PracticeCopy

T0 = dt.datetime(2025, 3, 3, 9, 0, tzinfo=dt.UTC)
COPY = PracticeCopy("c1", "Li Wei", 0, 0, T0, T0)
SECRET = b"k" * 32
ISSUED = Certificate("Li Wei", ("balance", "meters"), 2, dt.date(2025, 3, 3), "c1")


def at(minutes: float) -> dt.datetime:
    return T0 + dt.timedelta(minutes=minutes)


def check(exercise: str, minutes: float, **findings: str) -> Entry:
    is_passed = set(findings.values()) == {"right"}
    return Entry("c1", exercise, CHECK, {"findings": findings, "is_passed": is_passed}, at(minutes))


ENTRIES = [
    Entry("c1", "balance", START, {}, at(0)),
    check("balance", 4, kind="missing", amount="forgot_water"),
    Entry("c1", "balance", HINT, {"level": "nudge"}, at(5)),
    check("balance", 12, kind="right", amount="right"),
    Entry("c1", "meters", START, {}, at(12)),
    check("meters", 14, meter="other_line"),
]


@pytest.mark.parametrize(("minutes", "state"), [(19, "started"), (19.1, "stuck")])
def test_a_trainee_is_stuck_after_five_minutes_without_anything_done(minutes: float, state: str) -> None:
    shown = {each.exercise: each for each in results.attempts([COPY], ENTRIES, at(minutes))}

    assert shown["meters"].state == state
    assert (shown["balance"].state, shown["balance"].minutes) == ("passed", 12)
    assert (shown["balance"].checks, shown["balance"].hints) == (2, 1)
    assert shown["payback"].state == "new"


def test_a_trainee_is_stuck_in_the_latest_exercise_only() -> None:
    left = [*ENTRIES, Entry("c1", "payback", START, {}, at(15))]
    shown = {each.exercise: each.state for each in results.attempts([COPY], left, at(30))}

    assert (shown["meters"], shown["payback"]) == ("started", "stuck")


def test_mistakes_are_counted_but_not_what_is_still_to_be_done() -> None:
    more = [*ENTRIES, check("meters", 15, meter="other_line"), check("interview", 16, sand="no_interview")]

    assert list(results.mistakes(more).itertuples(index=False, name=None)) == [
        ("meters", "other_line", 2),
        ("balance", "forgot_water", 1),
    ]


def passed(exercise: str, minutes: float, *hints: str) -> list[Entry]:
    opened = [Entry("c1", exercise, HINT, {"level": level}, at(minutes)) for level in hints]
    return [Entry("c1", exercise, START, {}, at(minutes)), *opened, check(exercise, minutes + 1, x="right")]


@pytest.mark.parametrize(
    ("entries", "level"),
    [
        ([], "none"),
        (passed("balance", 0, "nudge", "solution"), "helped"),
        (passed("balance", 0, "nudge", "step"), "shown"),
        ([*passed("balance", 0), Entry("c1", "balance", HINT, {"level": "solution"}, at(2))], "shown"),
        ([*passed("balance", 0), *passed("meters", 5, "solution")], "shown"),
        ([*passed("balance", 0), *passed("meters", 5)], "secure"),
    ],
)
def test_a_competence_is_shown_by_what_was_passed_without_its_solution(
    entries: list[Entry], level: str
) -> None:
    found = results.competences(results.attempts([COPY], entries, at(20)), entries).set_index("competence")

    assert found.loc["data", "level"] == level
    assert found.loc["economics", "level"] == "none"
    assert found.loc["data", "next"] not in {each.exercise for each in entries}


def test_the_best_answers_have_fewest_hints_then_checks_and_no_name() -> None:
    copies = [replace(COPY, code=code, trainee=f"Name {code}") for code in ("c1", "c2", "c3")]
    entries = [
        replace(entry, code=code, detail=entry.detail | {"answers": {"amount": float(place)}})
        for place, (code, done) in enumerate(
            {"c1": passed("balance", 0, "nudge"), "c2": passed("balance", 9), "c3": ENTRIES[:2]}.items()
        )
        for entry in done
    ]

    best = results.best(results.attempts(copies, entries, at(20)), entries, "balance")

    assert [(each.answers, each.hints, each.checks) for each in best] == [
        ({"amount": 1.0}, 0, 1),
        ({"amount": 0.0}, 1, 1),
    ]
    assert "Name" not in str(best)


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_the_result_sheet_has_attendance_competences_and_what_was_begun(language: str) -> None:
    shown = results.attempts([COPY], ENTRIES, at(20))
    report = training.results_report(
        shown,
        results.competences(shown, ENTRIES),
        {"c1": 5},
        half_days=6,
        day=dt.date(2025, 3, 5),
        reader=i18n.reader(language),
    )

    summary, details = (block for block in report.blocks if isinstance(block, reports.blocks.Table))
    assert [column.values[0] for column in summary.columns[:4]] == ["Li Wei", 5, 1, 1]
    assert details.rows == 2  # balance and meters
    assert reports.docx(report)[:2] == reports.xlsx(report)[:2] == b"PK"


@pytest.mark.parametrize(
    "changed",
    [
        {"trainee": "Wang Fang"},
        {"passed": ("balance", "meters", "payback")},
        {"hints": 0},
        {"day": dt.date(2025, 3, 4)},
        {"code": "c2"},
    ],
)
def test_a_certificate_changed_in_any_field_is_not_genuine(changed: dict) -> None:
    signature = sign(ISSUED, SECRET)

    assert is_genuine(ISSUED, f" {signature.upper()} ", SECRET)
    assert not is_genuine(replace(ISSUED, **changed), signature, SECRET)
    assert not is_genuine(ISSUED, signature, b"x" * 32)
    assert not is_genuine(ISSUED, "", SECRET)


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_a_certificate_prints_every_field_that_is_signed(language: str) -> None:
    read = i18n.reader(language)
    report = certificate_report(ISSUED, SECRET, read)

    words = f"{report.subtitle} {report.blocks}"
    for part in ("Li Wei", read.listed(["balance", "meters"]), "2025-03-03", "c1", sign(ISSUED, SECRET)):
        assert part in words
    heading = read.text("Exercises passed: {count} of {all}", count=2, all=len(exercises.exercises()))
    assert heading in words  # of those on the sample park, as the page counts
    assert reports.docx(report)[:2] == b"PK"


def test_the_next_exercise_is_that_of_the_weakest_competence_with_one_left() -> None:
    found = pd.DataFrame(
        [
            ("x", "secure", "e1"),
            ("x", "none", "e2"),
            ("y", "none", ""),
            ("y", "shown", "e3"),
            ("z", "none", ""),
        ],
        columns=["code", "level", "next"],
    )

    assert results.next_exercises(found) == {"x": "e2", "y": "e3"}
