"""Parks by the seven tasks of their circular transformation, on the tiny park by hand and in the report."""

import datetime as dt
import io

import docx
import duckdb
import pandas as pd
import pytest

from isdata.data import i18n, store
from isdata.data.disclosure import FACILITATOR, GUEST
from isdata.institution import circular_tasks, regions
from isdata.institution.presentation import PILLARS
from isdata.output import reports
from isdata.output.reports import task_tables
from isdata.output.reports.tasks import tasks_report

DAY = dt.date(2026, 6, 1)


@pytest.fixture
def recorded(tiny: duckdb.DuckDBPyConnection) -> duckdb.DuckDBPyConnection:
    """The tiny park with an indicator, a synergy, pilots and a lesson of known tasks."""
    values = [
        {"indicator_id": "I", "park_id": "tiny", "year": year, "value_kind": kind, "value": value}
        for year, kind, value in ((2020, "reached", 10.0), (2024, "reached", 16.0), (2026, "target", 20.0))
    ]
    pilot = {"park_id": "tiny", "pilot_status": "running"}
    rows = {
        "indicator": [{"indicator_id": "I", "name_en": "Water reused", "pillar": 6, "unit": "%"}],
        "indicator_value": values,
        "pilot": [
            pilot | {"pilot_id": "P1", "pillar": 3, "name_en": "Ash"},
            pilot | {"pilot_id": "P2", "pillar": 6, "name_en": "Water"},
        ],
        "lesson": [{"lesson_id": "L", "park_id": "tiny", "lesson_kind": "lesson", "name_en": "Ask early"}],
    }
    store.write(tiny, {name: pd.DataFrame(each) for name, each in rows.items()}, who="t", reason="t")
    return tiny


def _parks(con: duckdb.DuckDBPyConnection) -> pd.DataFrame:
    return regions.parks_of_region(con, region_id="CN", today=DAY, viewer=FACILITATOR)


def test_each_task_counts_what_serves_it(recorded: duckdb.DuckDBPyConnection) -> None:
    recorded.execute("update synergy set synergy_kind = 'utility', stage = 'operation'")
    synergies = recorded.execute("select count(*) from synergy where park_id = 'tiny'").fetchall()[0][0]
    found = circular_tasks.task_records(recorded, parks=["tiny"], viewer=FACILITATOR)
    summary = circular_tasks.summary(found, _parks(recorded))

    assert summary.loc[6, ["indicators", "reached", "running", "pilots"]].tolist() == [1, 0, synergies, 1]
    assert summary.loc[6, "progress"] == pytest.approx(0.6)  # 6 of 10
    assert summary.loc[3, ["indicators", "pilots", "lessons"]].tolist() == [0, 1, 0]
    assert summary.loc[7, "lessons"] == 1  # without a pillar
    assert summary["measures_done"].notna().to_dict() == {number: number == 4 for number in PILLARS}

    recorded.execute("update synergy set pillar = 5")  # what was entered precedes the type
    found = circular_tasks.task_records(recorded, parks=["tiny"], viewer=FACILITATOR)
    assert set(found.synergies["pillar"]) == {5}


def test_tasks_are_for_the_facilitator(recorded: duckdb.DuckDBPyConnection) -> None:
    found = circular_tasks.task_records(recorded, parks=["tiny"], viewer=GUEST)

    assert found.indicators.empty
    assert found.synergies.empty
    assert found.pilots.empty
    assert found.lessons.empty
    assert task_tables.indicators(found.of_task(1), i18n.reader("en"))["Indicator"] == []


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_the_report_has_a_chapter_for_each_task(recorded: duckdb.DuckDBPyConnection, language: str) -> None:
    read = i18n.reader(language)
    found = circular_tasks.task_records(recorded, parks=["tiny"], viewer=FACILITATOR)
    report = tasks_report(
        "Tiny",
        circular_tasks.summary(found, _parks(recorded)),
        found,
        is_illustrative=True,
        data_version=1,
        day=DAY,
        read=read,
    )

    document = docx.Document(io.BytesIO(reports.docx(report)))
    headings = {one.text for one in document.paragraphs}

    assert {read.text(name) for name in PILLARS.values()} <= headings
    assert len(document.tables[0].rows) == len(PILLARS) + 1
    assert "765" in "".join(headings)
    assert reports.xlsx(report)
