"""Parts of a page that run alone when only their own controls change."""

from collections.abc import Callable
from functools import wraps

import streamlit as st

from pages.common import address, data, language, run_values, show, turns


def independent_fragment(part: Callable[[], None]) -> Callable[[], None]:
    """Wrap a part of a page as a fragment with its own copy of the contexts that `app.py` puts around a page."""

    @st.fragment
    @wraps(part)
    def run() -> None:
        language.cache_settings()
        with (
            turns.own_turn(),
            show.faults("A part of the page"),
            address.one_history_entry(),
            data.one_version(),
            run_values.one_run(),
        ):
            part()
        rerun_if_outdated()

    return run


def rerun_if_outdated() -> None:
    """Run the whole page if its notice on a missing choice, which is outside the part, no longer holds."""
    if address.is_outdated():
        st.rerun()
