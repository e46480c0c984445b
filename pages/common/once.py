"""Parts of a page that are drawn or computed once, and sent as they were when they are asked for again."""

import datetime as dt
from collections.abc import Callable
from typing import ParamSpec, TypeVar

import streamlit as st

from pages.common import address, charts, controls, data, language, role, screen
from pages.common.presenting import room

P = ParamSpec("P")
T = TypeVar("T")


def once(part: Callable[P, T], *inputs: P.args, **named: P.kwargs) -> T:
    """Draw or compute a part of a page; with the same inputs, data and reader, send what it drew and returned before.

    Parameters
    ----------
    part : callable
        Draws figures, tables and words, but no control. It depends on nothing but its arguments, the stored data,
        who looks and the day: not on the address or other values of the session.
    *inputs, **named : object
        Its arguments, compared by content.
    """
    # A part of a part belongs to it: Streamlit would send the inner one again outside of its column.
    if charts.is_collecting() or address.is_locked():
        return part(*inputs, **named)

    def drawn() -> T:
        with address.locked():
            return part(*inputs, **named)

    key = data.key_of(part, data.stored_version(), _onlooker(), inputs, named)
    return data.recalled(key, drawn)


def _onlooker() -> tuple[object, ...]:
    """Everything about the reader of this page that its words, figures and links depend on, and the day."""
    scenario = st.session_state.get("scenario")
    is_facilitator = role.is_facilitator()
    return (
        language.reader(),
        role.viewer(),
        is_facilitator,
        controls.is_projected(),
        room.window(),
        scenario,
        address.everywhere(),
        screen.is_phone(),
        dt.date.today(),
    )
