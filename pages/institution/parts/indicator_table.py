"""Table of the park's own indicators: value, history, target, progress, gap and vision."""

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from isdata.data import spreadsheet_csv
from isdata.institution import presentation
from isdata.institution.presentation import PILLARS
from pages.common import screen, tables
from pages.common.language import _, reader
from pages.institution.parts import source_table


def _amount(row: dict, name: str) -> str:
    """Text of the value, target, gap or vision of an indicator, with its year; “–” if unknown."""
    read = reader()
    written = presentation.difference if name == "gap" else presentation.amount
    year = row["year"] if name == "value" else row.get(f"{name}_year")
    words = presentation.dated(written(row[name], row["unit"], read), year, read)
    return words.replace("（", "\u200a（")  # the line breaks before the year, without a visible gap


def _pillar(number: float) -> str:
    """Name of a pillar, of which the number does not wrap."""
    return _(PILLARS[int(number)]).replace(" ", "\u00a0", 1) if pd.notna(number) else _("Success contract")


def _columns(found: pd.DataFrame, states: Sequence[str]) -> dict[str, list]:
    """Cells of the table of indicators, by heading."""
    read, rows = reader(), found.to_dict("records")
    columns = {
        _("Indicator"): read.names(found),
        _("Pillar"): [_pillar(row["pillar"]) for row in rows],
        _("Now"): [_amount(row, "value") for row in rows],
        _("History"): [[float(value) for value in row["values"]] for row in rows],
        _("Target"): [_amount(row, "target") for row in rows],
        _("Since first value"): [
            100 * row["progress"] if pd.notna(row["progress"]) else None for row in rows
        ],
        _("Status"): [state or "–" for state in states],  # the bar has one colour
        _("Gap"): [_amount(row, "gap") if pd.notna(row["target"]) else "–" for row in rows],
        _("Vision"): [_amount(row, "vision") for row in rows],
        _("Definition"): [read.half(row["method"]) for row in rows],
    }
    if found["source"].notna().any():
        columns[_("Source")] = [read.half(row["source"]) for row in rows]
    return columns


def show(found: pd.DataFrame, states: Sequence[str]) -> None:
    """Show indicators with the labels of their states as a table, with a link to the source of the chosen one."""
    table = pd.DataFrame(_columns(found, states))
    first = [_("Indicator"), _("Now"), _("Target")]
    if screen.is_phone():  # it shows three rows
        table = table[[*first, *table.columns.difference(first, sort=False)]]
    source = st.container()
    chosen = tables.picked_row(
        table,
        list(found.index),
        key="indicator",
        height="content",
        lines=2,
        column_config={
            # With these widths the definition is visible in a window of 1,280 px.
            **tables.texts({_("Pillar"): 130, _("Indicator"): 155, _("Status"): 90, _("Definition"): 195}),
            **tables.texts({_("Now"): 125, _("Target"): 125, _("Vision"): 125}),
            _("Gap"): st.column_config.TextColumn(
                width=tables.scaled(95), alignment="left"
            ),  # same as the neighbouring columns
            **(tables.texts(dict(zip(first, (104, 106, 106), strict=True))) if screen.is_phone() else {}),
            _("History"): st.column_config.LineChartColumn(width=tables.scaled(55)),
            _("Since first value"): tables.bar(tables.scaled(100)),
        },
        alt=_("Indicators of the park with history, target and vision"),
    )
    with source:
        source_table.link("indicator_value", "" if chosen is None else reader().names(found)[chosen])
    listed = found.drop(columns=["years", "values"]).reset_index()
    tables.show_csv(lambda: spreadsheet_csv.to_csv(listed), "indicators.csv")
