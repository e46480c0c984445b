"""Templates of the pages of phones and main screen, with inline style and script, and the labels of their options."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from isdata.data.access.headers import script_hashes
from isdata.data.i18n import N_
from isdata.programme.workshop import views
from isdata.programme.workshop.declarations import DIRECTIONS, SUBJECTS, VISIBILITIES
from isdata.programme.workshop.intake import PERIODS
from isdata.programme.workshop.main_screen_language import Words, of_amounts

_FOLDER = Path(__file__).parent / "pages"
DIRECTION_WORDS = dict(zip(DIRECTIONS, (N_("Have"), N_("Want")), strict=True))
SUBJECT_WORDS = dict(
    zip(
        SUBJECTS,
        (N_("Material, energy or water"), N_("Service"), N_("Free capacity"), N_("Joint purchasing")),
        strict=True,
    )
)
VISIBILITY_WORDS = dict(
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
PERIOD_WORDS = dict(
    zip(PERIODS, (N_("year"), N_("month"), N_("week"), N_("day"), N_("hour"), N_("once")), strict=True)
)
STATE_WORDS = {
    "received": N_("Recorded"),
    "read": N_("Recorded, on the facilitator's screen"),
    "confirmed": N_("Confirmed by the facilitator"),
    "hidden": N_("Set aside by the facilitator"),
    "withdrawn": N_("Withdrawn"),
}
_WORDS = {"direction": DIRECTION_WORDS, "period": PERIOD_WORDS}


@cache
def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(_FOLDER), autoescape=True, undefined=StrictUndefined, trim_blocks=True
    )


@cache
def file(name: str) -> Markup:
    """File of the package, for unescaped inclusion in a page."""
    return Markup((_FOLDER / name).read_text("utf-8"))


def policy() -> str:
    """Content-Security-Policy of these pages: own scripts by hash, nothing from other origins."""
    scripts = script_hashes(
        *(f"<script>{file(name)}</script>" for name in ("phone.js", "main_screen.js", "ended.js"))
    )
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


def page(name: str, read: Words, **values: Any) -> str:
    """Render a template with its values; texts are escaped."""
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
            amount=lambda shown: amount(read, shown),
            colon=of_amounts(read).text(N_("{a}: {b}"), a="", b=""),
            half=read.half,
            unit_words=of_amounts(read).unit,
            subject_words=lambda shown: subject_words(read, shown.what, shown.named),
            **values,
        )
    )


def subject_words(read: Words, what: str, named: str) -> str:
    """Name of a resource: as typed, or as corrected with the typed text in brackets if it differs."""
    typed, name = read.half(what), read.half(named)
    if not name or typed.casefold() == name.casefold():
        return typed
    return of_amounts(read).noted(name, typed)


def subject_of(read: Words, values: Mapping[str, Any]) -> str:
    """Resource name from the values of an entry, as `subject_words`."""
    return subject_words(read, str(values.get("what", "")), str(values.get("named", "")))


def full_amount(read: Words, values: dict[str, Any]) -> str:
    """Amount as declared by the company."""
    quantity = values.get("quantity")
    return _with_period(read, quantity, quantity, values) if quantity is not None else ""


def amount(read: Words, shown: views.Shown) -> str:
    """Amount of an entry as the hall may see it."""
    values = {"unit": shown.unit, "period": shown.period}
    if shown.quantity is not None:
        return _with_period(read, shown.quantity, shown.quantity, values)
    if shown.low is not None and shown.high is not None:
        return _with_period(read, shown.low, shown.high, values)
    return ""


def quantities(read: Words, low: float, high: float, unit: str) -> str:
    """Quantity as in the whole app, the same on phones, main screen, console and in minutes; a single one keeps all digits.

    Examples
    --------
    >>> from isdata.data import i18n
    >>> chinese = i18n.reader("zh")
    >>> [quantities(chinese, *ends, "t") for ends in ((30_000, 30_000), (12_345, 12_345), (10_000, 30_000))]
    ['3万吨', '12,345吨', '1万–3万吨']
    """
    reader = of_amounts(read)
    if low == high and float(f"{low:.3g}") != low:
        return reader.joined(reader.number(low), unit)
    return reader.quantities(low, high, unit)


def _with_period(read: Words, low: float, high: float, values: dict[str, Any]) -> str:
    unit, period = str(values.get("unit", "")), str(values.get("period", ""))
    if period == "year" and unit:  # spelling used in the whole app
        return quantities(read, low, high, f"{unit}/yr")
    amount = quantities(read, low, high, unit)
    if period not in PERIOD_WORDS or period == "once":
        return amount
    return f"{amount}/{of_amounts(read).text(PERIOD_WORDS[period])}"
