"""Board: how far each synergy has come, what is due, and what has been achieved."""

import datetime as dt

import pandas as pd
import streamlit as st

from isdata import contracts, synergies
from isdata.figures import style
from isdata.figures.parkmap import words
from pages.common import board, controls, editing, role, show
from pages.common.data import ask
from pages.common.language import _, ngettext, reader

park = controls.park_id()
may_change = role.sees_all()


@st.dialog(_("Synergy"), width="large")
def open_record(synergy_id: str) -> None:
    """Show one synergy over the board."""
    known = ask(synergies.synergies, parks=[park], names_all=may_change)
    partners = ask(synergies.partners, parks=[park], names_all=may_change)
    board.record(
        known.set_index("synergy_id", drop=False).loc[synergy_id].to_dict(),
        partners.loc[partners["synergy_id"] == synergy_id],
        name=st.session_state.get("board_who", "").strip(),
        may_change=may_change,
    )


@st.dialog(_("New synergy"), width="large")
def open_new() -> None:
    """Show the form for a new synergy over the board."""
    board.new_synergy(park, st.session_state.get("board_who", "").strip())


def filtered(known: pd.DataFrame) -> pd.DataFrame:
    """Let the reader filter the board; return what is left."""
    read = reader()
    with st.container(horizontal=True, vertical_alignment="bottom"):
        topics = [topic for topic in contracts.choices("topic") if topic in set(known["topic"])]
        topic = st.multiselect(
            read.column("synergy", "topic"), topics, format_func=lambda value: read.choice("topic", value),
            key="board_topic", persist_state="session", placeholder=_("All"), width=260,
        )  # fmt: skip
        origins = [origin for origin in contracts.choices("synergy_origin") if origin in set(known["origin"])]
        origin = st.multiselect(
            read.column("synergy", "origin"), origins, format_func=lambda value: read.choice("synergy_origin", value),
            key="board_origin", persist_state="session", placeholder=_("All"), width=260,
        )  # fmt: skip
        owners = sorted(known["owner"].dropna().unique())
        owner = st.multiselect(
            read.column("synergy", "owner"), owners, format_func=lambda value: words.one_language(value, read),
            key="board_owner", persist_state="session", placeholder=_("All"), width=260,
        )  # fmt: skip
        late = int(known["is_overdue"].sum())
        only_late = late > 0 and st.toggle(
            ngettext("Only the {count} overdue", "Only the {count} overdue", late), key="board_late",
            persist_state="session",
        )  # fmt: skip
    left = synergies.chosen(known, topic=topic, origin=origin, owner=owner)
    return left.loc[left["is_overdue"]] if only_late else left


@st.fragment
def view() -> None:
    """Draw the board; a click redraws only this."""
    read = reader()
    board.say_what_happened()
    known = synergies.by_urgency(
        ask(synergies.synergies, parks=[park], names_all=may_change), dt.date.today()
    )
    partners = ask(synergies.partners, parks=[park], names_all=may_change)
    board.totals(park, names_all=may_change)
    name = ""
    if may_change:
        with st.container(horizontal=True, vertical_alignment="bottom"):
            name = editing.who()
            if st.button(
                _("New synergy"),
                icon=":material/add:",
                disabled=not name,
                key="board_new",
                on_click=board.begin_form,
            ):
                open_new()
    else:
        st.caption(_("The guest's view: nothing can be changed here."))
    if known.empty:
        st.info(_("No synergies are recorded for this park."), icon=":material/info:")
        return
    shown = filtered(known)
    by_partner = dict(list(partners.groupby("synergy_id")))
    stages = [stage for stage in contracts.choices("stage") if stage != "ended"]
    for place, stage in zip(st.columns(len(stages), gap="small"), stages, strict=True):
        rows = shown.loc[shown["stage"] == stage]
        with place:
            sign = f':color[\u2003]{{background="{style.STAGES[stage]}"}}'
            st.markdown(f"{sign} **{show.plain(read.choice('stage', stage))}** ({len(rows)})")
            for row in rows.to_dict("records"):
                board.card(
                    row, by_partner.get(row["synergy_id"], partners.iloc[:0]), name=name,
                    may_change=may_change, opened=open_record,
                )  # fmt: skip
    ended = shown.loc[shown["stage"] == "ended"]
    if len(ended):
        with st.expander(ngettext("{count} ended", "{count} ended", len(ended))):
            for row in ended.to_dict("records"):
                reason = words.one_language(row["ended_reason"], read)
                with st.container(horizontal=True, vertical_alignment="center"):
                    st.markdown(f"**{show.plain(words.synergy_name(row, read))}** · {show.plain(reason)}")
                    board.open_button(row["synergy_id"], open_record)


view()
