"""Form fields generated from the contracts of columns."""

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from typing import Any

import pandas as pd
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from isdata.data import contracts
from isdata.data.contracts import Column
from isdata.data.entry import names
from isdata.data.naming import phrases, sectors
from pages.common import day_field, number_field, pick, resource_choice, screen, sector_field
from pages.common.editing import concurrent_edits
from pages.common.language import _, reader


def field(
    table: str,
    name: str,
    *,
    scope: str,
    value: object = None,
    options: Mapping[str, str] | None = None,
    currency: str | None = None,
    is_asked: bool = False,
    is_defaulted: bool = False,
    keeps: bool = False,
    blank: str = "",
) -> object:
    """Show a field for one column; return its value, or None if empty.

    Parameters
    ----------
    table, name : str
        Table and column.
    scope : str
        Distinguishes forms: two with the same scope would share typed values.
    value : object
        Initial value.
    options : mapping of str to str
        Label of each value, for a column that refers to rows of another table, or to offer some of its choices only.
    currency : str, optional
        Currency of the row's money, for the labels.
    is_asked : bool
        Also mark a text that is required in one language only with a star.
    is_defaulted : bool
        True for a text that the form completes if it is left empty, which has no star.
    keeps : bool
        Keep what was typed while other pages are open; `scope` then has to change once it is saved.
    blank : str
        What an empty choice stands for, if it stands for something.
    """
    column = contracts.tables()[table][name]
    read = reader()
    given = None if value is None or pd.isna(value) else value
    key = f"form_{scope}_{name}"
    common: dict[str, Any] = {
        "help": column.meaning[read.language],
        "key": key + concurrent_edits.initial_value(key, given),
        "persist_state": "session" if keeps else None,
    }
    if column.choices and options is None:
        options = read.choices(column.choices)
    if options is not None:
        return _choice(column, given, options, common, currency, blank)
    if column.type in ("number", "integer"):
        return _number(column, given, common, currency)
    if sectors.is_column(column):
        return sector_field.enter(label(column, currency), given, **common)
    if column.type == "date":
        return _date(label(column, currency), given, common)
    if column.type == "flag":
        return st.checkbox(label(column, currency), value=bool(given), **common)
    star = " *" if is_asked and column.required == "either" else ""
    words = label(column, currency) + star
    return _text(column, words.removesuffix(" *") if is_defaulted else words, given, common)


def _date(words: str, given: object, common: dict[str, Any]) -> object:
    day = given if isinstance(given, dt.date) else None
    return st.date_input(words, value=day, **common, format=day_field.FORMAT)


def _text(column: Column, words: str, given: object, common: dict[str, Any]) -> str | None:
    """Show a text in the reader's language; of a bilingual text the other half is kept."""
    read = reader()
    own = read.half(given) if isinstance(given, str) else given
    if own != given:  # a bilingual text: text typed in one language must not remain in the field of the other
        common["key"] += f"_{read.language}"
    text = st.text_input(words, value=str(own) if own is not None else "", **common)
    if column.is_person and text.strip() != own:
        return text.strip() or None
    return read.whole(given, text.strip()) or None


def _choice(
    column: Column,
    given: object,
    options: Mapping[str, str],
    common: dict[str, Any],
    currency: str | None,
    blank: str,
) -> object:
    """Show a choice of values; resources can also be chosen by synonym."""
    is_resource = phrases.is_resource(column)
    options = pick.unique_labels(resource_choice.with_synonyms(options) if is_resource else options)
    known = list(options)
    # A form sends nothing before it is submitted: after a change of language it restarts with the stored values.
    common["key"] = pick.widget_key(common["key"], options.values())
    chosen = st.selectbox(
        label(column, currency),
        known,
        index=known.index(str(given)) if given in known else None,
        format_func=options.__getitem__,
        placeholder=blank or _("Choose"),
        **common,
    )
    return names.id_of_choice(chosen) if chosen and is_resource else chosen


def _number(
    column: contracts.Column, given: object, common: dict[str, Any], currency: str | None
) -> float | int | None:
    return number_field.enter_number(
        label(column, currency),
        value=given if isinstance(given, (int, float)) else None,
        column=column,
        currency=currency or "",
        **common,
    )


