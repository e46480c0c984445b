"""Cards of the board of synergies."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence

import pandas as pd
import streamlit as st

from isdata.output import cards
from isdata.output.figures.parkmap import presentation
from isdata.symbiosis import synergies
from pages.common import show
from pages.common.language import _, reader
from pages.synergies.parts import stage_moves

_NAMED = 1  # number of partners named on a card


def partners(known: pd.DataFrame, *, is_joined: bool = False) -> dict[str, list[str]]:
    """Names of the partners of each synergy, as visible to this reader; `is_joined`: one provider and one receiver as one text."""
    read, named, roles = reader(), defaultdict(list), defaultdict(list)
    for row in known[["synergy_id", "role", "name_en", "name_zh", "sector"]].to_dict("records"):
        named[str(row["synergy_id"])].append(presentation.partner_name(row, read))
        roles[str(row["synergy_id"])].append(row["role"])
    if is_joined:
        pairs = [synergy for synergy, own in roles.items() if sorted(own) == ["provider", "receiver"]]
        for synergy in pairs:
            ends = dict(zip(roles[synergy], named[synergy], strict=True))
            named[synergy] = [f"{ends['provider']} → {ends['receiver']}"]
    return named


def card(
    row: Mapping,
    names: Sequence[str],
    *,
    park: str,
    may_change: bool,
    asks_owner: bool,
    opened: Callable,
    is_low: bool,
) -> None:
    """Show one synergy of the board in its container, with one click to its next stage.

    Parameters
    ----------
    row : mapping
        One row of `synergies.by_urgency`.
    names : sequence of str
        Names of its partners.
    park : str
        Park whose figures a move changes.
    may_change : bool
        True if this reader may change anything.
    asks_owner : bool
        False for a published case, whose synergies need no owner.
    opened : callable
        Called with the id to open the record, and with the part to be changed.
    is_low : bool
        Omit the topic, name one partner and use short amounts, so that two cards fit a small window.
    """
    read = reader()
    open_button(row, opened)
    topic = "" if is_low else presentation.topic_words(row["topic"], read)
    st.caption(show.escaped(" · ".join(filter(None, [topic, _listed(names, is_low=is_low)]))))
    parts = _facts(row, is_low=is_low and asks_owner)
    if (
        not asks_owner and row["stage"] == "operation" and pd.notna(row["since"])
    ):  # a published case dates few
        since = _("In operation since {year}", year=str(pd.Timestamp(row["since"]).year))
        parts[:1] = [" · ".join([*parts[:1], since])]
    if parts:
        st.markdown("\n\n".join(parts))
    if asks_owner or isinstance(row["owner"], str):
        _owner(row, opened, may_change=may_change)
    following = synergies.next_stage(row["stage"])
    _late(row)
    with st.container(
        horizontal=True, vertical_alignment="center", gap=None, key=f"foot_{row['synergy_id']}"
    ):
        _due(row)
        if may_change and following:
            _move(row, following, park)


def _facts(row: Mapping, *, is_low: bool) -> list[str]:
    """Figures of a synergy, why it ended, and its next step, as paragraphs of Markdown."""
    read, parts = reader(), []
    if facts := (cards.short_facts if is_low else cards.facts)(row, read):
        whole = (fact.replace(" ", "\N{NO-BREAK SPACE}") for fact in facts) if is_low else facts
        parts.append(" · ".join(f"**{show.escaped(fact)}**" for fact in whole))
    if not is_low and (saved := cards.co2(row, read)) and saved not in facts:
        parts.append(show.escaped(saved))
    if isinstance(row["ended_reason"], str):
        reason = presentation.one_language(row["ended_reason"], read)
        parts.append(show.escaped(reason[:1].upper() + reason[1:]))
    if step := read.name(row["next_step_en"], row["next_step_zh"]):
        parts.append(f":material/arrow_forward: {show.escaped(step)}")
    return parts


def _owner(row: Mapping, opened: Callable, *, may_change: bool) -> None:
    """Show the owner; if there is none and the synergy continues, show this with a link to assign one."""
    nobody, ask_for = _("No owner"), _("No owner: assign one")
    if owner := presentation.one_language(row["owner"], reader()):
        st.caption(f":material/person: {show.escaped(owner)}")
    elif row["stage"] == "ended":
        return
    elif not may_change:
        st.caption(f":material/person_off: {nobody}")
    elif st.button(
        f":small[{ask_for}]",
        key=f"assign_{row['synergy_id']}",
        icon=":material/person_add:",
        type="tertiary",
        on_click=stage_moves.reset_form,
    ):
        opened(str(row["synergy_id"]), part=_("Next step"))


def _listed(names: Sequence[str], *, is_low: bool) -> str:
    """Names of partners; the first ones and the number of the others if there are many, on one line in a low card."""
    if is_low and len(names) > _NAMED:
        return f"{reader().listed(names[:_NAMED])} +{reader().number(len(names) - _NAMED)}"
    if len(names) <= _NAMED + 1:
        return reader().listed(names)
    more = _("{count} other companies", count=len(names) - _NAMED)
    return reader().listed([*names[:_NAMED], more])


def _move(row: Mapping, following: str, park: str) -> None:
    """Show the button to the next stage."""
    words = reader().choice("stage", following)
    st.button(
        show.escaped(words),
        key=f"move_{row['synergy_id']}",
        icon=":material/arrow_right_alt:",
        help=_("Move to “{stage}”, dated today.", stage=show.escaped(words)),
        on_click=stage_moves.ask_to_move,
        kwargs={"synergy": row["synergy_id"], "stage": following, "park": park, "previous": row["stage"]},
    )


def open_button(row: Mapping, opened: Callable) -> None:
    """Show the name of a synergy, which opens its record."""
    synergy_id, name = str(row["synergy_id"]), presentation.synergy_name(row, reader())
    if st.button(
        f"**{show.escaped(name)}**",
        key=f"open_{synergy_id}",
        type="tertiary",
        on_click=stage_moves.reset_form,
    ):
        opened(synergy_id)


def _late(row: Mapping) -> None:
    """Show the due date of an overdue next step on a line of its own, since a narrow card would break it."""
    if row["is_overdue"]:  # a caption is too pale for red
        late = show.escaped(_("overdue: {day}", day=reader().date(row["due_date"])))
        st.markdown(f":small[:red[**{late}**]]")


def _due(row: Mapping) -> None:
    """Show the due date of the next step beside the button, unless it is overdue."""
    is_shown = pd.notna(row["due_date"]) and not row["is_overdue"]
    st.caption(show.escaped(reader().date(row["due_date"])) if is_shown else "")


def first(rows: list[dict], stage: str, most: int) -> tuple[list[dict], int]:
    """First cards of a stage, or all if requested, and the number of the others."""
    if st.session_state.get(_more(stage)) or len(rows) <= most:
        return rows, 0
    return rows[:most], len(rows) - most


def offer_more(stage: str, count: int) -> None:
    """Show a button with the number of further cards of a stage."""
    if count:
        st.button(
            _("Show {count} more", count=reader().number(count)),
            key=f"more_{stage}",
            icon=":material/expand_more:",
            type="tertiary",
            on_click=_show_all,
            args=(stage,),
        )


def _show_all(stage: str) -> None:
    st.session_state[_more(stage)] = True


def _more(stage: str) -> str:
    return f"board_all_{stage}"
