"""Before and after a session: open it, check that phones reach this machine, close it, and open it again."""

import datetime as dt
from functools import partial

import duckdb
import pandas as pd
import segno
import streamlit as st

from isdata.data import store
from isdata.data.i18n import LANGUAGES
from isdata.data.i18n import reader as reader_of
from isdata.output.figures import ranked
from isdata.output.reports import docx, invitations
from isdata.park import parks
from isdata.programme.visits import choice
from isdata.programme.workshop import rehearsal
from pages.common import cards, controls, data, editing, show
from pages.common.language import _, names, reader
from pages.common.report_offer import TYPES
from pages.workshop.parts import console, results, running
from pages.workshop.parts.acting import EVERY
from pages.workshop.parts.running import Running

_MOST_TABLES = 8
_MOST_BARS = 12  # companies in the picture


def form(park_id: str) -> None:
    """Draw what a session is opened with."""
    st.markdown(
        _(
            "Phones join by a QR code and declare what their companies have and want; the wall shows it. While a session is "
            "open, a second address of this machine serves phones and wall, and nothing else."
        )
    )
    with st.form("workshop_open"):
        left, right = st.columns(2)
        name = left.text_input(_("Name of the workshop"), key="workshop_name")
        date = right.date_input(_("Date"), dt.date.today(), key="workshop_date")
        who = left.text_input(
            _("Your name (for the change log)"),
            value=st.session_state.get(editing.WHO) or "",
            key="workshop_facilitator",
        )
        host = right.selectbox(
            _("Address of this machine"), running.addresses(), accept_new_options=True, key="workshop_host",
            help=_("The number by which phones reach this machine: that of the network that the hall uses."),
        )  # fmt: skip
        companies = names(data.ask(_companies, park_id=park_id), "company_id")
        invited = right.multiselect(
            _("Invited companies"), list(companies), default=list(companies), format_func=companies.__getitem__,
            key="workshop_invited",
        )  # fmt: skip
        agenda = left.text_area(_("Agenda, one line each"), key="workshop_agenda", height="content")
        tables = left.number_input(_("Tables in the hall"), 0, _MOST_TABLES, 4, key="workshop_tables")
        with st.container(horizontal=True):
            is_opened = st.form_submit_button(_("Open the session"), type="primary", key="workshop_start")
            is_rehearsal = st.form_submit_button(
                _("Rehearse"),
                key="workshop_rehearse",
                help=_(
                    "Twenty fictitious companies take part; everything goes into a copy that is removed at the end."
                ),
            )
    if is_opened or is_rehearsal:
        running.start(
            park_id,
            name.strip() or _("Workshop"),
            date.isoformat() if isinstance(date, dt.date) else "",
            facilitator=who.strip(),
            host=host,
            language=reader().language,
            is_rehearsal=is_rehearsal,
            agenda=agenda.strip(),
            invited=rehearsal.invited() if is_rehearsal else invited,
            tables=[_("Table {number}", number=number) for number in range(1, int(tables) + 1)],
        )
        st.rerun()


def known_streams(park_id: str) -> None:
    """Show companies with unused supplies and demands known before the session."""
    read, found = reader(), data.ask(choice.candidates, park_id=park_id)
    declared = found[found["unmatched"] > 0].sort_values("unmatched", ascending=False, kind="stable")
    with cards.row(3):
        cards.metric(_("Companies"), read.number(len(found)), _("Companies of the park."))
        cards.metric(
            _("With open supplies or demands"),
            read.number(len(declared)),
            _("Companies with supplies or demands that no synergy uses yet."),
        )
        cards.metric(
            _("Open supplies and demands"),
            read.number(found["unmatched"].sum()),
            _("Supplies and demands that no synergy uses yet."),
        )
    if declared.empty:
        st.info(
            _("No supplies and demands are known yet. In the session, phones declare them."),
            icon=":material/info:",
        )
        return
    first = declared.head(_MOST_BARS)
    rows = pd.DataFrame(
        {
            "name": read.names(first),
            "amount": first["unmatched"].to_numpy(),
            "words": [read.number(each) for each in first["unmatched"]],
        }
    )
    st.subheader(_("Open supplies and demands before the session"), anchor=False)
    st.altair_chart(
        ranked.bars(rows, read, is_large=controls.is_projected()),
        alt=_("Companies by the number of supplies and demands that no synergy uses yet"),
    )


