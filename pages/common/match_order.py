"""Order of listed matches, and marks: those operating already, and the companies left out."""

from collections.abc import Mapping
from typing import Any

import pandas as pd
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from isdata.data.contracts.results import Matches
from isdata.symbiosis import synergies
from isdata.symbiosis.assessment import on_board
from isdata.symbiosis.matching import appraisal, constraints, match_amounts, stages
from pages.common import data, pick, role, screen, undisclosed
from pages.common.data import ask
from pages.common.language import _, ngettext


def choose(place: DeltaGenerator) -> tuple[str, str]:
    """Let the facilitator choose the order of the matches; return it with its label, short on a phone. Guests see no money: by score."""
    if not role.may_change():
        return "score", words("score")
    orders = {name: _(words) for name, words in appraisal.ORDERS.items()}
    with place:
        order = pick.one_of(
            _("Sort by"),
            orders,
            key="match_order",
            help=_(
                "New matches first, then those on the board, then those of unknown gain. Matches that do not pay back "
                "within {years} years at {rate} come last.",
                years=appraisal.YEARS,
                rate="8%",
            ),
        )
    return order, words(order)


def words(order: str) -> str:
    """Label of an order of `appraisal.ORDERS` as this reader sees it, short on a phone."""
    is_phone = screen.is_phone()
    if not role.may_change():
        return (
            _("resources, services, undisclosed; by score without prices")
            if is_phone
            else _("new ones first: resources, services, undisclosed; each by score without prices")
        )
    if is_phone:
        return {
            "gain": _("by gain, new ones first"),
            "payback": _("by payback, new ones first"),
            "score": _("by score, new ones first"),
        }[order]
    return {
        "gain": _("by gain, new ones first, unknown last"),
        "payback": _("by payback, new ones first, unknown last"),
        "score": _("by score, new ones before those on the board"),
    }[order]


def listed(matches: Matches, order: str) -> Matches:
    """Matches in an order of `appraisal.ORDERS`, marked if operating, with saved CO2, and if possibly on the board.

    Marks and CO2 are those of synergies visible to this reader.
    """
    viewer = role.viewer()
    parks = tuple(sorted({*matches["supply_park_id"], *matches["demand_park_id"]}))
    running, saving = ask(stages.recorded, parks=parks, viewer=viewer)
    connected = ask(on_board.visible_pairs, parks=parks, viewer=viewer)
    known = ask(synergies.synergies, parks=parks, viewer=viewer)
    return data.derive(_marked, matches, order, running, saving, connected, known)


def _marked(
    matches: Matches,
    order: str,
    exchanges: pd.DataFrame,
    saving: pd.DataFrame,
    connected: pd.DataFrame,
    known: pd.DataFrame,
) -> Matches:
    """Matches in order, marked by operating exchanges, saved CO2, and pairs on the board with their recorded gain."""
    matches = matches.assign(
        is_on_board=on_board.are_on_board(matches, connected),
        recorded=on_board.recorded(matches, connected, known),
    )
    in_order = constraints.remediable_first(appraisal.ordered(matches, order)).reset_index(drop=True)
    marked = stages.with_co2(stages.marked(in_order, exchanges), saving)
    if are_all_running(marked) and marked["value"].isna().all():  # nothing is to be decided
        stated = [match_amounts.of_match(row, row["quantity"]) for row in marked.to_dict("records")]
        largest = pd.DataFrame(stated, columns=["amount", "unit"], index=marked.index)
        in_order = largest.sort_values(["unit", "amount"], ascending=False, kind="stable").index
        return marked.loc[in_order].reset_index(drop=True)
    return marked


def are_all_running(matches: Matches) -> bool:
    """Return True if each of the matches, as returned by `listed`, is in operation."""
    return len(matches) > 0 and bool(matches["is_running"].all())


def left_out(place: Mapping[str, Any]) -> str:
    """Sentence on the undisclosed companies that a list leaves out; empty if there are none.

    The words of the order name the place of the others.
    """
    found = undisclosed.undisclosed_companies(place)
    if not found.left_out:
        return ""
    if found.left_out == found.companies:
        return ngettext(
            "The list is without {count} undisclosed company.",
            "The list is without {count} undisclosed companies.",
            found.companies,
        )
    return ngettext(
        "{count} undisclosed company is not in this list.",
        "{count} undisclosed companies are not in this list.",
        found.left_out,
    )


def not_compared(shown: pd.DataFrame) -> str:
    """Sentence that matches of undisclosed companies lack the mark “on the board”; empty if none of these is shown."""
    if not shown["is_hidden"].any():
        return ""
    return _("Matches of undisclosed companies are not compared with the board.")


def note_left_out(place: Mapping[str, Any]) -> None:
    """Show the number of companies that the list leaves out."""
    if words := left_out(place):
        st.caption(words)
