"""Trainer's view of all trainees."""

import re
from collections.abc import Sequence

import pandas as pd
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from isdata.output.reports.training import LEVELS, STATES
from isdata.programme.training import exercises, results
from isdata.programme.training.practice import is_near_removal, removal_day
from isdata.programme.training.records import PracticeCopy, now
from isdata.programme.training.results import Attempt
from pages.common import cards, practice
from pages.common.language import _, ngettext, reader
from pages.common.show import computed, escaped
from pages.common.tables import show_rows, show_table

SIGNS = {"new": "·", "started": "…", "stuck": "!", "passed": "✓"}
COLOURS = {"new": "", "started": "#fff3c4", "stuck": "#f6c1b5", "passed": "#bfe3c0"}


def stated(held: Sequence[PracticeCopy], shown: Sequence[Attempt]) -> list[str]:
    """Short texts on trainees started, exercises passed and trainees stuck."""
    if not held:
        return [_("No trainee has started yet; results appear here as soon as one does.")]
    stuck = {each.code: each.trainee for each in shown if each.state == "stuck"}
    passed = sum(each.state == "passed" for each in shown)
    return [
        ngettext("{count} trainee", "{count} trainees", len(held)),
        ngettext("{count} exercise passed", "{count} exercises passed", passed),
        _("stuck: {names}", names=reader().listed(stuck.values())) if stuck else _("nobody is stuck"),
    ]


def start_address(place: DeltaGenerator) -> None:
    """Show the address at which trainees start, behind a button."""
    local = _("Other devices cannot open this address yet; “Help” states how.")
    with place.popover(_("Address for trainees"), icon=":material/link:", width="content"):
        st.code(practice.start_address(), language=None)
        if practice.is_on_this_computer():
            st.caption(local)


def figures(held: Sequence[PracticeCopy], shown: Sequence[Attempt]) -> None:
    """Show the numbers of trainees, of exercises passed, and of trainees stuck now."""
    read = reader()
    stuck = {each.code for each in shown if each.state == "stuck"}
    with cards.row(3):
        cards.metric(_("Trainees"), read.number(len(held)), _("Trainees with a practice copy."))
        cards.metric(
            _("Exercises passed"),
            read.number(sum(each.state == "passed" for each in shown)),
            _("By all trainees together."),
        )
        cards.metric(
            _("Stuck now"),
            read.number(len(stuck)),
            _("Trainees without activity for more than five minutes in an exercise they started."),
        )


def heat_map(shown: Sequence[Attempt]) -> None:
    """Show a heat map of trainee × exercise, with the hints opened."""
    read = reader()
    legend = " · ".join(f"{SIGNS[state]} {read.text(words)}" for state, words in STATES.items())
    st.caption(legend)
    names = {name: f"{each.number}" for name, each in exercises.known().items()}
    rows: dict[str, dict[str, str]] = {}
    for each in shown:
        cell = SIGNS[each.state] + (f" {each.hints}" if each.hints else "")
        rows.setdefault(each.code, {_("Trainee"): each.trainee})[names[each.exercise]] = cell
    table = pd.DataFrame(list(rows.values())).fillna("")
    states = {sign: COLOURS[state] for state, sign in SIGNS.items()}
    styled = table.style.map(
        lambda cell: f"background-color: {states[cell[0]]}; color: #222" if states.get(str(cell)[:1]) else ""
    )
    known = exercises.known().values()
    show_rows(
        styled,
        alt=_("State of each trainee at each exercise; the number is that of the hints opened"),
        column_config={
            f"{each.number}": st.column_config.TextColumn(
                _("Ex. {number}", number=f"{each.number}"), help=each.title[read.language]
            )
            for each in known
        },
    )
    st.caption(_("Ex.: number of the exercise; its title stands in the help of the column and below."))
    computed(" · ".join(f"{each.number} {each.title[read.language]}" for each in exercises.known().values()))


def mistakes(found: pd.DataFrame) -> None:
    """Show the most common mistakes."""
    if found.empty:
        return
    st.subheader(_("Most common mistakes"), anchor=False)
    known, language = exercises.known(), reader().language
    first = found[found["exercise"].isin(list(known))].head(8)
    show_table(
        {
            _("Exercise"): [known[name].title[language] for name in first["exercise"]],
            _("Feedback of the check"): [
                _without_numbers(*row) for row in zip(first["exercise"], first["finding"], strict=True)
            ],
            _("Times"): first["times"],
        },
        alt=_("Most common mistakes"),
    )


def _without_numbers(exercise: str, finding: str) -> str:
    """Feedback text with dots instead of the numbers of a copy."""
    words = exercises.known()[exercise].findings.get(finding)
    text = words[reader().language] if words else reader().text(exercises.COMMON[finding])
    return re.sub(r"\{\w+\}", "…", text)


def competences(found: pd.DataFrame) -> None:
    """Show the competence matrix from `results.competences`, with an exercise for the weakest competence of each trainee."""
    st.subheader(_("Competences"), anchor=False)
    read, known = reader(), exercises.known()
    levels = found.pivot(index=["code", "trainee"], columns="competence", values="level")
    following = results.next_exercises(found)
    show_table(
        {_("Trainee"): [trainee for _code, trainee in levels.index]}
        | {
            read.text(words): [read.text(LEVELS[level]) for level in levels[name]]
            for name, words in exercises.COMPETENCES.items()
            if name in levels
        }
        | {
            _("Recommended exercise"): [
                known[following[code]].title[read.language] if code in following else "–"
                for code, _trainee in levels.index
            ]
        },
        alt=_("Competences demonstrated by each trainee"),
    )


def copies() -> None:
    """Show the practice copies with their removal dates, and let the trainer remove one."""
    held, read = practice.all_copies().in_use(), reader()
    with st.expander(
        _("Practice copies: {count}", count=read.number(len(held))), icon=":material/folder_copy:"
    ):
        for copy in held:
            day = read.date(removal_day(copy))
            note = (
                _("removed on {day} unless used", day=day)
                if is_near_removal(copy, now())
                else _("kept until {day}", day=day)
            )
            with st.container(horizontal=True, vertical_alignment="center"):
                park = [copy.park_id] if copy.park_id else []
                st.markdown(escaped(" · ".join([copy.trainee, *park, note])))
                if st.button(_("Remove"), key=f"remove_{copy.code}", icon=":material/delete:"):
                    practice.all_copies().remove(copy)
                    st.rerun()
