"""Achieved and planned results of a park's synergies: a row that stays in view, and all totals below it."""

import pandas as pd
import streamlit as st

from isdata.data.disclosure import FACILITATOR, GUEST, Viewer
from isdata.symbiosis import synergies
from pages.common import charts, park_facts, screen, synergy_totals
from pages.common.data import ask
from pages.common.language import _, defined, ngettext, reader
from pages.common.show import price_years
from pages.common.synergy_totals import Totals, co2_words, in_words, money_words, of_state
from pages.common.tables import show_rows

# Widths of the columns of the totals, in which names and headings are whole. [px]
_ON_PHONE = {"en": (100, 72, 96, 96), "zh": (62, 72, 122, 98)}
_ROW = 30  # low, so that two cards of a stage stand below it in a small window [px]


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


def show_totals(park: str, *, viewer: Viewer, before: Totals | None) -> None:
    """Show achieved and, below them, expected results in one table, with the change of a move beside them."""
    done, ahead, likely = (
        of_state(park, state, viewer=viewer, weighted=weighted)
        for state, weighted in (("achieved", False), ("pipeline", False), ("pipeline", True))
    )
    rises = [_rise(before, done, name, park) for name in ("synergies", "co2", "saving")]
    # A phone has no room for what is weighted and for the years; “All totals” states them.
    is_phone = screen.is_phone()
    expected = [None, None, None] if is_phone else [None, *map(_expected, in_words(likely, park))]
    cells = [[_("In operation"), *_cells(park, "achieved", done, rises)]]
    if ahead.synergies:  # otherwise zeros say nothing
        cells.append([_("In preparation"), *_cells(park, "pipeline", ahead, expected)])
    years = ["" if is_phone else price_years(each.price_years) for each in (done, ahead)]
    gain = _("Gain per year")
    if years[0] == years[1] or not ahead.synergies:  # otherwise each cell states its own
        gain = reader().noted(gain, years[0]) if years[0] else gain
    else:
        cells = [
            [*row[:-1], reader().clauses([row[-1], each])] for row, each in zip(cells, years, strict=True)
        ]
    saved = _("CO2 per year") if is_phone else _("CO2 saved per year")
    _show(pd.DataFrame(cells, columns=["", _("Synergies"), saved, gain]), viewer)
    _note_left_out(park, viewer)


def _cells(park: str, state: str, totals: Totals, notes: list[str | None]) -> list[str]:
    """Number, CO2 and gain of a state in words, with a note behind each; “not stated” where guests may not know it."""
    read, known = reader(), of_state(park, state, viewer=FACILITATOR)
    words = (read.number(totals.synergies), *in_words(totals, park))
    amounts = (known.synergies, known.co2, known.saving)
    return [
        _("not stated") if text == "–" and pd.notna(amount) else read.noted(text, note) if note else text
        for text, amount, note in zip(words, amounts, notes, strict=True)
    ]


def _show(table: pd.DataFrame, viewer: Viewer) -> None:
    """Show the totals, each heading with its definition, and why one is not stated."""
    terms = dict(zip(table.columns[1:], ("synergy", "CO2 saved", "gain per year"), strict=True))
    widths = _ON_PHONE[reader().language] if screen.is_phone() else (None,) * len(table.columns)
    columns = {"": st.column_config.TextColumn(width=widths[0])} | {
        name: st.column_config.TextColumn(help=defined(term), alignment="right", width=width)
        for (name, term), width in zip(terms.items(), widths[1:], strict=True)
    }
    for row in table.to_dict("records"):
        for name in terms:
            charts.figure(f"{row['']} · {name}", row[name], "")
    show_rows(
        table,
        alt=_("Totals of synergies in operation and in preparation"),
        row_height=_ROW,
        column_config=columns,
    )
    if not viewer.sees_all and table.isin([_("not stated")]).any(axis=None):
        st.caption(_("A total is not stated where a single company's amount could be derived from it."))


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
