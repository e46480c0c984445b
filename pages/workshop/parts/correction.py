"""Fields to correct the resource and company of an entry, with similar names first, the choice between its versions, and merging."""

from collections.abc import Mapping
from typing import Any

import pandas as pd
import streamlit as st
from rapidfuzz import fuzz, process

from isdata.data import i18n, store
from isdata.programme.workshop.day_state import Day
from isdata.programme.workshop.declarations import Entry
from isdata.programme.workshop.live import Live
from isdata.programme.workshop.templates import full_amount
from pages.common import data, show
from pages.common.language import _, reader
from pages.workshop.parts import entry_words
from pages.workshop.parts.facilitator_buttons import button

_NEAR, _MOST = 60.0, 4  # minimum similarity in per cent, and number of names proposed


def resource(entry: Entry, means: str) -> str | None:
    """Let the facilitator choose the resource of an entry.

    Parameters
    ----------
    entry : Entry
    means : str
        Resource assumed for it; empty if there is none.
    """
    names, what = entry_words.names(), str(entry.values["what"])
    likely = [each for each in entry_words.suggested(what, entry.direction) if each in names]
    near = list(dict.fromkeys([*likely, *_near(reader().half(what), names)]))[:_MOST]
    first = list(dict.fromkeys([*([means] if means else []), *near]))
    options = [*first, *(each for each in names if each not in first)]
    chosen = st.selectbox(
        _("Class"), options, format_func=lambda one: names[one], index=0 if means else None,
        placeholder=_("Choose"), key=f"class_{entry.entry_id}",
    )  # fmt: skip
    _propose([names[each] for each in near])
    return chosen


def company(day: Day, entry: Entry) -> dict[str, str] | None:
    """Let the facilitator choose the stored company of an entry with a typed company; None if unchanged.

    A company chosen on the phone is stored already and needs no correction.
    """
    if any(each.company_id for each in day.devices_of(entry.company)):
        return None
    rows = data.ask(store.ask, name="park_companies", park_id=str(day.about.get("park_id", "")))
    read, typed = reader(), reader().half(entry.company_name)
    names = dict(zip(rows["company_id"], read.names(rows), strict=True))
    near = _near(typed, names)
    options = ["", *near, *(each for each in names if each not in near)]
    chosen = st.selectbox(
        _("Company"), options, key=f"company_of_{entry.entry_id}", placeholder=_("Choose"),
        format_func=lambda one: names[one] if one else _("As typed: {name}", name=typed),
    )  # fmt: skip
    _propose([names[each] for each in near])
    if not chosen:
        return None
    row = rows.set_index("company_id").loc[chosen]
    return {
        "company": i18n.bilingual_name(_text(row["name_en"]), _text(row["name_zh"])),
        "company_id": chosen,
    }


def named(resource_id: str | None) -> str:
    """Bilingual name of a resource; empty without one."""
    rows = data.ask(store.ask, name="resource_names").set_index("resource_id")
    if not resource_id or resource_id not in rows.index:
        return ""
    row = rows.loc[resource_id]
    return i18n.bilingual_name(_text(row["name_en"]), _text(row["name_zh"]))


def choose_version(live: Live, entry: Entry) -> None:
    """Let the facilitator choose one of several conflicting contents of an entry."""
    name = entry.entry_id
    st.badge(_("Two versions"), color="red", icon=":material/call_split:")
    choices = {None: (_("Keep: {entry}", entry=_version(entry.values)), f"keep_{name}")} | {
        other.number: (_("Use: {entry}", entry=_version(other.body)), f"take_{name}_{other.number}")
        for other in entry.conflicts
    }
    for number, (words, key) in choices.items():
        if st.button(words, key=key):
            live.console("choose", entry=name, number=number)
            st.rerun()  # closes the dialog, whose fields contain the former version


def _version(values: Mapping[str, Any]) -> str:
    """Words and amount of one version of an entry."""
    read = reader()
    parts = [read.half(values.get("what")), full_amount(read, dict(values))]
    return show.escaped(" ".join(filter(None, parts)))


def merge_into(live: Live, day: Day, entry: Entry) -> None:
    """Let the facilitator merge an entry into another one of the same direction."""
    name = entry.entry_id
    others = {
        each.entry_id: entry_words.entry_text(each)
        for each in day.entries.values()
        if each.is_live and each.entry_id != name and each.direction == entry.direction
    }
    if others:
        into = st.selectbox(
            _("Duplicate of"),
            list(others),
            format_func=lambda one: others[one],
            index=None,
            placeholder=_("Choose"),
            key=f"into_{name}",
        )
        button(
            live, _("Merge"), f"merge_{name}", "merge", is_disabled=into is None, entry=name, into=into or ""
        )


def _near(typed: str, names: Mapping[str, str]) -> list[str]:
    """Ids of names with a spelling similar to the typed one, most similar first."""
    plain = {key: name.casefold() for key, name in names.items()}
    found = process.extract(typed.casefold(), plain, scorer=fuzz.WRatio, score_cutoff=_NEAR, limit=_MOST)
    return [key for _name, _score, key in found]


def _propose(near: list[str]) -> None:
    if near:
        st.caption(show.escaped(_("Similar names: {names}", names=reader().listed(near))))


def _text(name: object) -> str | None:
    return name if isinstance(name, str) and pd.notna(name) else None
