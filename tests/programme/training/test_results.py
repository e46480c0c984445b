"""The trainer sees who is stuck and what goes wrong; a changed certificate fails verification."""

import datetime as dt
from dataclasses import replace

import pytest

from isdata.data import i18n
from isdata.output import reports
from isdata.output.reports.certificate import certificate_report
from isdata.programme.training import results
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


def test_mistakes_are_counted_but_not_what_was_only_not_entered() -> None:
    more = [*ENTRIES, check("meters", 15, meter="other_line")]

    assert list(results.mistakes(more).itertuples(index=False, name=None)) == [
        ("meters", "other_line", 2),
        ("balance", "forgot_water", 1),
    ]


def test_a_competence_is_the_share_of_its_exercises_that_were_passed() -> None:
    shown = results.attempts([COPY], ENTRIES, at(20))

    shares = results.competences(shown).set_index("competence")["share"]
    data = [each for each in shown if results.exercises()[each.exercise].competence == "data"]
    assert shares["data"] == pytest.approx(1 / len(data))
    assert shares["economics"] == 0


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
    report = certificate_report(ISSUED, SECRET, i18n.reader(language))

    words = f"{report.subtitle} {report.blocks}"
    for part in ("Li Wei", "balance, meters", "2025-03-03", "c1", sign(ISSUED, SECRET)):
        assert part in words
    assert reports.docx(report)[:2] == b"PK"
