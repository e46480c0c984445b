"""Between two sessions: results of the last one, and known streams before the next."""

import datetime as dt
from collections import Counter
from collections.abc import Generator, Iterable, Mapping
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

import pandas as pd
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from isdata.output.figures import bar_labels
from isdata.programme.visits import choice
from isdata.programme.workshop.day_state import Day
from isdata.programme.workshop.live import Live
from isdata.symbiosis.matching import published_uses
from pages.common import charts, data, empty_view, park_facts, pick, screen, session_steps, show
from pages.common.language import _, ngettext, reader
from pages.common.presenting import headline
from pages.workshop.parts import results, running

_LIST = 120  # width of the list of views on a phone [px]
_ROOM = 6.0  # ratio of the axis length to the longest bar [-]
# Number of companies in the picture; height above them, and of each, also of few [px]
_LEAST_BARS, _ABOVE, _ROW, _HIGH = 10, 350, 26, 44


@contextmanager
def previous(park_id: str) -> Generator[Live | None]:
    """Previous session, if it was in this park; None if there was none."""
    live = running.latest()
    try:
        yield live if live is not None and live.day.about.get("park_id") == park_id else None
    finally:
        if live is not None:
            live.close()


def show_results_or_known(park_id: str, live: Live | None, place: DeltaGenerator) -> None:
    """Show the results of the previous session, if any, or known streams before the next one.

    Parameters
    ----------
    park_id : str
    live : Live or None
        Previous session.
    place : DeltaGenerator
        Container of the choice between the two, and of the files of the previous session.
    """
    if live is None:
        known_streams(park_id)
    elif _choose_view(place) == "known":
        known_streams(park_id, unconfirmed=_unconfirmed(live.day))
    else:
        results.show_all(live, place=place, title=f"{_title(live.day)} · ")


def _choose_view(place: DeltaGenerator) -> str:
    """Let the user choose between the last session and the next one; a phone has a list, beside the other controls."""
    views = {"results": _("Last workshop"), "known": _("Next workshop")}
    about: dict[str, Any] = {"key": "workshop_between", "place": place, "label_visibility": "collapsed"}
    if screen.is_phone():
        return pick.from_dropdown(_("View"), views, width=_LIST, **about)
    return pick.one_of(_("View"), views, **about)


def offer_reopening(live: Live | None) -> None:
    """Offer to reopen the previous session, if any."""
    if live is not None and st.button(
        _("Reopen “{session}”", session=_title(live.day)),
        key="workshop_reopen",
        icon=":material/restart_alt:",
    ):
        running.reopen()
        st.rerun()


def _unconfirmed(day: Day) -> int:
    """Number of entries of a session that are neither confirmed, merged, set aside nor withdrawn."""
    decided = ("confirmed", "hidden", "withdrawn")
    return sum(each.merged_into is None and each.status not in decided for each in day.entries.values())


def _title(day: Day) -> str:
    """Name and date of a session."""
    date = dt.date.fromisoformat(day.about["date"]) if day.about.get("date") else None
    name = show.escaped(reader().half(day.about.get("name")))
    return " · ".join(filter(None, [name, reader().date(date) if date else ""]))


def known_streams(park_id: str, *, unconfirmed: int = 0) -> None:
    """Show companies with unused supplies and demands known before the session; `unconfirmed`: entries of the last one."""
    found = data.ask(choice.candidates, park_id=park_id)
    declared = found[found["unmatched"] > 0].sort_values("unmatched", ascending=False, kind="stable")
    if park_facts.is_published() and not unconfirmed:  # a session about a case: its companies are not asked
        headline.state(_open_of_case(declared), is_on_page=True)
        empty_view.offer_contents("amount")
        return
    headline.state(_headline(len(declared), len(found), int(found["unmatched"].sum())), is_on_page=True)
    if declared.empty:
        show.info(_("No supplies and demands are known yet. In the workshop, phones declare them."))
        session_steps.show_steps(park_id, unconfirmed=unconfirmed)
        return
    left, right = st.columns([2, 1], gap="small" if screen.is_phone() else "large")
    with left:
        _bars(declared)
    with right:
        session_steps.show_steps(park_id, unconfirmed=unconfirmed)


