"""Maturity of the park by area and of its energy management: profile over the years, and yearly self-assessment."""

import datetime as dt

import pandas as pd
import streamlit as st

from isdata import institution
from isdata.institution import maturity
from isdata.institution.presentation import PILLARS
from isdata.output.figures.maturity import grid
from pages.common import (
    charts,
    controls,
    empty_view,
    navigation,
    pick,
    role,
    screen,
    undisclosed,
)
from pages.common.controls import park_id
from pages.common.data import ask, cursor
from pages.common.editing import saving, signing
from pages.common.language import _, ngettext, reader
from pages.common.once import once
from pages.common.presenting import headline, room
from pages.common.selection import Line
from pages.common.tables import show_table
from pages.institution.parts import level_scale, maturity_figures, timeline_view


def is_assessed() -> bool:
    """Return True if the management of the park has assessed itself in any year."""
    return bool(maturity.years(ask(maturity.whole_profile, park_id=park_id())))


def _subject(line: Line) -> str:
    """Let the user choose what is assessed: the park, or its energy management."""
    subjects = {maturity.PARK: _("Park by element"), maturity.STANDARD: _("Energy management")}
    with line.controls:
        return pick.one_of(_("Assessed"), subjects, key="maturity_of")


def profile(line: Line) -> None:
    """Show the levels of each element by year, and state the years in the line."""
    subject = _subject(line)
    is_park = subject == maturity.PARK
    found = (
        ask(maturity.whole_profile, park_id=park_id())
        if is_park
        else ask(maturity.profile, park_id=park_id())
    )
    years = maturity.years(found)
    if not years:
        line.state(_("Park by element") if is_park else _("Energy management"))
        _not_assessed(found)
        return
    count = ngettext("{count} element", "{count} elements", len(maturity.elements_of(found)))
    line.state(
        _("Park by element") if is_park else _("Energy management"),
        "" if screen.is_phone() else count,  # a phone has one line
        _("Assessments of {years}", years=reader().listed(str(year) for year in years)),
    )
    headline.state(title := _headline(found, years[-1]), is_on_page=True)
    maturity_figures.show(found, years)
    left, right = st.columns([0.68, 0.32] if controls.is_projected() else [0.6, 0.4], gap="large")
    left.subheader(_("Level of each element by year"), anchor=False)
    right.subheader(_("Levels"), anchor=False)
    with left:
        height = room.below(title) - room.TILES - room.HEADING - room.NOTE
        once(_draw_grid, found, height, screen.height())
    with right:
        notes = _notes(found, years[-1])
        level_scale.show(height=height - room.NOTE * max(0, len(notes) - 1) if height > 0 else height)
        for note in notes:
            st.caption(note)
        if not controls.is_projected():
            _evidence(found)
            if is_park:
                _measured()
            # Beside the picture, so that the page fits a window of 1,280 × 720 px.
            navigation.link(
                "trainer", _("Competences of the engineers by exercise"), icon=":material/co_present:"
            )
    screen.screen()  # the rows fill the window


def _notes(found: pd.DataFrame, year: int) -> list[str]:
    """Meaning of a red frame, and of the row below the elements."""
    notes = [_("Red frame: below the target of the park.")] if (found["target"] > found[year]).any() else []
    if maturity.STANDARD in found.index and found[year].notna().sum() > 1:
        notes.append(_("Below the line: a mean, not counted."))
    return notes


def _not_assessed(found: pd.DataFrame) -> None:
    """State that there is no assessment, with the levels, the latest events, and an example of evidence for each element."""
    empty_view.state(
        ngettext("{count} element is not assessed yet", "{count} elements are not assessed yet", len(found)),
        _("Assess them under “Self-assessment”: a level of 1 to 4 for each, with its evidence."),
        is_computed=True,
        related="",
    )
    level_scale.show(is_across=True)
    is_drawn = timeline_view.show_latest()
    with st.expander(_("Elements with an example of evidence"), expanded=not is_drawn or screen.is_high()):
        show_table(
            {
                _("Element"): reader().names(found),
                _("Example of evidence"): [_example(str(name)) for name in found.index],
            },
            alt=_("Elements with an example of evidence"),
            height="content",
        )
    screen.screen()  # a high window has room for the table


