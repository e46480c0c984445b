"""Heat across fences: what could pass between the firms of a park, by temperature."""

import duckdb
import pandas as pd
import streamlit as st

from isdata import store
from isdata.figures import matches as figure
from isdata.matching import heat
from isdata.matching import streams as declared
from pages.common import controls, role
from pages.common.data import ask
from pages.common.language import _, reader


def _heat(con: duckdb.DuckDBPyConnection, *, park_id: str, names_all: bool) -> pd.DataFrame:
    found = store.ask(
        con,
        "match_streams",
        parks=[park_id],
        region=None,
        names_all=names_all,
        introduced=False,
        profiles=False,
    )
    told_in_full = found.loc[~found["is_hidden"].astype(bool)]
    return heat.from_streams(declared.prepared(told_in_full, currency=""))


def show_heat(park: str) -> None:
    """Show what heat the park could pass on, and where it is pinched."""
    read = reader()
    found = ask(_heat, park_id=park, names_all=role.sees_all())
    if found.empty or found["is_hot"].nunique() < 2:
        st.info(
            _(
                "For this view, some firm must tell heat to give and another heat it wants, with temperature and power."
            ),
            icon=":material/info:",
        )
        return
    approach = st.slider(_("Least temperature difference [K]"), 5, 30, 10, 5, key="approach")
    result = heat.cascade(found, approach=float(approach))
    wanted = float(found.loc[~found["is_hot"], "power"].sum())
    with st.container(horizontal=True):
        st.metric(_("Could pass between the firms"), read.amount(result.recovered / 1000, "MW"), border=True)
        st.metric(_("Heat still to buy"), read.amount(result.hot_utility / 1000, "MW"), border=True)
        st.metric(_("Heat left over"), read.amount(result.cold_utility / 1000, "MW"), border=True)
        pinch = "–" if pd.isna(result.pinch) else read.amount(result.pinch, "°C")
        st.metric(
            _("Pinch"),
            pinch,
            border=True,
            help=_("No heat should cross this temperature; shifted by half the difference."),
        )
    st.altair_chart(
        figure.composite(
            heat.composite(found, approach=float(approach)), read, is_large=controls.is_projected()
        ),
        alt=_("Heat to give and heat wanted, by temperature"),
    )
    st.caption(
        _(
            "{share} of the heat wanted could come from others if all ran at the same hours and lay side by side; "
            "the list of matches says which pairs lie near enough.",
            share=read.percent(result.recovered / wanted if wanted else None),
        )
    )
