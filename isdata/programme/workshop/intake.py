"""Submissions of phones: parsed, checked, and converted to records of the journal."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from isdata.data import units
from isdata.data.entry import typed_numbers
from isdata.data.i18n import LANGUAGES
from isdata.errors import N_
from isdata.programme.workshop.day_state import SCALE
from isdata.programme.workshop.declarations import DIRECTIONS, SUBJECTS, VISIBILITIES

UNITS = ("t", "kg", "m³", "MWh", "GJ", "kW", "h", "pcs")
PERIODS = ("year", "month", "week", "day", "hour", "once")
LONGEST = {"what": 200, "company": 120, "form": 120, "words": 2_000}
_LONGEST = 80
_AMOUNT = typed_numbers.column_of()  # its unit is a separate field

MISSING = N_("Please fill this in.")
TOO_LONG = N_("This is too long.")
NO_NUMBER = N_("The amount is not a number. Write it as 30000 or 1.5.")
TWO_NUMBERS = N_("The amount is ambiguous, such as 1200 or 1.2. Enter it without a thousands separator.")
BELOW_ZERO = N_("The amount must be above zero.")
NO_CHOICE = N_("Please choose one.")


@dataclass
class Intake:
    """A submission and its problems.

    Parameters
    ----------
    body : dict
        Body for the journal; complete only if there are no problems.
    problems : dict
        Messages by field, in English; translated when shown.
    """

    body: dict[str, Any] = field(default_factory=dict)
    problems: dict[str, str] = field(default_factory=dict)


def parse_submission(kind: str, sent: Mapping[str, Any]) -> Intake:
    """Parse a submission of a kind; fields of other kinds are ignored."""
    intake = Intake()
    _READERS[kind](intake, {name: _typed(value) for name, value in sent.items()})
    return intake


def _typed(value: Any) -> str:
    """A value as text as typed: pages without JavaScript send texts only."""
    return str(value).strip() if isinstance(value, (str, int, float)) and not isinstance(value, bool) else ""


def _join(intake: Intake, sent: Mapping[str, str]) -> None:
    _text(intake, sent, "company", required=not sent.get("company_id"))
    _text(intake, sent, "company_id")
    _choice(intake, sent, "language", tuple(LANGUAGES))
    _choice(intake, sent, "visibility", VISIBILITIES)
    intake.body["is_sme"] = {"yes": True, "no": False}.get(sent.get("is_sme", ""))
    _integer(intake, sent, "table")


def _declare(intake: Intake, sent: Mapping[str, str]) -> None:
    _choice(intake, sent, "direction", DIRECTIONS)
    _choice(intake, {"subject": SUBJECTS[0], **{k: v for k, v in sent.items() if v}}, "subject", SUBJECTS)
    _values(intake, sent)


def _correct(intake: Intake, sent: Mapping[str, str]) -> None:
    _text(intake, sent, "entry", required=True)
    _integer(intake, sent, "version")
    _values(intake, sent)


def _values(intake: Intake, sent: Mapping[str, str]) -> None:
    """Parse the declared values; an empty field clears its former value."""
    _text(intake, sent, "what", required=True)
    _amount(intake, sent, "quantity", least=0.0)
    if intake.body.get("quantity") is not None or "quantity" in intake.problems:
        _unit(intake, sent)
        _choice(intake, sent, "period", PERIODS)
    _text(intake, sent, "form")
    _amount(intake, sent, "temperature")
    _amount(intake, sent, "current_cost")


def _about_entry(intake: Intake, sent: Mapping[str, str]) -> None:
    _text(intake, sent, "entry", required=True)


def _interest(intake: Intake, sent: Mapping[str, str]) -> None:
    _about_entry(intake, sent)
    _choice(intake, sent, "is_up", ("yes", "no"))
    intake.body["is_up"] = sent.get("is_up") == "yes"


def _vote(intake: Intake, sent: Mapping[str, str]) -> None:
    _text(intake, sent, "opportunity", required=True)
    for name in ("effort", "benefit"):
        _scale(intake, sent, name)


def _consent(intake: Intake, sent: Mapping[str, str]) -> None:
    _text(intake, sent, "opportunity", required=True)
    _choice(intake, sent, "agrees", ("yes", "no"))
    intake.body["agrees"] = sent.get("agrees") == "yes"


def _feedback(intake: Intake, sent: Mapping[str, str]) -> None:
    _scale(intake, sent, "rating")
    _text(intake, sent, "words")


def _interview(intake: Intake, sent: Mapping[str, str]) -> None:
    _choice(intake, sent, "wants", ("yes", "no"))
    intake.body["wants"] = sent.get("wants") == "yes"


_READERS: dict[str, Callable[[Intake, Mapping[str, str]], None]] = {
    "join": _join,
    "declare": _declare,
    "correct": _correct,
    "withdraw": _about_entry,
    "interest": _interest,
    "vote": _vote,
    "consent": _consent,
    "feedback": _feedback,
    "interview": _interview,
}
# Kinds that a phone sends by a form once it has joined, and those also accepted after the session was closed.
SENT_BY_FORM = frozenset(_READERS) - {"join"}
AFTERWARDS = frozenset({"feedback", "interview"})


def _text(intake: Intake, sent: Mapping[str, str], name: str, *, required: bool = False) -> None:
    text = sent.get(name, "")
    if required and not text:
        intake.problems[name] = MISSING
    elif len(text) > LONGEST.get(name, _LONGEST):
        intake.problems[name] = TOO_LONG
    intake.body[name] = text


def _choice(intake: Intake, sent: Mapping[str, str], name: str, choices: tuple[str, ...]) -> None:
    if sent.get(name) not in choices:
        intake.problems[name] = NO_CHOICE
    intake.body[name] = sent.get(name)


def _unit(intake: Intake, sent: Mapping[str, str]) -> None:
    unit = sent.get("unit", "")
    if not unit or not units.is_known(unit):
        intake.problems["unit"] = NO_CHOICE
        return
    intake.body["unit"] = units.canonical(unit)


def _amount(intake: Intake, sent: Mapping[str, str], name: str, *, least: float | None = None) -> None:
    intake.body[name] = None
    text = sent.get(name, "")
    if not text:
        return
    typed = typed_numbers.read(text, _AMOUNT)
    if typed.value is None or "%" in text:  # percentages are refused
        intake.problems[name] = TWO_NUMBERS if typed.rule == "ambiguous_number" else NO_NUMBER
    elif least is not None and typed.value <= least:
        intake.problems[name] = BELOW_ZERO
    else:
        intake.body[name] = typed.value


def _scale(intake: Intake, sent: Mapping[str, str], name: str) -> None:
    _choice(intake, sent, name, tuple(map(str, SCALE)))
    if name not in intake.problems:
        intake.body[name] = int(sent[name])


def _integer(intake: Intake, sent: Mapping[str, str], name: str) -> None:
    text = sent.get(name, "")
    intake.body[name] = int(text) if text.isascii() and text.isdigit() and len(text) < 16 else None
