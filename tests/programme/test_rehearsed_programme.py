"""A programme in Chinese from mission 1 to its close-out, on a copy of the Chengdu sample, through every gate."""

import datetime as dt
import io
import re
from pathlib import Path

import docx
import duckdb
import pandas as pd
import pytest
from pptx import Presentation

from isdata.data import i18n, store
from isdata.errors import OpenGateError
from isdata.output import committee, reports
from isdata.programme.closeout import handover, lessons
from isdata.programme.missions import meetings, programme, success
from isdata.programme.schedule import tasks

PARK, WHO = "chengdu", "园区经济发展局"
FIRST = dt.date(2026, 3, 2)
HELD = {"training": "培训", "conference": "启动会议", "visit": "企业走访", "committee": "指导委员会会议"}
# Words that Chinese documents write in Latin letters.
LATIN = re.compile(r"[A-Za-z]{3,}")
USUAL = {"isdata", "GIZ", "CADZ", "CETDZ", "EPEE"}
CITED = "Pathways to industrial symbiosis in China"  # the title of a source stays as it was published


def held(con: duckdb.DuckDBPyConnection, kind: str, day: dt.date, *, is_closed: bool = True) -> str:
    """A meeting with agenda, attendance and minutes, closed on its day unless something is still to be recorded."""
    values: dict[str, object] = {
        "event_kind": kind, "name_zh": HELD[kind], "starts_on": day, "ends_on": day, "place": "园区会议中心",
        "agenda": "通报上阶段成果\n讨论下一步工作", "attendance": "管委会副主任\n六家企业代表", "minutes": "与会各方同意按计划推进。",
    }  # fmt: skip
    event = meetings.save(con, park_id=PARK, event_id=None, values=values, who=WHO)
    if is_closed:
        meetings.close(con, event_id=event, day=day, who=WHO)
    return event


def decided(con: duckdb.DuckDBPyConnection, day: dt.date) -> str:
    """A committee meeting that decides and agrees on an action; what was open before returns to it."""
    event = held(con, "committee", day, is_closed=False)
    known = meetings.decisions(con, event_id=event), meetings.actions(con, event_id=event)
    new = (
        {"name_zh": "同意两个项目进入可行性研究", "votes_for": 7, "votes_against": 0, "abstentions": 1},
        {
            "name_zh": "补充取样分析",
            "owner": "园区办",
            "due_date": day + dt.timedelta(days=30),
            "status": "open",
        },
    )
    rows = [pd.concat([each, pd.DataFrame([row])]) for each, row in zip(known, new, strict=True)]
    meetings.save_record(con, event_id=event, decided=rows[0], agreed=rows[1], who=WHO, reason="会议记录")
    meetings.close(con, event_id=event, day=day, who=WHO)
    return event


def carried_out(con: duckdb.DuckDBPyConnection, template: str, first: dt.date) -> tuple[str, str]:
    """A mission that is started, refused at its gate, completed and closed; return it and its last committee meeting."""
    mission = programme.start(con, park_id=PARK, template_id=template, starts_on=first, people=WHO, who=WHO)
    with pytest.raises(OpenGateError) as refused:
        programme.close(con, mission_id=mission, day=first, who=WHO)
    assert len(refused.value.steps) >= 3
    committee_meeting = ""
    for row in programme.missing(programme.steps(con, mission_id=mission)).to_dict("records"):
        for _each in range(row["needed"] - row["found"]):
            if row["output_kind"] == "decisions":
                committee_meeting = decided(con, first + dt.timedelta(days=20))
            elif row["output_kind"] in HELD:
                held(con, row["output_kind"], first + dt.timedelta(days=10))
    steps = programme.steps(con, mission_id=mission)
    is_document = steps["output_kind"] == "document"
    steps.loc[is_document, "evidence"] = "园区办存档"
    steps["delivered_on"] = steps["delivered_on"].astype(object).where(~is_document, first)
    programme.save_steps(con, mission_id=mission, rows=steps, who=WHO, reason="成果交付")
    programme.close(con, mission_id=mission, day=first + dt.timedelta(days=30), who=WHO)
    return mission, committee_meeting


