"""Changes of synergies: new ones, stages, values and partners."""

import datetime as dt
import itertools
from collections.abc import Mapping, Sequence
from typing import Any

import duckdb
import pandas as pd

from isdata.data import contracts, i18n, store
from isdata.errors import N_, ChangedError, NotFoundError, ReasonError, StageChangedError, StageSkippedError

OPERATION, ENDED = "operation", "ended"


def next_stage(stage: str) -> str | None:
    """Stage that follows, or None if there is none.

    Examples
    --------
    >>> next_stage("idea"), next_stage("operation"), next_stage("ended")
    ('discussion', None, None)
    """
    way = [name for name in contracts.choices("stage") if name != ENDED]
    return dict(itertools.pairwise(way)).get(stage)


def move(
    con: duckdb.DuckDBPyConnection,
    *,
    synergy: str,
    stage: str,
    who: str,
    reason: str = "",
    day: dt.date | None = None,
    previous: str | None = None,
) -> int:
    """Move a synergy to a stage, with a row in its history; return the new data version.

    Its open next step and due date are cleared if it goes into operation or ends.

    Parameters
    ----------
    synergy, stage : str
        Id of the synergy, and one of the stages.
    who, reason : str
        For the change log; the reason is also stored in the history, and as the reason of an end. Without
        one, a step to the next stage states both stages in both languages.
    day : date, optional
        Day on which it entered the stage; today by default.
    previous : str, optional
        Stage that was displayed to the user.

    Raises
    ------
    NotFoundError
        The synergy does not exist.
    StageChangedError
        Its stage differs from the one displayed.
    ReasonError
        It is to end without a reason.
    StageSkippedError
        It is to skip a stage, or to go back, without a reason.
    ProblemsError
        The day is before a stored step.
    """
    known = con.execute(
        "select name_en, name_zh, stage from synergy where synergy_id = $synergy", {"synergy": synergy}
    ).fetchone()
    if known is None:
        raise NotFoundError(thing=N_("synergy"), name=synergy, known="–")
    if known[2] != (previous or known[2]):
        raise StageChangedError(name=known[0] or known[1])
    if stage == ENDED and not reason.strip():
        raise ReasonError(name=known[0] or known[1])
    if not reason.strip() and stage != next_stage(known[2]):
        raise StageSkippedError(name=known[0] or known[1])
    reason = reason.strip() or step_words(known[2], stage)
    step = {"synergy_id": synergy, "entered_on": day or dt.date.today(), "stage": stage, "note": reason}
    row = {"synergy_id": synergy, "stage": stage, "ended_reason": reason if stage == ENDED else None}
    if stage in (OPERATION, ENDED):  # the next step no longer applies
        row |= {"next_step_en": None, "next_step_zh": None, "due_date": None}
    rows = {"synergy": pd.DataFrame([row]), "synergy_stage": pd.DataFrame([step])}
    return store.write(con, rows, who=who, reason=reason)


def step_words(before: str, after: str) -> str:
    """Former and new stage of a synergy in words, in both languages.

    Examples
    --------
    >>> step_words("idea", "discussion")
    'From “Idea” to “Discussion” / 由“意向”进入“讨论”'
    """
    words = [
        reader.text(
            N_("From “{before}” to “{after}”"),
            before=reader.choice("stage", before),
            after=reader.choice("stage", after),
        )
        for reader in map(i18n.reader, i18n.LANGUAGES)
    ]
    return " / ".join(words)


