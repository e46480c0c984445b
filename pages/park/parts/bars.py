"""Bars of the overview: synergies by stage, and flows by the basis of their data."""

import pandas as pd
import streamlit as st

from isdata.output.figures import overview
from pages.common import charts
from pages.common.language import _, reader


def stages(counted: pd.DataFrame) -> None:
    """Draw the number of synergies in each stage, or name the only one; as `parks.stages` returns."""
    if len(counted) == 1:
        read, only = reader(), counted.iloc[0]
        st.markdown(read.noted(read.choice("stage", only["stage"]), read.number(only["synergies"])))
        return
    charts.draw(
        overview.stages(counted, charts.reader()),
        alt=_("Number of synergies in each stage from idea to operation"),
    )


def basis(shares: pd.DataFrame, year: int) -> None:
    """Draw the share of the flows of the latest year by the basis of their data; as `parks.basis` returns."""
    charts.draw(overview.basis(shares, charts.reader()), alt=_("Share of flows by data basis"))
    known = shares["basis"].notna() & (shares["basis"] != overview.NOT_STATED)
    stated, uncertain = int(shares.loc[known, "flows"].sum()), int(shares["uncertain"].sum())
    if stated or uncertain:
        counts = {
            name: reader().number(count) for name, count in (("stated", stated), ("uncertain", uncertain))
        }
        st.caption(
            _(
                "Of {total} flows of {year}, {stated} state how the amount was determined and {uncertain} an uncertainty (±).",
                year=str(year),
                total=reader().number(int(shares["flows"].sum())),
                **counts,
            )
        )
    else:
        st.caption(_("No flow states how its amount was determined, nor an uncertainty (±)."))
