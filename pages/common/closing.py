"""Popovers that close after their content was stored; Streamlit's own stay open."""

from typing import Any

import streamlit as st
from streamlit.delta_generator import DeltaGenerator


def popover(label: str, *, key: str, place: DeltaGenerator | None = None, **about: Any) -> DeltaGenerator:
    """Popover that `close` closes in the next run.

    Parameters
    ----------
    label, key : str
    place : DeltaGenerator, optional
        Container to draw in, if not here.
    **about : object
        Further arguments of `st.popover`.
    """
    if st.session_state.pop(f"{key}_closes", False):
        st.session_state[key] = False
    return (place or st).popover(label, key=key, on_change="rerun", **about)


def close(key: str) -> None:
    """Close a popover in the next run."""
    st.session_state[f"{key}_closes"] = True
