"""Companies where a visit would clarify most, with the reasons, and a brief for each."""

import datetime as dt

import pandas as pd
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from isdata.data import uncertain
from isdata.data.disclosure import FACILITATOR
from isdata.output import committee
from isdata.output.reports import visit_brief
from isdata.programme.visits.choice import COMPANIES, DAYS
from isdata.symbiosis import synergies
from pages.common import cards, day_field, pick, screen
from pages.common.controls import park_id
from pages.common.data import ask, cursor
from pages.common.language import _, names, ngettext, reader
from pages.common.once import once
from pages.common.popovers import lazy_content
from pages.common.presenting import headline, room
from pages.common.report_offer import report_buttons
from pages.common.show import computed, escaped, missing_data
from pages.common.tables import show_table
from pages.programme.parts import visit_bars

_LEAST = 0.005  # smallest share of the open points not rounded to 0%
_LOW, _LOW_ROWS = 800, 256  # window height below which rows are lower, and height of all of them [px]


def stated(candidates: pd.DataFrame) -> list[str]:
    """Number of companies listed, and size of a round of visits, for the selection line."""
    read, total, shown = reader(), len(candidates), len(_drawn(candidates))
    counts = {"shown": read.number(shown), "total": read.number(total)}
    return [
        _("{shown} of {total} companies with open points", **counts)
        if shown < total and shown == int((candidates["score"] >= _LEAST).sum())
        else _("first {shown} of {total} companies", **counts)
        if shown < total
        else ngettext("{total} company", "all {total} companies", total, total=read.number(total)),
        _(
            "one round: {days} days, {companies} companies",
            days=read.number(DAYS),
            companies=read.number(COMPANIES),
        ),
    ]


def _drawn(candidates: pd.DataFrame) -> pd.DataFrame:
    """First companies of the ranking with open points; first of all companies if none has any."""
    is_open = candidates["score"] >= _LEAST
    return (candidates[is_open] if is_open.any() else candidates).head(2 * COMPANIES)


def present(candidates: pd.DataFrame, disclosed: pd.DataFrame) -> None:
    """Present the disclosed companies among the first ones, and their share of the open points; tables of `choice`."""
    drawn = disclosed[disclosed["rank"] < len(_drawn(candidates))]
    if drawn["score"].max() >= _LEAST:
        title = _presented_round(drawn[drawn["rank"] < COMPANIES], min(COMPANIES, len(candidates)))
        headline.state(title)
        weights = visit_bars.weights(candidates)
        height = room.below(title) - room.HEADING - room.NOTE * (1 + bool(weights))
        visit_bars.draw(drawn, height, weights=weights)
    else:
        missing_data(_("No disclosed company has open points."))


def _presented_round(following: pd.DataFrame, count: int) -> str:
    """Headline with the share of the open points of the disclosed companies among those of the next round, which are drawn."""
    read, share = reader(), reader().percent(following["score"].sum())
    if len(following) == count:
        return _next_visits(share, count)
    if following.empty:
        return _("The companies of the next {count} visits are not disclosed", count=read.number(count))
    return ngettext(
        "{shown} disclosed company among the next {visits} visits: {share} of the park's open points",
        "{shown} disclosed companies among the next {visits} visits: {share} of the park's open points",
        len(following),
        shown=read.number(len(following)),
        visits=read.number(count),
        share=share,
    )


def show(candidates: pd.DataFrame, line: DeltaGenerator) -> None:
    """Show the ranking from `choice.candidates`, and in the selection line, on a phone below, the documents for a visit."""
    read = reader()
    first, is_phone = _drawn(candidates), screen.is_phone()
    figures = None if is_phone else st.container()
    if first["score"].max() >= _LEAST:
        (figures or st).subheader(escaped(_stated_round(candidates)), anchor=False)
        is_low = not is_phone and screen.height() < _LOW
        row = min(visit_bars.ROW, _LOW_ROWS / len(first)) if is_low else visit_bars.ROW
        once(visit_bars.draw, first, row=row, weights=visit_bars.weights(candidates))
    with st.container(horizontal=True, vertical_alignment="center", gap="small") if is_phone else line:
        _documents(candidates, is_phone=is_phone)
    with figures or st.container():
        once(_figures, candidates)
    computed(
        _(
            "A round takes {days} days and {companies} companies. The share is the company's part of all open points of the park: the mean of its shares of unknown or estimated amounts, supplies and demands without a synergy, and imbalances of mass beyond their uncertainty, as far as the park has any of them.",
            days=read.number(DAYS),
            companies=read.number(COMPANIES),
        )
    )


def _stated_round(candidates: pd.DataFrame) -> str:
    """Headline with the share of the open points that the next round of visits concerns."""
    following = candidates["score"].head(COMPANIES)
    return _next_visits(reader().percent(following.sum()), len(following))


def _next_visits(share: str, count: int) -> str:
    return ngettext(
        "Next visit: {share} of the park's open points",
        "Next {count} visits: {share} of the park's open points",
        count,
        share=share,
    )


