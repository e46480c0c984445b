"""Page of the main screen, and the contents of its scenes."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd
import segno
from markupsafe import Markup

from isdata.data.i18n import N_
from isdata.programme.workshop import (
    attendance,
    main_screen_language,
    park_matches,
    scenes,
    stored_stream_pairs,
    views,
)
from isdata.programme.workshop.day_state import Day
from isdata.programme.workshop.main_screen_language import BOTH, BilingualReader, Words
from isdata.programme.workshop.network import network
from isdata.programme.workshop.templates import file, page, quantities, subject_of

TITLES = {
    "join": N_("Joining"),
    "entries": N_("Entries"),
    "focus": N_("One entry"),
    "matches": N_("Matches"),
    "network": N_("Network"),
    "in_play": N_("Available potential"),
    "votes": N_("Votes"),
    "tables": N_("Discussion tables"),
    "break": N_("Break"),
    "results": N_("Results"),
    "picture": N_("Picture"),
    "cards": N_("Cards"),
    "case": N_("Case to discuss"),
    "withheld": N_("Totals not disclosed"),
    "blank": N_("Nothing"),
    "ended": N_("The workshop has ended"),
}
# Number of rows legible from the last row of seats, in one language and in both.
_MOST_LINES, _MOST_IN_BOTH = 12, 8
_MOST_PAIRS, _MOST_PAIRS_IN_BOTH = 10, 6  # number of exchanges, in two columns
# Possible exchanges of the entry shown alone, also beside its photo.
_MOST_OF_ENTRY, _MOST_BESIDE_PHOTO = 4, 2
_MOST_LARGEST, _MOST_LISTED = 7, 5  # exchanges and opportunities among the results
_MOST_VOTED, _MOST_LEADING = 8, 3  # opportunities in the vote, and of its title


@dataclass(frozen=True)
class Setting:
    """Settings of the main screen besides the day.

    Parameters
    ----------
    address : str
        Address opened by phones.
    currency : str
        Currency of costs.
    co2 : callable
        Returns CO2 of purchased energy by resource. [t/GJ]
    earlier : callable
        Returns streams that companies disclosed before the workshop, as from `park_matches.disclosed`.
    files : str
        Path below which this client fetches pictures and photos.
    """

    address: str = ""
    currency: str = "CNY"
    co2: Callable[[], Mapping[str, float]] = dict
    files: str = ""
    earlier: Callable[[], pd.DataFrame] = park_matches.no_streams


def main_screen(read: Words, day: Day, setting: Setting, *, is_small: bool = False) -> str:
    """Page of the main screen; small when shown on a phone."""
    return page(
        "main_screen.html",
        read,
        style=file("style.css") + file("main_screen.css"),
        script=file("main_screen.js"),
        is_small=is_small,
        **_values(read, day, setting),
    )


def scene(read: Words, day: Day, setting: Setting) -> tuple[str, str]:
    """Name and HTML of the main screen's present scene."""
    values = _values(read, day, setting)
    return values["scene"], page("scene.html", read, **values)


def _values(read: Words, now: Day, setting: Setting) -> dict[str, Any]:
    """Values of a scene, without entries withdrawn or hidden since the main screen was frozen."""
    day = now.on_main_screen if now.is_open else now
    name = str(day.scene.get("scene")) if now.is_open else "ended"
    common = {
        "day": day,
        "scene": name if name in TITLES else "blank",
        "title": title(read, day),
        "until": day.main_screen.get("until", "") if now.is_open else "",
        "setting": setting,
        "quantities": lambda low, high, unit: quantities(read, low, high, unit),
        "money": lambda value: read.money(value, setting.currency),
    }
    if name == "case":
        return common | {"cases": _cases(read, day)}
    if name == "network":
        return common | {"network": network(now, read.half)}
    shown = main_screen_language.of_words(read, day.scene.get("shown") or {}, None)
    if name == "picture":
        return common | {"picture": f"{setting.files}/picture/{shown or ''}"}
    if name == "cards":
        return common | {"cards": shown or []}
    return common | (_SCENES[name](now, day, setting) if name in _SCENES else {})


def title(read: Words, day: Day) -> str:
    """Title of the present content: of a page of the app, cards, a case, or the scene; of an entry its resource."""
    scene = day.scene
    name = str(scene.get("scene"))
    if page_title := scene.get("page"):
        return read.text(str(page_title))
    if name == "case" and (cases := _cases(read, day)):
        return " · ".join(str(each["title"]) for each in cases)
    if name == "focus" and (entry := day.entries.get(str(scene.get("entry")))):
        return subject_of(read, entry.values)
    return read.half(str(scene.get("title") or "")) or read.text(TITLES.get(name, TITLES["blank"]))


