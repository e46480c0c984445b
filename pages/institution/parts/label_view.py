"""Label of the park: companies that fulfil its conditions, holders, and certificates."""

import datetime as dt

import pandas as pd
import streamlit as st

from isdata.data import store
from isdata.data.i18n import N_
from isdata.institution import joint_report
from isdata.output.reports.label_certificates import certificates
from pages.common import cards, park_facts, pick, role, screen, tables
from pages.common.controls import park_id
from pages.common.data import ask, cursor
from pages.common.editing import saving, signing
from pages.common.language import _, reader
from pages.common.once import once
from pages.common.report_offer import report_buttons
from pages.common.show import table
from pages.common.tables import show_rows, show_table


def show(year: int) -> None:
    """Show holders and conditions, and let the administration award the label."""
    found = ask(joint_report.recognised, park_id=park_id(), year=year, viewer=role.viewer())
    once(_conditions, found, dt.date.today())
    _award(found, year)
    if found["awarded_on"].notna().any():
        _certificates(found[found["awarded_on"].notna()], year)


def show_holders() -> None:
    """Show guests and companies who holds the label, for what, and the benefits not stated in money."""
    today = dt.date.today()
    found = ask(joint_report.holders, park_id=park_id(), today=today, viewer=role.viewer())
    if found.empty:
        st.info(_("No disclosed company holds the label of the park at present."))
        return
    once(_recognised, found)


def _recognised(found: pd.DataFrame) -> None:
    read = reader()
    st.subheader(_("Recognised companies"), anchor=False)
    columns = {
        _("Company"): read.names(found),
        _("Awarded for"): [read.half(each) or "–" for each in found["grounds"]],
        _("Further benefits"): [read.half(each) or "–" for each in found["benefits"]],
        _("Reporting year"): found["year"].astype(str).to_list(),
        _("Valid until"): [tables.day(day) for day in found["valid_until"]],
    }
    words = _("Companies that hold the label of the park")
    if screen.is_phone():
        show_table(columns, alt=words, height="content")
    else:  # its texts are wrapped in a window of any width
        table(pd.DataFrame(columns), alt=words)
    st.caption(
        _(
            "The label needs a signed charter, confirmed figures of the year and an operating synergy or implemented measure; it is "
            "valid for twelve months. Undisclosed companies are not listed."
        )
    )


_ELIGIBLE = N_(
    "Charter signed, figures of the year confirmed and none with failed checks, and an operating synergy or implemented measure."
)


def _conditions(found: pd.DataFrame, today: dt.date) -> None:
    """Count and list the companies that hold the label, or fulfil its conditions, on a day."""
    read = reader()
    holds = found["awarded_on"].notna() & (pd.to_datetime(found["valid_until"]) >= pd.Timestamp(today))
    with st.container(key="lone_label"), st.grid(3, min_column_width=170):
        for label, are_counted, definition in (
            (_("Hold the label"), holds, _("Companies whose label is valid today.")),
            (_("Eligible"), found["is_eligible"], _(_ELIGIBLE)),
            (_("Charter signed"), found["signed"], _("Companies that signed the park's charter.")),
        ):
            cards.metric(label, read.number(int(are_counted.sum())), definition)
    yes_no = {True: "✓", False: "–"}
    show_rows(
        {
            _("Company"): read.names(found),
            _("Charter signed"): [yes_no[bool(value)] for value in found["signed"]],
            _("Confirmed figures"): found["confirmed"].astype(int),
            _("Failed checks"): found["failed"].astype(int),
            _("Projects"): found["projects"].astype(int),
            _("Eligible"): [yes_no[bool(value)] for value in found["is_eligible"]],
            _("Valid until"): [tables.day(day) for day in found["valid_until"]],
        },
        alt=_("Companies and the conditions of the label"),
    )


def _award(found: pd.DataFrame, year: int) -> None:
    waiting = found[found["is_eligible"] & found["awarded_on"].isna()]
    if waiting.empty:
        return
    words = dict(zip(waiting["company_id"], reader().names(waiting), strict=True))
    chosen = pick.some_of(_("Award the label to"), words, key="label_for", default=list(words))
    benefits = st.text_input(
        _("Further benefits"),
        key="label_benefits",
        help=_("Optional, without money: safety, health, image. Guests read it."),
    )
    who = signing.signed_button(_("Award the label"), key="award", field="award_who", is_ready=bool(chosen))
    if who:
        joint_report.award(
            cursor(),
            chosen,
            park_id=park_id(),
            year=year,
            day=dt.date.today(),
            who=who,
            benefits=benefits.strip() or None,
        )
        saving.saved()


def _certificates(holders: pd.DataFrame, year: int) -> None:
    read, park = reader(), park_facts.name()
    report_buttons(
        lambda: certificates(
            holders, park=park, year=year, data_version=store.data_version(cursor()), read=read
        ),
        {"docx": _("Certificates (Word)")},
        f"{park_id()}-label-{year}",
        key="label",
        icon=":material/workspace_premium:",
    )
