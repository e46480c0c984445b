"""Number of records of every park."""

import pandas as pd
import streamlit as st

from isdata.park import parks
from pages.common.data import ask
from pages.common.language import _, reader


def show(stored: pd.DataFrame) -> None:
    """Show the number of companies, flows, synergies, measures and unmatched streams of each park.

    Parameters
    ----------
    stored : DataFrame
        As from `parks.parks`.
    """
    read = reader()
    about = [ask(parks.summary, park_id=park).iloc[0] for park in stored["park_id"]]
    st.dataframe(
        pd.DataFrame(
            {
                _("Park"): [read.name(row["name_en"], row["name_zh"]) for row in about],
                _("Companies"): [int(row["companies"]) for row in about],
                _("Flows"): [int(row["flows"]) for row in about],
                _("Flows with a known amount"): [
                    read.percent(row["measured_flows"] / row["flows"]) if row["flows"] else "–"
                    for row in about
                ],
                _("Synergies"): [int(row["synergies"]) for row in about],
                _("Efficiency measures"): [
                    int(row["measures_done"] + row["measures_ahead"]) for row in about
                ],
                _("Unmatched streams"): [int(row["streams"]) for row in about],
            }
        ),
        hide_index=True,
        alt=_("Number of records of every park"),
    )