def contracted(con: duckdb.DuckDBPyConnection) -> None:
    """A new success contract of two indicators with values reached, locked by the committee."""
    rows = con.execute(
        "select indicator_id, arg_max(value, year) as reached from indicator_value "
        "where park_id = ? and value_kind = 'reached' group by all order by all limit 2",
        [PARK],
    ).df()
    weights = rows[["indicator_id"]].assign(weight=0.5, baseline=0.0, target=rows["reached"] * [0.9, 2.0])
    contract = success.draft(con, park_id=PARK, who=WHO, decision_id="CD-D01")  # the sample has a locked one
    success.save(con, contract_id=contract, weights=weights, baseline_year=2022, who=WHO)
    success.lock(con, contract_id=contract, day=FIRST, names="指导委员会", who=WHO)


def words(document: bytes) -> list[str]:
    """Every paragraph and cell of a Word document."""
    read = docx.Document(io.BytesIO(document))
    cells = [cell.text for table in read.tables for row in table.rows for cell in row.cells]
    return [*(paragraph.text for paragraph in read.paragraphs), *cells]


def handed_over(con: duckdb.DuckDBPyConnection) -> None:
    """Lessons are recorded, and the steps that the administration can do without help."""
    known = [("lesson", "先核对数据，再谈项目"), ("recommendation", "每年更新物质与能量流数据库")]
    rows = pd.DataFrame(known, columns=["lesson_kind", "name_zh"]).assign(lesson_id=None, owner="园区办")
    lessons.save(con, park_id=PARK, rows=rows, who=WHO, reason="结项")
    found = handover.steps(con, park_id=PARK)
    handover.save(con, rows=found.assign(is_independent=found["exercise"].isna()), who=WHO)


def english(lines: list[str]) -> set[str]:
    """English words in Chinese lines, without those that are usual there."""
    return {word for line in lines for word in LATIN.findall(line.replace(CITED, "")) if word not in USUAL}


def test_a_programme_goes_from_mission_1_to_its_close_out(
    samples: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    con, read = samples, i18n.reader("zh")
    carried_out(con, "mission-1", FIRST)
    contracted(con)
    _mission, former = carried_out(con, "mission-2", dt.date(2026, 5, 4))
    synergy = con.execute(
        "select synergy_id from synergy where park_id = ? and stage = 'feasibility' order by all", [PARK]
    ).fetchall()[0][0]
    day = dt.date(2026, 7, 6)
    tasks.begin(con, park_id=PARK, synergy_id=synergy, starts_on=day, who=WHO)
    tasks.agree(con, tasks=tasks.schedule(con, park_id=PARK, today=day), who=WHO)
    _mission, last = carried_out(con, "mission-3", day)
    handed_over(con)

    running = programme.missions(con, park_id=PARK).query("closed_on.isna()")
    assert list(running["mission_id"]) == ["CD-M4"]  # of the sample
    end = dt.date(2026, 8, 10)
    about = {"park_id": PARK, "reader": read, "day": end}
    pack = Presentation(io.BytesIO(committee.pptx(committee.pack(con, **about))))
    assert len(pack.slides) <= 12
    invitation = words(reports.docx(committee.invitation(con, event_id=last, **about)))
    assert "补充取样分析" in invitation  # agreed at the meeting before, and not done
    minutes = words(reports.docx(committee.minutes(con, event_id=former, **about)))
    assert {"同意两个项目进入可行性研究", "7", "补充取样分析"} <= set(minutes)
    closing = words(reports.docx(committee.closeout_report(con, **about)))
    assert {"达到", "未达到"} <= set(closing)
    assert "每年更新物质与能量流数据库（负责人：园区办）" in "".join(closing)
    brief = words(reports.docx(committee.synergy_brief(con, synergy_id=synergy, **about)))
    assert any("指导委员会决定是否实施" in line for line in brief)

    slides = [
        shape.text_frame.text for slide in pack.slides for shape in slide.shapes if shape.has_text_frame
    ]
    assert english([*slides, *invitation, *minutes, *closing, *brief]) == set()
    copied = handover.copy(con, tmp_path / "park.duckdb", park_id=PARK)
    with store.open(tmp_path / "park.duckdb") as own:
        assert len(programme.missions(own, park_id=PARK)) == 3 + 4  # with those of the sample
    assert copied["lesson"] == 2
