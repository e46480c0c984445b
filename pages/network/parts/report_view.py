"""Blocks of a report on a page: the screen version of a document."""

import zlib
from collections.abc import Sequence
from typing import cast

import altair as alt
import pandas as pd
import streamlit as st

from isdata.output.reports.blocks import Block, Chart, Figures, Heading, Note, Paragraph, Table
from pages.common import cards, charts, show
from pages.common.language import defined
from pages.common.presenting import rows as presented_rows
from pages.common.tables import show_rows

# A table with more columns or rows than this scrolls in its own frame.
_WIDE, _LONG = 5, 14


def blocks(content: Sequence[Block], *, height: float | None = None) -> None:
    """Show blocks one below the other; `height`: of each picture when presented [px]."""
    for block in content:
        match block:
            case Heading(text, _level):
                st.subheader(show.escaped(text), anchor=False)
            case Paragraph(text, items):
                st.markdown(
                    "\n".join([show.escaped(text), "", *(f"- {show.escaped(item)}" for item in items)])
                )
            case Note(text, True):
                st.warning(show.escaped(text), icon=":material/help:")
            case Note(text):
                st.caption(show.escaped(text))
            case Table():
                table(block)
            case Chart(caption, picture, _table, _kind, description):
                st.subheader(show.escaped(caption), anchor=False)
                charts.draw(cast(alt.LayerChart, picture), alt=description, height=height)
            case Figures(figures):
                with cards.row(len(figures)):
                    for figure in figures:
                        cards.metric(figure.label, figure.words, defined(figure.term), figure.note)


def in_pages(content: Table, room: float, *, key: str) -> None:
    """Show the rows of a presented table that fit into a height [px]; the arrow keys show the others.

    Parameters
    ----------
    key : str
        Distinguishes tables of one page.
    """
    presented_rows.show(_words(content), room, key=key, alt=content.caption)


def _words(content: Table) -> pd.DataFrame:
    """Cells of a table as text in the reader's language."""
    return pd.DataFrame(
        {column.title: [column.text(row) for row in range(content.rows)] for column in content.columns}
    )


def table(content: Table) -> None:
    """Show a table with numbers formatted for the reader."""
    rows = _words(content)
    if content.caption:
        st.markdown(f"**{show.escaped(content.caption)}**")
    if len(content.columns) > _WIDE or content.rows > _LONG:
        numeric = {
            column.title: st.column_config.TextColumn(alignment="right")
            for column in content.columns
            if column.is_numeric
        }
        show_rows(
            rows,
            most=600,
            column_config=numeric,
            alt=content.caption or None,
        )
        return
    is_numeric = all(column.is_numeric for column in content.columns[1:])
    mark = zlib.crc32(repr(rows.to_dict("list")).encode())
    with st.container(key=f"numbers_{mark}" if is_numeric else None):
        st.table(rows.map(show.escaped), border="horizontal", hide_index=True)
