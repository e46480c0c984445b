"""Controls whose value is an id or a number, kept in the session and in the address; words are only how it is shown.

A browser sends the words of an option back, not its id, and keeps them for as long as the page holds the control. So a
control that is drawn with other words (another language, currency or scope), or whose value was set by something else than
a click on it, is drawn as a new widget that begins with its value: under the same key, the browser would show and send
what it kept, or the first option where it does not know it any more. That also holds for controls in a closed popover,
which the browser draws only when it is opened. The value itself stands under the plain key.
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
Control = tuple[
    Callable[..., Any], str
]  # a command of Streamlit, and its argument for the value of a new widget
_DRAWN = "controls_drawn"  # by plain key: the widget that shows it, and how many there were before
_UNSEEN = "controls_unseen"  # widgets with a value that is set, which a browser may not have drawn yet
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
    control = (place or st).segmented_control, "default"
    return _one(control, label, options, key, default, words, required=True, wrap=True, **about)


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
    about.setdefault("placeholder", _("Choose"))
    return _one(((place or st).selectbox, "index"), label, options, key, default, words, **about)


def entered(
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
    """Let the reader choose one of many options as part of what is to be stored: not in the address.

    Other parameters as of `one_of`.

    Parameters
    ----------
    default : str, optional
        What is chosen at first; by default nothing.
    empty : str, optional
        What stands in the list for nothing, where that may be chosen.
    buttons : DeltaGenerator, optional
        Where it is a row of buttons instead of a list.
    """
    words = _words(options, words)
    offered = list(options) if empty is None else ["", *options]
    first = default if default is not None else None if empty is None else ""
    value = st.session_state.get(key, first)
    if value not in offered and (value is not None or empty is not None):
        value = first
    st.session_state[key] = value
    named = lambda option: (empty or "") if option == "" else words(option)  # noqa: E731
    control = (buttons.segmented_control, "default") if buttons else ((place or st).selectbox, "index")
    if not buttons:
        about.setdefault("placeholder", _("Choose"))
    _choose(control, label, offered, key, named, value, **about)
    return st.session_state[key] or None


def on_slider(
    label: str, options: Options, *, key: str, default: str, words: Words | None = None, **about: Any
) -> str:
    """Let the reader choose one of a row of options that have an order; parameters as of `one_of`."""
    return _one((st.select_slider, "value"), label, options, key, default, words, **about)


def at_most_one(label: str, options: Options, *, key: str, **about: Any) -> str | None:
    """Let the reader choose one of a few options or none; parameters as of `one_of`."""
    value = address.remembered(key, options, None)
    _choose((st.pills, "default"), label, options, key, None, value, **about)
    address.keep(key)
    return st.session_state[key]


def any_of(label: str, options: Options, *, key: str, words: Words | None = None, **about: Any) -> list[str]:
    """Let the reader choose any of a few options, side by side; parameters as of `one_of`."""
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
    """Let the reader choose some of many options, found by typing; `default` are those chosen at first.

    Of more than `most` the first ones count, which is stated below: the browser's own refusal is in English only.
    """
    about.setdefault("placeholder", _("Choose"))
    chosen = _many((st.multiselect, "default"), label, options, key, default, words, **about)
    if most is not None and len(chosen) > most:
        st.caption(_("The first {most} are shown; remove one of them to see the next.", most=str(most)))
    return chosen[:most]


def switch(label: str, *, key: str, default: bool = False, **about: Any) -> bool:
    """Let the reader turn something on or off; `default` is how it stands at first."""
    value = address.remembered_flag(key, default=default)
    draw(partial(st.toggle, value=value), label, key=key, value=value, **about)
    address.keep(key, default=default)
    return bool(st.session_state[key])


def text(label: str, *, key: str, **about: Any) -> str:
    """Let the reader type something."""
    value = address.remembered_text(key)
    draw(partial(st.text_input, value=value), label, key=key, value=value, **about)
    address.keep(key)
    return st.session_state[key]


def widget_key(key: str, shown: Iterable[str]) -> str:
    """Return the key of a widget that shows options in these words: other words make another widget."""
    words = "\n".join(shown)
    return f"{key}-{zlib.crc32(words.encode()):08x}"


def _words(options: Options, words: Words | None) -> Words:
    if isinstance(options, Mapping):
        named: Mapping[str, str] = options
        return lambda option: named.get(option, option)
    return words or str


def distinct(options: Mapping[str, str]) -> dict[str, str]:
    """Words of each option, those of a later one numbered where they are the same: the browser would send back the first."""
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
    """Draw a control of options with `value` chosen."""
    named, offered = _words(options, words), list(options)
    shown = distinct({option: named(option) for option in offered})
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
    """Draw a control; what is chosen in it goes to the plain key. Return the key of the widget.

    Parameters
    ----------
    drawn_by : callable
        The command of Streamlit, with the value of a new widget.
    label, **about : str, object
        Its other arguments.
    key : str
        The plain key.
    value : object
        What it is to show.
    shown : iterable of str
        The words of its options.
    is_set : bool
        Whether a new widget has to be set to the value, as it begins with another one.
    taken : callable, optional
        Takes what is chosen to the plain key, given that and the key of the widget; by default as it is.
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
    if widget in unseen:  # in each run: a browser that opens the popover later knows the last run only
        st.session_state[widget] = value
    drawn_by(label, key=widget, on_change=_take, args=(key, widget, taken), **about)
    return widget


def _take(key: str, widget: str, taken: Callable[[str, str], None] | None) -> None:
    """Take the reader's choice; a browser may still send the value of an earlier widget, or of a session that was cleared."""
    drawn = st.session_state.get(_DRAWN, {}).get(key)
    if drawn and widget == "{}-{}".format(*drawn):
        if taken:
            taken(key, widget)
        else:
            st.session_state[key] = st.session_state[widget]
        st.session_state[_UNSEEN].discard(widget)
