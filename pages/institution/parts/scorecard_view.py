"""The park's own indicators by pillar: history, target, progress and vision."""

from collections.abc import Mapping
from dataclasses import replace

import pandas as pd
import streamlit as st

from isdata import institution
from isdata.institution import presentation
from isdata.output.figures import style
from pages.common import (
    cards,
    charts,
    controls,
    empty_view,
    published_savings,
    role,
    screen,
    undisclosed,
)
from pages.common.controls import park_id
from pages.common.data import ask
from pages.common.language import _, reader
from pages.common.presenting import headline, room, turning
from pages.common.selection import Line
from pages.common.show import computed, end_of_presented, escaped, years_between
from pages.institution.parts import indicator_table

_PRESENTED = 10  # number of indicators whose rows are legible in a presented window


def show(line: Line, instead: str = "") -> None:
    """Show the progress to the targets; the line states the comparison and the reason `instead` of another view."""
    compared = _("Latest values against the next target of the park")
    if undisclosed.hides_records(park_id()):
        line.state(instead, compared, undisclosed.scope(park_id()))
        end_of_presented()
        return
    found = ask(institution.scorecard, park_id=park_id(), viewer=role.viewer())
    order = _order(found)
    line.state(instead, "" if found.empty else compared, _years(found), order, undisclosed.scope(park_id()))
    if found.empty:
        _nothing_recorded()
        return
    headline.state(title := _headline(found), is_on_page=True)
    named = undisclosed.without_hidden(found, "name_en", "name_zh", masked=["method"])
    _figures(found, named)
    height = room.below(title) - room.TILES - room.HEADING - room.NOTE if controls.is_projected() else 0.0
    if height:
        height -= room.wrapped(3, *map(_amounts, _first_to_act(named).to_dict("records")))
    picture(named, _("Latest value relative to the target of the park"), height)
    end_of_presented()
    _missed(named)
    indicator_table.show(named, [_state(row) for row in named.to_dict("records")])
    computed(
        _(
            "Bars: latest value / target, or target / value where less is better. Progress: share of the way from the first "
            "recorded value to the next target of the park; the success contract has its own targets and its own baseline "
            "year. Gap: what is missing to the target. Indicators without a pillar belong to the success contract."
        )
    )


def _order(found: pd.DataFrame) -> str:
    """Order of the bars in words; empty without a target."""
    if found["is_missed"].any():
        return _("missed ones first, then furthest behind")
    return _("furthest behind first") if found["target"].notna().any() else ""


def _nothing_recorded() -> None:
    """State what the view will show, and lead to the first values."""
    savings = published_savings.found()
    steps = empty_view.state(
        reader().clauses([_("No targets published"), published_savings.counted(savings)])
        if len(savings)
        else _("No indicators of this park are recorded"),
        reader().sentences(
            [
                empty_view.unpublished("savings"),
                _(
                    "“Record values” computes the first indicators from the flows and energy data of the park."
                ),
            ]
        ),
        content=[
            _("Progress of each indicator from its first value to its target"),
            _("Targets furthest behind first"),
        ],
        related="savings",
        is_computed=True,
    )
    end_of_presented()
    if role.may_change():
        steps.button(
            _("Record values"), key="record_first", icon=":material/playlist_add_check:",
            on_click=st.session_state.update, args=({"indicator_view": "record"},),
        )  # fmt: skip
    screen.screen()  # a phone has a list of the views


def _headline(found: pd.DataFrame) -> str:
    read, own = reader(), found[found["target"].notna()]
    if own.empty:
        return ""
    missed = int(own["is_missed"].sum())
    figures = {"reached": read.number(int((own["gap"] == 0).sum())), "missed": read.number(missed)}
    words = _("{reached} of {total} targets of the park reached", total=read.number(len(own)), **figures)
    return read.clauses([words, _("{count} missed", count=figures["missed"]) if missed else ""])


def _states() -> dict[str, str]:
    """Colour of each state of a target by label: reached, in progress, missed."""
    return {_("reached"): style.ACCENT, _("in progress"): style.PALETTE[2], _("missed"): style.PALETTE[1]}


def _state(row: Mapping) -> str:
    """Label of the state of an indicator's target; empty without a target."""
    if pd.isna(row["target"]):
        return ""
    reached, underway, missed = _states()
    return reached if row["gap"] == 0 else missed if row["is_missed"] else underway


def _outcome(row: Mapping) -> str:
    """Label of the state of a target reached or missed; empty if it is in progress."""
    state = _state(row)
    return "" if state == list(_states())[1] else state


