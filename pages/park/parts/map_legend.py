"""Legend of the map: stages, plan, dashed arcs and hollow circles, and what is drawn faint or not at all."""

import pandas as pd
import streamlit as st

from isdata.output.figures import parkmap as figure
from isdata.output.figures import style
from isdata.output.figures.parkmap import emphasis, marks, presentation
from isdata.output.figures.parkmap.base_map import GROUND
from isdata.symbiosis import synergies
from pages.common import amounts, controls, show, undisclosed
from pages.common.language import _, ngettext, reader
from pages.park.parts import map_frame, map_picture


def entries(
    scene: synergies.Scene,
    shown: pd.DataFrame,
    arcs: pd.DataFrame,
    drawing: figure.Drawing,
    *,
    has_joinable: bool,
) -> list[list[tuple[str, str]]]:
    """Legend entries of the stages, the plan, dashed arcs and hollow circles; when presented, of stages that are drawn."""
    read = reader()
    if controls.is_projected():  # counted as on the board, also where one is not drawn
        drawn = shown.loc[shown["synergy_id"].isin(arcs["synergy_id"]), "stage"]
        shown = shown[shown["stage"].isin(drawn)]
    ended = style.STAGES["ended"]
    fainter = {ended: style.faded(ended, figure.FAINT)} if emphasis.is_ended_faint(arcs) else {}
    stages = [
        (fainter.get(colour, colour), read.noted(word, read.number(count)))
        for colour, word, count in presentation.stage_legend(shown, read)
    ]
    joinable = [(figure.DASHED, _("Feasible matches"))] if has_joinable else []
    if arcs["is_unknown"].any():
        joinable.append((figure.DASHED, _("Amount unknown")))
    if (drawing.marks["fill"] == style.PAPER).any():
        is_hidden = bool(undisclosed.undisclosed_companies({"parks": list(scene.parks["park_id"])}).companies)
        hollow = _("Amount unknown or not disclosed") if is_hidden else _("No known amount")
        joinable.append((marks.RING, hollow))
    return [stages, presentation.plan_legend(scene.plan, read), joinable]


def explain(explained: str, keys: list[list[tuple[str, str]]], *, is_column: bool = False) -> None:
    """Show the meaning of sizes; when presented also the legend, which is below the map otherwise."""
    stages, plan, joinable = keys
    if controls.is_projected():
        free_plot, corridor = GROUND["free_plot"][0], presentation.CORRIDOR
        places = [entry for entry in plan if entry[0] == corridor or (is_column and entry[0] == free_plot)]
        map_frame.legend([*stages, *joinable, *places], is_column=is_column)
        return
    sizes = _("Circle sizes use reconciled amounts where available.") if amounts.are_reconciled() else ""
    show.computed(reader().sentences([show.escaped(explained), sizes]))


def lines(keys: list[list[tuple[str, str]]]) -> list[tuple[str, str]]:
    """Entries of lines and hollow circles: areas of the plan have names on it, or are of an evident colour."""
    _stages, plan, joinable = keys
    return [
        *joinable,
        *(entry for entry in plan if presentation.sign(entry[0])[0] in presentation.LINE_SIGNS),
    ]


def note(shown: pd.DataFrame, arcs: pd.DataFrame, parks: list[str], *, is_picked: bool) -> None:
    """Show which synergies are drawn faint or not at all; when presented briefly, with the number of companies left out."""
    if not controls.is_projected():
        if not is_picked:
            map_picture.note_arcs(shown, arcs)
        return
    faint = [] if is_picked else presentation.faint(arcs, reader(), is_short=True)
    is_ended, is_drawn = shown["stage"] == "ended", shown["synergy_id"].isin(arcs["synergy_id"])
    apart = int((~is_ended & ~is_drawn).sum())  # ended ones are counted apart, as in the headline
    drawn, missing = int((is_ended & is_drawn).sum()), int((is_ended & ~is_drawn).sum())
    ended = [
        _("{count} ended, faded", count=reader().number(drawn))
        if drawn and not is_picked and emphasis.is_ended_faint(arcs)
        else "",
        _("{count} ended, not drawn", count=reader().number(missing)) if missing else "",
    ]
    bare = ngettext("{count} synergy not drawn", "{count} synergies not drawn", apart) if apart else ""
    for words in filter(None, [*faint, bare, *ended, map_frame.undisclosed_in_hall(parks)]):
        st.caption(words[:1].upper() + words[1:])


def name_covered(drawing: figure.Drawing) -> None:
    """List parks that are too close together for the line between them to be visible."""
    names = drawing.marks.set_index("mark")["title"]
    pairs = [" → ".join(names[end] for end in pair) for pair in figure.covered(drawing)]
    if pairs:
        st.caption(
            _(
                "Too close together to be drawn on this map: {pairs}.",
                pairs=show.escaped(reader().clauses(pairs)),
            )
        )
