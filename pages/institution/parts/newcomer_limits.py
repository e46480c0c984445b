"""Test of a newcomer against every limit: result, reason and remedy."""

from typing import Any

import pandas as pd
import streamlit as st

from isdata.institution import presentation
from isdata.institution.newcomers import limits, service
from isdata.institution.newcomers.findings import STATUSES
from isdata.output.figures import labelled_bars, style
from pages.common import charts, empty_view, navigation, role, screen
from pages.common import show as shown
from pages.common.controls import park_id
from pages.common.data import ask, cursor
from pages.common.editing import saving, signing
from pages.common.language import _, ngettext, reader
from pages.common.once import once
from pages.common.selection import Line
from pages.common.show import computed
from pages.common.tables import show_table
from pages.institution.parts import newcomer_choice

_MOST = 2.0  # maximum bar length, as a share of the limit [-]


def show(line: Line) -> None:
    """Test the newcomer chosen in the line."""
    chosen = newcomer_choice.choose(line)
    tested = ask(service.tested, chosen=chosen, **here())
    results = tested.results
    if results.empty:
        steps = empty_view.state(
            _("No limits of the park are recorded yet"),
            _("Enter them under “Limits of the park”."),
            content=[_("Share of each limit used with the newcomer, and what it has to change")],
            related="by_product",
        )
        for label, view in (
            (_("Enter the limits of the park"), "limits"),
            (_("Exchanges and effects"), "exchanges"),
        ):
            with steps:
                navigation.link("newcomers", label, icon=":material/arrow_forward:", newcomer_view=view)
        return
    _verdict(tested, newcomer_choice.name(chosen.subject))
    once(_picture, tested)
    _changes(tested)
    _limits(_by_share(tested, results))  # its widths are those of the window, unlike those of cached parts
    _complete(chosen, results)
    _keep(chosen, tested)
    _explain(chosen)
    navigation.link(
        "matches",
        _("Which new company would close the most gaps?"),
        icon=":material/add_business:",
        view="newcomer",
    )


def here() -> dict[str, Any]:
    """Park and viewer, as parameters of the questions on newcomers."""
    return {"park_id": park_id(), "viewer": role.viewer()}


def _limits(results: pd.DataFrame) -> None:
    """List every limit with result, reason and remedy; a phone has the result beside the limit, and the remedies above."""
    rows, read = results.to_dict("records"), reader()
    limit = _("Limit")
    columns = {
        _("Test result"): [_(STATUSES[row["status"]]) for row in rows],
        limit: read.names(results),
        _("Allowed"): [presentation.limit(row, read) for row in rows],
        _("Reason"): [presentation.reason(row, read) for row in rows],
        _("Required changes"): [presentation.remedy(row, read) or "–" for row in rows],
        _("Year"): [str(int(row["year"])) if row["year"] == row["year"] else "–" for row in rows],
        _("Source"): [read.half(row["source"]) or None for row in rows],
    }
    widths = dict(zip(columns, (90, 200, 120, 325, 265, 60, 165), strict=True))
    is_phone = screen.is_phone()  # rows on a phone are as high as the names of limits require
    if is_phone:
        columns = {limit: columns.pop(limit)} | columns
        widths = {}
    show_table(
        columns,
        alt=_("Every limit with result, reason and remedy"),
        height="content",
        lines=None if is_phone else 3,
        widths=widths,
    )


def _complete(chosen: service.Chosen, results: pd.DataFrame) -> None:
    """Link to the entry of missing amounts and limits without which a rule remains unknown."""
    reasons = set(results["reason"])
    is_own = chosen.subject.kind == service.STORED
    with st.container(horizontal=True):
        if is_own and reasons & {"not_stated", "no_hours"}:
            navigation.link(
                "newcomers",
                _("Enter the flows of this newcomer"),
                icon=":material/edit_note:",
                newcomer_view="enter",
                newcomer_part="flows",
                newcomer=chosen.subject.name,
            )
        if reasons & {"no_limit", "no_use"}:
            navigation.link(
                "newcomers",
                _("Enter the limits of the park"),
                icon=":material/speed:",
                newcomer_view="limits",
            )


def _explain(chosen: service.Chosen) -> None:
    read = reader()
    lines = [
        _(
            "Use of the park: {year}. Hourly steam and power need the operating hours; a synergy lowers them only if its source "
            "runs for as many hours. Trucks: solids and liquids that pass the gates by road, {load} each, "
            "{days} days a year, two trips a load.",
            year=str(chosen.year),
            load=read.amount(20, "t"),
            days="300",
        )
    ]
    if chosen.subject.kind == service.PLANT_TYPE:
        lines.append(
            _(
                "Typical amounts per employee, orders of magnitude only. What is not listed is unknown, not zero."
            )
        )
    computed(read.sentences(lines))


def _verdict(tested: limits.Tested, name: str) -> None:
    """State the result as the headline."""
    results = tested.results
    failed, unknown = (int((results["status"] == each).sum()) for each in ("fail", "unknown"))
    if failed:
        title = _failed_title(name, failed, len(results), is_settled=tested.inventory.is_settled)
    elif unknown:
        title = _(
            "{name}: no limit is violated; {count} of {total} cannot be assessed yet",
            name=name,
            count=reader().number(unknown),
            total=reader().number(len(results)),
        )
    else:
        title = _("{name} passes: all limits of the park are met", name=name)
    st.subheader(shown.escaped(title), anchor=False)


