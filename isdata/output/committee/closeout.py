"""Close-out report of a programme: results against the success contract, lessons, recommendations and hand-over check."""

import datetime as dt

import duckdb
import pandas as pd

from isdata.data import store
from isdata.data.disclosure import FACILITATOR, GUEST
from isdata.data.i18n import N_, Reader
from isdata.output.committee import chapters
from isdata.output.reports import park_report
from isdata.output.reports.blocks import Block, Heading, Note, Paragraph, Report, Table, listed, tabulated
from isdata.park import parks
from isdata.programme import effort
from isdata.programme.closeout import handover, lessons
from isdata.programme.missions import partners, programme
from isdata.programme.training.exercises import exercises


def closeout_report(con: duckdb.DuckDBPyConnection, *, park_id: str, reader: Reader, day: dt.date) -> Report:
    """Close-out report of a park, for its administration.

    Everything is read in one transaction, so that all parts show the same data version.
    """
    with park_report.consistent_cursor(con) as cursor:
        about = parks.summary(cursor, park_id=park_id).iloc[0].to_dict()
        is_illustrative = park_report.is_illustrative(cursor, park_id)
        fictitious = reader.text(N_("Fictitious data")) if is_illustrative else ""
        return park_report.park_report(
            cursor,
            park_id,
            title=N_("Close-out report"),
            subtitle=reader.clauses([_period(cursor, park_id, reader, day), fictitious]),
            reader=reader,
            day=day,
            blocks=[
                *_programmes(cursor, park_id, reader),
                *chapters.figures_chapter(cursor, park_id, about, reader),
                *chapters.success_chapter(cursor, park_id, reader),
                *chapters.missions_chapter(cursor, park_id, reader, day),
                *chapters.stages_chapter(cursor, park_id, reader),
                *_synergies(cursor, park_id, reader),
                *_effort(cursor, park_id, reader),
                *chapters.decisions_chapter(cursor, park_id, reader),
                *chapters.actions_chapter(cursor, park_id, reader),
                *_lessons(cursor, park_id, reader),
                *_handover(cursor, park_id, reader),
            ],
        )


def _period(con: duckdb.DuckDBPyConnection, park_id: str, reader: Reader, day: dt.date) -> str:
    """From the first day of the first mission to the last day of the last one, or to today if one is still open."""
    own = programme.missions(con, park_id=park_id)
    if own.empty or own["starts_on"].isna().all():
        return ""
    last = own["closed_on"].max().date() if own["closed_on"].notna().all() else day
    first = own["starts_on"].min().date()
    return reader.text(
        N_("Programme from {first} to {last}"), first=reader.date(first), last=reader.date(last)
    )


def _programmes(con: duckdb.DuckDBPyConnection, park_id: str, reader: Reader) -> list[Block]:
    """Agreement and partners of each programme; contacts are left out, because the report is passed on."""
    known, text = partners.programmes(con, park_id=park_id), reader.text
    found = partners.partners(con, park_id=park_id, viewer=GUEST)
    blocks: list[Block] = [Heading(text(N_("Programme and partners")))] if len(known) else []
    for row in known.to_dict("records"):
        own = found[found["programme_id"] == row["programme_id"]]
        agreed = [partners.agreement(row, reader), partners.term(row, reader) or text(N_("term not stated"))]
        blocks += [
            Heading(reader.name(row["name_en"], row["name_zh"]), level=2),
            Paragraph(reader.name(row["aim_en"], row["aim_zh"]), agreed),
        ]
        if len(own):
            blocks.append(_partners(own, reader))
        blocks += [Note(words) for each in (row["note"], row["source"]) if (words := reader.half(each))]
    return blocks


def _partners(own: pd.DataFrame, reader: Reader) -> Table:
    """Partners with role, signature and term."""
    yes = reader.text(N_("yes"))
    return tabulated(
        reader,
        (N_("Organisation"), reader.names(own), 2.5),
        (N_("Role"), [reader.choice("partner_role", role) for role in own["role"]], 1.5),
        (N_("Signed the agreement"), [yes if is_signed else "–" for is_signed in own["is_signatory"]]),
        (N_("Period"), [partners.term(row, reader) or "–" for row in own.to_dict("records")], 1.5),
    )


