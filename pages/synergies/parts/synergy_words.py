"""Money and years of a synergy in words, with what is not known said so."""

import math

import pandas as pd

from isdata.measures import words as wording
from pages.common.language import _, reader


def money(value: float, currency: str) -> str:
    """Return an amount of money, or that it is not known."""
    return _("not known") if pd.isna(value) else reader().money(float(value), currency)


def years(count: float) -> str:
    """Return a payback, or that it is not known."""
    if pd.isna(count):
        return _("not known")
    told = wording.words(float(count), reader())
    return told if not 0 < float(count) < math.inf else _("{years} years", years=told)


def price(equal_gain: float, currency: str, unit: str) -> str:
    """Return at which price both gain the same, and who pays it."""
    told = reader().money(abs(float(equal_gain)), currency)
    if equal_gain < 0:
        return _(
            "Both gain the same when the giver pays the taker {price} per {unit}.", price=told, unit=unit
        )
    return _("Both gain the same when the taker pays the giver {price} per {unit}.", price=told, unit=unit)


def worth_the_same(price: float, currency: str, unit: str) -> str:
    """Return at which price it is worth the same to both over its life, and who pays it."""
    told = reader().money(abs(float(price)), currency)
    if price < 0:
        return _(
            "It is worth the same to both when the giver pays {price} per {unit}.", price=told, unit=unit
        )
    return _("It is worth the same to both when the taker pays {price} per {unit}.", price=told, unit=unit)
