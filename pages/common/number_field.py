"""Field for a number, typed in usual notation and parsed as in an import; the result or refusal is shown below it.

Browsers silently drop commas and letters from number fields, so that 2,5 would become 25.
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

_REFUSED = "numbers_refused"  # by key of the field: text of its refusal, and its content
_NAMED = 8  # number of fields or cells named in a refusal
_Width = int | Literal["stretch"]


def read(text: str, column: Column, **of: str) -> Typed:
    """Parse a text in this reader's number notation; `of` contains unit and currency."""
    return typed_numbers.read(text, column, notation=typed_numbers.notation(reader()), **of)


def enter_number(
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
    """Show a number field; return the number, or None if empty or refused.

    Refused input is not saved: save actions check `is_readable`.

    Parameters
    ----------
    label, key : str
        Label and key of the field.
    value : float, optional
        Initial value.
    minimum, maximum : float, optional
        Limits, stated with the field.
    is_whole : bool
        True for a count.
    unit : str
        Unit of the number, or of its row if the column refers to it.
    column : Column, optional
        Contract of the number, instead of limits and unit.
    currency : str
        Currency of the row, for money.
    width, **about : object
        Further arguments of `st.text_input`.
    """
    column = column or typed_numbers.column_of(unit, minimum, maximum, is_whole=is_whole)
    first = "" if value is None else typed_numbers.field_text(value)
    with st.container(width=width, gap="xxsmall"):
        text = st.text_input(
            label, value=first, key=key, help=help_text(about.pop("help", None), column), width=width, **about
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
    """Show a number field with the initial value `default`; it is not stored in the address.

    Unreadable text remains in the field with the reason below it, and the former number is used. An emptied field returns
    to `default`. Other parameters as for `enter_number`.
    """
    column = typed_numbers.column_of("currency" if currency else "", minimum, maximum, is_whole=is_whole)
    value, known = st.session_state.setdefault(key, default), st.session_state.get(f"{key}_as_typed")
    shown = (
        known[0] if known and known[1] == value else "" if value is None else typed_numbers.field_text(value)
    )
    first = "" if default is None else shown
    with st.container(width=width, gap="xxsmall"):
        widget = pick.draw(
            partial(st.text_input, value=first),
            label,
            key=key,
            value=shown,
            is_set=first != shown,
            taken=partial(_take_number, column=column, default=default, currency=currency),
            help=help_text(about.pop("help", None), column),
            width=width,
            **about,
        )
        found = read(shown, column, currency=currency)
        still = "" if value is None else reader().as_published(value, currency)
        remedy = _("{amount} still counts.", amount=still) if still else ""
        state(found, label, key=widget, unit=column.unit, currency=currency, remedy=remedy)
    return st.session_state[key]


def _take_number(key: str, widget: str, *, column: Column, default: float | None, currency: str) -> None:
    """Accept a typed number; unreadable text is kept in addition to the number still in use."""
    text = (st.session_state[widget] or "").strip()
    found = read(text, column, currency=currency)
    if not found.rule:
        value = default if found.value is None else found.value
        st.session_state[key] = int(value) if value is not None and column.type == "integer" else value
    st.session_state[f"{key}_as_typed"] = (text, st.session_state.get(key)) if text else None


def state(found: Typed, label: str, *, key: str, unit: str, currency: str, remedy: str = "") -> None:
    """Show below a field how it was read if that differs from the text, or why it is refused.

    Parameters
    ----------
    found : Typed
        Result of reading the field.
    label, key : str
        Label and key of the field.
    unit, currency : str
        Unit and currency of the number.
    remedy : str
        Sentence on the value used meanwhile if it is refused.
    """
    note(key, [f"“{label}”"] if found.rule else [])
    if found.rule:
        words = reader().sentences([found.problem(reader()), remedy])
        st.markdown(f":small[:red[:material/error: {show.escaped(words)}]]")
        return
    if found.value is not None and not found.is_plain:
        amount = reader().as_published(found.value, stated_unit(unit, currency))
        words = _("Read as {amount}.", amount=amount)
        st.caption(f":material/check: {show.escaped(words)}")


def stated_unit(unit: str, currency: str) -> str:
    """Unit of a column with its currency; empty if it is given by the row and unknown here."""
    known = unit.replace("currency", currency) if currency else unit
    return "" if any(word in known for word in ("unit", "currency", "period")) else known


def help_text(meaning: str | None, column: Column) -> str | None:
    """Explanation of a field with its limits."""
    low, high = (
        None if at is None else reader().as_published(at, "") for at in (column.minimum, column.maximum)
    )
    limits = None
    if low is not None and high is not None:
        limits = _("From {minimum} to {maximum}.", minimum=low, maximum=high)
    elif low is not None and column.minimum:  # a minimum of zero needs no explanation
        limits = _("At least {minimum}.", minimum=low)
    elif high is not None:
        limits = _("At most {maximum}.", maximum=high)
    return "\n\n".join(filter(None, [meaning, limits])) or None


def note(key: str, fields: Sequence[str]) -> None:
    """Record the texts of a field or table that cannot be saved; an empty list if all can be."""
    refused = st.session_state.setdefault(_REFUSED, {})
    if fields:
        refused[key] = list(fields), copy.deepcopy(st.session_state.get(key))
    else:
        refused.pop(key, None)


def unreadable_inputs() -> list[str]:
    """Texts on the visible fields and cells with unreadable content."""
    # Streamlit forgets fields that are no longer drawn.
    return [
        field
        for key, (named, held) in st.session_state.get(_REFUSED, {}).items()
        if key in st.session_state and st.session_state[key] == held
        for field in named
    ]


def is_readable() -> bool:
    """Return True if all visible input is readable; otherwise name the unreadable input, and nothing must be saved."""
    fields = unreadable_inputs()
    if fields:
        listed = reader().listed([*fields[:_NAMED], *(["…"] if len(fields) > _NAMED else [])])
        show.save_errors([_("Nothing was saved."), show.escaped(_("Correct {fields} first.", fields=listed))])
    return not fields
