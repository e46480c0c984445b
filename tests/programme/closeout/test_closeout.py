"""What a programme leaves behind: lessons, what the administration can do alone, and copies of the park."""

import datetime as dt
import io
from pathlib import Path

import duckdb
import pandas as pd
import pytest
from PIL import Image

from isdata.data import store
from isdata.data.ingest.samples import REFERENCE
from isdata.errors import ExistingFileError, NotFoundError
from isdata.programme.closeout import handover, lessons
from isdata.programme.missions import programme
from isdata.programme.training.exercises import exercises
from isdata.programme.visits import interviews, photos

FIRST = dt.date(2026, 3, 2)


def test_lessons_are_stored_as_a_whole(tiny: duckdb.DuckDBPyConnection) -> None:
    rows = pd.DataFrame(
        [
            {
                "lesson_id": None,
                "lesson_kind": "recommendation",
                "name_en": "Count yearly",
                "owner": "Office",
            },
            {"lesson_id": None, "lesson_kind": "lesson", "name_zh": "先看数据", "owner": None},
        ]
    )
    lessons.save(tiny, park_id="tiny", rows=rows, who="test", reason="test")
    known = lessons.lessons(tiny, park_id="tiny")
    assert list(known["lesson_kind"]) == ["lesson", "recommendation"]

    lessons.save(tiny, park_id="tiny", rows=known.iloc[1:], who="test", reason="test")
    assert list(lessons.lessons(tiny, park_id="tiny")["name_en"]) == ["Count yearly"]


def test_steps_of_a_mission_are_counted_with_those_done_alone() -> None:
    steps = pd.DataFrame(
        {"mission_id": ["M2", "M2", "M1", "M2"], "is_independent": [True, False, False, True]}, dtype=object
    )

    counts = handover.by_mission(steps)

    assert counts[["steps", "alone"]].to_dict("index") == {
        "M2": {"steps": 3, "alone": 2},
        "M1": {"steps": 1, "alone": 0},
    }
    assert counts["share"].tolist() == pytest.approx([2 / 3, 0.0])


def test_a_step_is_open_until_the_administration_can_do_it_alone(con: duckdb.DuckDBPyConnection) -> None:
    park = {"park_id": "P", "name_en": "P", "region_id": "CN", "currency": "CNY"}
    rows = {"region": pd.DataFrame([{"region_id": "CN", "name_en": "China"}]), "park": pd.DataFrame([park])}
    rows |= {name: pd.read_csv(REFERENCE / f"{name}.csv") for name in ("mission", "mission_step")}
    store.write(con, rows, who="test", reason="test")
    programme.start(con, park_id="P", template_id="mission-1", starts_on=FIRST, people="", who="test")
    found = handover.steps(con, park_id="P")
    assert len(handover.open_steps(found)) == len(found) == 5

    handover.save(con, rows=found.assign(is_independent=found["exercise"] == "balance"), who="test")

    left = handover.open_steps(handover.steps(con, park_id="P"))
    assert len(left) == 4
    assert "Check the balances" not in set(left["name_en"])


def test_every_step_names_an_exercise_that_exists() -> None:
    named = pd.read_csv(REFERENCE / "mission_step.csv")["exercise"].dropna()

    assert len(named) >= 7
    assert set(named) <= set(exercises())


def test_a_copy_for_hand_over_holds_the_park_with_its_history_and_opens(
    tiny: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    other = {"park_id": "other", "name_en": "Other", "region_id": "CN", "currency": "CNY"}
    store.write(tiny, {"park": pd.DataFrame([other])}, who="test", reason="of another park")

    found = handover.copy(tiny, tmp_path / "park.duckdb", park_id="tiny")

    assert (found["park"], found["company"], found["flow"]) == (1, 3, 7)
    with store.open(tmp_path / "park.duckdb") as con:
        assert con.execute("select park_id from park").fetchall() == [("tiny",)]
        assert con.execute("select count(*) from change_log where reason = 'of another park'").fetchall() == [(0,)]  # fmt: skip
        assert con.execute("select count(*) > 20 from change_log").fetchall() == [(True,)]
        assert store.data_version(con) == store.data_version(tiny)
    with pytest.raises(ExistingFileError):
        handover.copy(tiny, tmp_path / "park.duckdb", park_id="tiny")


def test_a_copy_for_the_public_names_no_undisclosed_company_and_has_no_photo(
    tiny: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    """C3 is undisclosed. It is named in a synergy, a note, minutes, a lesson, a task and the history."""
    tiny.execute(
        "update synergy set name_en = 'Ash of Secret Box Ltd', owner = '机密包装' where synergy_id = 'SY1'"
    )
    named = {"park_id": "tiny", "name_en": "Ask Secret Box Ltd", "name_zh": "问机密包装"}
    rows = {
        "lesson": named | {"lesson_id": "L", "lesson_kind": "lesson"},
        "task": named | {"task_id": "T", "task_kind": "task"},
        "event": named | {"event_id": "E", "event_kind": "visit", "minutes": "Secret Box Ltd agrees"},
    }
    store.write(
        tiny, {name: pd.DataFrame([row]) for name, row in rows.items()}, who="机密包装", reason="Secret Box"
    )
    held = interviews.begin(tiny, site_id="S2", held_on=FIRST, person="Energy manager", who="test")
    photo = io.BytesIO()
    Image.new("RGB", (60, 80)).save(photo, "JPEG")
    photos.add(tiny, interview_id=held, sent=photo.getvalue(), who="test")

    handover.public(tiny, tmp_path / "public.duckdb", park_id="tiny")
    handover.copy(tiny, tmp_path / "own.duckdb", park_id="tiny")

    assert b"Secret Box" not in everything(tmp_path / "public.duckdb")
    assert "机密".encode() not in everything(tmp_path / "public.duckdb")
    assert b"Secret Box" in everything(tmp_path / "own.duckdb")
    with store.open(tmp_path / "public.duckdb") as con:
        assert con.execute("select company_id from company order by all").fetchall() == [("C1",), ("C2",)]
        assert con.execute("select count(*) from picture").fetchall() == [(0,)]
    with store.open(tmp_path / "own.duckdb") as con:
        assert photos.photos(con, interview_id=held)["content"].notna().tolist() == [True]
    assert sorted(path.name for path in tmp_path.glob("*.duckdb")) == ["own.duckdb", "public.duckdb"]
    with pytest.raises(NotFoundError):
        handover.public(tiny, tmp_path / "none.duckdb", park_id="none")


def everything(path: Path) -> bytes:
    """All that a database file holds, its history included, and the file as it is."""
    with store.open(path) as con:
        names = [name for (name,) in con.execute("select table_name from duckdb_tables()").fetchall()]
        rows = [str(row) for name in names for row in con.table(name).fetchall()]
    return "\n".join(rows).encode() + path.read_bytes()
