"""Work that takes a while: how far it has come, and a button that stops it."""

from collections.abc import Callable, Generator
from contextlib import contextmanager

import streamlit as st

from pages.common.language import _


@contextmanager
def progress(
    message: str, *, key: str, cancel: Callable[[], None]
) -> Generator[Callable[[float, str], None]]:
    """Show a bar and a button while the block runs; yield what takes the share done [0–1] and a message.

    A press of the button runs `cancel` and then the page anew: the block ends at its next word of progress.
    """
    place = st.empty()
    with place.container():
        bar = st.progress(0.0, text=message)
        st.button(_("Cancel"), key=f"cancel_{key}", icon=":material/close:", on_click=cancel)

    def tell(share: float, told: str) -> None:
        bar.progress(min(1.0, share), text=_(told) if told else message)

    try:
        yield tell
    finally:
        place.empty()
