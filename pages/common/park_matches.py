"""Matches of parks with the default settings of the matches page, so that pages share one cached search."""

import datetime as dt
import hashlib
from collections.abc import Mapping, Sequence
from typing import Any

from isdata.data.contracts.results import Matches
from isdata.data.disclosure import Viewer
from isdata.symbiosis import matching
from pages.common import park_facts
from pages.common.data import ask

_MARK = 10  # letters
_IDS = ["supply_stream_id", "demand_stream_id"]


def marks(matches: Matches) -> list[str]:
    """Identifier of each match for the address, which may be shared; it does not disclose the streams."""
    return [mark(match) for match in matches[_IDS].to_dict("records")]


def mark(match: Mapping) -> str:
    """Identifier of a match for the address."""
    both = "\n".join(match[name] for name in _IDS)
    return hashlib.sha256(both.encode()).hexdigest()[:_MARK]


def of_park(park_id: str, viewer: Viewer) -> Matches:
    """Matches of declared streams of a park, with up to two treatment steps, best first."""
    return ask(matching.matches, park_id=park_id, **_settings(viewer, park_id))


def of_parks(parks: Sequence[str], viewer: Viewer) -> Matches:
    """Matches of one park, or of all parks if there are several, best first."""
    return of_park(parks[0], viewer) if len(parks) == 1 else ask(matching.matches, **_settings(viewer))


def _settings(viewer: Viewer, park_id: str | None = None) -> dict[str, Any]:
    return {
        "viewer": viewer,
        "with_typical": False,
        "currency": park_facts.currency(park_id),
        "steps": 2,
        "on": dt.date.today(),
    }
