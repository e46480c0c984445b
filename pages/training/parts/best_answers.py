"""The best answers to an exercise, without names, for the trainer and the main screen of a workshop."""

from collections.abc import Sequence

import streamlit as st

from isdata.data.i18n import N_, Reader, bilingual_name
from isdata.programme.training import exercises, results
from isdata.programme.training.exercises import Exercise
from isdata.programme.training.records import Entry
from isdata.programme.training.results import Attempt, Best
from pages.common import main_screen, pick
from pages.common.language import _, reader
from pages.common.show import escaped


def show(shown: Sequence[Attempt], entries: Sequence[Entry]) -> None:
    """Show the best answers to one exercise, and let the trainer show them on the main screen."""
    read = reader()
    passed = {each.exercise for each in shown if each.state == "passed"}
    titles = {name: each.title[read.language] for name, each in exercises.known().items() if name in passed}
    if not titles:
        return
    st.subheader(_("Best answers, without names"), anchor=False)
    chosen = pick.from_dropdown(_("Exercise"), titles, key="best_of", width=520)
    exercise = exercises.known()[chosen]
    best = results.best(shown, entries, chosen)

    def cards(by: Reader) -> list[dict]:
        return [_card(exercise, place, each, by) for place, each in enumerate(best, 1)]

    for card in cards(read):
        with st.container(border=True, gap="xsmall"):
            st.markdown(f"**{escaped(card['title'])}**")
            st.markdown(escaped(card["way"]))
            st.caption(" · ".join(card["facts"]))
    main_screen.offer(
        bilingual_name(exercise.title["en"], exercise.title["zh"]), cards, key="main_screen_best"
    )


def _card(exercise: Exercise, place: int, best: Best, read: Reader) -> dict:
    """Card of an answer for the main screen."""
    words = []
    for field in exercise.fields:
        value = best.answers.get(field.name)
        if value is None:
            continue
        if isinstance(value, (int, float)):
            answer = read.amount(value, field.unit) if field.unit else read.number(value)
        else:
            options = value if isinstance(value, list) else [value]
            answer = read.listed(
                field.options[each][read.language] for each in options if each in field.options
            )
        words.append(read.text(N_("{a}: {b}"), a=field.label[read.language], b=answer))
    return {
        "title": read.text(N_("Answer {place}"), place=read.number(place)),
        "way": " · ".join(words)
        if words
        else read.text(N_("Passed on the pages of the trainee's own copy.")),
        "facts": [
            read.plural("{count} hint", "{count} hints", best.hints),
            read.plural("{count} check", "{count} checks", best.checks),
            read.plural("{count} minute", "{count} minutes", max(1, round(best.minutes))),
        ],
        "next": "",
    }
