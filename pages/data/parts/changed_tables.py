"""Rows by table of the latest change, while there are too few changes for a course over time."""

import streamlit as st

from isdata.data import history
from isdata.output.figures import labelled_bars
from pages.common import charts, role, screen
from pages.common.data import ask
from pages.common.language import _, reader

_MOST, _MOST_IN_HIGH = 8, 12  # number of tables drawn


def draw(version: int, *, is_high: bool) -> None:
    """Draw the tables with the most rows that a change concerned."""
    touched = ask(history.tables, version=version, viewer=role.viewer()).set_index("table_name")
    counts = touched.sum(axis="columns").sort_values(ascending=False, kind="stable")
    if counts.empty:
        return
    read, shown = reader(), counts.head(_MOST_IN_HIGH if is_high else _MOST)
    title = _("Rows of the last change by table, all parks")
    st.subheader(title, anchor=False)
    charts.bars(
        {
            "name": [read.table(name) for name in shown.index],
            "amount": shown.to_numpy(),
            "words": [read.number(count) for count in shown],
        },
        alt=title,
        total=len(counts),
        looks=labelled_bars.Looks(row=labelled_bars.ON_PHONE if is_high or screen.is_phone() else 19),
    )
