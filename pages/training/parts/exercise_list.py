"""List of exercises and progress of this trainee."""

import streamlit as st

from isdata.programme.training import exercises
from isdata.programme.training.exercises import Exercise
from isdata.programme.training.records import CHECK
from pages.common import practice
from pages.common.language import _, reader


def own() -> dict[str, Exercise]:
    """Exercises of the practice copy of this session."""
    copy = practice.current()
    return exercises.of_copy(copy.park_id if copy else "")


def titles() -> dict[str, str]:
    """Title of each exercise with its mission, by id."""
    read = reader()
    return {
        name: f"{read.text(exercises.MISSIONS[each.mission])} · {each.title[read.language]}"
        for name, each in own().items()
    }


def passed() -> set[str]:
    """Exercises that this trainee has passed."""
    copy = practice.current()
    entries = practice.all_copies().records.entries(copy.code) if copy else []
    return {entry.exercise for entry in entries if entry.kind == CHECK and entry.detail["is_passed"]}


def first_open() -> str:
    """First exercise not passed yet."""
    done = passed()
    names = list(own())
    return next((name for name in names if name not in done), names[0])


def following(name: str) -> str | None:
    """Next exercise not passed yet, after `name` and then from the beginning; None once all are passed."""
    names, done = list(own()), passed()
    place = names.index(name) + 1
    return next((each for each in [*names[place:], *names[:place]] if each not in done), None)


def progress() -> None:
    """Show the number of exercises passed."""
    done, count = len(passed()), len(own())
    st.progress(
        done / count,
        text=_(
            "{done} of {count} exercises passed", done=reader().number(done), count=reader().number(count)
        ),
        width=420,
    )


def headline() -> str:
    """Headline with number and duration of the exercises."""
    known = exercises.exercises().values()
    hours = reader().number(sum(each.minutes for each in known) / 60, digits=0)
    return _(
        "{count} exercises on a private copy, {hours} hours in all",
        count=reader().number(len(known)),
        hours=hours,
    )
