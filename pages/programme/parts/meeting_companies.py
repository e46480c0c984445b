"""Companies invited to a meeting: all missing ones by one button, or chosen by name in the list."""

from collections.abc import Mapping
from functools import partial
from typing import Any

import streamlit as st

from isdata.data.entry import names
from isdata.data.i18n import N_
from isdata.programme.missions import invited
from pages.common.controls import park_id
from pages.common.data import ask, cursor
from pages.common.editing import edited_table, saving, signing
from pages.common.language import _, ngettext, reader


def show(meeting: Mapping[str, Any]) -> None:
    """Let the facilitator list the companies of a meeting by name."""
    event_id = str(meeting["event_id"])
    listed = ask(invited.companies, event_id=event_id)
    known = ask(names.names, table="company", park_id=park_id(), language=reader().language)
    own = set(ask(invited.companies_of_park, park_id=park_id()))
    offered = {name: words for name, words in known.items() if name in own | set(listed["company_id"])}
    missing = sorted(own - set(listed["company_id"]))
    now = edited_table.edited(
        "event_participant",
        listed,
        {
            "company_id": edited_table.choice_column("event_participant", "company_id", offered, width=300),
            **{name: edited_table.column("event_participant", name) for name in ("interest", "role")},
        },
        key=f"invited_{event_id}_{saving.save_count('meeting_companies')}_{reader().language}",
        may_grow=True,
        alt=_("Companies invited to this meeting, and their interest"),
    )
    who = signing.signature("invited_who", is_short=True)
    saving.offer_to_store(
        who,
        partial(invited.save, event_id=event_id, rows=now),
        key="meeting_companies",
        reason=N_("Participating companies edited"),
    )
    if not missing:
        return
    words = ngettext(
        "List the missing company as invited",
        "List the {count} missing companies as invited",
        len(missing),
    )
    is_asked = st.button(words, key="meeting_invite", icon=":material/group_add:")
    if signing.is_signed(is_asked, who, key="meeting_invite", who="invited_who"):
        with saving.stored():
            invited.invite(cursor(), event_id=event_id, company_ids=missing, who=who)
            saving.next_turn("meeting_companies")
