"""Choice for an entry that repeats a stored supply or demand: replace it, add another one, or leave it."""

from collections.abc import Mapping
from functools import partial

import pandas as pd
import streamlit as st

from isdata.programme.workshop import stored_before
from isdata.programme.workshop.day_state import Day
from isdata.programme.workshop.declarations import Entry
from isdata.programme.workshop.live import Live
from pages.common import data, show
from pages.common.editing import same_streams
from pages.common.language import _, reader
from pages.workshop.parts import entry_words

CHOSEN = "workshop_repeated"  # session key of the entry to be confirmed
Stored = Mapping[str, pd.DataFrame]


def stored(day: Day) -> Stored:
    """Stored streams that undecided entries repeat, by entry, as `stored_before.streams`."""
    return data.ask(
        stored_before.streams,
        entries=stored_before.undecided(day, partial(entry_words.resource_of, day)),
        park_id=str(day.about.get("park_id", "")),
        own=stored_before.own_streams(day),
    )


def noted(streams: pd.DataFrame | None) -> str:
    """Note on the stored amounts of an entry, as Markdown; empty without any."""
    if streams is None:
        return ""
    amounts = map(same_streams.amount, streams.head(same_streams.MOST).to_dict("records"))
    words = _("already stored: {streams}", streams=reader().clauses(list(amounts)))
    return f":orange[{show.escaped(words)}]"


def show_chosen(live: Live, day: Day) -> None:
    """Draw the choice for the opened entry in a dialog, which keeps the keyboard focus."""
    entry = day.entries.get(st.session_state.pop(CHOSEN, ""))
    if entry is not None:
        st.dialog(entry_words.named(entry))(_choose)(live, entry.entry_id)


def _choose(live: Live, name: str) -> None:
    """Confirm an entry with one of the choices."""
    entry = live.day.entries[name]
    streams = stored(live.day).get(name)
    if streams is None:
        st.rerun()  # decided by a button below, or at another console
    st.markdown(entry_words.with_amount(entry))
    st.warning(show.escaped(same_streams.sentence(streams)), icon=":material/content_copy:")
    for (repeats, stream), words in _options(streams).items():
        key = f"{repeats}_{name}_{stream}"
        st.button(show.escaped(words), key=key, on_click=_confirm, args=(live, entry, repeats, stream))


def _options(streams: pd.DataFrame) -> dict[tuple[str, str], str]:
    """Labels by choice and stored stream."""
    words = same_streams.choices(streams).items()
    found = {("replace" if stream else "add", stream): label for stream, label in words}
    return found | {("leave", streams["stream_id"].iloc[0]): _("Keep the stored value")}


def _confirm(live: Live, entry: Entry, repeats: str, stream: str) -> None:
    resource = entry_words.resource_of(live.day, entry)
    live.console("confirm", entry=entry.entry_id, resource_id=resource, repeats=repeats, stream_id=stream)
