"""Success contract of a park: a draft for editing, then locked; afterwards the results against it."""

from collections.abc import Hashable, Mapping
from typing import Any

import pandas as pd
import streamlit as st

from isdata.institution import presentation
from isdata.output.figures import style
from isdata.programme.missions import success
from pages.common import (
    cards,
    charts,
    controls,
    empty_view,
    exchange_rows,
    navigation,
    role,
    screen,
    undisclosed,
)
from pages.common.controls import park_id
from pages.common.data import ask, cursor
from pages.common.editing import saving
from pages.common.editing.signing import signed_button
from pages.common.language import _, defined, ngettext, reader
from pages.common.once import once
from pages.common.presenting import headline
from pages.common.selection import Line
from pages.common.show import end_of_presented, years_between
from pages.common.tables import show_table
from pages.programme.parts import contract_draft


def show(known: pd.DataFrame, line: Line) -> None:
    """Show the progress under the newest version from `success.contracts`, which the line states."""
    if known.empty:
        steps = empty_view.state(
            _("The criteria of success are not fixed yet"),
            _("The committee should decide them before the start."),
            content=[_("Value of each criterion against its target")],
            is_computed=True,
            presented=_("The committee should decide them before the start."),
            presented_title=_recorded(),
        )
        end_of_presented()
        with steps:
            who = signed_button(_("Draft a success contract"), key="contract_draft")
        if who:
            with saving.stored():
                success.draft(cursor(), park_id=park_id(), who=who)
        return
    newest = known.iloc[0].to_dict()
    found = ask(success.status, contract_id=newest["contract_id"], viewer=role.viewer())
    line.state(*_stated(newest, found), undisclosed.scope(park_id()))
    if undisclosed.hides_records(park_id()):
        return
    headline.state(_headline(found), is_on_page=True)
    _figures(found)
    if not controls.is_projected():
        contract_draft.warn_heavy(found)
    if len(found):
        once(_picture, newest, found)


def _recorded() -> str:
    """Number of recorded synergies, and of those in operation; empty if there are none."""
    found = exchange_rows.found()
    if found.empty:
        return ""
    return ngettext(
        "{count} synergy recorded, {running} in operation",
        "{count} synergies recorded, {running} in operation",
        len(found),
        running=reader().number(int((found["stage"] == "operation").sum())),
    )


def details(known: pd.DataFrame) -> None:
    """Show the indicators of the newest version: editable in a draft, later changed by a decision only."""
    if known.empty:
        st.caption(_("No version yet."))
        return
    newest = known.iloc[0].to_dict()
    found = ask(success.status, contract_id=newest["contract_id"], viewer=role.viewer())
    if pd.notna(newest["locked_on"]):
        once(_results, found)
        contract_draft.renew()
    else:
        contract_draft.edit(newest, found)


def _stated(contract: dict[str, Any], found: pd.DataFrame) -> list[str]:
    """Version, baseline and years of the values, for the selection line."""
    read, years = reader(), years_between(found["year"].dropna())
    locked_on, baseline = contract["locked_on"], contract["baseline_year"]
    locked_by = read.half(contract["locked_by"]) or "–"
    return [
        _("Draft of the success contract")
        if pd.isna(locked_on)
        else _("Success contract locked on {day} ({names})", day=read.date(locked_on), names=locked_by),
        "" if pd.isna(baseline) else _("baseline of {year}", year=str(int(baseline))),
        _("values of {years}", years=years) if years else "",
        _("no target year stated"),
    ]


def _headline(found: pd.DataFrame) -> str:
    read = reader()
    return ngettext(
        "{met} of {count} target of the contract met",
        "{met} of {count} targets of the contract met",
        len(found),
        met=read.number(int(found["is_met"].fillna(False).sum())),
    )


def _figures(found: pd.DataFrame) -> None:
    """Show the weighted progress, and the indicator that is furthest behind, if any."""
    read = reader()
    first = success.by_urgency(undisclosed.without_hidden(found, "name_en", "name_zh")).head(1)
    is_behind = bool((first["progress"] < 1).any())
    with cards.row(1 + is_behind):
        cards.metric(
            _("Weighted progress"),
            read.percent(success.score(found)),
            defined("weighted progress"),
            _("to the targets of the contract, by weight"),
        )
        if is_behind:
            cards.metric(
                _("Furthest behind"),
                read.percent(first["progress"].iloc[0]),
                _("Indicator with the least progress from its baseline to the target of the contract."),
                read.names(first)[0],
            )