def label(column: contracts.Column, currency: str | None = None) -> str:
    """Label of a column with its unit; a star marks a required one."""
    words = with_unit(column.label[reader().language], unit_words(column.unit, currency))
    return f"{words} *" if column.required == "yes" else words


def with_unit(words: str, unit: str) -> str:
    """Label with its unit, unless it contains the unit already, as “± %” does; an empty unit adds nothing."""
    return words if not unit or unit in words.split() else f"{words} [{unit}]"


def unit_words(unit: str, currency: str | None = None) -> str:
    """Text of a column's unit; empty if it is given by another column and unknown here."""
    if currency and unit == "currency/unit":
        return _("{currency} per unit", currency=reader().currency(currency))
    if currency and "currency" in unit:
        unit = unit.replace("currency", currency)
    if any(word in unit for word in ("unit", "currency", "period")):
        return ""
    return reader().unit(unit)


def fields(
    table: str,
    names: Sequence[str],
    *,
    scope: str,
    values: Mapping[str, object] | None = None,
    options: Mapping[str, Mapping[str, str]] | None = None,
    columns: int | Sequence[float] = 3,
    currency: str | None = None,
    is_first: bool = False,
    defaulted: Collection[str] = (),
    keeps: bool = False,
) -> dict[str, object]:
    """Show fields for several columns side by side; return the values by column.

    Parameters
    ----------
    table : str
    names : sequence of str
        Columns, in order.
    scope : str
        Distinguishes forms.
    values : mapping of str to object
        Initial values.
    options : mapping of str to mapping
        Options of columns that refer to another table, or that offer only some of their choices.
    columns : int or sequence of float
        Number of fields side by side, or their relative widths.
    currency : str, optional
        Currency of the row's money.
    is_first : bool
        True if these fields suffice for a row: the first one, the name, has a star too, and a phone shows the others in
        pairs.
    defaulted : collection of str
        Columns that the form completes if they are left empty.
    keeps : bool
        As for `field`.
    """
    filled, names = {}, _in_language(names)
    places = _pairs(len(names)) if is_first and screen.is_phone() else _in_rows(len(names), columns)
    for place, name in zip(places, names, strict=False):
        with place:
            filled[name] = field(
                table,
                name,
                scope=scope,
                value=(values or {}).get(name),
                options=(options or {}).get(name),
                currency=currency,
                is_asked=is_first,
                is_defaulted=name in defaulted,
                keeps=keeps,
            )
    return filled


def _in_language(names: Sequence[str]) -> list[str]:
    """Columns in order, of the two languages of a text the reader's first."""
    ordered = list(names)
    for place, name in enumerate(names[:-1]):
        if reader().language == "zh" and name.endswith("_en") and names[place + 1] == f"{name[:-3]}_zh":
            ordered[place : place + 2] = names[place + 1], name
    return ordered


def initial_values(table: str, names: Sequence[str], values: Mapping[Any, Any]) -> dict[str, object]:
    """Values of columns as `fields` returns them before an edit, for fields that are not drawn.

    Parameters
    ----------
    table : str
    names : sequence of str
        Columns.
    values : mapping
        Stored or initial values by column.
    """
    given = {name: None if pd.isna(values.get(name)) else values[name] for name in names}
    is_flag = {name: contracts.tables()[table][name].type == "flag" for name in names}
    return {name: bool(value) if is_flag[name] else value for name, value in given.items()}


def _pairs(count: int) -> list[DeltaGenerator]:
    """Containers of fields on a phone, the first as wide as the page."""
    first, pairs = st.container(), st.grid(2, min_column_width=140)
    return [first, *(pairs.container() for _each in range(count - 1))]


def _in_rows(count: int, columns: int | Sequence[float]) -> list[DeltaGenerator]:
    """Containers of fields side by side, in as many rows as necessary."""
    in_row = columns if isinstance(columns, int) else len(columns)
    return [place for _first in range(0, count, in_row) for place in st.columns(columns)]
