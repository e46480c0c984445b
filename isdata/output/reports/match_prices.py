"""Sentences on the price limits that the companies of a match state, and the price at which both gain equally."""

import math

import pandas as pd

from isdata.data.i18n import N_, Reader
from isdata.output.reports import partner_terms

# Price limits stated by provider and receiver, for prices above zero, below zero, and at zero.
_ASKED = (
    N_("Provider's stated minimum: {price} per {unit}."),
    N_("The provider would pay at most {price} per {unit}."),
    N_("The provider would give it away free of charge."),
)
_OFFERED = (
    N_("Receiver's stated maximum: {price} per {unit}."),
    N_("The receiver would take it only if paid at least {price} per {unit}."),
    N_("The receiver would take it only free of charge."),
)


def wishes(*, asked: float, offered: float, currency: str, unit: str, reader: Reader) -> str:
    """Price limits stated by provider and receiver, and whether they overlap; empty if neither stated one.

    A negative price is paid by the provider, so its limit reads as what it would pay.
    """
    sentences = [
        reader.text(message, **partner_terms.per_unit(price, currency, unit, reader))
        for price, message in (
            (asked, _ASKED[_place(asked)]),
            (offered, _OFFERED[_place(offered)]),
        )
        if not math.isnan(price)
    ]
    sentences.append(_agreement(asked, offered, currency, unit, reader))
    return reader.sentences(filter(None, sentences))


def _agreement(asked: float, offered: float, currency: str, unit: str, reader: Reader) -> str:
    """Sentence on whether the limits of both overlap; empty unless both stated one."""
    if math.isnan(asked) or math.isnan(offered):
        return ""
    if asked <= offered:
        return reader.text(N_("The stated limits overlap."))
    return reader.text(
        N_("The stated limits are {gap} per {unit} apart."),
        gap=reader.money(asked - offered, currency),
        unit=reader.unit(unit),
    )


def _place(price: float) -> int:
    """Place of the message for a price: above zero, below zero, or zero."""
    return 2 if price == 0 else int(price < 0)


def of_match(
    band: pd.Series, *, asked: float, offered: float, currency: str, unit: str, reader: Reader
) -> str:
    """Equal-gain price and stated price limits of a match in one paragraph.

    An equal-gain price within the limits comes first, without their amounts, which the price band below it shows; one
    outside follows the limits, with the reason why it differs. Without a band the limits are stated alone.
    Limits that do not overlap come first and contain no price.
    Prices are positive if the receiver pays. [currency per unit]
    """
    limits = wishes(asked=asked, offered=offered, currency=currency, unit=unit, reader=reader)
    if asked > offered or not band["outcome"]:
        return reader.sentences([limits, partner_terms.verdict(band, currency, unit, reader)])
    outside = _outside_limits(float(band["equal_gain"]), asked, offered)
    if not outside:
        fits = _agreement(asked, offered, currency, unit, reader)
        return reader.sentences(filter(None, [partner_terms.verdict(band, currency, unit, reader), fits]))
    price, who_gains = outside
    words = partner_terms.per_unit(band["equal_gain"], currency, unit, reader)
    return reader.sentences([limits, reader.text(price, **words), reader.text(who_gains)])


def _outside_limits(equal_gain: float, asked: float, offered: float) -> tuple[str, str] | None:
    """Messages on an equal-gain price outside the stated limits and on who gains more within them; None within them."""
    if equal_gain < asked:
        who_gains = N_("Within the limits, the provider gains more than the receiver.")
    elif equal_gain > offered:
        who_gains = N_("Within the limits, the receiver gains more than the provider.")
    else:
        return None
    if equal_gain < 0:
        return N_(
            "By their current costs alone, both would gain equally if the provider paid {price} per {unit}, "
            "which is outside these limits."
        ), who_gains
    return N_(
        "By their current costs alone, both would gain equally if the receiver paid {price} per {unit}, "
        "which is outside these limits."
    ), who_gains
