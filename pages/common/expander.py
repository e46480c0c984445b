"""Expanders whose content is drawn only once it was opened, as most readers of a page never open it."""

from collections.abc import Generator
from contextlib import contextmanager
from typing import Any

import streamlit as st


@contextmanager
def drawn_once_opened(label: str, *, key: str, **about: Any) -> Generator[bool]:
    """Expander; yield whether its content is drawn: from its first opening on, since edits would be lost with it.

    Parameters
    ----------
    label, key : str
    **about : object
        Further arguments of `st.expander`.
    """
    place, was_opened = st.expander(label, key=key, on_change="rerun", **about), f"{key}_was_opened"
    if place.open:
        st.session_state[was_opened] = True
    with place:
        yield bool(st.session_state.get(was_opened))
