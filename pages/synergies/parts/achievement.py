"""Achieved and planned results of a park's synergies: a row that stays in view, and all totals below it."""

import pandas as pd
import streamlit as st

from isdata.data.disclosure import FACILITATOR, GUEST, Viewer
from isdata.symbiosis import synergies
from pages.common import cards, park_facts, synergy_totals
from pages.common.data import ask
from pages.common.language import _, defined, ngettext, reader
from pages.common.show import price_years
from pages.common.synergy_totals import Totals, co2_words, in_words, money_words, now, of_state


def changed(before: Totals, after: Totals, park: str) -> list[str]:
    """Return in words what a move changed in what is achieved; nothing where it changed nothing."""
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


# Terms of the figures of `show_row` in the glossary.
_TERMS = ("synergy", "CO2 saved", "gain per year", "stage", "CO2 saved", "gain per year")


def show_row(park: str, *, viewer: Viewer, before: Totals | None) -> None:
    """Show achieved and, separately, expected results, with the change of a move beside them."""
    read = reader()
    done = now(park, viewer=viewer)
    whole, likely = (of_state(park, "pipeline", viewer=viewer, weighted=each) for each in (False, True))
    (co2, gain), (way_co2, way_gain), expected = (in_words(each, park) for each in (done, whole, likely))
    figures = [
        (_("Synergies in operation"), read.number(done.synergies), _rise(before, done, "synergies", park)),
        (_("CO2 saved per year"), co2, _rise(before, done, "co2", park)),
        (_("Gain per year"), gain, _rise(before, done, "saving", park)),
        (_("Synergies in preparation"), read.number(whole.synergies), None),
        (_("Planned CO2 saving per year"), way_co2, _expected(expected[0])),
        (_("Planned gain per year"), way_gain, _expected(expected[1])),
    ]
    if not whole.synergies:  # nothing is planned: zeros say nothing
        figures = figures[:4]
    prices = {_("Gain per year"): price_years(done.price_years)}
    if whole.price_years != done.price_years:  # otherwise the first figure states them for both
        prices[_("Planned gain per year")] = price_years(whole.price_years)
    kept = _kept_back(park, figures)
    shown = [
        (label, kept.get(label, text), delta)
        for label, text, delta in figures
        if text != "–" or label in kept
    ]
    why = _("The total is not disclosed because a single company's amount could be derived from it.")
    with cards.row(len(shown), brief="board"):
        terms = dict(zip((label for label, *_rest in figures), _TERMS, strict=False))
        for label, text, delta in shown:
            is_way = (label, text, delta) in figures[3:]
            weighted = _("Weighted by the probability of implementation of each synergy.")
            meaning = why if label in kept else weighted if is_way and delta else defined(terms[label])
            detail = read.clauses([(is_way and delta) or "", "" if label in kept else prices.get(label, "")])
            cards.metric(label, text, meaning, detail or None, change=None if is_way else delta)
    _note_left_out(park, viewer)


def _note_left_out(park: str, viewer: Viewer) -> None:
    """State in one line how many synergies the totals above leave out."""
    sums = ask(synergies.totals, parks=[park], viewer=viewer).set_index("state")
    notes = [
        synergy_totals.left_out(sums.loc[state], state)
        for state in ("achieved", "pipeline")
        if state in sums.index
    ]
    if any(notes):
        st.caption(reader().sentences(notes))


def _kept_back(park: str, figures: list[tuple[str, str, str | None]]) -> dict[str, str]:
    """“Not disclosed” by the label of each total that is known but not disclosed to guests."""
    known = [of_state(park, state, viewer=FACILITATOR) for state in ("achieved", "pipeline")]
    amounts = [amount for each in known for amount in (each.synergies, each.co2, each.saving)]
    return {
        label: _("not stated")
        for (label, text, _delta), amount in zip(figures, amounts, strict=False)
        if text == "–" and pd.notna(amount)
    }


def kept(park: str, known: pd.DataFrame) -> int:
    """Number of synergies of the park that have no card for a guest."""
    sums = ask(synergies.totals, parks=[park], viewer=GUEST)
    return int(sums["synergies"].sum()) - int((known["park_id"] == park).sum())


def show_kept(park: str, known: pd.DataFrame) -> None:
    """Show to a guest how many synergies of the park have no card here, and which totals include them."""
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


def _expected(text: str) -> str | None:
    return None if text == "–" else _("weighted: {amount}", amount=text)


def _rise(before: Totals | None, after: Totals, name: str, park: str) -> str | None:
    """Return by how much the last move changed a figure; None where it did not."""
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
    """Show every sum of what is achieved, and apart from it of what is on the way."""
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
