"""Steps of the missions that the administration carries out without help: by mission, and those of a single mission by name."""

import html
from collections.abc import Hashable, Mapping, Sequence
from typing import Any

import pandas as pd
import streamlit as st

from isdata.engines.sankey.lettering import text_width
from isdata.output.figures import style
from isdata.programme.closeout import handover
from isdata.programme.missions import programme
from pages.common import charts, screen, undisclosed
from pages.common.language import _, reader
from pages.common.presenting import room

_LEAST = 20.0  # minimum height of presented steps [vh]
# Of presented lists side by side: width of the window, and what a list of half of it leaves beside its sentences; type
# size, height of a line with its part of the space between sentences by whether these are large, and space around the
# lists. [px]
_WIDTH, _BESIDE, _TYPE, _LINES, _SPACE = 1920, 130, 34, {True: 66, False: 52}, 40

_STYLE = f"""<style>
.steps_legend {{display: flex; gap: 1.2rem; font-size: 0.85rem; margin-bottom: 0.4rem}}
.steps_legend i {{display: inline-block; width: 0.8em; height: 0.8em; border-radius: 0.15em; margin-right: 0.4em}}
.steps {{display: flex; gap: 0.3rem; list-style: none; margin: 0 !important; padding: 0 !important; counter-reset: step}}
.steps li {{flex: 1 1 0; margin: 0 !important; padding: 0.5rem 0.6rem; border-radius: 0.3rem; font-size: 0.9rem; line-height: 1.25; text-wrap: balance;
  min-height: 4.4rem; overflow-wrap: anywhere}}
.steps .alone {{background: {style.ACCENT}; color: {style.PAPER}}}
.steps .helped {{background: {style.PALE}; color: {style.INK}}}
.stApp:has(.st-key-headline h2) .steps li {{min-height: var(--high); padding: 0.5rem 0.45rem; font-size: 1.1rem; display: flex; align-items: center}}
.stApp:has(.st-key-headline h2) .steps_legend {{font-size: 0.9rem}}
@media (max-width: 640px) {{.steps {{flex-direction: column}} .steps li {{flex: none; min-height: 0 !important}}}}
</style>"""


def height_of_lists(lists: Sequence[Sequence[str]], *, is_large: bool) -> float:
    """Height of presented lists of sentences side by side, with their headings; 0 if all are empty. [px]

    `is_large`: in larger type, with space between the sentences.
    """
    window = charts.window()
    width = (window[0] / charts.scale() if window else _WIDTH) / 2 - _BESIDE
    lines = max(sum(-(-text_width(line, _TYPE) // width) for line in each) for each in lists)
    return room.HEADING + _SPACE + _LINES[is_large] * lines if lines else 0.0


def show(steps: pd.DataFrame, missions: pd.DataFrame, height: float = 0.0) -> None:
    """Show the steps from `handover.steps` of `missions`: named if there is one mission, else their number by mission.

    `height`: available when presented, heading included. [px]
    """
    height -= room.HEADING
    if steps["mission_id"].nunique() == 1:
        st.subheader(_("Steps possible without help"), anchor=False)
        named = undisclosed.without_hidden(steps, "name_en", "name_zh", is_stated=False)
        st.html(
            _STYLE
            + _legend()
            + f'<ul class="steps" style="--high: {_high(height)}">{"".join(map(_step, named.to_dict("records")))}</ul>'
        )
    else:
        _by_mission(steps, missions, height)


def _high(height: float) -> str:
    """Height of the steps below their legend, in the unit of a window of any size."""
    return f"{max(_LEAST, 100 * (height - room.NOTE) / charts.lines()):.1f}vh"


def _legend() -> str:
    """Colours of the steps carried out without help, and of the others."""
    colours = {_("without help"): style.ACCENT, _("with help"): style.PALE}
    items = (f'<span><i style="background: {shade}"></i>{words}</span>' for words, shade in colours.items())
    return f'<div class="steps_legend">{"".join(items)}</div>'


def _step(row: Mapping[Hashable, Any]) -> str:
    """Step in HTML."""
    name = html.escape(reader().name(row["name_en"], row["name_zh"]))
    return f'<li class="{"alone" if row["is_independent"] else "helped"}">{name}</li>'


def _by_mission(steps: pd.DataFrame, missions: pd.DataFrame, height: float) -> None:
    """Draw the number of steps of each mission, and of those that the administration carries out without help."""
    read, counts = reader(), handover.by_mission(steps)
    running = set(missions.loc[missions["closed_on"].isna(), "mission_id"])
    words, short = [], []
    for mission, row in counts.iterrows():
        alone, whole = read.number(row["alone"]), read.number(row["steps"])
        state = _("mission running") if mission in running else ""
        words.append(
            " · ".join(filter(None, [_("{count} of {total} steps", count=alone, total=whole), state]))
        )
        short.append(" · ".join(filter(None, [f"{alone} / {whole}", state])))
    titles = programme.titles(missions, read)
    rows = {
        "name": [titles[str(mission)] for mission in counts.index],
        # The pale rest are steps that need help.
        "amount": counts["steps"],
        "part": counts["alone"],
        "words": words,
        "short": short,
    }
    st.subheader(_("Steps possible without help, by mission"), anchor=False)
    st.html(_STYLE + _legend())
    charts.bars(
        rows,
        room=1.4,
        height=max(0.0, height - room.NOTE) if height else 0.0,
        looks=screen.bar_looks(21),
        alt=_("Steps of each mission that the administration carries out without help, of all"),
    )
