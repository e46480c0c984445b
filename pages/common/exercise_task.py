"""Task of an exercise, on its own page and available on the pages where a trainee works."""

from collections.abc import Sequence

import streamlit as st

from isdata.programme.training import exercise_setup, exercises
from isdata.programme.training.checking import ExerciseSession
from isdata.programme.training.exercise_setup import PlantedFacts
from isdata.programme.training.exercises import Exercise
from isdata.programme.training.records import PracticeCopy
from pages.common import navigation, practice, tour
from pages.common.data import cursor
from pages.common.file_button import file_button
from pages.common.language import _, reader
from pages.common.navigation import Entry
from pages.common.tables import show_table


def exercise_session(exercise: Exercise) -> ExerciseSession | None:
    """`Desk` of this trainee at an exercise; None outside a practice copy."""
    copy = practice.current()
    return ExerciseSession(practice.all_copies().records, copy, cursor(), exercise) if copy else None


def show(exercise: Exercise, planted: PlantedFacts) -> None:
    """Show the given situation, the steps with their page, and the method of checking."""
    copy, read = practice.current(), reader()
    _listed(_("What you have"), [exercises.worded(each, planted.own, read) for each in exercise.situation])
    rows = exercise_setup.table(cursor(), exercise, copy.seed, read.language) if copy else None
    if rows is not None:
        names = {column: words[read.language] for column, words in exercise.columns.items()}
        shown = {names[column]: rows[column] for column in rows if column in names}
        show_table(shown, alt=exercise.title[read.language], height="content")
    steps = [exercises.worded(each, planted.own, read) for each in exercise.steps]
    to_do, check = st.columns([3, 2])
    with check:
        _listed(_("How it is checked"), _checked(exercise))
    with to_do:
        _listed(_("What to do"), steps, is_numbered=True)
        _openings(exercise, copy, planted)


def _openings(exercise: Exercise, copy: PracticeCopy | None, planted: PlantedFacts) -> None:
    """Offer the workbook of the task, and a link to the page for the work."""
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        if copy:
            _workbook(exercise, copy.seed)
        if exercise.page:
            title = next(each.title for each in navigation.ENTRIES if each.name == exercise.page)
            navigation.link(
                exercise.page,
                _("Open the page “{page}”", page=_(title)),
                icon=":material/arrow_forward:",
                **{"park": copy.park_id or "chengdu" if copy else "chengdu", **_query(exercise, planted)},
            )


def _query(exercise: Exercise, planted: PlantedFacts) -> dict[str, str]:
    """Settings of the page of an exercise, with the facts of the copy inserted."""
    texts = {name: value if isinstance(value, str) else f"{value:g}" for name, value in planted.own.items()}
    return {name: value.format(**texts) for name, value in exercise.query.items()}


def _listed(heading: str, lines: Sequence[str], *, is_numbered: bool = False) -> None:
    marks = [f"{number}." if is_numbered else "-" for number in range(1, len(lines) + 1)]
    listed = "\n".join(f"{mark} {line}" for mark, line in zip(marks, lines, strict=True))
    st.markdown(f"**{heading}**\n\n{listed}")


def _checked(exercise: Exercise) -> list[str]:
    """Sentences on what the check reads from form and copy, and on its feedback."""
    read = reader()
    entered, stored = (
        [each.label[read.language] for each in exercise.fields if (each.kind == exercises.STATE) is is_stored]
        for is_stored in (False, True)
    )
    lines = []
    if entered:
        lines.append(_("What you enter in the form of the exercise: {fields}.", fields=read.clauses(entered)))
    if any(each.kind == "number" for each in exercise.fields):
        lines.append(_("Numbers may differ from the exact result by 1%."))
    if stored:
        lines.append(
            _("What you saved on the pages of your practice copy: {fields}.", fields=read.clauses(stored))
        )
    lines.append(
        _("Each check shows which answers are right, and why the others are not. Check as often as you like.")
    )
    return lines


def _workbook(exercise: Exercise, seed: int) -> None:
    """Offer the workbook of the task."""
    if exercise.sheets:
        file_button(
            _("Workbook of the company"),
            lambda: exercise_setup.workbook(cursor(), exercise, seed) or b"",
            f"{exercise.exercise_id}.xlsx",
            key=f"workbook_{exercise.exercise_id}",
        )


def show_task(current: Entry) -> None:
    """Show the task of a trainee's exercise on other pages of the practice copy, with a link back; on the tour, its step."""
    if not practice.is_on() or current.name == "training" or tour.show_step(current):
        return
    left = st.session_state.get("exercise") or _latest()
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        navigation.plain_link(  # the mark of the copy is above it
            "training",
            _("Back to the exercise"),
            icon=":material/school:",
            **({"exercise": left} if left else {}),
        )
        exercise = exercises.known().get(left)
        session = exercise_session(exercise) if exercise else None
        planted = session.planted() if session else None
        if exercise and planted:
            title = exercise.title[reader().language]
            with st.popover(
                title, icon=":material/assignment:", help=_("Task of the exercise"), width="content"
            ):
                show(exercise, planted)


def _latest() -> str:
    """Exercise last worked on by this trainee, for a page opened in another tab; empty without any."""
    copy = practice.current()
    done = practice.all_copies().records.entries(copy.code) if copy else []
    return next((entry.exercise for entry in reversed(done) if entry.exercise), "")