def _synergies(con: duckdb.DuckDBPyConnection, park_id: str, reader: Reader) -> list[Block]:
    found, text = store.ask(con, "closeout_synergies", park_id=park_id), reader.text
    if found.empty:
        return []
    rows, years = found.to_dict("records"), set(found["price_year"].dropna())
    common = years.pop() if len(years) == 1 and found["price_year"].notna().all() else None
    priced = (
        N_(
            "Expected values per year as recorded with each synergy, in prices of {year}; only synergies in operation count as achieved. Source: the park's database."
        )
        if common
        else N_(
            "Expected values per year as recorded with each synergy, in the prices of its price year; only synergies in operation count as achieved. Source: the park's database."
        )
    )
    return [
        Heading(text(N_("Synergies implemented"))),
        tabulated(
            reader,
            (N_("Synergy"), reader.names(found), 2.5),
            (N_("Stage"), [reader.choice("stage", stage) for stage in found["stage"]], 1.5),
            (N_("Amount per year"), [reader.quantity(row["quantity"], row["unit"]) for row in rows], 1.3),
            (N_("Investment"), [_money(row, "investment", reader, common) for row in rows], 1.4),
            (N_("Gain per year"), [_money(row, "annual_saving", reader, common) for row in rows], 1.4),
            (N_("CO2 saved [t/yr]"), [reader.number(value) for value in found["co2_saved"]]),
            (N_("Water saved [m³/yr]"), [reader.number(value) for value in found["water_saved"]]),
        ),
        Note(text(priced, year=int(common) if common else "")),
    ]


def _effort(con: duckdb.DuckDBPyConnection, park_id: str, reader: Reader) -> list[Block]:
    """Facilitation hours in total and by synergy; nothing if none is recorded."""
    found, text = effort.hours(con, park_id=park_id, viewer=FACILITATOR), reader.text
    if found.empty:
        return []
    whole = text(N_("The park as a whole"))
    names = [
        whole if is_whole else name
        for is_whole, name in zip(found["synergy_id"].isna(), reader.names(found), strict=True)
    ]
    total = reader.amount(float(found["hours"].sum()), "h")
    return [
        Heading(text(N_("Facilitation hours"))),
        Paragraph(text(N_("{hours} of facilitation in all"), hours=total)),
        tabulated(
            reader,
            (N_("Synergy"), names, 2.5),
            (N_("Hours"), [reader.number(hours, digits=1) for hours in found["hours"]]),
            (N_("Entries"), [reader.number(count) for count in found["entries"]]),
        ),
    ]


def _money(row: dict, name: str, reader: Reader, common: float | None) -> str:
    """Amount of money, with its price year unless it equals the `common` one."""
    if pd.isna(row[name]) or not isinstance(row["currency"], str):
        return "–"
    amount = reader.money(row[name], row["currency"])
    if common or pd.isna(row["price_year"]):
        return amount
    return reader.text(N_("{a} ({b})"), a=amount, b=str(int(row["price_year"])))


def _lessons(con: duckdb.DuckDBPyConnection, park_id: str, reader: Reader) -> list[Block]:
    known, text = lessons.lessons(con, park_id=park_id), reader.text
    blocks: list[Block] = []
    for kind, title, nothing in (
        ("lesson", N_("Lessons learnt"), N_("No lesson is recorded yet.")),
        ("recommendation", N_("Recommendations"), N_("No recommendation is recorded yet.")),
    ):
        rows = known[known["lesson_kind"] == kind]
        lines = [
            text(N_("{recommendation} (responsible: {owner})"), recommendation=name, owner=owner)
            if owner
            else name
            for name, owner in zip(
                reader.names(rows), [reader.half(owner) for owner in rows["owner"]], strict=True
            )
        ]
        blocks += listed(reader, title, lines, nothing, is_warning=True)
    return blocks


def _handover(con: duckdb.DuckDBPyConnection, park_id: str, reader: Reader) -> list[Block]:
    found, text = handover.steps(con, park_id=park_id), reader.text
    if found.empty:
        return []
    left = handover.open_steps(found)
    counted = text(
        N_("The administration can carry out {done} of {all} steps without help."),
        done=reader.number(len(found) - len(left)),
        all=reader.number(len(found)),
    )
    blocks: list[Block] = [Heading(text(N_("Hand-over check"))), Paragraph(counted)]
    if not left.empty:
        titles = programme.titles(programme.missions(con, park_id=park_id), reader)
        table = tabulated(
            reader,
            (N_("Mission"), [titles[name] for name in left["mission_id"]], 1.5),
            (N_("Step"), reader.names(left), 1.5),
            (N_("Role"), [reader.half(role) for role in left["role"]]),
            (N_("Exercise"), [exercise_title(name, reader) or "–" for name in left["exercise"]], 1.5),
            caption=text(N_("Steps that still need help, and the exercise that teaches each")),
        )
        blocks.append(table)
    return blocks


def exercise_title(exercise_id: object, reader: Reader) -> str:
    """Title of a training exercise; empty if there is none with this id."""
    known = exercises().get(exercise_id) if isinstance(exercise_id, str) else None
    return known.title[reader.language] if known else ""
