"""Results of a workshop day: minutes and slides, participation, opportunities, entries, interviews, and feedback."""

import datetime as dt
import itertools
from functools import partial
from typing import Any

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from isdata.data import store
from isdata.data.i18n import LANGUAGES, bilingual_name
from isdata.data.i18n import reader as reader_of
from isdata.output.reports import WRITERS, minutes, minutes_follow_up
from isdata.output.reports.slides import pptx
from isdata.programme.workshop import (
    interviews,
    park_matches,
    park_rows,
    scenes,
    stored_stream_pairs,
    views,
)
from isdata.programme.workshop.day_state import Day, Opportunity
from isdata.programme.workshop.declarations import Entry
from isdata.programme.workshop.live import Live
from isdata.programme.workshop.templates import full_amount, quantities, subject_of, subject_words
from pages.common import data, navigation, park_facts, screen, show
from pages.common.file_button import file_button
from pages.common.language import _, ngettext, reader
from pages.common.tables import show_rows
from pages.workshop.parts import attendance, facilitation_hours, opportunities

_TALL = 420  # height from which a list scrolls [px]
_WIDE = 1500  # page width from which two lists stand side by side [px]


def show_all(live: Live, *, place: DeltaGenerator, title: str = "") -> None:
    """Show the result in a sentence, participation, opportunities, possible exchanges, entries, companies to visit, opinions,
    and effort; `place`: for minutes and slides; `title`: of a closed session."""
    day = live.day
    with place:
        _offer(day)
    with st.container(key="small_outcome"):
        st.markdown(f"{rehearsal_badge(day)}{title}**{_outcome(day)}**")
    attendance.show(day)
    _opportunities(day)
    left, right = st.columns(2, gap="medium") if screen.width() >= _WIDE else (st.container(), st.container())
    with left:
        _exchanges(day)
    with right:
        _entries(day)
    navigation.link("board", _("Follow the next steps on the board"), icon=":material/view_kanban:")
    _interviews(day)
    _opinions(day)
    facilitation_hours.edit(live)


def rehearsal_badge(day: Day) -> str:
    """Badge, as Markdown, that states that a session is a rehearsal; empty if it is none."""
    label = _("Rehearsal")
    return f":orange-badge[{label}] " if day.about.get("is_rehearsal") else ""


def _outcome(day: Day) -> str:
    """Numbers of entries, possible exchanges and opportunities of a day, and how many invited companies took part."""
    read, invited = reader(), set(map(str, day.about.get("invited", [])))
    live = sum(each.is_live for each in day.entries.values())
    pairs = possible_exchanges(day)
    exchanges = ngettext("{count} possible exchange", "{count} possible exchanges", len(pairs))
    if open_pairs := scenes.unconfirmed(pairs):
        exchanges = read.noted(exchanges, _("{count} not confirmed", count=read.number(open_pairs)))
    counted = [
        ngettext("{count} entry", "{count} entries", live),
        exchanges,
    ]
    if day.opportunities:
        counted.append(ngettext("{count} opportunity", "{count} opportunities", len(day.opportunities)))
    return read.clauses([read.listed(counted), _came(day, invited) if invited else ""])


def _came(day: Day, invited: set[str]) -> str:
    """Number of invited companies that took part, and of others present."""
    read, present = reader(), set(day.companies())
    words = _(
        "{present} of {invited} invited companies took part",
        present=read.number(len(present & invited)),
        invited=read.number(len(invited)),
    )
    others = len(present - invited)
    more = ngettext("{count} more came uninvited", "{count} more came uninvited", others)
    return read.clauses([words, more]) if others else words


def possible_exchanges(day: Day) -> list[scenes.Pair]:
    """Possible exchanges, as on the main screen."""
    known = data.ask(park_matches.disclosed, park_id=str(day.about.get("park_id", "")))
    return [*scenes.pairs(day), *stored_stream_pairs.pairs(day, known)]


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
        smes=attendance.smes_of(park),
        interviewed=attendance.interviewed(day, park),
    )
    if ending == "pptx":
        return pptx(minutes.slides(day, read, frame))
    return WRITERS[ending](minutes.minutes(day, read, frame))


