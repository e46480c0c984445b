"""Form of a meeting."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

import pandas as pd
import streamlit as st

from isdata.programme.missions import meetings, partners, programme
from pages.common import address, form, pick, role
from pages.common.controls import park_id
from pages.common.data import ask, cursor
from pages.common.editing import saving, signing, unsaved
from pages.common.editing.signing import signed_button
from pages.common.language import _, reader
from pages.common.show import escaped

ABOUT = ("event_kind", "name_en", "name_zh", "starts_on", "ends_on", "place", "moderated_by", "mission_id")
TEXTS = ("agenda", "attendance", "minutes")


def show_form(meeting: Mapping[str, Any] | None) -> None:
    """Let the facilitator create or change a meeting.

    Parameters
    ----------
    meeting : mapping, optional
        A row of `meetings.meetings`; None for a new one.
    """
    event_id = str(meeting["event_id"]) if meeting else None
    first = {name: None if pd.isna(value) else value for name, value in (meeting or {}).items()}
    own = programme.titles(ask(programme.missions, park_id=park_id()), reader())
    if event_id:
        first["mission_id"] = _mission(event_id, own)
    turn = f"meeting_form_{event_id or park_id()}"
    scope = f"form_meeting_{event_id or park_id()}_{saving.save_count(turn)}"
    begun = first or {"event_kind": _kind(), "starts_on": dt.date.today(), "mission_id": _asking(own)}
    values = form.fields(
        "event",
        ABOUT if own else ABOUT[:-1],
        scope=scope,
        values=begun,
        options={"mission_id": own, "event_kind": _kinds()},
        keeps=True,
    )
    values |= _texts(first, scope=scope, is_new=event_id is None)
    present = _partners(str(values["attendance"] or ""), key=f"{scope}_partners")
    with st.container(horizontal=True, vertical_alignment="bottom"):
        who = signing.signature("meeting_who")
        is_asked = st.button(
            _("Save"), type="primary", icon=":material/save:", key=f"meeting_save_{event_id}"
        )
        unsaved.offer_to_discard(turn, is_edited=unsaved.differ(values, begun) or bool(present))
    if signing.is_signed(is_asked, who, key=f"meeting_store_{event_id}", who="meeting_who"):
        values["attendance"] = "\n".join(filter(None, [str(values["attendance"] or ""), *present])) or None
        with saving.stored():
            saved = meetings.save(cursor(), park_id=park_id(), event_id=event_id, values=values, who=who)
            st.session_state["meeting"] = saved
            saving.next_turn(turn)


def _texts(known: Mapping[str, Any], *, scope: str, is_new: bool) -> dict[str, str | None]:
    """Texts of a meeting; of a new one, short and side by side, so that the button stays visible."""
    places = st.columns(len(TEXTS)) if is_new else [st.container()] * len(TEXTS)
    typed: dict[str, str | None] = {}
    for name, place in zip(TEXTS, places, strict=True):
        former = str(known.get(name) or "")
        text = place.text_area(
            reader().column("event", name),
            value=former,
            key=f"{scope}_{name}",
            height="content",
            persist_state="session",
        ).strip()
        typed[name] = former if text == former.strip() else text or None
    return typed


def _partners(attendance: str, *, key: str) -> list[str]:
    """Let the facilitator choose partners as present; those in the attendance already are not offered."""
    found = ask(partners.partners, park_id=park_id(), viewer=role.viewer())
    names = [found["name_en"].combine_first(found["name_zh"]), found["name_zh"]]
    lines = [" / ".join(dict.fromkeys(filter(pd.notna, each))) for each in zip(*names, strict=True)]
    offered = dict.fromkeys(line for line in lines if line not in attendance.splitlines())
    if not offered:
        return []
    return st.multiselect(
        _("Partners attending"),
        list(offered),
        format_func=reader().half,
        key=key,
        persist_state="session",
        placeholder=_("Choose"),
        help=_("Added to the persons present when saved."),
    )


def _mission(event_id: str, own: Mapping[str, str]) -> str | None:
    """Choice of the mission of a meeting; a note is shown if none of several was chosen."""
    known = ask(meetings.missions, park_id=park_id()).set_index("item_id").loc[event_id]
    mission = known["mission_id"]
    if pd.isna(mission):
        return None
    if known["possible"] > 1 and not known["is_chosen"]:
        st.warning(
            _(
                "Several missions ask for this meeting. It counts for “{mission}” unless you choose another one and save.",
                mission=escaped(own.get(mission, mission)),
            ),
            icon=":material/flag:",
        )
    return str(mission)


def _asking(own: Mapping[str, str]) -> str | None:
    """Mission of a new meeting, from the link."""
    mission = address.remembered_text("meeting_mission")
    return mission if mission in own else None


def is_asked() -> bool:
    """Return True if a link leads to a new meeting of a kind."""
    return bool(address.remembered_text("meeting_kind"))


def _kind() -> str:
    """Kind of a new meeting, as requested by the link."""
    kind = address.remembered_text("meeting_kind")
    return kind if kind in _kinds() else "committee"


def _kinds() -> dict[str, str]:
    """Labels of the kinds of events that are meetings."""
    kinds = reader().choices("event_kind")
    return {kind: words for kind, words in kinds.items() if kind not in meetings.NO_MEETINGS}


def read_only(meeting: Mapping[str, Any]) -> None:
    """Show the texts of a meeting whose minutes are closed."""
    read = reader()
    for name in TEXTS:
        lines = str(meeting[name]).splitlines() if isinstance(meeting[name], str) else []
        st.subheader(read.column("event", name), anchor=False)
        st.markdown(
            "\n".join(f"- {escaped(read.half(line))}" for line in lines if line.strip()) or _("Not recorded.")
        )
    st.success(_("Minutes closed on {day}.", day=read.date(meeting["closed_on"])), icon=":material/task_alt:")
    _assign(str(meeting["event_id"]))


def _assign(event_id: str) -> None:
    """Let the facilitator choose the mission of a meeting."""
    own = programme.titles(ask(programme.missions, park_id=park_id()), reader())
    if not own:
        return
    mission = _mission(event_id, own)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        chosen = pick.choice_input(
            _("Counts for the mission"),
            own,
            key=f"form_meeting_mission_{event_id}",
            default=mission,
            width=420,
        )
        who = signed_button(
            _("Save"), key="meeting_assign", is_ready=bool(chosen), primary=False, field="meeting_assign_who"
        )
    if who and chosen:
        with saving.stored():
            meetings.assign(cursor(), event_id=event_id, mission_id=chosen, who=who)
