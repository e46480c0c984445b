"""Controls whose value is an id or a number, kept in the session and in the address; words are only how it is shown.

A browser does not send the id of an option back but its words. Where the words depend on the language, the currency or
what is in scope, a control that is drawn anew under the same key is sent words that it no longer knows, shows its first
option and takes that. So each control is drawn under a key that belongs to its words (`widget_key`); its value stands
under the plain key, and in the address.
"""

import zlib
from collections.abc import Callable, Collection, Iterable, Mapping
from functools import partial
from typing import Any

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from pages.common import address

Options = Mapping[str, str] | Collection[str]
Words = Callable[[str], str]
Control = Callable[..., Any]


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
    """Let the reader choose one of a few options, side by side.

    Parameters
    ----------
    label : str
        What is chosen.
    options : mapping of str to str, or collection of str
        Ids with their words, or ids alone.
    key : str
        Name of the choice in the session and in the address.
    default : str, optional
        What is chosen at first; the first option where there is no such one.
    words : callable, optional
        Words of an id, where `options` hold none.
    place : DeltaGenerator, optional
        Where it is drawn, if not here.
    **about : object
        Further arguments of the Streamlit control.
    """
    control = (place or st).segmented_control
    return _one(control, label, options, key, default, words, required=True, wrap=True, **about)


def in_lines(label: str, options: Options, *, key: str, words: Words | None = None, **about: Any) -> str:
    """Let the reader choose one of a few options with long words, one below the other; parameters as of `one_of`."""
    return _one(st.radio, label, options, key, None, words, **about)


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
    return _one((place or st).selectbox, label, options, key, default, words, **about)


def entered(
    label: str,
    options: Options,
    *,
    key: str,
    default: str | None = None,
    words: Words | None = None,
    control: Control | None = None,
    **about: Any,
) -> str | None:
    """Let the reader choose one of many options as part of what is to be stored: not in the address, at first `default`.

    Other parameters as of `one_of`; with a default of None nothing is chosen at first. `control` is that of Streamlit, by
    default a list.
    """
    words = _words(options, words)
    value = st.session_state.get(key, default)
    st.session_state[key] = value = default if value is not None and value not in options else value
    _drawn(
        control or partial(st.selectbox, index=0 if default else None),
        label,
        list(options),
        key,
        words,
        value,
        **about,
    )
    return st.session_state[key]


def on_slider(
    label: str, options: Options, *, key: str, default: str, words: Words | None = None, **about: Any
) -> str:
    """Let the reader choose one of a row of options that have an order; parameters as of `one_of`."""
    return _one(st.select_slider, label, options, key, default, words, **about)


def at_most_one(
    label: str, options: Options, *, key: str, words: Words | None = None, **about: Any
) -> str | None:
    """Let the reader choose one of a few options or none; parameters as of `one_of`."""
    words = _words(options, words)
    value = address.remembered(key, options, None)
    _drawn(st.pills, label, list(options), key, words, value, **about)
    address.keep(key)
    return st.session_state[key]


def any_of(label: str, options: Options, *, key: str, words: Words | None = None, **about: Any) -> list[str]:
    """Let the reader choose any of a few options, side by side; parameters as of `one_of`."""
    return _many(st.pills, label, options, key, (), words, selection_mode="multi", **about)


def some_of(
    label: str,
    options: Options,
    *,
    key: str,
    default: Collection[str] = (),
    words: Words | None = None,
    **about: Any,
) -> list[str]:
    """Let the reader choose some of many options, found by typing; `default` are those chosen at first."""
    return _many(st.multiselect, label, options, key, default, words, **about)


def switch(label: str, *, key: str, default: bool = False, **about: Any) -> bool:
    """Let the reader turn something on or off; `default` is how it stands at first."""
    address.remembered_flag(key, default=default)
    is_on = st.toggle(label, key=key, persist_state="session", **about)
    address.keep(key, default=default)
    return is_on


def widget_key(key: str, shown: Iterable[str]) -> str:
    """Return the key of the widget that shows an option in these words: other words make another widget."""
    words = "\n".join(shown)
    return f"{key}-{zlib.crc32(words.encode()):08x}"


def _words(options: Options, words: Words | None) -> Words:
    if isinstance(options, Mapping):
        named: Mapping[str, str] = options
        return lambda option: named.get(option, option)
    return words or str


def _one(
    control: Control,
    label: str,
    options: Options,
    key: str,
    default: str | None,
    words: Words | None,
    **about: Any,
) -> str:
    words = _words(options, words)
    first = default if default is not None and default in options else next(iter(options), None)
    value = address.remembered(key, options, first)
    _drawn(control, label, list(options), key, words, value, **about)
    address.keep(key)
    return st.session_state[key] or first or ""


def _many(
    control: Control,
    label: str,
    options: Options,
    key: str,
    default: Collection[str],
    words: Words | None,
    **about: Any,
) -> list[str]:
    words = _words(options, words)
    value = address.remembered_many(key, options, default)
    _drawn(control, label, list(options), key, words, value, **about)
    address.keep(key, default=list(default))
    return list(st.session_state[key])


def _drawn(
    control: Control, label: str, options: list[str], key: str, words: Words, value: Any, **about: Any
) -> None:
    """Draw a control under the key of its words, showing `value`; what is chosen goes to the plain key."""
    widget = widget_key(key, map(words, options))
    if widget not in st.session_state or st.session_state[widget] != value:
        st.session_state[widget] = value
    st.session_state[_shown_by(key)] = widget
    control(label, options, format_func=words, key=widget, on_change=_take, args=(key, widget), **about)


def _take(key: str, widget: str) -> None:
    """Take what the reader chose; a browser may still send what an earlier widget of other words held."""
    if st.session_state.get(_shown_by(key)) == widget:
        st.session_state[key] = st.session_state[widget]


def _shown_by(key: str) -> str:
    return f"{key}_shown_by"
