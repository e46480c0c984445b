"""Money and years of a synergy as text, including unknown values."""

import math

import pandas as pd

from isdata.energy.measures import presentation
from pages.common.language import _, reader


def money(value: float, currency: str) -> str:
    """Text of an amount of money, or that it is unknown."""
    return _("unknown") if pd.isna(value) else reader().money(float(value), currency)


def years(payback: float) -> str:
    """Text of a payback, or that it is unknown."""
    words = presentation.words(float(payback), reader())
    return _("{years} years", years=words) if 0 < payback < math.inf else words
