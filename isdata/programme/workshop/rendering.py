"""The pages of phones and wall as HTML: one document each, with its style and script inside."""

from functools import cache
from pathlib import Path
from typing import Any

import segno
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from isdata.data import i18n
from isdata.data.access.headers import script_hashes
from isdata.data.i18n import N_
from isdata.programme.workshop import views
from isdata.programme.workshop.day import DIRECTIONS, SUBJECTS, VISIBILITIES, Day, Entry, Participant
from isdata.programme.workshop.intake import PERIODS, UNITS
from isdata.programme.workshop.live import new_key

_FOLDER = Path(__file__).parent / "pages"
_DIRECTIONS = dict(zip(DIRECTIONS, (N_("Have"), N_("Want")), strict=True))
_SUBJECTS = dict(
    zip(
        SUBJECTS,
        (N_("Material, energy or water"), N_("Service"), N_("Free capacity"), N_("Buying together")),
        strict=True,
    )
)
_VISIBILITIES = dict(
    zip(
        VISIBILITIES,
        (
            N_("Everybody, with our name and amounts"),
            N_("Everybody, without our name, amounts as a range"),
            N_("The facilitator only"),
        ),
        strict=True,
    )
)
_PERIODS = dict(
    zip(PERIODS, (N_("year"), N_("month"), N_("week"), N_("day"), N_("hour"), N_("once")), strict=True)
)
_STATES = {
    "received": N_("Recorded"),
    "read": N_("Recorded and read by the facilitator"),
    "confirmed": N_("Confirmed by the facilitator"),
    "hidden": N_("Set aside by the facilitator"),
    "withdrawn": N_("Withdrawn"),
}
_WORDS = {"direction": _DIRECTIONS, "period": _PERIODS}


@cache
def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(_FOLDER), autoescape=True, undefined=StrictUndefined, trim_blocks=True
    )


@cache
def _file(name: str) -> Markup:
    """A file of ours, laid into a page as it is."""
    return Markup((_FOLDER / name).read_text("utf-8"))


def policy() -> str:
    """Content-Security-Policy of these pages: our own scripts by their hashes, nothing from elsewhere."""
    scripts = script_hashes(*(f"<script>{_file(name)}</script>" for name in ("phone.js", "wall.js")))
    return "; ".join(
        [
            "default-src 'none'",
            " ".join(["script-src", *scripts]),
            "style-src 'unsafe-inline'",
            "img-src 'self' data:",
            "connect-src 'self'",
            "form-action 'self'",
            "base-uri 'none'",
            "frame-ancestors 'none'",
        ]
    )


def _page(name: str, read: i18n.Reader, **values: Any) -> str:
    return (
        _environment()
        .get_template(name)
        .render(
            _=read.text,
            plural=read.plural,
            language=read.language,
            words=lambda kind, value: read.text(_WORDS[kind][value]),
            number=lambda value: (
                "" if value in (None, "") else value if isinstance(value, str) else f"{value:g}"
            ),
            amount=lambda shown: _amount(read, shown),
            **values,
        )
    )


def join(
    read: i18n.Reader,
    day: Day,
    companies: list[dict[str, str]],
    *,
    sent: dict[str, str],
    problems: dict[str, str],
    message: str = "",
    asks_code: bool = False,
) -> str:
    """Page on which a phone joins."""
    return _page(
        "join.html",
        read,
        style=_file("style.css"),
        day=day,
        companies=companies,
        sent=sent,
        problems=problems,
        message=message,
        asks_code=asks_code,
        key=new_key(),
        visibilities=[(value, read.text(words)) for value, words in _VISIBILITIES.items()],
    )


def phone(
    read: i18n.Reader,
    day: Day,
    participant: Participant,
    *,
    sent: dict[str, Any],
    problems: dict[str, str],
    message: str = "",
    corrected: Entry | None = None,
) -> str:
    """Page of a phone that has joined; its form declares something new, or corrects an entry."""
    return _page(
        "phone.html",
        read,
        style=_file("style.css"),
        script=_file("phone.js"),
        message=message,
        sent=sent,
        corrected=corrected,
        key=new_key(),
        directions=[(value, read.text(words)) for value, words in _DIRECTIONS.items()],
        subjects=[(value, read.text(words)) for value, words in _SUBJECTS.items()],
        **_live(read, day, participant) | {"problems": problems},
    )


def live(read: i18n.Reader, day: Day, participant: Participant) -> str:
    """The part of a phone's page that follows the day."""
    return _page("live.html", read, **_live(read, day, participant))


