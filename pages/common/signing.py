"""A change is signed: the name that the change log keeps, beside the button that needs it."""

from typing import Any

import streamlit as st

from pages.common import editing


def signed_button(
    label: str,
    *,
    key: str,
    is_ready: bool = True,
    primary: bool = True,
    field: str = editing.WHO,
    is_in_popover: bool = False,
    **options: Any,
) -> str | None:
    """Show the name and a button; return the name when the button was used and the name is given, if need be in a dialog.

    Parameters
    ----------
    label, key : str
        Of the button.
    is_ready : bool
        Whether there is something to store.
    primary : bool
        Whether it is what the page is for.
    field : str
        Key of the name, where the page asks for it elsewhere, too; it begins with what was given before.
    is_in_popover : bool
        Whether the button stands in a popover.
    **options : object
        Further arguments of `st.button`.
    """
    with st.container(horizontal=True, vertical_alignment="bottom"):
        who = editing.who(field, is_short=True, is_in_popover=is_in_popover)
        is_used = st.button(
            label,
            key=key,
            type="primary" if primary else "secondary",
            disabled=not is_ready,
            **options,
        )
    return who if editing.is_signed(is_used, who, key=key, who=field) else None
