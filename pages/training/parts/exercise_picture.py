"""Exercises of each mission as blocks: as high as their duration, coloured by competence."""

import html
from collections.abc import Sequence

import streamlit as st

from isdata.output.figures import style
from isdata.programme.training import exercises
from isdata.programme.training.exercises import Exercise
from pages.common.language import _, reader

_COLOURS = dict(zip(exercises.COMPETENCES, ("#cfe5e3", "#f6ddc0", "#d5def0", "#e7d6e5"), strict=True))
_STYLE = f"""<style>
.learnt_legend {{display: flex; flex-wrap: wrap; gap: 0.2rem 1.2rem; font-size: 0.85rem; margin-bottom: 0.4rem}}
.learnt_legend i {{display: inline-block; width: 0.8em; height: 0.8em; border-radius: 0.15em; margin-right: 0.4em}}
.learnt {{display: grid; gap: 0.3rem 1rem; grid-template-columns: repeat(auto-fit, minmax(14rem, 1fr)); line-height: 1.25}}
.learnt section {{display: flex; flex-direction: column; gap: 0.25rem}}
.learnt b {{font-weight: 600}}
.learnt p {{display: flex; align-items: center; justify-content: space-between; gap: 0.6rem; margin: 0; padding: 0.3rem 0.6rem;
  border-radius: 0.3rem; color: {style.INK}; font-size: 0.9rem; text-wrap: balance; min-height: calc(var(--minutes) * 0.055rem + 1rem)}}
.learnt p span {{white-space: nowrap; font-variant-numeric: tabular-nums}}
@media (min-width: 641px) {{
  .learnt {{height: max(17.5rem, 100vh - 24rem)}}
  .learnt p {{flex: var(--minutes) 1 0; min-height: min-content}}
  .learnt .rest {{visibility: hidden}}
  .stApp:has(.st-key-headline h2) .learnt {{height: calc(100vh - 9.6rem)}}
  .stApp:has(.st-key-headline h2) .learnt p {{font-size: 1rem; padding-block: 0.5rem}}
  .stApp:has(.st-key-headline h2) .learnt_legend {{font-size: 1rem}}
}}
@media (max-width: 640px) {{.learnt .rest {{display: none}}}}
</style>"""


def show() -> None:
    """Show the exercises of each mission, and its hours; the highest column is the longest mission."""
    by_mission = {
        mission: [each for each in exercises.exercises().values() if each.mission == mission]
        for mission in exercises.MISSIONS
    }
    longest = max(_minutes(own) for own in by_mission.values())
    columns = "".join(_column(mission, own, longest) for mission, own in by_mission.items())
    st.html(f'{_STYLE}{_legend()}<div class="learnt">{columns}</div>')


def _minutes(own: Sequence[Exercise]) -> int:
    return sum(each.minutes for each in own)


def _legend() -> str:
    """Colours of the competences."""
    items = (
        f'<span><i style="background: {_COLOURS[name]}"></i>{html.escape(_(words))}</span>'
        for name, words in exercises.COMPETENCES.items()
    )
    return f'<div class="learnt_legend">{"".join(items)}</div>'


def _column(mission: str, own: Sequence[Exercise], longest: int) -> str:
    """Title of a mission with its hours, and its exercises; `longest`: duration of the longest mission. [min]"""
    read = reader()
    hours = read.amount(_minutes(own) / 60, "h", significant=2, is_padded=False)
    title = html.escape(f"{_(exercises.MISSIONS[mission])} · {hours}")
    rest = longest - _minutes(own)
    below = f'<p class="rest" style="--minutes: {rest}"></p>' if rest else ""
    return f"<section><b>{title}</b>{''.join(map(_block, own))}{below}</section>"


def _block(each: Exercise) -> str:
    """Title and duration of an exercise."""
    read = reader()
    minutes = html.escape(_("{count} min", count=read.number(each.minutes)))
    look = f"--minutes: {each.minutes}; background: {_COLOURS[each.competence]}"
    return f'<p style="{look}">{html.escape(each.title[read.language])}<span>{minutes}</span></p>'
