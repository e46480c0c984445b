"""Recorded energy exchanges of a park without efficiency measures."""

import pandas as pd
import streamlit as st

from isdata.output.figures.parkmap import presentation
from isdata.symbiosis import synergies
from pages.common import controls, empty_view, role, show, synergy_record
from pages.common.data import ask
from pages.common.language import _, ngettext, reader
from pages.common.presenting import headline, room, rows

_MOST = 8  # number of rows that one window shows


def found(park_id: str) -> pd.DataFrame:
    """Synergies of a park that exchange energy, as `synergies.synergies`."""
    known = ask(synergies.synergies, parks=[park_id], viewer=role.viewer())
    return known[known["kind"] == "energy"]


def view(exchanges: pd.DataFrame) -> None:
    """State the number of energy exchanges, and list name, amount and stage of each."""
    count, read = len(exchanges), reader()
    title = ngettext("{count} energy exchange, no efficiency measures", "{count} energy exchanges, no efficiency measures", count)  # fmt: skip
    headline.state(title, is_on_page=True)
    missing = _("not published") if empty_view.is_published() else _("unknown")
    listed = [
        {
            _("Synergy"): presentation.synergy_name(row, read),
            read.column("synergy", "resource_id"): read.name(row["resource_en"], row["resource_zh"]),
            _("Amount per year"): synergy_record.amount(row) or missing,
            read.column("synergy", "stage"): _stage(row),
        }
        for row in exchanges.to_dict("records")[:_MOST]
    ]
    alt = _("Energy exchanges")
    if controls.is_projected():
        rows.show(pd.DataFrame(listed), room.below(title), key="energy_exchanges", alt=alt)
        return
    show.table(pd.DataFrame(listed), alt=alt)
    if count > _MOST:
        st.caption(_("the first {shown} of {total}", shown=_MOST, total=count))


def _stage(row: dict) -> str:
    """Stage of a synergy, with its first year if known."""
    stage = reader().choice("stage", row["stage"])
    return stage if pd.isna(row["since"]) else _("{stage} since {year}", stage=stage, year=row["since"].year)
