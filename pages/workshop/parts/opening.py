"""Open a workshop, check that phones reach this machine, and close it."""

import datetime as dt
from functools import partial
from typing import Any

import duckdb
import pandas as pd
import segno
import streamlit as st

from isdata.data import store
from isdata.data.i18n import LANGUAGES, N_, bilingual_name
from isdata.data.i18n import reader as reader_of
from isdata.output.reports import docx, invitations
from isdata.programme.workshop import rehearsal
from pages.common import data, day_field, number_field, park_facts, show
from pages.common.editing import signed_name
from pages.common.file_button import file_button
from pages.common.language import _, names, ngettext, reader
from pages.workshop.parts import console, running
from pages.workshop.parts.facilitator_buttons import EVERY
from pages.workshop.parts.running import Running

_MOST_TABLES = 8


def form(park_id: str) -> None:
    """Draw the form to open a session."""
    invited = _invited(park_id)
    with st.form("workshop_open", border=False, enter_to_submit=False):
        given = _fields()
        note = st.container()
        with st.container(horizontal=True):
            is_opened = st.form_submit_button(_("Open the workshop"), type="primary", key="workshop_start")
            is_rehearsal = st.form_submit_button(
                _("Rehearse"),
                key="workshop_rehearse",
                help=_(
                    "Twenty fictitious companies take part; everything goes into a copy that is removed at the end."
                ),
            )
    st.caption(
        _(
            "Participants scan a QR code and declare supplies and demands of their companies, which the "
            "main screen shows. While a workshop is open, a second address of this machine serves phones "
            "and main screen only."
        )
    )
    who = given["facilitator"]
    if is_opened and not who:
        words = _("Enter your name: minutes and change log name the facilitator of the workshop.")
        note.warning(words, icon=":material/badge:")
    elif (is_opened or is_rehearsal) and number_field.is_readable():
        if who:
            signed_name.keep(who)
        given["invited"] = rehearsal.invited() if is_rehearsal else invited
        running.start(park_id, **given, language=reader().language, is_rehearsal=is_rehearsal)
        st.rerun()


def _fields() -> dict[str, Any]:
    """Fields of the form, as arguments of `running.start`."""
    first, second, third = st.columns([3, 2, 2], gap="small")
    name = first.text_input(_("Name of the workshop"), key="workshop_name")
    who = first.text_input(
        _("Your name (for the change log)"), value=signed_name.known(), key="workshop_facilitator",
        placeholder=_("Required; appears in the minutes"),
    )  # fmt: skip
    date = day_field.enter(_("Date"), key="workshop_date", place=second)
    host = second.selectbox(
        _("Address of this machine"), running.addresses(), accept_new_options=True, key="workshop_host",
        placeholder=_("Choose"),
        help=_("IP address by which phones reach this machine, in the network of the venue."),
    )  # fmt: skip
    with third:
        tables = number_field.enter_number(
            _("Discussion tables"),
            minimum=0,
            maximum=_MOST_TABLES,
            value=4,
            is_whole=True,
            key="workshop_tables",
        )
    left, right = st.columns(2, gap="small")
    agenda = left.text_area(_("Agenda, one line each"), key="workshop_agenda", height=80)
    others = right.text_area(
        _("Other facilitators, one line each"), key="workshop_facilitators", height=80,
        help=_("In the order of the tables: the first name leads table 1. There may be more names than tables."),
    )  # fmt: skip
    return {
        "name": name.strip() or _in_both_languages(N_("Workshop")),
        "date": date.isoformat(),
        "facilitator": who.strip(),
        "facilitators": [line.strip() for line in others.splitlines() if line.strip()],
        "host": host,
        "agenda": agenda.strip(),
        "tables": [
            _in_both_languages(N_("Table {number}"), number=number)
            for number in range(1, int(tables or 0) + 1)
        ],
    }


def _invited(park_id: str) -> list[str]:
    """Let the facilitator choose the invited companies, outside the form so that their number is shown at once."""
    known = data.ask(_companies, park_id=park_id)
    companies = names(known, "company_id")
    place = st.container()
    invited = st.expander(_("Choose the invited companies")).multiselect(
        _("Invited companies"), list(companies), default=list(companies), format_func=companies.__getitem__,
        key="form_workshop_invited", placeholder=_("Choose"), label_visibility="collapsed",
    )  # fmt: skip
    is_sme = known.set_index("company_id")["is_sme"].reindex(invited)
    words = _(
        "Invited: {invited} of {known} companies of the park, {smes} of them SMEs.",
        invited=len(invited),
        known=len(companies),
        smes=int(is_sme.eq(True).sum()),
    )
    if unknown := int(is_sme.isna().sum()):
        more = ngettext("The size of {count} is not known.", "The size of {count} is not known.", unknown)
        words = f"{words} {more}"
    place.caption(words)
    return invited


def _in_both_languages(message: str, **details: object) -> str:
    """Bilingual name."""
    return bilingual_name(*(reader_of(language).text(message, **details) for language in ("en", "zh")))


