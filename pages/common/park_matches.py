"""Matches of a park, searched as the matches page does at first, so that pages share one search."""

import datetime as dt

from isdata.data.contracts.results import Matches
from isdata.symbiosis import matching
from pages.common import park_facts, role
from pages.common.data import ask


def of_park(park_id: str) -> Matches:
    """Return the matches of declared streams of a park, with up to two treatment steps."""
    return ask(
        matching.matches,
        park_id=park_id,
        viewer=role.viewer(),
        with_typical=False,
        currency=park_facts.currency(park_id),
        steps=2,
        on=dt.date.today(),
    )
