"""Controls with an id or a number as value, stored in the session and in the address; labels are for display only.

A browser returns the label of an option, not its id, and keeps it as long as the page contains the control. So a control
with changed labels (another language, currency or scope), or with a value not set by a click on it, is drawn as a new
widget with that initial value: under the same key, the browser would show and send the former label, or the first option
if it is unknown. This also applies to controls in a closed popover, which the browser draws only when it is opened. The
value itself is stored under the plain key.
"""

import itertools
import zlib
from collections.abc import Callable, Collection, Iterable, Mapping
from functools import partial
from typing import Any

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from pages.common import address
from pages.common.language import _

Options = Mapping[str, str] | Collection[str]
Words = Callable[[str], str]
Control = tuple[Callable[..., Any], str]  # a Streamlit command, and its argument for the initial value
_DRAWN = "controls_drawn"  # by plain key: the current widget, and the number of former ones
# Widgets with a programmatically set value, which a browser may not have drawn yet.
_UNSEEN = "controls_unseen"
_NOTHING = object()


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
    """Show a choice of one of a few options, side by side.

    Parameters
    ----------
    label : str
        Label of the control.
    options : mapping of str to str, or collection of str
        Ids with labels, or ids alone.
    key : str
        Name of the choice in the session and in the address.
    default : str, optional
        Initial choice; the first option if it is missing or unknown.
    words : callable, optional
        Returns the label of an id, if `options` has none.
    place : DeltaGenerator, optional
        Container to draw in, if not here.
    **about : object
        Further arguments of the Streamlit control.
    """
    control = (place or st).segmented_control, "default"
    return _one(control, label, options, key, default, words, required=True, wrap=True, **about)


def from_dropdown(
    label: str,
    options: Options,
    *,
    key: str,
    default: str | None = None,
    words: Words | None = None,
    place: DeltaGenerator | None = None,
    **about: Any,
) -> str:
    """Show a searchable choice of one of many options; parameters as for `one_of`."""
    about.setdefault("placeholder", _("Choose"))
    return _one(((place or st).selectbox, "index"), label, options, key, default, words, **about)


def choice_input(
    label: str,
    options: Options,
    *,
    key: str,
    default: str | None = None,
    empty: str | None = None,
    words: Words | None = None,
    place: DeltaGenerator | None = None,
    buttons: DeltaGenerator | None = None,
    **about: Any,
) -> str | None:
    """Show a choice of one of many options as input to be stored; it is not in the address.

    Other parameters as for `one_of`.

    Parameters
    ----------
    default : str, optional
        Initial choice; by default nothing.
    empty : str, optional
        Label of "nothing" in the list, if that may be chosen.
    buttons : DeltaGenerator, optional
        Container for a row of buttons instead of a list.
    """
    label_of = _words(options, words)
    labels = {option: label_of(option) for option in options}
    offered = labels if empty is None else {"": empty} | labels
    first = default if default is not None else None if empty is None else ""
    value = st.session_state.get(key, first)
    if value not in offered and (value is not None or empty is not None):
        value = first
    st.session_state[key] = value
    control = (buttons.segmented_control, "default") if buttons else ((place or st).selectbox, "index")
    if not buttons:
        about.setdefault("placeholder", _("Choose"))
    _choose(control, label, offered, key, None, value, **about)
    return st.session_state[key] or None


def on_slider(
    label: str, options: Options, *, key: str, default: str, words: Words | None = None, **about: Any
) -> str:
    """Show a slider with ordered options; parameters as for `one_of`."""
    return _one((st.select_slider, "value"), label, options, key, default, words, **about)


def at_most_one(label: str, options: Options, *, key: str, **about: Any) -> str | None:
    """Show a choice of one of a few options or none; parameters as for `one_of`."""
    value = address.remembered(key, options, None)
    _choose((st.pills, "default"), label, options, key, None, value, **about)
    address.keep(key)
    return st.session_state[key]


def any_of(label: str, options: Options, *, key: str, words: Words | None = None, **about: Any) -> list[str]:
    """Show a choice of any of a few options, side by side; parameters as for `one_of`."""
    return _many((st.pills, "default"), label, options, key, (), words, selection_mode="multi", **about)


def some_of(
    label: str,
    options: Options,
    *,
    key: str,
    default: Collection[str] = (),
    words: Words | None = None,
    most: int | None = None,
    **about: Any,
) -> list[str]:
    """Show a searchable choice of several of many options; `default` is the initial choice.

    Beyond `most`, only the first ones are used, which is stated below, because the browser's own message is in English
    only.
    """
    about.setdefault("placeholder", _("Choose"))
    chosen = _many((st.multiselect, "default"), label, options, key, default, words, **about)
    if most is not None and len(chosen) > most:
        st.caption(_("The first {most} are shown; remove one of them to see the next.", most=str(most)))
    return chosen[:most]