def _measured() -> None:
    """Show the progress of the indicators of each of the seven pillars by year, beside the assessed levels."""
    if undisclosed.hides_records(park_id()):
        return
    own = ask(institution.scorecard, park_id=park_id(), viewer=role.viewer())
    found = institution.pillars_by_year(own)
    if found.empty or not len(found.columns):
        return
    with st.expander(_("Measured: progress of the indicators by pillar")):
        show_table(
            {_("Pillar"): [_(name) for name in PILLARS.values()]}
            | {str(year): [reader().percent(share) for share in found[year]] for year in found.columns},
            alt=_("Mean progress of the indicators of each pillar by year"),
            height="content",
        )
        st.caption(
            _(
                "Levels are self-assessed by the administration; energy management is the mean of its 12 "
                "elements. Progress is measured: mean progress of the indicators from their first value "
                "to the next target."
            )
        )


def _draw_grid(found: pd.DataFrame, height: float, window: int) -> None:
    drawn = grid(found, charts.reader(), 0 if screen.is_phone() else window)
    charts.draw(drawn, alt=_("Level of each element by year"), height=height)


def _evidence(found: pd.DataFrame) -> None:
    """List the evidence of each element, or an example if none is recorded."""
    read = reader()
    found = maturity.elements_of(found)
    known = [read.half(text) if isinstance(text, str) else None for text in found["evidence"]]
    expected = [_("missing, for example: {evidence}", evidence=_example(str(name))) for name in found.index]
    with st.expander(_("Evidence of each element"), expanded=False):
        show_table(
            {
                _("Element"): read.names(found),
                _("Evidence"): [own or other for own, other in zip(known, expected, strict=True)],
            },
            alt=_("Evidence of each element"),
            height="content",
        )


def _example(indicator_id: str) -> str:
    """Example of evidence for an element, in the reader's language."""
    return _(maturity.evidence_example(indicator_id))


def _headline(found: pd.DataFrame, year: int) -> str:
    """Headline with the number of elements at their target in a year."""
    read, newest = reader(), found[year]
    aims, reached = int(found["target"].notna().sum()), int((found["target"] <= newest).sum())
    if not reached and aims == int((newest == newest.min()).sum()):
        return ngettext(
            "{count} element in {year}, below its target",
            "All {count} elements are below their target in {year}",
            aims,
            year=str(year),
        )
    return ngettext(
        "{reached} of {count} element at target in {year}",
        "{reached} of {count} elements at target in {year}",
        aims,
        reached=read.number(reached),
        year=str(year),
    )


def _level(row: pd.Series, first: int, key: str, levels: dict[int, str]) -> tuple[int, str]:
    """Let the management enter level and evidence of one element; `first` is the former level."""
    read, (left, right) = reader(), st.columns([0.55, 0.45])
    level = left.selectbox(
        read.name(row["name_en"], row["name_zh"]),
        list(levels),
        index=first,
        format_func=lambda level: levels[level],
        key=f"level_{key}_{read.language}",
        placeholder=_("Choose"),
    )
    before = row["evidence"]
    evidence = right.text_input(
        _("Evidence"),
        value=read.half(before) if isinstance(before, str) else "",
        key=f"evidence_{key}",
        max_chars=300,
        placeholder=_("For example: {evidence}", evidence=_example(str(row.name))),
    )
    return level, evidence


def assess(line: Line) -> None:
    """Let the management assess itself for a year."""
    subject = _subject(line)
    line.state(_("Park by element") if subject == maturity.PARK else _("Energy management"))
    read, found = reader(), ask(maturity.profile, park_id=park_id(), standard_id=subject)
    known = maturity.years(found)
    year = st.number_input(_("Year"), 2000, 2100, dt.date.today().year, key="assessed_year", width=160)
    former = max((each for each in known if each <= year), default=None)
    levels = {0: _("not assessed")} | {level: _(words) for level, words in maturity.LEVELS.items()}
    chosen, evidence = {}, {}
    with st.form("assessment", border=False):
        for group, own in found.groupby(read.names(found, "group"), sort=False):
            st.markdown(f"**{group}**")
            for name, row in own.iterrows():
                first = 0 if former is None or pd.isna(row[former]) else int(row[former])
                chosen[name], evidence[name] = _level(row, first, f"{name}_{year}", levels)
        with st.container(horizontal=True, vertical_alignment="bottom"):
            who = signing.signature()
            is_asked = st.form_submit_button(_("Save"), type="primary", icon=":material/save:")
    if signing.is_signed(is_asked, who, key="assessment_store"):
        with saving.stored():
            maturity.record(
                cursor(),
                park_id=park_id(),
                year=int(year),
                levels={name: level for name, level in chosen.items() if level},
                evidence=evidence,
                who=who,
            )
