"""One exercise: task, answer, findings of the check, and hints."""

import streamlit as st

from isdata.errors import LackingDataError
from isdata.programme.training import exercises
from isdata.programme.training.checking import Answers, ExerciseSession
from isdata.programme.training.exercise_setup import PlantedFacts
from isdata.programme.training.exercises import RIGHT, Exercise, Field
from pages.common import browser_effects, exercise_task, number_field, popovers, practice, show
from pages.common.language import _, reader
from pages.training.parts import cases, exercise_list


def show_exercise(exercise: Exercise, session: ExerciseSession, planted: PlantedFacts) -> None:
    """Show a started exercise."""
    exercise_task.show(exercise, planted)
    answer, support = st.columns([3, 2])
    with answer:
        _answer(exercise, session, planted)
    with support:
        _hints(exercise, session, planted)
        again = f"again_opened_{exercise.exercise_id}"
        with popovers.closable_popover(_("Restart this exercise"), key=again, icon=":material/restart_alt:"):
            st.markdown(
                _("Restores the rows of this exercise in your copy; the rest of the copy is unchanged.")
            )
            if st.button(_("Restart"), key=f"again_{exercise.exercise_id}"):
                session.start()
                popovers.close(again)
                st.rerun()
    cases.show_case(exercise.case)


def show_chosen(name: str) -> None:
    """Show an exercise; it is prepared in the copy when the trainee starts it."""
    copy, exercise, read = practice.current(), exercises.known()[name], reader()
    session = exercise_task.exercise_session(exercise)
    if copy is None or session is None:
        return
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.subheader(exercise.title[read.language], anchor=False, width="content")
        st.caption(
            _(
                "About {minutes} minutes · {competence}",
                minutes=read.number(exercise.minutes),
                competence=read.text(exercises.COMPETENCES[exercise.competence]),
            ),
            width="content",
        )
    planted = session.planted()
    if planted:
        show_exercise(exercise, session, planted)
        return
    if exercise.is_of_park:
        _start_of_park(exercise, session)
        return
    st.markdown(
        _("The start puts the data of this exercise into your copy and shows the task, step by step.")
    )
    if st.button(_("Start this exercise"), type="primary", key=f"start_{name}"):
        session.start()
        st.rerun()


def _start_of_park(exercise: Exercise, session: ExerciseSession) -> None:
    """Let the trainee start an exercise on the data of the own park; state what is missing if the park lacks them."""
    st.markdown(_("The question is made from the data of your copy; nothing is added to it."))
    if st.button(_("Start this exercise"), type="primary", key=f"start_{exercise.exercise_id}"):
        try:
            session.start()
        except LackingDataError as error:
            show.info(reader().error(error))
            return
        st.rerun()


def _answer(exercise: Exercise, session: ExerciseSession, planted: PlantedFacts) -> None:
    last = session.last()
    given: Answers = last["answers"] if last else {}
    with st.form(f"answer_{exercise.exercise_id}"):
        answers = {
            field.name: _entered(exercise, field, given.get(field.name), planted)
            for field in exercise.fields
            if field.kind != exercises.STATE
        }
        is_sent = st.form_submit_button(_("Check"), type="primary", key=f"check_{exercise.exercise_id}")
    if is_sent and number_field.is_readable():
        session.check(planted, answers)
        st.rerun()
    # Below the button, where the reader looks after pressing it; screen readers announce the boxes.
    with st.container():
        browser_effects.scroll_to_changed(
            repr(last and (last["answers"], last["findings"])), key=f"found_{exercise.exercise_id}"
        )
        if last:
            _findings(exercise, planted, last["findings"])


def _entered(
    exercise: Exercise, field: Field, value: object, planted: PlantedFacts
) -> float | str | list[str] | None:
    language, unit = reader().language, field.unit_of(planted.own)
    label = field.label[language] + (f" ({reader().unit(unit)})" if unit else "")
    key = f"field_{exercise.exercise_id}_{field.name}_{language}"
    if field.kind == "number":
        known = value if isinstance(value, (int, float)) else None
        return number_field.enter_number(label, value=known, unit=unit, key=key, width=280)
    options = {
        option: exercises.worded(words, planted.own, reader()) for option, words in field.options.items()
    }
    if field.kind == "set":
        chosen = [option for option in value if option in options] if isinstance(value, list) else []
        return st.multiselect(
            label,
            list(options),
            default=chosen,
            format_func=options.__getitem__,
            key=key,
            placeholder=_("Choose"),
        )
    place = list(options).index(value) if isinstance(value, str) and value in options else None
    return st.radio(label, list(options), index=place, format_func=options.__getitem__, key=key)


def _choose(name: str) -> None:
    st.session_state["exercise"] = name


def _findings(exercise: Exercise, planted: PlantedFacts, findings: dict[str, str]) -> None:
    """Show for each field whether it is right, with the reason if not."""
    read = reader()
    labels = {field.name: field.label[read.language] for field in exercise.fields}
    if all(finding == RIGHT for finding in findings.values()):
        st.success(_("All correct. Continue with the next exercise."), icon=":material/task_alt:")
        level = list(exercises.HINTS)[-1]  # the solution may be shown now
        path = exercises.worded(exercise.hints[level], planted.own, read)
        st.markdown(f"**{read.text(exercises.HINTS[level])}**  \n{path}")
        name = exercise_list.following(exercise.exercise_id)
        if name:  # a link to the same page would keep the former exercise in the browser's address
            st.button(
                exercises.known()[name].title[read.language],
                key="next_exercise",
                icon=":material/arrow_forward:",
                on_click=_choose,
                args=(name,),
            )
        return
    for name, label in labels.items():
        finding = findings.get(name, RIGHT)
        if finding == RIGHT:
            st.success(_("{label}: right", label=label), icon=":material/check:")
        else:
            words = exercises.feedback(exercise, finding, planted.own, read)
            st.warning(f"**{label}**  \n{words}", icon=":material/lightbulb:")


def _hints(exercise: Exercise, session: ExerciseSession, planted: PlantedFacts) -> None:
    """Let the trainee open the hints one after the other; opened ones remain visible."""
    st.subheader(_("Hints"), anchor=False)
    read, opened = reader(), session.hints()
    for level in opened:
        with st.expander(read.text(exercises.HINTS[level]), expanded=level == opened[-1]):
            st.markdown(exercises.worded(exercise.hints[level], planted.own, read))
    left = [level for level in exercises.HINTS if level not in opened]
    if left and st.button(
        _("Open: {hint}", hint=read.text(exercises.HINTS[left[0]])),
        key=f"hint_{exercise.exercise_id}_{left[0]}",
    ):
        session.hint(left[0])
        st.rerun()
