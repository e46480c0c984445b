"""Survey of the use of methods: bars by method, beside the days from idea to decision, and a form that fits a phone."""

import datetime as dt

import pandas as pd
import streamlit as st

from isdata.institution import service_platform
from isdata.programme import method_use
from pages.common import charts, form, navigation, role, screen, tables
from pages.common.controls import park_id
from pages.common.data import ask, cursor
from pages.common.editing import saving, signing
from pages.common.language import _, names, ngettext, reader


def answers(park: str) -> pd.DataFrame:
    """Answers of a park, as returned by `method_use.answers`."""
    return ask(method_use.answers, park_id=park, viewer=role.viewer())


def bars(found: pd.DataFrame) -> None:
    """Show how often each method was used since the training, with roles, latest obstacle and benefit."""
    st.subheader(_("Use of the methods since the training"), anchor=False)
    if found.empty:
        st.caption(_("No use of a method is recorded yet. Enter the first answer below."))
        return
    read, sums = reader(), method_use.by_method(found)
    rows = {
        "name": [read.choice("method", method) for method in sums.index],
        "amount": sums["times"],
        "words": [_words(row) for row in sums.to_dict("records")],
    }
    charts.bars(
        rows, room=2.4, looks=screen.bar_looks(), alt=_("Methods by number of uses since the training")
    )


def _words(row: dict) -> str:
    """Uses of a method, and the roles of those who used it."""
    read = reader()
    roles = read.listed(read.choice("respondent", each) for each in row["respondents"])
    times = ngettext("{count} time", "{count} times", row["times"])
    return f"{times} · {roles}" if roles else times


def details(found: pd.DataFrame) -> None:
    """Show obstacles and benefits by method, and every answer behind a line."""
    if found.empty:
        return
    read, sums = reader(), method_use.by_method(found)
    stated = sums[[bool(row["obstacles"] or row["benefits"]) for row in sums.to_dict("records")]]
    tables.show_table(
        {
            _("Method"): [read.choice("method", method) for method in stated.index],
            _("Obstacles"): [read.clauses(map(read.half, each)) or "–" for each in stated["obstacles"]],
            _("Benefits"): [read.clauses(map(read.half, each)) or "–" for each in stated["benefits"]],
            _("Answers"): stated["answers"].astype("float64"),
        },
        height="content",
        alt=_("Obstacles and benefits of the methods"),
    )
    navigation.link(
        "tables", _("Correct entries"), icon=":material/edit_note:", edit_table="method_use", edit_all="true"
    )


def entry(*, company_id: str | None = None, is_chosen: bool = False) -> None:
    """Show the form for an answer.

    Parameters
    ----------
    company_id : str, optional
        Company of the person who answers.
    is_chosen : bool
        True if the form is for this company; otherwise the company can be chosen.
    """
    scope = f"method_{company_id or 'any'}_{saving.save_count('method')}"
    companies = names(ask(service_platform.companies, park_id=park_id(), viewer=role.viewer()), "company_id")
    with st.form(scope, border=False):
        values = form.fields(
            "method_use",
            (*method_use.FIELDS, *(() if is_chosen else ("company_id",))),
            scope=scope,
            values={"asked_on": dt.date.today(), "respondent": "company" if is_chosen else None},
            options={} if is_chosen else {"company_id": companies},
        )
        who = signing.signature("method_who")
        is_asked = st.form_submit_button(_("Add the answer"), icon=":material/add:", key="method_add")
    if signing.is_signed(is_asked, who, key="method_store", who="method_who"):
        with saving.show_problems():
            own = company_id if is_chosen else values.pop("company_id")
            company = str(own) if own else None
            method_use.add(cursor(), park_id=park_id(), company_id=company, values=values, who=who)
            saving.next_turn("method")
            saving.saved()