def _documents(candidates: pd.DataFrame, *, is_phone: bool) -> None:
    """Let the user choose a company and download the documents for a visit."""
    read, titles = reader(), names(candidates, "site_id")
    visits = {site: _("Visit to {company}", company=name) for site, name in titles.items()}
    width = 190 if is_phone else 230  # beside the buttons
    site = pick.from_dropdown(
        _("Company"), visits, key="visit_site", width=width, label_visibility="collapsed"
    )
    park = park_id()
    report_buttons(
        lambda: visit_brief.visit_brief(
            cursor(), park_id=park, site_id=site, reader=read, day=dt.date.today()
        ),
        {"docx": _("Visit brief (Word)")},
        f"{park}-{site}-visit",
        key="visit",
    )
    label = _("More documents")
    with lazy_content(label, key="visit_papers", kind=st.popover, icon=":material/mail:") as is_drawn:
        if is_drawn:
            _invitation(titles[site], site)
            _second_visit()


def _figures(candidates: pd.DataFrame) -> None:
    """Show the open questions of the next round of visits, and their share of those of all `candidates`."""
    read, following = reader(), candidates.head(COMPANIES)
    companies = ngettext("{count} company", "{count} companies", len(following))

    def of_park(name: str) -> str:
        if not (total := float(candidates[name].sum())):
            return companies
        share = read.percent(following[name].sum() / total)
        if (concerned := int((following[name] > 0).sum())) < len(following):
            part = read.number(concerned)
            return _("{part} of {company}: {share} of the park", part=part, company=companies, share=share)
        return _("{company}: {share} of the park", company=companies, share=share)

    spread = float((following["spread"] ** 2).sum() ** 0.5)
    is_balanced = bool(following["is_balanced"].any())
    with cards.row(2 + is_balanced, brief="visit"):
        cards.metric(
            _("Amounts to clarify"),
            read.number(int(following["unknown"].sum())),
            _(
                "Flows and streams of the companies of the next round whose amount is unknown or only estimated."
            ),
            of_park("unknown"),
        )
        cards.metric(
            _("Open supplies and demands"),
            read.number(int(following["unmatched"].sum())),
            _("Supplies and demands of the companies of the next round that no synergy uses yet."),
            of_park("unmatched"),
        )
        if is_balanced:
            cards.metric(
                _("Imbalance beyond its uncertainty"),
                uncertain.amount(following["residual"].sum(), spread, "t/yr", read),
                _(
                    "Imbalances of mass of the companies of the next round that exceed their uncertainty; “Balance” also marks smaller ones where a flow was never measured."
                ),
                of_park("residual"),
            )


def table(candidates: pd.DataFrame) -> None:
    """Show the ranking as a table."""
    read, first = reader(), _drawn(candidates)
    show_table(
        {
            _("Company"): read.names(first),
            _("Share (%)"): first["score"] * 100,
            _("Amounts to clarify"): first["unknown"],
            _("Supplies and demands without a synergy"): first["unmatched"],
            _("Imbalance beyond its uncertainty (t/yr)"): [
                uncertain.rounded(row["residual"], row["spread"]) for row in first.to_dict("records")
            ],
            read.column("company", "interest"): [
                read.choice("interest", interest) if isinstance(interest, str) else None
                for interest in first["interest"]
            ],
            _("Visits so far"): first["visits"],
        },
        alt=_("Companies to visit, the most useful visit first"),
        bars=[_("Share (%)")],
        widths={_("Company"): 180, _("Share (%)"): 105},
    )


def _invitation(company: str, site: str) -> None:
    """Let the facilitator announce a visit to a company."""
    park, read, today = park_id(), reader(), dt.date.today()
    with st.container(horizontal=True, vertical_alignment="bottom"):
        held_on = day_field.enter(_("Day of the visit"), key="visit_day", width=180)
        report_buttons(
            lambda: committee.visit_invitation(
                cursor(), park_id=park, company=company, held_on=held_on, reader=read, day=today
            ),
            {"docx": _("Announcement of the visit (Word)")},
            f"{park}-{site}-announcement",
            key="announcement",
        )


def _second_visit() -> None:
    """Let the facilitator download the brief on a synergy for a visit to its partners."""
    park, read, today = park_id(), reader(), dt.date.today()
    board = ask(synergies.synergies, parks=[park], viewer=FACILITATOR)
    known = names(board[~board["stage"].isin(["operation", "ended"])], "synergy_id")
    if not known:
        return
    with st.container(horizontal=True, vertical_alignment="bottom"):
        synergy = pick.from_dropdown(_("Brief for a second visit on"), known, key="visit_synergy", width=360)
        report_buttons(
            lambda: committee.synergy_brief(
                cursor(), park_id=park, synergy_id=synergy, reader=read, day=today
            ),
            {"docx": _("Brief of the synergy (Word)")},
            f"{park}-{synergy}-brief",
            key="brief",
        )
