"""Fields of a form, made from what the contracts say of a column."""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from isdata.data import contracts
from isdata.data.contracts import Column
from isdata.data.entry import names
from isdata.data.naming import phrases
from pages.common import day_field, meanwhile, number_field, pick, resource_choice, screen
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
) -> object:
    """Let the reader fill one column; return the value, None where it is empty.

    Parameters
    ----------
    table, name : str
        The column.
    scope : str
        Distinguishes forms: two with the same scope would share what was typed.
    value : object
        What it holds at first.
    options : mapping of str to str
        Words of each value, for a column that refers to rows of another table, or to offer some of its choices only.
    currency : str, optional
        Of the money in the row, for the labels.
    is_asked : bool
        Whether a text that is required in one language only has a star as well.
    """
    column = contracts.tables()[table][name]
    read = reader()
    given = None if value is None or pd.isna(value) else value
    key = f"form_{scope}_{name}"
    common: dict[str, Any] = {"help": column.meaning[read.language], "key": key + meanwhile.began(key, given)}
    if column.choices and options is None:
        options = read.choices(column.choices)
    if options is not None:
        return _choice(column, given, options, common, currency)
    if column.type in ("number", "integer"):
        return _number(column, given, common, currency)
    if column.type == "date":
        return st.date_input(
            label(column, currency),
            value=given if isinstance(given, dt.date) else None,
            **common,
            format=day_field.FORMAT,
        )
    if column.type == "flag":
        return st.checkbox(label(column, currency), value=bool(given), **common)
    own = read.half(given) if isinstance(given, str) else given
    if own != given:  # a text in both languages: typed in one, it must not stay in the field of the other
        common["key"] += f"_{read.language}"
    star = " *" if is_asked and column.required == "either" else ""
    text = st.text_input(label(column, currency) + star, value=str(own) if own is not None else "", **common)
    return read.whole(given, text.strip()) or None


def _choice(
    column: Column, given: object, options: Mapping[str, str], common: dict[str, Any], currency: str | None
) -> object:
    """Let the reader choose one of some values; resources also by their synonyms."""
    is_resource = phrases.is_resource(column)
    options = pick.distinct(resource_choice.with_synonyms(options) if is_resource else options)
    known = list(options)
    # Within a form nothing is sent before the form is: in another language it begins again with what is stored.
    common["key"] = pick.widget_key(common["key"], options.values())
    chosen = st.selectbox(
        label(column, currency),
        known,
        index=known.index(str(given)) if given in known else None,
        format_func=options.__getitem__,
        placeholder=_("Choose"),
        **common,
    )
    return names.meant(chosen) if chosen and is_resource else chosen


def _number(
    column: contracts.Column, given: object, common: dict[str, Any], currency: str | None
) -> float | int | None:
    return number_field.entered(
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
    """A label with its unit, unless it names it already, as “± %” does; an empty unit adds nothing."""
    return words if not unit or unit in words.split() else f"{words} [{unit}]"


def unit_words(unit: str, currency: str | None = None) -> str:
    """Unit of a column in words; empty where it is given by another column and not known here."""
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
) -> dict[str, object]:
    """Let the reader fill several columns, set side by side; return the values by column.

    Parameters
    ----------
    table : str
    names : sequence of str
        The columns, in order.
    scope : str
        Distinguishes forms.
    values : mapping of str to object
        What they hold at first.
    options : mapping of str to mapping
        For columns that refer to another table, or of whose choices only some are offered.
    columns : int or sequence of float
        How many stand side by side, or their widths relative to each other.
    currency : str, optional
        Of the money in the row.
    is_first : bool
        Whether they are all that a row needs: the name, which is the first, has a star as well, and a phone shows the others
        two side by side.
    """
    filled = {}
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
            )
    return filled


def _pairs(count: int) -> list[DeltaGenerator]:
    """Places of fields on a phone, the first as wide as the page."""
    first, pairs = st.container(), st.grid(2, min_column_width=140)
    return [first, *(pairs.container() for _each in range(count - 1))]


def _in_rows(count: int, columns: int | Sequence[float]) -> list[DeltaGenerator]:
    """Places of fields side by side, in as many rows as they need."""
    in_row = columns if isinstance(columns, int) else len(columns)
    return [place for _first in range(0, count, in_row) for place in st.columns(columns)]
