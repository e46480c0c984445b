"""Documents for visits: the brief on a synergy for the second visit, and the invitation to a company."""

import datetime as dt

import duckdb
import pandas as pd

from isdata.data import store
from isdata.data.i18n import N_, Reader
from isdata.output.reports.blocks import Block, Heading, Note, Paragraph, Report, listed
from isdata.output.reports.park_report import park_report
from isdata.output.reports.visit_brief import questions
from isdata.programme.schedule import tasks

_HELPFUL = (
    N_("Annual amounts of inputs, products and waste"),
    N_("Meter readings or bills of electricity, gas, steam and water of the last year"),
    N_("Contracts with waste collectors, with prices"),
)


def synergy_brief(
    con: duckdb.DuckDBPyConnection, *, park_id: str, synergy_id: str, reader: Reader, day: dt.date
) -> Report:
    """Brief of a synergy for a visit to its partners: state, open points, decisions needed and next tasks."""
    row = store.ask(con, "synergy_stored", synergy=synergy_id).iloc[0].to_dict()
    points = store.ask(con, "synergy_brief_points", synergy_id=synergy_id)
    plan = tasks.schedule(con, park_id=park_id, today=day)
    plan = plan[(plan["synergy_id"] == synergy_id) & ~plan["is_done"]]
    text = reader.text
    next_step = reader.name(row["next_step_en"], row["next_step_zh"])
    due = None if pd.isna(row["due_date"]) else row["due_date"]
    decisions = [f"{next_step}{_until(due, reader)}"] if next_step else []
    decisions += _tasks(plan[plan["task_kind"] == "decision"], reader)
    next_tasks = _tasks(plan[plan["task_kind"] != "decision"], reader)
    blocks: list[Block] = [
        Heading(text(N_("Current state"))),
        Paragraph("", _state(con, row, reader)),
        *listed(reader, N_("Open points"), _points(points, reader), N_("No open point is recorded.")),
        *listed(reader, N_("Decisions needed"), decisions, N_("No decision is pending.")),
        *listed(reader, N_("Next tasks"), next_tasks, N_("No task is scheduled.")),
        Note(text(N_("For the facilitator only: this brief names companies. Do not pass it on."))),
    ]
    return park_report(
        con, park_id, title=N_("Brief of a synergy"), subtitle=row, reader=reader, day=day, blocks=blocks
    )


def visit_invitation(
    con: duckdb.DuckDBPyConnection, *, park_id: str, company: str, held_on: dt.date, reader: Reader, day: dt.date
) -> Report:  # fmt: skip
    """Letter that announces a visit to a company, addressed by name, with the questions along the process line."""
    text = reader.text
    letter = N_(
        "We would like to visit you on {day} for an interview and a tour of the production line, about "
        "half a day. The aim is to identify by-products, heat, water and services that companies of the "
        "park can share. You decide who may see the information you provide."
    )
    blocks: list[Block] = [
        Paragraph(text(letter, day=reader.date(held_on))),
        Heading(text(N_("Topics of the interview"))),
        questions(reader),
        Heading(text(N_("Please have ready"))),
        Paragraph("", [text(line) for line in _HELPFUL]),
    ]
    return park_report(
        con, park_id, title=N_("Announcement of a visit"), subtitle=company, reader=reader, day=day, blocks=blocks
    )  # fmt: skip


def _state(con: duckdb.DuckDBPyConnection, synergy: dict, reader: Reader) -> list[str]:
    """Stage and partners of a synergy as text."""
    partners = store.ask(con, "synergy_brief_partners", synergy_id=synergy["synergy_id"])
    return [
        reader.text(N_("Stage: {stage}"), stage=reader.choice("stage", synergy["stage"])),
        *(
            reader.text(N_("{a}: {b}"), a=reader.choice("participant_role", role), b=name)
            for role, name in zip(partners["role"], reader.names(partners), strict=True)
        ),
    ]


def _points(points: pd.DataFrame, reader: Reader) -> list[str]:
    """Open points from `synergy_brief_points.sql` as text."""
    lines = []
    for row in points.to_dict("records"):
        name = reader.name(row["name_en"], row["name_zh"])
        if row["kind"] == "permit":
            status = reader.choice("permit_status", row["detail"])
            due = None if pd.isna(row["due_date"]) else row["due_date"]
            lines.append(
                reader.text(N_("Permit “{name}”: {status}"), name=name, status=status) + _until(due, reader)
            )
        elif row["kind"] == "risk":
            lines.append(reader.text(N_("Risk: {name}"), name=name))
        else:
            axis = reader.choice("readiness_axis", row["detail"])
            lines.append(
                reader.text(
                    N_("{name}: readiness in “{axis}” is below “agreed or tested”"), name=name, axis=axis
                )
            )
    return lines


def _tasks(rows: pd.DataFrame, reader: Reader) -> list[str]:
    return [
        f"{name}{_until(due, reader)}" for name, due in zip(reader.names(rows), rows["due_on"], strict=True)
    ]


def _until(day: dt.date | None, reader: Reader) -> str:
    return reader.text(N_(" (by {day})"), day=reader.date(day)) if day is not None else ""
