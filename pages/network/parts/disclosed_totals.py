"""Notes on totals that are withheld or rounded for this reader."""

import streamlit as st

from pages.common import role
from pages.common.language import _


def withheld() -> None:
    """Note that a total is not disclosed to guests."""
    st.info(
        _("Totals are shown only where no single company's value can be derived; these totals are withheld."),
        icon=":material/visibility_off:",
    )


def rounded() -> None:
    """Note that the figures of plans are rounded, where they are."""
    if not role.viewer().sees_all:
        st.caption(_("Plan figures are rounded so that no single measure can be derived."))
