"""Competences of the administration: levels required and reached by post, gaps, training plan, and evidence of exercises."""

import datetime as dt
from collections.abc import Mapping, Sequence

import duckdb
import pandas as pd

from isdata.data import disclosure, store
from isdata.data.disclosure import Viewer
from isdata.errors import N_
from isdata.programme.training.results import Attempt

LEVELS = {
    0: N_("0 none"),
    1: N_("1 with guidance"),
    2: N_("2 alone"),
    3: N_("3 instructs others"),
}
_CLOSED = ("done", "cancelled")


def matrix(con: duckdb.DuckDBPyConnection, *, park_id: str, viewer: Viewer) -> pd.DataFrame:
    """Required and current levels by competence and post; columns as in `competence_matrix.sql`. For the facilitator."""
    return disclosure.in_full(con, "competence_matrix", viewer, park_id=park_id)


def plan(con: duckdb.DuckDBPyConnection, *, park_id: str, viewer: Viewer) -> pd.DataFrame:
    """Training plan of a park, open trainings first; columns as in `training_plan.sql`. For the facilitator."""
    return disclosure.in_full(con, "training_plan", viewer, park_id=park_id)


def posts(con: duckdb.DuckDBPyConnection, *, park_id: str, viewer: Viewer) -> pd.DataFrame:
    """Posts of the administration of a park; columns as in `park_posts.sql`. For the facilitator."""
    return disclosure.in_full(con, "park_posts", viewer, park_id=park_id)


def listed(con: duckdb.DuckDBPyConnection) -> pd.DataFrame:
    """Competences needed for an eco-industrial park; columns as in `competence_list.sql`."""
    return store.ask(con, "competence_list")


def unplanned(levels: pd.DataFrame, planned: pd.DataFrame) -> pd.DataFrame:
    """Rows of `matrix` with a gap that no open training of `plan` addresses, the largest gap first."""
    is_open = ~planned["training_status"].isin(_CLOSED)
    addressed = set(zip(planned.loc[is_open, "post_id"], planned.loc[is_open, "competence_id"], strict=True))
    pairs = zip(levels["post_id"], levels["competence_id"], strict=True)
    is_left = levels["gap"].fillna(0).gt(0) & pd.Series(
        [pair not in addressed for pair in pairs], levels.index, bool
    )
    return levels[is_left].sort_values("gap", ascending=False, kind="stable")


def overdue(planned: pd.DataFrame, today: dt.date) -> pd.DataFrame:
    """Rows of `plan` that are open after their due date, the earliest first."""
    is_open = ~planned["training_status"].isin(_CLOSED)
    return planned[is_open & (pd.to_datetime(planned["due_on"]) < pd.Timestamp(today))]


def evidence(
    levels: pd.DataFrame, shown: Sequence[Attempt], groups: Mapping[str, str]
) -> list[list[Attempt]]:
    """Exercises passed in the linked practice copy that show the competence of each row of `matrix`.

    Parameters
    ----------
    levels : DataFrame
    shown : sequence of Attempt
        As returned by `results.attempts`.
    groups : mapping of str to str
        Group by exercise.
    """
    passed = [each for each in shown if each.state == "passed"]
    return [
        [each for each in passed if each.code == code and groups.get(each.exercise) == group]
        for code, group in zip(levels["practice_code"], levels["exercise_group"], strict=True)
    ]


def link(con: duckdb.DuckDBPyConnection, *, post_id: str, code: str, who: str, reason: str) -> None:
    """Link a practice copy as evidence to all competences of a post that exercises can show.

    Raises
    ------
    ProblemsError
        The post does not exist; nothing was stored.
    """
    rows = con.execute(
        "select post_id, competence_id from post_competence join competence using (competence_id) "
        "where post_id = ? and exercise_group is not null",
        [post_id],
    ).df()
    store.write(con, {"post_competence": rows.assign(practice_code=code)}, who=who, reason=reason)


def save_levels(
    con: duckdb.DuckDBPyConnection, *, rows: pd.DataFrame, before: pd.DataFrame, who: str, reason: str
) -> None:
    """Store edited levels; rows of `before` that are missing in `rows` are removed.

    Raises
    ------
    ProblemsError
        A row breaks a rule of the contract; nothing was stored.
    """
    keys = ["post_id", "competence_id"]
    columns = [*keys, "required_level", "current_level", "assessed_on", "evidence"]
    kept = rows[columns].astype(object).reset_index(drop=True)
    gone = set(_keys(before)) - set(_keys(kept))
    store.write(
        con,
        {"post_competence": kept.where(kept.notna(), None)},
        who=who,
        reason=reason,
        removed={"post_competence": sorted(gone)},
    )


def _keys(rows: pd.DataFrame) -> list[str]:
    """Keys of rows as the store names them."""
    return [f"{post} · {name}" for post, name in zip(rows["post_id"], rows["competence_id"], strict=True)]
