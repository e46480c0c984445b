"""Common problems of companies for joint solution, with one vote per company, and the outcome."""

import datetime as dt
from typing import Any

import pandas as pd
import streamlit as st

from isdata.data.i18n import N_, both
from isdata.institution import service_platform
from isdata.output.figures import style
from pages.common import cards, charts, empty_view, pick, role, screen, selection
from pages.common.controls import park_id
from pages.common.data import ask, cursor
from pages.common.editing import edited_table, platform_table, saving, signing
from pages.common.language import _, names, ngettext, reader
from pages.common.presenting import headline

_OTHERS = 208  # width of the other columns in sight on a phone, with that of the row selection [px]


def _words(row: dict[str, Any]) -> list[str]:
    """Votes of a problem, and while it is unsolved who is responsible and until when."""
    votes_cast = ngettext("{count} vote", "{count} votes", int(row["votes"]))
    if row["status"] in ("solved", "dropped"):
        return [votes_cast]
    due = "" if pd.isna(row["due_date"]) else reader().date(row["due_date"])
    if due and row["due_date"].date() < dt.date.today():
        due = _("overdue since {day}", day=due)
    return [votes_cast, reader().half(row["owner"]) or "", due]


read = reader()
found = ask(service_platform.problems, park_id=park_id(), viewer=role.viewer())
votes = ask(service_platform.votes, park_id=park_id(), viewer=role.viewer())
companies = names(ask(service_platform.companies, park_id=park_id(), viewer=role.viewer()), "company_id")
is_open = ~found["status"].isin(["solved", "dropped"])

if len(found):
    selection.line("problems").state(_("All problems"), _("unsolved ones first, then by votes"))
if found.loc[is_open, "votes"].max() > 0:
    first = found[is_open].iloc[0]
    line = ngettext(
        "Most votes of {total} unsolved problems: {problem} ({count} vote)",
        "Most votes of {total} unsolved problems: {problem} ({count} votes)",
        int(first["votes"]),
        problem=read.name(first["name_en"], first["name_zh"]),
        total=read.number(int(is_open.sum())),
    )
    headline.state(line, is_on_page=True)
if len(found):
    with cards.row(3):
        cards.metric(
            _("Unsolved problems"),
            read.number(int(is_open.sum())),
            _("Unsolved problems, excluding dropped ones."),
            _(
                "{open} open, {working} being solved",
                open=read.number(int((found["status"] == "open").sum())),
                working=read.number(int((found["status"] == "working").sum())),
            ),
        )
        cards.metric(
            _("Solved"),
            read.number(int((found["status"] == "solved").sum())),
            _("Jointly solved problems."),
            _("of {total}", total=read.number(len(found))),
        )
        cards.metric(
            _("Voting companies"),
            read.number(votes["company_id"].nunique()),
            _("Companies with at least one vote."),
            _("of {total} companies", total=read.number(len(companies))),
        )
    statuses = [read.choice("problem_status", status) for status in found["status"]]
    shades = {
        "open": style.PALETTE[1],
        "working": style.PALETTE[2],
        "solved": style.ACCENT,
        "dropped": style.RULE,
    }
    colours = {read.choice("problem_status", name): shade for name, shade in shades.items()}
    rows = {
        "name": read.names(found),
        "amount": found["votes"].to_numpy(),
        "words": [" · ".join(filter(None, _words(row))) for row in found.to_dict("records")],
        "short": [read.number(int(each)) for each in found["votes"]],  # on a phone
        "state": statuses,
    }
    st.subheader(_("Votes by problem"), anchor=False)
    charts.bars(rows, colours=colours, room=1.7, alt=_("Common problems by votes"))
else:
    empty_view.state(
        _("No common problems are recorded yet"),
        _("The first row is enough: a problem in a few words; owner and due date can follow."),
        content=[
            _("Votes of the companies by problem, unsolved ones first"),
            _("Responsible party, due date and result of each problem"),
        ],
        related="partners",
    )
screen.screen()  # a phone has different rows
is_phone = screen.is_phone()
own = [f"{part}_{read.language}" for part in ("name", "description", "result")]
with empty_view.folded(_("Enter problems"), is_empty=found.empty):
    platform_table.edit(
        "problem",
        found,
        {
            own[0]: edited_table.column(
                "problem", own[0], label=_("Problem"), width=screen.width() - _OTHERS if is_phone else 190
            ),
            "votes": st.column_config.NumberColumn(_("Votes cast"), width=75 if is_phone else 85),
            "status": edited_table.column(
                "problem", "status", default="open", width=104 if is_phone else 100
            ),
            "owner": edited_table.column("problem", "owner", width=125),
            "due_date": edited_table.column("problem", "due_date", width=120),
            own[2]: edited_table.column("problem", own[2], label=_("Result"), width=130),
            own[1]: edited_table.column("problem", own[1], label=_("Description"), width=215),
            "company_id": edited_table.choice_column("problem", "company_id", companies, width=120),
            "raised_on": edited_table.column("problem", "raised_on", width=110),
        },
        reason=N_("Common problems entered"),
        alt=_("Common problems with votes and results"),
        fixed=("votes",),
        row_height=66,  # three lines of text
        park_id=park_id(),
    )
known = names(found, "problem_id")
if known:
    st.subheader(_("Vote on a problem"), anchor=False)
    chosen = pick.from_dropdown(
        _("Problem"), known, key="voted_problem", default=next(iter(known)), width=520
    )
    before = votes.loc[votes["problem_id"] == chosen, "company_id"].tolist()
    voting = st.multiselect(
        _("Companies that vote for it, one vote each"),
        list(companies),
        default=[company for company in before if company in companies],
        format_func=companies.__getitem__,
        key=f"voting_{chosen}_{read.language}",
        placeholder=_("Choose"),
    )
    who = signing.signed_button(
        _("Save votes"), key="save_votes", field="votes_who", is_ready=set(voting) != set(before)
    )
    if who:
        with saving.stored():
            reason = both(N_("Votes entered"))
            service_platform.vote(
                cursor(), voting, problem_id=str(chosen), day=dt.date.today(), who=who, reason=reason
            )
