"""The agenda of three days is whole, and a change that makes it less is refused with its place."""

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest

from isdata.data import i18n
from isdata.errors import AgendaError
from isdata.output import reports
from isdata.output.reports.training import agenda_report
from isdata.programme.training import agenda
from isdata.programme.training.exercises import exercises
from isdata.programme.training.records import Records


def test_the_usual_agenda_takes_three_days_and_every_exercise() -> None:
    sessions = agenda.default_agenda()

    assert agenda.checked(sessions) == sessions
    assert agenda.half_days(sessions) == [(day, half) for day in (1, 2, 3) for half in agenda.HALVES]
    assert sorted(name for each in sessions for name in each.exercises) == sorted(exercises())


@pytest.mark.parametrize(
    "change",
    [
        {"start": "9 o'clock"},
        {"start": "24:00"},
        {"minutes": 0},
        {"title_en": " ", "title_zh": ""},
        {"day": 0},
        {"minutes": 300},
    ],
)
def test_a_session_that_cannot_be_held_is_refused(change: dict) -> None:
    first, *rest = agenda.default_agenda()

    with pytest.raises(AgendaError):
        agenda.checked([replace(first, **change), *rest])


def test_agenda_and_attendance_are_kept(tmp_path: Path) -> None:
    records = Records(tmp_path / "records.sqlite")
    sessions = [replace(agenda.default_agenda()[0], start="8:30")]

    records.keep_agenda(sessions)
    records.keep_attendance({("c1", 1, "morning"), ("c2", 1, "morning")})
    records.keep_attendance({("c1", 1, "morning")})

    again = Records(tmp_path / "records.sqlite")
    assert again.agenda() == (replace(sessions[0], start="08:30"),)
    assert again.attended() == {("c1", 1, "morning")}


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_the_agenda_is_a_document_with_dates_and_hours(language: str) -> None:
    report = agenda_report(
        agenda.default_agenda(),
        {"korea": "Korea"},
        starts_on=dt.date(2025, 3, 3),
        reader=i18n.reader(language),
    )

    tables = [block for block in report.blocks if isinstance(block, reports.blocks.Table)]
    assert len(tables) == 3
    assert tables[0].columns[0].values[0] == "09:00–09:45"
    assert "Korea" in tables[0].columns[2].values[3]
    assert reports.docx(report)[:2] == b"PK"
