"""Matches of supplies and demands, with obstacles and prices."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pandas as pd
import streamlit as st

from isdata.data import store
from isdata.output import cards
from isdata.symbiosis import matching
from isdata.symbiosis.matching import match_tables
from pages.common import (
    browser_effects,
    controls,
    conversions,
    fragment,
    match_order,
    park_facts,
    park_matches,
    phrases,
    pick,
    role,
    screen,
    selection,
    tables,
)
from pages.common.controls import park_id
from pages.common.data import ask, derive
from pages.common.language import _, names, ngettext, reader
from pages.common.presenting import cards as presented
from pages.common.presenting import headline
from pages.common.show import price_years
from pages.synergies.parts import (
    allocation_views,
    gap_views,
    heat_views,
    match_headline,
    published_uses_link,
    undeclared,
)
from pages.synergies.parts import match_details as views
from pages.synergies.parts import scope as scopes

read = reader()

currency = park_facts.currency()
VIEWS = {
    "possible": _("Feasible"),
    "held": _("Blocked"),
    "allocation": _("Allocation"),
    "heat": _("Heat"),
    "phrase": _("Text search"),
    "newcomer": _("New companies"),
}
line = selection.line("matches")
with line.controls:
    scope = scopes.choose_scope(park_id())
settings = {"viewer": role.viewer(), "with_typical": scope.with_typical, "currency": currency}
searched: dict[str, Any] = {**scope.within, **settings, "steps": scope.steps, "on": dt.date.today()}
found = ask(matching.matches, **searched)
if scope.is_between:
    found = found.loc[found["is_between_parks"]].reset_index(drop=True)
free = found.loc[found["blocked"] == 0]
are_running = match_order.are_all_running(match_order.listed(free, "score"))
if are_running:
    VIEWS["possible"] = _("In operation")
counts = {"possible": len(free), "held": len(found) - len(free)}
for name, count in counts.items() if role.may_change() else ():  # guests see beside them what is left out
    VIEWS[name] = read.noted(VIEWS[name], read.number(count))
view = line.view(VIEWS, key="view")
if found.empty and view in ("possible", "held"):
    scopes.stop_without_matches(scope, park_id())
topics = {topic: read.choice("topic", topic) for topic in sorted(set(free["topic"].dropna()))}
chosen_topics: list[str] = []
if view == "possible":
    with line.controls:
        chosen_topics = pick.any_of(_("Topics"), topics, key="topics")
order, order_words = match_order.choose(line.controls) if view in ("possible", "held", "phrase") else ("", "")
scope_words = scope.words
if view == "possible" and are_running:
    order_words = _("by unit and amount, largest first")
    scope_words = () if controls.is_projected() else scope.words
    if amounts := park_facts.amounts_year():
        order_words = f"{order_words} · {amounts}"
years = pd.concat([found["supply_price_year"], found["demand_price_year"]]).dropna().astype(int)
prices = price_years(years) if role.may_change() and order else ""
chosen_words = read.listed(topics[topic] for topic in chosen_topics)
if screen.is_phone():  # the rest is behind the button
    line.state(chosen_words, order_words)
else:
    own = scope_words if scope.is_wide else scope_words[1:]  # a park is named above
    line.state(*(own[-1:] if controls.is_projected() else own), chosen_words, order_words, prices)
score_column = tables.bar(90)
# Wrapped lines: a phone shows provider, resource and receiver without scrolling, a window of 1,280 px all columns.
columns = {
    **tables.texts(
        {
            _("Match"): 420 if screen.width() >= 1500 else 274,
            _("Parks"): 190,
            _("What would unlock it"): 430,
            _("Reason"): 430,
        }
    ),
    **tables.texts({_("Gain per year"): 92, _("Amount per year"): 112, _("Distance"): 116}),
    **tables.texts({_("Treatment route"): 136, _("Substitution"): 110, _("Topic"): 90}),
    _("On the board"): st.column_config.TextColumn(width=90, alignment="center"),
    _("Payback"): st.column_config.TextColumn(
        width=tables.scaled(84), help=_("– where the gain is unknown or no investment is declared.")
    ),
    _("Score"): score_column,
    _("Score if unblocked"): score_column,
}
stated_in = currency if role.may_change() else ""  # costs and prices are for the facilitator only
# Number of cards above the list, number of its rows, and its anchor.
FIRST, LISTED, LIST = 4, 500, "match-list"
treatments = names(ask(store.ask, name="match_treatments"), "treatment_id")


def link_list(count: int, place: Any) -> None:
    """Link in a container above the cards to the list below them, if it contains more than these."""
    if count > 2 * FIRST and not controls.is_projected():
        words = _("List of {count} matches ↓", count=min(count, LISTED))
        place.markdown(f"[{words}](#{LIST})", width="content")


def is_stated(cells: list[Any]) -> bool:
    """Return True if a column is neither missing nor blank for all."""
    is_blank = (isinstance(cell, str) and cell in ("", "–") for cell in cells)
    return any(map(pd.notna, cells)) and not all(is_blank)


def with_board(table: pd.DataFrame, kept: pd.DataFrame) -> pd.DataFrame:
    """Table of matches without columns that are empty for all, with a mark at those possibly on the board already."""
    table = table.loc[:, [is_stated(table[name].tolist()) for name in table]]
    if kept["distance"].isna().all():
        table = table.drop(columns=_("Distance"), errors="ignore")
    if "is_running" in kept and kept["is_running"].all():  # nothing is to be decided by a score
        table = table.drop(columns=[_("Score"), _("Substitution"), _("Treatment route")], errors="ignore")
    if "is_on_board" in kept and kept["is_on_board"].any():
        table = table.assign(**{_("On the board"): kept["is_on_board"].map({True: "✓", False: ""}).to_list()})
    return table


def note_count(count: int) -> None:
    """Show the number of matches, and of those listed."""
    st.caption(
        ngettext("{count} match.", "{count} matches.", count)
        if count <= LISTED
        else _("The first {shown} of {total}.", shown=LISTED, total=count)
    )


def listed(kept: pd.DataFrame, words: Callable[[pd.DataFrame], pd.DataFrame], *, key: str, alt: str) -> None:
    """Show the first matches as cards, the chosen one in full, and all as a table; when presented only cards."""
    if controls.is_projected():
        marked = match_order.listed(kept, order)
        note = read.sentences([match_order.left_out(scope.within), match_order.not_compared(marked)])
        title = match_headline.words(marked, order, stated_in)
        headline.state(title)
        presented.show(cards.of_matches(marked, treatments, read), key=key, title=title, note=note)
        return
    count, kept = len(kept), match_order.listed(kept, order).head(LISTED)
    marks, opened = park_matches.marks(kept), st.container()
    st.html(f'<span id="{LIST}" style="scroll-margin-top: 70px"></span>')  # below the navigation
    place = tables.choose_row(
        with_board(words(kept), kept),
        marks,
        key=key,
        lines=4 if scope.is_wide else 3,  # names of parks take a line more
        most=480,
        column_config=columns,
        alt=alt,
    )
    note_count(count)
    match_order.note_left_out(scope.within)
    if words_apart := match_order.not_compared(kept):
        st.caption(words_apart)
    conversions.show_note_of(kept, currency)
    with opened:
        headline.state(match_headline.words(kept, order, stated_in), is_on_page=True)
        if screen.is_phone():
            link_list(count, st)
        first = derive(cards.of_matches, kept.head(FIRST), treatments, read, currency=stated_in)
        presented.show_first(first, marks[:FIRST], key=key, chosen=marks[place])
        browser_effects.scroll_to_changed(marks[place], key=f"{key}_opened")
        chosen = kept.iloc[place].to_dict()
        views.show_match(chosen, currency, has_card=place < FIRST)
    views.show_actions(chosen, currency, key=key)


def of_topics() -> pd.DataFrame:
    """Feasible matches of the chosen topics."""
    return free.loc[free["topic"].isin(chosen_topics)] if chosen_topics else free


@fragment.independent_fragment
def show_feasible_matches() -> None:
    """View of the feasible matches, with the chosen one in full."""
    kept = of_topics()
    if kept.empty:
        st.info(_("No feasible match yet. See “Blocked” for what would unlock one."))
        return
    list_feasible(kept)


def list_feasible(kept: pd.DataFrame) -> None:
    """List feasible matches in the chosen order."""
    listed(
        kept,
        lambda rows: derive(
            match_tables.table, rows, treatments, read, shows_parks=scope.is_wide, currency=stated_in
        ),
        key="match",
        alt=_("Feasible matches, sorted as stated above"),
    )


@fragment.independent_fragment
def show_blocked_matches() -> None:
    """View of the blocked matches with reason and remedy, and the chosen one in full."""
    held = found.loc[found["blocked"] > 0]
    if held.empty:
        st.info(_("No blocked matches."), icon=":material/check:")
        return
    listed(
        held,
        lambda rows: derive(match_tables.blocked_matches, rows, read),
        key="held",
        alt=_("Blocked matches with the reason and what would unlock them"),
    )


@fragment.independent_fragment
def of_phrase() -> None:
    """View of the meaning of a phrase and its possible matches."""
    meant = phrases.show_phrase(found)
    if meant is None:
        return
    published_uses_link.link(meant)
    kept = phrases.of_resource(free, meant)
    if len(kept):
        list_feasible(kept)


screen.screen()  # a phone has narrower columns
if view in counts and not screen.is_phone():  # a phone has the link below the answer
    link_list(len(of_topics()) if view == "possible" else counts["held"], line.row)
match view:
    case "possible":
        show_feasible_matches()
    case "held":
        show_blocked_matches()
    case "allocation":
        allocation_views.show_allocation(treatments, shows_parks=scope.is_wide, **searched)
    case "heat":
        heat_views.show_heat(**scope.within, **settings)
    case "phrase":
        of_phrase()
    case _:
        gap_views.show_gaps(**searched)
if view in ("possible", "held") and not scope.is_wide and role.may_change() and not controls.is_projected():
    undeclared.offer_below(park_id())
