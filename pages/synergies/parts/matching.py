"""What the matches page shows: where to look, and one match in full."""

import datetime as dt
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass

import duckdb
import pandas as pd
import streamlit as st

from isdata import judging, store
from isdata.figures import matches as figure
from isdata.i18n import N_
from isdata.synergies import matching
from isdata.synergies.matching import licences, told, ways
from pages.common import address, controls, role, show
from pages.common.data import ask
from pages.common.language import _, ngettext, reader
from pages.synergies.parts import conversions, introductions, match_money, proposing

_MARK = 10  # letters
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


def choose(key: str, label: str, words: Mapping[str, str], default: str, *, note: str | None = None) -> str:
    """Let the reader choose one of a few; the choice stands in the address."""
    address.remembered(key, words, default)
    st.segmented_control(
        label,
        list(words),
        format_func=words.__getitem__,
        required=True,
        key=key,
        persist_state="session",
        help=note,
    )
    address.keep(key)
    return st.session_state[key]


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
    address.remembered("where", places, "park")
    st.selectbox(
        _("Where"),
        list(places),
        format_func=places.__getitem__,
        key="where",
        persist_state="session",
        width=260,
    )
    address.keep("where")
    return st.session_state.where


def choose_streams() -> bool:
    """Let the reader choose whether what is typical of a sector is counted as well."""
    note = _(
        "Typical amounts come from the sector and the number of people employed, where a firm declared nothing. They are orders of magnitude, to be confirmed by the firm."
    )
    return choose("streams", _("Streams"), _worded(STREAMS), "declared", note=note) == "typical"


def choose_scope(park: str) -> Scope:
    """Let the reader choose where to look and among what."""
    with st.container(horizontal=True, vertical_alignment="top", gap="medium"):
        where = _choose_place()
        is_wide = where != "park"
        pairs = choose("pairs", _("Pairs"), _worded(PAIRS), "between") if is_wide else "all"
        steps = choose("steps", _("Treatment between the two"), _worded(STEPS), "2")
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
        st.stop()
    show.nothing(
        _(
            "No supply of this park resembles a demand yet. Firms tell what they have and want in the sheet “Streams” "
            "of the workbook template; six companies are enough to begin with. Until then, look at what is typical of "
            "their sectors, or further than this park."
        )
    )


def marks(matches: pd.DataFrame) -> list[str]:
    """Return a mark of each match for the address, which may be passed on: it tells neither stream."""
    ids = zip(matches["supply_stream_id"], matches["demand_stream_id"], strict=True)
    return [hashlib.sha256("\n".join(both).encode()).hexdigest()[:_MARK] for both in ids]


def treatment_names() -> dict[str, str]:
    """Return the names of the treatment steps in the reader's language."""
    rows = ask(_treatments).to_dict("records")
    return {row["treatment_id"]: reader().name(row["name_en"], row["name_zh"]) for row in rows}


def _treatments(con: duckdb.DuckDBPyConnection) -> pd.DataFrame:
    return store.ask(con, "match_treatments")


def _providers(con: duckdb.DuckDBPyConnection) -> pd.DataFrame:
    return store.ask(con, "match_providers")


def show_match(match: Mapping, currency: str) -> None:
    """Show one match: who, how good in each part, what holds it back, and between which prices it serves both."""
    read, is_large = reader(), controls.is_projected()
    giver, taker = (told.company(match, side, read) for side in ("supply", "demand"))
    st.subheader(f"{show.plain(giver)} → {show.plain(taker)}", anchor=False)
    st.caption(
        f"{show.plain(told.resource(match, 'supply', read))} → {show.plain(told.resource(match, 'demand', read))}"
        f" · {show.plain(told.steps(match, treatment_names(), read))} · {show.plain(told.distance(match, read))}"
    )
    if match["is_hidden"]:
        st.info(
            _(
                "One of the two keeps to class and band. Ask the facilitator to bring you together; names, amounts and "
                "the parts of the score are told once both agree."
            ),
            icon=":material/visibility_off:",
        )
        return
    for title, reason, lift in matching.reasons(match, read):
        st.warning(f"{show.plain(reason)} {show.plain(lift)}", title=title, icon=":material/block:")
    if any(gate.name == "permit" for gate in matching.broken(int(match["blocked"]))):
        _licensed(match)
    if match["steps"]:
        _way(match, currency)
    left, right = st.columns(2, gap="large")
    with left:
        st.markdown(_("**Score {score}** and its parts", score=read.number(match["score"], significant=2)))
        st.altair_chart(
            figure.parts(
                match if role.sees_all() else {**match, "economics": float("nan")}, read, is_large=is_large
            ),
            alt=_("Parts of the score, each from 0 to 1"),
        )
    with right:
        if role.sees_all():
            match_money.show_money(match, currency)
        else:
            st.caption(_("Money is shown to the facilitator only."))
    if not (match["supply_is_typical"] or match["demand_is_typical"]):
        proposing.offer(
            judging.proposing.of_match(
                match, currency=currency, converted=conversions.rates_of(match, currency)
            ),
            key="match",
        )
    introductions.ask_agreement(match)


def _way(match: Mapping, currency: str) -> None:
    """Show the treatment between the two, step by step."""
    treatments, worth = conversions.treatments(currency), conversions.worth(currency)
    steps = ways.way(match, treatments, reader(), providers=ask(_providers), worth=worth, currency=currency)
    st.table(steps.map(show.plain), border="horizontal", hide_index=True)
    if worth is not None:
        made = treatments.set_index("treatment_id")["output_id"].reindex(match["steps"])
        # What the money of both firms was told in stands below the list.
        conversions.tell(
            set(worth["told_in"].reindex(made).explode().dropna()) - conversions.used(match), currency
        )


def _licensed(match: Mapping) -> None:
    """Say who is licensed to take what the taker is not, and whether the taker was once."""
    read = reader()
    found = ask(
        licences.holders,
        resource_id=match["supply_resource_id"],
        names_all=role.sees_all(),
        on=dt.date.today(),
    )
    once = found.loc[(found["site_id"] == match["demand_site_id"]) & ~found["is_valid"]]
    for day in once["valid_until"]:
        st.caption(_("The licence of the taker ran out on {date}.", date=read.date(day)))
    valid = found.loc[found["is_valid"]].to_dict("records")
    if valid:
        names = [
            f"{show.plain(read.name(row['company_en'], row['company_zh']))} "
            f"({show.plain(read.name(row['park_en'], row['park_zh']))})"
            for row in valid
        ]
        st.caption(_("Licensed for it: {companies}.", companies=read.listed(names)))
    else:
        st.caption(_("No company of this database that may be named is licensed for it."))
