"""The close-out report shows all indicators, lessons, recommendations, and what still needs help, in both languages."""

import datetime as dt
import io

import docx
import duckdb
import pandas as pd
import pytest

from isdata.data import i18n, store
from isdata.data.ingest.samples import REFERENCE
from isdata.output import committee, reports
from isdata.programme import effort
from isdata.programme.closeout import lessons
from isdata.programme.missions import programme, success

DAY = dt.date(2026, 3, 2)


@pytest.fixture
def park(tiny: duckdb.DuckDBPyConnection) -> duckdb.DuckDBPyConnection:
    """The tiny park with a mission, a contract of two indicators of which one was reached, and a lesson."""
    rows = {name: pd.read_csv(REFERENCE / f"{name}.csv") for name in ("mission", "mission_step")}
    indicators = [
        {"indicator_id": name, "name_en": name.title(), "name_zh": zh, "unit": "t", "is_more_better": True}
        for name, zh in (("reuse", "综合利用量"), ("water", "节水量"))
    ]
    value = {
        "indicator_id": "reuse",
        "park_id": "tiny",
        "year": 2025,
        "value_kind": "reached",
        "value": 320.0,
    }
    programme_of = {"programme_id": "P", "name_en": "Heat for all", "name_zh": "余热行动"}
    rows |= {
        "programme": pd.DataFrame([programme_of | {"agreement_kind": "memorandum", "agreed_year": 2024}]),
        "programme_park": pd.DataFrame([{"park_id": "tiny", "programme_id": "P"}]),
        "programme_partner": pd.DataFrame(
            [
                {
                    "partner_id": "P1",
                    "programme_id": "P",
                    "name_en": "Agency",
                    "name_zh": "能源中心",
                    "role": "consultant",
                    "person": "Ms Chen",
                    "contact": "office@agency.example",
                }
            ]
        ),
    }
    rows |= {"indicator": pd.DataFrame(indicators), "indicator_value": pd.DataFrame([value])}
    store.write(tiny, rows, who="test", reason="test")
    programme.start(tiny, park_id="tiny", template_id="mission-1", starts_on=DAY, people="", who="test")
    contract = success.draft(tiny, park_id="tiny", who="test")
    weights = pd.DataFrame(
        [
            {"indicator_id": "reuse", "weight": 0.6, "baseline": 200.0, "target": 300.0},
            {"indicator_id": "water", "weight": 0.4, "baseline": 0.0, "target": 50.0},
        ]
    )
    success.save(tiny, contract_id=contract, weights=weights, baseline_year=2024, who="test")
    learnt = {
        "lesson_id": None,
        "lesson_kind": "lesson",
        "name_en": "Look at data first",
        "name_zh": "先看数据",
    }
    lessons.save(tiny, park_id="tiny", rows=pd.DataFrame([learnt]), who="test", reason="test")
    visit = {"day": DAY, "effort_kind": "visit", "hours": 4.5}
    effort.add(tiny, park_id="tiny", synergy="SY1", values=visit, who="test")
    effort.add(tiny, park_id="tiny", synergy=None, values=visit | {"hours": 6.0}, who="test")
    return tiny


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", ["Reuse", "met", "Water", "320 t (2025)", "Look at data first", "No recommendation is recorded yet.", "0 of 5", "10.5 h of facilitation in all", "The park as a whole", "Heat for all", "Memorandum of understanding (signed in 2024)", "Agency", "Consultant"]),
        ("zh", ["综合利用量", "达到", "节水量", "320吨（2025）", "先看数据", "尚未登记建议。", "全部5个步骤中，管委会可独立完成0个", "推进工时合计10.5小时", "面向整个园区", "余热行动", "谅解备忘录（2024年签署）", "能源中心", "咨询机构"]),
    ],
)  # fmt: skip
def test_the_report_shows_all_indicators_lessons_and_open_steps(
    park: duckdb.DuckDBPyConnection, language: str, said: list[str]
) -> None:
    report = committee.closeout_report(park, park_id="tiny", reader=i18n.reader(language), day=DAY)

    document = docx.Document(io.BytesIO(reports.docx(report)))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    words = "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])
    assert [each for each in said if each not in words] == []
    assert "Ms Chen" not in words
    assert "office@agency.example" not in words
    exercise = committee.exercise_title("balance", i18n.reader(language))
    assert exercise
    assert exercise in words
    assert reports.xlsx(report)[:2] == b"PK"
