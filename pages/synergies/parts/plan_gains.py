"""Gains of synergies on the board compared with those of their matches, with the reason for differences."""

from collections.abc import Collection

import pandas as pd
import streamlit as st

from isdata.output.reports import gain_differences
from isdata.symbiosis import assessment
from isdata.symbiosis.assessment import on_board
from pages.common import role, show
from pages.common.data import ask, derive
from pages.common.language import reader

_DRAWS = 2  # no range is shown


def state_differences(matches: pd.DataFrame, gain: str, *, only: Collection[str] | None = None) -> None:
    """Show a line on each synergy in preparation whose gain differs from that of its matches, in column `gain`.

    All synergies of the matches, or `only` some.
    """
    viewer, lines = role.viewer(), []
    for row in derive(on_board.gains, matches, ask(on_board.pairs, viewer=viewer), column=gain).to_dict(
        "records"
    ):
        if only is not None and row["synergy_id"] not in only:
            continue
        known = ask(
            assessment.dossier, synergy=row["synergy_id"], park=row["park_id"], viewer=viewer, draws=_DRAWS
        )
        # Matches of a synergy in operation refer to the remaining amounts only.
        if known is None or known.sheet is None or known.facts["stage"] == "operation":
            continue
        facts = known.facts.to_dict()
        lines.append(
            gain_differences.beside_match(
                facts, known.sheet, reader(), gain=row["gain"], has_steps=row["has_steps"]
            )
        )
    if stated := [show.escaped(line) for line in lines if line]:
        st.caption("  \n".join(stated))
