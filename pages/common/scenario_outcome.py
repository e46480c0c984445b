"""State of the park in the requested scenario: a row of figures compared with the current ones."""

import pandas as pd
import streamlit as st

from isdata import scenarios
from isdata.data.i18n import N_
from isdata.scenarios import Scenario
from pages.common import cards, role, show
from pages.common.data import ask
from pages.common.language import _, reader

_STARTS, _ENDS = N_("“{name}” goes into operation."), N_("“{name}” ends: a partner leaves.")


def summary(shown: Scenario | None) -> None:
    """Show companies, synergies, measures and CO2 in the scenario, and synergies that start or end; nothing without one."""
    if shown is None:
        return
    found = ask(
        scenarios.park_state, park_id=shown.park_id, scenario_id=shown.scenario_id, viewer=role.viewer()
    )
    _figures(found.counts)
    lines = [
        _(words, name=show.escaped(_name(row)))
        for words, rows in ((_STARTS, found.started), (_ENDS, found.ended))
        for row in rows.to_dict("records")
    ]
    if lines:
        st.markdown("\n".join(f"- {line}" for line in lines))
    st.caption(_("Everything below shows the current state."))


def _figures(counts: pd.DataFrame) -> None:
    """Show the numbers in the scenario and their differences from the present state."""
    read = reader()
    labels = {
        "companies": _("Companies"),
        "synergies": _("Synergies in operation"),
        "measures": _("Measures implemented"),
        "co2": _("CO2 saved by synergies [t/yr]"),
    }
    seen = [name for name in labels if name in counts.index]
    with cards.row(len(seen)):
        for name in seen:
            now, then = counts.loc[name, ["today", "then"]].tolist()
            change = then - now
            cards.metric(
                labels[name],
                read.number(then),
                _("Number in the scenario, and the difference from the current state."),
                change=f"{'+' if change > 0 else ''}{read.number(change)}" if change else None,
            )


def _name(row: dict) -> str:
    return reader().name(row["name_en"], row["name_zh"]) or _("undisclosed synergy")