def _open_of_case(declared: pd.DataFrame) -> str:
    """Supplies and demands of a published park that no synergy uses, with their companies."""
    read, count = reader(), int(declared["unmatched"].sum())
    if not count:
        return _("All published supplies and demands belong to a synergy")
    listed = read.listed(
        read.noted(_resources(map(_named, [*row["open_supplies"], *row["open_demands"]])), name)
        for name, row in zip(read.names(declared), declared.to_dict("records"), strict=True)
    )
    if not declared["open_demands"].map(len).any():
        return ngettext(
            "{count} published supply without a synergy: {listed}",
            "{count} published supplies without a synergy: {listed}",
            count,
            listed=listed,
        )
    return ngettext(
        "{count} published supply or demand without a synergy: {listed}",
        "{count} published supplies and demands without a synergy: {listed}",
        count,
        listed=listed,
    )


def _named(stream: Mapping[str, str | None]) -> Mapping[str, str | None]:
    """Names of a stream, its own if it has any: another stream of the same resource may belong to a synergy."""
    own = {"en": stream["own_en"], "zh": stream["own_zh"]}
    return own if any(own.values()) else stream


def _headline(declaring: int, companies: int, streams: int) -> str:
    """Number of companies with supplies and demands that no synergy uses yet."""
    read = reader()
    return ngettext(
        "{count} supply or demand without a synergy, from {declaring} of {companies} companies",
        "{count} supplies and demands without a synergy, from {declaring} of {companies} companies",
        streams,
        declaring=read.number(declaring),
        companies=read.number(companies),
    )


def _bars(declared: pd.DataFrame) -> None:
    """Draw the number of unused supplies and demands of each company."""
    read, total = reader(), len(declared)
    most = _LEAST_BARS if screen.is_phone() else max(_LEAST_BARS, (screen.height() - _ABOVE) // _ROW)
    first, others = declared.head(most), declared.iloc[most:]
    if len(others):
        st.caption(
            _(
                "{shown} of {count} companies, most first",
                shown=read.number(len(first)),
                count=read.number(total),
            )
        )
    row = min(_HIGH, max(_ROW, (screen.height() - _ABOVE) / len(first)))
    needs = bar_labels.needs(pd.DataFrame(_rows(declared)))
    looks = replace(screen.bar_looks(row), longest=float(declared["unmatched"].max()), needs=needs)
    alt = _("Companies by the number of supplies and demands that no synergy uses yet")
    charts.bars(_rows(first), alt=alt, looks=looks, room=_ROOM)
    if len(others):
        with st.expander(_("Show {count} more", count=read.number(len(others)))):
            charts.bars(_rows(others), alt=alt, looks=looks, room=_ROOM)


def _rows(declared: pd.DataFrame) -> dict[str, Any]:
    """Rows of the picture."""
    return {
        "name": reader().names(declared),
        "amount": declared["unmatched"].to_numpy(),
        "words": [_open_streams(row) for row in declared.to_dict("records")],
    }


def _open_streams(row: Mapping) -> str:
    """Number and resources of the open supplies and demands of a company."""
    read = reader()
    offered, wanted = (_resources(row[side]) for side in ("open_supplies", "open_demands"))
    parts = [
        _("offers {resources}", resources=offered) if offered else "",
        _("needs {resources}", resources=wanted) if wanted else "",
    ]
    count = ngettext("{count} entry", "{count} entries", int(row["unmatched"]))
    return f"{count} · {read.clauses(filter(None, parts))}"


def _resources(streams: Iterable[Mapping[str, str | None]]) -> str:
    """Resource names as one list: properties in brackets, so that no name looks like two, and numbers for equal names."""
    read = reader()
    counts = Counter(published_uses.in_sentence(read.name(each["en"], each["zh"])) for each in streams)
    words = []
    for name, count in counts.items():
        kind, _comma, detail = name.partition(", ")
        whole = read.noted(kind, detail) if detail else name
        words.append(read.noted(whole, read.number(count)) if count > 1 else whole)
    return read.listed(words)
