"""Facilitation hours in a programme: in total, and by synergy."""

import pandas as pd
import streamlit as st

from pages.common import cards, tables
from pages.common.language import _, ngettext, reader

_WHOLE = "\u00a0"  # keeps an amount in one line


def figure(hours: pd.DataFrame) -> None:
    """Show the hours in total; `hours` as returned by `effort.hours`."""
    read, is_own = reader(), hours["synergy_id"].notna()
    count, own, rest = int(is_own.sum()), hours.loc[is_own, "hours"].sum(), hours.loc[~is_own, "hours"].sum()
    notes = [
        ngettext(
            "{hours} for {count} synergy",
            "{hours} for {count} synergies",
            count,
            hours=_amount(own),
        )
        if count
        else "",
        _("{hours} for the park as a whole", hours=_amount(rest)) if rest else "",
    ]
    cards.metric(
        _("Facilitation hours"),
        _amount(hours["hours"].sum()),
        _("Recorded working hours of the facilitators: calls, visits, meetings and other work."),
        read.clauses([note for note in notes if note]) or None,
    )


def _amount(hours: float) -> str:
    """Hours in one line, as entered: 7.5 h, not 7.50 h."""
    return reader().amount(float(hours), "h", is_padded=False).replace(" ", _WHOLE)


def by_synergy(hours: pd.DataFrame) -> None:
    """Show hours and entries of each synergy, most hours first; `hours` as returned by `effort.hours`."""
    read = reader()
    if hours.empty:
        st.caption(
            _("No facilitation hours are recorded. Enter them in Synergy details under Facilitation hours.")
        )
        return
    whole, names = hours["synergy_id"].isna(), read.names(hours)
    tables.show_table(
        {
            _("Synergy"): [
                _("The park as a whole") if is_whole else name
                for is_whole, name in zip(whole, names, strict=True)
            ],
            _("Stage"): [read.choice("stage", stage) if pd.notna(stage) else "–" for stage in hours["stage"]],
            read.column("effort", "hours"): hours["hours"],
            _("Entries"): hours["entries"].astype("float64"),
            _("Last entry"): [tables.day(day) for day in hours["last_day"]],
        },
        alt=_("Facilitation hours by synergy, highest first"),
    )
