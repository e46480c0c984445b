"""Frame of every page: navigation, choice of park and language, title, and the only place that shows errors."""

import streamlit as st

from isdata.locations import APP
from pages.common import (
    address,
    amounts,
    browser_effects,
    controls,
    currency,
    data,
    exercise_task,
    explanation,
    language,
    layout,
    navigation,
    practice,
    role,
    run_values,
    scenario,
    show,
    turns,
)
from pages.common.editing import concurrent_edits, signed_name
from pages.common.presenting import adding, headline, look, opening, views
from pages.common.quick_entry import entry_dialog
from pages.common.searching import search_box
from pages.workshop.parts import on_main_screen

st.set_page_config(page_title="isdata", page_icon=str(APP / "pages/common/icon.svg"), layout="wide")

language.clear_settings()  # the previous run may have used another language
with (
    turns.own_turn(),
    address.whole_script(),
    data.one_version(),
    concurrent_edits.whole_script(),
    run_values.one_run(),
):
    practice.remember()
    frame = controls.frame()
    controls.choose_language(frame.language)
    language.cache_settings()
    is_started = False
    with show.faults("start"):
        role.remember()
        is_started = True
    if not is_started:
        st.stop()
    if not controls.is_projected():
        layout.tighten()
    entry, page = navigation.choose()

    with show.faults(entry.name):
        practice.mark()
        exercise_task.show_task(entry)
        park = controls.choose_park(frame.park)
        search_box.offer(frame.search)
        role.choose_role(frame.view, entry.name, park)
        entry_dialog.offer(frame.entry, park)
        amounts.choose_amounts(frame.view, park)
        currency.choose(frame.view, park)
        language.cache_settings()
        controls.choose_projector(frame.presentation, is_presented=views.has_view(entry, park))
        explanation.offer(frame.help, entry)
        presented = cover = None
        if controls.is_projected():
            look.apply_style()
            presented = views.listen(entry, park)
            cover = opening.cover(presented, park)
        words = presented.title(entry.name) if presented else ""
        if park and not controls.is_projected():
            with frame.saving:
                adding.offer(entry, park)
                on_main_screen.offer(entry, park)
        show.title(entry, park, words)
        if presented:
            headline.room(entry.name, is_titled=bool(words))
        st.set_page_config(page_title=show.window_title(entry, park, words))
        show.page_not_found()
        try:  # a page may stop before its last line
            with opening.uncover(cover):
                if not navigation.may_open(entry):
                    show.access_denied(entry)
                elif unknown := controls.unknown_park():
                    show.park_not_found(unknown, entry)
                    if entry.name in navigation.WITHOUT_PARK:
                        page.run()
                elif entry.needs_park and park is None:
                    show.first_steps()
                else:
                    if entry.needs_park and park is not None and not entry.shows_scenario:
                        scenario.show_present_state(park)
                    notice = st.container()
                    try:
                        with on_main_screen.in_language_of_main_screen():
                            page.run()
                    finally:
                        on_main_screen.finish(entry, park)
                        with notice:
                            show.choice_not_found()
        finally:
            if role.may_enter() or not controls.is_projected():
                browser_effects.settle_changed_page(
                    f"{entry.name} {controls.is_projected()}",
                    language=language.reader().language,
                    focuses=not controls.is_projected(),
                )
            entry_dialog.listen()
            signed_name.remember()