def _cases(read: Words, day: Day) -> list[dict[str, Any]]:
    """Case on the main screen, in each language of the main screen."""
    words = day.scene.get("case") or {}
    languages = list(words) if isinstance(read, BilingualReader) else [read.language]
    return [words[language] for language in languages if language in words]


def _join(_now: Day, day: Day, setting: Setting) -> dict[str, Any]:
    code = segno.make(f"{setting.address}?code={day.code}", error="m")
    return {
        "qr": Markup(code.svg_inline(border=1, omitsize=True)),
        "count": len(day.companies()),
        "named": attendance.named(day),
    }


def _entries(now: Day, day: Day, _setting: Setting) -> dict[str, Any]:
    most = _MOST_IN_BOTH if day.main_screen.get("language") == BOTH else _MOST_LINES
    shown = list(reversed(_still_shown(now, day)))
    live = sum(now.entries[name].is_live for name in day.entries if name in now.entries)
    sides = {name: [each for each in shown if each.direction == name] for name in ("have", "want")}
    return {
        "shown": len(shown),
        "private": live - len(shown),
        "columns": {name: listed[:most] for name, listed in sides.items()},
        "more": {name: max(0, len(listed) - most) for name, listed in sides.items()},
    }


def _still_shown(now: Day, day: Day) -> list[views.Shown]:
    """Entries of the shown day, as currently permitted by their companies."""
    return [
        found
        for name in day.entries
        if name in now.entries and (found := views.for_main_screen(now, now.entries[name]))
    ]


def _focus(now: Day, day: Day, setting: Setting) -> dict[str, Any]:
    focus = views.focused_entry(now)
    photo = now.entries[focus.entry_id].values.get("photo") if focus and focus.company else None
    found = [pair for pair in _pairs(now, setting) if focus in (pair.have, pair.want)]
    most = _MOST_BESIDE_PHOTO if photo else _MOST_OF_ENTRY
    return {
        "focus": focus,
        "photo": f"{setting.files}/photo/{photo}" if photo else "",
        "pairs": [(pair, pair.want if pair.have == focus else pair.have) for pair in found[:most]],
        "count": len(found),
    }


def _matches(now: Day, day: Day, setting: Setting) -> dict[str, Any]:
    found = _pairs(now, setting)
    most = _MOST_PAIRS_IN_BOTH if day.main_screen.get("language") == BOTH else _MOST_PAIRS
    return {"pairs": found[:most], "more": max(0, len(found) - most)}


def _pairs(now: Day, setting: Setting) -> list[scenes.Pair]:
    return [*scenes.pairs(now), *stored_stream_pairs.pairs(now, setting.earlier())]


def _in_play(now: Day, _day: Day, setting: Setting) -> dict[str, Any]:
    return {"in_play": scenes.interest_totals(now, setting.co2())}


def _votes(now: Day, _day: Day, _setting: Setting) -> dict[str, Any]:
    voted = scenes.ranked(now)
    return {
        "voted": voted[:_MOST_VOTED],
        "more": max(0, len(voted) - _MOST_VOTED),
        "leading": scenes.leading(voted)[:_MOST_LEADING],
    }


def _tables(now: Day, _day: Day, _setting: Setting) -> dict[str, Any]:
    return {"tables": scenes.tables(now)}


def _results(now: Day, day: Day, setting: Setting) -> dict[str, Any]:
    among_entries = scenes.pairs(now)
    with_earlier = stored_stream_pairs.pairs(now, setting.earlier())
    voted = scenes.ranked(now)[:_MOST_LISTED]
    largest = scenes.each_once([*among_entries, *with_earlier], now.opportunities.values())
    return {
        "entries": sum(entry.is_live for entry in day.entries.values()),
        "unconfirmed": sum(entry.is_live and entry.status != "confirmed" for entry in day.entries.values()),
        "companies": len(day.companies()),
        "pairs": len(among_entries) + len(with_earlier),  # as in the exchanges scene
        "with_earlier": len(with_earlier),
        "pairs_unconfirmed": scenes.unconfirmed([*among_entries, *with_earlier]),
        "largest": largest[: max(0, _MOST_LARGEST - 2 * len(voted))],
        "voted": voted,
        "in_play": scenes.interest_totals(now, {}),  # amounts only
    }


_SCENES = {
    "join": _join,
    "entries": _entries,
    "focus": _focus,
    "matches": _matches,
    "in_play": _in_play,
    "votes": _votes,
    "tables": _tables,
    "results": _results,
    "ended": _results,
}
