"""Notes on totals that are withheld or rounded for this reader."""

import streamlit as st

from pages.common import charts, role
from pages.common.language import _


def withheld() -> None:
    """Note that a total is not disclosed to guests."""
    charts.withheld()
    st.info(
        _("Totals are shown only where no single company's value can be derived; these totals are withheld."),
        icon=":material/visibility_off:",
    )


def note_rounding() -> None:
    """Note below figures of plans that they are rounded, where they are."""
    if sentence := rounded():
        st.caption(sentence)


def rounded() -> str:
    """Sentence that the figures of plans are rounded; empty where they are not."""
    if role.viewer().sees_all:
        return ""
    return _("Plan figures are rounded so that no single measure can be derived.")
