"""Results of a workshop day: minutes, slides, effort, and feedback."""

import datetime as dt
import itertools
from functools import partial

import pandas as pd
import streamlit as st

from isdata.data import store
from isdata.data.i18n import LANGUAGES, bilingual_name
from isdata.data.i18n import reader as reader_of
from isdata.output.reports import WRITERS, minutes, minutes_follow_up
from isdata.output.reports.slides import pptx
from isdata.programme.workshop import (
    interviews,
    park_matches,
    park_references,
    scenes,
    stored_stream_pairs,
    working_time,
)
from isdata.programme.workshop.day_state import Day
from isdata.programme.workshop.declarations import Entry
from isdata.programme.workshop.live import Live
from isdata.programme.workshop.participation import participation
from isdata.programme.workshop.templates import full_amount, subject_of
from isdata.symbiosis import synergies
from pages.common import cards, data, navigation, number_field, park_facts, role, show
from pages.common.editing import saving
from pages.common.file_button import file_button
from pages.common.language import _, ngettext, reader
from pages.common.tables import show_rows

_TALL = 420  # height from which the list of entries scrolls [px]


def show_all(live: Live) -> None:
    """Show the result in a sentence with minutes and slides, participation, entries, companies to visit, opinions, and effort."""
    day = live.day
    with st.container(horizontal=True, vertical_alignment="center", key="worded_results"):
        st.markdown(f"**{_outcome(day)}**", width="content")
        _offer(day)
    _participation(day)
    _entries(day)
    navigation.link("board", _("Follow the next steps on the board"), icon=":material/view_kanban:")
    _interviews(day)
    _opinions(day)
    _effort(live)


def _outcome(day: Day) -> str:
    """Numbers of entries, possible exchanges and opportunities of a day, and how many invited companies took part."""
    read, invited = reader(), set(map(str, day.about.get("invited", [])))
    live = sum(each.is_live for each in day.entries.values())
    known = data.ask(park_matches.disclosed, park_id=str(day.about.get("park_id", "")))
    pairs = [*scenes.pairs(day), *stored_stream_pairs.pairs(day, known)]  # as on the main screen
    exchanges = ngettext("{count} possible exchange", "{count} possible exchanges", len(pairs))
    if open_pairs := scenes.unconfirmed(pairs):
        exchanges = read.noted(exchanges, _("{count} not confirmed", count=read.number(open_pairs)))
    counted = [
        ngettext("{count} entry", "{count} entries", live),
        exchanges,
        ngettext("{count} opportunity", "{count} opportunities", len(day.opportunities)),
    ]
    came = _(
        "{present} of {invited} invited companies took part",
        present=read.number(len(invited.intersection(day.companies()))),
        invited=read.number(len(invited)),
    )
    return read.clauses([read.listed(counted), came if invited else ""])


def _offer(day: Day) -> None:
    """Offer minutes and slides in both languages in one popover, created on request."""
    labels = {"docx": _("Minutes (Word)"), "xlsx": _("Minutes (Excel)"), "pptx": _("Slides (PowerPoint)")}
    date = day.about.get("date", "")
    with st.popover(
        _("Minutes and slides"),
        icon=":material/download:",
        help=_("They contain nothing that a company has not agreed to disclose."),
    ):
        for language, (ending, label) in itertools.product(LANGUAGES, labels.items()):
            file_button(
                f"{label} · {LANGUAGES[language]}",
                partial(results_file, day, language, ending),
                f"workshop-{date}-{language}.{ending}",
                key=f"minutes_{language}_{ending}",
            )


