"""The address of the page holds what the reader chose, so that a view can be shared and reloaded.

Streamlit's own binding writes the words of an option into the address; ours writes its id, so
an address means the same in every language.
"""

from collections.abc import Collection, Mapping

import streamlit as st
from streamlit.delta_generator import DeltaGenerator


def one_of(
    label: str,
    options: Mapping[str, str],
    *,
    key: str,
    default: str | None = None,
    place: DeltaGenerator | None = None,
    help: str | None = None,  # noqa: A002 - as Streamlit calls it
) -> str:
    """Let the reader choose one of a few options, by id with its words; the first, unless told otherwise."""
    first = default if default is not None and default in options else next(iter(options))
    remembered(key, options, first)
    (place or st).segmented_control(
        label,
        list(options),
        format_func=lambda option: options.get(option, option),
        required=True,
        key=key,
        persist_state="session",
        help=help,
    )
    keep(key)
    return st.session_state[key] or first


def remembered(key: str, options: Collection[str], default: str | None) -> str | None:
    """Give the widget `key` its value before it is drawn: from the address, as it was, or the default.

    Draw the widget with `key=key` and `persist_state="session"`, then call `keep`.
    An option that does not exist (any more) falls back to the default.
    """
    asked = st.query_params.get(key)
    is_new = asked != st.session_state.get(_written(key))
    if asked in options and is_new:
        st.session_state[key] = asked
    elif st.session_state.get(key) not in options:
        st.session_state[key] = default
    return st.session_state[key]


def keep(key: str) -> None:
    """Write the value of the widget `key` into the address."""
    value = st.session_state.get(key)
    st.session_state[_written(key)] = value
    if value is None:
        st.query_params.pop(key, None)
    elif st.query_params.get(key) != value:
        st.query_params[key] = value


def _written(key: str) -> str:
    return f"{key}_in_address"
