"""Expanders and popovers whose content is drawn only once they were opened, as most readers of a page never open them."""

from collections.abc import Callable, Generator
from contextlib import contextmanager
from typing import Any

import streamlit as st


@contextmanager
def drawn_once_opened(
    label: str, *, key: str, kind: Callable[..., Any] = st.expander, **about: Any
) -> Generator[bool]:
    """Expander or popover; yield whether its content is drawn: from its first opening on, since edits would be lost with it.

    Parameters
    ----------
    label, key : str
    kind : callable
        `st.expander` or `st.popover`.
    **about : object
        Its further arguments.
    """
    place, was_opened = kind(label, key=key, on_change="rerun", **about), noted(key)
    if place.open:
        st.session_state[was_opened] = True
    with place:
        yield bool(st.session_state.get(was_opened))


def noted(key: str) -> str:
    """Name under which the session notes that the expander or popover of a key was opened."""
    return f"{key}_was_opened"
