"""Totals of measures in one sentence, the same on page, slide and handout."""

import numpy as np
import pandas as pd

from isdata.data.i18n import N_, Reader
from isdata.energy.measures import presentation


def years_words(years: float, reader: Reader, *, digits: int | None = None) -> str:
    """Payback with its unit, or "never", "immediate", "unknown"."""
    words = presentation.words(years, reader, digits=digits)
    return reader.text(N_("{years} years"), years=words) if 0 < years < float("inf") else words


def words(sums: pd.Series, currency: str, reader: Reader) -> str:
    """Payback, saving and CO2 of all measures together; empty without a payback.

    Parameters
    ----------
    sums : Series
        As in `DisclosedOutlook.sums`: years, currency per year and tonnes per year.
    currency : str
    reader : Reader
        Language and number format.
    """
    if not (np.isfinite(sums["payback"]) and sums["payback"] > 0):
        return ""
    amounts = {
        "years": years_words(sums["payback"], reader),
        "money": reader.money(sums["annual_saving"], currency),
        "co2": reader.amount(sums["co2_saving"], "t"),
    }
    count, unknown = int(sums["measures"]), int(sums["unknown"])
    if unknown:
        return reader.text(
            N_(
                "{known} of {count} measures can be valued: payback {years}, saving {money} per year; all save {co2} of CO2 per year"
            ),
            known=reader.number(count - unknown),
            count=reader.number(count),
            **amounts,
        )
    return reader.plural(
        "{count} measure pays back after {years} and saves {money} and {co2} of CO2 per year",
        "{count} measures pay back after {years} and save {money} and {co2} of CO2 per year",
        count,
        **amounts,
    )
