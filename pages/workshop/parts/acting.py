"""Buttons of the console: each keeps one step of the facilitator, and can be undone."""

from typing import Any

import streamlit as st

from isdata.programme.workshop.day import CONSOLE
from isdata.programme.workshop.journal import Record
from isdata.programme.workshop.live import Live
from isdata.programme.workshop.replay import undone

EVERY = 2.0  # s between two looks at the session
_NOT_UNDONE = ("open", "serve", "undo", "stored", "read")


def button(
    live: Live,
    words: str,
    key: str,
    kind: str,
    *,
    is_chosen: bool = False,
    icon: str | None = None,
    shortcut: str | None = None,
    is_disabled: bool = False,
    note: str | None = None,
    **body: Any,
) -> None:
    """Draw a button that does one thing; what is shown is drawn again afterwards."""

    def act() -> None:
        live.console(kind, **body)

    st.button(
        words,
        key=key,
        type="primary" if is_chosen else "secondary",
        icon=icon,
        shortcut=shortcut,
        disabled=is_disabled,
        help=note,
        on_click=act,
    )


def to_undo(records: list[Record]) -> int | None:
    """Number of the facilitator's last step that holds still."""
    gone = undone(records)
    steps = [each.number for each in records if each.author == CONSOLE and each.kind not in _NOT_UNDONE]
    return next((number for number in reversed(steps) if number not in gone), None)
