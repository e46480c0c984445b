"""The exercises and how far this trainee is."""

import streamlit as st

from isdata.programme.training import exercises
from isdata.programme.training.records import CHECK
from pages.common import practice
from pages.common.language import _, reader


def titles() -> dict[str, str]:
    """Title of each exercise with its mission, by id."""
    read = reader()
    return {
        name: f"{read.text(exercises.MISSIONS[each.mission])} · {each.title[read.language]}"
        for name, each in exercises.exercises().items()
    }


def passed() -> set[str]:
    """Exercises that this trainee has passed."""
    copy = practice.current()
    entries = practice.all_copies().records.entries(copy.code) if copy else []
    return {entry.exercise for entry in entries if entry.kind == CHECK and entry.detail["is_passed"]}


def first() -> str:
    """The first exercise that is not passed yet."""
    done = passed()
    names = list(exercises.exercises())
    return next((name for name in names if name not in done), names[0])


def progress() -> None:
    """Number of exercises passed."""
    done, count = len(passed()), len(exercises.exercises())
    st.progress(
        done / count,
        text=_(
            "{done} of {count} exercises passed", done=reader().number(done), count=reader().number(count)
        ),
        width=520,
    )
