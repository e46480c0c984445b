"""Expanders and popovers whose content is drawn only after their first opening, since most users never open them."""

from collections.abc import Callable, Generator
from contextlib import contextmanager
from typing import Any

import streamlit as st


@contextmanager
def lazy_content(
    label: str, *, key: str, kind: Callable[..., Any] = st.expander, **about: Any
) -> Generator[bool]:
    """Expander or popover; yields True if its content is drawn: from the first opening on, to preserve edits.

    Parameters
    ----------
    label, key : str
    kind : callable
        `st.expander` or `st.popover`.
    **about : object
        Further arguments.
    """
    place, was_opened = kind(label, key=key, on_change="rerun", **about), opened_key(key)
    if place.open:
        st.session_state[was_opened] = True
    with place:
        yield bool(st.session_state.get(was_opened))


def opened_key(key: str) -> str:
    """Session key that records that an expander or popover was opened."""
    return f"{key}_was_opened"
