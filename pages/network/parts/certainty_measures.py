"""Uncertainty by measure: table of all measures, and drivers of the chosen one."""

from typing import Any

import numpy as np
import pandas as pd
import streamlit as st

from isdata.energy.measures import presentation, table
from isdata.engines import uncertainty
from pages.common import screen, tables
from pages.common import show as showing
from pages.common.language import _, reader
from pages.common.once import once
from pages.network.parts import certainty_charts, energy_notes
from pages.network.parts.certainty_inputs import Inputs

_IN_SIGHT = 10  # number of rows visible in the table; fewer on a phone


def show(inputs: Inputs, result: uncertainty.Simulation) -> None:
    """List the measures with their ranges, and show the drivers of the chosen one."""
    st.subheader(_("By measure: probabilities and 80% ranges"), anchor=False)
    chosen = _table(result.measures, inputs.found.currency)
    if chosen is not None:
        once(_one, inputs, chosen)


def _one(inputs: Inputs, measure_id: str) -> None:
    """Show the main drivers of a single measure, from the same draws as for all measures."""
    result = inputs.simulate(measure_id)
    if result is None:
        return
    row = result.measures.loc[measure_id].to_dict()
    name = showing.escaped(presentation.measure_words(row, reader()))
    st.subheader(_("Main drivers of the NPV of “{measure}”", measure=name), anchor=False)
    left, right = st.columns(2, gap="large")
    with left:
        certainty_charts.drivers(result, inputs)
    with right:
        if row["has_money"] and np.isfinite(result.npv).all():
            certainty_charts.value(result, inputs.found.currency)
        else:
            certainty_charts.payback(result, inputs.hurdle)


def _table(results: pd.DataFrame, currency: str) -> str | None:
    """List payback and NPV of each measure with their uncertainty, least certain first; return the selected measure."""
    shown = results.sort_values("chance_hurdle")
    ids = [str(name) for name in shown.index]
    picked = tables.picked_row(
        table.certainty(shown, reader(), currency),
        ids,
        key="certainty_measure",
        placeholder=_("unknown"),
        most=620 if screen.is_phone() else 420,
        lines=(3 if reader().language == "zh" else 4) if screen.is_phone() else None,
        # The probabilities are more important than the category, which other views show.
        column_config=_columns(),
        alt=_("Payback and NPV of each measure with their 80% ranges, and probabilities"),
    )
    if len(ids) > _IN_SIGHT:
        st.caption(
            _(
                "{count} measures, without those that exclude a more valuable one; scroll in the table for the others.",
                count=reader().number(len(ids)),
            )
        )
    if unknown := int(shown["npv_p50"].isna().sum()):
        st.caption(energy_notes.not_valued(unknown))
    return None if picked is None else ids[picked]


def _columns() -> dict[str, Any]:
    """Columns of the table of measures; on a phone the figures follow the names."""
    column = st.column_config.Column
    if screen.is_phone():
        figures = {_("Required payback met"): 104, _("Positive NPV"): 112}
        return {_("Category"): None, _("Company"): None, _("Measure"): column(width=116)} | {
            name: column(width=width) for name, width in figures.items()
        }
    return {_("Category"): None, _("Measure"): column(width=350), _("Company"): column(width=152)}