def _opportunities(day: Day) -> None:
    """List every opportunity with its companies, votes and next step, in the order proposed."""
    if not day.opportunities:
        return
    read = reader()
    voted = scenes.votes(day)
    rows = [day.opportunities[each.opportunity_id] for each in voted]
    st.subheader(_("Opportunities"), anchor=False)
    show_rows(
        {
            _("Opportunity"): [f"{each.number} {read.half(each.title)}" for each in voted],
            _("Companies"): [_companies(day, each) or None for each in rows],
            _("Number of votes"): [read.number(each.votes) for each in voted],
            _("Benefit"): [_mean(each.benefit) for each in voted],
            _("Effort"): [_mean(each.effort) for each in voted],
            _("Next step"): [each.next_step or None for each in rows],
            _("Owner"): [each.owner or None for each in rows],
            _("Due"): [read.date(dt.date.fromisoformat(each.due)) if each.due else None for each in rows],
            _("Status"): [_("On the board") if each.is_confirmed else _("Not on the board") for each in rows],
        },
        alt=_("Opportunities of the workshop with their votes and next step"),
    )
    opportunities.note_means(voted)


def _companies(day: Day, opportunity: Opportunity) -> str:
    """Companies of an opportunity as in the minutes, providers first."""
    read, entries = reader(), [day.entries[name] for name in opportunity.entries]
    named = {entry.company: entry.company_name for entry in entries}
    partners = sorted(park_rows.partners(day, opportunity).items(), key=lambda one: one[1] != "provider")
    named |= {each: device.company for each, _role in partners for device in day.devices_of(each)}
    return read.listed(read.half(named[each]) for each, _role in partners if each in named)


def _mean(votes: float | None) -> str | None:
    return None if votes is None else reader().number(votes, digits=1)


def _exchanges(day: Day) -> None:
    """List the possible exchanges, the largest of the session first."""
    pairs, read = possible_exchanges(day), reader()
    if not pairs:
        return
    resources = [subject_words(read, each.have.what, each.have.named) for each in pairs]
    providers, receivers = (
        [side_words(day, each) for each in side]
        for side in zip(*((each.have, each.want) for each in pairs), strict=True)
    )
    lines = zip(resources, providers, receivers, strict=True)
    columns = (
        {_("Exchange"): [f"{resource} · {one} → {other}" for resource, one, other in lines]}
        if screen.is_phone()
        else {_("Resource"): resources, _("From"): providers, _("To"): receivers}
    )
    _show_states(
        _("Possible exchanges"),
        columns | {_("Amount per year"): [amount_per_year(each) for each in pairs]},
        [_("Confirmed") if each.is_confirmed else _("Not confirmed") for each in pairs],
        alt=_("Possible exchanges"),
    )


def side_words(day: Day, side: views.Shown) -> str:
    """Company of one side of an exchange, for the facilitator: those without a name on the main screen are marked."""
    read = reader()
    if side.company or side.is_earlier:
        return read.half(side.company) or _("undisclosed")
    return read.noted(read.half(day.entries[side.entry_id].company_name), _("undisclosed"))


def _show_states(title: str, rows: dict[str, Any], states: list[str], *, alt: str) -> None:
    """List rows with their states below a title, which states the one that all of them have."""
    is_same = len(set(states)) == 1
    st.subheader(f"{title} · {states[0]}" if is_same else title, anchor=False)
    show_rows(rows if is_same else rows | {_("Status"): states}, most=_TALL, alt=alt)


def amount_per_year(pair: scenes.Pair) -> str | None:
    """Amount that could be exchanged per year; None if unknown."""
    return (
        None
        if pair.low is None or pair.high is None
        else quantities(reader(), pair.low, pair.high, pair.unit)
    )


def _entries(day: Day) -> None:
    """List every entry with its state, the latest first."""
    if not day.entries:
        return
    read, directions = reader(), {"have": _("Have"), "want": _("Want")}
    rows = list(reversed(day.entries.values()))
    companies = [read.half(each.company_name) for each in rows]
    sides = [directions[each.direction] for each in rows]
    subjects = [subject_of(read, each.values) for each in rows]
    lines = zip(companies, sides, subjects, strict=True)
    columns = (
        {_("Entry"): [" · ".join(line) for line in lines]}
        if screen.is_phone()
        else {_("Company"): companies, _("Direction"): sides, _("Entry"): subjects}
    )
    _show_states(
        _("Entries"),
        columns | {_("Amount"): [full_amount(read, each.values) or None for each in rows]},
        [_state(day, each) for each in rows],
        alt=_("Entries of the workshop with their state"),
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
