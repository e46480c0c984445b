"""Scope of the match search: one or more parks, direct or with treatment, declared or typical streams."""

from collections.abc import Mapping
from dataclasses import dataclass

import streamlit as st

from isdata.data import store
from isdata.data.i18n import N_
from pages.common import navigation, park_facts, pick, show
from pages.common.data import ask
from pages.common.language import _, ngettext, reader
from pages.synergies.parts import undeclared

STEPS = {"0": N_("Direct use only"), "1": N_("1 step"), "2": N_("2 steps"), "3": N_("3 steps")}
STATED = {
    "0": N_("direct use only"),
    "1": N_("at most 1 treatment step"),
    "2": N_("at most 2 treatment steps"),
    "3": N_("at most 3 treatment steps"),
}
PAIRS = {"between": N_("Only between parks"), "all": N_("Within parks as well")}
PAIRS_STATED = {"between": N_("only between parks"), "all": N_("within parks as well")}
STREAMS = {"declared": N_("Declared only"), "typical": N_("Declared and typical of the sector")}


@dataclass(frozen=True)
class Scope:
    """Parks and streams of the match search.

    Attributes
    ----------
    within : dict
        park_id or region_id, or neither for all parks.
    is_wide : bool
        True if more than one park is searched.
    is_between : bool
        True if only matches between parks are shown.
    with_typical : bool
        True if streams typical of a sector are included.
    steps : int
        Maximum number of treatment steps between both partners.
    words : tuple of str
        Texts of the selection in the reader's language.
    """

    within: dict[str, str]
    is_wide: bool
    is_between: bool
    with_typical: bool
    steps: int
    words: tuple[str, ...]


def _places() -> dict[str, str]:
    """Labels of this park, each region with parks, and all parks."""
    read = reader()
    regions = ask(store.ask, name="match_regions").to_dict("records")
    return {"park": _("This park"), "all": _("All parks")} | {
        row["region_id"]: f"{read.name(row['name_en'], row['name_zh'])} · "
        + ngettext("{count} park", "{count} parks", row["parks"])
        for row in regions
    }


def choose_streams(*, with_typical: bool = False) -> bool:
    """Let the user include streams typical of a sector; `with_typical`: default."""
    note = _(
        "Typical amounts are estimated from sector and employees where a company declared nothing (±70 to "
        "95%). They have a low weight in the score until confirmed."
    )
    default = "typical" if with_typical else "declared"
    return pick.one_of(_("Streams"), _worded(STREAMS), key="streams", default=default, help=note) == "typical"


def streams_words(*, with_typical: bool) -> str:
    """Text on the streams included."""
    if park_facts.is_published():
        return _("published and typical data") if with_typical else _("published data")
    return _("declared and typical data") if with_typical else _("declared data")


def choose_scope(park: str) -> Scope:
    """Let the user choose parks and streams of the search."""
    places = _places()
    with st.container():  # in a separate container, so that appearing controls do not move those below
        where = pick.from_dropdown(_("Area"), places, key="where", width=260)
        is_wide = where != "park"
        pairs = pick.one_of(_("Park scope"), _worded(PAIRS), key="pairs") if is_wide else "all"
    steps = pick.one_of(_("Treatment steps"), _worded(STEPS), key="steps", default="2")
    with_typical = choose_streams()
    within = {"park_id": park} if not is_wide else {} if where == "all" else {"region_id": where}
    scope = (places[where], _(PAIRS_STATED[pairs])) if is_wide else (places[where],)
    words = (*scope, _(STATED[steps]), streams_words(with_typical=with_typical))
    return Scope(within, is_wide, pairs == "between", with_typical, int(steps), words)


def _worded(words: Mapping[str, str]) -> dict[str, str]:
    return {key: _(sentence) for key, sentence in words.items()}


def stop_without_matches(scope: Scope, park: str) -> None:
    """Show that there is no match and possible remedies, and end the page."""
    if scope.is_wide:
        show.info(_("No supply of one park is similar to a demand of another."))
        show.end()
    show.missing_data(
        _(
            "No supply of this park matches a demand yet. Enter supplies and demands, here or with “I have / I want”; "
            "six companies are enough to start. Until then, include typical streams or other parks under “Adjust”."
        )
    )
    show.end_of_presented()
    undeclared.offer(park)
    navigation.link("tables", _("Supplies and demands"), icon=":material/edit_note:", edit_table="stream")
    navigation.link("data", _("Import data: workbook or folder"), icon=":material/upload:")
    show.end()
