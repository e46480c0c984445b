"""Tabs within a page that a link can open: the address names the part."""

from collections.abc import Mapping, Sequence

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from pages.common import address, browser_effects


def tabs(titles: Mapping[str, str], *, key: str, default: str | None = None) -> Sequence[DeltaGenerator]:
    """Containers of the tabs, with the one open that the address names.

    Parameters
    ----------
    titles : mapping of str to str
        Labels by id, in order.
    key : str
        Parameter of the address.
    default : str, optional
        Tab that is open if none is named; the first one if missing.
    """
    first = address.remembered(key, titles, default or next(iter(titles)))
    address.keep(key, default=default or next(iter(titles)))
    browser_effects.scroll_to_asked(key)
    return st.tabs([*titles.values()], default=titles[str(first)])
