"""Documents for a steering committee: missions, success, synergies, actions and due decisions."""

import datetime as dt

import duckdb
import pandas as pd

from isdata.data import store
from isdata.data.i18n import N_, Reader
from isdata.output.committee import chapters
from isdata.output.reports.blocks import Report
from isdata.park import parks


def pack(con: duckdb.DuckDBPyConnection, *, park_id: str, reader: Reader, day: dt.date) -> Report:
    """Return the pack, for the committee; each chapter is one slide, at most ten.

    All of it is read in one transaction, so that everything shows the same state of the data.
    """
    cursor = con.cursor()
    cursor.begin()
    try:
        about = parks.summary(cursor, park_id=park_id).iloc[0]
        blocks = [
            *chapters.figures_chapter(cursor, park_id, about.to_dict(), reader),
            *chapters.missions_chapter(cursor, park_id, reader, day),
            *chapters.success_chapter(cursor, park_id, reader),
            *chapters.stages_chapter(cursor, park_id, reader),
            *chapters.rankings_chapter(cursor, park_id, reader),
            *chapters.decisions_chapter(cursor, park_id, reader, chapters.MOST_ROWS),
            *chapters.actions_chapter(cursor, park_id, reader, chapters.MOST_ROWS),
            *chapters.requested_chapter(cursor, park_id, reader),
        ]
        version = store.data_version(cursor)
    finally:
        cursor.rollback()
    is_illustrative = bool(pd.notna(about["is_illustrative"]) and about["is_illustrative"])
    return Report(
        title=reader.text(N_("Steering committee")),
        subtitle=reader.text(N_("Fictitious data")) if is_illustrative else reader.date(day),
        park=reader.name(about["name_en"], about["name_zh"]),
        day=day,
        data_version=version,
        reader=reader,
        blocks=blocks,
    )
