"""Controls whose value stands in the address, by id with its words: drawn, remembered and returned in one call."""

from collections.abc import Callable, Collection, Mapping
from typing import Any

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from pages.common import address

Options = Mapping[str, str] | Collection[str]
Words = Callable[[str], str]


def one_of(
    label: str,
    options: Options,
    *,
    key: str,
    default: str | None = None,
    words: Words | None = None,
    place: DeltaGenerator | None = None,
    **about: Any,
) -> str:
    """Let the reader choose one of a few options, all in sight.

    Parameters
    ----------
    label : str
        What is chosen.
    options : mapping of str to str, or collection of str
        Ids with their words, or ids alone.
    key : str
        Name of the choice in the session and in the address.
    default : str, optional
        What stands there at first; the first option where there is no such one.
    words : callable, optional
        Words of an id, where `options` hold none.
    place : DeltaGenerator, optional
        Where it is drawn, if not here.
    **about : object
        Further arguments of the Streamlit control.
    """
    control = (place or st).segmented_control
    return _chosen(control, label, options, key, default, words, required=True, wrap=True, **about)


def from_list(
    label: str,
    options: Options,
    *,
    key: str,
    default: str | None = None,
    words: Words | None = None,
    place: DeltaGenerator | None = None,
    **about: Any,
) -> str:
    """Let the reader choose one of many options, found by typing; parameters as of `one_of`."""
    return _chosen((place or st).selectbox, label, options, key, default, words, **about)


def on_slider(
    label: str, options: Options, *, key: str, default: str, words: Words | None = None, **about: Any
) -> str:
    """Let the reader choose one of a row of options that have an order; parameters as of `one_of`."""
    return _chosen(st.select_slider, label, options, key, default, words, **about)


def switch(label: str, *, key: str, **about: Any) -> bool:
    """Let the reader turn something on; off at first."""
    address.remembered_flag(key)
    is_on = st.toggle(label, key=key, persist_state="session", **about)
    address.keep(key)
    return is_on


def _chosen(
    control: Callable[..., Any],
    label: str,
    options: Options,
    key: str,
    default: str | None,
    words: Words | None,
    **about: Any,
) -> str:
    if isinstance(options, Mapping):
        told: Mapping[str, str] = options
        words = lambda option: told.get(option, option)  # noqa: E731
    first = default if default is not None and default in options else next(iter(options), None)
    address.remembered(key, options, first)
    control(label, list(options), format_func=words or str, key=key, persist_state="session", **about)
    address.keep(key)
    return st.session_state[key] or first or ""
