"""Progress bar and stop button for longer work."""

import time
from collections.abc import Callable, Generator
from contextlib import contextmanager

import streamlit as st

from pages.common.language import _

_PATIENCE = 0.5  # delay before a bar is shown, because it would only flicker for shorter work [s]


@contextmanager
def progress(
    message: str, *, key: str, cancel: Callable[[], None]
) -> Generator[Callable[[float, str], None]]:
    """Show a bar and a button while the block runs; yields a function that takes the share done [0–1] and a message.

    The button runs `cancel` and reruns the page: the block ends at its next progress report.
    """
    place, began, bars = st.empty(), time.monotonic(), []

    def report(share: float, note: str) -> None:
        words = _(note) if note else message
        if bars:
            bars[0].progress(min(1.0, share), text=words)
        elif time.monotonic() - began > _PATIENCE:
            with place.container():
                bars.append(st.progress(min(1.0, share), text=words))
                st.button(_("Cancel"), key=f"cancel_{key}", icon=":material/close:", on_click=cancel)

    try:
        yield report
    finally:
        place.empty()
