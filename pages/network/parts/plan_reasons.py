"""Reasons for selecting or rejecting each measure of the best plan."""

from collections.abc import Mapping
from typing import Any

import pandas as pd
import streamlit as st

from isdata.decisions.planning import service, tables
from isdata.decisions.planning.request import Request
from isdata.energy.measures import presentation
from isdata.output.figures import labelled_bars, payback, style
from pages.common import background, charts, controls, role, show
from pages.common.language import _, ngettext, reader
from pages.common.presenting import room
from pages.common.presenting import rows as presented_rows
from pages.common.tables import show_rows
from pages.network.parts import plan_titles, plan_words

_ROW = 18  # height of a bar that keeps rejected measures above the fold [px]


def show_reasons(request: Request, currency: str) -> str:
    """Show the reason for selecting or rejecting each measure; return the title when presented."""
    read = reader()
    limits = request.limits
    is_slow = bool(limits.by_year) or limits.co2_floor is not None
    rows = background.ask(service.why, _("Testing each decision …"), request=request, viewer=role.viewer())
    if rows is None:
        return ""
    title = plan_titles.reasons(rows)
    words = {reason: _(message) for reason, message in plan_words.REASONS.items()}
    in_tonnes = request.aim.objective == "co2"
    table = tables.reasons(
        rows, words, read, currency, tonnes=in_tonnes, with_category=not controls.is_projected()
    )
    looks: dict[str, Any] = {
        "placeholder": "–" if is_slow else _("not possible"),
        "alt": _("Reason for selecting or rejecting each measure, and the cost of deciding otherwise"),
    }
    order = _("Rejected measures first; within each group, the closest decisions first.")
    if controls.is_projected():
        st.caption(order if rows["has_money"].any() else _("Rejected measures first."))
        presented_rows.show(table.data, room.below(title, order), key="why", **looks)
        return title
    if rows["has_money"].any():
        _draw(rows, words, currency, order, in_tonnes=in_tonnes)
    show_rows(table, height=560, **looks)
    if rows["has_money"].any():
        _cost_of_otherwise(is_slow=is_slow)
    return title


def _draw(
    rows: pd.DataFrame, words: Mapping[str, str], currency: str, order: str, *, in_tonnes: bool
) -> None:
    """Draw the cost of deciding otherwise with the reason, in table order; impossible ones are in the table only."""
    read, known = reader(), tables.in_order(rows[rows["marginal"].notna()])
    if known.empty:
        return
    states = {False: _("left out"), True: _("selected")}
    names = [presentation.measure_words(row, read) for row in known.to_dict("records")]
    costs = [
        read.amount(cost, "t") if in_tonnes else read.money(cost, currency) for cost in known["marginal"]
    ]
    reasons = [words[reason] for reason in known["reason"]]
    st.subheader(_("Cost of deciding otherwise"), anchor=False)
    st.caption(read.sentences([order, _undrawn(len(rows) - len(known))]))
    charts.bars(
        {
            "name": payback.distinct(pd.Series(names)),
            "amount": known["marginal"].clip(lower=0).to_numpy(),
            "words": [" · ".join(each) for each in zip(costs, reasons, strict=True)],
            "short": costs,
            "state": [states[bool(is_in)] for is_in in known["is_chosen"]],
        },
        alt=_("Cost of deciding otherwise for each measure, rejected ones first"),
        colours=dict(zip(states.values(), (style.QUIET, style.ACCENT), strict=True)),
        looks=labelled_bars.Looks(row=_ROW),
        room=1.7,
    )


def _undrawn(number: int) -> str:
    """Number of measures that are only in the table; empty if there is none."""
    if not number:
        return ""
    return ngettext(
        "{count} measure that cannot be decided otherwise is in the table only.",
        "{count} measures that cannot be decided otherwise are in the table only.",
        number,
    )


def _cost_of_otherwise(*, is_slow: bool) -> None:
    """Show the meaning of the last column of the reasons."""
    read = reader()
    show.computed(
        _(
            "Cost of deciding otherwise: loss of plan value if a selected measure is left out, or an "
            "unselected one included. Small values are close decisions."
        )
    )
    if is_slow:
        show.computed(
            _(
                "With yearly budgets or a CO2 minimum, values are accurate to {share} of the plan's NPV. "
                "Empty: not possible, or not computed in time.",
                share=read.percent(service.GAP, digits=1),
            )
        )
