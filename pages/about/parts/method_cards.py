"""Methods as cards: text, formula, symbols and source of each."""

import streamlit as st

from isdata.data import methods
from pages.common.language import _


def show() -> None:
    """Show all methods."""
    cards = st.grid(2, min_column_width=420)
    for method in methods.METHODS:
        with cards.container(border=True, height="stretch"):
            st.markdown(f"##### {_(method.title)}")
            st.markdown(_(method.text))
            st.latex(method.formula)
            units = _("Symbols and units: {units}", units=_(method.units)) if method.units else ""
            st.caption("  \n".join(filter(None, [units, _("Source: {source}", source=method.source)])))