def invite(park_id: str) -> None:
    """Offer invitations with paper forms, in both languages."""
    left, right = st.columns(2)
    name = left.text_input(_("Name of the workshop"), key="invite_name")
    place = right.text_input(_("Venue"), key="invite_place")
    date = day_field.enter(_("Date"), key="invite_date", place=left)
    agenda = right.text_area(_("Agenda, one line each"), key="invite_agenda", height="content")
    label = _("Invitations (Word)")
    with st.container(horizontal=True):
        for language, words in LANGUAGES.items():
            file_button(
                f"{label} · {words}",
                partial(
                    _invitations,
                    park_id,
                    language,
                    name=name,
                    place=place,
                    agenda=agenda,
                    date=date,
                ),
                f"invitations-{language}.docx",
                key=f"invite_{language}",
            )


def _invitations(park_id: str, language: str, *, name: str, place: str, agenda: str, date: dt.date) -> bytes:
    read = reader_of(language)
    event = invitations.Event(
        name.strip() or read.text("Workshop"),
        park_facts.name(park_id, read),
        date,
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


def offer_close(now: Running) -> None:
    """Let the facilitator close the session, after a notice of the consequences."""
    with st.popover(
        _("Close the workshop"), icon=":material/event_available:", key="workshop_closing", width="stretch"
    ):
        st.markdown(
            _(
                "Phones can no longer send entries and show that the workshop has ended; the main screen "
                "shows the results. Minutes and slides are then available on this page. The session can "
                "be reopened."
            )
        )
        _left_open(now)
        if st.button(_("Close it now"), type="primary", key="workshop_close"):
            close(now)
            st.rerun()


@st.fragment(run_every=EVERY)
def _left_open(now: Running) -> None:
    """Show open entries and missing feedback, updated continuously."""
    day = now.live.day
    waiting = sum(entry.is_live and entry.status != "confirmed" for entry in day.entries.values())
    with st.container():  # possibly empty; keeps its position
        if waiting:
            st.markdown(
                ngettext(
                    "{count} entry is not confirmed yet.", "{count} entries are not confirmed yet.", waiting
                )
            )
    st.markdown(
        _(
            "Feedback so far: {answers} of {phones} phones. It cannot be given after closing.",
            answers=reader().number(len(day.feedback)),
            phones=reader().number(len(day.participants)),
        )
    )


def close(now: Running) -> None:
    """Close the workshop: attendance is stored in the park file, and phones can no longer send."""
    now.live.console("close")
    console.store_in_park_file(now)
    running.stop()


def check(now: Running) -> None:
    """Show the code for checking that a phone reaches this machine, and the remedy if it does not."""
    with st.expander(_("Test connection with a phone"), icon=":material/network_check:"):
        st.image(segno.make(now.check, error="m").svg_data_uri(scale=4), width=200, alt=now.check)
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
    """List the devices that reached this machine, latest first; each device displays its number."""
    own, lines = {"127.0.0.1", "::1", *running.addresses()}, []
    for check in reversed(now.hall.checks):
        facts = {"number": check.number, "time": f"{check.at:%H:%M:%S}"}
        if check.host in own:
            lines.append(_("Number {number}, {time}: this machine itself.", **facts))
        else:
            lines.append(_("Number {number}, {time}: a phone reached this machine.", **facts))
    st.markdown("  \n".join(lines) or _("No device has opened it yet."))


def tables(now: Running) -> None:
    """Show the links of the table consoles, which change with the code."""
    names = now.live.day.about.get("tables", [])
    if not names:
        return
    note = _(
        "Give the facilitator of each table the link of that table only. Renewing the code creates new links and disables the old ones."
    )
    with st.expander(_("Consoles of the tables"), icon=":material/table_restaurant:"):
        st.caption(note)
        others = now.live.day.about.get("facilitators", [])
        for number, name in enumerate(names, start=1):
            who = f" · {show.escaped(others[number - 1])}" if number <= len(others) else ""
            st.markdown(f"**{show.escaped(reader().half(name))}**{who}")
            st.code(f"http://{now.host}:{now.listener.port}{now.hall.table_path(number)}", language=None)


def undisclosed(now: Running) -> None:
    """Show code and QR code of a company that the phones of others do not list, for the facilitator to hand over."""
    companies = [each for each in now.catalogue.companies(reader()) if not each["is_disclosed"]]
    if not companies:
        return
    note = _(
        "Phones list disclosed companies only. Give an undisclosed company its own code; nobody else sees it."
    )
    with st.expander(_("Undisclosed companies"), icon=":material/visibility_off:"):
        st.caption(note)
        named = {each["company_id"]: each["name"] for each in companies}
        chosen = st.selectbox(
            _("Company"),
            named,
            format_func=named.__getitem__,
            key="workshop_undisclosed",
            placeholder=_("Choose"),
        )
        code = now.hall.company_code(chosen)
        joined = f"{now.address}?code={code}"
        st.image(segno.make(joined, error="m").svg_data_uri(scale=4), width=180, alt=joined)
        st.markdown(_("Code: **{code}**", code=code))
