"""A change is signed: the name that the change log keeps, beside the button that needs it."""

from typing import Any

import streamlit as st

from pages.common.language import _


def signed_button(
    label: str, *, key: str, is_ready: bool = True, primary: bool = True, **options: Any
) -> str | None:
    """Show the name and a button that waits for it; return the name when the button was used.

    Parameters
    ----------
    label, key : str
        Of the button.
    is_ready : bool
        Whether there is something to store.
    primary : bool
        Whether it is what the page is for.
    **options : object
        Further arguments of `st.button`.
    """
    with st.container(horizontal=True, vertical_alignment="bottom"):
        who = st.text_input(
            _("Your name, for the change log"),
            key="who",
            persist_state="session",
            width=320,
            placeholder=_("Needed to store"),
        )
        is_used = st.button(
            label,
            key=key,
            type="primary" if primary else "secondary",
            disabled=not (is_ready and who.strip()),
            **options,
        )
    return who.strip() if is_used else None
