"""Possible duplicates of a quick entry: a stored company or stream, resolved by the user before saving."""

from collections.abc import Mapping
from typing import Any, NamedTuple

import pandas as pd
import streamlit as st

from isdata.data.entry import names, same_names
from isdata.data.entry import same_streams as known_streams
from pages.common import show
from pages.common.data import ask
from pages.common.editing import same_streams
from pages.common.language import _


class Known(NamedTuple):
    """A line with the user's choices.

    Attributes
    ----------
    values : mapping
        Columns of the stream.
    company : str
        Name of a new company; empty for a stored one.
    replaces : str or None
        Id of the stored stream to be replaced.
    asked : str
        Key name of the missing choice: "company"; empty if none.
    is_same : bool
        True if the stored stream to be completed has the same amount.
    """

    values: Mapping[str, Any]
    company: str
    replaces: str | None
    asked: str
    is_same: bool = False


def settle(values: dict[str, Any], company: str, park_id: str, mark: str) -> Known:
    """Show possible duplicates and let the user choose: same or other company, replace the stream or add one."""
    is_same = _same_company(company, park_id, mark) if company else ""
    if is_same:
        values, company = values | {"site_id": is_same}, ""
    streams = same_streams.duplicates_of(values, any_year=True)
    if streams.empty:
        return Known(values, company, None, "company" if is_same is None else "")
    same = known_streams.of_same_amount(values, streams)
    words = _choices(streams, same)
    st.warning(show.escaped(same_streams.sentence(streams)), icon=":material/content_copy:")
    key = f"declare_same_{mark}_{'_'.join(streams['stream_id'])}"
    chosen = st.radio(_("Replace or add"), list(words), format_func=words.__getitem__, key=key)
    if keeps := same is not None and chosen == same:
        values = values | {"quantity": None}  # the stored amount stays, with its source
    return Known(values, company, chosen or None, "company" if is_same is None else "", keeps)


def _choices(streams: pd.DataFrame, same: str | None) -> dict[str, str]:
    """Options by the id of the stream to replace; the first one, chosen by default, removes nothing."""
    words = same_streams.choices(streams)
    if same is None:
        return {same_streams.ADD: words.pop(same_streams.ADD)} | words
    amount = same_streams.amount(streams.set_index("stream_id", drop=False).loc[same].to_dict())
    return {same: _("Same entry, kept once: {stream}", stream=amount)} | {
        key: label for key, label in words.items() if key != same
    }


def is_settled(known: Known) -> bool:
    """Return True if every choice is made; otherwise request it."""
    if known.asked:
        st.warning(_("Choose one of the two above, then save."), icon=":material/help:")
    return not known.asked


def _same_company(company: str, park_id: str, mark: str) -> str | None:
    """Site of the stored company meant by a new name; empty for another company, None until the user has chosen."""
    sites = ask(names.sites_by_company, park_id=park_id)
    stored = same_names.meant(company, sites)
    if stored is None:
        return ""
    words = {
        sites[stored]: _("The stored company: {name}", name=stored),
        "": _("Another company: {name}", name=company),
    }
    st.warning(
        show.escaped(
            _(
                "The park already has a company with a similar name: {name}. Choose which one is meant.",
                name=stored,
            )
        ),
        icon=":material/content_copy:",
    )
    key = f"declare_company_{mark}_{company}"
    return st.radio(_("Company"), list(words), index=None, format_func=words.__getitem__, key=key)
