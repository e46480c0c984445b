"""The field for a number: typed as people write it, read as an import reads it, what was read or refused stated below.

Browsers drop commas and letters from a field for numbers without a word, so 2,5 would become 25.
"""

import copy
from collections.abc import Sequence
from functools import partial
from typing import Any, Literal

import streamlit as st

from isdata.data.contracts import Column
from isdata.data.entry import typed_numbers
from isdata.data.entry.typed_numbers import Typed
from pages.common import pick, show
from pages.common.language import _, reader

_REFUSED = "numbers_refused"  # by key of the field: what of it is refused, in words, and what it holds
_NAMED = 8  # fields or cells that a refusal names
_Width = int | Literal["stretch"]


def read(text: str, column: Column, **of: str) -> Typed:
    """Return what a text means as this reader writes numbers; `of` holds unit and currency."""
    return typed_numbers.read(text, column, notation=typed_numbers.notation(reader()), **of)


def entered(
    label: str,
    *,
    key: str,
    value: float | None = None,
    minimum: float | None = None,
    maximum: float | None = None,
    is_whole: bool = False,
    unit: str = "",
    column: Column | None = None,
    currency: str = "",
    width: _Width = "stretch",
    **about: Any,
) -> float | None:
    """Let the reader type a number; return it, None where nothing is typed or it is refused.

    What is refused is not saved: `is_readable` says so to whatever saves.

    Parameters
    ----------
    label, key : str
        Of the field.
    value : float, optional
        What it holds at first.
    minimum, maximum : float, optional
        Limits, stated with the field.
    is_whole : bool
        Whether it counts something.
    unit : str
        Of the number, or of its row where the unit of the column is that.
    column : Column, optional
        What the contracts say of the number, in place of limits and unit.
    currency : str
        Of the row, for money.
    width, **about : object
        Further arguments of `st.text_input`.
    """
    column = column or typed_numbers.column_of(unit, minimum, maximum, is_whole=is_whole)
    first = "" if value is None else typed_numbers.written(value)
    with st.container(width=width, gap="xxsmall"):
        text = st.text_input(
            label, value=first, key=key, help=explained(about.pop("help", None), column), width=width, **about
        ).strip()
        found = read(text, column, unit=unit, currency=currency)
        if text == first:
            found = Typed(text, value)
        state(found, label, key=key, unit=unit or column.unit, currency=currency)
    if found.value is None:
        return None
    return int(found.value) if column.type == "integer" else found.value


def chosen(
    label: str,
    *,
    key: str,
    default: float | None,
    minimum: float | None = None,
    maximum: float | None = None,
    is_whole: bool = False,
    currency: str = "",
    width: _Width = "stretch",
    **about: Any,
) -> float | None:
    """Let the reader type a number, at first `default`; not in the address.

    What cannot be read stays in the field with the reason below it, and the number before it counts. Emptied, the field
    holds `default` again. Other parameters as of `entered`.
    """
    column = typed_numbers.column_of("currency" if currency else "", minimum, maximum, is_whole=is_whole)
    value, known = st.session_state.setdefault(key, default), st.session_state.get(f"{key}_as_typed")
    shown = known[0] if known and known[1] == value else "" if value is None else typed_numbers.written(value)
    first = "" if default is None else shown
    with st.container(width=width, gap="xxsmall"):
        widget = pick.draw(
            partial(st.text_input, value=first),
            label,
            key=key,
            value=shown,
            is_set=first != shown,
            taken=partial(_take_number, column=column, default=default, currency=currency),
            help=explained(about.pop("help", None), column),
            width=width,
            **about,
        )
        found = read(shown, column, currency=currency)
        still = "" if value is None else reader().as_published(value, currency)
        remedy = _("{amount} still counts.", amount=still) if still else ""
        state(found, label, key=widget, unit=column.unit, currency=currency, remedy=remedy)
    return st.session_state[key]


def _take_number(key: str, widget: str, *, column: Column, default: float | None, currency: str) -> None:
    """Take a number as typed; what cannot be read is kept beside the number that still counts."""
    text = (st.session_state[widget] or "").strip()
    found = read(text, column, currency=currency)
    if not found.rule:
        value = default if found.value is None else found.value
        st.session_state[key] = int(value) if value is not None and column.type == "integer" else value
    st.session_state[f"{key}_as_typed"] = (text, st.session_state.get(key)) if text else None


def state(found: Typed, label: str, *, key: str, unit: str, currency: str, remedy: str = "") -> None:
    """State below a field what was read from it where that is not just what is written, or why it is refused.

    Parameters
    ----------
    found : Typed
        What was read.
    label, key : str
        Of the field.
    unit, currency : str
        Of the number.
    remedy : str
        What counts meanwhile, where it is refused.
    """
    note(key, [f"“{label}”"] if found.rule else [])
    if found.rule:
        words = reader().sentences([found.problem(reader()), remedy])
        st.markdown(f":small[:red[:material/error: {show.plain(words)}]]")
        return
    if found.value is not None and not found.is_plain:
        amount = reader().as_published(found.value, stated_unit(unit, currency))
        words = _("Read as {amount}.", amount=amount)
        st.caption(f":material/check: {show.plain(words)}")


def stated_unit(unit: str, currency: str) -> str:
    """Unit of a column with its currency; empty where its row has it and it is not known here."""
    known = unit.replace("currency", currency) if currency else unit
    return "" if any(word in known for word in ("unit", "currency", "period")) else known


def explained(meaning: str | None, column: Column) -> str | None:
    """Explanation of a field with its limits."""
    low, high = (
        None if at is None else reader().as_published(at, "") for at in (column.minimum, column.maximum)
    )
    limits = None
    if low is not None and high is not None:
        limits = _("From {minimum} to {maximum}.", minimum=low, maximum=high)
    elif low is not None and column.minimum:  # that an amount is not negative needs no words
        limits = _("At least {minimum}.", minimum=low)
    elif high is not None:
        limits = _("At most {maximum}.", maximum=high)
    return "\n\n".join(filter(None, [meaning, limits])) or None


def note(key: str, fields: Sequence[str]) -> None:
    """Note what of a field or table cannot be saved as it is now, in words; nothing where all of it can."""
    refused = st.session_state.setdefault(_REFUSED, {})
    if fields:
        refused[key] = list(fields), copy.deepcopy(st.session_state.get(key))
    else:
        refused.pop(key, None)


def refused() -> list[str]:
    """Fields and cells in sight that hold what cannot be read, in words."""
    # Streamlit forgets what is not drawn any more.
    return [
        field
        for key, (named, held) in st.session_state.get(_REFUSED, {}).items()
        if key in st.session_state and st.session_state[key] == held
        for field in named
    ]


def is_readable() -> bool:
    """Return whether everything typed in sight can be read; where something cannot, it is named, and nothing is to be saved."""
    fields = refused()
    if fields:
        listed = reader().listed([*fields[:_NAMED], *(["…"] if len(fields) > _NAMED else [])])
        show.refused([_("Nothing was saved."), show.plain(_("Correct {fields} first.", fields=listed))])
    return not fields
