"""Board: stages of the synergies, due dates, and results."""

import datetime as dt
from collections.abc import Callable

import pandas as pd
import streamlit as st

from isdata.data import contracts
from isdata.output import cards
from isdata.output.figures.parkmap import presentation
from isdata.symbiosis import synergies
from pages.common import (
    controls,
    fragment,
    navigation,
    park_facts,
    pick,
    popovers,
    role,
    scenario,
    scenario_outcome,
    screen,
    selection,
    show,
    synergy_totals,
)
from pages.common.data import ask
from pages.common.editing import signing
from pages.common.language import _, ngettext, reader
from pages.common.once import once
from pages.common.presenting import cards as presented
from pages.common.presenting import headline
from pages.synergies.parts import achievement, board_record, board_stages, stage_moves

# Keys of the filters.
FILTERS = ("board_topic", "board_origin", "board_owner", "board_late")

park = controls.park_id()
may_change = role.may_change()
scenario_outcome.summary(scenario.shown(park))


@st.dialog(_("Synergy"), width="large")
def open_record(synergy_id: str, part: str | None = None) -> None:
    """Show one synergy in a dialog over the board, with a link to its sheet; `part`: the open form."""
    navigation.link(
        "synergy",
        _("Open feasibility sheet"),
        icon=":material/account_tree:",
        synergy=synergy_id,
        park=park,
    )
    known = ask(synergies.synergies, parks=[park], viewer=role.viewer())
    partners = ask(synergies.partners, parks=[park], viewer=role.viewer())
    board_record.record(
        known.set_index("synergy_id", drop=False).loc[synergy_id].to_dict(),
        partners.loc[partners["synergy_id"] == synergy_id],
        name=stage_moves.name(),
        may_change=may_change,
        part=part,
    )


@st.dialog(_("New synergy"), width="large")
def open_new() -> None:
    """Show the form for a new synergy in a dialog over the board."""
    board_record.new_synergy(park, stage_moves.name())


def filtered(known: pd.DataFrame) -> pd.DataFrame:
    """Show the selection of the board with filters behind a button; return the remaining synergies."""
    used = sum(bool(st.session_state.get(key)) for key in FILTERS)
    label = reader().noted(_("Filter"), reader().number(used)) if used else _("Filter")
    line = selection.line("board", label, ":material/filter_alt:")
    if len(known) and not screen.is_phone():
        with line.row:
            offer_totals(st.popover)
    if may_change:
        with line.row:
            signing.signature(width=260, is_short=True)
            if st.button(
                _("New synergy"), icon=":material/add:", key="board_new", on_click=stage_moves.reset_form
            ):
                open_new()
    if known.empty:
        return known
    with line.controls:
        left = filters(known)
    # A phone shows the first card sooner.
    is_brief = screen.is_phone() and not any(st.session_state.get(key) for key in FILTERS)
    line.state(*([] if is_brief else stated()), "" if is_brief else order_words(known))
    if late := late_words(left):
        with line.row:
            st.markdown(f":red[**{show.escaped(late[:1].upper() + late[1:])}**]", width="content")
    return left


def offer_totals(kind: Callable) -> None:
    """Offer all totals in an expander or a popover."""
    with popovers.lazy_content(_("All totals"), key="board_sums", kind=kind) as is_opened:
        if is_opened:
            once(achievement.show_sums, park, viewer=role.viewer())


def order_words(shown: pd.DataFrame) -> str:
    """Text on the order of the cards; when presented briefly, as overdue steps have the earliest dates."""
    is_presented = controls.is_projected()
    if synergies.entered_stage_on(shown, dt.date.today()).any():
        return (
            _("moved today first, then by due date")
            if is_presented
            else _("moved today first, then overdue, then by due date")
        )
    if shown["due_date"].isna().all():
        return ""
    if is_presented:
        return _("by due date")
    return _("overdue first, then by due date")


def stated() -> list[str]:
    """Texts of the active filters."""
    read, state = reader(), st.session_state
    topics, origins, owners = (state.get(key) or [] for key in FILTERS[:3])
    parts = [
        read.listed(presentation.topic_words(value, read) for value in topics),
        read.listed(read.choice("synergy_origin", value) for value in origins),
        read.listed(presentation.one_language(value, read) for value in owners),
        _("overdue") if state.get("board_late") else "",
    ]
    return [part for part in parts if part] or [_("All synergies")]