def results_file(day: Day, language: str, ending: str) -> bytes:
    """Minutes or slides of a day as a file."""
    read, park = reader_of(language), str(day.about.get("park_id", ""))
    known = data.ask(store.ask, name="resource_names").to_dict("records")
    frame = minutes.Frame(
        park_facts.name(park, read),
        dt.date.today(),
        store.data_version(data.cursor()),
        park_facts.currency(park),
        resources={row["resource_id"]: bilingual_name(row["name_en"], row["name_zh"]) for row in known},
        earlier=data.ask(park_matches.disclosed, park_id=park),
        smes=smes_of(park),
        interviewed=_interviewed(day, park),
    )
    if ending == "pptx":
        return pptx(minutes.slides(day, read, frame))
    return WRITERS[ending](minutes.minutes(day, read, frame))


def smes_of(park: str) -> dict[str, bool]:
    """True by company of a park if it is small or medium-sized, as far as known."""
    companies = data.ask(store.ask, name="park_company_sites", park_id=park).dropna(subset=["is_sme"])
    return dict(zip(companies["company_id"], companies["is_sme"].astype(bool), strict=True))


def _interviewed(day: Day, park: str) -> list[str]:
    """Companies of a park interviewed on the day or later."""
    since = str(day.about.get("date", ""))
    if not since:
        return []
    return list(data.ask(store.ask, name="interviewed_companies", park_id=park, since=since)["company_id"])


def _participation(day: Day) -> None:
    """Show companies by step reached, and the participation of small and medium-sized ones."""
    park, read = str(day.about.get("park_id", "")), reader()
    came = participation(day, smes=smes_of(park), interviewed=_interviewed(day, park))
    figures = [
        ("invited", came.invited, _("Companies that were invited, as listed when the session was opened.")),
        ("present", came.present, _("Companies that took part by phone or paper form.")),
        ("interested", came.interested, _("Companies that expressed interest or agreed to an interview.")),
        (
            "interviewed",
            came.interviewed,
            _("Companies present with an interview on the day or later, as recorded under Visits."),
        ),
    ]
    with cards.row(len(figures) + 1):
        for step, companies, definition in figures:
            cards.metric(read.choice("interest", step), read.number(len(companies)), definition)
        cards.metric(
            _("Participation of SMEs"),
            read.percent(came.smes_present / came.smes_invited) if came.smes_invited else "–",
            _("Small and medium-sized companies that took part, of those that were invited."),
            minutes.sme_counts(came, read) if came.smes_invited else None,
        )


def _entries(day: Day) -> None:
    """List every entry with its state, the latest first."""
    if not day.entries:
        return
    read, directions = reader(), {"have": _("Have"), "want": _("Want")}
    rows = list(reversed(day.entries.values()))
    st.subheader(_("Entries"), anchor=False)
    show_rows(
        {
            _("Company"): [read.half(each.company_name) for each in rows],
            _("Direction"): [directions[each.direction] for each in rows],
            _("Entry"): [subject_of(read, each.values) for each in rows],
            _("Amount"): [full_amount(read, each.values) or None for each in rows],
            _("Status"): [_state(day, each) for each in rows],
        },
        most=_TALL,
        alt=_("Entries of the session with their state"),
    )


def _state(day: Day, entry: Entry) -> str:
    """State of an entry at the end."""
    if entry.merged_into is not None:
        into = day.entries.get(entry.merged_into)
        return _(
            "Merged into the entry of {company}", company=reader().half(into.company_name if into else "")
        )
    states = {"confirmed": _("Confirmed"), "hidden": _("Set aside"), "withdrawn": _("Withdrawn")}
    return states.get(entry.status) or _("Not confirmed")


def _interviews(day: Day) -> None:
    """Show the companies to visit first, by name for the facilitator."""
    found = interviews.candidates(day)
    if not found:
        return
    st.subheader(_("Interviews"), anchor=False)
    rows = found[: interviews.PLACES]
    st.table(
        {
            _("Company"): [show.escaped(reader().half(each.name)) for each in rows],
            _("Why"): [minutes_follow_up.reasons(reader(), each) for each in rows],
        },
        border="horizontal",
        hide_index=True,
    )


