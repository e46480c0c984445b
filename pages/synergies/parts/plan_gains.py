"""Gains of synergies on the board compared with those of their matches, with the reason for differences."""

from collections.abc import Collection, Mapping

import pandas as pd
import streamlit as st

from isdata.output.reports import gain_differences
from isdata.symbiosis import assessment
from isdata.symbiosis.assessment import on_board
from pages.common import role, show
from pages.common.data import ask, derive
from pages.common.language import reader

_DRAWS = 2  # no range is shown


def state_of(matches: pd.DataFrame, gain: str, *, only: Collection[str] | None = None) -> None:
    """Show the gains of board synergies compared with their matches' gains in column `gain`; for all, or `only` some."""
    found = derive(on_board.by_synergy, matches, ask(on_board.pairs, viewer=role.viewer()))
    state(
        {
            str(synergy): (
                float(rows[gain].sum()),
                any(map(len, rows["steps"])),
                str(rows["supply_park_id"].iloc[0]),
            )
            for synergy, rows in found.groupby("synergy_id", sort=False)
            if only is None or synergy in only
        }
    )


def state(found: Mapping[str, tuple[float, bool, str]]) -> None:
    """Show a line on the gain of each synergy in preparation that differs from that of its matches.

    Parameters
    ----------
    found : mapping
        By synergy: total gain of its matches [currency/yr], True if these include a treatment, and the park.
    """
    lines = []
    for synergy, (gain, has_steps, park) in found.items():
        known = ask(assessment.dossier, synergy=synergy, park=park, viewer=role.viewer(), draws=_DRAWS)
        # Matches of a synergy in operation refer to the remaining amounts only.
        if known is None or known.sheet is None or known.facts["stage"] == "operation":
            continue
        facts = known.facts.to_dict()
        lines.append(
            gain_differences.beside_match(facts, known.sheet, reader(), gain=gain, has_steps=has_steps)
        )
    if stated := [show.escaped(line) for line in lines if line]:
        st.caption("  \n".join(stated))
