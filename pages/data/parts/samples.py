"""Sample parks for new users."""

import pandas as pd
import streamlit as st

from isdata.data import ingest
from pages.common.data import cursor
from pages.common.language import _


def offer(stored: pd.DataFrame) -> None:
    """Offer the sample parks that are not stored yet; `stored` as from `parks.parks`."""
    known = set(stored["park_id"])
    missing = [name for name in ingest.sample_names() if name not in known]
    if not missing:
        return
    st.subheader(_("Sample parks"), icon=":material/science:")
    if stored.empty:
        st.markdown(
            _(
                "Three fictitious parks, and Kalundborg with published data. They can be removed again on "
                "the History page."
            )
        )
    label = _("Add sample parks")
    if st.button(label, key="samples", icon=":material/add:"):
        with st.spinner(_("Building the sample parks")):
            ingest.sample(cursor(), missing)
        st.rerun()
