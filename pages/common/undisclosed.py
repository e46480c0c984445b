"""Undisclosed companies left out of totals, and of texts before an audience."""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd
import streamlit as st

from isdata.data import disclosure
from isdata.data.disclosure import Withheld
from pages.common import role, show
from pages.common.data import ask
from pages.common.language import _, ngettext, reader


def of(place: Mapping[str, Any]) -> Withheld:
    """Companies that this reader does not see by name.

    Parameters
    ----------
    place : mapping
        park_id, parks (their ids) or region_id, where they are; all parks where it has none of them.
    """
    parks = (place["park_id"],) if place.get("park_id") else place.get("parks")
    return ask(
        disclosure.withheld,
        viewer=role.viewer(),
        parks=None if parks is None else tuple(parks),
        region_id=place.get("region_id"),
    )


def count(place: Mapping[str, Any]) -> int:
    """Number of companies that this reader's totals leave out; `place` as of `of`."""
    return of(place).companies


def hides_records(park_id: str) -> bool:
    """State it where values recorded for the whole park are withheld from this reader; return whether they are."""
    if not of({"park_id": park_id}).hides_records:
        return False
    show.info(
        _(
            "Values recorded for the park are withheld: less what is disclosed, they are those of one or two companies."
        )
    )
    return True


def scope(park_id: str) -> str:
    """Scope of values recorded for the whole park, where other totals leave out undisclosed companies; else empty."""
    return _("all companies") if count({"park_id": park_id}) else ""


def words(place: Mapping[str, Any]) -> list[str]:
    """Return the sentence that totals leave out companies; none where they leave out nobody. `place` as of `count`."""
    left_out = count(place)
    return [disclosure.sentence(left_out, reader())] if left_out else []


def note(place: Mapping[str, Any]) -> None:
    """Say below totals what they leave out. `place` as of `count`."""
    for sentence in words(place):
        st.caption(sentence)


def without_hidden(
    rows: pd.DataFrame,
    *texts: str,
    masked: Sequence[str] = (),
    park_id: str = "",
    is_stated: bool = True,
) -> pd.DataFrame:
    """Rows whose texts name no undisclosed company, all of them for who sees all; how many are left out is stated.

    Parameters
    ----------
    rows : DataFrame
    *texts : str
        Columns of free text.
    masked : sequence of str
        Columns that are empty where they name one.
    park_id : str
        Of events and actions.
    is_stated : bool
        Whether to say how many are left out.
    """
    if role.viewer().sees_all:
        return rows
    shown = ask(
        disclosure.without_hidden,
        rows=rows,
        texts=texts,
        masked=tuple(masked),
        park_id=park_id,
        viewer=role.viewer(),
    )
    if is_stated and (left_out := len(rows) - len(shown)):
        st.caption(
            ngettext(
                "{count} entry that concerns an undisclosed company is not shown.",
                "{count} entries that concern an undisclosed company are not shown.",
                left_out,
            )
        )
    return shown
