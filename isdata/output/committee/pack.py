"""Documents for a steering committee: missions, success, synergies, actions and due decisions."""

import datetime as dt

import duckdb

from isdata.data.i18n import N_, Reader
from isdata.output.committee import chapters
from isdata.output.reports import park_report
from isdata.output.reports.blocks import Report
from isdata.park import parks


def pack(con: duckdb.DuckDBPyConnection, *, park_id: str, reader: Reader, day: dt.date) -> Report:
    """Steering-committee pack: one slide per chapter, at most ten.

    Everything is read in one transaction, so that all parts show the same data version.
    """
    with park_report.consistent_cursor(con) as cursor:
        about = parks.summary(cursor, park_id=park_id).iloc[0].to_dict()
        is_illustrative = park_report.is_illustrative(cursor, park_id)
        return park_report.park_report(
            cursor,
            park_id,
            title=N_("Steering committee"),
            subtitle=reader.text(N_("Fictitious data")) if is_illustrative else reader.date(day),
            reader=reader,
            day=day,
            blocks=[
                *chapters.figures_chapter(cursor, park_id, about, reader),
                *chapters.missions_chapter(cursor, park_id, reader, day),
                *chapters.success_chapter(cursor, park_id, reader),
                *chapters.stages_chapter(cursor, park_id, reader),
                *chapters.rankings_chapter(cursor, park_id, reader),
                *chapters.decisions_chapter(cursor, park_id, reader, chapters.MOST_ROWS),
                *chapters.actions_chapter(cursor, park_id, reader, chapters.MOST_ROWS),
                *chapters.requested_chapter(cursor, park_id, reader),
            ],
        )
