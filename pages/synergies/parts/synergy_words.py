"""Money and years of a synergy in words, with what is not known said so."""

import math

import pandas as pd

from isdata.energy.measures import presentation
from pages.common.language import _, reader


def money(value: float, currency: str) -> str:
    """Return an amount of money, or that it is not known."""
    return _("unknown") if pd.isna(value) else reader().money(float(value), currency)


def years(payback: float) -> str:
    """Return a payback, or that it is not known."""
    words = presentation.words(float(payback), reader())
    return _("{years} years", years=words) if 0 < payback < math.inf else words