def _changes(tested: limits.Tested) -> None:
    """Name the exceeded limits with reason and remedy, and the number of limits that cannot be assessed."""
    read, results = reader(), tested.results
    failed = _by_share(tested, results[results["status"] == "fail"]).to_dict("records")
    if failed:
        st.subheader(_("Required changes"), anchor=False)
        lines = [
            _(
                "{a}: {b}",
                a=shown.escaped(read.name(row["name_en"], row["name_zh"])),
                b=shown.escaped(
                    read.sentences([presentation.reason(row, read), presentation.remedy(row, read)])
                ),
            )
            for row in failed
        ]
        st.markdown("\n".join(f"- {line}" for line in lines))
    if unknown := int((results["status"] == "unknown").sum()):
        st.caption(_unjudged(unknown, len(results)))


def _by_share(tested: limits.Tested, rows: pd.DataFrame) -> pd.DataFrame:
    """Limits in the order of their bars, those without a bar last."""
    shares = limits.with_share(tested)["share"].reindex(rows.index)
    return rows.loc[shares.sort_values(ascending=False, kind="stable").index]


def _failed_title(name: str, failed: int, total: int, *, is_settled: bool) -> str:
    """Number of limits that are not met; a company of the park has settled already."""
    numbers = {"name": name, "total": reader().number(total)}
    if is_settled:
        return ngettext(
            "{name}: {count} of {total} limits is not met",
            "{name}: {count} of {total} limits are not met",
            failed,
            **numbers,
        )
    return ngettext(
        "{name} cannot settle as planned: {count} of {total} limits is not met",
        "{name} cannot settle as planned: {count} of {total} limits are not met",
        failed,
        **numbers,
    )


def _unjudged(unknown: int, total: int) -> str:
    """Sentence on the number of limits that cannot be tested because data are missing."""
    return ngettext(
        "{count} of {total} limits cannot be assessed yet: an amount, the present use or the limit is missing.",
        "{count} of {total} limits cannot be assessed yet: an amount, the present use or the limit is missing.",
        unknown,
        total=reader().number(total),
    )


def _picture(tested: limits.Tested) -> None:
    """Show the used share of each limit, with the newcomer; limits without numbers are in the table only."""
    read = reader()
    colours = {
        _(STATUSES["fail"]): style.WARNING,
        _(STATUSES["unknown"]): style.RULE,
        _(STATUSES["pass"]): style.ACCENT,
    }
    rows = limits.with_share(tested)
    if rows.empty:
        return
    rows = rows.sort_values("share", ascending=False, kind="stable")
    shares = {
        "name": read.names(rows),
        "amount": rows["share"].clip(0, _MOST).to_numpy(),
        "words": [read.percent(each) for each in rows["share"]],
        "note": [presentation.reason(row, read) for row in rows.to_dict("records")],
        "state": [_(STATUSES[status]) for status in rows["status"]],
    }
    is_settled = tested.inventory.is_settled
    title = _("Share of each limit used") if is_settled else _("Share of each limit used with the newcomer")
    st.subheader(title, anchor=False)
    charts.bars(
        shares,
        colours=colours,
        limit=(_("allowed"), 1.0),
        # The title states that all limits are met.
        looks=labelled_bars.Looks(row=21, states=None if set(rows["status"]) == {"pass"} else ()),
        alt=_("Share of each limit used with the newcomer; the line is what is allowed"),
    )
    _without_bar(tested.results.drop(rows.index))


def _without_bar(others: pd.DataFrame) -> None:
    """Name the limits without a bar, so that bars and counts agree."""
    read = reader()
    parts = [
        read.noted(read.listed(read.names(few)), _(label))
        for status, label in STATUSES.items()
        if len(few := others[others["status"] == status])
    ]
    if parts:
        words = _("Not drawn, as minimum or without amount: {results}.", results=read.clauses(parts))
        st.caption(shown.escaped(words))


def measures() -> dict[str, str]:
    """Names of the indicators that a newcomer changes."""
    return {
        "energy_intensity": _("Energy per value added"),
        "water_intensity": _("Fresh water per value added"),
        "solid_waste_intensity": _("Solid waste per value added"),
        "value_per_person": _("Value added per employee"),
        "solid_waste_used": _("Solid waste utilised"),
        "co2_per_energy": _("CO2 per unit of energy"),
    }


def _keep(chosen: service.Chosen, tested: limits.Tested) -> None:
    """Let the facilitator store the counted exchanges."""
    if chosen.subject.kind != service.STORED or set(chosen.pairs) == set(
        ask(service.stored_exchanges, subject=chosen.subject)
    ):
        return
    if who := signing.signed_button(
        _("Save the chosen synergies"), key="keep_newcomer", icon=":material/save:"
    ):
        with saving.stored():
            service.keep(cursor(), newcomer_id=chosen.subject.name, covered=tested.inventory.covered, who=who)
