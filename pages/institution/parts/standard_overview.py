"""Overview of all standards and the park's own targets: known values, and limits met."""

import pandas as pd
import streamlit as st

from isdata.institution import standards_overview
from pages.common import charts, role, screen, undisclosed
from pages.common.controls import park_id
from pages.common.data import ask
from pages.common.language import _, reader
from pages.common.presenting import headline, room


def show(year: int) -> None:
    """Show the numbers of known values and limits of each standard in the same year, and the results."""
    rows = ask(standards_overview.overview, park_id=park_id(), year=year, viewer=role.viewer())
    title, withheld = _title(rows, year), undisclosed.words({"park_id": park_id()})
    headline.state(title, is_on_page=True)
    st.subheader(_("Known values of each standard, {year}", year=str(year)), anchor=False)
    if withheld:
        st.caption(reader().sentences([*withheld, _("Values that would disclose them count as unknown.")]))
    bars = {
        "name": reader().names(rows),
        "amount": rows["indicators"].to_numpy(),
        "part": rows["values"].to_numpy(),
        "words": [" · ".join([_known(row), _kept(row)]) for row in rows.to_dict("records")],
        "short": [" · ".join([_known(row, is_short=True), _kept(row)]) for row in rows.to_dict("records")],
    }
    charts.bars(
        bars,
        room=1.9,
        looks=screen.bar_looks(),
        height=room.below(title) - room.HEADING - room.NOTE * len(withheld),
        alt=_("Indicators of each standard, and those with a known value"),
    )
    screen.screen()  # a phone has the labels below the names


def _title(rows: pd.DataFrame, year: int) -> str:
    """Title with the number of known values of all standards and targets, and of limits and targets met."""
    read, total = reader(), rows[["values", "indicators", "met", "missed"]].sum()
    known = _(
        "{values} of {indicators} values known in {year}",
        values=read.number(int(total["values"])),
        indicators=read.number(int(total["indicators"])),
        year=str(year),
    )
    kept = _(
        "limits and targets: {met} met, {missed} missed",
        met=read.number(int(total["met"])),
        missed=read.number(int(total["missed"])),
    )
    return read.clauses([known, kept])


def _known(row: dict, *, is_short: bool = False) -> str:
    """Text of the number of known values of a standard; on a phone without the word in the heading."""
    read = reader()
    count = {"values": read.number(row["values"]), "indicators": read.number(row["indicators"])}
    return (
        _("{values} of {indicators}", **count)
        if is_short
        else _("{values} of {indicators} values known", **count)
    )


def _kept(row: dict) -> str:
    """Text of the limits or targets of a standard met and missed, or that they have to be entered."""
    read = reader()
    if row["no_limit"] == row["indicators"]:
        return _("all limits to be entered")
    if row["due"]:
        return _(
            "targets: {met} met, {missed} missed, {due} in progress",
            met=read.number(row["met"]),
            missed=read.number(row["missed"]),
            due=read.number(row["due"]),
        )
    return _(
        "limits: {met} met, {missed} missed",
        met=read.number(row["met"]),
        missed=read.number(row["missed"]),
    )