def filters(known: pd.DataFrame) -> pd.DataFrame:
    """Draw the filters; return the remaining synergies."""
    read = reader()
    topics = contracts.present(known["topic"].dropna(), "topic")
    topic = pick.some_of(
        read.column("synergy", "topic"), topics, words=lambda value: presentation.topic_words(value, read),
        key="board_topic", placeholder=_("All"), width=200,
    )  # fmt: skip
    origins = [origin for origin in contracts.choices("synergy_origin") if origin in set(known["origin"])]
    origin = pick.some_of(
        read.column("synergy", "origin"), origins, words=lambda value: read.choice("synergy_origin", value),
        key="board_origin", placeholder=_("All"), width=200,
    )  # fmt: skip
    owners = sorted(known["owner"].dropna().unique())
    owner = pick.some_of(
        read.column("synergy", "owner"), owners, words=lambda value: presentation.one_language(value, read),
        key="board_owner", placeholder=_("All"), width=200,
    )  # fmt: skip
    late = int(known["is_overdue"].sum())
    only_late = late > 0 and pick.switch(
        ngettext("Overdue only ({count})", "Overdue only ({count})", late), key="board_late"
    )
    left = synergies.chosen(known, topic=topic, origin=origin, owner=owner)
    return left.loc[left["is_overdue"]] if only_late else left


def _headline(shown: pd.DataFrame) -> str:
    """Headline with the numbers of synergies in operation and overdue."""
    return reader().clauses([synergy_totals.running(shown), late_words(shown)])


def late_words(shown: pd.DataFrame) -> str:
    """Number of synergies with an overdue next step; empty for none."""
    late = int(shown["is_overdue"].sum())
    if not late:
        return ""
    return ngettext("next step of {count} synergy overdue", "next steps of {count} synergies overdue", late)


def stage_counts(shown: pd.DataFrame) -> str:
    """Number of synergies in each stage."""
    read, count = reader(), shown["stage"].value_counts()
    stages = contracts.present(shown["stage"], "stage")
    if stages == ["operation"]:  # as in the headline
        return ""
    return read.listed(f"{read.choice('stage', stage)} {read.number(count[stage])}" for stage in stages)


def present() -> None:
    """Show the synergies as cards: partners, amount, benefit, and next step."""
    today = dt.date.today()
    known = synergies.by_urgency(ask(synergies.synergies, parks=[park], viewer=role.viewer()), today)
    line = selection.line("board")
    shown = known
    if len(known):
        with line.controls:
            shown = filters(known)
    shown = synergies.latest_moves_first(shown.loc[shown["stage"] != "ended"], today)
    chosen = stated() if any(st.session_state.get(key) for key in FILTERS) else []
    line.state(*chosen, stage_counts(shown), order_words(shown), park_facts.amounts_year())
    if shown.empty:
        show.info(_("No synergies are recorded for this park."))
        return
    title = _headline(shown)
    headline.state(title)
    partners = ask(synergies.partners, parks=[park], viewer=role.viewer())
    count = achievement.kept(park, known)
    note = (
        ngettext(
            "{count} further synergy of the park is undisclosed and not counted here",
            "{count} further synergies of the park are undisclosed and not counted here",
            count,
        )
        if count > 0
        else ""
    )
    presented.show(cards.of_synergies(shown, partners, reader()), key="board", title=title, note=note)


@fragment.independent_fragment
def view() -> None:
    """Draw the board; a click redraws only this."""
    if controls.is_projected():
        present()
        return
    size = screen.screen()
    before = stage_moves.show_last_move(park)
    today = dt.date.today()
    known = synergies.by_urgency(ask(synergies.synergies, parks=[park], viewer=role.viewer()), today)
    shown = filtered(synergies.latest_moves_first(known, today))  # a new card is not hidden behind “more”
    if len(known) and before is None and park_facts.is_published():  # its other totals are not published
        amounts = park_facts.amounts_year()
        st.markdown(" · ".join(filter(None, [f"**{synergy_totals.running(known)}**", amounts])))
    elif len(known):
        once(achievement.show_totals, park, viewer=role.viewer(), before=before)
    stage_moves.ask_for_name()
    if not may_change:
        st.caption(
            reader().sentences(
                [
                    _("Guest view: read-only. Shares of undisclosed companies in totals are rounded."),
                    _("Companies shown by name are disclosed, or agreed to be named in a synergy."),
                ]
            )
        )
    if not may_change:
        achievement.show_kept(park, known)
    if known.empty:
        show.info(_("No synergies are recorded for this park. Add one here, or from “Matches”."))
        navigation.link("matches", icon=":material/handshake:", park=park)
        return
    board_stages.show(shown, size, park=park, may_change=may_change, opened=open_record)
    if not size.is_narrow:  # a phone chooses a stage, with the count of each
        board_stages.note_empty(shown)
    if screen.is_phone():
        offer_totals(st.expander)


view()
