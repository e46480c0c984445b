"""Exchanges of a newcomer with companies of the park, gaps that it closes, and changes of indicators."""

import pandas as pd
import streamlit as st

from isdata.data import store
from isdata.institution import presentation
from isdata.institution.newcomers import service
from isdata.institution.newcomers.service import Consequences
from isdata.output.figures import labelled_bars
from isdata.symbiosis.matching import presentation as match_words
from pages.common import background, cards, charts, park_facts, screen
from pages.common.data import ask
from pages.common.language import _, names, reader
from pages.common.selection import Line
from pages.common.tables import show_table
from pages.institution.parts import newcomer_choice
from pages.institution.parts.newcomer_limits import here, measures

_DRAWN, _NAMES = 10, 620  # number of bars, and width of their names [px]
_WIDTHS = (85, 320, 190, 105, 105, 105, 110, 120)  # of the columns of exchanges [px]


def show(line: Line) -> None:
    """Show the exchanges and effects of the newcomer chosen in the line."""
    chosen = newcomer_choice.choose(line)
    read, rows = reader(), chosen.exchanged.rows
    free = rows[rows["blocked"] == 0]
    with st.grid(4, min_column_width=150):
        cards.metric(
            _("Can be offered"),
            read.number(int((~free["provides"]).sum())),
            _("Feasible exchanges in which a company of the park provides to the newcomer."),
        )
        cards.metric(
            _("Can be taken"),
            read.number(int(free["provides"].sum())),
            _("Feasible exchanges in which a company of the park receives from the newcomer."),
        )
        found = _consequences(chosen)
        _gaps_served(found)
        _loops(found)
    _exchanges(free)
    _gaps(found.gaps)
    _effects(found.effects)


def _consequences(chosen: service.Chosen) -> Consequences:
    """Changes of the park caused by the newcomer; empty while they are computed in the background."""
    found = background.ask(
        service.consequences, _("Computing the effects on the park …"), chosen=chosen, **here()
    )
    return found or Consequences()


def _gaps_served(found: Consequences) -> None:
    """Show the number of unmatched streams that only the newcomer can supply or use, if computed."""
    if found.gaps is not None:
        cards.metric(
            _("Unmatched supplies and demands served"),
            reader().number(len(found.gaps)),
            _("Supplies and demands of the park that only the newcomer can use or serve."),
        )


def _loops(found: Consequences) -> None:
    """Show the loops that the newcomer would close, if computed."""
    if found.loops is None:
        return
    read, loops = reader(), found.loops
    today = {"count": read.number(loops.today)}
    cards.metric(
        _("New loops"),
        read.number(loops.closed),
        _(
            "Companies that would receive from the newcomer and are linked by existing exchanges to one of its providers."
        ),
        _("{count} loops today", **today)
        if loops.is_complete
        else _("at least {count} loops today", **today),
    )


def _exchanges(free) -> None:
    read, records, currency = reader(), free.to_dict("records"), park_facts.currency()
    st.subheader(_("Score of the feasible exchanges"), anchor=False)
    if free.empty:
        st.caption(_("No exchange with a company of the park is feasible yet."))
        return
    words = {True: _("provides"), False: _("receives")}
    treatments = names(ask(store.ask, name="match_treatments"), "treatment_id")
    _picture(records, words, treatments)
    side = {_("Newcomer"): [words[bool(row["provides"])] for row in records]}
    pair = {_("Exchange"): [match_words.pair(row, read) for row in records]}
    first = pair | side if screen.is_phone() else side | pair  # a phone wraps the text of a first column
    columns = first | {
        _("Treatment route"): [match_words.steps(row, treatments, read) for row in records],
        _("Amount per year"): [match_words.amount(row, read) for row in records],
        _("Investment"): [match_words.investment(row, read, currency) for row in records],
        _("Gain per year"): [match_words.gain(row, read, currency) for row in records],
        _("Distance"): [match_words.distance(row, read) for row in records],
        _("Score"): [100 * row["score"] for row in records],
    }
    show_table(
        columns,
        alt=_("Feasible exchanges of the newcomer with companies of the park, best first"),
        bars=[_("Score")],
        lines=None if screen.is_phone() else 3,
        most=480,
        widths={} if screen.is_phone() else dict(zip(columns, _WIDTHS, strict=True)),
        explained={
            _("Investment"): _("Investment in treatment; “–” where none is needed or declared."),
            _("Gain per year"): _(
                "For both companies together; park prices apply to purchases of the newcomer. “–”: unknown."
            ),
        },
    )


def _picture(records: list[dict], words: dict[bool, str], treatments: dict[str, str]) -> None:
    """Draw the score of the best exchanges, with the newcomer's role, amount and treatment."""
    read, first = reader(), records[:_DRAWN]
    charts.bars(
        {
            "name": [match_words.pair(row, read) for row in first],
            "amount": [row["score"] for row in first],
            "words": [
                " · ".join(
                    [
                        read.percent(row["score"]),
                        words[bool(row["provides"])],
                        match_words.amount(row, read),
                        match_words.steps(row, treatments, read),
                    ]
                )
                for row in first
            ],
            "short": [read.percent(row["score"]) for row in first],
        },
        total=len(records),
        looks=labelled_bars.Looks(row=26, names=_NAMES),
        room=2.6,
        alt=_("Score of the best exchanges of the newcomer"),
    )


def _gaps(rows: pd.DataFrame | None) -> None:
    if rows is None or rows.empty:
        return
    read = reader()
    words = {"supply": _("no user"), "demand": _("no supplier")}
    st.subheader(_("Unmatched supplies and demands that it would serve"), anchor=False)
    show_table(
        {
            _("Company"): read.names(rows, "company"),
            _("Resource"): read.names(rows, "resource"),
            _("Amount per year"): [
                read.amount(row["amount"], row["common_unit"]) for row in rows.to_dict("records")
            ],
            _("Gap"): [words[direction] for direction in rows["direction"]],
        },
        alt=_("Supplies and demands that only the newcomer can use or serve"),
    )


def _effects(effects: pd.DataFrame | None) -> None:
    if effects is None:
        return
    read, rows, names = reader(), effects.reset_index().to_dict("records"), measures()
    st.subheader(_("Effect on the indicators of the park"), anchor=False)
    amounts = {
        _("Today"): [presentation.amount(row["before"], row["unit"], read) for row in rows],
        _("With the newcomer"): [presentation.amount(row["after"], row["unit"], read) for row in rows],
    }
    change = {_("Change"): [_change(row) for row in rows]}
    show_table(
        {_("Indicator"): [names[row["measure"]] for row in rows]}
        | (change | amounts if screen.is_phone() else amounts | change),
        alt=_("Indicators of the park today and with the newcomer"),
        height="content",
    )


def _change(row: dict) -> str:
    """Change of an indicator in percent; that of a share in percentage points."""
    if row["unit"] == "%":
        return reader().points(row["after"] - row["before"], digits=1)
    return reader().percent(row["after"] / row["before"] - 1, digits=1) if row["before"] > 0 else "–"
