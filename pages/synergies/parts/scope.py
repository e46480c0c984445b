"""Where to look for matches, and among what: this park or more, direct or by treatment, as declared or typical."""

from collections.abc import Mapping
from dataclasses import dataclass

import duckdb
import pandas as pd
import streamlit as st

from isdata.data import store
from isdata.data.i18n import N_
from pages.common import pick, show
from pages.common.data import ask
from pages.common.language import _, ngettext, reader

STEPS = {"0": N_("Direct only"), "1": N_("1 step"), "2": N_("2 steps"), "3": N_("3 steps")}
PAIRS = {"between": N_("Only between parks"), "all": N_("Within parks as well")}
STREAMS = {"declared": N_("As declared"), "typical": N_("With what is typical of the sector")}


@dataclass(frozen=True)
class Scope:
    """Where to look for matches, and among what.

    Attributes
    ----------
    within : dict
        park_id or region_id, or neither for all parks.
    is_wide : bool
        Whether more than one park is looked at.
    is_between : bool
        Whether only matches between parks are shown.
    with_typical : bool
        Whether what is typical of a sector is counted as well.
    steps : int
        Most treatment steps between the two.
    """

    within: dict[str, str]
    is_wide: bool
    is_between: bool
    with_typical: bool
    steps: int


def _regions(con: duckdb.DuckDBPyConnection) -> pd.DataFrame:
    return store.ask(con, "match_regions")


def _choose_place() -> str:
    """Let the reader choose this park, a region that holds parks, or all of them."""
    read = reader()
    regions = ask(_regions).to_dict("records")
    places = {"park": _("This park"), "all": _("All parks")} | {
        row["region_id"]: f"{read.name(row['name_en'], row['name_zh'])} · "
        + ngettext("{count} park", "{count} parks", row["parks"])
        for row in regions
    }
    return pick.from_list(_("Where"), places, key="where", width=260)


def choose_streams() -> bool:
    """Let the reader choose whether what is typical of a sector is counted as well."""
    note = _(
        "Typical amounts come from the sector and the number of people employed, where a firm declared nothing. They are orders of magnitude, to be confirmed by the firm."
    )
    return pick.one_of(_("Streams"), _worded(STREAMS), key="streams", help=note) == "typical"


def choose_scope(park: str) -> Scope:
    """Let the reader choose where to look and among what."""
    with st.container(horizontal=True, vertical_alignment="top", gap="medium"):
        where = _choose_place()
        is_wide = where != "park"
        pairs = pick.one_of(_("Pairs"), _worded(PAIRS), key="pairs") if is_wide else "all"
        steps = pick.one_of(_("Treatment between the two"), _worded(STEPS), key="steps", default="2")
        with_typical = choose_streams()
    if with_typical:
        st.caption(
            _(
                "What is marked “typical” nobody declared: it is proposed from sector and size, give or take 70 to 95 %, and counts little in the score until the firm confirms it."
            )
        )
    within = {"park_id": park} if not is_wide else {} if where == "all" else {"region_id": where}
    return Scope(within, is_wide, pairs == "between", with_typical, int(steps))


def _worded(words: Mapping[str, str]) -> dict[str, str]:
    return {key: _(sentence) for key, sentence in words.items()}


def nothing_found(scope: Scope) -> None:
    """Say that there is no match, what would help, and end the page."""
    if scope.is_wide:
        st.info(_("No supply of one park resembles a demand of another."), icon=":material/info:")
        show.end()
    show.nothing(
        _(
            "No supply of this park resembles a demand yet. Firms tell what they have and want in the sheet “Streams” "
            "of the workbook template; six companies are enough to begin with. Until then, look at what is typical of "
            "their sectors, or further than this park."
        )
    )
