"""Cache for parts of a page: drawn or computed once, and replayed on the next request."""

import datetime as dt
from collections.abc import Callable
from typing import ParamSpec, TypeVar

import streamlit as st

from pages.common import address, charts, controls, data, language, role, screen
from pages.common.presenting import room

P = ParamSpec("P")
T = TypeVar("T")


def once(part: Callable[P, T], *inputs: P.args, **named: P.kwargs) -> T:
    """Draw or compute a part of a page; for the same inputs, data and reader, replay its drawings and result.

    Parameters
    ----------
    part : callable
        Draws figures, tables and texts, but no controls. It depends only on its arguments, the stored data, the reader and
        the day, not on the address or other session values.
    *inputs, **named : object
        Arguments, compared by content.
    """
    # A nested part belongs to the outer one: Streamlit would replay the inner one outside its column.
    if charts.is_collecting() or address.is_locked():
        return part(*inputs, **named)

    def drawn() -> T:
        with address.locked():
            return part(*inputs, **named)

    state = data.present_state()
    return data.recalled(data.key_of(part, (state.file,), _onlooker(), inputs, named), state, drawn)


def _onlooker() -> tuple[object, ...]:
    """Everything about the reader that affects texts, figures and links of the page, and the day."""
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
        screen.width() if screen.is_phone() else None,  # columns of tables fill the width of a phone
        dt.date.today(),
    )
