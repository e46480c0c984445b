"""The cards of the board of synergies."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence

import pandas as pd
import streamlit as st

from isdata.output.figures.parkmap import presentation
from isdata.symbiosis import synergies
from pages.common import show
from pages.common.language import _, reader
from pages.synergies.parts import moves


def partners(known: pd.DataFrame) -> dict[str, list[str]]:
    """Names of the partners of each synergy, as far as this reader may see them."""
    read, named = reader(), defaultdict(list)
    for row in known[["synergy_id", "name_en", "name_zh", "sector"]].to_dict("records"):
        named[str(row["synergy_id"])].append(presentation.partner_name(row, read))
    return named


def card(row: Mapping, names: Sequence[str], *, park: str, may_change: bool, opened: Callable) -> None:
    """Show one synergy of the board, with one click to its next stage.

    Parameters
    ----------
    row : mapping
        One row of `synergies.by_urgency`.
    names : sequence of str
        Of its partners.
    park : str
        Whose figures a move changes.
    may_change : bool
        Whether this reader may change anything.
    opened : callable
        Called with the id when the reader wants to see the record.
    """
    read = reader()
    with st.container(border=True, gap=None, key=f"card_{row['synergy_id']}"):
        open_button(row, opened)
        topic = presentation.topic_words(row["topic"], read)
        st.caption(show.plain(" · ".join(filter(None, [topic, read.listed(names)]))))
        if isinstance(row["ended_reason"], str):
            st.markdown(show.plain(presentation.one_language(row["ended_reason"], read)))
        step = read.name(row["next_step_en"], row["next_step_zh"])
        if step:
            st.markdown(f":material/arrow_forward: {show.plain(step)}")
        _due(row)
        following = synergies.next_stage(row["stage"])
        if may_change and following:
            st.button(
                show.plain(read.choice("stage", following)),
                key=f"move_{row['synergy_id']}",
                icon=":material/arrow_right_alt:",
                help=_("Move to this stage, dated today."),
                on_click=moves.ask_to_move,
                kwargs={
                    "synergy": row["synergy_id"],
                    "stage": following,
                    "park": park,
                    "seen": row["stage"],
                },
            )


def open_button(row: Mapping, opened: Callable) -> None:
    """Show the name of a synergy, which opens its record."""
    synergy_id, name = str(row["synergy_id"]), presentation.synergy_name(row, reader())
    if st.button(
        f"**{show.plain(name)}**", key=f"open_{synergy_id}", type="tertiary", on_click=moves.begin_form
    ):
        opened(synergy_id)


def _due(row: Mapping) -> None:
    read = reader()
    owner = presentation.one_language(row["owner"], read)
    if pd.isna(row["due_date"]):
        if owner:
            st.caption(show.plain(owner))
        return
    if row["is_overdue"]:
        late = show.plain(_("overdue since {day}", day=read.date(row["due_date"])))
        st.markdown(f":small[:red[**{late}**]]")
    parts = [owner] if row["is_overdue"] else [read.date(row["due_date"]), owner]
    if any(parts):
        st.caption(show.plain(" · ".join(filter(None, parts))))
