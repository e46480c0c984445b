"""Synergies in progress of a park without a risk register: what is at stake in each."""

import pandas as pd
import streamlit as st

from isdata.data import contracts
from isdata.symbiosis import synergies
from pages.common import role, screen, show
from pages.common.controls import park_id
from pages.common.data import ask
from pages.common.language import _, reader


def in_progress() -> pd.DataFrame:
    """Synergies in progress, as `synergies.synergies`."""
    found = ask(synergies.synergies, parks=[park_id()], viewer=role.viewer())
    return found[~found["stage"].isin(["operation", "ended"])]


def show_synergies() -> None:
    """List the synergies in progress with probability of success, investment and gain, the most advanced first."""
    read, found = reader(), in_progress()
    if found.empty:
        return
    order = list(contracts.choices("stage"))
    found = found.sort_values("stage", key=lambda each: each.map(order.index), ascending=False, kind="stable")
    rows = found.to_dict("records")

    def money(name: str) -> list[str]:
        return [read.money(row[name], row["currency"]) if pd.notna(row[name]) else "–" for row in rows]

    probability = [read.percent(row["probability"]) for row in rows]
    stage = {read.column("synergy", "stage"): [read.choice("stage", row["stage"]) for row in rows]}
    gain = {_("Gain per year"): money("annual_saving")}
    is_phone = screen.is_phone()  # has room for three columns
    st.subheader(_("Synergies in progress without a recorded risk"), anchor=False)
    show.table(
        pd.DataFrame(
            {_("Synergy"): read.names(found)}
            | ({} if is_phone else stage)
            | {_("Probability of success"): probability, _("Investment"): money("investment")}
            | ({} if is_phone else gain)
        )
    )
