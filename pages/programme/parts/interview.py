"""Interview along the process line: answers are stored at once, and become data once confirmed by the company."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

import pandas as pd
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from isdata.output.reports.interview_record import interview_record
from isdata.programme.visits import interviews
from isdata.programme.visits.participation import Participation
from pages.common import address, day_field, pick, popovers
from pages.common.controls import park_id
from pages.common.data import ask, cursor
from pages.common.editing import edited_table, saving, signing
from pages.common.editing.signing import signed_button
from pages.common.language import _, names, ngettext, reader
from pages.common.report_offer import report_buttons
from pages.programme.parts import interview_answer, interview_photos, method_survey

NEW = "new"


def stated(known: pd.DataFrame, reached: Participation) -> list[str]:
    """Number of interviews, of those confirmed, and of companies marked as interviewed without one."""
    confirmed = reader().number(int(known["confirmed_on"].notna().sum()))
    held = ngettext(
        "{count} interview recorded here, {confirmed} confirmed",
        "{count} interviews recorded here, {confirmed} confirmed",
        len(known),
        confirmed=confirmed,
    )
    unrecorded = ngettext(
        "{count} company interviewed without a record here",
        "{count} companies interviewed without a record here",
        reached.unrecorded,
    )
    return [held, unrecorded if reached.unrecorded else ""]


def show(candidates: pd.DataFrame, known: pd.DataFrame, line: DeltaGenerator) -> None:
    """Let the facilitator begin, continue or confirm an interview; an unconfirmed one is opened by default."""
    read = reader()
    titles = {
        row["interview_id"]: f"{read.name(row['name_en'], row['name_zh'])} · {read.date(row['held_on'])}"
        for row in known.to_dict("records")
    }
    drafts = known.loc[known["confirmed_on"].isna(), "interview_id"]
    with line:
        chosen = pick.from_dropdown(
            _("Interview"),
            [NEW, *titles],
            words=lambda name: titles.get(name) or _("New interview"),
            key="interview",
            default=next(iter(drafts), NEW),
            label_visibility="collapsed",
            width=360,
        )
        if chosen != NEW:
            who = signing.signature("interview_who", is_short=True)
            _record(chosen)
    if chosen == NEW:
        _begin(names(candidates, "site_id"))
        return
    _answers(chosen, who)
    interview_photos.show_photos(chosen, who or _("interviewer"))
    interview_photos.show_upload(chosen, who or _("interviewer"))
    row = known[known["interview_id"] == chosen].iloc[0].to_dict()
    with popovers.lazy_content(_("Record the use of a method"), key="interview_method") as is_opened:
        if is_opened:
            company = candidates.loc[candidates["site_id"] == row["site_id"], "company_id"]
            method_survey.entry(company_id=next(iter(company), None), is_chosen=True)
    _confirm(chosen, is_confirmed=pd.notna(row["confirmed_on"]))


def _begin(sites: dict[str, str]) -> None:
    with st.container(horizontal=True, vertical_alignment="bottom"):
        site = pick.choice_input(
            _("Company"),
            sites,
            key="interview_site",
            default=address.remembered("visit_site", sites, next(iter(sites))),
        )
        day = day_field.enter(_("Date"), key="interview_day", width=160)
        person = st.text_input(_("Interviewee (function)"), key="interview_person")
    who = signed_button(
        _("Begin the interview"), key="interview_begin", is_ready=bool(site), field="interview_begin_who"
    )
    if who and site:
        with saving.stored():
            made = interviews.begin(cursor(), site_id=site, held_on=day, person=person.strip(), who=who)
            st.session_state["interview"] = made


def _record(interview_id: str) -> None:
    """Let the facilitator download the record for confirmation by the company."""
    read = reader()
    report_buttons(
        lambda: interview_record(
            cursor(), park_id=park_id(), interview_id=interview_id, reader=read, day=dt.date.today()
        ),
        {"docx": _("Record for the company (Word)")},
        interview_id,
        key="interview_record",
    )


def _answers(interview_id: str, who: str) -> None:
    """Enter answers one by one, and edit all of them; input is stored in the same run."""
    base, turn = f"interview_base_{interview_id}", saving.save_count(f"interview_{interview_id}")
    if base not in st.session_state:  # the editor applies its own changes to it
        st.session_state[base] = ask(interviews.answers, interview_id=interview_id)[list(interviews.COLUMNS)]
    place = st.container()
    resources = edited_table.choice_column(
        "interview_answer", "resource_id", interview_answer.resources(), width="medium"
    )
    shown = edited_table.columns("interview_answer", interviews.COLUMNS, resource_id=resources)
    now = edited_table.edited(
        "interview_answer",
        st.session_state[base],
        shown,
        key=f"answers_{interview_id}_{turn}_{reader().language}",
        may_grow=True,
        alt=_("Answers along the process line; every change is stored at once as a draft"),
    )
    with place:
        added = interview_answer.form(f"{interview_id}_{turn}", now["topic"])
    if added:
        now = pd.concat([now, _row(added)], ignore_index=True)
    _missing(now)
    with saving.show_problems():
        interviews.keep(cursor(), interview_id=interview_id, rows=now, who=who or _("interviewer"))
        count = int(now["topic"].notna().sum())
        st.caption(ngettext("{count} answer stored", "{count} answers stored", count))
        if added:
            st.session_state.pop(base)
            saving.next_turn(f"interview_{interview_id}")
            st.rerun()


def _missing(rows: pd.DataFrame) -> None:
    """List the missing fields by row of the table above."""
    found, read = interviews.missing(rows), reader()
    if found.empty:
        return
    lines = [
        _(
            "Row {number}, {station}: {fields}",
            number=int(own["place"].iloc[0]),
            station=read.choice("interview_topic", own["topic"].iloc[0]),
            fields=read.listed(f"“{read.column('interview_answer', name)}”" for name in own["column"]),
        )
        for _place, own in found.groupby("place")
    ]
    st.warning(
        "\n".join([_("Missing in the answers:"), "", *(f"- {line}" for line in lines)]),
        icon=":material/edit_note:",
    )


def _row(added: dict[str, Any]) -> pd.DataFrame:
    return pd.DataFrame([added], columns=list(interviews.COLUMNS))


def _confirm(interview_id: str, *, is_confirmed: bool) -> None:
    if is_confirmed:
        st.success(
            _("Confirmed by the company. Confirm again after a correction."), icon=":material/task_alt:"
        )
    today = dt.date.today()
    year = st.number_input(
        _("Year of the amounts"),
        min_value=1900,
        max_value=today.year,
        value=ask(interviews.reference_year, interview_id=interview_id, day=today),
        step=1,
        format="%d",
        help=_(
            "Year for which the amounts are stored. Suggested is the latest year of the park's flows up to the interview, so "
            "that the figures of the park stay those of one year."
        ),
        key=f"interview_year_{interview_id}",
        width=200,
    )
    who = signed_button(
        _("Save as data: the company has confirmed"),
        key="interview_confirm",
        primary=False,
        field="interview_confirm_who",
    )
    if who:
        with saving.show_problems():
            made = interviews.confirm(cursor(), interview_id=interview_id, day=today, who=who, year=int(year))
            _note_stored(made)


def _note_stored(made: Mapping[str, int]) -> None:
    """Show the records created from the answers."""
    words = _(
        "Stored for {year}. Flows: {flows}; streams: {streams}; measures: {measures}; notes without a "
        "resource: {notes}.",
        year=made["year"],
        notes=made["note"],
        flows=made["flow"],
        streams=made["stream"],
        measures=made["measure"],
    )
    st.toast(words, icon=":material/check:")