def invite(park_id: str) -> None:
    """Offer invitations with paper forms, in both languages."""
    left, right = st.columns(2)
    name = left.text_input(_("Name of the workshop"), key="invite_name")
    place = right.text_input(_("Venue"), key="invite_place")
    date = left.date_input(_("Date"), dt.date.today(), key="invite_date")
    agenda = right.text_area(_("Agenda, one line each"), key="invite_agenda", height="content")
    label = _("Invitations (Word)")
    with st.container(horizontal=True):
        for language, words in LANGUAGES.items():
            st.download_button(
                f"{label} · {words}",
                data=data.deferred(
                    partial(
                        _invitations,
                        park_id,
                        language,
                        name=name,
                        place=place,
                        agenda=agenda,
                        date=date,
                    )
                ),
                file_name=f"invitations-{language}.docx",
                mime=TYPES["docx"],
                icon=":material/download:",
                on_click="ignore",
                key=f"invite_{language}",
            )


def _invitations(park_id: str, language: str, *, name: str, place: str, agenda: str, date: object) -> bytes:
    read = reader_of(language)
    about = data.ask(parks.parks).set_index("park_id").loc[park_id]
    event = invitations.Event(
        name.strip() or read.text("Workshop"),
        read.name(about["name_en"], about["name_zh"]),
        date if isinstance(date, dt.date) else dt.date.today(),
        dt.date.today(),
        place,
        agenda,
        store.data_version(data.cursor()),
    )
    typical = data.ask(_typical, park_id=park_id)
    return docx(invitations.invitations(event, data.ask(_companies, park_id=park_id), typical, read))


def _companies(con: duckdb.DuckDBPyConnection, park_id: str) -> pd.DataFrame:
    return store.ask(con, "park_company_sites", park_id=park_id)


def _typical(con: duckdb.DuckDBPyConnection, park_id: str) -> pd.DataFrame:
    return store.ask(con, "workshop_forms", park_id=park_id)


def former(park_id: str) -> None:
    """Offer the minutes of the session before, and to open it again."""
    live = running.latest()
    if live is None:
        return
    try:
        day = live.day
        if day.about.get("park_id") != park_id:
            return
        date = dt.date.fromisoformat(day.about["date"]) if day.about.get("date") else None
        title = " · ".join(
            filter(None, [show.plain(day.about.get("name", "")), reader().date(date) if date else ""])
        )
        st.subheader(title, anchor=False)
        if st.button(_("Open it again"), key="workshop_reopen", icon=":material/restart_alt:"):
            running.reopen()
            st.rerun()
        results.show_all(live)
    finally:
        live.close()


def close(now: Running) -> None:
    """Close the session: attendance goes into the park file, phones send nothing more."""
    now.live.console("close")
    console.bring(now)
    running.stop()


def check(now: Running) -> None:
    """The code by which a phone checks that it reaches this machine, and what to do where it does not."""
    with st.popover(_("Does a phone reach it?"), icon=":material/network_check:"):
        st.image(segno.make(now.check, error="m").svg_data_uri(scale=4), width=200)
        st.code(now.check, language=None)
        _checks(now)
        st.markdown(
            _(
                "Scan this code with a phone in the network of the hall. If the page does not open:\n\n"
                "- Phone and machine must be in the same network; mobile data off.\n"
                "- Many guest networks keep their devices apart. Ask for a network without “client isolation”, or use a "
                "router or hotspot of your own.\n"
                "- Allow Python through the firewall of this machine, for private networks, on port {port}.\n"
                "- Choose another address of this machine when you open the session.\n"
                "- If the scanner of WeChat refuses a local address, use the phone's camera, or type the address into its "
                "browser.",
                port=now.listener.port,
            )
        )


@st.fragment(run_every=EVERY)
def _checks(now: Running) -> None:
    """List the devices that reached this machine, the last first; each shows its number itself."""
    own, lines = {"127.0.0.1", "::1", *running.addresses()}, []
    for check in reversed(now.hall.checks):
        facts = {"number": check.number, "time": f"{check.at:%H:%M:%S}"}
        if check.host in own:
            lines.append(_("Number {number}, {time}: this machine itself.", **facts))
        else:
            lines.append(_("Number {number}, {time}: a phone reached this machine.", **facts))
    st.markdown("  \n".join(lines) or _("No device has opened it yet."))


def tables(now: Running) -> None:
    """The consoles of the tables; their addresses change with the code."""
    names = now.live.day.about.get("tables", [])
    if not names:
        return
    with st.popover(_("Consoles of the tables"), icon=":material/table_restaurant:"):
        st.caption(
            _(
                "Give each table's facilitator the link of that table only. A new code makes new links and ends the old ones."
            )
        )
        for number, name in enumerate(names, start=1):
            st.markdown(f"**{show.plain(name)}**")
            st.code(f"http://{now.host}:{now.listener.port}{now.hall.table_path(number)}", language=None)
