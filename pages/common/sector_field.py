"""Field for an industry: its code or a word for it is typed; a word that names none is refused."""

from typing import Any

import streamlit as st

from isdata.data.naming import sectors
from pages.common import number_field, show
from pages.common.language import _, reader


def enter(label: str, given: object, *, key: str, **about: Any) -> str | None:
    """Show the field; return the code, or None if empty or refused.

    Parameters
    ----------
    label : str
        Label of the field.
    given : object
        Initial code.
    key : str
        Key of the field.
    **about : object
        Further arguments of `st.text_input`.
    """
    language = reader().language
    first = sectors.code_with_name(str(given), language) if given else ""
    with st.container(gap="xxsmall"):
        text = st.text_input(label, value=first, key=key, **about).strip()
        if text == first:
            number_field.note(key, [])
            return str(given) if given else None
        found = sectors.meant(text)
        is_refused = bool(text) and found.code is None
        number_field.note(key, [f"“{label}”"] if is_refused else [])
        if is_refused:
            st.markdown(f":small[:red[:material/error: {show.escaped(_refusal(text, found))}]]")
        elif found.code and text != found.code:
            words = _("Read as {amount}.", amount=sectors.code_with_name(found.code, language))
            st.caption(f":material/check: {show.escaped(words)}")
    return found.code if text else None


def _refusal(text: str, found: sectors.Meant) -> str:
    if not found.near:
        return _("“{value}” names no single sector. Write its code, such as 24, or its name.", value=text)
    near = reader().listed(sectors.code_with_name(code, reader().language) for code in found.near)
    return _("“{value}” names no single sector. Did you mean: {near}?", value=text, near=near)
