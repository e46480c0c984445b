"""Data dictionary: columns of a table with meaning, unit and permitted values."""

import pandas as pd
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from isdata.data import contracts
from pages.common import pick, screen
from pages.common.language import _, reader
from pages.common.presenting import headline
from pages.common.show import table

_ROWS = 14  # height of a table before it scrolls
_MOST, _FIRST = 30, 8  # number of choices listed completely, and number listed of a longer list


def show(line: DeltaGenerator) -> None:
    """Let the user choose a table in the line, and list its columns."""
    read, tables = reader(), contracts.tables()
    words = {name: read.noted(about.label[read.language], name) for name, about in tables.items()}
    name = pick.from_dropdown(
        _("Table"), words, key="table", default="flow", place=line, label_visibility="collapsed", width=360
    )
    screen.screen()  # a phone has fewer columns
    chosen = tables[name]
    columns = read.plural("{count} column", "{count} columns", len(chosen.columns))
    headline.state(_("{a}: {b}", a=words[name], b=columns))
    st.markdown(chosen.grain[read.language])
    table(
        pd.DataFrame([_row(column) for column in chosen.columns]),
        alt=_("Columns of the table with meaning and unit"),
        most=_ROWS,
    )


def _choices(column: contracts.Column) -> str:
    """Text of the permitted values of a column; the first ones of a long list, such as currencies."""
    read = reader()
    known = (
        [word[read.language] for word in contracts.choices(column.choices).values()] if column.choices else []
    )
    if len(known) <= _MOST:
        return read.listed(known)
    first, count = read.listed(known[:_FIRST]), read.number(len(known))
    return _("{choices} and others, {count} in all", choices=first, count=count)


def _row(column: contracts.Column) -> dict[str, str]:
    """Row of a column in the reader's language; on a phone, all details are combined with its meaning."""
    read = reader()
    required = {"yes": _("yes"), "either": _("in one language"), "no": ""}[column.required]
    choices = _choices(column)
    # In English as it is entered.
    unit = column.unit if read.language == "en" else read.unit(column.unit)
    label, meaning = column.label[read.language], column.meaning[read.language]
    if screen.is_phone():
        about = read.clauses([meaning, unit, choices])
        return {_("Label"): label, _("Meaning"): _("{a}: {b}", a=column.name, b=about)}
    return {
        _("Column"): column.name,
        _("Label"): label,
        _("Meaning"): meaning,
        _("Unit"): unit,
        _("Required"): required,
        _("Choices"): choices,
        _("Example"): column.example,
    }