def add(
    con: duckdb.DuckDBPyConnection,
    *,
    values: Mapping[str, object],
    partners: Sequence[tuple[str, str]],
    who: str,
    reason: str,
    assumptions: pd.DataFrame | None = None,
    are_named: bool = False,
    day: dt.date | None = None,
) -> str:
    """Store a new synergy with its partners and the first row of its history; return its id.

    Parameters
    ----------
    values : mapping
        Columns of the synergy, including park_id; the id is created here.
    partners : sequence of (str, str)
        Site and role of each.
    who, reason : str
        For the change log.
    assumptions : DataFrame, optional
        Columns of the table “Synergy assumptions”, without the id of the synergy.
    are_named : bool
        Whether all partners agreed to be named in it.
    day : date, optional
        Day on which it was recorded; today by default.

    Raises
    ------
    ProblemsError
        Values break rules of the contract; nothing was stored.
    """
    began = day or dt.date.today()
    synergy = _new_id(con, str(values["park_id"]))
    row = {**values, "synergy_id": synergy, "started_on": values.get("started_on") or began}
    rows = {
        "synergy": pd.DataFrame([row]),
        "synergy_stage": pd.DataFrame(
            [{"synergy_id": synergy, "entered_on": began, "stage": values["stage"], "note": reason or None}]
        ),
    }
    if partners:
        taking_part = pd.DataFrame(list(partners), columns=["site_id", "role"])
        rows["synergy_participant"] = taking_part.assign(synergy_id=synergy, is_named=are_named)
    if assumptions is not None and len(assumptions):
        rows["synergy_assumption"] = assumptions.assign(synergy_id=synergy)
    store.write(con, rows, who=who, reason=reason)
    return synergy


def change(
    con: duckdb.DuckDBPyConnection,
    *,
    synergy: str,
    values: Mapping[str, object],
    who: str,
    reason: str,
    previous: Mapping[str, object] | None = None,
) -> int:
    """Store other values of a synergy, such as its next step; return the new data version.

    Parameters
    ----------
    values : mapping
        Columns of the synergy without the stage, which is changed by `move`.
    previous : mapping, optional
        Values of these columns when they were displayed: only differences from them are stored, so that
        simultaneous changes by others are kept.

    Raises
    ------
    ValueError
        The stage is among the values.
    ChangedError
        Another user changed one of them since.
    ProblemsError
        Values break rules of the contract; nothing was stored.
    """
    if "stage" in values:
        raise ValueError("a synergy moves by `move`, which keeps its history")
    if previous is not None:
        values = {name: value for name, value in values.items() if not _is_same(value, previous.get(name))}
        now = store.ask(con, "synergy_stored", synergy=synergy).iloc[0]
        if any(not _is_same(now[name], previous.get(name)) for name in values):
            raise ChangedError(name=now[["name_en", "name_zh"]].dropna().iloc[0])
        if not values:
            return store.data_version(con)
    return store.write(
        con, {"synergy": pd.DataFrame([{**values, "synergy_id": synergy}])}, who=who, reason=reason
    )


def _is_same(one: Any, other: Any) -> bool:
    """Return True if two values of a cell are equal, also in the formats of forms and tables."""
    if pd.isna(one) or pd.isna(other):
        return bool(pd.isna(one) and pd.isna(other))
    if isinstance(one, dt.date) or isinstance(other, dt.date):
        return pd.Timestamp(one) == pd.Timestamp(other)
    return bool(one == other)


def set_partners(
    con: duckdb.DuckDBPyConnection, *, synergy: str, partners: pd.DataFrame, who: str, reason: str
) -> int:
    """Store the partners of a synergy as the complete list; return the new data version.

    Parameters
    ----------
    partners : DataFrame
        site_id, role, is_named: whether the partner agreed to be named in this synergy. Missing partners are
        removed; amounts and investments of the others are kept.

    Raises
    ------
    ProblemsError
        Values break rules of the contract; nothing was stored.
    """
    rows = partners.assign(synergy_id=synergy)
    known = con.execute(
        "select site_id from synergy_participant where synergy_id = $synergy", {"synergy": synergy}
    ).fetchall()
    former = [f"{synergy} · {site}" for (site,) in known]
    return store.write(
        con, {"synergy_participant": rows}, removed={"synergy_participant": former}, who=who, reason=reason
    )


def _new_id(con: duckdb.DuckDBPyConnection, park: str) -> str:
    """New id, never used before."""
    return f"{park}-SY{int(store.ask(con, 'synergy_numbers', park=park)['highest'].iloc[0]) + 1:03d}"
