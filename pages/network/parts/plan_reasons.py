"""Reasons for selecting or rejecting each measure of the best plan."""

from typing import Any

from isdata.decisions.planning import service, tables
from isdata.decisions.planning.service import Request
from pages.common import background, controls, role, show
from pages.common.language import _, reader
from pages.common.presenting import room
from pages.common.presenting import rows as presented_rows
from pages.common.tables import show_rows
from pages.network.parts import plan_titles, plan_words


def why(request: Request, currency: str) -> str:
    """Show the reason for selecting or rejecting each measure; return the title before an audience."""
    read = reader()
    limits = request.limits
    is_slow = bool(limits.by_year) or limits.co2_floor is not None
    rows = background.ask(service.why, _("Testing each decision …"), request=request, viewer=role.viewer())
    if rows is None:
        return ""
    title = plan_titles.reasons(rows)
    words = {reason: _(message) for reason, message in plan_words.REASONS.items()}
    table = tables.reasons(rows, words, read, currency, tonnes=request.aim.objective == "co2")
    looks: dict[str, Any] = {
        "placeholder": "–" if is_slow else _("not possible"),
        "alt": _("Reason for selecting or rejecting each measure, and the cost of deciding otherwise"),
    }
    if controls.is_projected():
        presented_rows.show(table.data, room.below(title), key="why", **looks)
        return title
    show_rows(table, height=560, **looks)
    if rows["has_money"].any():
        _cost_of_otherwise(is_slow=is_slow)
    return title


def _cost_of_otherwise(*, is_slow: bool) -> None:
    """State what the last column of the reasons means."""
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
