"""Key figures of a maturity profile: mean level, weakest elements, and target or evidence."""

import pandas as pd
import streamlit as st

from isdata.institution import maturity
from pages.common import cards, controls, screen
from pages.common.language import _, ngettext, reader

_NAMED = 2  # number of weakest elements that are named


def show(found: pd.DataFrame, years: list[int]) -> None:
    """Show the mean level, the weakest elements, and the elements with evidence or, when presented, the mean target."""
    elements = maturity.elements_of(found)
    if elements[years[-1]].notna().any():  # else the energy management alone is assessed
        found = elements
    newest = found[years[-1]]
    is_even = len(found) > _NAMED and (newest == newest.min()).all()
    shown = [lambda: _mean(found, years, is_even=is_even)]
    shown += [] if is_even else [lambda: _lowest(found, years[-1])]
    shown += [lambda: _aimed(found)] if controls.is_projected() else [lambda: _evidenced(found)]
    # On a phone, the names of the weakest take a line of their own.
    brief = "maturity" if is_even else "second_maturity"
    places = (
        [cards.row(len(shown), brief=brief)] * len(shown)
        if screen.is_phone()
        else st.columns([1, *([] if is_even else [1.7]), 1][: len(shown)])
    )
    for place, show_one in zip(places, shown, strict=True):
        with place:
            show_one()


def _mean(found: pd.DataFrame, years: list[int], *, is_even: bool) -> None:
    """Show the mean level of the newest year with its change; `is_even`: all elements have it."""
    read, newest, change = reader(), found[years[-1]], maturity.change(found)
    unassessed = int(newest.isna().sum())
    notes = [
        "" if change is None else _("since {year}", year=str(years[-2])),
        _("{count} not assessed", count=read.number(unassessed)) if unassessed else "",
        _("all elements at this level") if is_even else "",
    ]
    cards.metric(
        _("Mean level in {year}", year=str(years[-1])),
        read.number(float(newest.mean()), digits=1),
        _("Mean over the elements that were assessed, 1 to 4."),
        read.clauses(notes),
        change=None if change is None else f"{'' if change < 0 else '+'}{read.number(change, digits=1)}",
    )


def _lowest(found: pd.DataFrame, year: int) -> None:
    """Show the elements at the lowest level of a year by name, or their number if there are more than two."""
    read, newest = reader(), found[year]
    names = read.names(found[newest == newest.min()])
    count = len(names)
    if count > _NAMED:
        names = [ngettext("{count} element", "{count} elements", count)]
    first, *others = [read.listed(names)] if screen.is_phone() else names  # a phone has no note
    label = ngettext("Weakest element", "Weakest elements", 1 if others else count)
    level = read.number(float(newest.min()), digits=int(newest.min() % 1 > 0))
    note = _("level {level}, like {other}", level=level, other=others[0]) if others else ""
    cards.metric(label, first, _("Lowest level in the latest year."), note or _("level {level}", level=level))


def _aimed(found: pd.DataFrame) -> None:
    """Show the mean target level beside the mean level."""
    read, aims = reader(), found["target"].dropna()
    cards.metric(
        _("Mean target level"),
        read.number(float(aims.mean()), digits=1) if len(aims) else "–",
        _("Mean over the elements with a target, 1 to 4."),
        ngettext("{count} element", "{count} elements", len(aims)),
    )


def _evidenced(found: pd.DataFrame) -> None:
    """Show the number of elements whose level is shown by evidence."""
    read = reader()
    cards.metric(
        _("Elements with evidence"),
        f"{read.number(int(found['evidence'].notna().sum()))} / {read.number(len(found))}",
        _(
            "Elements with a document, record or figure that shows their level. Enter it under “Self-assessment”."
        ),
        _("document, record or figure"),
    )