def _figures(found: pd.DataFrame, named: pd.DataFrame) -> None:
    """Show the targets reached, and of those `named` the first indicator to act on and the one nearest to its target."""
    read, has_target = reader(), found["target"].notna()
    reached = int((found.loc[has_target, "gap"] == 0).sum())
    missed = int(found.loc[has_target, "is_missed"].sum())
    on_phone = [cards.row(3, brief="second_indicators")] * 3 if screen.is_phone() else None
    first, second, third = on_phone or st.columns([0.6, 1.3, 1.1])  # the names are wider than the number
    with first:
        cards.metric(
            _("Targets reached"),
            f"{read.number(reached)} / {read.number(int(has_target.sum()))}",
            _("Latest values that meet the next target of the park."),
            _("{count} missed", count=read.number(missed)) if missed else _("none missed"),
        )
    last = _first_to_act(named)
    if len(last):
        with second:
            cards.metric(
                _("First to act on"),
                read.names(last)[0],
                _("Indicator whose target is missed, otherwise the one furthest behind."),
                _amounts(last.iloc[0].to_dict()),
            )
    with third:
        _nearest(named)


def _nearest(found: pd.DataFrame) -> None:
    """Show the indicator nearest to its target, of those that do not reach it."""
    drawn = institution.in_drawn_order(found)
    last = drawn[drawn["progress"] < 1].sort_values("progress", kind="stable").tail(1)
    if len(last):
        cards.metric(
            _("Nearest to its target"),
            reader().names(last)[0],
            _("Indicator whose latest value is nearest to the next target of the park without reaching it."),
            _amounts(last.iloc[0].to_dict()),
        )


def _first_to_act(found: pd.DataFrame) -> pd.DataFrame:
    """First indicator to act on, as one row: a missed one, else the one furthest behind; none if all are reached."""
    drawn = institution.in_drawn_order(found)
    return drawn[drawn["is_missed"] | (drawn["progress"] < 1)].head(1)


def _years(found: pd.DataFrame) -> str:
    """Text on the years of the newest values; empty without any."""
    years = years_between(found["year"].dropna())
    return _("values of {years}", years=years) if years else ""


def _amounts(row: dict) -> str:
    """Label behind a bar: newest value, target and its year, and the state of a target reached or missed."""
    amounts = presentation.target_progress(
        row["value"], row["target"], row["unit"], reader(), year=row["target_year"]
    )
    return " · ".join(filter(None, [_outcome(row), amounts]))


def _short(row: dict) -> str:
    """Label of a bar on a phone: progress, values, and the state of a target reached or missed."""
    read, state = reader(), _outcome(row)
    if state and row["progress"] < 1:  # missed
        state = f"{read.percent(row['progress'])} · {state}"
    return presentation.progress(row["progress"], row["value"], row["target"], row["unit"], read, state=state)


def picture(found: pd.DataFrame, title: str, height: float = 0.0) -> None:
    """Draw the progress to the next target of each indicator below a title, in the order of `_order`.

    `height`: of the first of them when presented [px]
    """
    read, every = reader(), institution.in_drawn_order(found)
    if every.empty:
        return
    most = turning.even(len(every), _PRESENTED) if height else len(every)
    first = turning.first("indicators", len(every), most)
    shown = every.iloc[first : first + most]
    shares, records = shown["progress"], shown.to_dict("records")
    states = tuple({_state(row) for row in every.to_dict("records")})
    rows = {
        "name": read.names(shown),
        # The pale rest of the way leads to the amounts.
        "amount": [1.0] * len(shown),
        "part": shares.fillna(0).to_numpy(),
        "words": [_amounts(row) for row in records],
        "reached": [_("no value yet") if pd.isna(share) else read.percent(share) for share in shares],
        "short": [_short(row) for row in records],
        "state": [_state(row) for row in records],
    }
    st.subheader(title, anchor=False)
    charts.bars(
        rows,
        colours=_states(),
        limit=(_("target of the park"), 1.0),
        room=2.4 if controls.is_projected() else 2.0,
        looks=replace(
            screen.bar_looks(26 if height else 18), states=states
        ),  # the legend is that of all parts
        height=height or None,
        alt=_("Progress of each indicator to its next target"),
    )
    if height and (part := turning.words(first, len(shown), len(every))):
        st.caption(part)
    # A phone has different rows; above the heading, its gap would move the last row below the fold.
    screen.screen()


def _missed(found: pd.DataFrame) -> None:
    """Show the targets whose year has passed, with the advice to enter the next one."""
    missed = found[found["is_missed"]]
    if missed.empty:
        return
    named = (
        _("{name} ({year})", name=name, year=str(int(year)))
        for name, year in zip(reader().names(missed), missed["target_year"], strict=True)
    )
    words = _(
        "Targets missed, without a later one: {names}. Enter the next target under “Record values”.",
        names=escaped(reader().listed(named)),
    )
    st.caption(words)
