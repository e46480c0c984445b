"""Opportunities of the day: topic, next step, owner, date and votes of each, and transfer to the board."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

import duckdb
import streamlit as st

from isdata.data import contracts, store
from isdata.data.i18n import N_
from isdata.programme.workshop import park_rows, scenes, views
from isdata.programme.workshop.day_state import Day, Opportunity
from isdata.programme.workshop.declarations import Entry
from isdata.programme.workshop.live import Live
from pages.common import data, day_field, popovers, show
from pages.common.editing import saving
from pages.common.language import _, ngettext, reader
from pages.common.tables import show_rows
from pages.workshop.parts import entry_words
from pages.workshop.parts.facilitator_buttons import EVERY, button

BEGUN = "workshop_begun"  # session key of the initial values of a new opportunity
NEW = "workshop_opportunity"  # key of the form of a new one
NEW_OPEN, REMARK_OPEN = "new_opportunity", "new_remark"  # keys of the popovers with forms
_KINDS = {"decision": N_("Decision"), "question": N_("Open question")}


@st.fragment(run_every=EVERY)
def follow_votes(live: Live) -> None:
    """Show the votes and the answers of the companies whether they may be named, updated continuously."""
    day = live.day
    voted = scenes.votes(day)
    if not any(each.votes or day.opportunities[each.opportunity_id].consents for each in voted):
        return
    show_rows(
        {
            _("Opportunity"): [f"{each.number} {reader().half(each.title)}" for each in voted],
            _("Number of votes"): [each.votes for each in voted],
            _("Effort"): [each.effort for each in voted],
            _("Benefit"): [each.benefit for each in voted],
            _("May be named"): [_naming(day, day.opportunities[each.opportunity_id]) for each in voted],
        },
        column_config={
            name: st.column_config.NumberColumn(format="%.1f") for name in (_("Effort"), _("Benefit"))
        },
        alt=_("Votes on each opportunity, with mean effort and benefit"),
    )
    note_means(voted)


def _naming(day: Day, opportunity: Opportunity) -> str:
    """Companies of an opportunity, each with its answer whether it may be named."""
    answers = {True: N_("{company}: yes"), False: N_("{company}: no"), None: N_("{company}: no answer")}
    return reader().clauses(
        [
            _(
                answers[park_rows.naming_answer(day, opportunity, each)],
                company=reader().half(day.devices_of(each)[-1].company),
            )
            for each in park_rows.partners(day, opportunity)
        ]
    )


def note_means(voted: list[scenes.Voted]) -> None:
    """State from which number of votes on their means are shown, where one has fewer."""
    if any(each.votes and each.benefit is None for each in voted):
        st.caption(
            _(
                "Means of benefit and effort (1 = low, 5 = high) are stated from {count} votes on.",
                count=scenes.LEAST_VOTES,
            )
        )


def show_all(live: Live, day: Day) -> None:
    """Draw the opportunities in a sentence with what can be added, then each of them, and decisions and open questions."""
    begun = st.session_state.get(BEGUN, {})
    with st.container(horizontal=True, vertical_alignment="center", gap="xsmall", key="worded_opportunities"):
        st.markdown(f"**{_numbers(day)}**", width="content")
        with popovers.closable_popover(_("New opportunity"), key=NEW_OPEN, icon=":material/add:"):
            _form(live, day, None, begun)
        with popovers.closable_popover(
            _("Decision or open question"), key=REMARK_OPEN, icon=":material/gavel:"
        ):
            _remark_form(live)
        if day.opportunities and day.on_main_screen.scene.get("scene") != "votes":
            _begin_vote(live)
    for voted in scenes.votes(day):
        _opportunity(live, day, day.opportunities[voted.opportunity_id], voted.number)
    _remarks(live, day)


def _numbers(day: Day) -> str:
    """Number of opportunities, and how many of them are on the board; votes, which arrive meanwhile, are in the table below."""
    if not day.opportunities:
        return _("No opportunity yet")
    read, count = reader(), len(day.opportunities)
    adopted = sum(each.is_confirmed for each in day.opportunities.values())
    return read.clauses(
        [
            ngettext("{count} opportunity", "{count} opportunities", count),
            _("{count} on the board", count=read.number(adopted)),
        ]
    )


def _begin_vote(live: Live) -> None:
    """Draw the button that lets phones vote on the opportunities."""
    button(
        live, _("Begin the vote"), "vote_begin", "show", icon=":material/how_to_vote:", scene="votes",
        note=_("Shows “Votes” on the main screen; phones then ask for effort and benefit of each opportunity."),
    )  # fmt: skip


def begin(day: Day, entry: Entry) -> None:
    """Open the form for a new opportunity, filled in from an entry and its matching entries."""
    others = [entry, *views.counterparts(day, entry), *views.withheld(day, entry)]
    about = data.ask(_resources).get(str(entry.values.get("resource_id")), {})
    st.session_state[BEGUN] = {
        "title": entry.values.get("named") or entry.values["what"],  # in both languages if it is a resource
        "entries": [each.entry_id for each in others],
        "topic": about.get("topic"),
    }
    for field in ("title", "entries", "topic"):  # what the form held before gives way
        st.session_state.pop(f"{field}_{_name_of_new()}", None)
    st.session_state["workshop_view"] = "opportunities"
    st.session_state[NEW_OPEN] = True


def _resources(con: duckdb.DuckDBPyConnection) -> dict[str, dict[str, Any]]:
    return store.ask(con, "resource_names").set_index("resource_id")[["topic"]].to_dict("index")


def _opportunity(live: Live, day: Day, each: Opportunity, number: int) -> None:
    name, read = each.opportunity_id, reader()
    due = read.date(dt.date.fromisoformat(each.due)) if each.due else ""
    facts = [
        read.choice("topic", each.topic) if each.topic else "",
        show.escaped(each.next_step),
        show.escaped(each.owner),
        due,
    ]
    with st.container(border=True, horizontal=True, vertical_alignment="center"):
        listed = " · ".join(fact for fact in facts if fact)
        st.markdown(f"**{number} {show.escaped(read.half(each.title))}**  \n{listed}", width="stretch")
        if each.is_confirmed:
            st.badge(_("On the board"), icon=":material/check:", color="green")
            button(
                live,
                _("Remove from board"),
                f"unadopt_{name}",
                "adopt",
                opportunity=name,
                is_confirmed=False,
            )
        else:
            button(live, _("Add to board"), f"adopt_{name}", "adopt", opportunity=name)
        with st.popover(_("Edit"), icon=":material/edit:", key=f"edit_{name}"):
            _form(live, day, each)


def _name_of_new() -> str:
    """Name of the fields of a new opportunity, which are emptied once it is stored, not by a refused attempt."""
    return f"new{saving.save_count(NEW) or ''}"


def _form(live: Live, day: Day, each: Opportunity | None, begun: Mapping[str, Any] | None = None) -> None:
    """Draw the form of a new opportunity with its initial values, or of an existing one, and store it."""
    name = each.opportunity_id if each else _name_of_new()
    with st.form(f"opportunity_{name}", border=False):
        body = _fields(day, name, asdict(each) if each else begun or {})
        if st.form_submit_button(_("Save"), key=f"opportunity_save_{name}", type="primary"):
            if body["title"].strip():
                st.session_state.pop(BEGUN, None)
                body["topic"] = _topic_of(day, body, begun or {})
                live.console("opportunity", **body, **({"opportunity": name} if each else {}))
                if not each:
                    saving.next_turn(NEW)
                    popovers.close(NEW_OPEN)
                st.rerun()
            st.warning(_("Enter a name for the opportunity."), icon=":material/edit:")


def _topic_of(day: Day, body: Mapping[str, Any], begun: Mapping[str, Any]) -> str:
    """Topic of an opportunity; one filled in from an entry follows the entries if all of them were replaced."""
    if (
        not begun
        or body["topic"] != (begun.get("topic") or "")
        or set(body["entries"]) & set(begun["entries"])
    ):
        return str(body["topic"])
    known = data.ask(_resources)
    topics = [
        known.get(str(day.entries[each].values.get("resource_id")), {}).get("topic")
        for each in body["entries"]
    ]
    return next((str(each) for each in topics if each), "")


def _fields(day: Day, name: str, first: Mapping[str, Any]) -> dict[str, Any]:
    """Draw the fields of an opportunity with their first values; return the values as the journal holds them."""
    read = reader()
    entries = {
        entry.entry_id: entry_words.entry_text(entry) for entry in day.entries.values() if entry.is_live
    }
    topics = list(contracts.choices("topic"))
    left, right = st.columns(2)
    proposed = first.get("title", "")
    title = left.text_input(_("Name of the opportunity"), value=read.half(proposed), key=f"title_{name}")
    joined = right.multiselect(
        _("Entries"), list(entries), default=[one for one in first.get("entries", ()) if one in entries],
        format_func=lambda one: entries[one], key=f"entries_{name}", placeholder=_("Choose"),
    )  # fmt: skip
    at_topic, at_owner, at_step, at_due = st.columns([5, 5, 7, 7])  # the last one for a whole date
    topic = at_topic.selectbox(
        _("Topic"), topics, format_func=lambda value: read.choice("topic", value), key=f"topic_{name}",
        index=topics.index(first["topic"]) if first.get("topic") in topics else None, placeholder=_("Choose"),
    )  # fmt: skip
    owner = at_owner.text_input(_("Owner"), value=first.get("owner", ""), key=f"owner_{name}")
    step = at_step.text_input(_("Next step"), value=first.get("next_step", ""), key=f"step_{name}")
    due = at_due.date_input(
        _("Due"),
        value=dt.date.fromisoformat(first["due"]) if first.get("due") else None,
        key=f"due_{name}",
        format=day_field.FORMAT,
    )
    return {
        "title": proposed if title == read.half(proposed) else title,  # unchanged, in both languages
        "entries": joined,
        "topic": topic or "",
        "owner": owner,
        "next_step": step,
        "due": due.isoformat() if isinstance(due, dt.date) else "",
    }


def _remarks(live: Live, day: Day) -> None:
    """Show decisions and open questions for the minutes."""
    for key, remark in day.remarks.items():
        with st.container(horizontal=True, vertical_alignment="center"):
            kind = _(_KINDS["decision" if remark.is_decision else "question"])
            st.markdown(f"**{kind}** · {show.escaped(remark.text)}")
            button(live, _("Delete"), f"strike_{key}", "remark", remark=key, text="")


def _remark_form(live: Live) -> None:
    """Draw the form of a decision or open question."""
    with st.form("workshop_remark", border=False, clear_on_submit=True):
        chosen = st.selectbox(
            _("Kind"), list(_KINDS), format_func=lambda key: _(_KINDS[key]), key="remark_kind", placeholder=_("Choose")
        )  # fmt: skip
        text = st.text_input(_("Decision or open question"), key="remark_text")
        if st.form_submit_button(_("Save"), key="remark_save", type="primary") and text.strip():
            live.console("remark", is_decision=chosen == "decision", text=text)
            popovers.close(REMARK_OPEN)
            st.rerun()