def _opinions(day: Day) -> None:
    """Show ratings and comments from the phones, without their senders."""
    if not day.feedback:
        return
    st.subheader(_("Feedback"), anchor=False)
    mean = sum(each["rating"] for each in day.feedback.values()) / len(day.feedback)
    st.markdown(
        ngettext(
            "{count} answer; usefulness {mean} of 5 on average.",
            "{count} answers; usefulness {mean} of 5 on average.",
            len(day.feedback),
            mean=reader().number(mean, digits=1),
        )
    )
    for words in sorted(each["words"] for each in day.feedback.values() if each["words"]):
        st.markdown(f"- {show.escaped(words)}")


def _effort(live: Live) -> None:
    """Show and edit the working time of facilitators for this workshop."""
    day, read = live.day, reader()
    total = sum(each.hours for each in day.efforts.values())
    st.subheader(_("Facilitation hours"), anchor=False)
    st.markdown(_("{hours} of facilitation so far", hours=read.amount(total, "h")))
    _hours(day)
    _logs(day)
    scope = (
        f"effort{saving.save_count('effort_of_day') or ''}"  # emptied once stored, not by a refused attempt
    )
    with (
        st.form(f"workshop_{scope}", border=False),
        st.container(horizontal=True, vertical_alignment="bottom"),
    ):
        who = st.selectbox(
            _("Who"), day.facilitators, index=None, accept_new_options=True, key=f"{scope}_who",
            placeholder=_("Choose or type a name"),
        )  # fmt: skip
        activity = st.text_input(_("Activity"), key=f"{scope}_activity")
        hours = number_field.enter_number(_("Hours"), minimum=0, maximum=1000, unit="h", key=f"{scope}_hours")
        names = {name: each.title for name, each in day.opportunities.items()}
        opportunity = st.selectbox(
            _("Opportunity"), names, format_func=lambda name: names.get(name, name), index=None,
            placeholder=_("The workshop as a whole"), key=f"{scope}_opportunity",
        )  # fmt: skip
        is_sent = st.form_submit_button(_("Save"), key=f"{scope}_save")
    if not is_sent or not number_field.is_readable():
        return
    if not hours:
        st.warning(_("Enter the hours of work."), icon=":material/edit:")
        return
    live.console(
        "effort", who=(who or "").strip(), activity=activity, hours=hours, opportunity=opportunity or ""
    )
    saving.next_turn("effort_of_day")
    st.rerun()


def _logs(day: Day) -> None:
    """Link the effort logs of the synergies on the board that resulted from the workshop."""
    park = str(day.about.get("park_id", ""))
    stored = set(data.ask(synergies.synergies, parks=[park], viewer=role.viewer())["synergy_id"])
    ids = {
        park_references.derived_id(day, "opportunity", name): each for name, each in day.opportunities.items()
    }
    for synergy, each in ids.items():
        if each.is_confirmed and synergy in stored:
            words = _("Facilitation hours of “{synergy}”", synergy=show.escaped(each.title))
            navigation.link("synergy", words, icon=":material/timer:", synergy=synergy, part="effort")


def _hours(day: Day) -> None:
    """Show hours by person and by opportunity, side by side."""
    if not day.efforts:
        return
    for_all = _("The workshop as a whole")
    people = {who or "–": hours for who, hours in working_time.hours_by_person(day).items()}
    opportunities = [
        (day.opportunities[name].title if name else for_all, hours)
        for name, hours in working_time.hours_by_opportunity(day).items()
    ]
    left, right = st.columns(2)
    for place, heading, rows, key in (
        (left, _("Who"), list(people.items()), "effort_by_person"),
        (right, _("Opportunity"), opportunities, "effort_by_opportunity"),
    ):
        place.dataframe(
            pd.DataFrame(rows, columns=[heading, _("Hours")]),
            hide_index=True,
            column_config={_("Hours"): st.column_config.NumberColumn(format="%.1f")},
            key=key,
            alt=_("Facilitation hours"),
        )
