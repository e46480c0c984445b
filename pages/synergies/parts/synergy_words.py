"""Money and years of a synergy in words, with what is not known said so."""

import math

import pandas as pd

from isdata.energy.measures import presentation
from pages.common.language import _, reader


def money(value: float, currency: str) -> str:
    """Return an amount of money, or that it is not known."""
    return _("unknown") if pd.isna(value) else reader().money(float(value), currency)


def short(value: float, currency: str) -> str:
    """Return an amount of money without its currency, which stands beside it, or that it is not known."""
    return _("unknown") if pd.isna(value) else reader().money_number(float(value), currency)


def count(years: float) -> str:
    """Return a payback without its unit, which stands beside it, or that it is not known."""
    return _("unknown") if pd.isna(years) else presentation.words(float(years), reader())


def years(payback: float) -> str:
    """Return a payback, or that it is not known."""
    words = count(payback)
    return _("{years} years", years=words) if 0 < payback < math.inf else words
