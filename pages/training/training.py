"""Training: get a practice copy of the sample or an own park, choose an exercise, and have the answer checked."""

import streamlit as st

from pages.common import pick, practice, screen, tour
from pages.common.language import _
from pages.common.presenting import headline
from pages.training.parts import cases, exercise_list, exercise_picture, exercise_view, start

_HIGH = 1000  # window height with room for the case cards below the missions [px]

if not practice.is_on():
    headline.state(exercise_list.headline())
    start.offer()
    exercise_picture.show()
else:
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="selection_training"):
        chosen = pick.from_dropdown(
            _("Exercise"),
            exercise_list.titles(),
            key="exercise",
            default=exercise_list.first_open(),
            label_visibility="collapsed",
            width=420,
        )
        if not practice.is_of_park():
            with st.container(key="worded_tour", width="content"):  # its label remains on a phone
                tour.show()
        start.about_copy()
    exercise_list.progress()
    if practice.is_of_park():
        start.about_own_park()
    exercise_view.show_chosen(chosen)
cases.show(is_open=not practice.is_on() and not screen.is_phone() and screen.height() >= _HIGH)
screen.screen()  # its height decides whether the cards are open
