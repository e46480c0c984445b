"""Facilitator's console: follows the session, and stores confirmed data in the park file."""

import streamlit as st

from isdata.data import ingest
from isdata.errors import IsdataError, ProblemsError
from isdata.programme.workshop import park_file
from isdata.programme.workshop.day_state import Day
from isdata.programme.workshop.live import Live
from isdata.programme.workshop.participation import sizes_present
from pages.common import screen, show
from pages.common.language import _, ngettext, reader
from pages.workshop.parts import attendance, entries, main_screen_control, on_main_screen, results
from pages.workshop.parts.facilitator_buttons import EVERY, button
from pages.workshop.parts.running import Running


@st.fragment(run_every=EVERY)
def control(now: Running) -> None:
    """Show the controls of the main screen, and store confirmed data in the park file."""
    store_in_park_file(now)
    on_main_screen.follow_language(now)
    main_screen_control.control(now.live, now.live.day)


@st.fragment(run_every=EVERY)
def follow(now: Running, view: str) -> None:
    """Show the numbers of the session, devices awaiting admission, and storage failures; `view`: the chosen one."""
    day = now.live.day
    with st.container(horizontal=True, vertical_alignment="center", gap="xsmall"):
        st.markdown(_counts(day), width="content")
        _offer_waiting(len(entries.waiting(day)), view)
    # Possibly empty containers keep their position, so that nothing else moves.
    with st.container(horizontal=True):
        for participant in day.participants.values():
            if not participant.is_admitted:
                company = show.escaped(reader().half(participant.company))
                words = _("Give another phone of {company} access to its entries", company=company)
                name = participant.participant_id
                button(now.live, words, f"admit_{name}", "admit", participant=name)
    with st.container():
        for rows, error in now.failed.values():
            _failed(rows, error)


@st.fragment(run_every=EVERY)
def follow_entries(now: Running) -> None:
    """Show the current entries with the facilitator's actions."""
    entries.show_all(now.live, now.live.day)


def _offer_waiting(waiting: int, view: str) -> None:
    """State how many entries await the facilitator; from another view, a click leads to them."""
    if not waiting:
        return
    words = ngettext("{count} entry waits for you", "{count} entries wait for you", waiting)
    if view == "entries":
        st.markdown(f"**{words}**", width="content")
    elif st.button(
        words, key="workshop_waiting", type="tertiary", icon=":material/arrow_forward:",
        on_click=st.session_state.update, args=({"workshop_view": "entries"},),
    ):  # fmt: skip
        st.rerun()


def _counts(day: Day) -> str:
    """Name of the session, and its numbers of companies, entries and small and medium-sized companies."""
    live = [entry for entry in day.entries.values() if entry.is_live]
    session = show.escaped(reader().half(day.about.get("name")))
    parts = [
        f"{results.rehearsal_badge(day)}**{session}**",
        main_screen_control.on_main_screen(day) if screen.is_phone() else "",
        ngettext("{count} company is here", "{count} companies are here", len(day.companies())),
        ngettext("{count} entry", "{count} entries", len(live)),
        _sme(day),
    ]
    return " · ".join(filter(None, parts))


def _failed(rows: object, error: Exception) -> None:
    """List entries that could not be stored in the park file, with the reason."""
    listed = [row for table in rows.values() for row in table] if isinstance(rows, dict) else []
    first = listed[0] if listed else {}
    name = reader().name(first.get("name_en"), first.get("name_zh"))
    st.warning(
        _(
            "Not in the park file: {name}. {reason}",
            name=show.escaped(name),
            reason=show.escaped(_reason(error)),
        ),
        icon=":material/database_off:",
    )


def _reason(error: Exception) -> str:
    """Message of an error; for rows that break rules, each problem with its remedy."""
    if isinstance(error, ProblemsError):
        return reader().sentences(dict.fromkeys(ingest.message_table(error.problems, reader())["message"]))
    return reader().error(error) if isinstance(error, IsdataError) else str(error)


def _sme(day: Day) -> str:
    """Share of small and medium-sized companies among those of known size."""
    known = sizes_present(day, attendance.smes_of(str(day.about.get("park_id", ""))))
    if not known:
        return _("SMEs: not stated")
    return _("SMEs present: {count} of {total}", count=sum(known.values()), total=len(known))


def store_in_park_file(now: Running) -> None:
    """Store changes in the park file; failed items are retried only after a change."""
    known = park_file.missing_rows(now.con.cursor(), now.live)
    unchanged = {of for of, (rows, _error) in now.failed.items() if of in known and known[of] == rows}
    now.failed = {of: failed for of, failed in now.failed.items() if of in unchanged}
    if not known.keys() - unchanged:
        return
    who = str(now.live.day.about.get("facilitator") or _("Workshop"))
    for trouble in park_file.store_pending(
        now.con.cursor(), now.live, who=who, leave_out=frozenset(unchanged)
    ):
        now.failed[trouble.of] = (known.get(trouble.of), trouble.error)


def renew_code(live: Live, code: str) -> None:
    """Give the session a new code; joined devices remain."""
    live.console("renew", code=code)
