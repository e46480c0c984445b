"""Competences of the administration: gaps by hand, trainings that address them, and evidence of exercises."""

import datetime as dt

import duckdb
import pandas as pd
import pytest

from isdata.data import store
from isdata.data.disclosure import FACILITATOR, GUEST
from isdata.data.i18n import Reader
from isdata.errors import ProblemsError
from isdata.institution import competences
from isdata.output.figures.competences import grid
from isdata.programme.training import exercises
from isdata.programme.training.results import Attempt

DAY = dt.date(2026, 11, 13)


def levels_of(con: duckdb.DuckDBPyConnection) -> pd.DataFrame:
    return competences.matrix(con, park_id="tiny", viewer=FACILITATOR)


@pytest.fixture
def office(tiny: duckdb.DuckDBPyConnection) -> duckdb.DuckDBPyConnection:
    """A post without a name, with three competences: two levels short, reached, and not assessed."""
    rows = {
        "post": [{"post_id": "P", "park_id": "tiny", "name_en": "Office"}],
        "competence": [
            {"competence_id": name, "sequence": place, "name_en": name, "exercise_group": group}
            for place, (name, group) in enumerate(
                (("t_risk", "steering"), ("t_data", "data"), ("t_jobs", None)), 101
            )
        ],
        "post_competence": [
            {"post_id": "P", "competence_id": name, "required_level": required, "current_level": current}
            for name, required, current in (("t_risk", 3, 1), ("t_data", 2, 3), ("t_jobs", 1, None))
        ],
    }
    tables = {name: pd.DataFrame(own, dtype=object) for name, own in rows.items()}
    store.write(tiny, tables, who="test", reason="test")
    return tiny


def test_a_gap_is_the_required_less_the_current_level_and_for_the_office_only(
    office: duckdb.DuckDBPyConnection,
) -> None:
    levels = levels_of(office).set_index("competence_id")

    assert levels["gap"].fillna(-1).to_dict() == {"t_risk": 2, "t_data": 0, "t_jobs": -1}
    for question in (competences.matrix, competences.plan, competences.posts):
        assert question(office, park_id="tiny", viewer=GUEST).empty


@pytest.mark.parametrize(
    ("status", "left"), [("planned", []), ("cancelled", ["t_risk"]), ("done", ["t_risk"])]
)
def test_a_gap_counts_as_addressed_while_a_training_is_open(
    office: duckdb.DuckDBPyConnection, status: str, left: list[str]
) -> None:
    training = {
        "training_id": "T", "post_id": "P", "competence_id": "t_risk", "training_status": status, "due_on": DAY,
    }  # fmt: skip
    store.write(office, {"training_measure": pd.DataFrame([training])}, who="test", reason="test")

    levels, planned = levels_of(office), competences.plan(office, park_id="tiny", viewer=FACILITATOR)

    assert competences.unplanned(levels, planned)["competence_id"].tolist() == left
    late = competences.overdue(planned, DAY + dt.timedelta(days=1))
    assert list(late["training_id"]) == (["T"] if status == "planned" else [])
    assert competences.overdue(planned, DAY).empty
    cells = grid(levels, competences.unplanned(levels, planned).index, Reader("en")).data
    assert dict(zip(cells["name"], cells["is_left"], strict=True))["t_risk"] == bool(left)


def test_exercises_of_a_linked_trainee_are_evidence_of_the_competence_they_show(
    office: duckdb.DuckDBPyConnection,
) -> None:
    competences.link(office, post_id="P", code="c1", who="test", reason="test")
    shown = [
        Attempt("Li Wei", code, name, state, 1, 0, 5.0)
        for code, name, state in (
            ("c1", "balance", "passed"), ("c1", "meters", "started"), ("c2", "balance", "passed"),
        )
    ]  # fmt: skip
    groups = {name: each.competence for name, each in exercises.exercises().items()}

    levels = levels_of(office)
    found = competences.evidence(levels, shown, groups)

    by_name = dict(zip(levels["competence_id"], found, strict=True))
    assert [(each.code, each.exercise) for each in by_name["t_data"]] == [("c1", "balance")]
    assert by_name["t_risk"] == by_name["t_jobs"] == []


def test_levels_are_edited_removed_and_kept_within_limits(office: duckdb.DuckDBPyConnection) -> None:
    before = levels_of(office)
    kept = before[before["competence_id"] == "t_risk"].assign(current_level=3)

    competences.save_levels(office, rows=kept, before=before, who="test", reason="test")

    now = levels_of(office)
    assert now[["competence_id", "gap"]].to_numpy().tolist() == [["t_risk", 0]]
    with pytest.raises(ProblemsError):
        competences.save_levels(
            office, rows=now.assign(required_level=4), before=now, who="test", reason="test"
        )


def test_every_competence_of_the_sample_has_a_source_and_each_park_has_gaps(
    parks: duckdb.DuckDBPyConnection,
) -> None:
    assert competences.listed(parks)["source"].str.contains("GIZ").sum() == 12
    for park in ("chengdu", "kunshan", "dayawan"):
        assert competences.matrix(parks, park_id=park, viewer=FACILITATOR)["gap"].gt(0).any()
