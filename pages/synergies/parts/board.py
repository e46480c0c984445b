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

_NAMED = 3  # partners of a card that are named


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
        st.caption(show.plain(" · ".join(filter(None, [topic, _listed(names)]))))
        if isinstance(row["ended_reason"], str):
            st.markdown(show.plain(presentation.one_language(row["ended_reason"], read)))
        step = read.name(row["next_step_en"], row["next_step_zh"])
        if step:
            st.markdown(f":material/arrow_forward: {show.plain(step)}")
        following = synergies.next_stage(row["stage"])
        with st.container(
            horizontal=True, vertical_alignment="center", gap=None, key=f"foot_{row['synergy_id']}"
        ):
            _due(row)
            if may_change and following:
                _move(row, following, park)


def _listed(names: Sequence[str]) -> str:
    """Names of partners; of many the first, and how many others there are."""
    if len(names) <= _NAMED + 1:
        return reader().listed(names)
    more = _("{count} other companies", count=len(names) - _NAMED)
    return reader().listed([*names[:_NAMED], more])


def _move(row: Mapping, following: str, park: str) -> None:
    """Show the button to the next stage; where columns are narrow it shows its arrow alone."""
    words = reader().choice("stage", following)
    st.button(
        show.plain(words),
        key=f"move_{row['synergy_id']}",
        icon=":material/arrow_right_alt:",
        help=_("Move to “{stage}”, dated today.", stage=show.plain(words)),
        on_click=moves.ask_to_move,
        kwargs={"synergy": row["synergy_id"], "stage": following, "park": park, "seen": row["stage"]},
    )


def open_button(row: Mapping, opened: Callable) -> None:
    """Show the name of a synergy, which opens its record."""
    synergy_id, name = str(row["synergy_id"]), presentation.synergy_name(row, reader())
    if st.button(
        f"**{show.plain(name)}**", key=f"open_{synergy_id}", type="tertiary", on_click=moves.begin_form
    ):
        opened(synergy_id)


def _due(row: Mapping) -> None:
    """Show when the next step is due, and its owner."""
    read = reader()
    owner = presentation.one_language(row["owner"], read)
    words = show.plain(owner or "")
    if pd.isna(row["due_date"]):
        st.caption(words)
    elif row["is_overdue"]:  # a caption is too pale for red
        late = show.plain(_("overdue since {day}", day=read.date(row["due_date"])))
        st.markdown(f":small[{' · '.join(filter(None, [f':red[**{late}**]', words]))}]")
    else:
        st.caption(" · ".join(filter(None, [show.plain(read.date(row["due_date"])), words])))