def _live(read: i18n.Reader, day: Day, participant: Participant) -> dict[str, Any]:
    own = views.own_entries(day, participant)
    focus = _focus(day)
    hands = day.entries[focus.entry_id].interested if focus else frozenset()
    return {
        "day": day,
        "participant": participant,
        "own": list(reversed(own)),
        "own_ids": {entry.entry_id for entry in own},
        "focus": focus,
        "is_up": participant.participant_id in hands,
        "opportunities": _opportunities(day, participant),
        "units": UNITS,
        "periods": PERIODS,
        "problems": {},
        "new_key": new_key,
        "state": lambda entry: _state(read, day, entry),
        "full_amount": lambda entry: _full_amount(read, entry),
    }


def _focus(day: Day) -> views.Shown | None:
    """The entry on the wall, as everybody may see it."""
    entry = day.entries.get(str(day.scene.get("entry"))) if day.scene.get("scene") == "focus" else None
    return views.for_wall(day, entry) if entry else None


def _opportunities(day: Day, participant: Participant) -> list[dict[str, Any]]:
    """The opportunities that the wall puts to the vote, with what this phone answered."""
    if day.scene.get("scene") != "votes":
        return []
    found = []
    for each in day.opportunities.values():
        vote = each.votes.get(participant.participant_id)
        ours = [name for name in each.entries if day.entries[name].company == participant.of_company]
        found.append(
            {
                "opportunity_id": each.opportunity_id,
                "title": each.title,
                "vote": dict(zip(("effort", "benefit"), vote, strict=True)) if vote else None,
                "is_ours": bool(ours),
                "agrees": each.consents.get(participant.participant_id),
            }
        )
    return found


def _state(read: i18n.Reader, day: Day, entry: Entry) -> str:
    """State of an entry, and how many companies have or want the same."""
    state = read.text(_STATES[entry.status])
    companies = {other.company for other in views.counterparts(day, entry)} if entry.is_live else set()
    if not companies:
        return state
    matched = read.plural("fits {count} other company", "fits {count} other companies", len(companies))
    return f"{state} · {matched}"


def _full_amount(read: i18n.Reader, entry: Entry) -> str:
    quantity = entry.values.get("quantity")
    return _with_period(read, read.number(quantity), entry.values) if quantity is not None else ""


def _amount(read: i18n.Reader, shown: views.Shown) -> str:
    values = {"unit": shown.unit, "period": shown.period}
    if shown.quantity is not None:
        return _with_period(read, read.number(shown.quantity), values)
    if shown.low is not None and shown.high is not None:
        return _with_period(read, f"{read.number(shown.low)}–{read.number(shown.high)}", values)
    return ""


def _with_period(read: i18n.Reader, amount: str, values: dict[str, Any]) -> str:
    unit, period = str(values.get("unit", "")), str(values.get("period", ""))
    if period not in _PERIODS or period == "once":
        return f"{amount} {unit}".strip()
    return f"{amount} {unit}/{read.text(_PERIODS[period])}"


def wall(read: i18n.Reader, day: Day, *, address: str) -> str:
    """Page of the wall."""
    values = _scene(day, address)
    return _page(
        "wall.html", read, style=_file("style.css") + _file("wall.css"), script=_file("wall.js"), **values
    )


def scene(read: i18n.Reader, day: Day, *, address: str) -> tuple[str, str]:
    """Name and HTML of what the wall shows now."""
    values = _scene(day, address)
    return values["scene"], _page("scene.html", read, **values)


def _scene(day: Day, address: str) -> dict[str, Any]:
    shown = [found for entry in day.entries.values() if (found := views.for_wall(day, entry))]
    here = {each.of_company: each.company for each in day.participants.values()}
    return {
        "day": day,
        "scene": str(day.scene.get("scene", "join")),
        "address": address,
        "qr": Markup(segno.make(f"{address}?code={day.code}", error="m").svg_inline(border=1, omitsize=True)),
        "here": list(here.values()),
        "shown": list(reversed(shown)),
        "focus": _focus(day),
        "opportunities": [_result(each) for each in day.opportunities.values()],
    }


def _result(opportunity: views.Opportunity) -> dict[str, Any]:
    votes = list(opportunity.votes.values())
    means = [sum(vote[place] for vote in votes) / len(votes) if votes else 0 for place in (0, 1)]
    return {
        "title": opportunity.title,
        "votes": len(votes),
        "effort": f"{means[0]:.1f}",
        "benefit": f"{means[1]:.1f}",
    }
