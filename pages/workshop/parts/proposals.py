"""Opportunities proposed from the possible exchanges of a session, one for entries that match each other."""

import streamlit as st

from isdata.programme.workshop import views
from isdata.programme.workshop.day_state import Day
from isdata.programme.workshop.declarations import Entry
from isdata.programme.workshop.live import Live
from isdata.programme.workshop.scenes import Pair
from isdata.programme.workshop.templates import subject_words
from pages.common import show
from pages.common.language import _, reader
from pages.workshop.parts import opportunities, results
from pages.workshop.parts.facilitator_buttons import EVERY

_MOST = 5  # number of proposals shown


@st.fragment(run_every=EVERY)
def follow(live: Live) -> None:
    """Show the largest possible exchanges that are part of no opportunity yet, each with the button that begins one."""
    day, read = live.day, reader()
    found = _proposed(day)
    proposed = found[:_MOST]
    with st.container():  # possibly empty; keeps its position
        if proposed:
            st.subheader(_("Possible exchanges without an opportunity"), anchor=False)
        if len(found) > _MOST:
            shown, count = read.number(_MOST), read.number(len(found))
            st.caption(
                _(
                    "The {shown} largest of {count}; an opportunity covers all that match its entries.",
                    shown=shown,
                    count=count,
                )
            )
    for pair, entry in proposed:
        with st.container(
            border=True, horizontal=True, vertical_alignment="center", key=f"card_pair_{entry.entry_id}"
        ):
            st.markdown(_words(day, pair), width="stretch")
            if st.button(
                _("New opportunity"), key=f"propose_{entry.entry_id}", icon=":material/add:",
                on_click=opportunities.begin, args=(day, entry),
            ):  # fmt: skip
                st.rerun()


def _proposed(day: Day) -> list[tuple[Pair, Entry]]:
    """Possible exchanges whose entries are in no opportunity, with the entry that it begins from, largest first."""
    covered = {name for each in day.opportunities.values() for name in each.entries}
    found = []
    for pair in results.possible_exchanges(day):
        own = [day.entries[each.entry_id] for each in (pair.have, pair.want) if not each.is_earlier]
        if covered.isdisjoint(entry.entry_id for entry in own):
            found.append((pair, own[0]))
            covered.update(each.entry_id for each in [*own, *views.counterparts(day, own[0])])
    return found


def _words(day: Day, pair: Pair) -> str:
    """Resource, amount and companies of an exchange, for the facilitator."""
    read = reader()
    provider, receiver = (results.side_words(day, each) for each in (pair.have, pair.want))
    resource = subject_words(read, pair.have.what, pair.have.named)
    known = results.amount_per_year(pair)
    amount = _("{amount} per year", amount=known) if known else _("amount unknown")
    return (
        f"**{show.escaped(resource)}** · {show.escaped(amount)}  \n{show.escaped(f'{provider} → {receiver}')}"
    )
