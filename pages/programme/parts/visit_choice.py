"""The companies that a visit would tell most of, with the reasons, and a brief for each."""

import datetime as dt
from collections.abc import Callable

import pandas as pd
import streamlit as st

from isdata.data.disclosure import FACILITATOR
from isdata.output import committee, reports
from isdata.output.reports import visit_brief
from isdata.programme.visits.choice import COMPANIES, DAYS
from isdata.symbiosis import synergies
from pages.common import pick
from pages.common.controls import park_id
from pages.common.data import ask, cursor, deferred
from pages.common.language import _, names, reader
from pages.common.report_offer import TYPES
from pages.common.show import computed
from pages.common.tables import show_table


def show(candidates: pd.DataFrame) -> None:
    """Show the ranking, as from `choice.candidates`."""
    read = reader()
    titles = names(candidates, "site_id")
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="selection_visit"):
        st.markdown(_("Brief for a visit to"), width="content")
        site = pick.from_list(_("Company"), titles, key="visit_site", width=320, label_visibility="collapsed")
        park = park_id()
        st.download_button(
            _("Visit brief (Word)"),
            data=deferred(
                lambda: reports.docx(
                    visit_brief.visit_brief(
                        cursor(), park_id=park, site_id=site, reader=read, day=dt.date.today()
                    )
                )
            ),
            file_name=f"{park}-{site}-visit-{read.language}.docx",
            mime=TYPES["docx"],
            icon=":material/download:",
            on_click="ignore",
            key="visit_brief",
        )
    _invitation(titles[site], site)
    row = candidates[candidates["site_id"] == site].iloc[0].to_dict()
    st.caption(" · ".join(visit_brief.reasons(row, read)))
    first = candidates.head(2 * COMPANIES)
    show_table(
        {
            _("Company"): read.names(first),
            _("Proposed day"): [
                read.number(place * DAYS // COMPANIES + 1) if place < COMPANIES else "–"
                for place in range(len(first))
            ],
            _("Score (%)"): first["score"] * 100,
            _("Unknown amounts"): first["unknown"],
            _("Unmatched streams"): first["unmatched"],
            _("Unexplained mass (t/yr)"): first["residual"],
            read.column("company", "interest"): [
                read.choice("interest", interest) if isinstance(interest, str) else None
                for interest in first["interest"]
            ],
            _("Visits so far"): first["visits"],
        },
        alt=_("Companies to visit, the most useful visit first"),
        bars=[_("Score (%)")],
    )
    computed(
        _(
            "A round takes {days} days and {companies} companies. The score is the share of all that is open in the park that "
            "lies at the company: the mean of unknown amounts, unmatched streams and tonnes that the balance does not explain.",
            days=read.number(DAYS),
            companies=read.number(COMPANIES),
        )
    )
    _second_visit()


def _invitation(company: str, site: str) -> None:
    """Let the facilitator announce a visit to a company."""
    park, read, today = park_id(), reader(), dt.date.today()
    with st.container(horizontal=True, vertical_alignment="bottom"):
        held_on = st.date_input(_("Day of the visit"), today, key="visit_day", width=180)
        _word(
            _("Announcement of the visit (Word)"),
            lambda: committee.visit_invitation(
                cursor(), park_id=park, company=company, held_on=held_on, reader=read, day=today
            ),
            f"{park}-{site}-announcement",
        )


def _second_visit() -> None:
    """Let the facilitator take the brief on a synergy to its partners."""
    park, read, today = park_id(), reader(), dt.date.today()
    board = ask(synergies.synergies, parks=[park], viewer=FACILITATOR)
    known = names(board[~board["stage"].isin(["operation", "ended"])], "synergy_id")
    if not known:
        return
    with st.container(horizontal=True, vertical_alignment="bottom"):
        synergy = pick.from_list(_("Brief for a second visit on"), known, key="visit_synergy", width=360)
        _word(
            _("Brief of the synergy (Word)"),
            lambda: committee.synergy_brief(
                cursor(), park_id=park, synergy_id=synergy, reader=read, day=today
            ),
            f"{park}-{synergy}-brief",
        )


def _word(label: str, make: Callable[[], reports.Report], name: str) -> None:
    st.download_button(
        label,
        data=deferred(lambda: reports.docx(make())),
        file_name=f"{name}-{reader().language}.docx",
        mime=TYPES["docx"],
        icon=":material/download:",
        on_click="ignore",
        key=f"word_{name}",
    )
