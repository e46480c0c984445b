"""Achieved and planned results of a park's synergies: a line above the board, and all totals below it."""

import pandas as pd
import streamlit as st

from isdata.data.disclosure import FACILITATOR, GUEST, Viewer
from isdata.symbiosis import synergies
from isdata.symbiosis.synergies.sums import StateTotals
from pages.common import charts, park_facts, screen, synergy_totals, whole_amounts
from pages.common.data import ask
from pages.common.language import _, ngettext, reader
from pages.common.show import escaped, price_years
from pages.common.synergy_totals import co2_words, in_words, money_words, of_state

_BLANK = "\N{NO-BREAK SPACE}"  # a total is whole in its line


def changed(before: StateTotals, after: StateTotals, park: str) -> list[str]:
    """Texts on the changes of achieved totals by a move; empty if there are none."""
    if before.synergies == after.synergies:
        return []
    read = reader()
    lines = []
    if before.co2 != after.co2 and pd.notna(before.co2) and pd.notna(after.co2):
        lines.append(
            _(
                "CO2 saved per year: from {before} to {after}",
                before=co2_words(before.co2),
                after=co2_words(after.co2),
            )
        )
    if before.saving != after.saving and pd.notna(before.saving) and pd.notna(after.saving):
        lines.append(
            _(
                "Gain per year: from {before} to {after}",
                before=read.money(before.saving, park_facts.currency(park), significant=4),
                after=read.money(after.saving, park_facts.currency(park), significant=4),
            )
        )
    return lines or [
        _(
            "In operation: from {before} to {after}",
            before=read.number(before.synergies),
            after=read.number(after.synergies),
        )
    ]


def show_totals(park: str, *, viewer: Viewer, before: StateTotals | None) -> None:
    """Show achieved and expected results in a line each, with the change by a move; “All totals” shows a table."""
    done, ahead = (of_state(park, state, viewer=viewer) for state in ("achieved", "pipeline"))
    rises = [_rise(before, done, name, park) for name in ("synergies", "co2", "saving")]
    lines = [(_("In operation"), done, _cells(park, "achieved", done, rises))]
    if ahead.synergies:  # otherwise zeros are meaningless
        lines.append((_("In preparation"), ahead, _cells(park, "pipeline", ahead, [None] * 3)))
    headline = _headline(*lines[0][2]) if screen.is_phone() else ""
    if headline:
        st.subheader(escaped(whole_amounts.narrow(headline)), anchor=False)
    with st.container(horizontal=True, gap="medium", key="board_totals"):
        for place, (name, totals, cells) in enumerate(lines):
            _state(name, totals, cells, is_headline=bool(headline) and not place)
    if not viewer.sees_all and any(_("not stated") in cells for _name, _totals, cells in lines):
        st.caption(_("A total is not stated where a single company's amount could be derived from it."))
    _note_left_out(park, viewer)


def _headline(count: str, co2: str, gain: str) -> str:
    """Headline of a phone on the synergies in operation; empty without a stated CO2."""
    unstated = ("–", _("not stated"))
    if co2 in unstated:
        return ""
    if gain in unstated:
        return _("Synergies in operation: {count}, saving {co2} of CO2 per year", count=count, co2=co2)
    return _(
        "Synergies in operation: {count}, saving {co2} of CO2 and gaining {gain} per year",
        count=count,
        co2=co2,
        gain=gain,
    )


def _state(name: str, totals: StateTotals, cells: list[str], *, is_headline: bool) -> None:
    """Show number, CO2 and gain of one state in a line unless the headline does, or as figures on the main screen of a workshop."""
    read, count, *amounts = reader(), *cells
    years = "" if screen.is_phone() else price_years(totals.price_years)  # “All totals” shows them too
    gain = _("Gain per year")
    labels = [_("CO2 saved per year"), read.noted(gain, years) if years else gain]
    for label, words in zip((_("Synergies"), *labels), cells, strict=True):
        charts.figure(f"{name} · {label}", words, "")
    if is_headline:
        return
    parts = [
        _("{a}: {b}", a=label, b=escaped(words)).replace(" ", _BLANK)
        for label, words in zip(labels, amounts, strict=True)
        if words != "–"
    ]
    stated = [f"**{_('{a}: {b}', a=name, b=escaped(count))}**", *parts]
    words = (
        read.clauses(stated) if screen.is_phone() else " · ".join(stated)
    )  # no line of a phone ends with a point
    st.markdown(whole_amounts.line(words), width="content")


def _cells(park: str, state: str, totals: StateTotals, notes: list[str | None]) -> list[str]:
    """Texts of number, CO2 and gain of a state, each with a note; “not stated” if withheld from guests."""
    read, known = reader(), of_state(park, state, viewer=FACILITATOR)
    words = (read.number(totals.synergies), *in_words(totals, park))
    amounts = (known.synergies, known.co2, known.saving)
    return [
        _("not stated") if text == "–" and pd.notna(amount) else read.noted(text, note) if note else text
        for text, amount, note in zip(words, amounts, notes, strict=True)
    ]


def _note_left_out(park: str, viewer: Viewer) -> None:
    """Show in one line the number of synergies left out of the totals above."""
    sums = ask(synergies.totals, parks=[park], viewer=viewer).set_index("state")
    notes = [
        synergy_totals.left_out(sums.loc[state], state)
        for state in ("achieved", "pipeline")
        if state in sums.index
    ]
    if any(notes):
        st.caption(reader().sentences(notes))


def kept(park: str, known: pd.DataFrame) -> int:
    """Number of synergies of the park without a card for a guest."""
    sums = ask(synergies.totals, parks=[park], viewer=GUEST)
    return int(sums["synergies"].sum()) - int((known["park_id"] == park).sum())


def show_kept(park: str, known: pd.DataFrame) -> None:
    """Show a guest the number of synergies without a card here, and the totals that include them."""
    if (count := kept(park, known)) > 0:
        st.caption(
            ngettext(
                "{count} synergy is not shown here because a partner discloses it to the facilitator "
                "only. Totals include it only where no single company's amount can be derived.",
                "{count} synergies are not shown here because a partner discloses them to the facilitator "
                "only. Totals include them only where no single company's amount can be derived.",
                count,
            ),
        )


def _rise(before: StateTotals | None, after: StateTotals, name: str, park: str) -> str | None:
    """Change of a figure by the last move; None if unchanged."""
    if before is None:
        return None
    rise = getattr(after, name) - getattr(before, name)
    if pd.isna(rise) or rise == 0:
        return None
    read = reader()
    words = {
        "synergies": read.number(abs(rise)), "co2": co2_words(abs(rise)), "saving": money_words(abs(rise), park),
    }[name]  # fmt: skip
    return f"{'+' if rise > 0 else '-'}{words}"


def show_sums(park: str, *, viewer: Viewer) -> None:
    """Show all totals of achieved synergies, and separately of those in preparation."""
    found = ask(synergies.totals, parks=[park], viewer=viewer).set_index("state")
    money = ask(synergies.money, parks=[park], viewer=viewer)
    left, right = st.columns(2, gap="large")
    for place, state, heading in (
        (left, "achieved", _("Achieved: in operation")),
        (right, "pipeline", _("In preparation")),
    ):
        with place:
            st.subheader(heading, anchor=False)
            if state not in found.index:
                st.caption(_("None yet."))
                continue
            row = found.loc[state]
            st.markdown(
                ngettext("{count} synergy", "{count} synergies", int(row["synergies"]))
                + " · "
                + ngettext("{count} company", "{count} companies", int(row["companies"]))
            )
            synergy_totals.show_sums(row, money, state)
