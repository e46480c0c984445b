"""Undisclosed companies left out of totals, and of presented texts."""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd
import streamlit as st

from isdata.data import disclosure
from isdata.data.disclosure import Withheld
from pages.common import role, show
from pages.common.data import ask
from pages.common.language import _, ngettext, reader


def undisclosed_companies(place: Mapping[str, Any]) -> Withheld:
    """Companies undisclosed to this reader.

    Parameters
    ----------
    place : mapping
        Scope by park_id, parks (ids) or region_id; all parks if none is given.
    """
    parks = (place["park_id"],) if place.get("park_id") else place.get("parks")
    return ask(
        disclosure.withheld,
        viewer=role.viewer(),
        parks=None if parks is None else tuple(parks),
        region_id=place.get("region_id"),
    )


def count(place: Mapping[str, Any]) -> int:
    """Number of companies left out of this reader's totals; `place` as for `undisclosed_companies`."""
    return undisclosed_companies(place).companies


def hides_records(park_id: str) -> bool:
    """Return True, with a notice, if values recorded for the whole park are withheld from this reader."""
    if not undisclosed_companies({"park_id": park_id}).hides_records:
        return False
    show.info(
        _(
            "Values recorded for the park are withheld: less the disclosed values, they belong to one or two companies."
        )
    )
    return True


def scope(park_id: str) -> str:
    """Text on the scope of values recorded for the whole park, if other totals omit undisclosed companies; else empty."""
    return _("all companies") if count({"park_id": park_id}) else ""


def words(place: Mapping[str, Any]) -> list[str]:
    """Sentence that totals leave out companies; empty if none is left out. `place` as for `count`."""
    left_out = count(place)
    return [disclosure.sentence(left_out, reader())] if left_out else []


def note(place: Mapping[str, Any]) -> None:
    """Show below totals what they leave out. `place` as for `count`."""
    for sentence in words(place):
        st.caption(sentence)


def without_hidden(
    rows: pd.DataFrame,
    *texts: str,
    masked: Sequence[str] = (),
    park_id: str = "",
    is_stated: bool = True,
) -> pd.DataFrame:
    """Rows whose texts name no undisclosed company (all rows for the facilitator), with a note on the number left out.

    Parameters
    ----------
    rows : DataFrame
    *texts : str
        Columns of free text.
    masked : sequence of str
        Columns cleared if they name one.
    park_id : str
        Park of events and actions.
    is_stated : bool
        Show the number of rows left out.
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
