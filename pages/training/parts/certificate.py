"""Certificates: issued as Word documents, and verified field by field."""

import datetime as dt
from collections.abc import Sequence

import streamlit as st

from isdata.data.access import secret
from isdata.output.reports.certificate import certificate_report
from isdata.programme.training.certificates import Certificate, is_genuine
from isdata.programme.training.records import PracticeCopy
from isdata.programme.training.results import Attempt
from pages.common import day_field, number_field, pick
from pages.common.language import _, reader
from pages.common.report_offer import report_buttons


def issue(held: Sequence[PracticeCopy], shown: Sequence[Attempt]) -> None:
    """Let the trainer issue certificates to trainees who passed an exercise."""
    passed = {
        copy.code: [each for each in shown if each.code == copy.code and each.state == "passed"]
        for copy in held
    }
    names = {copy.code: f"{copy.trainee} · {len(passed[copy.code])}" for copy in held if passed[copy.code]}
    st.subheader(_("Certificates"), anchor=False)
    if not names:
        st.caption(_("A certificate can be issued once a trainee has passed an exercise."))
        return
    with st.container(horizontal=True, vertical_alignment="bottom"):
        code = pick.choice_input(
            _("Trainee and exercises passed"), names, key="certificate_of", default=next(iter(names))
        )
        own, read = passed[code or next(iter(names))], reader()
        made = Certificate(
            trainee=own[0].trainee,
            passed=tuple(sorted(each.exercise for each in own)),
            hints=sum(each.hints for each in own),
            day=dt.date.today(),
            code=own[0].code,
        )
        report_buttons(
            lambda: certificate_report(made, secret(), read),
            {"docx": _("Certificate (Word)")},
            f"certificate-{made.code[:6]}",
            key="certificate",
            icon=":material/workspace_premium:",
        )


def verify() -> None:
    """Let the trainer verify a certificate issued by this server."""
    with (
        st.expander(_("Verify a certificate"), icon=":material/verified:"),
        st.form("certificate_verify", border=False),
    ):
        trainee = st.text_input(_("Name"), key="verify_trainee")
        ids = st.text_input(_("Exercises, as printed"), key="verify_ids")
        hints = number_field.enter_number(
            _("Hints opened"), minimum=0, value=0, is_whole=True, key="verify_hints"
        )
        day = day_field.enter(_("Issued on"), key="verify_day")
        code = st.text_input(_("Practice copy, as printed"), key="verify_code")
        signature = st.text_input(_("Signature, as printed"), key="verify_signature")
        if not st.form_submit_button(_("Verify"), key="verify_asked") or not number_field.is_readable():
            return
    passed = tuple(each.strip() for each in ids.split(",") if each.strip())
    printed = Certificate(trainee.strip(), passed, int(hints or 0), day, code.strip())
    if is_genuine(printed, signature, secret()):
        st.success(_("Valid: all fields are as signed on this server."), icon=":material/verified:")
    else:
        st.error(
            _("Invalid: a field differs from the signed version, or another server issued the certificate."),
            icon=":material/gpp_bad:",
        )
