"""Agenda of a training on a phone: days below each other, sessions as blocks as high as their duration."""

import html
from collections.abc import Sequence

import streamlit as st

from isdata.output.figures import style
from isdata.programme.training.agenda import Session
from pages.common.language import _, reader

_FILL = "47"  # opacity of a block, as in the timetable of a wide window
_COLOURS = {
    True: f"{style.ACCENT}{_FILL}",
    False: f"{style.PALETTE[1]}{_FILL}",
}  # by whether it has exercises
_STYLE = f"""<style>
.agenda {{display: flex; flex-direction: column; gap: 0.25rem; font-size: 0.9rem; line-height: 1.25; color: {style.INK}}}
.agenda b {{font-weight: 600; margin-top: 0.4rem}}
.agenda p {{display: flex; align-items: center; gap: 0.6rem; margin: 0; padding: 0.25rem 0.6rem; border-radius: 0.3rem; text-wrap: pretty;
  min-height: calc(var(--minutes) * 0.02rem + 1rem)}}
.agenda p span {{flex: none; width: 6.2rem; font-variant-numeric: tabular-nums}}
.agenda div {{display: flex; flex-wrap: wrap; gap: 0.2rem 1.2rem; font-size: 0.85rem}}
.agenda i {{display: inline-block; width: 0.8em; height: 0.8em; border-radius: 0.15em; margin-right: 0.4em}}
</style>"""


def show(sessions: Sequence[Session]) -> None:
    """Show the sessions of each day with their times, coloured by whether they have exercises."""
    words = {True: _("with exercises"), False: _("without exercises")}
    used = [kind for kind in words if any(bool(each.exercises) is kind for each in sessions)]
    legend = "".join(
        f'<span><i style="background: {_COLOURS[kind]}"></i>{html.escape(words[kind])}</span>'
        for kind in used
    )
    days = dict.fromkeys(each.day for each in sessions)
    columns = "".join(_day(day, [each for each in sessions if each.day == day]) for day in days)
    st.html(f'{_STYLE}<div class="agenda"><div>{legend}</div>{columns}</div>')


def _day(day: int, sessions: Sequence[Session]) -> str:
    """Title of a day and its sessions."""
    title = html.escape(_("Day {number}", number=str(day)))
    return f"<b>{title}</b>{''.join(map(_block, sessions))}"


def _block(each: Session) -> str:
    """Time and title of a session."""
    read = reader()
    look = f"--minutes: {each.minutes}; background: {_COLOURS[bool(each.exercises)]}"
    time, title = read.span(each.start, each.end), read.name(each.title_en, each.title_zh)
    return f'<p style="{look}"><span>{html.escape(time)}</span>{html.escape(title)}</p>'