def _picture(contract: dict[str, Any], found: pd.DataFrame) -> None:
    """Draw the progress of each indicator from baseline to target."""
    found = success.by_urgency(undisclosed.without_hidden(found, "name_en", "name_zh"))
    if found.empty:
        return
    st.subheader(_picture_title(contract), anchor=False)
    charts.bars(
        pd.DataFrame([_bar(row, contract["baseline_year"]) for row in found.to_dict("records")]),
        colours=_colours(),
        limit=(_("target of the contract"), 1.0),
        room=1.6,
        looks=screen.bar_looks(),
        alt=_("Progress of each indicator from baseline to target"),
    )
    if controls.is_projected():
        return
    st.caption(
        _(
            "Furthest behind first. Bars: share of the way from the baseline to the target. “Indicators” divides the latest value "
            "by the park's target, which gives other shares."
        )
    )


def _colours() -> dict[str, str]:
    """Colours of indicators that are met, not met, and without a value."""
    return {_("met"): style.ACCENT, _("not met yet"): style.PALETTE[1], _("no value yet"): style.RULE}


def _bar(row: Mapping[Hashable, Any], since: float | None) -> dict[str, object]:
    """Bar of an indicator: its progress `since` the baseline year, of which the pale rest of the way leads to the amounts."""
    read, (met, not_met, unknown) = reader(), _colours()
    amounts = (row["reached"], row["target"], row["unit"])
    whole_way = presentation.target_progress(*amounts, read, baseline=row["baseline"], since=since)
    if pd.isna(row["reached"]):
        state = words = short = unknown
    elif row["is_met"]:
        state, words = met, f"{met} · {whole_way}"
        short = presentation.progress(row["progress"], *amounts, read, state=met)
    else:  # the share stands at the end of the bar
        state, words = not_met, whole_way
        short = presentation.progress(row["progress"], *amounts, read, since=since)
    return {
        "name": read.name(row["name_en"], row["name_zh"]),
        "amount": 1.0,
        "part": 0.0 if pd.isna(row["progress"]) else row["progress"],
        "words": words,
        "short": short,
        "reached": "" if pd.isna(row["progress"]) else read.percent(row["progress"]),
        "state": state,
    }


def _picture_title(contract: dict[str, Any]) -> str:
    """Title of the picture, with the year of the baseline once it is fixed."""
    if pd.isna(contract["baseline_year"]):
        return _("Progress from baseline to target")
    return _(
        "Progress from the baseline of {year} to the target of the contract",
        year=str(int(contract["baseline_year"])),
    )


def _results(found: pd.DataFrame) -> None:
    """Show every indicator with target, value reached and outcome."""
    read, found = reader(), success.by_urgency(found)
    baseline, words = read.column("success_weight", "baseline"), {True: _("met"), False: _("not met yet")}

    def amounts(name: str) -> list[str]:
        """Amounts with their unit, as in the picture."""
        pairs = zip(found[name], found["unit"], strict=True)
        is_measured = name != "target"  # a target is as it was set
        return [presentation.amount(value, unit, read, is_padded=is_measured) for value, unit in pairs]

    columns = {
        _("Indicator"): read.names(found),
        _("Target"): amounts("target"),
        _("Now"): amounts("reached"),
        _("Outcome"): ["–" if pd.isna(is_met) else words[bool(is_met)] for is_met in found["is_met"]],
        _("Year"): [None if pd.isna(year) else str(int(year)) for year in found["year"]],
        baseline: amounts("baseline"),
        _("Weight"): [read.percent(weight) for weight in found["weight"]],
    }
    on_phone = dict(zip(columns, (100, 96, 96, 70), strict=False))  # it shows four rows
    show_table(
        columns,
        right=[_("Target"), _("Now"), baseline],
        widths=on_phone if screen.is_phone() else None,
        lines=2 if screen.is_phone() else None,
        most=480,  # all rows, even if tall
        alt=_("All indicators of the success contract, met or not"),
    )
    if without := int(found["reached"].isna().sum()):
        _ask_for_values(without)


def _ask_for_values(count: int) -> None:
    """Show the number of indicators without a value, with a link to the table for entering values."""
    words = ngettext(
        "{count} indicator has no value reached yet.", "{count} indicators have no value reached yet.", count
    )
    with st.container(horizontal=True, vertical_alignment="center"):
        st.caption(words, width="content")
        navigation.link(
            "tables", _("Enter values"), icon=":material/edit_note:", edit_table="indicator_value"
        )
