"""Undisclosed companies left out of totals."""

from collections.abc import Mapping
from typing import Any

import streamlit as st

from isdata.data import disclosure
from pages.common import role
from pages.common.data import ask
from pages.common.language import reader


def count(place: Mapping[str, Any], *, is_listed: bool = False) -> int:
    """Number of companies that this reader's totals leave out.

    Parameters
    ----------
    place : mapping
        park_id, parks (their ids) or region_id, where the totals are of; all parks where it has none of them.
    is_listed : bool
        Where undisclosed companies are listed without a name, only those count that just the facilitator may see.
    """
    parks = (place["park_id"],) if place.get("park_id") else place.get("parks")
    found = ask(
        disclosure.withheld,
        viewer=role.viewer(),
        parks=None if parks is None else tuple(parks),
        region_id=place.get("region_id"),
    )
    return found.left_out if is_listed else found.companies


def words(place: Mapping[str, Any]) -> list[str]:
    """Return the sentence that totals leave out companies; none where they leave out nobody. `place` as of `count`."""
    left_out = count(place)
    return [disclosure.sentence(left_out, reader())] if left_out else []


def note(place: Mapping[str, Any]) -> None:
    """Say below totals what they leave out. `place` as of `count`."""
    for sentence in words(place):
        st.caption(sentence)