def switch(label: str, *, key: str, default: bool = False, **about: Any) -> bool:
    """Show an on/off switch; `default` is its initial state."""
    value = address.remembered_flag(key, default=default)
    draw(partial(st.toggle, value=value), label, key=key, value=value, **about)
    address.keep(key, default=default)
    return bool(st.session_state[key])


def text(label: str, *, key: str, **about: Any) -> str:
    """Show a text field."""
    value = address.remembered_text(key)
    draw(partial(st.text_input, value=value), label, key=key, value=value, **about)
    address.keep(key)
    return st.session_state[key]


def widget_key(key: str, shown: Iterable[str]) -> str:
    """Key of a widget with these option labels; other labels give another widget."""
    words = "\n".join(shown)
    return f"{key}-{zlib.crc32(words.encode()):08x}"


def _words(options: Options, words: Words | None) -> Words:
    if isinstance(options, Mapping):
        named: Mapping[str, str] = options
        return lambda option: named.get(option, option)
    return words or str


def unique_labels(options: Mapping[str, str]) -> dict[str, str]:
    """Label of each option, with repeated labels numbered, because the browser would return the first one."""
    named: dict[str, str] = {}
    taken: set[str] = set()
    for option, words in options.items():
        numbered = (f"{words} ({number})" for number in itertools.count(2))
        named[option] = words if words not in taken else next(each for each in numbered if each not in taken)
        taken.add(named[option])
    return named


def _one(
    control: Control,
    label: str,
    options: Options,
    key: str,
    default: str | None,
    words: Words | None,
    **about: Any,
) -> str:
    first = default if default is not None and default in options else next(iter(options), None)
    value = address.remembered(key, options, first)
    _choose(control, label, options, key, words, value, **about)
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
    value = address.remembered_many(key, options, default)
    _choose(control, label, options, key, words, value, **about)
    address.keep(key, default=list(default))
    return list(st.session_state[key])


def _choose(
    control: Control, label: str, options: Options, key: str, words: Words | None, value: Any, **about: Any
) -> None:
    """Draw a choice control with `value` selected."""
    named, offered = _words(options, words), list(options)
    shown = unique_labels({option: named(option) for option in offered})
    drawn_by, name = control
    first = offered.index(value) if name == "index" and value is not None else value
    about |= {"options": offered, "format_func": lambda option: shown.get(option) or named(option)}
    draw(partial(drawn_by, **{name: first}), label, key=key, value=value, shown=shown.values(), **about)


def draw(
    drawn_by: Callable[..., Any],
    label: str,
    *,
    key: str,
    value: Any,
    shown: Iterable[str] = (),
    is_set: bool = False,
    taken: Callable[[str, str], None] | None = None,
    **about: Any,
) -> str:
    """Draw a control whose value is stored under the plain key; return the key of the widget.

    Parameters
    ----------
    drawn_by : callable
        Streamlit command, with the initial value of a new widget.
    label, **about : str, object
        Other arguments of the command.
    key : str
        Plain key.
    value : object
        Value to show.
    shown : iterable of str
        Labels of its options.
    is_set : bool
        True if a new widget has to be set to the value, because it starts with another one.
    taken : callable, optional
        Stores the widget's value under the plain key, given both keys; by default unchanged.
    """
    name = widget_key(key, shown)
    drawn = st.session_state.setdefault(_DRAWN, {})
    last, turn = drawn.get(key, ("", 0))
    is_same = last == name and st.session_state.get(f"{name}-{turn}", _NOTHING) == value
    drawn[key] = name, turn if is_same else turn + 1
    widget = "{}-{}".format(*drawn[key])
    unseen = st.session_state.setdefault(_UNSEEN, set())
    if is_set and not is_same:
        unseen.add(widget)
    # In each run, because a browser that opens the popover later knows only the last run.
    if widget in unseen:
        st.session_state[widget] = value
    drawn_by(label, key=widget, on_change=_take, args=(key, widget, taken), **about)
    return widget


def _take(key: str, widget: str, taken: Callable[[str, str], None] | None) -> None:
    """Store the user's choice; a browser may still send the value of an earlier widget or of a cleared session."""
    drawn = st.session_state.get(_DRAWN, {}).get(key)
    if drawn and widget == "{}-{}".format(*drawn):
        if taken:
            taken(key, widget)
        else:
            st.session_state[key] = st.session_state[widget]
        st.session_state[_UNSEEN].discard(widget)
